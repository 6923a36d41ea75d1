"""Where everything stands on the page. Arithmetic on boxes, done once a film; knows no artist."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gdanim.page import stack
from gdanim.page.stack import NATURAL_HEIGHT, Part
from gdanim.panels.marks.plot import Box
from gdanim.panels.marks.sizes import LEAST_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REFERENCE = 960  # the width at which the sizes below hold, in pixels
LEAST_UNIT = 0.62
MARGIN_LEFT, MARGIN_RIGHT, MARGIN_BOTTOM = 52, 40, 32
GUTTER_ACROSS, GUTTER_DOWN, TICKED = 44, 24, 18
HEAD, BARE_HEAD = 116, 28  # where the cells begin, with and without a title and clock
FRAME_HEAD = 56  # the same in a frame of a strip, with a clock
HEADER = 46
TICKS = 12  # what the tick labels below take from the bottom margin, and a little more
SLATE, SLATE_GAP = 142, 36
FOOT_LINE, FOOT_GAP = 25, 14
SHARED_GAP = 62  # above a panel for all runs: the tick labels over it, and its title
LEAST_PANEL, FORMULA = 40.0, 320.0  # pixels: a panel's least height, and the least width beside which a formula stands
BARE_MARGIN = 0.05
ROW = 3  # so many cells stand beside each other
ALONE = 1.45  # a single row of cells is so many times as high
WIDTHS = {1: 960, 2: 960, 3: 1200, 4: 1280}


@dataclass(frozen=True)
class Page:
    """``unit`` multiplies every size that is given for a page of 960 pixels; texts keep a least size."""

    width: int
    height: int

    @property
    def unit(self) -> float:
        return max(LEAST_UNIT, self.width / REFERENCE)

    def text(self, size: float) -> float:
        return max(LEAST_TEXT, size * self.unit)


@dataclass(frozen=True)
class Cell:
    header: Box | None
    panels: tuple[Box, ...]
    row: int
    column: int


@dataclass(frozen=True)
class Layout:
    page: Page
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    shared: tuple[Box, ...]
    slate: Box | None
    foot: Box | None
    bare: bool = False


@dataclass(frozen=True)
class Contents:
    """What has to be placed, where ``rtl`` from the right.

    ``header`` is a cell's header height in units; ``shared`` panels stand below the cells.

    ``foot`` says how many lines the caption takes on a page; ``ticked``: each row of cells has its own tick labels;
    ``bare``: nothing but the panels is drawn, on a page too small for more.
    """

    cells: int
    parts: tuple[Part, ...]
    shared: tuple[Part, ...] = ()
    columns: int | None = None
    rtl: bool = False
    header: float = HEADER
    head: float = HEAD
    slate: bool = False
    ticked: bool = False
    bare: bool = False
    foot: Callable[[Page], int] = lambda _page: 0

    @property
    def down(self) -> float:
        """What stands between two rows of cells, in units."""
        return GUTTER_DOWN + (TICKED if self.ticked else 0)


def solve(contents: Contents, size: tuple[int, int] | None) -> Layout:
    """The page's layout; without a ``size`` the page is as high as its contents ask.

    Where the panels would have no room, first the slate goes, then the caption, the headers, and all but the panels.
    """
    found = _solved(contents, size)
    for less in _reductions(contents):
        if _roomy(found):
            break
        found = _solved(less, size)
    return found


def _reductions(contents: Contents) -> Iterator[Contents]:
    for less in ({"slate": False}, {"foot": lambda _page: 0}, {"header": 0.0}, {"head": 0.0, "bare": True}):
        contents = replace(contents, **less)
        yield contents


def _roomy(found: Layout) -> bool:
    """Whether each panel is high enough to be read, and wide enough for a formula where there is one."""
    panels = [panel for cell in found.cells for panel in cell.panels] + list(found.shared)
    least = min(LEAST_PANEL, 0.2 * found.page.height)
    narrow = found.slate is not None and any(panel.width < FORMULA for panel in panels)
    return not narrow and all(panel.height >= least and panel.width >= least for panel in panels)


def _solved(contents: Contents, size: tuple[int, int] | None) -> Layout:
    columns = contents.columns or _columns(contents, size)
    columns = max(1, min(columns, contents.cells))
    rows = math.ceil(contents.cells / columns)
    page = Page(*(size or _natural(contents, rows, columns)))
    return _place(contents, page, rows, columns)


def _columns(contents: Contents, size: tuple[int, int] | None) -> int:
    """The grid whose panels come nearest to the shape they have in a comparison."""
    cells = contents.cells
    if size is None or cells == 0:
        return cells if cells <= ROW else math.ceil(math.sqrt(cells))
    page = Page(*size)
    below = sum(part.weight * NATURAL_HEIGHT / 2 + SHARED_GAP for part in contents.shared) * page.unit
    height = page.height - (contents.head + MARGIN_BOTTOM + TICKS) * page.unit - below

    def misfit(columns: int) -> float:
        rows = math.ceil(cells / columns)
        width = _cell_width(page.width, page.unit, columns)
        wanted = stack.height(contents.parts, width, page.unit, only=cells == 1)
        room = height / rows - (contents.header + contents.down) * page.unit
        return abs(math.log(max(room, 1.0) / wanted)) + 0.25 * (rows * columns - cells)

    return min(range(1, cells + 1), key=misfit)


def _natural(contents: Contents, rows: int, columns: int) -> tuple[int, int]:
    width = WIDTHS.get(columns, 1600)
    unit = max(LEAST_UNIT, width / REFERENCE)
    cell = 0.0
    if rows:
        alone = ALONE if rows == 1 and columns > 1 else 1.0
        across = _cell_width(width, unit, columns)
        panels = stack.height(contents.parts, across, unit, only=contents.cells == 1)
        cell = contents.header * unit + (alone * panels)
    tall = 1.0 if rows else 2.0
    below = sum((part.weight * NATURAL_HEIGHT * tall + SHARED_GAP) * unit for part in contents.shared)
    slate = (SLATE + SLATE_GAP) * unit if contents.slate else 0
    foot = _foot(contents, Page(width, width))
    height = (
        foot
        + (contents.head + contents.down * max(0, rows - 1) + MARGIN_BOTTOM + TICKS) * unit
        + rows * cell
        + below
        + slate
    )
    return width, 2 * round(height / 2)


def _foot(contents: Contents, page: Page) -> float:
    """What the caption takes of the page's height."""
    count = contents.foot(page)
    return (FOOT_LINE * count + FOOT_GAP) * page.unit if count else 0.0


def _cell_width(width: float, unit: float, columns: int) -> float:
    return (width - (MARGIN_LEFT + MARGIN_RIGHT + GUTTER_ACROSS * (columns - 1)) * unit) / columns


def _place(contents: Contents, page: Page, rows: int, columns: int) -> Layout:
    unit = page.unit
    if contents.bare:
        return _bare(contents, page, rows, columns)
    left, right = MARGIN_LEFT * unit, page.width - MARGIN_RIGHT * unit
    top, bottom = contents.head * unit, page.height - (MARGIN_BOTTOM + TICKS) * unit
    slate = foot = None
    taken = _foot(contents, page)
    if taken:
        foot = Box(left, page.height - taken - (24 - FOOT_GAP) * unit, right, page.height - 24 * unit)
        bottom -= taken
    if contents.slate:
        slate = Box(left, page.height - taken - (24 + SLATE) * unit, right, page.height - taken - 24 * unit)
        bottom = slate.top - (SLATE_GAP + TICKS) * unit
    bottom, shared = _shared(contents, Box(left, top, right, bottom), unit, rows, columns)
    cells = _cells(contents, Box(left, top, right, bottom), unit, rows, columns)
    return Layout(page, rows, columns, cells, shared, slate, foot)


def _bare(contents: Contents, page: Page, rows: int, columns: int) -> Layout:
    """The panels alone, within a thin margin."""
    edge = BARE_MARGIN * min(page.width, page.height)
    box, unit = Box(edge, edge, page.width - edge, page.height - edge), edge / GUTTER_ACROSS
    bottom, shared = _shared(contents, box, unit, rows, columns)
    cells = _cells(contents, Box(box.left, box.top, box.right, bottom), unit, rows, columns)
    return Layout(page, rows, columns, cells, shared, None, None, bare=True)


def _shared(contents: Contents, box: Box, unit: float, rows: int, columns: int) -> tuple[float, tuple[Box, ...]]:
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


def _cells(contents: Contents, box: Box, unit: float, rows: int, columns: int) -> tuple[Cell, ...]:
    if not rows:
        return ()
    across, down = GUTTER_ACROSS * unit, contents.down * unit
    if columns > 4:
        across, down = across * 0.5, down * 0.75
    width = (box.width - across * (columns - 1)) / columns
    height = (box.height - down * (rows - 1)) / rows
    cells = []
    for index in range(contents.cells):
        row, column = divmod(index, columns)
        column = columns - 1 - column if contents.rtl else column
        left, top = box.left + column * (width + across), box.top + row * (height + down)
        cells.append(_cell(contents, Box(left, top, left + width, top + height), unit, row, column))
    return tuple(cells)


def _cell(contents: Contents, box: Box, unit: float, row: int, column: int) -> Cell:
    header = None
    if contents.header:
        header = Box(box.left, box.top, box.right, box.top + contents.header * unit)
        box = box.inset(top=contents.header * unit)
    return Cell(header, stack.boxes(box, contents.parts, unit, rtl=contents.rtl), row, column)
