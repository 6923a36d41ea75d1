"""Computes the size of a page that has room for a grid of cells, and the unit of a page whose size is given."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.layout import lengths
from gdanim.layout.bands import page_bands
from gdanim.layout.page import MAX_TOP_SHARE, REFERENCE_WIDTH, Page, page_of
from gdanim.layout.panel_stack import NATURAL_HEIGHT, NATURAL_WIDTH
from gdanim.layout.spacing import page_spacing

if TYPE_CHECKING:
    from gdanim.layout.spec import LayoutSpec

PAGE_WIDTHS = {1: 960, 2: 960, 3: 1200, 4: 1280}  # pixels, by the number of columns
MAX_PAGE_WIDTH = 1600  # pixels: the width of a page with more columns
ONE_ROW_GROWTH = 1.45  # relative height of the panels in a single row of cells
NARROW_ASPECT = 0.62  # height / width of a panel of weight 1 in a narrow cell, up to its natural height
MIN_UNIT_FACTOR = 0.8
MAX_TOP_SHARE_OVER_FIXED = 1 / 3  # of the page's height, over a row that could not use a greater height
EXPLAINED_GROWTH = 8  # units: how much higher the panels above a formula bar are

# height of a shared panel relative to a curve of its weight, on a page as high as its contents need:
SHARED_GROWTH_UNDER_CELLS = 1.0
SHARED_GROWTH_ALONE = 2.0  # without cells


def natural_page(spec: LayoutSpec, rows: int, columns: int) -> Page:
    """Returns the page on which a grid of cells, and everything around it, has its natural size."""
    width = PAGE_WIDTHS.get(columns, MAX_PAGE_WIDTH)
    page = Page(width, width)  # its unit depends on its width alone
    unit, gaps = page.unit, page_spacing(spec, page, columns)
    cell_width = gaps.cell_width(gaps.content_width(page))
    panels = spec.panel_stack(unit).natural_height(cell_width, only_cell=spec.cell_count == 1) if rows else 0.0
    growth = _one_row_growth(spec) if rows == 1 and columns > 1 else _narrow_growth(spec, cell_width)
    names = spec.column_names_height(page)
    row_name = spec.row_names_height(page)
    cells = names + rows * (row_name + spec.cell_header_room(page, cell_width) + growth * panels) + sum(gaps.rows)
    shared_growth = SHARED_GROWTH_UNDER_CELLS if rows else SHARED_GROWTH_ALONE
    shared = sum(panel.size.weight * NATURAL_HEIGHT * shared_growth * unit for panel in spec.shared_panels)
    bands = page_bands(spec, page, gaps.content_width(page), gaps.reach_below)
    explained_growth = EXPLAINED_GROWTH * unit if spec.has_formula_bar else 0.0
    height = bands.total + cells + shared + sum(gaps.shared_panels) + explained_growth
    has_row_of_fixed = spec.panel_stack(unit).has_row_of_fixed(cell_width)
    most = MAX_TOP_SHARE_OVER_FIXED if has_row_of_fixed else MAX_TOP_SHARE
    least = 2 * math.ceil(top_height(spec, page) / most / 2)
    return Page(width, max(least, 2 * round(height / 2)))  # videos need even sides


def _one_row_growth(spec: LayoutSpec) -> float:
    """Returns the relative height of panels in a single row; what cannot be stretched keeps its height."""
    return 1.0 if any(panel.size.has_fixed_aspect for panel in spec.panels) else ONE_ROW_GROWTH


def _narrow_growth(spec: LayoutSpec, cell_width: float) -> float:
    """Returns the relative height of panels in narrow cells, where they would be mere strips."""
    if any(panel.size.is_map for panel in spec.panels):
        return 1.0
    height = min(NATURAL_HEIGHT, NARROW_ASPECT * cell_width)
    return max(1.0, height / (NATURAL_HEIGHT * cell_width / NATURAL_WIDTH))


def page_of_size(spec: LayoutSpec, rows: int, columns: int, size: tuple[int, int]) -> Page:
    """Returns a page of ``size`` pixels; its unit is smaller if the page is wide and lower than its contents need.

    Measured margins are ignored: letters keep their size when margins grow.
    """
    page = page_of(size)
    page = replace(page, is_compact=top_height(spec, page) > page.max_top_height)
    if page.width <= REFERENCE_WIDTH or page.is_tall:  # such a page has small letters already
        return page
    natural = natural_page(spec.without_margins(), rows, columns)
    factor = (page.height / page.unit) / (natural.height / natural.unit)
    return replace(page, unit_factor=min(1.0, max(MIN_UNIT_FACTOR, factor)))


def top_height(spec: LayoutSpec, page: Page) -> float:
    """Returns the height in pixels of the title area, with the legend or header of a page's only cell."""
    width = page.width - (lengths.MARGIN_LEFT + lengths.MARGIN_RIGHT) * page.unit
    has_header_on_top = spec.cell_count == 1 and spec.header_edge == "top"
    return spec.title_height(page, width) + (spec.cell_header_height(page, width) if has_header_on_top else 0.0)
