"""The input of the layout: what has to be placed on a page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from gdanim.layout.lengths import HEADER_GAP, HEADER_HEIGHT, TITLE_HEIGHT
from gdanim.layout.margins import PageMargins, margin_for
from gdanim.layout.panel_stack import PanelStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.layout.page import Page
    from gdanim.layout.panel_size import PanelSize

HeaderEdge = Literal["top", "bottom"]

MIN_MAP_ASPECT = 0.3  # height / width of maps, on a page as high as its contents need
LOW_MAP_ASPECT = 0.42  # height / width: lower maps are one under another
MAX_FILLED_ASPECT = 1.1  # height / width that a map may ask for beside its own
MIN_EQUAL_UNITS_ASPECT = 0.12  # height / width of what has equal units on both axes; if it is lower, the units differ


@dataclass(frozen=True)
class PanelNeeds:
    """The layout's view of a panel.

    Attributes
    ----------
    size
        The size that the panel declares.
    index
        The panel's index among the scene's panels.
    has_axes
        Whether it has an axis.
    shares_x
        Whether it may share its axis with the panel above it.
    natural_aspect
        The height / width of what it shows, if that has equal units on both axes; otherwise None.
    """

    size: PanelSize
    index: int = 0
    has_axes: bool = True
    shares_x: bool = True
    natural_aspect: float | None = None

    @property
    def equal_units_aspect(self) -> float | None:
        """The height / width of what it shows with equal units on both axes; None if the units differ."""
        is_too_low = self.natural_aspect is None or self.natural_aspect < MIN_EQUAL_UNITS_ASPECT
        return None if is_too_low else self.natural_aspect

    @property
    def aspect(self) -> float:
        """The natural height / width of a map: the panel's own, unless what it shows is lower or has its own."""
        if self.natural_aspect is not None and self.size.has_fixed_aspect:
            return min(self.natural_aspect, MAX_FILLED_ASPECT)
        if self.equal_units_aspect is None:
            return self.size.aspect
        return max(MIN_MAP_ASPECT, min(self.size.aspect, self.equal_units_aspect))

    @property
    def filled_aspect(self) -> float:
        """The height / width that what it shows fills, also if that is about as high as wide."""
        return max(self.aspect, min(self.natural_aspect or 0.0, MAX_FILLED_ASPECT))

    @property
    def is_low(self) -> bool:
        """Whether it is a map of a shape that makes more of a row of its own."""
        return self.size.is_map and self.aspect < LOW_MAP_ASPECT

    @property
    def weight(self) -> float:
        """Its height in a row of its own, relative to the other rows."""
        part = self.aspect / self.size.aspect
        return self.size.weight * (min(part, 1.0) if self.size.has_fixed_aspect else part)


def usual_header_height(page: Page, _width: float) -> float:
    """Returns the height in pixels of a header of one line."""
    return HEADER_HEIGHT * page.unit


def usual_title_height(page: Page, _width: float) -> float:
    """Returns the height in pixels of a title of one line with a subtitle."""
    return TITLE_HEIGHT * page.unit


@dataclass(frozen=True)
class LayoutSpec:
    """The contents of a page that have to be placed.

    Functions of a page and a width are given the page, and the width in pixels of what they measure.

    Attributes
    ----------
    cell_count
        The number of cells.
    panels
        The panels of each cell.
    shared_panels
        The panels of all runs, below all cells at full width.
    columns
        The number of columns that the scene requests, or None.
    table
        The numbers of rows and columns if the cells are a table, which may be turned; otherwise None.
    row_names_width, row_names_height
        The width in pixels of the names of a table's rows at the reading start, or the height of one above its row,
        as functions of the page; the other one is 0, and both are without a table.
    column_names_height
        The height in pixels of the names of a table's columns, above the cells, as a function of the page; 0 without a
        table.
    is_rtl
        Whether cells and panels are ordered from right to left.
    cell_header_height
        The height in pixels of each cell's header, as a function of the page and the cell's width; 0 without header.
    header_edge
        The edge of a cell at which its header, or its legend, stands: ``top`` or ``bottom``.
    title_height
        The height in pixels of the title area, as a function of the page and its width.
    has_formula_bar
        Whether the page has a formula bar.
    formula_rows
        The number of rows of numbers in each line of the formula bar.
    formula_lines
        The number of lines in the formula bar.
    has_row_tick_labels
        Whether each row of cells is expected to have its own tick labels.
    is_panels_only
        Whether nothing but the panels is drawn, on a page too small for more.
    caption_lines
        The number of lines of the caption, as a function of the page and its width.
    margins
        The margins that labels need, measured on an earlier layout.
    """

    cell_count: int
    panels: tuple[PanelNeeds, ...]
    shared_panels: tuple[PanelNeeds, ...] = ()
    columns: int | None = None
    table: tuple[int, int] | None = None
    row_names_width: Callable[[Page], float] = lambda _page: 0.0
    row_names_height: Callable[[Page], float] = lambda _page: 0.0
    column_names_height: Callable[[Page], float] = lambda _page: 0.0
    is_rtl: bool = False
    cell_header_height: Callable[[Page, float], float] = usual_header_height
    header_edge: HeaderEdge = "top"
    title_height: Callable[[Page, float], float] = usual_title_height
    has_formula_bar: bool = False
    formula_rows: int = 1
    formula_lines: int = 1
    has_row_tick_labels: bool = False
    is_panels_only: bool = False
    caption_lines: Callable[[Page, float], int] = lambda _page, _width: 0
    margins: PageMargins = field(default_factory=PageMargins)

    def without_margins(self) -> LayoutSpec:
        """Returns the spec as it is before any label is measured: with minimal margins."""
        return replace(self, margins=PageMargins())

    def cell_header_room(self, page: Page, width: float) -> float:
        """Returns the height in pixels of a cell's header, and of the gap to the panels above it."""
        height = self.cell_header_height(page, width)
        return height + self.header_gap(page.unit) if height else 0.0

    def header_gap(self, unit: float) -> float:
        """Returns the gap in pixels between a cell's panels and its header, which holds the labels between them.

        A header above the panels has its own space below its last line.
        """
        if self.header_edge == "top":
            return 0.0
        return margin_for(self.margins.widest_cell.body.reach_below, HEADER_GAP * unit, unit)

    def panel_stack(self, unit: float) -> PanelStack:
        """Returns the panels of each cell, on a page with this ``unit``."""
        return PanelStack(self.panels, unit, self.is_rtl, self.margins.widest_cell)

    def grid_position(self, index: int, columns: int) -> tuple[int, int]:
        """Returns the row and the column of a cell; columns count from the left in any reading direction."""
        row, column = divmod(index, columns)
        if self.table and columns != self.table[1]:  # the table is turned
            column, row = divmod(index, self.table[1])
        return row, columns - 1 - column if self.is_rtl else column
