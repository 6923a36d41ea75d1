"""From a scene to the drawings on its page: who stands in which cell, on which axes, with which marks."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from gdanim.decorations import legend, legend_form
from gdanim.drawing.axes import Plot
from gdanim.drawing.geometry import Box
from gdanim.drawing.reading_direction import Reading
from gdanim.layout.spec import BARE_HEAD, FRAME_HEAD, HEAD, SHORT_HEAD, Contents
from gdanim.layout.stack import Part
from gdanim.marks.run_names import joined
from gdanim.panels import Drawing, Stage

if TYPE_CHECKING:
    from gdanim.composition.context import Setting
    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.layout.solver import Cell, Layout
    from gdanim.layout.spec import Page
    from gdanim.panels import Panel

DROPPED = (("formula", 320), ("readout", 270), ("ticks", 176), ("names", 260), ("verdict", 160), ("title", 120))
"""What a panel below so many pixels of width leaves out."""
BARE = 96  # below this width only the curve and its marks stay
FURNITURE = frozenset({"ticks", "names", "title"})
TIGHT_HEADER = 34


def contents(page: Setting) -> Contents:
    from gdanim.decorations import caption
    from gdanim.decorations.formula_bar import MOST

    whole = FRAME_HEAD if page.framed else HEAD if page.scene.title and page.explained else SHORT_HEAD
    return Contents(
        cells=len(page.scene.cells) if page.own else 0,
        parts=tuple(_part(page, index) for index in page.own),
        shared=tuple(_part(page, index) for index in page.common),
        columns=page.scene.columns,
        rtl=page.words.right_to_left and not any(panel.ordered for panel in page.panels),
        header=cache(partial(_header_height, page)),
        head=BARE_HEAD if page.framed and not page.moving else whole,
        ticked=_free(page) or any(page.panels[index].square for index in page.own),
        slate=page.lesson and "formula" in page.headed and len(page.trajectories[0].run.start) <= MOST,
        foot=lambda size: len(caption.lines(page, size)),
    )


def _part(page: Setting, index: int) -> Part:
    panel = page.panels[index]
    return Part(panel.weight, panel.beside, panel.square, panel.measure is None, panel.least, panel.whole, index)


def _header_height(page: Setting, size: Page, width: float) -> float:
    if page.lesson:
        return TIGHT_HEADER * size.unit if {"readout", "verdict"} & page.headed else 0.0
    show = _roomy(page.headed, Box(0, 0, width, 0), bare=False)
    if page.crowd > 1:
        return legend.height(page, size, legend.legend(page, size, width, show))
    return legend_form.beside(page, size, width, show).height


def furnish(page: Setting, solved: Layout) -> tuple[tuple[Drawing, ...], tuple[dict[str, Any], ...]]:
    """Every drawing from back to front, and what the sidecar says of each panel."""
    from gdanim.decorations import caption, title

    drawings = [] if solved.bare else [title.head(page, solved.page)]
    if solved.foot is not None:
        drawings.append(caption.foot(page, solved.page, solved.foot))
    entries = []
    for cell, numbers in zip(solved.cells, page.scene.cells, strict=False):  # no cells where all panels are shared
        made, told = _furnished(page, solved, cell, numbers)
        drawings += made
        entries += told
    for box, index in zip(solved.shared, page.common, strict=True):
        stage = _common(page, solved, box, index)
        drawings.append(page.panels[index].prepare(stage))
        entries.append(_entry(page, index, stage, drawings[-1]))
    return tuple(drawings), tuple(entries)


def _furnished(
    page: Setting, solved: Layout, cell: Cell, numbers: tuple[int, ...]
) -> tuple[list[Drawing], list[dict[str, Any]]]:
    """The same of one cell: its header, its panels, the notes over one of them, and the slate."""
    from gdanim.decorations import callouts as notes, formula_bar

    stages = staged(page, solved, cell, numbers)
    drawings, entries = [], []
    if stages and cell.header is not None:
        drawings += [_paced(page, made, numbers) for made in _headers(page, solved, _leader(page, stages), cell.header)]
    first = len(drawings)
    for index, stage in stages.items():
        drawing = page.panels[index].prepare(stage)
        drawings.append(_paced(page, drawing, numbers))
        entries.append(_entry(page, index, stage, drawing))
    if page.scene.notes and stages:
        index, name = _noted(page, stages)
        at = first + list(stages).index(index)
        drawings[at], callouts = notes.over(drawings[at], stages[index], name)
        drawings.append(callouts)
    if solved.slate is not None:
        drawings.append(formula_bar.Slate(_leader(page, stages), solved.slate).drawing())
    return drawings, entries


def _noted(page: Setting, stages: dict[int, Stage]) -> tuple[int, str]:
    """The panel that carries the notes, and its name: one on which a point has a place, if there is one."""
    named = {page.scene.panels[index].name: index for index in reversed(stages)}
    name = next((name for name in ("curve", "contour") if name in named), list(named)[-1])
    return named[name], name


def _paced(page: Setting, drawing: Drawing, numbers: tuple[int, ...]) -> Drawing:
    """What a run that is alone in its cell does, at its own pace; where several share one, each sees to its own."""
    if page.together or len(numbers) > 1:
        return drawing
    pace = page.paces[numbers[0]]

    def stamps(step: int) -> list[Mark]:
        return [artist for own in pace.arrives(step) for artist in drawing.stamps(own)]

    return replace(drawing, show=lambda moment: drawing.show(pace.at(moment)), stamps=stamps)


def _leader(page: Setting, stages: dict[int, Stage]) -> Stage:
    """The stage that speaks for a cell: the curve's, or the first."""
    return next(
        (stage for index, stage in stages.items() if page.scene.panels[index].name == "curve"),
        next(iter(stages.values())),
    )


def _headers(page: Setting, solved: Layout, stage: Stage, box: Box) -> list[Drawing]:
    """One run's line, or a legend under what its runs have in common."""
    from gdanim.decorations import run_header

    show = _roomy(page.headed, box, bare=False)
    stage = replace(stage, show=show)
    if page.lesson:
        return [run_header.Lesson(stage, box).drawing()]
    if page.crowd == 1:
        (number,) = stage.numbers
        made = legend_form.beside(page, solved.page, box.width, show)
        name = page.halves(number) if "title" in show else ("", "")
        return [run_header.Header(stage, 0, box, made, name).drawing()]
    return _legend(page, solved, stage, box)


def _legend(page: Setting, solved: Layout, stage: Stage, box: Box) -> list[Drawing]:
    from gdanim.decorations import run_header

    made, drawings = legend.legend(page, solved.page, box.width, stage.show), []
    if page.grouped:
        named = page.names[stage.numbers[0]]
        shared = joined(page.words, (text for key, text in named.items() if key in page.shared_keys))
        drawings.append(run_header.title(stage, shared, box))
        box = box.inset(top=legend.TITLE * stage.unit)
    places = legend.places(box, len(stage.trajectories), made, Reading(stage.words.right_to_left))
    for index, place in enumerate(places):
        name = legend.writing(page, solved.page, box.width, stage.show).split(stage.numbers[index])
        drawings.append(run_header.Header(stage, index, place, made, name).drawing())
    return drawings


def staged(page: Setting, solved: Layout, cell: Cell, numbers: tuple[int, ...]) -> dict[int, Stage]:
    """One stage a panel of the cell, on the axes that the cell shares with the others of its function."""
    trajectories = tuple(page.trajectories[number] for number in numbers)
    below = not any(other.column == cell.column and other.row > cell.row for other in solved.cells)
    beside = any(other.column < cell.column and other.row == cell.row for other in solved.cells)
    alone, first = _free(page), cell is solved.cells[0]
    stages = {}
    stacked = [part.panel for part in solved.parts if not (part.beside or part.plain)]
    for index, box in zip([part.panel for part in solved.parts], cell.panels, strict=True):
        lowest = page.panels[index].beside or page.panels[index].square or index in stacked[-1:]
        stages[index] = Stage(
            scene=page.scene, timeline=page.timeline, theme=page.theme, words=page.words.of(numbers, index),
            text=page.text, unit=solved.page.unit, plot=Plot(box), trajectories=trajectories, numbers=numbers,
            show=_roomy(page.marks(index), box, bare=solved.bare), options=page.options(index),
            inner=beside and not alone, lowest=lowest and (below or alone or page.panels[index].square),
            first=first, lesson=page.lesson, common=page.shared_keys | page.said,
            paces=() if page.together or len(numbers) == 1 else tuple(page.paces[number] for number in numbers),
            signs=tuple(page.signs[number] for number in numbers),
        )  # fmt: skip
    return {index: _measured(page.panels[index], stage, _sharing(page, stage)) for index, stage in stages.items()}


def _sharing(page: Setting, stage: Stage) -> tuple[Trajectory, ...]:
    """The runs whose panels have the same axes as this stage's."""
    if page.scene.axes == "free":
        return stage.trajectories
    function = stage.trajectories[0].run.function
    return tuple(trajectory for trajectory in page.trajectories if trajectory.run.function is function)


def _measured(panel: Panel, stage: Stage, group: tuple[Trajectory, ...]) -> Stage:
    if panel.measure is None:
        return stage
    across, up = panel.measure(replace(stage, trajectories=group))
    log = panel.scaled and stage.options.scale == "log"
    return replace(stage, plot=replace(stage.plot, x_range=across, y_range=up, y_log=log))


def _free(page: Setting) -> bool:
    several = len({trajectory.run.function for trajectory in page.trajectories}) > 1
    return page.scene.axes == "free" or several


def _roomy(marks: frozenset[str], box: Box, *, bare: bool) -> frozenset[str]:
    if bare or box.width < BARE:
        return marks - {word for word, _ in DROPPED}
    return (marks | FURNITURE) - {word for word, least in DROPPED if box.width < least}


def _common(page: Setting, solved: Layout, box: Box, index: int) -> Stage:
    """A stage for a panel that is drawn once for all runs, at full width."""
    stage = Stage(
        scene=page.scene, timeline=page.timeline, theme=page.theme, words=page.words.of(index), text=page.text,
        unit=solved.page.unit, plot=Plot(box), trajectories=page.trajectories,
        numbers=tuple(range(len(page.trajectories))), show=_roomy(page.marks(index), box, bare=solved.bare),
        options=page.options(index), lesson=page.lesson, common=page.said,
        paces=() if page.together else page.paces, signs=page.signs,
    )  # fmt: skip
    return _measured(page.panels[index], stage, page.trajectories)


def _entry(page: Setting, index: int, stage: Stage, drawing: Drawing) -> dict[str, Any]:
    plot, box = stage.plot, stage.plot.box
    axes = page.panels[index].measure is not None
    return {
        "panel": page.scene.panels[index].name,
        "runs": list(stage.numbers),
        "box": [round(side, 3) for side in (box.left, box.top, box.right, box.bottom)],
        "x_range": list(plot.x_range) if axes else None,
        "y_range": list(plot.y_range) if axes else None,
        "scale": ["log" if plot.x_log else "linear", "log" if plot.y_log else "linear"] if axes else None,
    } | drawing.facts
