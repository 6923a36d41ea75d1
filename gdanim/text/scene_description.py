"""The first sentences of an alt text: the panels, the optimizers, the functions, the starts and the duration.

Without a ball, they describe the function and its marked points.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from gdanim.functions.properties.convexity import convexity
from gdanim.text import phrases
from gdanim.text.typed_formula import with_printed_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gdanim.descent import Trajectory
    from gdanim.scene.model import Scene, Sweep
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

    PanelEntries = Sequence[Mapping[str, Any]]


MAX_MARKED = 8  # points named, those nearest to the start; more are counted


def describe(
    words: Words, scene: Scene, trajectories: Sequence[Trajectory], formats: QuantityFormats, panels: PanelEntries = ()
) -> str:
    """Returns the description of a scene and of its notes."""
    return " ".join([opening(words, scene, trajectories, formats, panels), *_notes(words, scene, trajectories)])


def opening(
    words: Words, scene: Scene, trajectories: Sequence[Trajectory], formats: QuantityFormats, panels: PanelEntries = ()
) -> str:
    """Returns the description of a scene."""
    if not is_animated(scene) or (has_ball(scene) and _is_at_rest(trajectories)):
        return _still_picture(words, trajectories, formats, _shown_marks(scene), panels)
    runs = scene.runs
    key, swept = (_opening_key(scene), {}) if scene.sweep is None else _sweep_opening(words, scene, scene.sweep)
    first = words.fill(
        _report_words(words, scene).report(key),
        **swept,
        n=len(runs),
        Count=phrases.capitalized(words, phrases.count(words, len(runs))),
        method=phrases.distinct_series(words, (phrases.optimizer(words, run) for run in runs)),
        functions=phrases.functions(words, runs),
        starts=phrases.starts(words, runs, formats.point),
        etas=phrases.eta(words, runs, tells_range=scene.clock.shows_all_runs),
        steps=phrases.steps(words, trajectories),
        seen=_pictures(words, scene, "seen"),
    )
    beside = _pictures(words, scene, "beside")
    return " ".join([first, *([beside] if beside else []), *convexity_sentences(words, scene)])


def _sweep_opening(words: Words, scene: Scene, sweep: Sweep) -> tuple[str, dict[str, object]]:
    """Returns the key of the first sentence about a sweep, and the swept number's symbol, least and greatest value."""
    starts = "sweep_starts" if sweep.trait == "start" else "sweep"
    fields = [dict(run.label_fields)[sweep.trait] for run in (scene.runs[0], scene.runs[-1])]
    low, high = (words.printed(with_printed_numbers(text)) for text in fields)
    symbol = phrases.symbol(sweep.trait.rpartition(".")[2])
    return "sweep_long" if panels_stand_for_runs(scene) else starts, {
        "count": words.number(len(scene.runs)),
        "name": words.formula(symbol),
        "low": low,
        "high": high,
    }


def has_ball(scene: Scene) -> bool:
    """Returns whether a ball is shown whose run can be described.

    A chord, or a curve alone, shows a function rather than a run; a still without steps shows no run.
    """
    if _is_picture(scene):
        return False
    can_show_ball = any("ball" in panel.plugin.marks for panel in scene.panels)
    return "ball" in _shown_marks(scene) if can_show_ball else not _report_key(scene)


def is_animated(scene: Scene) -> bool:
    """Returns whether anything moves: a ball, or a chord."""
    return not _is_picture(scene) and (has_ball(scene) or bool(_report_key(scene)))


def convexity_sentences(words: Words, scene: Scene) -> Iterator[str]:
    """Yields a sentence for each function on its convexity as shown by a chord, if the shown range is known."""
    report_key, report_words = _report_key(scene), _report_words(words, scene)
    if not report_key:
        return
    for run in {run.function.text: run for run in scene.runs}.values():
        domain = scene.domain or run.function.domain
        if domain:
            low, high = domain[0]
            key = f"{report_key}_{convexity(run.function, (low, high))}"
            yield words.fill(report_words.report(key), function=phrases.function(words, run))


def _notes(words: Words, scene: Scene, trajectories: Sequence[Trajectory]) -> Iterator[str]:
    """Yields one sentence with the notes that are shown, if there are any."""
    last = (
        max(1, *(trajectory.last_step for trajectory in trajectories)) if scene.notes and not _is_picture(scene) else 0
    )
    shown = [note for note in scene.notes if note.is_due_by(last)]
    if shown:
        texts = [words.quoted(_without_stop(note.text)) for note in shown]
        yield words.fill(words.data["report"]["notes"], texts=phrases.distinct_series(words, texts))


def _without_stop(text: str) -> str:
    """Returns a note without the stop at its end, which the sentence that quotes it has; an ellipsis stays."""
    text = text.rstrip()
    return text if text.endswith("..") else text.removesuffix(".").removesuffix("。")


def _is_picture(scene: Scene) -> bool:
    """Returns whether no run takes a step."""
    return not any(run.steps for run in scene.runs)


def _is_at_rest(trajectories: Sequence[Trajectory]) -> bool:
    """Returns whether all balls stay at their starts."""
    return all(len(trajectory.points) == 1 for trajectory in trajectories)


def _report_key(scene: Scene) -> str:
    """Returns the key of the sentences on panels that show a function; empty for other panels."""
    keys = {panel.plugin.report_key for panel in scene.panels}
    return keys.pop() if len(keys) == 1 else ""


def _report_words(words: Words, scene: Scene) -> Words:
    """Returns the words of the panels that show a function, if these bring sentences of their own."""
    plugins = (panel.plugin for panel in scene.panels)
    return words.of_plugin(next((plugin.words for plugin in plugins if plugin.report_key), {}))


def _shown_marks(scene: Scene) -> frozenset[str]:
    """Returns the marks of all panels together."""
    return frozenset().union(*map(scene.shown_marks, scene.panels))


def _still_picture(
    words: Words,
    trajectories: Sequence[Trajectory],
    formats: QuantityFormats,
    marks: frozenset[str],
    panels: PanelEntries,
) -> str:
    """Returns the functions; for a single one also its marked points from the left, and balls at their starts."""
    patterns, runs = words.data["report"], [trajectory.run for trajectory in trajectories]
    first = words.fill(patterns["still"], functions=phrases.functions(words, runs))
    marked = {
        (point.at, point.key)
        for trajectory in trajectories
        for point in trajectory.stationary_points
        if point.kind in marks and _is_in_sight(point.at, panels)
    }
    nearest = sorted(marked, key=lambda each: (math.dist(each[0], runs[0].start), each))
    marked = set(nearest[:MAX_MARKED])
    marked |= {(run.start, "start") for run in runs} if "ball" in marks else set()
    texts = [
        words.fill(
            patterns["marked_at"], name=words.label(key), point=phrases.point(words, runs[0], point, formats.point)
        )
        for point, key in sorted(marked)
    ]
    if len(nearest) > MAX_MARKED:
        texts.append(words.fill(patterns["others"], n=len(nearest) - MAX_MARKED))
    if not texts or len({run.function.text for run in runs}) > 1:
        return first
    return f"{first} {words.fill(patterns['marked'], places=phrases.series(words, texts))}"


def panels_stand_for_runs(scene: Scene) -> bool:
    """Returns whether a panel tells what becomes of the runs in place of their verdicts."""
    return any(role.stands_for_runs for panel in scene.panels if (role := panel.plugin.sweep))


def panel_sentences(
    words: Words, scene: Scene, trajectories: Sequence[Trajectory], formats: QuantityFormats
) -> Iterator[str]:
    """Yields the sentences of the scene's panels about the runs."""
    for panel in scene.panels:
        yield from panel.plugin.sentences(words.of_plugin(panel.plugin.words), trajectories, formats, panel.options)


def missing_points(words: Words, panels: PanelEntries) -> Iterator[str]:
    """Yields a sentence if a panel shows more stationary points than could be searched."""
    if any("stationary_points" in panel for panel in panels):
        yield words.fill(words.data["report"]["missing_points"])


def _is_in_sight(point: Sequence[float], panels: PanelEntries) -> bool:
    """Returns whether a panel's axes hold a point; true where none is laid out."""
    axes = [(panel["x_range"], panel["y_range"])[: len(point)] for panel in panels if panel["x_range"]]
    return not axes or any(
        all(low <= x <= high for x, (low, high) in zip(point, ranges, strict=False)) for ranges in axes
    )


def _opening_key(scene: Scene) -> str:
    """Returns the key of the first sentence's pattern."""
    if report_key := _report_key(scene):
        return report_key if len(scene.runs) == 1 else f"{report_key}s"
    if len(scene.runs) == 1:
        return "one"
    if scene.panels and not any(panel.plugin.scope == "run" for panel in scene.panels):
        return "lines"
    if not scene.is_overlay:
        return "panels"
    return "overlay" if len(scene.runs[0].start) == 1 else "overlay_landscape"


def _picture(words: Words, name: str, plugin: Any, kind: str) -> str:
    """Returns the phrase for a panel in such a sentence; empty if it isn't mentioned there."""
    known, plugin_words = words.data[kind], words.of_plugin(plugin.words)
    if name in known or kind != "beside":
        return str(known.get(name) or plugin_words.plugin_word(kind) or "")
    return plugin_words.plugin_word("description") or words.isolated(plugin.description)


def _pictures(words: Words, scene: Scene, kind: str) -> str:
    """Returns phrases such as ``, seen from above and in three dimensions`` and ``Also shown: the step size.``"""
    panels = {panel.name: panel.plugin for panel in scene.panels}
    texts = [text for name, plugin in panels.items() if (text := _picture(words, name, plugin, kind))]
    if not texts or (len(texts) == len(scene.panels) and kind == "beside"):
        return ""
    return words.fill(words.data["report"][kind], pictures=phrases.distinct_series(words, texts))
