"""Limits of axes: the range of drawable numbers, and the minimum relative distance of an axis's ends."""

from __future__ import annotations

import math

Range = tuple[float, float]

MAX_NUMBER = 1e100
"""The largest number on an axis: its square is still a float, and so is the area of a map."""
MIN_WIDTH = 1e-100
"""The minimum difference of an axis's ends."""
MIN_RELATIVE_WIDTH = 1e-12
"""The minimum difference relative to the ends: a page has 7,680 pixels, and a float sixteen digits."""


def is_too_narrow(low: float, high: float) -> bool:
    """Returns whether the ends, in either order, are too close for numbers between them to be distinguished."""
    return abs(high - low) < _min_width(low, high)


def clamped(low: float, high: float) -> Range:
    """Returns the nearest drawable range; a descending range stays descending."""
    if low > high:
        high, low = clamped(high, low)
        return low, high
    low, high = (0.0 if math.isnan(end) else min(max(end, -MAX_NUMBER), MAX_NUMBER) for end in (low, high))
    if not is_too_narrow(low, high):
        return low, high
    middle, half = (low + high) / 2, _min_width(low, high)
    return middle - half, middle + half


def _min_width(low: float, high: float) -> float:
    return max(MIN_WIDTH, MIN_RELATIVE_WIDTH * max(abs(low), abs(high)))
