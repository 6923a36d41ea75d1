"""Extrema and flat points of a function of one variable: between which samples its derivative is zero, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdanim.functions.function import Function

SAMPLES = 801
BISECTIONS = 64
TRISECTIONS = 100


def samples(centre: float, half: float) -> np.ndarray:
    """Returns samples about ``centre``, slightly off centre: kinks and poles often are at round numbers."""
    return np.linspace(centre - 0.9973 * half, centre + 1.0061 * half, SAMPLES)


def extrema(function: Function, grid: np.ndarray, *, exact: bool = True) -> list[tuple[float, bool]]:
    """Returns the extrema among the samples of ``grid``, sorted, each with whether it is a minimum.

    An extremum is where the derivative changes its sign. Kinks count, poles don't. Unless ``exact``, it is given as a
    sample beside it.
    """
    signs = np.sign(_slopes(function, grid))
    left, right = _brackets(signs, opposite=True)
    if not left.size:
        return []
    xs = _zeros(function, grid, left, right) if exact else grid[left]
    is_extremum = ~_is_pole(function, xs, grid[left], grid[right])
    return list(zip(xs[is_extremum].tolist(), (signs[left] < 0)[is_extremum].tolist(), strict=True))


def flat_points(function: Function, grid: np.ndarray) -> list[float]:
    """Returns where the derivative touches zero and keeps its sign, like x³ at 0; a plateau counts once."""
    slopes = _slopes(function, grid)
    signs = np.sign(slopes)
    left, right = _brackets(signs, opposite=False)
    plateaus = (grid[left + 1] + grid[right - 1])[right - left > 1] / 2
    size = np.abs(slopes)
    dips = 1 + np.flatnonzero((size[1:-1] < size[:-2]) & (size[1:-1] <= size[2:]) & (signs[:-2] * signs[2:] > 0))
    dips = dips[size[dips] > 0]
    if not dips.size:
        return plateaus.tolist()
    xs = _smallest_slopes(function, grid[dips - 1], grid[dips + 1])
    is_zero = np.abs(_slopes(function, xs)) <= 1e-10 * np.maximum(size[dips - 1], size[dips + 1])
    return [*plateaus.tolist(), *xs[is_zero].tolist()]


def _slopes(function: Function, grid: np.ndarray) -> np.ndarray:
    """Returns f′, NaN where f is NaN: the derivative of log is a number left of 0, where log is none."""
    return np.where(np.isnan(function.values(grid)), np.nan, function.gradients(grid)[:, 0])


def _brackets(signs: np.ndarray, *, opposite: bool) -> tuple[np.ndarray, np.ndarray]:
    """Returns neighbours among the nonzero samples, of opposite or equal sign; none across a gap of the domain."""
    nonzero = np.flatnonzero(signs != 0)  # NaN too
    left, right = nonzero[:-1], nonzero[1:]
    chosen = signs[left] * signs[right] == (-1 if opposite else 1)
    return left[chosen], right[chosen]


def _zeros(function: Function, grid: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Returns the zeros in their brackets; of a valley with a level floor, its middle."""
    xs = _best(function, *_bisected(function, grid[left], grid[right]))
    level = right - left > 1
    if level.any():
        ends = _bisected(function, grid[left][level], grid[right][level])[1]
        starts = _bisected(function, grid[right][level], grid[left][level])[1]
        xs[level] = (ends + starts) / 2
    return xs


def _bisected(function: Function, first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the neighbouring floats between which f′ loses the sign that it has at ``first``."""
    side = np.sign(_slopes(function, first))
    for _ in range(BISECTIONS):
        middle = first + (second - first) / 2
        before = np.sign(_slopes(function, middle)) == side
        first, second = np.where(before, middle, first), np.where(before, second, middle)
    return first, second


def _smallest_slopes(function: Function, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Returns where |f′| is least in brackets that hold one dip of it."""
    low, high = left, right
    for _ in range(TRISECTIONS):
        third = (high - low) / 3
        leftwards = np.abs(_slopes(function, low + third)) <= np.abs(_slopes(function, high - third))
        low, high = np.where(leftwards, low, low + third), np.where(leftwards, high - third, high)
    return _best(function, low, high)


def _best(function: Function, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Returns the end with the lesser slope, or a short decimal beside it with a slope no greater: 1, not 1 + 2e-16."""
    candidates = np.stack([np.round(high, digits) for digits in (6, 8, 10, 12)] + [low, high])
    slopes = np.abs([_slopes(function, row) for row in candidates])
    return candidates[np.argmin(slopes, axis=0), np.arange(low.size)] + 0.0  # no −0


def _is_pole(function: Function, xs: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Whether f is unbounded at ``xs``: there slope times distance doesn't vanish with the distance."""
    distance = np.minimum(xs - left, right - xs)
    small = 1e-9 * distance
    far_product = np.abs(_slopes(function, xs + distance)) * distance
    near_product = np.abs(_slopes(function, xs + small)) * small
    return near_product > far_product / 10
