"""Which way a page is read: texts begin at its left, or at its right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.drawing.geometry import Box
    from gdanim.drawing.text import Side


@dataclass(frozen=True)
class Reading:
    """Places in page pixels, from distances along the way a line is read. Axes and formulas never ask."""

    rtl: bool

    @property
    def start(self) -> Side:
        """The side at which a text begins."""
        return "right" if self.rtl else "left"

    @property
    def end(self) -> Side:
        return "left" if self.rtl else "right"

    def x(self, box: Box, along: float) -> float:
        """The place ``along`` pixels from where reading begins in ``box``."""
        return box.right - along if self.rtl else box.left + along

    def far(self, box: Box, back: float = 0) -> float:
        """The place ``back`` pixels before the other end of ``box``."""
        return box.left + back if self.rtl else box.right - back

    def left(self, box: Box, along: float, width: float) -> float:
        """The left end of something ``width`` pixels wide that begins ``along`` pixels from the start."""
        return box.right - along - width if self.rtl else box.left + along
