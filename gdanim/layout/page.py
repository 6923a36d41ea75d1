"""The page: its size in pixels, and the unit that scales lengths and letters with it."""

from __future__ import annotations

from dataclasses import dataclass

from gdanim.drawing.sizes import MIN_TEXT

REFERENCE_WIDTH = 960  # pixels: the width of a page whose unit is one pixel
MIN_UNIT = 0.62  # pixels


@dataclass(frozen=True)
class Page:
    """A page of ``width`` by ``height`` pixels.

    ``unit_factor`` reduces the unit of a wide page, down to one pixel, if the page is lower than its contents need.
    """

    width: int
    height: int
    unit_factor: float = 1.0

    @property
    def unit(self) -> float:
        """The pixels per unit: 1 on a page of the reference width."""
        by_width = self.width / REFERENCE_WIDTH
        return max(MIN_UNIT, min(by_width, max(1.0, self.unit_factor * by_width)))

    def text(self, size: float) -> float:
        """Returns the font size in pixels of a text of ``size`` units, at least the minimum legible size."""
        return max(MIN_TEXT, size * self.unit)
