"""Builds the layout's input from a figure, and selects the marks that fit a panel's width."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from gdanim.decorations import caption, formula_bar, table_names, title
from gdanim.decorations.legend.header import header_for
from gdanim.layout.panel_size import MIN_WIDTHS
from gdanim.layout.spec import LayoutSpec, PanelNeeds

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.decorations.figure_context import FigureContext
    from gdanim.layout.page import Page
    from gdanim.layout.spec import HeaderEdge

HEADER_EDGE: HeaderEdge = "top"  # of a cell, where its header or legend stands; or "bottom"
PLAIN_WIDTH = 96  # pixels: minimum width of panels with more than the curve and its marks
SWEEP_HEADER = 0.5  # of a cell's width, for the header of a run beside the panel of all values
PAGE_HEADER_MARKS = frozenset({"readout", "verdict"})  # above shared panels, where there are no cells
ALWAYS_SHOWN = frozenset({"ticks", "names", "title"})  # marks that authors needn't request


def layout_spec(figure: FigureContext) -> LayoutSpec:
    """Returns the spec of everything that has to be placed on a figure's page."""
    return LayoutSpec(
        cell_count=figure.cell_count,
        panels=tuple(_panel_needs(figure, index) for index in figure.run_panels),
        shared_panels=tuple(_panel_needs(figure, index) for index in figure.shared_panels),
        columns=figure.scene.columns,
        is_rtl=figure.words.is_right_to_left and not any(panel.page.is_left_to_right for panel in figure.panels),
        table=_table_shape(figure),
        row_names_width=_of_table(figure, table_names.row_names_width),
        row_names_height=_of_table(figure, table_names.row_names_height),
        column_names_height=_of_table(figure, table_names.column_names_height),
        header_edge=HEADER_EDGE,
        cell_header_height=cache(partial(_cell_header_height, figure)),
        title_height=cache(partial(title_height, figure)),
        has_row_tick_labels=has_free_axes(figure)
        or any(figure.panel_size(index).is_map for index in figure.run_panels),
        has_formula_bar=_has_formula_bar(figure),
        formula_rows=len(figure.trajectories[0].run.start),
        formula_lines=formula_bar.line_count(figure.trajectories[0].run),
        caption_lines=lambda page, width: len(caption.lines(figure, page, width)),
    )


def has_free_axes(figure: FigureContext) -> bool:
    """Returns whether cells have axes of their own, and so need their own tick labels."""
    has_one_function = len({trajectory.run.function for trajectory in figure.trajectories}) == 1
    return figure.scene.axes == "free" or not has_one_function


def fitting_marks(marks: frozenset[str], width: float, *, is_panels_only: bool = False) -> frozenset[str]:
    """Returns the marks that a panel ``width`` pixels wide has room for, with those that every panel shows."""
    if is_panels_only or width < PLAIN_WIDTH:
        return marks - set(MIN_WIDTHS)
    return (marks | ALWAYS_SHOWN) - {mark for mark, min_width in MIN_WIDTHS.items() if width < min_width}


def _panel_needs(figure: FigureContext, index: int) -> PanelNeeds:
    panel = figure.panels[index]
    return PanelNeeds(figure.panel_size(index), index, has_axes=panel.measure is not None, shares_x=panel.axes.shares_x)


def title_height(figure: FigureContext, page: Page, width: float) -> float:
    """Returns the height in pixels of the title area above the cells, with the page's header."""
    return title.height(figure, page, width) + page_header_height(figure, page, width)


def page_header_height(figure: FigureContext, page: Page, width: float) -> float:
    """Returns the height in pixels of the header above shared panels; 0 if there is none."""
    marks = PAGE_HEADER_MARKS if figure.is_lesson else fitting_marks(PAGE_HEADER_MARKS, width)
    return header_for(figure, page, width, marks).height if figure.has_page_header else 0.0


def _table_shape(figure: FigureContext) -> tuple[int, int] | None:
    """Returns the numbers of rows and columns of a table of cells, or None."""
    table = figure.naming.table if figure.run_panels else None
    return (len(table.rows), len(table.columns)) if table else None


def _of_table(figure: FigureContext, size_of: Callable[[FigureContext, Page], float]) -> Callable[[Page], float]:
    """Returns the size of a table's names as a function of the page; 0 without a table."""
    return cache(partial(size_of, figure)) if _table_shape(figure) else lambda _page: 0.0


def _has_formula_bar(figure: FigureContext) -> bool:
    """Returns whether the page has a formula bar: in a lesson that shows its formula and has few variables."""
    variables = len(figure.trajectories[0].run.start)
    return figure.is_lesson and "formula" in figure.header_marks and variables <= formula_bar.MAX_VARIABLES


def _cell_header_height(figure: FigureContext, page: Page, width: float) -> float:
    """Returns the header's height in pixels, for a cell ``width`` pixels wide."""
    if figure.max_runs_per_cell > 1 and not figure.has_legend:
        return 0.0
    width *= SWEEP_HEADER if any(panel.sweep for panel in figure.panels) else 1.0
    marks = figure.header_marks if figure.is_lesson else fitting_marks(figure.header_marks, width)
    return header_for(figure, page, width, marks).height
