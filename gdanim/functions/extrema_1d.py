"""Zeros of a derivative that is known by sampling: between which samples, and exactly where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdanim.functions.function import Function

SAMPLES = 801
HALVINGS = 64
THIRDS = 100


def window(centre: float, half: float) -> np.ndarray:
    """Samples about ``centre``, a little askew: kinks and poles like to stand at round numbers, samples should not."""
    return np.linspace(centre - 0.9973 * half, centre + 1.0061 * half, SAMPLES)


def extrema(function: Function, grid: np.ndarray, *, exact: bool = True) -> list[tuple[float, bool]]:
    """Where the derivative changes sign among the samples of ``grid``, sorted, and whether it rises there: a minimum.

    Kinks count, poles don't. Unless ``exact``, the place is a sample beside it.
    """
    signs = np.sign(_slopes(function, grid))
    left, right = _brackets(signs, opposite=True)
    if not left.size:
        return []
    places = _between(function, grid, left, right) if exact else grid[left]
    kept = ~_is_pole(function, places, grid[left], grid[right])
    return list(zip(places[kept].tolist(), (signs[left] < 0)[kept].tolist(), strict=True))


def flat_points(function: Function, grid: np.ndarray) -> list[float]:
    """Where the derivative touches zero and keeps its sign, like x³ at 0; a plateau counts once."""
    slopes = _slopes(function, grid)
    signs = np.sign(slopes)
    left, right = _brackets(signs, opposite=False)
    plateaus = (grid[left + 1] + grid[right - 1])[right - left > 1] / 2
    size = np.abs(slopes)
    dips = 1 + np.flatnonzero((size[1:-1] < size[:-2]) & (size[1:-1] <= size[2:]) & (signs[:-2] * signs[2:] > 0))
    dips = dips[size[dips] > 0]
    if not dips.size:
        return plateaus.tolist()
    places = _lowest(function, grid[dips - 1], grid[dips + 1])
    touches = np.abs(_slopes(function, places)) <= 1e-10 * np.maximum(size[dips - 1], size[dips + 1])
    return [*plateaus.tolist(), *places[touches].tolist()]


def _slopes(function: Function, grid: np.ndarray) -> np.ndarray:
    """f′, NaN where f is: the slope of log is a number left of 0, where log is none."""
    return np.where(np.isnan(function.values(grid)), np.nan, function.gradients(grid)[:, 0])


def _brackets(signs: np.ndarray, *, opposite: bool) -> tuple[np.ndarray, np.ndarray]:
    """Neighbours among the samples that are not zero, of opposite or equal sign; none across a gap of the domain."""
    solid = np.flatnonzero(signs != 0)  # NaN too
    left, right = solid[:-1], solid[1:]
    chosen = signs[left] * signs[right] == (-1 if opposite else 1)
    return left[chosen], right[chosen]


def _between(function: Function, grid: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The zeros in their brackets; of a valley whose floor is level, its middle."""
    places = _best(function, *_change(function, grid[left], grid[right]))
    level = right - left > 1
    if level.any():
        ends = _change(function, grid[left][level], grid[right][level])[1]
        starts = _change(function, grid[right][level], grid[left][level])[1]
        places[level] = (ends + starts) / 2
    return places


def _change(function: Function, first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Neighbouring floats where f′ loses the sign that it has at ``first``: bisection of all brackets at once."""
    side = np.sign(_slopes(function, first))
    for _ in range(HALVINGS):
        middle = first + (second - first) / 2
        before = np.sign(_slopes(function, middle)) == side
        first, second = np.where(before, middle, first), np.where(before, second, middle)
    return first, second


def _lowest(function: Function, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Where |f′| is least in brackets that hold one dip of it."""
    low, high = left, right
    for _ in range(THIRDS):
        third = (high - low) / 3
        leftwards = np.abs(_slopes(function, low + third)) <= np.abs(_slopes(function, high - third))
        low, high = np.where(leftwards, low, low + third), np.where(leftwards, high - third, high)
    return _best(function, low, high)


def _best(function: Function, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The end with the lesser slope, or a short decimal beside it where the slope is less still: 1, not 1 + 2e-16."""
    candidates = np.stack([np.round(high, digits) for digits in (6, 8, 10, 12)] + [low, high])
    slopes = np.abs([_slopes(function, row) for row in candidates])
    return candidates[np.argmin(slopes, axis=0), np.arange(low.size)] + 0.0  # no −0


def _is_pole(function: Function, places: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Whether f is unbounded at ``places``: there slope times distance doesn't vanish with the distance."""
    reach = np.minimum(places - left, right - places)
    near = 1e-9 * reach
    far_off = np.abs(_slopes(function, places + reach)) * reach
    nearby = np.abs(_slopes(function, places + near)) * near
    return nearby > far_off / 10
