"""Computes the margins of a page and the gaps between its cells: minimal, and wider where labels need it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gdanim.layout.lengths import (
    COLUMN_GAP,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    ROW_GAP,
    ROW_TICK_LABELS_HEIGHT,
    SHARED_PANEL_GAP,
)
from gdanim.layout.margins import NO_MARGINS, margin_for, reach_beside, reach_under

if TYPE_CHECKING:
    from gdanim.layout.margins import Margins
    from gdanim.layout.page import Page
    from gdanim.layout.spec import LayoutSpec

NAMES_SHARE = 0.25  # of the margin before the names of rows, which the tick labels beside the cells need less
DENSE_COLUMNS = 4  # with more columns, gaps are smaller
DENSE_COLUMN_GAP, DENSE_ROW_GAP = 0.5, 0.75  # fractions of the usual gaps


@dataclass(frozen=True)
class Spacing:
    """The margins and gaps of a page, in pixels.

    Attributes
    ----------
    unit
        The pixels per unit of their minimum lengths.
    left, right
        The page's margins.
    row_names
        The width of the names of rows beside the cells.
    columns, rows
        The gaps between cells.
    shared_panels
        The gaps above each shared panel.
    reach_below
        The extent of labels below the lowest panels.
    """

    unit: float
    left: float
    right: float
    row_names: float
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    shared_panels: tuple[float, ...]
    reach_below: float

    def content_width(self, page: Page) -> float:
        """Returns the width between the page's margins."""
        return page.width - self.left - self.right

    def cell_width(self, width: float) -> float:
        """Returns the width of each cell when all columns share this width."""
        return (width - self.row_names - sum(self.columns)) / (len(self.columns) + 1)


def page_spacing(spec: LayoutSpec, page: Page, columns: int, unit: float | None = None) -> Spacing:
    """Returns the spacing of a page with ``columns`` columns of cells; ``unit`` replaces the page's own."""
    unit = page.unit if unit is None else unit
    grid = _Grid(spec, columns)
    left_edge = [*grid.column(0), *spec.margins.shared_panels]
    right_edge = [*grid.column(columns - 1), *spec.margins.shared_panels]
    reach_left = max((margins.at_left for margins in left_edge), default=0.0)
    reach_right = max((margins.below_right for margins in right_edge), default=0.0)
    lowest = list(spec.margins.shared_panels[-1:]) or grid.row(grid.row_count - 1)
    reach_below = max((margins.below for margins in lowest), default=0.0)
    left = margin_for(reach_left, MARGIN_LEFT * unit, unit)
    names = spec.row_names_width(page)
    if names and not spec.is_rtl:  # tick labels are between the names and the cells
        left, names = MARGIN_RIGHT * unit, names + left - MARGIN_RIGHT * unit * NAMES_SHARE
    return Spacing(
        unit=unit,
        left=left,
        row_names=names,
        right=margin_for(reach_right, MARGIN_RIGHT * unit, unit),
        columns=tuple(_column_gap(grid, column, unit) for column in range(columns - 1)),
        rows=tuple(_row_gap(grid, row, unit) for row in range(grid.row_count - 1)),
        shared_panels=_shared_panel_gaps(grid, unit),
        reach_below=reach_below,
    )


@dataclass(frozen=True)
class _Grid:
    """The measured margins of the cells, by rows and columns."""

    spec: LayoutSpec
    columns: int

    @property
    def row_count(self) -> int:
        return math.ceil(self.spec.cell_count / self.columns)

    def column(self, column: int) -> list[Margins]:
        return [margins for (_, each), margins in self._cells.items() if each == column]

    def row(self, row: int) -> list[Margins]:
        return [margins for (each, _), margins in self._cells.items() if each == row]

    def at(self, row: int, column: int) -> Margins | None:
        """Returns the margins of the cell at this position, or None without a cell."""
        return self._cells.get((row, column))

    @cached_property
    def _cells(self) -> dict[tuple[int, int], Margins]:
        """The margins of each cell, by its row and column."""
        indices = range(self.spec.cell_count)
        return {self.spec.grid_position(each, self.columns): self.spec.margins.of_cell(each).cell for each in indices}


def _column_gap(grid: _Grid, column: int, unit: float) -> float:
    """Returns the gap to the right of a column of cells."""
    least = COLUMN_GAP * unit * (DENSE_COLUMN_GAP if grid.columns > DENSE_COLUMNS else 1)
    pairs = [(grid.at(row, column), grid.at(row, column + 1)) for row in range(grid.row_count)]
    reach = max([0.0, *(reach_beside(left, right) for left, right in pairs if left and right)])
    return margin_for(reach, least, unit)


def _row_gap(grid: _Grid, row: int, unit: float) -> float:
    """Returns the gap below a row of cells, wider where it holds tick labels."""
    pairs = [(grid.at(row, column), grid.at(row + 1, column)) for column in range(grid.columns)]
    reach = max([0.0, *(reach_under(upper, lower) for upper, lower in pairs if upper and lower)])
    has_labels = reach > 0 if grid.spec.margins.cells else grid.spec.has_row_tick_labels
    least = (ROW_GAP + (ROW_TICK_LABELS_HEIGHT if has_labels else 0)) * unit
    return margin_for(reach, least * (DENSE_ROW_GAP if grid.columns > DENSE_COLUMNS else 1), unit)


def _shared_panel_gaps(grid: _Grid, unit: float) -> tuple[float, ...]:
    """Returns the gap above each shared panel, which holds the tick labels of what is above it, and its own title."""
    above = NO_MARGINS
    for margins in grid.row(grid.row_count - 1):
        above = above.widened(margins)
    gaps = []
    for index in range(len(grid.spec.shared_panels)):
        margins = grid.spec.margins.of_shared_panel(index)
        gaps.append(margin_for(reach_under(above, margins), SHARED_PANEL_GAP * unit, unit))
        above = margins
    return tuple(gaps)
