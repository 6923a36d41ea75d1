"""The input of the layout: what has to be placed on a page, and the minimum lengths of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gdanim.layout.margins import PageMargins
from gdanim.layout.panel_stack import PanelStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.layout.page import Page
    from gdanim.layout.panel_size import PanelSize

# lengths in units: pixels on a page of the reference width. Where labels need more, margins and gaps are wider
MARGIN_LEFT, MARGIN_RIGHT, MARGIN_BOTTOM = 52, 40, 32
COLUMN_GAP, ROW_GAP = 44, 24  # between cells
TICK_LABELS_HEIGHT = 12  # height of tick labels in the bottom margin, with clearance
ROW_TICK_LABELS_HEIGHT = 18  # the same between two rows of cells
TITLE_HEIGHT = 116  # title and subtitle, down to the cells
STRIP_FRAME_TITLE_HEIGHT = 56  # the progress in a frame of a strip
NO_TITLE_HEIGHT = 28  # none of them
HEADER_HEIGHT = 46
FORMULA_BAR_HEIGHT, FORMULA_BAR_GAP = 142, 36
LOW_FORMULA_BAR_HEIGHTS, LOW_FORMULA_BAR_GAP = (52, 84), 24  # the same of one and of two rows, on a low page
CAPTION_LINE_HEIGHT, CAPTION_GAP = 25, 14
MIN_MAP_ASPECT = 0.3  # height / width of maps, on a page as high as its contents need
LOW_MAP_ASPECT = 0.42  # height / width: lower maps are one under another
MAX_FILLED_ASPECT = 1.1  # height / width that a map may ask for beside its own
MIN_SHAPE = 0.12  # height / width of what has equal units on both axes; if it is lower, the units differ
PAGE_EDGE, LOW_PAGE_EDGE = 24, 14  # below the formula bar or the caption, and on a low page
SHARED_PANEL_GAP = 62  # above a shared panel: tick labels of the panel above it, and its own title


@dataclass(frozen=True)
class PanelNeeds:
    """The layout's view of a panel: its size, its axis, and its ``index`` among the scene's panels.

    ``shape`` is the height / width of what it shows, if that has equal units on both axes; otherwise None.
    ``has_axes``: it has an axis, and with ``shares_x`` it may share it with the panel above it.
    """

    size: PanelSize
    index: int = 0
    has_axes: bool = True
    shares_x: bool = True
    shape: float | None = None

    @property
    def aspect(self) -> float:
        """The natural height / width of a map: the panel's own, unless what it shows is lower."""
        if self.shape is None or self.shape < MIN_SHAPE:
            return self.size.aspect
        return max(MIN_MAP_ASPECT, min(self.size.aspect, self.shape))

    @property
    def filled_aspect(self) -> float:
        """The height / width that what it shows fills, also if that is about as high as wide."""
        return max(self.aspect, min(self.shape or 0.0, MAX_FILLED_ASPECT))

    @property
    def is_low(self) -> bool:
        """Whether it is a map of a shape that makes more of a row of its own."""
        return self.size.is_map and self.aspect < LOW_MAP_ASPECT

    @property
    def weight(self) -> float:
        """Its height in a row of its own, relative to the other rows."""
        return self.size.weight * (self.aspect / self.size.aspect)


def usual_header_height(page: Page, _width: float) -> float:
    """Returns the height in pixels of a header of one line."""
    return HEADER_HEIGHT * page.unit


def usual_title_height(page: Page, _width: float) -> float:
    """Returns the height in pixels of a title of one line with a subtitle."""
    return TITLE_HEIGHT * page.unit


@dataclass(frozen=True)
class LayoutSpec:
    """The contents of a page that have to be placed.

    ``cell_count`` cells have the same ``panels`` each; ``shared_panels`` stand below all cells at full width.
    ``columns`` is the number of columns that the scene requests. ``table`` has the numbers of rows and columns if cells
    are a table, whose names take ``row_names_width`` at the reading start and ``column_names_height`` above, in pixels
    for a page; it may be turned. ``is_rtl``: cells and panels are ordered from right to
    left.
    ``header_height`` gives the height of a cell's header in pixels, for a page and the cell's width in pixels.
    ``title_height`` gives that of the title area, for a page and its width in pixels. ``has_formula_bar``: the page has
    one, with numbers in ``formula_rows`` rows. ``has_row_tick_labels``: each row of cells is
    expected to have its own tick labels. ``is_panels_only``: nothing but the panels is drawn, on a page too
    small for more.
    ``caption_lines`` gives the number of lines of the caption, for a page and the caption's width in pixels.
    ``margins`` are measured on an earlier layout.
    """

    cell_count: int
    panels: tuple[PanelNeeds, ...]
    shared_panels: tuple[PanelNeeds, ...] = ()
    columns: int | None = None
    table: tuple[int, int] | None = None
    row_names_width: Callable[[Page], float] = lambda _page: 0.0
    column_names_height: Callable[[Page], float] = lambda _page: 0.0
    is_rtl: bool = False
    header_height: Callable[[Page, float], float] = usual_header_height
    title_height: Callable[[Page, float], float] = usual_title_height
    has_formula_bar: bool = False
    formula_rows: int = 1
    has_row_tick_labels: bool = False
    is_panels_only: bool = False
    caption_lines: Callable[[Page, float], int] = lambda _page, _width: 0
    margins: PageMargins = field(default_factory=PageMargins)

    def panel_stack(self, unit: float) -> PanelStack:
        """Returns the panels of each cell, on a page with this ``unit``."""
        return PanelStack(self.panels, unit, self.is_rtl, self.margins.widest_cell)

    def grid_position(self, index: int, columns: int) -> tuple[int, int]:
        """Returns the row and the column of a cell; columns count from the left in any reading direction."""
        row, column = divmod(index, columns)
        if self.table and columns != self.table[1]:  # the table is turned
            column, row = divmod(index, self.table[1])
        return row, columns - 1 - column if self.is_rtl else column
