"""The reading direction of a page: left to right, or right to left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.drawing.geometry import Box
    from gdanim.drawing.label import Side


@dataclass(frozen=True)
class ReadingDirection:
    """Converts distances along the reading direction to page pixels. Axes and formulas don't depend on it.

    Attributes
    ----------
    is_rtl
        Whether the page is read from right to left.
    """

    is_rtl: bool

    @property
    def start(self) -> Side:
        """The side at which a text begins."""
        return "right" if self.is_rtl else "left"

    @property
    def end(self) -> Side:
        """The side at which a text ends."""
        return "left" if self.is_rtl else "right"

    def from_start(self, box: Box, distance: float) -> float:
        """Returns the x position a distance in pixels after the side of ``box`` at which reading begins."""
        return box.right - distance if self.is_rtl else box.left + distance

    def from_end(self, box: Box, distance: float = 0) -> float:
        """Returns the x position a distance in pixels before the side of ``box`` at which reading ends."""
        return box.left + distance if self.is_rtl else box.right - distance

    def left(self, box: Box, distance: float, width: float) -> float:
        """Returns the left end of an object ``width`` pixels wide at a distance in pixels from the start of ``box``."""
        return box.right - distance - width if self.is_rtl else box.left + distance
