"""The contract of panels."""

from __future__ import annotations

import json
import math
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from gdanim import pipeline, registry, scene as scenes
from gdanim.functions.properties.convexity import Convexity
from gdanim.panels import Drawing, Panel, PanelContext
from gdanim.testing.expectation import expect, expect_options, expect_summary, expect_words, loaded, registered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark

PAGE_SIZE = (320, 240)
QUICK_TIMING = {"frames_per_step": 4, "hold": {"start": 0.1, "end": 0.1}}
"""The timing of the animations that are checked."""
SAMPLED_MOMENTS = 12  # number of moments that are checked
CURVE = {"function": "x**2", "start": 2, "eta": 0.1, "steps": 3}
MAP = {"function": "x**2 + 3*y**2", "start": [2, 1], "eta": 0.1, "steps": 3}
DATA = {
    "function": {"linear_regression": {"generate": {"n": 12, "slope": 2, "intercept": 1, "noise": 0.5, "seed": 7}}},
    "start": [-0.5, -0.5],
    "eta": 0.2,
    "steps": 3,
}
SWEEP = {"sweep": [0.05, 0.9], "count": 6}
VARIANTS: tuple[dict[str, Any], ...] = (
    {},
    {"eta": [0.05, 0.1, 0.2]},
    {"eta": [0.05, 0.1, 0.2], "compare": "overlay"},
    {"eta": [0.1, 4.0], "steps": 9},  # one leaves the picture
    {"language": "fa", "theme": "dark"},
    {"notes": [{"text": "here"}]},
    {"show": []},
    {"steps": 1},
)
BACKGROUNDS = VARIANTS[:2]
"""The variants whose static marks are checked; drawing whole backgrounds is slow."""
SMALLEST_SIZE = (96, 72)
"""A page on which most panels have no room."""
EVERYWHERE = {"ticks", "names", "title"}
"""The words of ``show`` that are set for every panel with room for them."""


def check_panel(
    panel: Panel | str, scene: Mapping[str, Any] | None = None, options: Mapping[str, Any] | None = None
) -> None:
    """Checks that a panel fulfils the contract.

    It declares its marks, and queries no others. Whatever moves is declared as a mover: no moment changes static marks,
    and a moment draws the same pixels independent of earlier ones. It draws equal animations again, leaves matplotlib's
    rcParams unchanged, and works with one run and with several, in either reading direction, on light and dark pages,
    in strips, and with callouts; a page may be too small for it. By default a panel for all functions is drawn for one
    of one variable, one of two, and a data problem.

    Parameters
    ----------
    panel
        The panel's ``PLUGIN``, or its name.
    scene
        The keys of a scene that it can draw, with a single ``eta``; by default one that fits its declaration.
    options
        Values of the panel's options.

    Raises
    ------
    AssertionError
        If the panel violates the contract; the message says how.
    """
    plugin = loaded("panels", panel)
    expect(isinstance(plugin, Panel), f"a panel must be a gdanim.panels.Panel; found a {type(plugin).__name__}")
    _check_declaration(plugin)
    keys, *others = [dict(scene)] if scene else _examples(plugin)
    for variant in (*_variants(plugin), {"show": list(plugin.marks)}):
        animation = _animation(plugin, {**keys, **variant}, options)
        if variant in BACKGROUNDS:
            _check_background(animation)
        _check_movers(animation)
    for other in others:
        _check_movers(_animation(plugin, other, options))
    _check_small_page(plugin, keys, options)
    _check_repetition(plugin, keys, options)


def _variants(panel: Panel) -> Sequence[dict[str, Any]]:
    """Returns changes to a scene; a panel that takes a sweep has that in place of lists."""
    return [variant for variant in VARIANTS if not (panel.sweep and "eta" in variant)]


def _check_declaration(panel: Panel) -> None:
    expect_summary(panel.summary)
    expect_words(panel.words, ("description",))
    _check_report(panel)
    shown = panel.default_marks.named
    strange = sorted(shown - {*panel.marks})
    expect(not strange, f"marks must have {', '.join(strange)}, which the panel shows where a scene does not choose")
    if panel.options is not None:
        expect_options(panel.options)
    expect(panel.size.weight > 0, "size.weight must be above 0")


def _check_report(panel: Panel) -> None:
    """Checks the sentences on a panel that shows a function: from the language files, or its own words."""
    if panel.report_key:
        kinds = get_args(Convexity)
        keys = (panel.report_key, f"{panel.report_key}s", *(f"{panel.report_key}_{kind}" for kind in kinds))
        written = {*registry.load("languages", "en")["report"], *panel.words.get("en", {})}
        lacking = [key for key in keys if key not in written]
        expect(not lacking, f"words must have the sentence {', '.join(lacking)} for the report_key")


def _examples(panel: Panel) -> list[dict[str, Any]]:
    """Returns the keys of scenes with functions that the panel can draw, of one and two variables, more, and data."""
    if panel.data.is_required:
        return [DATA]
    counts, swept = panel.variables, {"eta": SWEEP} if panel.sweep else {}
    found = [{**scene, **swept} for count, scene in ((1, CURVE), (2, MAP)) if not counts or count in counts]
    if not found:
        names = [f"x{place}" for place in range(1, min(counts) + 1)]
        squares = " + ".join(f"{name}**2" for name in names)
        return [{**CURVE, **swept, "function": squares, "start": [2.0] * len(names)}]
    return [*found, *([{**DATA, **swept}] if not counts or 2 in counts else [])]


class _Asked(AbstractSet[str]):
    """The marks to be shown, which records the marks that a panel queries."""

    def __init__(self, words: AbstractSet[str]) -> None:
        self.words, self.asked = frozenset(words), set[str]()

    def __contains__(self, word: object) -> bool:
        self.asked.add(str(word))
        return word in self.words

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __hash__(self) -> int:
        return hash(self.words)


@dataclass
class _Animation:
    """The drawing that a panel prepared for a scene, and the page's moments."""

    panel: Panel
    drawings: list[Drawing]
    moments: Sequence[Moment]
    size: tuple[int, int]
    steps: int
    asked: set[str]

    def pixels(self, marks: Sequence[Mark]) -> bytes:
        """Returns the pixels of marks on an empty page."""
        from gdanim.drawing.canvas import raster
        from gdanim.drawing.rc import default_rc

        canvas, pixels = raster(*self.size)
        with default_rc():
            canvas.paint(marks)
        return pixels.tobytes()

    def sampled(self) -> Sequence[Moment]:
        """Returns some moments, from the first to the last."""
        return (*self.moments[:: max(1, len(self.moments) // SAMPLED_MOMENTS)], self.moments[-1])

    def movers(self, moment: Moment) -> bytes:
        for drawing in self.drawings:
            drawing.show(moment)
        return self.pixels([mark for drawing in self.drawings for mark in drawing.movers])

    def background(self) -> list[bytes]:
        """Returns all persistent marks: the static ones, and those that each step adds."""
        static = [mark for drawing in self.drawings for mark in drawing.static]
        persisted = [
            [mark for drawing in self.drawings for mark in drawing.persist(step)] for step in range(self.steps + 1)
        ]
        return [self.pixels(marks) for marks in (static, *persisted)]


def _animation(panel: Panel, keys: Mapping[str, Any], options: Mapping[str, Any] | None) -> _Animation:
    """Returns the page of a scene with this panel alone, the prepared drawing, and the queried marks."""
    drawings: list[Drawing] = []
    asked: set[str] = set()

    def prepare(context: PanelContext) -> Drawing:
        _check_axes(panel, context)
        _check_outer_labels(panel, context)
        shown = _Asked(context.shown_marks)
        drawing = panel.prepare(replace(context, shown_marks=shown))  # type: ignore[arg-type]
        asked.update(shown.asked)
        _check_drawing(drawing)
        drawings.append(drawing)
        return drawing

    rc = _rc()
    with registered("panels", replace(panel, prepare=prepare)) as name:
        scene = scenes.load(
            {"size": list(PAGE_SIZE), "timing": QUICK_TIMING, **keys, "panels": [{name: dict(options or {})}]}
        )
        trajectories = pipeline.trace(scene)
        shown = pipeline.moments(scene, trajectories)
        drawings.clear()  # a free timing lays the page out twice
        picture = pipeline.compose(scene, trajectories, shown)
    expect(_rc() == rc, "prepare must leave matplotlib's rcParams as they are")
    expect(drawings, f"the panel was not prepared for {dict(keys)}; is it larger than {PAGE_SIZE}?")
    return _Animation(panel, drawings, picture.timeline.moments, picture.size, scene.steps, asked)


def _check_axes(panel: Panel, context: PanelContext) -> None:
    if panel.measure is None:
        return
    for low, high in (context.axes.x_range, context.axes.y_range):
        expect(math.isfinite(low) and math.isfinite(high) and low != high, f"measure gave {low} to {high}: no range")


def _check_outer_labels(panel: Panel, context: PanelContext) -> None:
    box = context.axes.box
    for label in panel.outer_labels(context) if panel.outer_labels else ():
        inside = label.box.left >= box.left and label.box.right <= box.right
        inside = inside and label.box.top >= box.top and label.box.bottom <= box.bottom
        expect(not inside, f"outer_labels must stand outside of the panel's box; {label.content!r} does not")


def _check_small_page(panel: Panel, keys: Mapping[str, Any], options: Mapping[str, Any] | None) -> None:
    """Checks that the panel is left out of a page on which it has no room, or stands there, and that strips have it."""
    with registered("panels", panel) as name:
        entry = {name: dict(options or {})}
        for size in (SMALLEST_SIZE, PAGE_SIZE):
            scene = scenes.load({"size": list(size), "timing": QUICK_TIMING, **keys, "panels": [entry]})
            trajectories = pipeline.trace(scene)
            picture = pipeline.compose(scene, trajectories, pipeline.moments(scene, trajectories))
            for index in (0, picture.count - 1):
                picture.frame(index)
        picture.strip()


def _check_background(animation: _Animation) -> None:
    before = animation.background()
    for moment in animation.sampled():
        animation.movers(moment)
    expect(animation.background() == before, "show must change the movers alone: what is drawn once has changed")


def _check_movers(animation: _Animation) -> None:
    known = {mark for panel in registry.load_all("panels").values() for mark in panel.marks}  # marks that panels share
    undeclared = sorted(animation.asked - EVERYWHERE - {*animation.panel.marks} - known)
    expect(not undeclared, f"marks must have {', '.join(undeclared)}, which the panel asks for")
    rc = _rc()
    seen = [(moment, animation.movers(moment)) for moment in animation.sampled()]
    for moment, pixels in reversed(seen):
        expect(animation.movers(moment) == pixels, f"frame {moment.index} must look the same whatever was shown before")
    expect(_rc() == rc, "show must leave matplotlib's rcParams as they are")
    if not any(drawing.is_time_dependent for drawing in animation.drawings):
        moment, pixels = seen[len(seen) // 2]
        later = replace(moment, index=moment.index + 1, seconds=moment.seconds + 1)
        expect(
            animation.movers(later) == pixels, "a drawing that changes with the time alone must say is_time_dependent"
        )


def _check_drawing(drawing: Drawing) -> None:
    from gdanim.drawing.canvas import Mark

    expect(isinstance(drawing, Drawing), f"prepare must return a Drawing; found a {type(drawing).__name__}")
    marks = [*drawing.static, *drawing.movers]
    strange = next((mark for mark in marks if not isinstance(mark, Mark)), None)
    expect(strange is None, f"a panel draws Marks alone; found a {type(strange).__name__}")
    expect(len({id(mark) for mark in marks}) == len(marks), "a mark is either static or a mover, and that once")
    json.dumps(drawing.sidecar)


def _check_repetition(panel: Panel, keys: Mapping[str, Any], options: Mapping[str, Any] | None) -> None:
    one, other = (_animation(panel, keys, options) for _ in range(2))
    expect(one.background() == other.background(), "the panel must draw the same scene in the same way again")
    for moment in one.sampled():
        same = one.movers(moment) == other.movers(moment)
        expect(same, f"frame {moment.index} must look the same when the scene is drawn again")


def _rc() -> dict[str, Any]:
    from matplotlib import rcParams

    return dict(rcParams.items())
