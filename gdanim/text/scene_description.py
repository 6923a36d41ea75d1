"""The first sentences of an alt text: how many pictures of which method on which function, from where, how long.

Where no ball is shown, the function and what is marked on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from gdanim import registry
from gdanim.functions.convexity import is_convex
from gdanim.text import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.descent import Run, Trajectory
    from gdanim.text.words import Words

    class Panel(Protocol):
        """As much of a panel's plug-in as is asked for."""

        scope: str
        marks: tuple[str, ...]
        lesson: tuple[str, ...]
        comparison: tuple[str, ...]

    class Show(Protocol):
        def apply_to(self, default: tuple[str, ...]) -> tuple[str, ...]: ...

    class Note(Protocol):
        @property
        def text(self) -> str: ...

    class Named(Protocol):
        @property
        def name(self) -> str: ...
        @property
        def show(self) -> Show | None: ...

    class Scene(Protocol):
        """As much of a scene as its report needs."""

        @property
        def runs(self) -> Sequence[Run]: ...
        @property
        def panels(self) -> Sequence[Named]: ...
        @property
        def overlay(self) -> bool: ...
        @property
        def caption(self) -> str | None: ...
        @property
        def domain(self) -> Sequence[tuple[float, float]] | None: ...
        @property
        def show(self) -> Show: ...
        @property
        def notes(self) -> Sequence[Note]: ...


def opening(words: Words, scene: Scene, trajectories: Sequence[Trajectory]) -> str:
    if not moving(scene) or (balls(scene) and _resting(trajectories)):
        return _still(words, trajectories[0], _marks(scene))
    patterns, runs = words.data["report"], scene.runs
    first = words.fill(
        patterns[_shape(scene)],
        Count=phrases.capital(phrases.count(words, len(runs))),
        method=phrases.listed(words, (phrases.method(words, run) for run in runs)),
        functions=phrases.functions(words, runs),
        starts=phrases.starts(words, runs),
        etas=phrases.etas(words, runs),
        steps=phrases.steps(words, runs),
        seen=_pictures(words, scene, "seen"),
    )
    beside = _pictures(words, scene, "beside")
    return " ".join([first, *([beside] if beside else []), *bent(words, scene)])


def notes(words: Words, scene: Scene) -> Iterable[str]:
    """One sentence with what the scene's notes say, if it has any."""
    if scene.notes:
        said = [words.quoted(note.text) for note in scene.notes]
        yield words.fill(words.data["report"]["notes"], texts=phrases.listed(words, said))


def balls(scene: Scene) -> bool:
    """Whether there is a ball to tell of: a chord, or a curve alone, shows what a function is, not what a run does."""
    able = any("ball" in _plugin(panel.name).marks for panel in scene.panels)
    return "ball" in _marks(scene) if able else not _chords(scene)


def moving(scene: Scene) -> bool:
    """Whether anything is shown that goes: a ball, or a chord."""
    return balls(scene) or _chords(scene)


def _resting(trajectories: Sequence[Trajectory]) -> bool:
    """Whether the only ball stays where it starts."""
    return len(trajectories) == 1 and len(trajectories[0].points) == 1


def _chords(scene: Scene) -> bool:
    return bool(scene.panels) and all(panel.name == "chord" for panel in scene.panels)


def bent(words: Words, scene: Scene) -> Iterable[str]:
    """What a chord tells of each function, where it is known which part of the axis is shown."""
    if not _chords(scene):
        return
    for run in {run.function.text: run for run in scene.runs}.values():
        shown = scene.domain or run.function.domain
        if shown:
            low, high = shown[0]
            key = "chord_convex" if is_convex(run.function, (low, high)) else "chord_below"
            yield words.fill(words.data["report"][key], function=phrases.function(words, run))


def _marks(scene: Scene) -> frozenset[str]:
    """What the panels show, all of them together."""
    found: set[str] = set()
    for panel in scene.panels:
        known = _plugin(panel.name)
        default = known.lesson if len(scene.runs) == 1 else known.comparison
        found |= {*(panel.show or scene.show).apply_to(default)} & {*known.marks}
    return frozenset(found)


def _still(words: Words, trajectory: Trajectory, marks: frozenset[str]) -> str:
    """The function, and the places that are marked on it, from the left; a ball that is shown is at its start."""
    patterns = words.data["report"]
    first = words.fill(patterns["still"], functions=phrases.functions(words, [trajectory.run]))
    spots = [(spot.point, spot.key)
             for spot in trajectory.stationary if spot.kind in marks]  # fmt: skip
    spots += [(trajectory.run.start, "start")] if "ball" in marks else []
    told = [
        words.fill(patterns["marked_at"], name=words.label(name), point=phrases.spot(words, trajectory.run, point))
        for point, name in sorted(spots)
    ]
    return f"{first} {words.fill(patterns['marked'], places=phrases.series(words, told))}" if told else first


def _plugin(panel: str) -> Panel:
    return registry.load("panels", panel)  # type: ignore[no-any-return]


def _shape(scene: Scene) -> str:
    """The pattern of the first sentence."""
    if _chords(scene):
        return "chord" if len(scene.runs) == 1 else "chords"
    if len(scene.runs) == 1:
        return "one"
    if scene.panels and not any(_own(panel.name) for panel in scene.panels):
        return "lines"
    if not scene.overlay:
        return "panels"
    return "overlay" if len(scene.runs[0].start) == 1 else "overlay_landscape"


def _own(panel: str) -> bool:
    """Whether the panel is drawn for each run."""
    return _plugin(panel).scope == "run"


def _pictures(words: Words, scene: Scene, kind: str) -> str:
    """``, seen from above and in three dimensions``; ``Beside it: the step size.``"""
    told = [words.data[kind][panel.name] for panel in scene.panels if panel.name in words.data[kind]]
    if not told or (len(told) == len(scene.panels) and kind == "beside"):
        return ""
    return words.fill(words.data["report"][kind], pictures=phrases.listed(words, told))
