"""Where everything stands on a page whose size and grid are chosen. Arithmetic on boxes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box
from gdanim.layout.cell import cell_in
from gdanim.layout.margins import PageMargins, wide_enough
from gdanim.layout.spacing import Spacing, spacing
from gdanim.layout.spec import (
    CAPTION_GAP,
    COLUMN_GAP,
    FORMULA_BAR_GAP,
    FORMULA_BAR_HEIGHT,
    MARGIN_BOTTOM,
    PAGE_EDGE,
    TICK_LABELS,
)

if TYPE_CHECKING:
    from gdanim.layout.cell import Cell
    from gdanim.layout.spec import LayoutSpec, Page, PanelNeeds

PANELS_ONLY_MARGIN = 0.05  # of the page's shorter side
MIN_CELLS_WEIGHT = 0.5  # of the cells' panels, over panels for all runs


@dataclass(frozen=True)
class Layout:
    """``panels`` are those of each cell that have room on the page, ``shared_panels`` the boxes of those for all runs.

    ``left`` and ``right`` are the edges between which title, caption, cells and panels stand. ``panels_only``: the page
    has neither title nor headers nor any text in its panels. ``shared_mark_width`` is the width by which a panel for
    all runs chooses its marks, as in a cell.
    """

    page: Page
    rows: int
    columns: int
    left: float
    right: float
    cells: tuple[Cell, ...]
    panels: tuple[PanelNeeds, ...]
    shared_panels: tuple[Box, ...]
    formula_bar: Box | None
    caption: Box | None
    shared_mark_width: float
    panels_only: bool = False


def place_all(spec: LayoutSpec, page: Page, rows: int, columns: int) -> Layout:
    """The layout of a page, with measured margins where the spec has them."""
    if spec.panels_only:
        return _panels_only(spec, page, rows, columns)
    layout = _placed(spec, page, rows, columns)
    if spec.margins == PageMargins():
        return layout
    usual = _placed(replace(spec, margins=PageMargins()), page, rows, columns)
    cells = zip(layout.cells, usual.cells, strict=True)
    return replace(
        layout,
        cells=tuple(replace(cell, mark_widths=other.mark_widths) for cell, other in cells),
        shared_mark_width=usual.shared_mark_width,
    )


def _placed(spec: LayoutSpec, page: Page, rows: int, columns: int) -> Layout:
    """From the title downwards: the cells, the panels for all runs, the formula bar, and the caption."""
    unit, gaps = page.unit, spacing(spec, page, columns)
    left, right = gaps.left, page.width - gaps.right
    margin_bottom = wide_enough((MARGIN_BOTTOM + TICK_LABELS) * unit, gaps.reach_below, unit)
    top, bottom = spec.title_height * unit, page.height - margin_bottom
    formula_bar = caption = None
    caption_height = spec.caption_height(page, right - left)
    if caption_height:
        caption_top = page.height - caption_height - (PAGE_EDGE - CAPTION_GAP) * unit
        caption = Box(left, caption_top, right, page.height - PAGE_EDGE * unit)
        caption_gap = (MARGIN_BOTTOM + TICK_LABELS - PAGE_EDGE + CAPTION_GAP) * unit
        bottom = caption_top - wide_enough(caption_gap, gaps.reach_below, unit)
    if spec.formula_bar:
        bar_top = page.height - caption_height - (PAGE_EDGE + FORMULA_BAR_HEIGHT) * unit
        formula_bar = Box(left, bar_top, right, page.height - caption_height - PAGE_EDGE * unit)
        bottom = bar_top - wide_enough((FORMULA_BAR_GAP + TICK_LABELS) * unit, gaps.reach_below, unit)
    bottom, shared = _shared_boxes(spec, Box(left, top, right, bottom), gaps, unit, rows)
    cells_box = _only_cell_box(spec, Box(left, top, right, bottom), page)
    cells = _cells(spec, cells_box, page, gaps, unit)
    return Layout(page, rows, columns, left, right, cells, spec.panels, shared, formula_bar, caption, right - left)


def _only_cell_box(spec: LayoutSpec, box: Box, page: Page) -> Box:
    """An only cell's box: of a page far taller than its panels ask, as much stays empty above them as below."""
    if spec.cell_count != 1:
        return box
    greatest = spec.header_height(page, box.width) + spec.stack(page.unit).greatest_height(box.width)
    spare = max(0.0, box.height - greatest) / 2
    return box.inset(top=spare, bottom=spare)


def _panels_only(spec: LayoutSpec, page: Page, rows: int, columns: int) -> Layout:
    """The panels alone, within a thin margin."""
    edge = PANELS_ONLY_MARGIN * min(page.width, page.height)
    box, unit = Box(edge, edge, page.width - edge, page.height - edge), edge / COLUMN_GAP
    gaps = spacing(spec, page, columns, unit)
    bottom, shared = _shared_boxes(spec, box, gaps, unit, rows)
    cells = _cells(spec, box._replace(bottom=bottom), page, gaps, unit)
    return Layout(
        page, rows, columns, box.left, box.right, cells, spec.panels, shared, None, None, box.width, panels_only=True
    )


def _shared_boxes(spec: LayoutSpec, box: Box, gaps: Spacing, unit: float, rows: int) -> tuple[float, tuple[Box, ...]]:
    """The full-width panels at the bottom, and where the cells must end."""
    if not spec.shared_panels:
        return box.bottom, ()
    cells_weight = spec.stack(unit).total_weight(gaps.cell_width(box.width)) * rows if rows else 0.0
    weights = [panel.weight for panel in spec.shared_panels]
    room = box.height - sum(gaps.shared_panels)
    height = room * sum(weights) / (sum(weights) + (max(cells_weight, MIN_CELLS_WEIGHT) if rows else 0))
    cells_bottom = box.bottom - height - sum(gaps.shared_panels)
    boxes, above = [], cells_bottom if rows else cells_bottom - gaps.shared_panels[0] / 2
    for weight, gap in zip(weights, gaps.shared_panels, strict=True):
        bottom = above + gap + height * weight / sum(weights)
        boxes.append(Box(box.left, above + gap, box.right, bottom))
        above = bottom
    return cells_bottom, tuple(boxes)


def _cells(spec: LayoutSpec, box: Box, page: Page, gaps: Spacing, unit: float) -> tuple[Cell, ...]:
    width = gaps.cell_width(box.width)
    height = (box.height - sum(gaps.rows)) / (len(gaps.rows) + 1)
    header_height = spec.header_height(page, width)
    cells = []
    for index in range(spec.cell_count):
        row, column = spec.grid_position(index, len(gaps.columns) + 1)
        left = box.left + column * width + sum(gaps.columns[:column])
        top = box.top + row * height + sum(gaps.rows[:row])
        cells.append(cell_in(Box(left, top, left + width, top + height), header_height, spec, unit, row, column))
    return tuple(cells)
