"""From a scene to the drawings on its figure: who stands in which cell, on which axes, with which marks."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from gdanim.animation.run_clock import Pace
from gdanim.decorations import legend, legend_form
from gdanim.drawing.axes import Axes
from gdanim.drawing.geometry import Box
from gdanim.drawing.reading_direction import Reading
from gdanim.layout.spec import BARE_HEAD, FRAME_HEAD, HEAD, SHORT_HEAD, LayoutSpec
from gdanim.layout.stack import PanelNeeds
from gdanim.marks.run_names import joined
from gdanim.panels import Drawing, PanelContext, PanelRun, SceneFacts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.composition.context import FigureContext
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


def contents(figure: FigureContext) -> LayoutSpec:
    from gdanim.decorations import caption
    from gdanim.decorations.formula_bar import MOST

    whole = FRAME_HEAD if figure.framed else HEAD if figure.scene.title and figure.explained else SHORT_HEAD
    return LayoutSpec(
        cells=len(figure.scene.cells) if figure.own else 0,
        parts=tuple(_part(figure, index) for index in figure.own),
        shared=tuple(_part(figure, index) for index in figure.common),
        columns=figure.scene.columns,
        rtl=figure.words.right_to_left and not any(panel.left_to_right for panel in figure.panels),
        header=cache(partial(_header_height, figure)),
        head=BARE_HEAD if figure.framed and not figure.moving else whole,
        ticked=_free(figure) or any(figure.panels[index].square for index in figure.own),
        slate=figure.lesson and "formula" in figure.headed and len(figure.trajectories[0].run.start) <= MOST,
        foot=lambda size: len(caption.lines(figure, size)),
    )


def _part(figure: FigureContext, index: int) -> PanelNeeds:
    panel = figure.panels[index]
    plain = panel.measure is None
    return PanelNeeds(panel.weight, panel.beside, panel.square, plain, panel.minimum_size, panel.full_width, index)


def _header_height(figure: FigureContext, size: Page, width: float) -> float:
    if figure.lesson:
        return TIGHT_HEADER * size.unit if {"readout", "verdict"} & figure.headed else 0.0
    show = _roomy(figure.headed, Box(0, 0, width, 0), bare=False)
    if figure.crowd > 1:
        return legend.height(figure, size, legend.legend(figure, size, width, show))
    return legend_form.beside(figure, size, width, show).height


def furnish(figure: FigureContext, solved: Layout) -> tuple[tuple[Drawing, ...], tuple[dict[str, Any], ...]]:
    """Every drawing from back to front, and what the sidecar says of each panel."""
    from gdanim.decorations import caption, title

    drawings = [] if solved.bare else [title.head(figure, solved.page)]
    if solved.foot is not None:
        drawings.append(caption.foot(figure, solved.page, solved.foot))
    entries = []
    for cell, numbers in zip(solved.cells, figure.scene.cells, strict=False):  # no cells where all panels are shared
        made, told = _furnished(figure, solved, cell, numbers)
        drawings += made
        entries += told
    for box, index in zip(solved.shared, figure.common, strict=True):
        context = _common(figure, solved, box, index)
        drawings.append(figure.panels[index].prepare(context))
        entries.append(_entry(figure, index, context, drawings[-1]))
    return tuple(drawings), tuple(entries)


def _furnished(
    figure: FigureContext, solved: Layout, cell: Cell, numbers: tuple[int, ...]
) -> tuple[list[Drawing], list[dict[str, Any]]]:
    """The same of one cell: its header, its panels, the notes over one of them, and the slate."""
    from gdanim.decorations import callouts as notes, formula_bar

    contexts = panel_contexts(figure, solved, cell, numbers)
    drawings, entries = [], []
    if contexts and cell.header is not None:
        drawings += [
            _paced(figure, made, numbers) for made in _headers(figure, solved, _leader(figure, contexts), cell.header)
        ]
    first = len(drawings)
    for index, context in contexts.items():
        drawing = figure.panels[index].prepare(context)
        drawings.append(_paced(figure, drawing, numbers))
        entries.append(_entry(figure, index, context, drawing))
    if figure.scene.notes and contexts:
        index, name = _noted(figure, contexts)
        at = first + list(contexts).index(index)
        drawings[at], callouts = notes.over(drawings[at], contexts[index], name)
        drawings.append(callouts)
    if solved.slate is not None:
        drawings.append(formula_bar.FormulaBar(_leader(figure, contexts), solved.slate).drawing())
    return drawings, entries


def _noted(figure: FigureContext, contexts: dict[int, PanelContext]) -> tuple[int, str]:
    """The panel that carries the notes, and its name: one on which a point has a place, if there is one."""
    named = {figure.scene.panels[index].name: index for index in reversed(contexts)}
    name = next((name for name in ("curve", "contour") if name in named), list(named)[-1])
    return named[name], name


def _paced(figure: FigureContext, drawing: Drawing, numbers: tuple[int, ...]) -> Drawing:
    """What a run that is alone in its cell does, at its own pace; where several share one, each sees to its own."""
    if figure.together or len(numbers) > 1:
        return drawing
    pace = figure.paces[numbers[0]]

    def persist(step: int) -> list[Mark]:
        return [artist for own in pace.arrives(step) for artist in drawing.persist(own)]

    return replace(drawing, show=lambda moment: drawing.show(pace.at(moment)), persist=persist)


def _leader(figure: FigureContext, contexts: dict[int, PanelContext]) -> PanelContext:
    """The context that speaks for a cell: the curve's, or the first."""
    return next(
        (context for index, context in contexts.items() if figure.scene.panels[index].name == "curve"),
        next(iter(contexts.values())),
    )


def _headers(figure: FigureContext, solved: Layout, context: PanelContext, box: Box) -> list[Drawing]:
    """One run's line, or a legend under what its runs have in common."""
    from gdanim.decorations import run_header

    show = _roomy(figure.headed, box, bare=False)
    context = replace(context, show=show)
    if figure.lesson:
        return [run_header.SingleRunHeader(context, box).drawing()]
    if figure.crowd == 1:
        number = context.runs[0].number
        made = legend_form.beside(figure, solved.page, box.width, show)
        name = figure.halves(number) if "title" in show else ("", "")
        return [run_header.RunHeader(context, 0, box, made, name).drawing()]
    return _legend(figure, solved, context, box)


def _legend(figure: FigureContext, solved: Layout, context: PanelContext, box: Box) -> list[Drawing]:
    from gdanim.decorations import run_header

    made, drawings = legend.legend(figure, solved.page, box.width, context.show), []
    if figure.grouped:
        named = figure.names[context.runs[0].number]
        shared = joined(figure.words, (text for key, text in named.items() if key in figure.shared_keys))
        drawings.append(run_header.title(context, shared, box))
        box = box.inset(top=legend.TITLE * context.unit)
    places = legend.places(box, len(context.trajectories), made, Reading(context.words.right_to_left))
    for index, place in enumerate(places):
        name = legend.writing(figure, solved.page, box.width, context.show).split(context.runs[index].number)
        drawings.append(run_header.RunHeader(context, index, place, made, name).drawing())
    return drawings


def panel_contexts(
    figure: FigureContext, solved: Layout, cell: Cell, numbers: tuple[int, ...]
) -> dict[int, PanelContext]:
    """One context a panel of the cell, on the axes that the cell shares with the others of its function."""
    trajectories = tuple(figure.trajectories[number] for number in numbers)
    below = not any(other.column == cell.column and other.row > cell.row for other in solved.cells)
    beside = any(other.column < cell.column and other.row == cell.row for other in solved.cells)
    alone, first = _free(figure), cell is solved.cells[0]
    contexts = {}
    stacked = [part.panel for part in solved.parts if not (part.beside or part.plain)]
    for index, box in zip([part.panel for part in solved.parts], cell.panels, strict=True):
        lowest = figure.panels[index].beside or figure.panels[index].square or index in stacked[-1:]
        contexts[index] = PanelContext(
            scene=_scene_facts(figure), timeline=figure.timeline, theme=figure.theme,
            words=figure.words.of(numbers, index), text=figure.text, unit=solved.page.unit, axes=Axes(box),
            trajectories=trajectories, runs=_panel_runs(figure, numbers, clocked=len(numbers) > 1),
            show=_roomy(figure.marks(index), box, bare=solved.bare), options=figure.options(index),
            has_x_ticks=lowest and (below or alone or figure.panels[index].square),
            has_y_ticks=alone or not beside, is_first=first, lesson=figure.lesson,
            named_keys=figure.shared_keys | figure.said,
        )  # fmt: skip
    return {
        index: _measured(figure.panels[index], context, _sharing(figure, context))
        for index, context in contexts.items()
    }


def _panel_runs(figure: FigureContext, numbers: Iterable[int], *, clocked: bool) -> tuple[PanelRun, ...]:
    """How a panel draws its runs. A run alone in its cell needs no clock: its whole drawing is on the run's."""
    return tuple(
        PanelRun(number, figure.signs[number], figure.paces[number] if clocked else Pace()) for number in numbers
    )


def _scene_facts(figure: FigureContext) -> SceneFacts:
    scene = figure.scene
    return SceneFacts(
        runs=scene.runs,
        steps=scene.steps,
        formula=scene.formula,
        epochs=scene.epochs,
        domain=scene.domain,
        value_range=scene.range,
        callouts=scene.notes,
        has_run_panels=bool(figure.own),
    )


def _sharing(figure: FigureContext, context: PanelContext) -> tuple[Trajectory, ...]:
    """The runs whose panels have the same axes as this context's."""
    if figure.scene.axes == "free":
        return context.trajectories
    function = context.trajectories[0].run.function
    return tuple(trajectory for trajectory in figure.trajectories if trajectory.run.function is function)


def _measured(panel: Panel, context: PanelContext, group: tuple[Trajectory, ...]) -> PanelContext:
    if panel.measure is None:
        return context
    across, up = panel.measure(replace(context, trajectories=group))
    log = panel.has_scale and context.options.scale == "log"
    return replace(context, axes=replace(context.axes, x_range=across, y_range=up, y_log=log))


def _free(figure: FigureContext) -> bool:
    several = len({trajectory.run.function for trajectory in figure.trajectories}) > 1
    return figure.scene.axes == "free" or several


def _roomy(marks: frozenset[str], box: Box, *, bare: bool) -> frozenset[str]:
    if bare or box.width < BARE:
        return marks - {word for word, _ in DROPPED}
    return (marks | FURNITURE) - {word for word, least in DROPPED if box.width < least}


def _common(figure: FigureContext, solved: Layout, box: Box, index: int) -> PanelContext:
    """A context for a panel that is drawn once for all runs, at full width."""
    context = PanelContext(
        scene=_scene_facts(figure), timeline=figure.timeline, theme=figure.theme, words=figure.words.of(index),
        text=figure.text, unit=solved.page.unit, axes=Axes(box), trajectories=figure.trajectories,
        runs=_panel_runs(figure, range(len(figure.trajectories)), clocked=True),
        show=_roomy(figure.marks(index), box, bare=solved.bare), options=figure.options(index),
        lesson=figure.lesson, named_keys=figure.said,
    )  # fmt: skip
    return _measured(figure.panels[index], context, figure.trajectories)


def _entry(figure: FigureContext, index: int, context: PanelContext, drawing: Drawing) -> dict[str, Any]:
    axes, box = context.axes, context.axes.box
    has_axes = figure.panels[index].measure is not None
    return {
        "panel": figure.scene.panels[index].name,
        "runs": [run.number for run in context.runs],
        "box": [round(side, 3) for side in (box.left, box.top, box.right, box.bottom)],
        "x_range": list(axes.x_range) if has_axes else None,
        "y_range": list(axes.y_range) if has_axes else None,
        "scale": ["log" if axes.x_log else "linear", "log" if axes.y_log else "linear"] if has_axes else None,
    } | drawing.sidecar
