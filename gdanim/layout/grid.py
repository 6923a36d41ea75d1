"""How many cells stand beside each other, and how large the page is that they ask for."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.layout import spec as lengths
from gdanim.layout.margins import PageMargins, wide_enough
from gdanim.layout.spacing import spacing
from gdanim.layout.spec import Page
from gdanim.layout.stack import NATURAL_HEIGHT

if TYPE_CHECKING:
    from gdanim.layout.spec import LayoutSpec

MAX_IN_ONE_ROW = 3  # so many cells stand beside each other; more make a square grid
ONE_ROW_GROWTH = 1.45  # times as high are the cells of a single row
WIDTHS = {1: 960, 2: 960, 3: 1200, 4: 1280}  # of the page, by its columns
WIDEST = 1600  # the same with more columns
VERDICT_WIDTH, NO_VERDICT_COST = 160, 0.6  # pixels: a narrower cell has no verdict, as bad as half the area
MIN_SIDE = 12  # pixels: where the panels of every grid are narrower or lower, headers have no room either
TALL_COST, LOW_COST = 0.5, 0.65  # what panels twice as high, or half as high as in a comparison cost, of half the area
MIN_UNIT_FACTOR = 0.8
BOTTOM = lengths.MARGIN_BOTTOM + lengths.TICK_LABELS


def columns(spec: LayoutSpec, size: tuple[int, int] | None) -> int:
    """Those asked for, or the grid that gives the panels the most room, in a shape that is not far from their own.

    Measured margins don't count: the grid stays as it is when they grow.
    """
    count = spec.cell_count
    if spec.columns or size is None or count == 0:
        return max(1, min(spec.columns or _usual_columns(count), count))
    page, spec = Page(*size), replace(spec, margins=PageMargins())
    height = page.height - (spec.title_height + BOTTOM) * page.unit - _shared_height(spec, 0.5) * page.unit

    def panels_size(columns: int) -> tuple[float, float]:
        """The width and height of a cell's panels."""
        width = _cell_width(page, columns)
        row_gap = lengths.ROW_GAP + (lengths.ROW_TICK_LABELS if spec.row_tick_labels else 0)
        return width, height / math.ceil(count / columns) - spec.header_height(page, width) - row_gap * page.unit

    def cost(columns: int) -> float:
        width, height = panels_size(columns)
        taller = math.log(height / spec.stack(page.unit).natural_height(width, only_cell=count == 1))
        no_verdict = NO_VERDICT_COST if width < VERDICT_WIDTH else 0.0
        return max(TALL_COST * taller, -LOW_COST * taller) - math.log(width * height) + no_verdict

    possible = [columns for columns in range(1, count + 1) if min(panels_size(columns)) >= MIN_SIDE]
    return min(possible, key=cost) if possible else _usual_columns(count)


def _cell_width(page: Page, columns: int) -> float:
    """With the least margins and gaps."""
    gaps = lengths.MARGIN_LEFT + lengths.MARGIN_RIGHT + lengths.COLUMN_GAP * (columns - 1)
    return (page.width - gaps * page.unit) / columns


def _usual_columns(cell_count: int) -> int:
    return cell_count if cell_count <= MAX_IN_ONE_ROW else math.ceil(math.sqrt(cell_count))


def natural_page(spec: LayoutSpec, rows: int, columns: int) -> Page:
    """The page on which ``rows`` of ``columns`` cells, and all about them, have the room they like."""
    width = WIDTHS.get(columns, WIDEST)
    wide = Page(width, width)
    unit, gaps = wide.unit, spacing(spec, wide, columns)
    cell_width = gaps.cell_width(gaps.content_width(wide))
    panels = spec.stack(unit).natural_height(cell_width, only_cell=spec.cell_count == 1) if rows else 0.0
    growth = ONE_ROW_GROWTH if rows == 1 and columns > 1 else 1.0
    cells = rows * (spec.header_height(wide, cell_width) + growth * panels) + sum(gaps.rows)
    shared = sum(panel.weight * NATURAL_HEIGHT * (1.0 if rows else 2.0) * unit for panel in spec.shared_panels)
    formula_bar = (lengths.FORMULA_BAR_HEIGHT + lengths.FORMULA_BAR_GAP) * unit if spec.formula_bar else 0
    caption = spec.caption_height(wide, gaps.content_width(wide))
    below = wide_enough(BOTTOM * unit, gaps.reach_below, unit)
    height = spec.title_height * unit + cells + shared + sum(gaps.shared_panels) + formula_bar + caption + below
    return Page(width, 2 * round(height / 2))


def sized_page(spec: LayoutSpec, rows: int, columns: int, size: tuple[int, int]) -> Page:
    """A page of a chosen size; what surrounds the panels gives way where the page is wide and low.

    Measured margins don't count: letters keep their size when they grow.
    """
    page = Page(*size)
    if page.width <= lengths.REFERENCE_WIDTH:  # such a page has small letters as it is
        return page
    natural = natural_page(replace(spec, margins=PageMargins()), rows, columns)
    factor = (page.height / page.unit) / (natural.height / natural.unit)
    return replace(page, unit_factor=min(1.0, max(MIN_UNIT_FACTOR, factor)))


def _shared_height(spec: LayoutSpec, growth: float) -> float:
    """What the panels for all runs take, in units, ``growth`` times as high as a curve of their weight."""
    return sum(panel.weight * NATURAL_HEIGHT * growth + lengths.SHARED_PANEL_GAP for panel in spec.shared_panels)
