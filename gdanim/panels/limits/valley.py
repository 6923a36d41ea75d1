"""The way that a run still has before it: along the valley floor of a function of two variables to its goal.

A valley that bends, as Rosenbrock's does, leaves the box of start and minimum; so does the shortest way between them
that avoids heights, which is found on a grid (E. W. Dijkstra, Numer. Math. 1, 1959).
"""

from __future__ import annotations

import heapq
import math
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.descent import Trajectory
    from gdanim.functions import Function
    from gdanim.points import Point

GRID_SAMPLES = 61  # samples along each side
SEARCH_EXCESS = 1.0  # of the longer side: so far beyond the box of both ends the way is looked for
LEVEL_COST = 0.05  # of a length of way on the goal's height; on the run's own height it costs 1 more
MIN_DETOUR = 0.1  # of the longer side: a way that leaves the box by less is the grid's doing
ARRIVAL_DISTANCE = 0.1  # of the longer side: a run so close to its goal has no way before it
NEIGHBOURS = [(down, right) for down, right in product((-1, 0, 1), repeat=2) if (down, right) != (0, 0)]


def with_valleys(
    trajectories: Sequence[Trajectory], goals: Sequence[Sequence[float] | None], low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Returns the ends of a plane, moved out to hold each run's way from its last iterate to its goal.

    Parameters
    ----------
    trajectories
        Runs of one function.
    goals
        The goal that each run approaches, or None.
    low, high
        The ends (2,) of the plane.
    """
    size = float((high - low).max())
    function = trajectories[0].run.function
    if len(low) != 2 or function.is_slow:
        return low, high
    sign = -1.0 if trajectories[0].run.is_ascent else 1.0
    wider = [low, high]
    for trajectory, goal in zip(trajectories, goals, strict=True):
        last = _last_inside(trajectory, low, high)
        if goal is None or last is None or math.dist(last, goal) <= ARRIVAL_DISTANCE * size:
            continue
        box = (*(low - SEARCH_EXCESS * size).tolist(), *(high + SEARCH_EXCESS * size).tolist())
        path = _cheapest_path(function, sign, tuple(last.tolist()), tuple(goal), box)
        wider = [np.minimum(wider[0], path.min(axis=0)), np.maximum(wider[1], path.max(axis=0))]
    is_noticed = (low - wider[0] > MIN_DETOUR * size, wider[1] - high > MIN_DETOUR * size)
    return np.where(is_noticed[0], wider[0], low), np.where(is_noticed[1], wider[1], high)


def _last_inside(trajectory: Trajectory, low: np.ndarray, high: np.ndarray) -> np.ndarray | None:
    """Returns the last iterate between the ends, if any."""
    points = trajectory.points
    with np.errstate(all="ignore"):
        inside = points[((points >= low) & (points <= high)).all(axis=1)]
    return inside[-1] if len(inside) else None


@lru_cache(maxsize=64)
def _cheapest_path(function: Function, sign: float, start: Point, goal: Point, box: tuple[float, ...]) -> np.ndarray:
    """Returns the points (n, 2) of the cheapest way from start to goal over a grid in a box; both alone without one."""
    axes = [np.linspace(box[axis], box[axis + 2], GRID_SAMPLES) for axis in (0, 1)]
    x, y = np.meshgrid(*axes, indexing="ij")
    with np.errstate(all="ignore"):
        heights = sign * function.values(np.column_stack((x.ravel(), y.ravel()))).reshape(x.shape)
    at_start, at_goal = (sign * function.value(point) for point in (start, goal))
    if not (math.isfinite(at_start) and math.isfinite(at_goal) and at_start > at_goal):
        return np.array([start, goal])
    costs = np.maximum(heights - at_goal, 0) / (at_start - at_goal) + LEVEL_COST
    first, last = (
        tuple(int(np.argmin(np.abs(axis - coordinate))) for axis, coordinate in zip(axes, point, strict=True))
        for point in (start, goal)
    )
    nodes = _cheapest(costs.tolist(), first, last)
    return np.array([start, goal, *((axes[0][row], axes[1][column]) for row, column in nodes)])


def _cheapest(costs: list[list[float]], first: tuple[int, ...], last: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Returns the nodes of the cheapest way over a grid, none if there is no way; NaN and infinity bar it."""
    before: dict[tuple[int, ...], tuple[int, ...]] = {}
    spent, queue = {first: 0.0}, [(0.0, first)]
    while queue:
        cost, node = heapq.heappop(queue)
        if node == last:
            path = [node]
            while path[-1] != first:
                path.append(before[path[-1]])
            return path
        if cost > spent[node]:
            continue
        for other, step in _steps(costs, node):
            if cost + step < spent.get(other, math.inf):
                spent[other], before[other] = cost + step, node
                heapq.heappush(queue, (cost + step, other))
    return []


def _steps(costs: list[list[float]], node: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], float]]:
    """Yields the neighbours of a node that can be passed, and what it costs to go there."""
    row, column = node
    for down, right in NEIGHBOURS:
        there = row + down, column + right
        if 0 <= there[0] < GRID_SAMPLES and 0 <= there[1] < GRID_SAMPLES and math.isfinite(costs[there[0]][there[1]]):
            mean = (costs[row][column] + costs[there[0]][there[1]]) / 2
            if math.isfinite(mean):
                yield there, mean * math.hypot(down, right)
