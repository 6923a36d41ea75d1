"""The range of a loss panel's vertical axis: diverging values leave it, so that the others stay distinguishable."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range

BELOW, ABOVE = 0.08, 0.1  # margins of a linear axis, of its height
BESIDE, ALONE = 6.0, 30.0  # heights from starts to goals that are shown where a run stays so near, and where none does
HEADROOM = 0.5  # of that height over it at least, where a run grows away: so one sees that it does
FIRST_STEPS = 4  # where starts and goals have one height, the change in so many steps is the height
LOG_BELOW, LOG_ABOVE = 0.16, 0.08  # margins of a logarithmic axis: under the values are the names of runs, too
LOG_LIMITS = 1e-300, 1e300  # beyond are numbers without all their digits, and none
DECADES = 16.0  # under the starts, and over them where all runs grow: a float has no more digits
DECADES_BESIDE = 3.0  # over the starts where some run does not grow, and half of those under them if that is more
MIN_FACTOR = 10.0  # between the ends of a logarithmic axis


def linear_range(rows: Sequence[np.ndarray], goals: Sequence[float]) -> Range:
    """Returns the axis range of runs with these values, (n,) each; ``goals`` are the values that runs look for.

    It contains starts and goals, every run that stays near them, and the first steps of one that does not.
    """
    known = [float(row[0]) for row in rows] + list(goals)
    known = [value for value in known if math.isfinite(value)]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    height = (high - low) or _first_change(rows) or 1.0
    beside = [_within(row, low, high, BESIDE * height) for row in rows]
    stays = any(len(near) == len(row) for near, row in zip(beside, rows, strict=True))
    kept = beside if stays else [_within(row, low, high, ALONE * height) for row in rows]
    leaves = any(np.any(row > high + HEADROOM * height) for row in rows)
    shown = np.concatenate([[low, high + HEADROOM * height * leaves], *kept])
    low, high = float(shown.min()), float(shown.max())
    height = (high - low) or height
    return low - BELOW * height, high + ABOVE * height


def _first_change(rows: Sequence[np.ndarray]) -> float:
    """Returns the median change of the runs in their first steps, of those that change."""
    with np.errstate(all="ignore"):
        changes = [np.abs(row[: FIRST_STEPS + 1] - row[0]) for row in rows]
    largest = [float(change[np.isfinite(change)].max(initial=0.0)) for change in changes]
    return float(np.median([change for change in largest if change] or [0.0]))


def _within(row: np.ndarray, low: float, high: float, reach: float) -> np.ndarray:
    """Returns the values within ``reach`` of the further of two others."""
    return row[(row <= low + reach) & (row >= high - reach)]


def log_range(rows: Sequence[np.ndarray]) -> Range:
    """Returns the logarithmic axis range of runs with these values: the positive starts, and the values near them."""
    above = [np.log10(np.clip(row[np.isfinite(row) & (row > 0)], *LOG_LIMITS)) for row in rows]
    above = [row for row in above if len(row)]
    if not above:
        return 0.1, 10.0
    start = max(float(row[0]) for row in above)
    low = max(min(float(row.min()) for row in above), start - DECADES)
    over = max(DECADES_BESIDE, (start - low) / 2)
    stays = any(row.max() <= start + over for row in above)
    top = start + (over if stays else DECADES)
    high = max(start, *(float(row[row <= top].max(initial=start)) for row in above))
    decades = max(high - low, math.log10(MIN_FACTOR))
    return 10 ** (low - LOG_BELOW * decades), 10 ** (low + (1 + LOG_ABOVE) * decades)
