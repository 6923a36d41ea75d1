"""What has to be placed on a page, and the page's lengths. Knows no artist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.drawing.sizes import LEAST_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.layout.stack import PanelNeeds

REFERENCE = 960  # the width at which the sizes below hold, in pixels
LEAST_UNIT = 0.62
MARGIN_LEFT, MARGIN_RIGHT, MARGIN_BOTTOM = 52, 40, 32
GUTTER_ACROSS, GUTTER_DOWN, TICKED = 44, 24, 18
HEAD, BARE_HEAD = 116, 28  # where the cells begin, with a title and a line under it, and with neither them nor a clock
SHORT_HEAD = 94  # the same where the title or the line under it is missing
FRAME_HEAD = 56  # the same in a frame of a strip, with a clock
HEADER = 46
TICKS = 12  # what the tick labels below take from the bottom margin, and a little more
SLATE, SLATE_GAP = 142, 36
FOOT_LINE, FOOT_GAP = 25, 14
SHARED_GAP = 62  # above a panel for all runs: the tick labels over it, and its title


@dataclass(frozen=True)
class Page:
    """``unit`` multiplies every size that is given for a page of 960 pixels; texts keep a least size.

    ``part`` of it is enough for a large page that is lower than its contents ask.
    """

    width: int
    height: int
    part: float = 1.0

    @property
    def unit(self) -> float:
        across = self.width / REFERENCE
        return max(LEAST_UNIT, min(across, max(1.0, self.part * across)))

    def text(self, size: float) -> float:
        return max(LEAST_TEXT, size * self.unit)


def plain_header(page: Page, _width: float) -> float:
    return HEADER * page.unit


@dataclass(frozen=True)
class LayoutSpec:
    """What has to be placed, where ``rtl`` from the right.

    ``header`` is the height in pixels of a cell's header on a page, for a cell of some width in pixels. ``shared``
    panels stand below the cells.

    ``foot`` says how many lines the caption takes on a page; ``ticked``: each row of cells has its own tick labels;
    ``bare``: nothing but the panels is drawn, on a page too small for more.
    """

    cells: int
    parts: tuple[PanelNeeds, ...]
    shared: tuple[PanelNeeds, ...] = ()
    columns: int | None = None
    rtl: bool = False
    header: Callable[[Page, float], float] = plain_header
    head: float = HEAD
    slate: bool = False
    ticked: bool = False
    bare: bool = False
    foot: Callable[[Page], int] = lambda _page: 0

    @property
    def down(self) -> float:
        """What stands between two rows of cells, in units."""
        return GUTTER_DOWN + (TICKED if self.ticked else 0)

    def caption(self, page: Page) -> float:
        """What the caption takes of the page's height, in pixels."""
        count = self.foot(page)
        return (FOOT_LINE * count + FOOT_GAP) * page.unit if count else 0.0


def cell_width(width: float, unit: float, columns: int) -> float:
    """Of one of ``columns`` cells, in pixels."""
    return (width - (MARGIN_LEFT + MARGIN_RIGHT + GUTTER_ACROSS * (columns - 1)) * unit) / columns
