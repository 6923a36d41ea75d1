"""Where data lie on the page: a box of pixels with a range on each axis. Draws nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim.axis_range import clamped

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.drawing.geometry import Box


@dataclass(frozen=True)
class Axes:
    """A box with axes, no longer than they can be. ``x_log`` and ``y_log`` make an axis logarithmic: its range is then
    above zero.
    """

    box: Box
    x_range: Range = (0.0, 1.0)
    y_range: Range = (0.0, 1.0)
    x_log: bool = False
    y_log: bool = False

    def __post_init__(self) -> None:
        if not self.x_log:
            object.__setattr__(self, "x_range", clamped(*self.x_range))
        if not self.y_log:
            object.__setattr__(self, "y_range", clamped(*self.y_range))

    def x(self, value: float) -> float:
        """The page's x of a number on the horizontal axis; not finite where the number has no place."""
        return self.box.left + self.box.width * _part(value, self.x_range, log=self.x_log)

    def y(self, value: float) -> float:
        return self.box.bottom - self.box.height * _part(value, self.y_range, log=self.y_log)

    def to_pixels(self, xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
        """Data ``(n,)``, ``(n,)`` to page pixels ``(n, 2)``. Far values are drawn in, so that Agg can't overflow."""
        columns = (_parts(xs, self.x_range, log=self.x_log), _parts(ys, self.y_range, log=self.y_log))
        across, up = (np.clip(column, -9.0, 10.0) for column in columns)
        return np.column_stack((self.box.left + self.box.width * across, self.box.bottom - self.box.height * up))

    def contains(self, x: float, y: float) -> bool:
        return self.x_range[0] <= x <= self.x_range[1] and self.y_range[0] <= y <= self.y_range[1]

    def clamp(self, across: float, down: float, inset: float = 0) -> tuple[float, float]:
        """The nearest page point inside the box; a coordinate that is not a number goes to the top or the middle."""
        box = self.box
        across = (box.left + box.right) / 2 if math.isnan(across) else across
        down = box.top if math.isnan(down) else down
        return (
            min(max(across, box.left + inset), box.right - inset),
            min(max(down, box.top + inset), box.bottom - inset),
        )


def _part(value: float, limits: Range, *, log: bool) -> float:
    low, high = limits
    if not log:
        return (value - low) / (high - low)
    if value <= 0:
        return -math.inf
    return math.log(value / low) / math.log(high / low)


def _parts(values: np.ndarray, limits: Range, *, log: bool) -> np.ndarray:
    low, high = limits
    if not log:
        return (values - low) / (high - low)
    with np.errstate(all="ignore"):
        return np.log(values / low) / math.log(high / low)
