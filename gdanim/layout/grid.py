"""How many cells stand beside each other, and how large the page is that they ask for."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.layout import spec as lengths, stack
from gdanim.layout.spec import Page, cell_width

if TYPE_CHECKING:
    from gdanim.layout.spec import LayoutSpec

ROW = 3  # so many cells stand beside each other
ALONE = 1.45  # a single row of cells is so many times as high
WIDTHS = {1: 960, 2: 960, 3: 1200, 4: 1280}
TOLD, NARROW_COSTS = 160, 0.6  # pixels: a narrower cell tells no verdict, which is as bad as half the room
SEEN = 12  # pixels: where every cell's panels are narrower or lower than that, headers have no room either
TALL, SQUAT = 0.5, 0.65  # what panels twice as high, or half as high as in a comparison cost, of half the room
LEAST_PART = 0.8  # of a page's unit
BELOW = lengths.MARGIN_BOTTOM + lengths.TICKS


def columns(contents: LayoutSpec, size: tuple[int, int] | None) -> int:
    """Those asked for, or the grid that gives the panels the most room, in a shape that is not far from their own."""
    cells = contents.cells
    if contents.columns or size is None or cells == 0:
        return max(1, min(contents.columns or _usual(cells), cells))
    page = Page(*size)
    height = page.height - (contents.head + BELOW) * page.unit - _shared(contents, 0.5) * page.unit

    def room(count: int) -> tuple[float, float]:
        """The width and height of a cell's panels."""
        width = cell_width(page.width, page.unit, count)
        return width, height / math.ceil(cells / count) - contents.header(page, width) - contents.down * page.unit

    def cost(count: int) -> float:
        width, high = room(count)
        taller = math.log(high / stack.height(contents.parts, width, page.unit, only=cells == 1))
        dumb = NARROW_COSTS if width < TOLD else 0.0
        return max(TALL * taller, -SQUAT * taller) - math.log(width * high) + dumb

    seen = [count for count in range(1, cells + 1) if min(room(count)) >= SEEN]
    return min(seen, key=cost) if seen else _usual(cells)


def _usual(cells: int) -> int:
    return cells if cells <= ROW else math.ceil(math.sqrt(cells))


def page(contents: LayoutSpec, rows: int, count: int) -> Page:
    """The page on which ``rows`` of ``count`` cells, and all about them, have the room they like."""
    width = WIDTHS.get(count, 1600)
    wide = Page(width, width)
    unit, across = wide.unit, cell_width(width, wide.unit, count)
    panels = stack.height(contents.parts, across, unit, only=contents.cells == 1) if rows else 0.0
    cells = rows * (contents.header(wide, across) + (ALONE if rows == 1 and count > 1 else 1.0) * panels)
    gaps = (contents.head + contents.down * max(0, rows - 1) + BELOW) * unit
    below = _shared(contents, 1.0 if rows else 2.0) * unit
    slate = (lengths.SLATE + lengths.SLATE_GAP) * unit if contents.slate else 0
    return Page(width, 2 * round((gaps + cells + below + slate + contents.caption(wide)) / 2))


def fitted(contents: LayoutSpec, rows: int, count: int, size: tuple[int, int]) -> Page:
    """A page of a chosen size; what surrounds the panels gives way where the page is wide and low."""
    given = Page(*size)
    if given.width <= lengths.REFERENCE:  # such a page has small letters as it is
        return given
    asked = page(contents, rows, count)
    part = (given.height / given.unit) / (asked.height / asked.unit)
    return replace(given, part=min(1.0, max(LEAST_PART, part)))


def _shared(contents: LayoutSpec, tall: float) -> float:
    """What the panels for all runs take, in units, ``tall`` times as high as a curve of their weight."""
    return sum(part.weight * stack.NATURAL_HEIGHT * tall + lengths.SHARED_GAP for part in contents.shared)
