"""Computes the boxes of a page whose size and grid are known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box
from gdanim.layout import side_panels
from gdanim.layout.bands import Bands, page_bands
from gdanim.layout.cell import fill_cell, header_and_body, place_cell
from gdanim.layout.lengths import COLUMN_GAP, SHARED_PANEL_GAP
from gdanim.layout.spacing import page_spacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.layout.cell import Cell
    from gdanim.layout.page import Page
    from gdanim.layout.spacing import Spacing
    from gdanim.layout.spec import LayoutSpec, PanelNeeds

PANELS_ONLY_MARGIN = 0.05  # fraction of the page's shorter side
RAISED_GAP = 0.5  # of the usual gap: how far the first shared panel of a page without cells may rise
HEADING_HEIGHT = 34  # units above the first shared panel beside a cell, for its title
MIN_CELLS_WEIGHT = 0.5  # minimum weight of the cells' panels relative to that of the shared panels


@dataclass(frozen=True)
class Layout:
    """A page with the boxes of everything on it.

    Attributes
    ----------
    page
        The page.
    rows, columns
        The shape of the grid of cells.
    left, right
        The edges in pixels of title, caption, cells and panels.
    cells
        The cells in the order of the scene.
    panels
        The panels of each cell that have room on the page.
    shared_panels
        The boxes of the shared panels.
    formula_bar, caption
        Their boxes, or None.
    shared_mark_width
        The width in pixels by which a shared panel chooses its marks, as in a cell.
    is_panels_only
        Whether the page has neither title nor headers nor any text in its panels.
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
    is_panels_only: bool = False


def page_boxes(spec: LayoutSpec, page: Page, rows: int, columns: int) -> Layout:
    """Returns the layout of a page, using the spec's measured margins if it has them."""
    layout = _page_boxes(spec, page, rows, columns)
    return _with_mark_widths(layout, _page_boxes(spec.without_margins(), page, rows, columns))


def _with_mark_widths(layout: Layout, minimal: Layout) -> Layout:
    """Returns the layout with the widths by which panels choose their marks in a layout with minimal margins.

    Marks must not vanish when the margins grow for long tick labels.
    """
    cells = zip(layout.cells, minimal.cells, strict=True)
    return replace(
        layout,
        cells=tuple(replace(cell, mark_widths=other.mark_widths) for cell, other in cells),
        shared_mark_width=minimal.shared_mark_width,
    )


def _page_boxes(spec: LayoutSpec, page: Page, rows: int, columns: int) -> Layout:
    """Returns the layout of a page, with marks chosen by the panels' own widths."""
    if spec.is_panels_only:  # within a thin margin, and with gaps as wide as it
        edge = PANELS_ONLY_MARGIN * min(page.width, page.height)
        gaps = replace(page_spacing(spec, page, columns, edge / COLUMN_GAP), left=edge, right=edge)
        return _fill(spec, page, rows, gaps, Bands(title=edge, margin_below=edge))
    gaps = page_spacing(spec, page, columns)
    return _fill(spec, page, rows, gaps, page_bands(spec, page, gaps.content_width(page), gaps.reach_below))


def _fill(spec: LayoutSpec, page: Page, rows: int, gaps: Spacing, bands: Bands) -> Layout:
    """Fills the page from top to bottom: title, cells, shared panels, formula bar, caption."""
    edges = gaps.left, page.width - gaps.right
    box = bands.panels_box(page, *edges)
    cells, shared_panels = _panel_boxes(spec, box, page, gaps, rows)
    return Layout(
        page=page,
        rows=rows,
        columns=len(gaps.columns) + 1,
        left=box.left,
        right=box.right,
        cells=cells,
        panels=spec.panels,
        shared_panels=shared_panels,
        formula_bar=bands.formula_bar_box(page, *edges),
        caption=bands.caption_box(page, *edges),
        shared_mark_width=shared_panels[0].width if shared_panels else box.width,
        is_panels_only=spec.is_panels_only,
    )


def _panel_boxes(
    spec: LayoutSpec, box: Box, page: Page, gaps: Spacing, rows: int
) -> tuple[tuple[Cell, ...], tuple[Box, ...]]:
    """Returns the cells, and the boxes of the shared panels below them, or in a wide box beside the only cell."""
    if not side_panels.has_shared_panels_beside(spec, box):
        cells_bottom, shared_panels = _shared_boxes(spec, box, gaps, rows)
        return _cells(spec, box._replace(bottom=cells_bottom), page, gaps), shared_panels
    header, body = header_and_body(box, spec.cell_header_height(page, box.width), spec, page.unit)
    own, side = side_panels.split(spec, body, page.unit)
    cell = fill_cell(box._replace(left=own.left, right=own.right), header, own, spec, gaps.unit, 0, 0)
    gaps_above = (HEADING_HEIGHT * page.unit, *gaps.shared_panels[1:])
    return (cell,), _stacked(spec, side, side.height - sum(gaps_above), gaps_above)


def _shared_boxes(spec: LayoutSpec, box: Box, gaps: Spacing, rows: int) -> tuple[float, tuple[Box, ...]]:
    """Returns the y position of the cells' bottom, and the boxes of the shared panels, at full width below them."""
    if not spec.shared_panels:
        return box.bottom, ()
    cells_weight = spec.panel_stack(gaps.unit).total_weight(gaps.cell_width(box.width)) * rows if rows else 0.0
    weights = [panel.size.weight for panel in spec.shared_panels]
    room = box.height - sum(gaps.shared_panels)
    height = room * sum(weights) / (sum(weights) + (max(cells_weight, MIN_CELLS_WEIGHT) if rows else 0))
    cells_bottom = box.bottom - height - sum(gaps.shared_panels)
    usual = SHARED_PANEL_GAP * gaps.unit
    gap_left = usual + RAISED_GAP * usual - max(usual, gaps.shared_panels[0])
    raised = 0.0 if rows else max(0.0, gap_left)
    return cells_bottom, _stacked(spec, box._replace(top=cells_bottom - raised), height, gaps.shared_panels)


def _stacked(spec: LayoutSpec, box: Box, height: float, gaps: Sequence[float]) -> tuple[Box, ...]:
    """Returns the boxes of the shared panels from the top of a box, with a gap above each, of this height in all."""
    weights = [panel.size.weight for panel in spec.shared_panels]
    boxes, above = [], box.top
    for weight, gap in zip(weights, gaps, strict=True):
        bottom = above + gap + height * weight / sum(weights)
        boxes.append(Box(box.left, above + gap, box.right, bottom))
        above = bottom
    return tuple(boxes)


def _cells(spec: LayoutSpec, box: Box, page: Page, gaps: Spacing) -> tuple[Cell, ...]:
    """Returns the equally large cells of a grid that fills a box."""
    width = gaps.cell_width(box.width)
    names_height = spec.column_names_height(page)
    box = box.inset(top=names_height, **{"right" if spec.is_rtl else "left": gaps.row_names})
    height = (box.height - sum(gaps.rows)) / (len(gaps.rows) + 1)
    row_name = spec.row_names_height(page)
    header_height = spec.cell_header_height(page, width)
    cells = []
    for index in range(spec.cell_count):
        row, column = spec.grid_position(index, len(gaps.columns) + 1)
        left = box.left + column * width + sum(gaps.columns[:column])
        top = box.top + row * height + sum(gaps.rows[:row])
        cell_box = Box(left, top + row_name, left + width, top + height)
        cells.append(place_cell(cell_box, header_height, spec, gaps.unit, row, column))
    return tuple(cells)
