"""The walls of a window: how far out the function rises to about the start's height, on each side."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.descent import Trajectory
    from gdanim.functions import Function

    Along = Callable[[np.ndarray], np.ndarray]  # distances (n,) outwards to heights (n,)

WALL_RISE = 0.12  # height of walls above the start, as a fraction of the start's height above the lowest point
CORE_MARGIN = 0.1  # margin beyond the core, as a fraction of its size
OPEN = {1: 0.35, 2: 0.25}  # the same without a wall, by the number of variables
MAX_SINK = 1.0  # heights below the lowest point: a curve that falls so far has left the picture before any wall
WALL_REACH = {1: 3.0, 2: 1.0}  # path lengths within which a wall is searched, by the number of variables
WALL_SIZE = {1: 0.5, 2: 1.0}  # or core sizes, if that is more
RIM_REACH, RIM_PASSES = 0.3, 6  # of the size: so much farther out the whole rim of a bowl is looked for; how often
WALL_SAMPLES, EDGE_SAMPLES = 121, 41  # of the way outwards, and along an edge
BISECTION_COUNT = 50  # of the way to the end of a domain
LIMIT_STEP, LIMIT_CHANGE = 1e-6, 0.05  # samples before an end of the domain f is so near its limit, of the heights


@dataclass(frozen=True)
class Heights:
    """Two values of ``sign`` times f, where ``sign`` is −1 for an ascent and else 1.

    Attributes
    ----------
    sign
        The sign.
    lowest
        The lowest that is shown.
    wall
        The height of the walls, slightly above the highest start.
    """

    sign: float
    lowest: float
    wall: float


def with_walls(
    function: Function,
    heights: Heights,
    core: tuple[np.ndarray, np.ndarray],
    path_length: float,
    margins: np.ndarray,
    least: tuple[np.ndarray, np.ndarray],
) -> tuple[np.ndarray, np.ndarray]:
    """Returns the core's ends, moved outwards until walls have the height.

    This is done twice, because in a plane each edge depends on the others.

    Parameters
    ----------
    function, heights
        The function, and the heights of its walls.
    core
        The ends (d,) of what must be visible.
    path_length
        The length of the runs' paths.
    margins
        The least distances (d,) by which the axes extend, as fractions of the core's size.
    least
        The least distances (d,) by which the ends move out where there is no wall.
    """
    dimension, size = len(core[0]), core[1] - core[0]
    ends = [core[0].copy(), core[1].copy()]
    for _, axis, side in product(range(dimension), range(dimension), (0, 1)):
        outwards, begin, length = (-1, 1)[side], float(core[side][axis]), float(size[axis])

        def along(
            distances: np.ndarray, axis: int = axis, begin: float = begin, outwards: int = outwards
        ) -> np.ndarray:
            return heights.sign * _edge_heights(function, axis, begin + outwards * distances, ends)

        reach = WALL_REACH[dimension] * max(path_length, WALL_SIZE[dimension] * length)
        distances = np.linspace(0, reach, WALL_SAMPLES)
        rest = max(OPEN[dimension] * length, float(least[side][axis]))
        sides = length, float(margins[axis]) * length, rest
        grows = _growth(along, distances, heights, sides, sinks=dimension == 1)
        ends[side][axis] = begin + outwards * grows
    return ends[0], ends[1]


def _growth(
    along: Along, distances: np.ndarray, heights: Heights, sides: tuple[float, float, float], *, sinks: bool
) -> float:
    """Returns how far a side moves out: to its wall, or to the end of the domain, or by the rest.

    ``sides`` are the core's length, the margin, and the rest. An end at infinity is never passed. ``sinks``: there is
    no wall behind a place where the function falls out of the picture.
    """
    length, margin, rest = sides
    found = along(distances)
    sunk = found < heights.lowest - MAX_SINK * (heights.wall - heights.lowest)
    wall, gap, sink = (
        float(distances[np.argmax(where)]) if where.any() else math.inf
        for where in (found >= heights.wall, np.isnan(found), sunk & sinks)
    )
    end = _end(along, gap, distances[1], heights) if gap <= max(min(wall, sink), length) else math.inf
    if math.isfinite(end):
        return end + margin
    before_gap = max(0.0, gap - float(distances[1]))
    if wall <= sink:
        return min(max(margin, wall) if math.isfinite(wall) else rest, before_gap)
    return min(max(margin, sink), rest, before_gap)


def _end(along: Along, gap: float, spacing: float, heights: Heights) -> float:
    """Returns where the domain ends that has no value at a distance; infinite if f has no limit there."""
    if not gap:
        return 0.0
    if not math.isfinite(gap):
        return math.inf
    inside, outside = gap - spacing, gap
    for _ in range(BISECTION_COUNT):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if np.isnan(along(np.array([middle]))[0]) else (middle, outside)
    before, end = along(np.array([inside - LIMIT_STEP * spacing, inside]))
    return float(inside) if abs(end - before) <= LIMIT_CHANGE * (heights.wall - heights.lowest) else math.inf


def with_whole_rim(
    function: Function, sign: float, height: float, low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray, bool]:
    """Returns the ends of a plane, moved out to where a bowl's wall has the height all along each edge; if it is one.

    Then a surface that is cut at this height ends in one closed rim.
    """
    if len(low) == 1:
        return low, high, False
    ends = (low, high)
    for _ in range(RIM_PASSES):
        moved = [ends[0].copy(), ends[1].copy()]
        for axis, side in product((0, 1), (0, 1)):
            distances = np.linspace(0, RIM_REACH * float(high[axis] - low[axis]), WALL_SAMPLES)
            positions = (low, high)[side][axis] + (-1, 1)[side] * distances
            reaches = sign * _edge_heights(function, axis, positions, ends, np.min) >= height
            if not reaches.any():
                return low, high, False
            moved[side][axis] = positions[np.argmax(reaches)]
        if all((old == new).all() for old, new in zip(ends, moved, strict=True)):
            return ends[0], ends[1], True
        ends = (moved[0], moved[1])
    return low, high, False


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


def wall_heights(
    trajectories: Sequence[Trajectory], sign: float, shown: np.ndarray, others: Sequence[float]
) -> Heights:
    """Returns the heights between which walls are shown: the lowest, and slightly above the highest start.

    ``shown`` are points (n, d), and ``others`` further values of f that are shown.
    """
    function = trajectories[0].run.function
    starts = finite_values(function, sign, np.array([trajectory.run.start for trajectory in trajectories], dtype=float))
    all_values = np.append(finite_values(function, sign, shown), sign * np.array(others))
    if not len(starts):
        return Heights(sign, -math.inf, math.inf)
    lowest = float(all_values.min())
    return Heights(sign, lowest, float(starts.max() + WALL_RISE * max(starts.max() - lowest, 0.0)))


def finite_values(function: Function, sign: float, points: np.ndarray) -> np.ndarray:
    values = sign * function.values(points)
    return values[np.isfinite(values)]
