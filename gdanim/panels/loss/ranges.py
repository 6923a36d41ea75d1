"""The range of a loss panel's vertical axis: diverging values leave it, so that the others stay distinguishable."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range

MARGIN_BELOW, MARGIN_ABOVE = 0.08, 0.1  # fractions of a linear axis's height
REACH_BESIDE_OTHERS, REACH_ALONE = 6.0, 30.0  # heights from starts to goals
MIN_HEADROOM = 0.5  # fraction of that height, where a run diverges visibly
FIRST_STEPS = 4  # if starts and goals are equally high, the change in these steps is the height
LOG_MARGIN_BELOW, LOG_MARGIN_ABOVE = 0.16, 0.08  # fractions of a logarithmic axis
LOG_LIMITS = 1e-300, 1e300  # numbers beyond lose digits
MAX_EXPONENT = 306.0  # of an axis's ends
MAX_DECADES = 16.0  # below the starts, and above them if all runs diverge: the precision of a float
MAX_DECADES_ABOVE = 4.0  # above the starts if some run doesn't diverge; or half of the decades below them
MAX_DECADES_OF_VALUES = 8.0  # below the starts, of values that are drawn so without their author's asking
MIN_LOG_RATIO = 10.0  # of the ends of a logarithmic axis


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
    beside = [_within(row, low, high, REACH_BESIDE_OTHERS * height) for row in rows]
    stays = any(len(near) == len(row) for near, row in zip(beside, rows, strict=True))
    kept = beside if stays else [_within(row, low, high, REACH_ALONE * height) for row in rows]
    leaves = any(np.any(row > high + MIN_HEADROOM * height) for row in rows)
    shown = np.concatenate([[low, high + MIN_HEADROOM * height * leaves], *kept])
    low, high = float(shown.min()), float(shown.max())
    height = (high - low) or height
    return low - MARGIN_BELOW * height, high + MARGIN_ABOVE * height


def _first_change(rows: Sequence[np.ndarray]) -> float:
    """Returns the median change of the runs in their first steps, of those that change."""
    with np.errstate(all="ignore"):
        changes = [np.abs(row[: FIRST_STEPS + 1] - row[0]) for row in rows]
    largest = [float(change[np.isfinite(change)].max(initial=0.0)) for change in changes]
    return float(np.median([change for change in largest if change] or [0.0]))


def _within(row: np.ndarray, low: float, high: float, reach: float) -> np.ndarray:
    """Returns the values within ``reach`` of the further of two others."""
    return row[(row <= low + reach) & (row >= high - reach)]


def log_range(rows: Sequence[np.ndarray], max_decades: float = MAX_DECADES) -> Range:
    """Returns the logarithmic axis range of runs with these values: the positive starts, and the values near them.

    A run alone is shown whole above its start: its growth is then a straight line. No value ``max_decades`` below the
    starts is shown.
    """
    above = [np.log10(np.clip(row[np.isfinite(row) & (row > 0)], *LOG_LIMITS)) for row in rows]
    above = [row for row in above if len(row)]
    if not above:
        return 0.1, 10.0
    start = max(float(row[0]) for row in above)
    low = max(min(float(row.min()) for row in above), start - max_decades)
    over = max(MAX_DECADES_ABOVE, (start - low) / 2)
    stays = any(row.max() <= start + over for row in above)
    top = start + (over if stays else MAX_DECADES if len(rows) > 1 else math.inf)
    high = max(start, *(float(row[row <= top].max(initial=start)) for row in above))
    decades = max(high - low, math.log10(MIN_LOG_RATIO))
    ends = low - LOG_MARGIN_BELOW * decades, low + (1 + LOG_MARGIN_ABOVE) * decades
    lowest, highest = (10 ** min(max(end, -MAX_EXPONENT), MAX_EXPONENT) for end in ends)
    return lowest, highest
