"""The window of a picture: the part of a line or of a plane that shows the runs, and the walls around them.

The window holds the iterates that matter, the stationary points near them, and both walls of the valley up to about
the start's height. It is symmetric where the function is. A run that diverges is shown until it leaves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gdanim.axis_range import MAX_NUMBER, clamped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.functions import Function

RETURNING = 10.0  # first distances from the goal within which iterates of a returning run are shown
AWAY, STILL_AWAY = 3.0, 1.2  # first distances at which the last iterate, or the last three, have left
BOUNCES = 6  # steps shown of a growing run that bounces from wall to wall
TURNS = 4  # first steps, which distinguish a run that bounces from one that slides
ESCAPE = 2.0  # first distances shown of a run that slides away, or leaves beside runs that settle
EARLY = 4  # steps shown of a run without a goal whose steps grow, and as far again
NEAR, FAR = 4.0, 8.0  # path lengths to a stationary point that is shown, and to one of few
GOAL = 40.0  # the same to the extremum that a run looks for, because tiny steps make a short path
HILLS = 6.0  # heights of the core, to the height of a stationary point beyond it
FEW = 4  # stationary points of which all are shown
MANY = {1: 3, 2: 5}  # the nearest ones shown of more, by the number of variables
RISE = 0.12  # height of walls above the start, as a fraction of the start's height above the lowest point
MARGIN = 0.1  # margin beyond the core, as a fraction of its size
OPEN = {1: 0.35, 2: 0.25}  # the same without a wall, by the number of variables
WALL_REACH = {1: 3.0, 2: 1.0}  # path lengths within which a wall is searched, by the number of variables
WALL_SIZE = {1: 0.5, 2: 1.0}  # or core sizes, if that is more
LEAST_SIDE = 0.3  # minimum of the shorter side, as a fraction of the longer
OTHER_SIDE = 0.5  # minimum of the other side of a lone extremum, as a fraction of one
RIM = 0.3  # of the size: so much farther out the whole rim of a bowl is looked for
CLEAR, CLEARINGS = 0.06, 3  # of the size: a stationary point is so far from the ends; how often they are moved out
SAMPLES, EDGE_SAMPLES, SYMMETRY_SAMPLES = 121, 41, 64
SYMMETRIC = 1e-6  # maximum difference of mirrored values, as a fraction of their range
SAME = 1e-9  # relative to a coordinate, or to 1


@dataclass(frozen=True)
class Window:
    """The part shown of a function of one or two variables.

    Attributes
    ----------
    core
        The range, for each variable, of everything that must be visible: iterates, stationary points and their
        mirror images.
    ranges
        The core's ranges with the walls about it.
    """

    core: tuple[Range, ...]
    ranges: tuple[Range, ...]


def window(trajectories: Sequence[Trajectory], cap: Sequence[Range] | None = None) -> Window:
    """Returns the window of all runs of one function.

    Parameters
    ----------
    trajectories
        Runs of one function of one or two variables.
    cap
        The range, for each variable, beyond which no wall is shown, only iterates and starts.
    """
    function, shown = trajectories[0].run.function, _shown_iterates(trajectories)
    low, high = shown.min(axis=0), shown.max(axis=0)
    way = float((high - low).max())
    if way <= SAME * max(1.0, float(np.abs(shown).max())):
        way = max(1.0, 0.5 * float(np.abs(low).max()))
        low, high = low - way, high + way
    places = _places_near(trajectories, shown, low, high, way)
    low, high = (
        np.minimum(low, places.min(axis=0, initial=np.inf)),
        np.maximum(high, places.max(axis=0, initial=-np.inf)),
    )
    low, high = _mirrored(function, places, low, high)
    missing = np.maximum(LEAST_SIDE * max(float((high - low).max()), way) - (high - low), 0)
    low, high = low - missing / 2, high + missing / 2
    sign = -1.0 if trajectories[0].run.direction == "ascend" else 1.0
    core = _capped(low, high, shown, cap)
    height = _wall_height(trajectories, sign, shown, places)
    walled = _with_walls(function, sign, height, core, way, _other_sides(places, core))
    walled = _with_whole_rim(function, sign, height, *walled)
    walled = _clear_of_border(function, trajectories, *walled)
    return Window(_ranges(*core), _ranges(*_capped(*walled, shown, cap)))


def _shown_iterates(trajectories: Sequence[Trajectory]) -> np.ndarray:
    """Returns the iterates of each run that the window contains, as points (n, d).

    An outlier run does not flatten the others.
    """
    settling = [_kept(trajectory) for trajectory in trajectories if not _leaves(trajectory)]
    leaving = [_kept(trajectory) for trajectory in trajectories if _leaves(trajectory)]
    if settling and leaving:
        points = np.vstack(settling)
        middle, reach = (points.min(axis=0) + points.max(axis=0)) / 2, float(np.ptp(points, axis=0).max())
        distances = [np.abs(points - middle).max(axis=1) / reach for points in leaving]
        counts = [max(_first(far > ESCAPE / 2), _first(far[:2] > ESCAPE), 1) for far in distances]
        leaving = [points[:count] for points, count in zip(leaving, counts, strict=True)]
    return np.vstack([*settling, *leaving])


def _kept(trajectory: Trajectory) -> np.ndarray:
    """Returns the iterates (n, d) of a single run that the window contains, always the first."""
    points, centre = _finite(trajectory), _centre(trajectory)
    if trajectory.end_reason == "left_domain":
        return _with_exit(points)
    if centre is None:
        return _until_steps_grow(points)
    distances = np.linalg.norm(points - centre, axis=1)
    first = _first_distance(distances)
    if not _leaves(trajectory):
        return points[(distances <= RETURNING * first) | (np.arange(len(points)) == 0)]
    if _bounces(points):
        count = min(BOUNCES, _first(distances > RETURNING * first) - 1)
        return points[: max(2, count) + 1]
    return points[: max(1, _first(distances > ESCAPE * first))]


def _with_exit(points: np.ndarray) -> np.ndarray:
    """Returns the iterates of a run that leaves the domain, also the one outside unless it is far away."""
    distances = np.linalg.norm(points - points[0], axis=1)
    way = float(distances[:-1].max(initial=0.0)) or float(distances[-1])
    return points if distances[-1] <= (1 + ESCAPE) * way else points[:-1]


def _finite(trajectory: Trajectory) -> np.ndarray:
    """Returns the drawable iterates, at least the start."""
    points = trajectory.points
    return points[: max(1, _first(~(np.abs(points) < MAX_NUMBER).all(axis=1)))]


def _centre(trajectory: Trajectory) -> np.ndarray | None:
    """Returns the point that a run approaches: its goal, or the stationary point nearest to its start, if any."""
    goal = _goal(trajectory)
    if goal is None:
        points = [stationary_point.point for stationary_point in trajectory.stationary]
        goal = min(points, key=lambda point: math.dist(point, trajectory.run.start), default=None)
    return None if goal is None else np.array(goal)


def _leaves(trajectory: Trajectory) -> bool:
    """Returns whether a run moves away from its expected limit, and stays away."""
    centre = _centre(trajectory)
    if centre is None:
        return False
    distances = np.linalg.norm(_finite(trajectory) - centre, axis=1)
    first, last = _first_distance(distances), distances[-3:]
    return bool(last[-1] > AWAY * first or (len(distances) > EARLY and last.min() > STILL_AWAY * first))


def _first_distance(distances: np.ndarray) -> float:
    """Returns the distance of a run's start from its goal, or if it starts there, the length of its first step."""
    first = distances[0] if distances[0] > SAME else distances[min(1, len(distances) - 1)]
    return max(float(first), SAME)


def _bounces(points: np.ndarray) -> bool:
    """Returns whether most of a run's first steps reverse direction."""
    steps = np.diff(points[: TURNS + 2], axis=0)
    turns = np.einsum("ij,ij->i", steps[:-1], steps[1:]) < 0
    return bool(len(turns) and turns.mean() > 0.5)


def _until_steps_grow(points: np.ndarray) -> np.ndarray:
    """Returns all iterates, or if their steps grow, those of the first steps and as far again."""
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    if len(steps) <= EARLY or steps[-1] <= ESCAPE * steps[0]:
        return points
    distances = np.linalg.norm(points - points[0], axis=1)
    return points[: _first(distances > ESCAPE * distances[EARLY])]


def _first(condition: np.ndarray) -> int:
    """Returns the index of the first True, or the length if there is none."""
    return int(np.argmax(condition)) if condition.any() else len(condition)


def _places_near(
    trajectories: Sequence[Trajectory], shown: np.ndarray, low: np.ndarray, high: np.ndarray, way: float
) -> np.ndarray:
    """Returns stationary points (m, d) near the path, nearest first, and all goals."""
    distinct = {
        stationary_point.point: stationary_point.value
        for trajectory in trajectories
        for stationary_point in trajectory.stationary
    }
    places = np.array(sorted(distinct), dtype=float).reshape(-1, len(low))
    heights = np.array([distinct[point] for point in sorted(distinct)])
    places = places[_is_within_hills(trajectories[0].run.function, shown, heights)]
    gaps = _gaps(places, low, high)
    order = np.argsort(gaps, kind="stable")
    places, gaps = places[order], gaps[order]
    are_few = np.count_nonzero(gaps <= FAR * way) <= FEW
    near = places[gaps <= (FAR if are_few else NEAR) * way][: MANY[len(low)]]
    goals = np.array([goal for goal in map(_goal, trajectories) if goal is not None]).reshape(-1, len(low))
    least_way = 0.5 * max(1.0, float(np.abs(shown).max()))  # of invisibly small steps
    best = np.array([point for point in {*map(_best, trajectories)} if point is not None]).reshape(-1, len(low))
    best = best[_gaps(best, low, high) <= FAR * max(way, 0.5 * least_way)]
    return np.vstack([near, best, goals[_gaps(goals, low, high) <= GOAL * max(way, least_way)]])


def _gaps(places: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Returns the distances of places (n, d) from the box between the ends."""
    return np.linalg.norm(np.maximum(np.maximum(low - places, places - high), 0), axis=1)


def _is_within_hills(function: Function, shown: np.ndarray, heights: np.ndarray) -> np.ndarray:
    """Returns whether each value (n,) can be shown without flattening the values that must be visible."""
    values = _finite_values(function, 1.0, shown)
    reach = HILLS * float(np.ptp(values)) if len(values) else 0.0
    if not reach:
        return np.ones(len(heights), dtype=bool)
    return (heights >= values.min() - reach) & (heights <= values.max() + reach)


def _best(trajectory: Trajectory) -> tuple[float, ...] | None:
    """Returns the best of the extrema that a run looks for, if there are others and none is as good."""
    found = [place.point for place in trajectory.stationary if place.kind == trajectory.run.goal_kind]
    best = [place.point for place in trajectory.stationary if place.point in found and place.scope == "global"]
    return best[0] if len(best) == 1 and len(found) > 1 else None


def _goal(trajectory: Trajectory) -> Sequence[float] | None:
    """Returns the goal that a run has reached, or the nearest extremum to its start of the kind that it looks for."""
    if trajectory.verdict.goal is not None:
        return trajectory.verdict.goal
    goals = [place.point for place in trajectory.stationary if place.kind == trajectory.run.goal_kind]
    return min(goals, key=lambda goal: math.dist(goal, trajectory.run.start), default=None)


def _mirrored(
    function: Function, places: np.ndarray, low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Returns the ends, made symmetric about the central stationary point along each axis on which f is symmetric."""
    centres = np.unique(places, axis=0)
    middle = centres.mean(axis=0) if len(centres) else (low + high) / 2
    for centre in sorted(centres, key=lambda place: float(np.linalg.norm(place - middle))):
        half = np.maximum(np.maximum(high - centre, centre - low), SAME)
        axes = [axis for axis in range(len(low)) if _is_symmetric(function, centre, half, axis)]
        if axes:
            low, high = low.copy(), high.copy()
            low[axes], high[axes] = (centre - half)[axes], (centre + half)[axes]
            break
    return low, high


def _other_sides(places: np.ndarray, core: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Returns how much further the ends must be to show half of a lone stationary point's other side."""
    if len(np.unique(places, axis=0)) != 1:
        return np.zeros_like(core[0]), np.zeros_like(core[0])
    below, above = places[0] - core[0], core[1] - places[0]
    return np.maximum(OTHER_SIDE * above - below, 0), np.maximum(OTHER_SIDE * below - above, 0)


def _is_symmetric(function: Function, centre: np.ndarray, half: np.ndarray, axis: int) -> bool:
    """Returns whether f is even about the centre along an axis, or for one variable, odd."""
    fractions = np.arange(1, SYMMETRY_SAMPLES + 1)[:, None] * np.array([0.6180339887, 0.7548776662])[: len(centre)]
    offsets = (2 * (fractions % 1) - 1) * half
    mirrored = offsets * np.where(np.arange(len(centre)) == axis, -1, 1)
    with np.errstate(all="ignore"):
        values, others = function.values(centre + offsets), function.values(centre + mirrored)
    finite = np.isfinite(values) & np.isfinite(others)
    if finite.mean() < 0.9:
        return False
    values, others = values[finite], others[finite]
    tolerance = SYMMETRIC * max(float(np.ptp(values)), 1e-12)
    is_odd = len(centre) == 1 and np.abs(values + others - 2 * function.value(tuple(centre))).max() < tolerance
    return bool(np.abs(values - others).max() < tolerance or is_odd)


def _wall_height(trajectories: Sequence[Trajectory], sign: float, shown: np.ndarray, places: np.ndarray) -> float:
    """Returns the value of ``sign`` times f up to which walls are shown: slightly above the highest start."""
    function = trajectories[0].run.function
    starts = _finite_values(
        function, sign, np.array([trajectory.run.start for trajectory in trajectories], dtype=float)
    )
    all_values = _finite_values(function, sign, np.vstack([shown, places]))
    if not len(starts):
        return math.inf
    return float(starts.max() + RISE * max(starts.max() - all_values.min(), 0.0))


def _finite_values(function: Function, sign: float, points: np.ndarray) -> np.ndarray:
    values = sign * function.values(points)
    return values[np.isfinite(values)]


def _with_walls(
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
            grows = min(grows, float(distances[max(0, _first(~has_value) - 1)]))
        ends[side][axis] = core[side][axis] + (-1, 1)[side] * grows
    return ends[0], ends[1]


def _with_whole_rim(
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


def _clear_of_border(
    function: Function, trajectories: Sequence[Trajectory], low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Returns the ends, moved out where a stationary point would stand on them or close to them."""
    places = np.array(sorted({place.point for run in trajectories for place in run.stationary})).reshape(-1, len(low))
    for _ in range(CLEARINGS):
        margin = CLEAR * (high - low)
        is_over = ((places >= low - margin / 2) & (places <= high + margin / 2)).all(axis=1)
        if not is_over.any():
            break
        lower, upper = places[is_over].min(axis=0) - margin, places[is_over].max(axis=0) + margin
        wider_low, wider_high = np.minimum(low, lower), np.maximum(high, upper)
        corners = np.array([wider_low, wider_high])
        if ((wider_low == low).all() and (wider_high == high).all()) or not np.isfinite(function.values(corners)).all():
            break
        low, high = wider_low, wider_high
    return low, high


def _edge_heights(
    function: Function,
    axis: int,
    positions: np.ndarray,
    ends: Sequence[np.ndarray],
    along_edge: Callable[..., np.ndarray] = np.median,
) -> np.ndarray:
    """Returns f at each position (n,) along an axis; in a plane the median along the edge, or another number of it."""
    with np.errstate(all="ignore"):
        if len(ends[0]) == 1:
            return function.values(positions[:, None])
        along = np.linspace(ends[0][1 - axis], ends[1][1 - axis], EDGE_SAMPLES)
        grid = np.stack(np.meshgrid(positions, along, indexing="ij"), axis=-1)
        points = grid if axis == 0 else grid[..., ::-1]
        values = function.values(points.reshape(-1, 2)).reshape(len(positions), -1)
        return along_edge(values, axis=1)


def _capped(
    low: np.ndarray, high: np.ndarray, shown: np.ndarray, cap: Sequence[Range] | None
) -> tuple[np.ndarray, np.ndarray]:
    if cap is None:
        return low, high
    margin = MARGIN * (shown.max(axis=0) - shown.min(axis=0))
    lowest, highest = np.array(cap, dtype=float).T
    is_below, is_above = shown.min(axis=0) < lowest, shown.max(axis=0) > highest
    lowest = np.where(is_below, shown.min(axis=0) - margin, lowest)
    highest = np.where(is_above, shown.max(axis=0) + margin, highest)
    return np.maximum(low, lowest), np.minimum(high, highest)


def _ranges(low: Iterable[float], high: Iterable[float]) -> tuple[Range, ...]:
    return tuple(clamped(float(left), float(right)) for left, right in zip(low, high, strict=True))
