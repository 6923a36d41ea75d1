"""Searches a box of the plane for a function's stationary points and kinks, and evaluates it on a grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.search import flat_regions
from gdanim.functions.search.kinks import find_kinks
from gdanim.functions.search.newton_search import find_zeros

if TYPE_CHECKING:
    from gdanim.functions.function import Function
    from gdanim.functions.search.classification import Kinds

SEARCH_MARGIN = 0.5  # fraction of a box: maximum distance of a point outside it
FLAT_DISTANCE = 0.01  # fraction of the box: closer points with a singular Hessian are one, or on a line
SAME_DISTANCE = 1e-6  # fraction of the searched region: closer points are one


@dataclass(frozen=True)
class SearchResult:
    """The result of a search.

    ``points`` (k, 2) are where the gradient vanishes, ``kinks`` where it jumps; ``values`` are those on the grid.
    """

    points: np.ndarray
    kinks: Kinds
    values: np.ndarray


EMPTY = SearchResult(np.empty((0, 2)), {}, np.empty(0))


def merged(results: list[SearchResult]) -> SearchResult:
    kinks = {point: kind for result in results for point, kind in result.kinks.items()}
    points, values = ([getattr(result, name) for result in results] for name in ("points", "values"))
    return SearchResult(np.concatenate(points), kinks, np.concatenate(values))


def search_box(function: Function, low: np.ndarray, high: np.ndarray, count: int) -> SearchResult:
    """Searches a box from a grid of ``count`` by ``count`` points."""
    grid, size = _grid(low, high, count), float((high - low).max())
    values = function.values(grid)
    zeros = find_zeros(function, grid, size)
    inside = ((zeros >= low - SEARCH_MARGIN * size) & (zeros <= high + SEARCH_MARGIN * size)).all(axis=1)
    candidates = zeros[inside & np.isfinite(function.values(zeros))]
    points = distinct(function, candidates, (low + high) / 2, SAME_DISTANCE * size)
    return SearchResult(points, find_kinks(function, grid.reshape(count, count, 2), points), values)


def _grid(low: np.ndarray, high: np.ndarray, count: int) -> np.ndarray:
    """Returns points (count², 2), slightly off centre, to avoid zeros at round fractions of a box."""
    sides = [np.linspace(a + 0.0027 * (b - a), b - 0.0061 * (b - a), count) for a, b in zip(low, high, strict=True)]
    return np.stack(np.meshgrid(*sides, indexing="ij"), axis=-1).reshape(-1, 2)


def distinct(function: Function, points: np.ndarray, near: np.ndarray, distance: float) -> np.ndarray:
    """Returns one of each group of points much closer than ``distance``: the one with the smallest slope.

    Of a flat region, only the point nearest to ``near`` is kept. Groups are found by the cells of a grid and of one
    shifted by half a cell, because neighbours may lie in different cells.
    """
    slopes = np.hypot(*function.gradients(points).T)
    distances = np.hypot(*(points - near).T)
    points = points[np.lexsort((points[:, 1], points[:, 0], distances, slopes))]
    for shift in ((0, 0), (0, 0.5), (0.5, 0), (0.5, 0.5)):
        _, first = np.unique(np.floor(points / distance + shift), axis=0, return_index=True)
        points = points[np.sort(first)]
    points = _one_per_flat_minimum(function, points, distance / SAME_DISTANCE)
    return flat_regions.one_per_flat_region(function, points, near, distance / SAME_DISTANCE)


def _one_per_flat_minimum(function: Function, points: np.ndarray, size: float) -> np.ndarray:
    """Returns the points, sorted by their slopes, but of those near each other with a singular Hessian the first."""
    is_flat = flat_regions.is_degenerate(function, points, size)
    cells = np.where(
        is_flat[:, None], np.floor(points / (FLAT_DISTANCE * size) + 0.37), np.arange(len(points))[:, None] + 0.5
    )
    _, first = np.unique(cells, axis=0, return_index=True)
    return points[np.sort(first)]
