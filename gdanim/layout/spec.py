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
SHORT_TITLE_HEIGHT = 94  # either of the two
STRIP_FRAME_TITLE_HEIGHT = 56  # the progress in a frame of a strip
NO_TITLE_HEIGHT = 28  # none of them
HEADER_HEIGHT = 46
FORMULA_BAR_HEIGHT, FORMULA_BAR_GAP = 142, 36
CAPTION_LINE_HEIGHT, CAPTION_GAP = 25, 14
PAGE_EDGE = 24  # below the formula bar or the caption
SHARED_PANEL_GAP = 62  # above a shared panel: tick labels of the panel above it, and its own title


@dataclass(frozen=True)
class PanelNeeds:
    """The layout's view of a panel: its size, its axis, and its ``index`` among the scene's panels.

    ``has_axes``: it has an axis, and with ``shares_x`` it may share it with the panel above it.
    """

    size: PanelSize
    index: int = 0
    has_axes: bool = True
    shares_x: bool = True


def usual_header_height(page: Page, _width: float) -> float:
    """Returns the height in pixels of a header of one line."""
    return HEADER_HEIGHT * page.unit


@dataclass(frozen=True)
class LayoutSpec:
    """The contents of a page that have to be placed.

    ``cell_count`` cells have the same ``panels`` each; ``shared_panels`` stand below all cells at full width.
    ``columns`` is the number of columns that the scene requests. ``is_rtl``: cells and panels are ordered from right to
    left.
    ``header_height`` gives the height of a cell's header in pixels, for a page and the cell's width in pixels.
    ``title_height`` is in units. ``has_formula_bar``: the page has one. ``has_row_tick_labels``: each row of cells is
    expected to have its own tick labels. ``is_panels_only``: nothing but the panels is drawn, on a page too
    small for more.
    ``caption_lines`` gives the number of lines of the caption, for a page and the caption's width in pixels.
    ``margins`` are measured on an earlier layout.
    """

    cell_count: int
    panels: tuple[PanelNeeds, ...]
    shared_panels: tuple[PanelNeeds, ...] = ()
    columns: int | None = None
    is_rtl: bool = False
    header_height: Callable[[Page, float], float] = usual_header_height
    title_height: float = TITLE_HEIGHT
    has_formula_bar: bool = False
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
        return row, columns - 1 - column if self.is_rtl else column
