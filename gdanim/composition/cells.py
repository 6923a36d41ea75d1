"""Makes the drawings of a page, from back to front, and the sidecar's entries of its panels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdanim.composition.page_spec import PAGE_HEADER_MARKS, fitting_marks, page_header_height, title_height
from gdanim.composition.swept_runs import SweptRuns
from gdanim.decorations import callouts, caption, table_names, title
from gdanim.decorations.formula_bar import FormulaBar
from gdanim.decorations.legend.header import header_for
from gdanim.drawing.geometry import Box
from gdanim.panel_parts import stationary_markers
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.composition.panel_contexts import PanelContexts
    from gdanim.decorations.figure_context import FigureContext
    from gdanim.layout.cell import Cell
    from gdanim.layout.page_boxes import Layout
    from gdanim.panels import PanelContext

    SidecarEntry = dict[str, Any]

MARKS_WITHOUT_RUNS = frozenset({"minimum", "maximum", "saddle", "ticks", "names", "title"})
"""The marks of a panel on which another one shows what becomes of the runs."""


def make_drawings(contexts: PanelContexts, layout: Layout) -> tuple[tuple[Drawing, ...], tuple[SidecarEntry, ...]]:
    """Returns every drawing of the page: title, caption, cells and shared panels."""
    figure = contexts.figure
    drawings = [] if layout.is_panels_only else [title.drawing(figure, layout)]
    if layout.caption is not None:
        drawings.append(caption.drawing(figure, layout.page, layout.caption))
    if not layout.is_panels_only:
        drawings.append(table_names.drawing(figure, layout))
    entries: list[SidecarEntry] = []
    if not figure.scene.clock.shows_all_runs:
        cell_drawings, entries = _draw_sweep(contexts, layout, layout.cells[0])
        return (*drawings, *cell_drawings), tuple(entries)
    for cell, run_indices in contexts.cells(layout):
        cell_drawings, cell_entries = _draw_cell(figure, layout, cell, contexts.of_cell(layout, cell, run_indices))
        drawings += cell_drawings
        entries += cell_entries
    if figure.has_page_header and not layout.is_panels_only:
        drawings += _page_header(contexts, layout)
    for box, index in zip(layout.shared_panels, figure.shared_panels, strict=True):
        context = contexts.of_shared_panel(layout, index, box)
        drawings.append(figure.panels[index].prepare(context))
        entries.append(_sidecar_entry(figure, index, context, drawings[-1]))
    return tuple(drawings), tuple(entries)


def _draw_sweep(contexts: PanelContexts, layout: Layout, cell: Cell) -> tuple[list[Drawing], list[SidecarEntry]]:
    """Returns the drawings of the only cell of a sweep: those of one run after another, and those of all values."""
    figure = contexts.figure

    def draw(run_index: int) -> list[Drawing]:
        found = contexts.of_cell(layout, cell, (run_index,))
        run_contexts = {index: context for index, context in found.items() if not figure.panels[index].sweep}
        roles = [role for index in found if (role := figure.panels[index].sweep)]
        if any(role.stands_for_runs for role in roles):
            run_contexts = {
                index: replace(context, shown_marks=context.shown_marks & MARKS_WITHOUT_RUNS)
                for index, context in run_contexts.items()
            }
        panels = [figure.panels[index].prepare(run_contexts[index]) for index in run_contexts]
        has_header = any(role.header for role in roles)
        return [*([] if has_header else _headers(figure, layout, _above(cell, run_contexts), run_contexts)), *panels]

    first = contexts.of_cell(layout, cell, (0,))
    swept = {index: context for index, context in first.items() if figure.panels[index].sweep}
    panels = {index: figure.panels[index].prepare(context) for index, context in swept.items()}
    entries = [_sidecar_entry(figure, index, context, panels.get(index, Drawing())) for index, context in first.items()]
    runs = SweptRuns(figure.trajectories, draw).drawing()
    notes: list[Drawing] = []
    if figure.scene.notes and swept:
        index = next(iter(swept))
        panels[index], over = callouts.over(panels[index], swept[index], None)
        notes.append(over)
    headers = [
        draw_header(replace(context, axes=replace(context.axes, box=cell.header)))
        for index, context in swept.items()
        if (role := figure.panels[index].sweep) and (draw_header := role.header) and cell.header is not None
    ]
    return [runs, *headers, *_additions(figure, first), *panels.values(), *notes], entries


def _above(cell: Cell, contexts: dict[int, PanelContext]) -> Cell:
    """Returns the cell with a header as wide as these panels."""
    boxes = [context.axes.box for context in contexts.values()]
    if cell.header is None or not boxes:
        return cell
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    return replace(cell, header=cell.header._replace(left=left, right=right))


def _draw_cell(
    figure: FigureContext, layout: Layout, cell: Cell, contexts: dict[int, PanelContext]
) -> tuple[list[Drawing], list[SidecarEntry]]:
    """Returns the drawings of a cell: its header, its panels, the callouts over one of them, and the formula bar."""
    headers = _headers(figure, layout, cell, contexts)
    panels = {index: figure.panels[index].prepare(context) for index, context in contexts.items()}
    entries = [_sidecar_entry(figure, index, context, panels[index]) for index, context in contexts.items()]
    additions = _additions(figure, contexts)
    over_panels: list[Drawing] = []
    if figure.scene.notes and contexts:
        index = _callout_panel(figure, contexts)
        target = figure.panels[index].function.callout_target
        panels[index], notes = callouts.over(panels[index], contexts[index], target and target(contexts[index]))
        over_panels.append(notes)
    if layout.formula_bar is not None:
        over_panels.append(FormulaBar(_header_context(figure, contexts), layout.formula_bar).drawing())
    static = [Drawing(static=addition.static) for addition in additions if addition.static]
    additions = [replace(addition, static=()) for addition in additions]
    return [*headers, *additions, *panels.values(), *static, *over_panels], entries


def _additions(figure: FigureContext, contexts: dict[int, PanelContext]) -> list[Drawing]:
    """Returns what panels of a cell add to the one that shows the function."""
    host = next((context for index, context in contexts.items() if figure.panels[index].function.is_shown), None)
    added = {index: figure.panels[index].function.add for index in contexts}
    return [
        draw(_hosted(host, contexts[index])) for index, draw in added.items() if draw is not None and host is not None
    ]


def _hosted(host: PanelContext, guest: PanelContext) -> PanelContext:
    """Returns the context of the panel that shows the function, with the runs, options and words of another."""
    return replace(
        host, options=guest.options, words=guest.words, trajectories=guest.trajectories, run_styles=guest.run_styles
    )


def _headers(figure: FigureContext, layout: Layout, cell: Cell, contexts: dict[int, PanelContext]) -> Sequence[Drawing]:
    """Returns the drawings in the header of a cell; none if it has no header or no panel."""
    if cell.header is None or not contexts:
        return []
    marks = fitting_marks(figure.header_marks, cell.header.width)
    context = replace(_header_context(figure, contexts), shown_marks=marks)
    return header_for(figure, layout.page, cell.header.width, marks).drawings(context, cell.header)


def _page_header(contexts: PanelContexts, layout: Layout) -> list[Drawing]:
    """Returns the readouts and the verdicts of a page without cells, at the bottom of the title area."""
    figure, page, width = contexts.figure, layout.page, layout.right - layout.left
    bottom = title_height(figure, page, width)
    box = Box(layout.left, bottom - page_header_height(figure, page, width), layout.right, bottom)
    panel = contexts.of_shared_panel(layout, figure.shared_panels[0], layout.shared_panels[0])
    context = replace(panel, shown_marks=fitting_marks(PAGE_HEADER_MARKS, box.width))
    return header_for(figure, layout.page, box.width, context.shown_marks).drawings(context, box)


def _header_context(figure: FigureContext, contexts: dict[int, PanelContext]) -> PanelContext:
    """Returns the context for a cell's header and formula bar: that of the cell's first panel."""
    leads = (context for index, context in contexts.items() if figure.panels[index].page.leads_cell)
    return next(leads, next(iter(contexts.values())))


def _callout_panel(figure: FigureContext, contexts: dict[int, PanelContext]) -> int:
    """Returns the panel that carries the callouts: the first on which points have a position, or the first."""
    return next((index for index in contexts if figure.panels[index].function.callout_target), next(iter(contexts)))


def _sidecar_entry(figure: FigureContext, index: int, context: PanelContext, drawing: Drawing) -> SidecarEntry:
    """Returns the sidecar's entry of a panel: its runs, its box in pixels, and its axes."""
    axes, box = context.axes, context.axes.box
    has_axes = figure.panels[index].measure is not None
    return {
        "panel": figure.scene.panels[index].name,
        "runs": [style.run_index for style in context.run_styles],
        "box": [round(side, 3) for side in (box.left, box.top, box.right, box.bottom)],
        "x_range": list(axes.x_range) if has_axes else None,
        "y_range": list(axes.y_range) if has_axes else None,
        "scale": ["log" if axes.has_log_x else "linear", "log" if axes.has_log_y else "linear"] if has_axes else None,
        **({"stationary_points": "incomplete"} if stationary_markers.misses_points(context) else {}),
    } | drawing.sidecar
