"""Chooses the intervals in which stationary points are searched: around a run's start, its range and its end.

Most functions have their stationary points near the origin: if a start is too far away to find them, intervals around
the origin are searched as well.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.search.extrema_1d import INTERVAL_SAMPLES, extrema, flat_points, level_parts, samples

if TYPE_CHECKING:
    from gdanim.functions.function import Function
    from gdanim.functions.search.classification import Kinds
    from gdanim.functions.search.extrema_1d import LevelPart

FARTHEST_START = 1e6
MARGIN_FACTOR = 8  # multiple of the distance to the first minimum up to which to search
MAX_POINTS = 190
MANY_MINIMA = 32  # maximum number for functions with infinitely many


def search_near(function: Function, iterates: np.ndarray) -> tuple[Kinds, list[LevelPart], np.ndarray]:
    """Returns the stationary points near iterates (n, 1), the level intervals, and all sampled values of f."""
    if not iterates.size:
        return {}, [], np.empty(0)
    grid = _grid(function, iterates[:, 0])
    kinds: Kinds = {(x,): "flat" for x in flat_points(function, grid)}
    kinds |= {(x,): "minimum" if is_minimum else "maximum" for x, is_minimum in extrema(function, grid)}
    return _nearest(function, kinds, iterates), level_parts(function, grid), function.values(grid)


def search_interval(function: Function, low: float, high: float) -> tuple[Kinds, list[LevelPart], np.ndarray]:
    """Returns the stationary points in an interval, the level intervals, and all sampled values of f."""
    grid = samples((low + high) / 2, (high - low) / 2, MARGIN_FACTOR * INTERVAL_SAMPLES)
    kinds: Kinds = {(x,): "flat" for x in flat_points(function, grid)}
    kinds |= {(x,): "minimum" if is_minimum else "maximum" for x, is_minimum in extrema(function, grid)}
    inside = {point: kind for point, kind in kinds.items() if low <= point[0] <= high}
    return inside, level_parts(function, grid), function.values(grid)


def _nearest(function: Function, kinds: Kinds, iterates: np.ndarray) -> Kinds:
    """Returns the points, of very many those nearest to the iterates and the lowest and highest."""
    if len(kinds) <= MAX_POINTS:
        return kinds
    points = np.array(list(kinds))
    distances = np.maximum(0, np.maximum(iterates.min() - points[:, 0], points[:, 0] - iterates.max()))
    by_height = np.argsort(function.values(points), kind="stable")
    chosen = {*np.argsort(distances, kind="stable")[:MAX_POINTS].tolist(), *by_height[:2], *by_height[-2:]}
    return {point: kind for index, (point, kind) in enumerate(kinds.items()) if index in chosen}


def _grid(function: Function, iterates: np.ndarray) -> np.ndarray:
    """Returns the sorted samples of all intervals: around the start, over the iterates, densely around the last."""
    grid, half = _grid_about(function, float(iterates[0]))
    if abs(iterates[0]) > FARTHEST_START:
        grid = np.concatenate([grid, _grid_about(function, 0.0)[0]])
    near = iterates[np.abs(iterates - iterates[0]) <= MARGIN_FACTOR * half]
    last_step = 4 * np.abs(np.diff(iterates[-2:], prepend=iterates[-1])).max()
    fine = samples(iterates[-1], float(np.clip(last_step, 1e-3, 10)))
    over_iterates = samples((near.min() + near.max()) / 2, (near.max() - near.min()) / 2)
    return np.unique(np.concatenate([grid, over_iterates, fine]))


@lru_cache(maxsize=64)
def _grid_about(function: Function, centre: float) -> tuple[np.ndarray, float]:
    """Returns samples of intervals around ``centre``, and half the width of the widest.

    Intervals double until they contain a minimum, then up to ``MARGIN_FACTOR`` times that width, and further while the
    outermost extremum is a maximum.
    """
    grid, half, enough = samples(centre, 1.0), 1.0, FARTHEST_START
    while half < FARTHEST_START:
        minima = [is_minimum for _, is_minimum in extrema(function, grid, exact=False)]
        if any(minima):
            enough = min(enough, MARGIN_FACTOR * half)
        if half >= enough and minima and minima[0] and minima[-1]:
            break
        if sum(minima) > MANY_MINIMA:
            return np.union1d(grid, samples(centre, MARGIN_FACTOR * half, MARGIN_FACTOR * INTERVAL_SAMPLES)), half
        half *= 2
        grid = np.union1d(grid, samples(centre, half))
    return grid, half
