"""Chooses the number of columns of cells."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.layout import lengths
from gdanim.layout.bands import page_bands
from gdanim.layout.page import page_of
from gdanim.layout.panel_size import MIN_WIDTHS
from gdanim.layout.panel_stack import NATURAL_HEIGHT

if TYPE_CHECKING:
    from gdanim.layout.page import Page
    from gdanim.layout.spec import LayoutSpec

MAX_IN_ONE_ROW = 3  # cells; more make a square grid
NO_VERDICT_COST = 0.6  # of a cell too narrow for a verdict, as a log of area
MIN_PANEL_SIDE = 12  # pixels: if the panels of every grid are smaller, headers have no room either
TALL_COST, LOW_COST = 0.5, 0.65  # weights of the log of excess and of missing height, relative to that of the area
MAX_TABLE_COLUMNS = 4  # a table of more is turned if it has fewer rows
SHARED_GROWTH_IN_GRID = 0.5  # height of a shared panel relative to a curve of its weight, while a grid is chosen


def column_count(spec: LayoutSpec, size: tuple[int, int] | None) -> int:
    """Returns the number of columns of cells on a page of ``size`` pixels.

    This is the number requested by the scene, or the one whose panels are largest at acceptable proportions. Measured
    margins are ignored, so that the grid stays fixed while they grow.
    """
    count = spec.cell_count
    if spec.table and not spec.columns:
        return _table_columns(spec, size)
    if spec.columns or size is None or count == 0:
        return max(1, min(spec.columns or _usual_column_count(spec), count))
    page, spec = page_of(size), spec.without_margins()
    sizes = {columns: _panels_size(spec, page, columns) for columns in range(1, count + 1)}
    possible = [columns for columns, panels_size in sizes.items() if min(panels_size) >= MIN_PANEL_SIDE]
    cheapest = min(possible, key=lambda columns: _cost(spec, page, *sizes[columns]), default=None)
    return cheapest or _usual_column_count(spec)


def _panels_size(spec: LayoutSpec, page: Page, columns: int) -> tuple[float, float]:
    """Returns the total width and height in pixels of each cell's panels in a grid."""
    bands = page_bands(spec, page, page.width - (lengths.MARGIN_LEFT + lengths.MARGIN_RIGHT) * page.unit)
    height = page.height - bands.total - _shared_panels_height(spec) * page.unit
    height -= spec.column_names_height(page)
    width, rows = _cell_width(spec, page, columns), math.ceil(spec.cell_count / columns)
    row_gap = lengths.ROW_GAP + (lengths.ROW_TICK_LABELS_HEIGHT if spec.has_row_tick_labels else 0)
    row_names = spec.row_names_height(page)
    return width, height / rows - row_names - spec.cell_header_room(page, width) - row_gap * page.unit


def _cost(spec: LayoutSpec, page: Page, width: float, height: float) -> float:
    """Returns the cost of panels of this size: high for small, distorted or narrow ones.

    It is -log(area), plus a weight times the log of the ratio between the height and the natural one, plus a constant
    if verdicts have no room.
    """
    natural_height = spec.panel_stack(page.unit).natural_height(width, only_cell=spec.cell_count == 1)
    taller = math.log(height / natural_height)
    no_verdict = NO_VERDICT_COST if width < MIN_WIDTHS["verdict"] else 0.0
    return max(TALL_COST * taller, -LOW_COST * taller) - math.log(width * height) + no_verdict


def _cell_width(spec: LayoutSpec, page: Page, columns: int) -> float:
    """Returns a cell's width in pixels with minimal margins and gaps."""
    gaps = lengths.MARGIN_LEFT + lengths.MARGIN_RIGHT + lengths.COLUMN_GAP * (columns - 1)
    names = spec.row_names_width(page)
    return (page.width - gaps * page.unit - names) / columns


def _table_columns(spec: LayoutSpec, size: tuple[int, int] | None) -> int:
    """Returns the number of columns of a table of cells, which is turned if that makes its cells better."""
    rows, columns = spec.table or (1, 1)
    if size is None:
        return rows if columns > MAX_TABLE_COLUMNS and rows < columns else columns
    page, spec = page_of(size), spec.without_margins()
    sizes = {each: _panels_size(spec, page, each) for each in (columns, rows)}
    possible = [each for each, panels_size in sizes.items() if min(panels_size) >= MIN_PANEL_SIDE]
    return min(possible, key=lambda each: _cost(spec, page, *sizes[each]), default=columns)


def _usual_column_count(spec: LayoutSpec) -> int:
    """Returns the number of columns of a page of any height: one for a few low maps, few in one row, else a square."""
    count = spec.cell_count
    if 1 < count <= MAX_IN_ONE_ROW and all(panel.is_low for panel in spec.panels):
        return 1
    return count if count <= MAX_IN_ONE_ROW else math.ceil(math.sqrt(count))


def _shared_panels_height(spec: LayoutSpec) -> float:
    """Returns the height in units of the shared panels, as assumed while a grid is chosen."""
    return sum(
        panel.size.weight * NATURAL_HEIGHT * SHARED_GROWTH_IN_GRID + lengths.SHARED_PANEL_GAP
        for panel in spec.shared_panels
    )
