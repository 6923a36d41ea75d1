"""Decides whether a function is unbounded or approaches an unattained infimum, at infinity or at a pole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.functions.function import Function
    from gdanim.points import Point

RAY_SAMPLES = 600
NEAREST_SAMPLE, FARTHEST_SAMPLE = 1e-3, 1e6  # relative to the point's size, or to 1
MAX_VARIABLES = 2
MINOR_COMPONENT = 0.01  # fraction of the largest component: smaller ones lead into a valley, not along it
FAR_DISTANCES = np.array([1e3, 1e6, 1e9, 1e12])  # relative to the point's size, or to 1
ZOOM_FACTOR, ZOOM_COUNT = 50, 7  # an edge or a pole is sampled ever closer by this factor
MIN_DECREASE_RATIO = 0.5  # of successive decreases: smaller ones indicate a fall that ends, as of √x at 0
MIN_DECREASE = 0.01  # fraction of the range of f in the first samples
FADED_SLOPE = 1e-12  # fraction of the first slope: an exponential's is smaller before it underflows to zero


def has_no_minimum_ahead(function: Function, point: Point, *, ascends: bool = False) -> bool:
    """Returns whether f falls at all samples of the ray of steepest descent from ``point`` (rises on that of ascent).

    The fall ends at a floor, on which f is constant. An exponential whose slope underflows doesn't count as a floor.
    """
    if len(point) > MAX_VARIABLES or function.is_data_problem or function.is_slow:
        return False
    sign = -1.0 if ascends else 1.0
    with np.errstate(all="ignore"):
        direction = -sign * np.array(function.gradient(point))
        direction[np.abs(direction) < MINOR_COMPONENT * np.abs(direction).max()] = 0
        length = np.hypot.reduce(direction)
        if not 0 < length < np.inf:
            return False
        direction /= length  # before any product, which would underflow: the slope of exp(-x) at 360 is 1e-157
        distances = np.geomspace(NEAREST_SAMPLE, FARTHEST_SAMPLE, RAY_SAMPLES) * max(1.0, float(np.abs(point).max()))
        ray = np.array(point) + distances[:, None] * direction
        values = sign * function.values(ray)
        slopes = sign * function.gradients(ray) @ direction
    return bool(_never_rises(values) and _falls_or_fades(slopes))


def _never_rises(values: np.ndarray) -> bool:
    finite = values[: np.flatnonzero(np.append(values, -np.inf) == -np.inf)[0]]  # it ends beyond the range of floats
    return bool(np.isfinite(finite).all() and (np.diff(finite) <= 0).all())


def _falls_or_fades(slopes: np.ndarray) -> bool:
    """Returns whether all slopes are negative, possibly up to those too small for a float."""
    is_falling = slopes < 0
    count = len(slopes) if is_falling.all() else int(np.argmin(is_falling))
    if count in {0, len(slopes)}:
        return count > 0
    has_faded = -slopes[count - 1] <= FADED_SLOPE * -slopes[0]
    is_lost = ~np.isfinite(slopes[count:]) | (np.abs(slopes[count:]) < np.finfo(float).tiny)
    return bool((has_faded or not np.isfinite(slopes[count])) and is_lost.all())


def has_no_bound(function: Function, point: Point, *, ascends: bool = False) -> bool:
    """Returns whether f tends to −∞ (in ascent to ∞), at infinity, or in one variable at an edge or a pole.

    Not of more than two variables, nor of data problems.
    """
    if len(point) > MAX_VARIABLES or function.is_data_problem or function.is_slow:
        return False
    sign, size = -1.0 if ascends else 1.0, max(1.0, float(np.abs(point).max()))

    def heights(points: np.ndarray) -> np.ndarray:
        return sign * function.values(points)

    with np.errstate(all="ignore"):
        axes = np.eye(len(point))
        directions = axes if len(point) == 1 else np.concatenate([axes, [[1.0, 1.0], [1.0, -1.0]]])
        if any(_sinks(heights, np.array(point), side, size) for side in np.concatenate([directions, -directions])):
            return True
        return len(point) == 1 and _has_bottomless_hole(lambda x: heights(x[:, None]), point[0], size)


def _sinks(heights: Callable[[np.ndarray], np.ndarray], point: np.ndarray, side: np.ndarray, size: float) -> bool:
    """Returns whether f tends to −∞ on a ray: distant samples decrease by at least constant amounts."""
    near = heights(point + np.linspace(0, FAR_DISTANCES[0] * size, RAY_SAMPLES)[:, None] * side)
    far = heights(point + FAR_DISTANCES[:, None] * size * side)
    if (far == -np.inf).any():
        return True
    falls = -np.diff(far)
    is_lower = far[1] < np.nanmin(near, initial=np.inf) and np.isfinite(far).all() and (falls > 0).all()
    return bool(is_lower and falls[-1] >= MIN_DECREASE_RATIO * falls[-2])


def _has_bottomless_hole(heights: Callable[[np.ndarray], np.ndarray], centre: float, size: float) -> bool:
    """Returns whether f tends to −∞ at an edge of its domain or a pole: ever closer samples keep decreasing."""
    offsets = np.geomspace(NEAREST_SAMPLE, FAR_DISTANCES[0], RAY_SAMPLES) * size
    grid = np.concatenate([centre - offsets[::-1], [centre], centre + offsets])
    values = heights(grid)
    is_number = np.isfinite(values)
    edges = np.flatnonzero(is_number[1:] != is_number[:-1])
    lowest = np.flatnonzero((values[1:-1] <= values[:-2]) & (values[1:-1] <= values[2:])) + 1
    brackets = {(index, index + 1) for index in edges} | {(index - 1, index + 1) for index in lowest}
    return any(_falls_at_every_look(heights, grid[low], grid[high]) for low, high in brackets)


def _falls_at_every_look(heights: Callable[[np.ndarray], np.ndarray], low: float, high: float) -> bool:
    """Returns whether the minimum between two samples keeps decreasing by constant amounts as they get closer.

    A decrease that is small compared with the sampled range of f is that of samples that miss a wave's minimum.
    """
    depths, rise = [], 0.0
    for _ in range(ZOOM_COUNT):
        grid = np.linspace(low, high, ZOOM_FACTOR + 1)
        values = np.where(np.isnan(heights(grid)), np.inf, heights(grid))
        index = int(np.argmin(values))
        if not np.isfinite(values[index]):
            return bool(values[index] < 0)
        depths.append(values[index])
        rise = rise or float(np.ptp(values[np.isfinite(values)]))
        low, high = grid[max(0, index - 1)], grid[min(ZOOM_FACTOR, index + 1)]
    first, middle, last = depths[0], depths[ZOOM_COUNT // 2], depths[-1]
    return bool(first > middle and middle - last >= max(MIN_DECREASE_RATIO * (first - middle), MIN_DECREASE * rise))
