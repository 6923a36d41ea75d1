"""Minima and maxima where a function of two variables has a kink, as |x| + |y| has at 0: no Hessian leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.newton_search import usual_slope

if TYPE_CHECKING:
    from gdanim.functions.classification import Kinds
    from gdanim.functions.function import Function

ROUNDS = 80  # of a compass search: each moves, or halves its stride
DIGITS = (6, 9)
CIRCLE = 48
RADIUS = 1e-6  # of a cell of the grid
STEEP = 1e-3  # of the usual slope: what a slope beside a kink is at least
HALF_TURN = np.pi + 0.05
AROUND = np.array([(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)])


def kinks(function: Function, grid: np.ndarray, known: np.ndarray) -> Kinds:
    """Those that show on ``grid``, (n, n, 2) points, and are not beside one of the ``known`` places, (k, 2)."""
    cell = float((grid[1, 1] - grid[0, 0]).max())
    usual = usual_slope(function, grid.reshape(-1, 2))
    found: Kinds = {}
    for kind, sign in (("minimum", 1), ("maximum", -1)):
        places = _apart(_lowest(sign * function.values(grid.reshape(-1, 2)).reshape(grid.shape[:2]), grid), known, cell)
        for place in _descended(function, places, sign, cell):
            if _is_kink(function, place, sign, RADIUS * cell, STEEP * usual):
                found[tuple(place.tolist())] = kind  # type: ignore[assignment]
    return found


def _lowest(heights: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """The points (k, 2) of a grid that lie lower than all their neighbours."""
    inner = heights[1:-1, 1:-1]
    count = len(inner)
    neighbours = [heights[1 + i : 1 + i + count, 1 + j : 1 + j + count] for i, j in AROUND]
    return grid[1:-1, 1:-1][np.all([inner < other for other in neighbours], axis=0)]


def _apart(places: np.ndarray, known: np.ndarray, cell: float) -> np.ndarray:
    distances = np.abs(places[:, None] - known[None]).max(axis=2).min(axis=1, initial=np.inf)
    return places[distances > 1.5 * cell]


def _descended(function: Function, places: np.ndarray, sign: int, stride: float) -> np.ndarray:
    """Where a compass search ends that follows ``sign`` times the function downwards, at short decimals if it can."""
    strides = np.full(len(places), stride / 2)
    for _ in range(ROUNDS if len(places) else 0):
        around = np.concatenate([places[:, None], places[:, None] + strides[:, None, None] * AROUND], axis=1)
        best = _least(function, around, sign)
        places = around[np.arange(len(places)), best]
        strides = np.where(best == 0, strides / 2, strides)
    candidates = np.stack([*(np.round(places, digits) for digits in DIGITS), places], axis=1)
    return candidates[np.arange(len(places)), _least(function, candidates, sign)] + 0.0  # no −0


def _least(function: Function, candidates: np.ndarray, sign: int) -> np.ndarray:
    """Which of each row of candidates (k, m, 2) is the lowest, the first of equals."""
    heights = sign * function.values(candidates.reshape(-1, 2)).reshape(candidates.shape[:2])
    return np.argmin(np.where(np.isnan(heights), np.inf, heights), axis=1)


def _is_kink(function: Function, place: np.ndarray, sign: int, radius: float, steep: float) -> bool:
    """Whether all around is higher, and the slopes there are steep and point to all sides."""
    angles = 2 * np.pi * (np.arange(CIRCLE) + 0.37) / CIRCLE
    circle = place + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    here, around, slopes = function.values(place)[0], function.values(circle), function.gradients(circle)
    if not (np.isfinite(here) and np.isfinite(slopes).all() and (sign * around > sign * here).all()):
        return False
    directions = np.sort(np.arctan2(slopes[:, 1], slopes[:, 0]))
    gaps = np.diff(directions, append=directions[0] + 2 * np.pi)
    return bool(np.hypot(*slopes.T).min() > steep and gaps.max() < HALF_TURN)
