"""Maps data to page pixels: a box with a range on each axis. Draws nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim.axis_range import clamped

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.drawing.geometry import Box, PagePoint


@dataclass(frozen=True)
class Axes:
    """A panel's box on the page, and the range of each of its axes.

    Attributes
    ----------
    box
        The panel's box, in page pixels.
    x_range, y_range
        The numbers at the left and the right, and at the bottom and the top. Linear ranges are widened or shortened to
        what a page can show.
    has_log_x, has_log_y
        Whether an axis is logarithmic. Its range is then above zero.
    has_whole_x
        Whether the horizontal axis counts something, such as steps: its ticks are whole numbers.
    lowest_y_tick
        The number below which the vertical axis has no ticks: what is shown never gets there.
    """

    box: Box
    x_range: Range = (0.0, 1.0)
    y_range: Range = (0.0, 1.0)
    has_log_x: bool = False
    has_log_y: bool = False
    has_whole_x: bool = False
    lowest_y_tick: float = -math.inf

    def __post_init__(self) -> None:
        if not self.has_log_x:
            object.__setattr__(self, "x_range", clamped(*self.x_range))
        if not self.has_log_y:
            object.__setattr__(self, "y_range", clamped(*self.y_range))

    @property
    def x_unit(self) -> float:
        """The page pixels of 1 on a linear horizontal axis; below zero on one that descends."""
        return self.box.width / (self.x_range[1] - self.x_range[0])

    @property
    def y_unit(self) -> float:
        """The page pixels of 1 on a linear vertical axis; below zero on one that descends."""
        return self.box.height / (self.y_range[1] - self.y_range[0])

    def x(self, value: float) -> float:
        """Returns a number's x position on the page; not finite where the axis can't show it."""
        return self.box.left + self.box.width * _fraction(value, self.x_range, log=self.has_log_x)

    def y(self, value: float) -> float:
        """Returns a number's y position on the page; not finite where the axis can't show it."""
        return self.box.bottom - self.box.height * _fraction(value, self.y_range, log=self.has_log_y)

    def to_pixels(self, xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
        """Converts data to page pixels.

        Parameters
        ----------
        xs, ys
            Numbers ``(n,)`` on the two axes.

        Returns
        -------
        numpy.ndarray
            Page pixels ``(n, 2)``. Points far outside are clamped to ten times the box, so that no renderer overflows.
        """
        across, up = (
            np.clip(_fractions(values, limits, log=log), -9.0, 10.0)
            for values, limits, log in ((xs, self.x_range, self.has_log_x), (ys, self.y_range, self.has_log_y))
        )
        return np.column_stack((self.box.left + self.box.width * across, self.box.bottom - self.box.height * up))

    def from_pixels(self, pixels: np.ndarray) -> np.ndarray:
        """Converts page pixels to data, the inverse of ``to_pixels``.

        Parameters
        ----------
        pixels
            Points of the page ``(n, 2)``.

        Returns
        -------
        numpy.ndarray
            Numbers ``(n, 2)`` on the two axes.
        """
        across = (pixels[:, 0] - self.box.left) / self.box.width
        up = (self.box.bottom - pixels[:, 1]) / self.box.height
        return np.column_stack(
            (_values(across, self.x_range, log=self.has_log_x), _values(up, self.y_range, log=self.has_log_y))
        )

    def contains(self, x: float, y: float) -> bool:
        """Returns whether a point in data coordinates lies inside the box."""
        return _holds(self.x_range, x) and _holds(self.y_range, y)

    def clamp(self, x: float, y: float, inset: float = 0) -> PagePoint:
        """Returns the point of the box that is nearest to a point of the page.

        Parameters
        ----------
        x, y
            The page's point. NaN stands for the box's middle, or for its top.
        inset
            The minimum distance in pixels from the box's sides.

        Returns
        -------
        tuple of float
            A point of the page.
        """
        box = self.box
        x = (box.left + box.right) / 2 if math.isnan(x) else x
        y = box.top if math.isnan(y) else y
        return min(max(x, box.left + inset), box.right - inset), min(max(y, box.top + inset), box.bottom - inset)


def _holds(limits: Range, value: float) -> bool:
    """Returns whether a number lies on an axis, which may descend."""
    return min(limits) <= value <= max(limits)


def _fraction(value: float, limits: Range, *, log: bool) -> float:
    """Returns a number's position on an axis as a fraction of its range."""
    low, high = limits
    if not log:
        return (value - low) / (high - low)
    if value <= 0:
        return -math.inf
    return (math.log(value) - math.log(low)) / (math.log(high) - math.log(low))  # high / low may overflow


def _fractions(values: np.ndarray, limits: Range, *, log: bool) -> np.ndarray:
    low, high = limits
    if not log:
        return (values - low) / (high - low)
    with np.errstate(all="ignore"):
        return (np.log(values) - math.log(low)) / (math.log(high) - math.log(low))


def _values(fractions: np.ndarray, limits: Range, *, log: bool) -> np.ndarray:
    """Returns the numbers at fractions of an axis's range."""
    low, high = limits
    if log:
        return np.exp(math.log(low) + fractions * (math.log(high) - math.log(low)))
    return np.asarray(low + fractions * (high - low))
