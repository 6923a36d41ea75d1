"""Minima and maxima at kinks of a function of two variables, as of |x| + |y| at 0, which no Hessian reveals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.search.newton_search import median_slope

if TYPE_CHECKING:
    from gdanim.functions.function import Function
    from gdanim.functions.search.classification import Kinds

SEARCH_ROUNDS = 80  # of a compass search: each moves a point or halves its stride
DECIMAL_DIGITS = (6, 9)
CIRCLE_DIRECTIONS = 48
CIRCLE_RADIUS = 1e-6  # fraction of a grid cell
RADIUS_REDUCTION = 8  # times as small a circle
MIN_KINK_SLOPE = 1e-3  # fraction of the median slope
HALF_TURN = np.pi + 0.05
NEIGHBOURS = np.array([(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)])


def find_kinks(function: Function, grid: np.ndarray, known: np.ndarray) -> Kinds:
    """Returns the kinks found on ``grid``, (n, n, 2) points, that are not near one of the ``known`` (k, 2)."""
    cell = float((grid[1, 1] - grid[0, 0]).max())
    usual = median_slope(function, grid.reshape(-1, 2))
    kinks: Kinds = {}
    for kind, sign in (("minimum", 1), ("maximum", -1)):
        heights = sign * function.values(grid.reshape(-1, 2)).reshape(grid.shape[:2])
        starts = _unexplained(function, known, _local_minima(heights, grid), sign, cell)
        for point in _compass_search(function, starts, sign, cell):
            if _is_kink(function, point, sign, CIRCLE_RADIUS * cell, MIN_KINK_SLOPE * usual):
                kinks[tuple(point.tolist())] = kind  # type: ignore[assignment]
    return kinks


def _local_minima(heights: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Returns the points (k, 2) of a grid that are lower than all their neighbours."""
    inner = heights[1:-1, 1:-1]
    count = len(inner)
    neighbours = [heights[1 + i : 1 + i + count, 1 + j : 1 + j + count] for i, j in NEIGHBOURS]
    return grid[1:-1, 1:-1][np.all([inner < other for other in neighbours], axis=0)]


def _unexplained(function: Function, known: np.ndarray, points: np.ndarray, sign: int, cell: float) -> np.ndarray:
    """Returns those of the points (k, 2) that have no known point beside them which is as low as they are."""
    is_near = np.abs(points[:, None] - known[None]).max(axis=2) <= 1.5 * cell
    is_lower = sign * function.values(known)[None] <= sign * function.values(points)[:, None]
    return points[~(is_near & is_lower).any(axis=1)]


def _compass_search(function: Function, points: np.ndarray, sign: int, stride: float) -> np.ndarray:
    """Returns the minima of ``sign`` times f found by compass searches, at short decimals if not higher."""
    strides = np.full(len(points), stride / 2)
    for _ in range(SEARCH_ROUNDS if len(points) else 0):
        around = np.concatenate([points[:, None], points[:, None] + strides[:, None, None] * NEIGHBOURS], axis=1)
        best = _lowest(function, around, sign)
        points = around[np.arange(len(points)), best]
        strides = np.where(best == 0, strides / 2, strides)
    candidates = np.stack([*(np.round(points, digits) for digits in DECIMAL_DIGITS), points], axis=1)
    return candidates[np.arange(len(points)), _lowest(function, candidates, sign)] + 0.0  # no −0


def _lowest(function: Function, candidates: np.ndarray, sign: int) -> np.ndarray:
    """Returns the index of the lowest in each row of candidates (k, m, 2), the first of equals."""
    heights = sign * function.values(candidates.reshape(-1, 2)).reshape(candidates.shape[:2])
    return np.argmin(np.where(np.isnan(heights), np.inf, heights), axis=1)


def _is_kink(function: Function, point: np.ndarray, sign: int, radius: float, steep: float) -> bool:
    """Returns whether all points around are higher, with steep slopes to all sides that don't shrink with distance."""
    angles = 2 * np.pi * (np.arange(CIRCLE_DIRECTIONS) + 0.37) / CIRCLE_DIRECTIONS
    offsets = radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    circle, smaller = point + offsets, point + offsets / RADIUS_REDUCTION
    value, around, slopes = function.values(point)[0], function.values(circle), function.gradients(circle)
    if not (np.isfinite(value) and np.isfinite(slopes).all() and (sign * around > sign * value).all()):
        return False
    directions = np.sort(np.arctan2(slopes[:, 1], slopes[:, 0]))
    gaps = np.diff(directions, append=directions[0] + 2 * np.pi)
    sizes, sizes_nearer = (np.hypot(*each.T) for each in (slopes, function.gradients(smaller)))
    is_smooth = bool((sizes_nearer < sizes / 2).all())  # there slopes shrink as the distance does
    return bool(sizes.min() > steep and gaps.max() < HALF_TURN and not is_smooth)
