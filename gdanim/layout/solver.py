"""Solves the layout of a page once per animation: its size, its grid, what has room on it, and every box."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.layout import grid, page_size
from gdanim.layout.page_boxes import page_boxes
from gdanim.layout.panel_size import MIN_WIDTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.drawing.geometry import Box
    from gdanim.layout.page_boxes import Layout
    from gdanim.layout.spec import LayoutSpec, PanelNeeds

MIN_PANEL_HEIGHT, MIN_THIN_PANEL_HEIGHT = 40.0, 26.0  # pixels
MIN_PANEL_SHARE = 0.2  # minimum fraction of a low page's height for a panel
MIN_EXPLAINED_HEIGHT = 80  # units: of a panel above a formula bar, whose contents the formula explains


def solve(spec: LayoutSpec, size: tuple[int, int] | None) -> Layout:
    """Returns the layout of a page of ``size`` pixels; without a size, the page is as high as its contents need.

    If panels have no room, these parts are left out in turn: thin strips, the formula bar, the caption,
    panels in a side column, the headers, and finally the title and everything but the panels.
    """
    layout = _solved(spec, size)
    if layout.formula_bar is not None and is_narrow(layout):
        spec = replace(spec, has_formula_bar=False)
        layout = _solved(spec, size)
    for reduced in _reductions(spec):
        if _has_room(layout):
            break
        layout = _solved(reduced, size)
    return layout


def is_narrow(layout: Layout) -> bool:
    """Returns whether a panel is too narrow for a formula bar below it."""
    boxes = [box for cell in layout.cells for box in cell.panels] + list(layout.shared_panels)
    return any(box.width < MIN_WIDTHS["formula"] for box in boxes)


def _reductions(spec: LayoutSpec) -> Iterator[LayoutSpec]:
    """Yields specs with successively fewer parts."""
    for panel in reversed([panel for panel in spec.panels if panel.size.is_thin]):
        spec = _without(spec, panel)
        yield spec
    for changes in ({"has_formula_bar": False}, {"caption_lines": lambda _page, _width: 0}):
        spec = replace(spec, **changes)
        yield spec
    for panel in reversed([panel for panel in spec.panels if panel.size.is_aside]):
        spec = _without(spec, panel)
        yield spec
    spec = replace(spec, cell_header_height=lambda _page, _width: 0.0)
    yield spec
    yield replace(spec, title_height=lambda _page, _width: 0.0, is_panels_only=True)


def _without(spec: LayoutSpec, panel: PanelNeeds) -> LayoutSpec:
    """Returns the spec without a panel, unless it is the only one."""
    others = tuple(other for other in spec.panels if other is not panel)
    return replace(spec, panels=others or spec.panels)


def _has_room(layout: Layout) -> bool:
    """Returns whether each panel is large enough to be legible."""
    least = _min_side(layout)
    return all(_fits(box, (least, least)) for box in layout.shared_panels) and all(
        _fits(box, _min_size(panel, layout))
        for cell in layout.cells
        for panel, box in zip(layout.panels, cell.panels, strict=True)
    )


def _fits(box: Box, min_size: tuple[float, float]) -> bool:
    return box.width >= min_size[0] and box.height >= min_size[1]


def _min_size(panel: PanelNeeds, layout: Layout) -> tuple[float, float]:
    """Returns the width and height in pixels below which a panel of a cell is illegible."""
    least, (width, height) = _min_side(layout), panel.size.minimum
    if panel.size.is_thin and len(layout.panels) > 1:  # a thin panel goes with another one
        return max(least, width), max(min(MIN_THIN_PANEL_HEIGHT, _min_bare_side(layout)), height)
    return max(least, width), max(least, height)


def _min_side(layout: Layout) -> float:
    """Returns the minimum height and width in pixels of the panels, more if a formula bar explains them."""
    explained = MIN_EXPLAINED_HEIGHT * layout.page.unit if layout.formula_bar is not None else 0.0
    return max(_min_bare_side(layout), explained)


def _min_bare_side(layout: Layout) -> float:
    return min(MIN_PANEL_HEIGHT, MIN_PANEL_SHARE * layout.page.height)


def _solved(spec: LayoutSpec, size: tuple[int, int] | None) -> Layout:
    """Returns the layout with everything on the page, whether or not it has room."""
    columns = grid.column_count(spec, size)
    rows = math.ceil(spec.cell_count / columns)
    page = page_size.page_of_size(spec, rows, columns, size) if size else page_size.natural_page(spec, rows, columns)
    return page_boxes(spec, page, rows, columns)
