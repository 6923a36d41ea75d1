"""Where everything stands on the page. Arithmetic on boxes, done once a film; knows no artist."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box
from gdanim.layout import grid, stack
from gdanim.layout.spec import (
    FOOT_GAP,
    GUTTER_ACROSS,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    SHARED_GAP,
    SLATE,
    SLATE_GAP,
    TICKS,
    LayoutSpec,
    Page,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.layout.stack import PanelNeeds

LEAST_PANEL, LEAST_THIN = 40.0, 26.0  # pixels: a panel's least height, and that of a strip that goes with another
THIN = 0.65  # of a panel's weight: one that is lighter goes with another
EXPLAINED = 80  # units: the least height of a panel over a slate, for what a slate says has to be seen
FORMULA = 320.0  # pixels: the least width beside which a formula stands
BARE_MARGIN = 0.05


@dataclass(frozen=True)
class Cell:
    header: Box | None
    panels: tuple[Box, ...]
    row: int
    column: int


@dataclass(frozen=True)
class Layout:
    """``parts`` are the panels of each cell that have room on the page."""

    page: Page
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    parts: tuple[PanelNeeds, ...]
    shared: tuple[Box, ...]
    slate: Box | None
    foot: Box | None
    bare: bool = False


def solve(contents: LayoutSpec, size: tuple[int, int] | None) -> Layout:
    """The page's layout; without a ``size`` the page is as high as its contents ask.

    Where the panels would have no room, first thin strips go, then the slate, the caption, panels beside others, the
    headers, and last the title, with all but the panels.
    """
    found = _solved(contents, size)
    if found.slate is not None and narrow(found):
        contents = replace(contents, slate=False)
        found = _solved(contents, size)
    for less in _reductions(contents):
        if _roomy(found):
            break
        found = _solved(less, size)
    return found


def _reductions(contents: LayoutSpec) -> Iterator[LayoutSpec]:
    for part in reversed([part for part in contents.parts if not _thick(part)]):
        contents = _without(contents, part)
        yield contents
    for less in ({"slate": False}, {"foot": lambda _page: 0}):
        contents = replace(contents, **less)
        yield contents
    for part in reversed([part for part in contents.parts if part.beside]):
        contents = _without(contents, part)
        yield contents
    contents = replace(contents, header=lambda _page, _width: 0.0)
    yield contents
    yield replace(contents, head=0.0, bare=True)


def _thick(part: PanelNeeds) -> bool:
    return part.beside or part.weight >= THIN


def _without(contents: LayoutSpec, part: PanelNeeds) -> LayoutSpec:
    """Without a panel, unless it is the only one."""
    left = tuple(other for other in contents.parts if other is not part)
    return replace(contents, parts=left or contents.parts)


def narrow(found: Layout) -> bool:
    """Whether a panel is too narrow for a formula beside it."""
    panels = [panel for cell in found.cells for panel in cell.panels] + list(found.shared)
    return any(panel.width < FORMULA for panel in panels)


def _roomy(found: Layout) -> bool:
    """Whether each panel is large enough to be read."""
    least = min(LEAST_PANEL, 0.2 * found.page.height)
    thin = min(LEAST_THIN, least)
    if found.slate is not None:
        least = max(least, EXPLAINED * found.page.unit)
    return all(box.height >= least and box.width >= least for box in found.shared) and all(
        box.width >= max(least, part.least[0])
        and box.height >= max(least if _thick(part) or len(found.parts) == 1 else thin, part.least[1])
        for cell in found.cells
        for part, box in zip(found.parts, cell.panels, strict=True)
    )


def _solved(contents: LayoutSpec, size: tuple[int, int] | None) -> Layout:
    columns = grid.columns(contents, size)
    rows = math.ceil(contents.cells / columns)
    page = grid.fitted(contents, rows, columns, size) if size else grid.page(contents, rows, columns)
    return _place(contents, page, rows, columns)


def _place(contents: LayoutSpec, page: Page, rows: int, columns: int) -> Layout:
    unit = page.unit
    if contents.bare:
        return _bare(contents, page, rows, columns)
    left, right = MARGIN_LEFT * unit, page.width - MARGIN_RIGHT * unit
    top, bottom = contents.head * unit, page.height - (MARGIN_BOTTOM + TICKS) * unit
    slate = foot = None
    taken = contents.caption(page)
    if taken:
        foot = Box(left, page.height - taken - (24 - FOOT_GAP) * unit, right, page.height - 24 * unit)
        bottom -= taken
    if contents.slate:
        slate = Box(left, page.height - taken - (24 + SLATE) * unit, right, page.height - taken - 24 * unit)
        bottom = slate.top - (SLATE_GAP + TICKS) * unit
    bottom, shared = _shared(contents, Box(left, top, right, bottom), unit, rows, columns)
    cells = _cells(contents, _shapely(contents, Box(left, top, right, bottom), page), page, unit, columns)
    return Layout(page, rows, columns, cells, contents.parts, shared, slate, foot)


def _shapely(contents: LayoutSpec, box: Box, page: Page) -> Box:
    """An only cell's box: of a page far taller than its panels ask, as much stays empty above them as below."""
    if contents.cells != 1:
        return box
    most = contents.header(page, box.width) + stack.tallest(contents.parts, box.width, page.unit)
    spare = max(0.0, box.height - most) / 2
    return box.inset(top=spare, bottom=spare)


def _bare(contents: LayoutSpec, page: Page, rows: int, columns: int) -> Layout:
    """The panels alone, within a thin margin."""
    edge = BARE_MARGIN * min(page.width, page.height)
    box, unit = Box(edge, edge, page.width - edge, page.height - edge), edge / GUTTER_ACROSS
    bottom, shared = _shared(contents, box, unit, rows, columns)
    cells = _cells(contents, Box(box.left, box.top, box.right, bottom), page, unit, columns)
    return Layout(page, rows, columns, cells, contents.parts, shared, None, None, bare=True)


def _shared(contents: LayoutSpec, box: Box, unit: float, rows: int, columns: int) -> tuple[float, tuple[Box, ...]]:
    """The full-width panels at the bottom, and where the cells must end."""
    if not contents.shared:
        return box.bottom, ()
    gap, width = SHARED_GAP * unit, (box.width - GUTTER_ACROSS * unit * (columns - 1)) / max(1, columns)
    stacked = stack.weight(contents.parts, width, unit) * rows if rows else 0.0
    weights = [part.weight for part in contents.shared]
    room = box.height - gap * len(weights)
    height = room * sum(weights) / (sum(weights) + (max(stacked, 0.5) if rows else 0))
    bottom = box.bottom - height - gap * len(weights)
    boxes, top = [], bottom if rows else bottom - gap / 2
    for weight in weights:
        end = top + gap + height * weight / sum(weights)
        boxes.append(Box(box.left, top + gap, box.right, end))
        top = end
    return bottom, tuple(boxes)


def _cells(contents: LayoutSpec, box: Box, page: Page, unit: float, columns: int) -> tuple[Cell, ...]:
    across, down = GUTTER_ACROSS * unit, contents.down * unit
    if columns > 4:
        across, down = across * 0.5, down * 0.75
    rows = max(1, math.ceil(contents.cells / columns))
    width = (box.width - across * (columns - 1)) / columns
    height = (box.height - down * (rows - 1)) / rows
    header = contents.header(page, width)
    cells = []
    for index in range(contents.cells):
        row, column = divmod(index, columns)
        column = columns - 1 - column if contents.rtl else column
        left, top = box.left + column * (width + across), box.top + row * (height + down)
        panels = Box(left, top + header, left + width, top + height)
        head = Box(left, top, left + width, top + header) if header else None
        cells.append(Cell(head, stack.boxes(panels, contents.parts, unit, rtl=contents.rtl), row, column))
    return tuple(cells)
