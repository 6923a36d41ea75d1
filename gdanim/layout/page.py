"""Where everything stands on a page whose size and grid are chosen. Arithmetic on boxes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box
from gdanim.layout import stack
from gdanim.layout.cell import cell
from gdanim.layout.spec import (
    CAPTION_GAP,
    COLUMN_GAP,
    FORMULA_BAR_GAP,
    FORMULA_BAR_HEIGHT,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    PAGE_EDGE,
    SHARED_PANEL_GAP,
    TICK_LABELS,
)

if TYPE_CHECKING:
    from gdanim.layout.cell import Cell
    from gdanim.layout.spec import LayoutSpec, Page, PanelNeeds

PANELS_ONLY_MARGIN = 0.05  # of the page's shorter side
DENSE_COLUMNS = 4  # with more columns, gaps are smaller
DENSE_COLUMN_GAP, DENSE_ROW_GAP = 0.5, 0.75  # of the usual gaps
LEAST_CELLS_WEIGHT = 0.5  # of the cells' panels, over panels for all runs


@dataclass(frozen=True)
class Layout:
    """``panels`` are those of each cell that have room on the page, ``shared_panels`` the boxes of those for all runs.

    ``panels_only``: the page has neither title nor headers nor any text in its panels.
    """

    page: Page
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    panels: tuple[PanelNeeds, ...]
    shared_panels: tuple[Box, ...]
    formula_bar: Box | None
    caption: Box | None
    panels_only: bool = False


def place(spec: LayoutSpec, page: Page, rows: int, columns: int) -> Layout:
    """From the title downwards: the cells, the panels for all runs, the formula bar, and the caption."""
    if spec.panels_only:
        return _panels_only(spec, page, rows, columns)
    unit = page.unit
    left, right = MARGIN_LEFT * unit, page.width - MARGIN_RIGHT * unit
    top, bottom = spec.title_height * unit, page.height - (MARGIN_BOTTOM + TICK_LABELS) * unit
    formula_bar = caption = None
    caption_height = spec.caption_height(page)
    if caption_height:
        caption_top = page.height - caption_height - (PAGE_EDGE - CAPTION_GAP) * unit
        caption = Box(left, caption_top, right, page.height - PAGE_EDGE * unit)
        bottom -= caption_height
    if spec.formula_bar:
        bar_top = page.height - caption_height - (PAGE_EDGE + FORMULA_BAR_HEIGHT) * unit
        formula_bar = Box(left, bar_top, right, page.height - caption_height - PAGE_EDGE * unit)
        bottom = formula_bar.top - (FORMULA_BAR_GAP + TICK_LABELS) * unit
    bottom, shared = _shared_boxes(spec, Box(left, top, right, bottom), unit, rows, columns)
    cells_box = _only_cell_box(spec, Box(left, top, right, bottom), page)
    cells = _cells(spec, cells_box, page, unit, columns)
    return Layout(page, rows, columns, cells, spec.panels, shared, formula_bar, caption)


def _only_cell_box(spec: LayoutSpec, box: Box, page: Page) -> Box:
    """An only cell's box: of a page far taller than its panels ask, as much stays empty above them as below."""
    if spec.cell_count != 1:
        return box
    greatest = spec.header_height(page, box.width) + stack.greatest_height(spec.panels, box.width, page.unit)
    spare = max(0.0, box.height - greatest) / 2
    return box.inset(top=spare, bottom=spare)


def _panels_only(spec: LayoutSpec, page: Page, rows: int, columns: int) -> Layout:
    """The panels alone, within a thin margin."""
    edge = PANELS_ONLY_MARGIN * min(page.width, page.height)
    box, unit = Box(edge, edge, page.width - edge, page.height - edge), edge / COLUMN_GAP
    bottom, shared = _shared_boxes(spec, box, unit, rows, columns)
    cells = _cells(spec, Box(box.left, box.top, box.right, bottom), page, unit, columns)
    return Layout(page, rows, columns, cells, spec.panels, shared, None, None, panels_only=True)


def _shared_boxes(spec: LayoutSpec, box: Box, unit: float, rows: int, columns: int) -> tuple[float, tuple[Box, ...]]:
    """The full-width panels at the bottom, and where the cells must end."""
    if not spec.shared_panels:
        return box.bottom, ()
    gap, width = SHARED_PANEL_GAP * unit, (box.width - COLUMN_GAP * unit * (columns - 1)) / max(1, columns)
    cells_weight = stack.total_weight(spec.panels, width, unit) * rows if rows else 0.0
    weights = [panel.weight for panel in spec.shared_panels]
    room = box.height - gap * len(weights)
    height = room * sum(weights) / (sum(weights) + (max(cells_weight, LEAST_CELLS_WEIGHT) if rows else 0))
    cells_bottom = box.bottom - height - gap * len(weights)
    boxes, above = [], cells_bottom if rows else cells_bottom - gap / 2
    for weight in weights:
        bottom = above + gap + height * weight / sum(weights)
        boxes.append(Box(box.left, above + gap, box.right, bottom))
        above = bottom
    return cells_bottom, tuple(boxes)


def _cells(spec: LayoutSpec, box: Box, page: Page, unit: float, columns: int) -> tuple[Cell, ...]:
    column_gap, row_gap = COLUMN_GAP * unit, spec.row_gap * unit
    if columns > DENSE_COLUMNS:
        column_gap, row_gap = column_gap * DENSE_COLUMN_GAP, row_gap * DENSE_ROW_GAP
    rows = max(1, math.ceil(spec.cell_count / columns))
    width = (box.width - column_gap * (columns - 1)) / columns
    height = (box.height - row_gap * (rows - 1)) / rows
    header_height = spec.header_height(page, width)
    cells = []
    for index in range(spec.cell_count):
        row, column = divmod(index, columns)
        column = columns - 1 - column if spec.rtl else column
        left, top = box.left + column * (width + column_gap), box.top + row * (height + row_gap)
        cells.append(cell(Box(left, top, left + width, top + height), header_height, spec, unit, row, column))
    return tuple(cells)
