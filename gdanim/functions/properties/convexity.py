"""Decides whether a function of one variable is convex on an interval, including kinks, poles and gaps.

Intervals of x are halved until the bounds of f″ determine its sign on each. Undecided points remain, such as kinks:
there f must be continuous, and f′ must not jump down.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from gdanim.functions.expressions.expression import Expression
from gdanim.functions.properties.curvature_bounds import curvature_bounds
from gdanim.functions.properties.jumps import jumps

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.functions.function import Function
    from gdanim.functions.properties.curvature_bounds import Bounds

Convexity: TypeAlias = Literal["convex", "convex_here", "looks_convex", "non_convex", "non_convex_gap"]

FIRST_CELLS, MAX_CELLS = 256, 6000
MIN_CELL_WIDTH = 2.0**-44  # fraction of the searched interval
CHORD_SAMPLES = 1024
CURVATURE_TOLERANCE = 1e-9  # fraction of the median |f″|: smaller negative f″ count as zero
ROUNDING_TOLERANCE = 1e-11  # fraction of the function's values or slopes: smaller differences count as zero
WIDER_FACTORS = (4, 64, 1024)  # of wider intervals, in which a function that is convex here may not be


@lru_cache(maxsize=256)
def convexity(function: Function, limits: tuple[float, float]) -> Convexity:
    """Returns what is known about the convexity of f on an interval.

    Parameters
    ----------
    function
        A function of one variable.
    limits
        The ends of the interval.

    Returns
    -------
    {"convex", "convex_here", "looks_convex", "non_convex", "non_convex_gap"}
        ``convex_here``: convex between the limits, but not beyond them; ``looks_convex``: no chord between samples is
        below the curve, but this is not proven; ``non_convex_gap``: f is defined on both sides of a gap.
    """
    if any(jump.is_inside for jump in jumps(function, *limits)):
        return "non_convex"
    with np.errstate(all="ignore"):
        kind = _on_interval(function, *limits)
        if kind != "convex":
            return kind
        centre, half = sum(limits) / 2, (limits[1] - limits[0]) / 2
        wider = (_sampled(function, centre - n * half, centre + n * half) for n in WIDER_FACTORS)
        is_here = any(_has_chord_below(xs, values) or _has_gap(values) for xs, values in wider)
        return "convex_here" if is_here else "convex"


def _on_interval(function: Function, low: float, high: float) -> Convexity:
    xs, values = _sampled(function, low, high)
    if _has_chord_below(xs, values):
        return "non_convex"
    if _has_gap(values):
        return "non_convex_gap"
    if not isinstance(function, Expression):
        return "looks_convex"
    curvatures = np.abs(function.hessians(xs[:, None])[:, 0, 0])
    usual = float(np.median(curvatures[np.isfinite(curvatures)])) if np.isfinite(curvatures).any() else 0.0
    left, right, is_concave = _undecided(function, low, high, CURVATURE_TOLERANCE * usual)
    if is_concave:
        return "non_convex"
    starts, ends = _joined(left, right)
    if (ends - starts > (high - low) / FIRST_CELLS**2).any():
        return "looks_convex"
    return "convex" if _bends_up(function, starts, ends, low, high) else "non_convex"


def _undecided(function: Expression, low: float, high: float, tolerance: float) -> tuple[np.ndarray, np.ndarray, bool]:
    """Returns the intervals (n,), (n,) on which f may not be convex, and whether it is concave on one of them."""
    bounds = curvature_bounds(function)
    ends = np.linspace(low, high, FIRST_CELLS + 1)
    left, right = ends[:-1], ends[1:]
    while True:
        curvature_low, curvature_high = _curvature(bounds, left, right)
        if (curvature_high < -tolerance).any():
            return left, right, True
        is_open = curvature_low < -tolerance  # false where f is not defined
        left, right = left[is_open], right[is_open]
        widest = (right - left).max(initial=0.0)
        if not len(left) or len(left) > MAX_CELLS or widest <= MIN_CELL_WIDTH * max(high - low, abs(low), abs(high)):
            return left, right, False
        middle = left + (right - left) / 2
        left, right = np.concatenate([left, middle]), np.concatenate([middle, right])


def _curvature(bounds: Callable[..., Bounds], left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the bounds of f″: the narrower of its own and those by the mean value theorem, from f‴."""
    whole, middle = bounds(left, right), left + (right - left) / 2
    centre = bounds(middle, middle).curvature
    half = (right - left) / 2
    reach = np.maximum(np.abs(whole.third.low), np.abs(whole.third.high)) * half
    is_smooth = np.isfinite(reach) & np.isfinite(centre.low) & np.isfinite(centre.high)
    lows = np.where(is_smooth, np.fmax(whole.curvature.low, centre.low - reach), whole.curvature.low)
    highs = np.where(is_smooth, np.fmin(whole.curvature.high, centre.high + reach), whole.curvature.high)
    return lows, highs


def _joined(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the starts and ends of sequences of adjacent intervals."""
    order = np.argsort(left)
    left, right = left[order], right[order]
    begins = np.append(True, left[1:] > right[:-1]) if len(left) else np.zeros(0, dtype=bool)
    return left[begins], right[np.append(begins[1:], True)] if len(left) else right


def _bends_up(function: Function, starts: np.ndarray, ends: np.ndarray, low: float, high: float) -> bool:
    """Returns, for points within narrow bounds, whether f is continuous there and f′ does not jump down."""
    inside = (starts > low) & (ends < high)
    starts, ends = starts[inside], ends[inside]
    values = np.stack([function.values(starts), function.values(ends)])
    slopes = np.stack([function.gradients(starts)[:, 0], function.gradients(ends)[:, 0]])
    is_inside = np.isfinite(values).all(axis=0)  # else a point at the edge of the domain
    size, height = (np.abs(each).max(axis=0, initial=0.0) for each in (slopes, values))
    jumps = np.abs(values[1] - values[0]) > 2 * size * (ends - starts) + ROUNDING_TOLERANCE * height
    falls = slopes[1] - slopes[0] < -ROUNDING_TOLERANCE * size
    return not ((jumps | falls) & is_inside).any()


def _sampled(function: Function, low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    """Returns samples at irregular fractions of an interval, avoiding the usual positions of poles and gaps."""
    xs = np.linspace(low + 1.3e-5 * (high - low), high - 2.9e-5 * (high - low), CHORD_SAMPLES)
    return xs, function.values(xs[:, None])


def _has_gap(values: np.ndarray) -> bool:
    defined = np.flatnonzero(~np.isnan(values))
    return bool(len(defined) and np.isnan(values[defined[0] : defined[-1]]).any())


def _has_chord_below(xs: np.ndarray, values: np.ndarray) -> bool:
    """Returns whether a chord between two samples is below one between them."""
    is_finite = np.isfinite(values)
    xs, values = xs[is_finite], values[is_finite]
    if len(xs) < 3:
        return False
    slopes, size = np.diff(values) / np.diff(xs), np.maximum(np.abs(values), np.median(np.abs(values)))
    rounding = ROUNDING_TOLERANCE * np.maximum(size[:-1], size[1:]) / np.diff(xs)
    return bool((np.diff(slopes) < -(rounding[:-1] + rounding[1:]) - ROUNDING_TOLERANCE * np.abs(slopes[1:])).any())
