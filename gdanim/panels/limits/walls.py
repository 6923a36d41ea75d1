"""The walls of a window: how far out the function rises to about the start's height, on each side."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.descent import Trajectory
    from gdanim.functions import Function

RISE = 0.12  # height of walls above the start, as a fraction of the start's height above the lowest point
MARGIN = 0.1  # margin beyond the core, as a fraction of its size
OPEN = {1: 0.35, 2: 0.25}  # the same without a wall, by the number of variables
WALL_REACH = {1: 3.0, 2: 1.0}  # path lengths within which a wall is searched, by the number of variables
WALL_SIZE = {1: 0.5, 2: 1.0}  # or core sizes, if that is more
RIM = 0.3  # of the size: so much farther out the whole rim of a bowl is looked for
SAMPLES, EDGE_SAMPLES = 121, 41  # of the way outwards, and along an edge


def with_walls(
    function: Function,
    sign: float,
    height: float,
    core: tuple[np.ndarray, np.ndarray],
    way: float,
    least: tuple[np.ndarray, np.ndarray],
) -> tuple[np.ndarray, np.ndarray]:
    """Returns the core's ends, moved outwards until walls have the height.

    This is done twice, because in a plane each edge depends on the others.

    Where there is no wall they move out by ``least`` at least, but never to where f has no value.
    """
    dimension, size = len(core[0]), core[1] - core[0]
    ends = [core[0].copy(), core[1].copy()]
    for _, axis, side in product(range(dimension), range(dimension), (0, 1)):
        reach = WALL_REACH[dimension] * max(way, WALL_SIZE[dimension] * float(size[axis]))
        distances = np.linspace(0, reach, SAMPLES)
        positions = core[side][axis] + (-1, 1)[side] * distances
        heights = sign * _edge_heights(function, axis, positions, ends)
        has_value, is_wall = np.isfinite(heights), heights >= height
        grows = max(OPEN[dimension] * float(size[axis]), float(least[side][axis]))
        if is_wall.any():
            grows = max(MARGIN * float(size[axis]), float(distances[np.argmax(is_wall)]))
        if not has_value.all():
            grows = min(grows, float(distances[max(0, int(np.argmin(has_value)) - 1)]))
        ends[side][axis] = core[side][axis] + (-1, 1)[side] * grows
    return ends[0], ends[1]


def with_whole_rim(
    function: Function, sign: float, height: float, low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Returns the ends of a plane, moved out to where a bowl's wall has the height all along each edge, if it is one.

    Then a surface that is cut at this height ends in one closed rim.
    """
    if len(low) == 1:
        return low, high
    ends = [low.copy(), high.copy()]
    for axis, side in product((0, 1), (0, 1)):
        distances = np.linspace(0, RIM * float(high[axis] - low[axis]), SAMPLES)
        positions = (low, high)[side][axis] + (-1, 1)[side] * distances
        reaches = sign * _edge_heights(function, axis, positions, (low, high), np.min) >= height
        if not reaches.any():
            return low, high
        ends[side][axis] = positions[np.argmax(reaches)]
    return ends[0], ends[1]


def _edge_heights(
    function: Function,
    axis: int,
    positions: np.ndarray,
    ends: Sequence[np.ndarray],
    along_edge: Callable[..., np.ndarray] = np.nanmedian,
) -> np.ndarray:
    """Returns f at each position (n,) along an axis; in a plane the median along the edge, or another number of it.

    The median is that of the part of the edge on which f has values; NaN where it has none.
    """
    with np.errstate(all="ignore"):
        if len(ends[0]) == 1:
            return function.values(positions[:, None])
        along = np.linspace(ends[0][1 - axis], ends[1][1 - axis], EDGE_SAMPLES)
        grid = np.stack(np.meshgrid(positions, along, indexing="ij"), axis=-1)
        points = grid if axis == 0 else grid[..., ::-1]
        values = function.values(points.reshape(-1, 2)).reshape(len(positions), -1)
        has_values = np.isfinite(values).any(axis=1)
        found = np.full(len(positions), np.nan)
        found[has_values] = along_edge(values[has_values], axis=1)
        return found


def wall_height(trajectories: Sequence[Trajectory], sign: float, shown: np.ndarray, places: np.ndarray) -> float:
    """Returns the value of ``sign`` times f up to which walls are shown: slightly above the highest start."""
    function = trajectories[0].run.function
    starts = finite_values(function, sign, np.array([trajectory.run.start for trajectory in trajectories], dtype=float))
    all_values = finite_values(function, sign, np.vstack([shown, places]))
    if not len(starts):
        return math.inf
    return float(starts.max() + RISE * max(starts.max() - all_values.min(), 0.0))


def finite_values(function: Function, sign: float, points: np.ndarray) -> np.ndarray:
    values = sign * function.values(points)
    return values[np.isfinite(values)]
