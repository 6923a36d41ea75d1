"""The page: its size in pixels, and the unit that scales lengths and letters with it."""

from __future__ import annotations

from dataclasses import dataclass

from gdanim.drawing.sizes import COMPARISON, MIN_TEXT

REFERENCE_WIDTH = 960  # pixels: the width of a page whose unit is one pixel
MIN_UNIT = 0.62  # pixels
TALL_ASPECT = 1.4  # height / width: a taller page is read on a phone
MAX_TOP_SHARE = 0.25  # of a page's height, for title and header
LOW_HEIGHT = 500  # units: a lower compact page has a formula bar of a single row
TALL_TEXTS = 38  # widths of its smallest letters in the width of a tall page


@dataclass(frozen=True)
class Page:
    """A page of ``width`` by ``height`` pixels.

    ``unit_factor`` reduces the unit of a wide page, down to one pixel, if the page is lower than its contents need.
    ``is_tall``: the page is read on a phone, so everything on it is larger. ``is_compact``: the page is so low that the
    lines of its header are close to each other.
    """

    width: int
    height: int
    unit_factor: float = 1.0
    is_tall: bool = False
    is_compact: bool = False

    @property
    def unit(self) -> float:
        """The pixels per unit: 1 on a page of the reference width."""
        if self.is_tall:
            return max(MIN_UNIT, self.width / TALL_TEXTS / COMPARISON.tick)
        by_width = self.width / REFERENCE_WIDTH
        return max(MIN_UNIT, min(by_width, max(1.0, self.unit_factor * by_width)))

    @property
    def max_top_height(self) -> float:
        """The height in pixels that the title, with the legend or header of an only cell, takes at most."""
        return MAX_TOP_SHARE * self.height

    @property
    def is_low(self) -> bool:
        """Whether the page has no room for a formula with its numbers below it."""
        return self.is_compact and self.height < LOW_HEIGHT * self.unit

    @property
    def min_text(self) -> float:
        """The minimum legible font size in pixels."""
        return max(MIN_TEXT, self.width / TALL_TEXTS) if self.is_tall else MIN_TEXT

    def text(self, size: float) -> float:
        """Returns the font size in pixels of a text of ``size`` units, at least the minimum legible size."""
        return max(self.min_text, size * self.unit)


def page_of(size: tuple[int, int]) -> Page:
    """Returns the page of a size in pixels that an author has chosen."""
    return Page(*size, is_tall=size[1] > TALL_ASPECT * size[0])
