"""The window of a picture: the part of a line or of a plane that shows the runs, and the walls around them.

The window holds the iterates that matter, the stationary points near them, and both walls of the valley up to about
the start's height. It is symmetric where the function is. A run that diverges is shown until it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim.axis_range import clamped
from gdanim.panels.limits.breaks import domain_ends, has_pole, jump_heights, nearest_jumps, nearest_pole
from gdanim.panels.limits.landmarks import domain_points, ring_points
from gdanim.panels.limits.shown_iterates import SAME_POINT_TOLERANCE, nearest_goal, shown_iterates
from gdanim.panels.limits.symmetry import mirrored
from gdanim.panels.limits.valley import with_valleys
from gdanim.panels.limits.walls import CORE_MARGIN, OPEN, finite_values, wall_heights, with_walls, with_whole_rim

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.functions import Function
    from gdanim.functions.properties.jumps import Jump

SLOW_STEPS, SLOW_LENGTHS = 4, 3.0
"""First steps of a run that falls for ever, and their lengths within which all of it is shown."""
NEAR_PATH_LENGTHS, FAR_PATH_LENGTHS = 2.0, 8.0  # path lengths to a stationary point that is shown, and to one of few
LONE_PATH_LENGTHS = 1.0  # the same to a stationary point beside the only extremum that runs look for, in a plane
GOAL_PATH_LENGTHS = 40.0  # the same to the extremum that a run looks for, because tiny steps make a short path
MAX_HILL_HEIGHTS = 6.0  # heights of the core, to the height of a stationary point beyond it
FEW_POINTS = 4  # stationary points of which all are shown
NEAREST_POINTS = {1: 3, 2: 5}  # the nearest ones shown of more, by the number of variables
LEAST_SIDE = 0.3  # minimum of the shorter side, as a fraction of the longer
OTHER_SIDE = 0.5  # minimum of the other side of a lone extremum, as a fraction of one
MIN_BORDER_DISTANCE, CLEARING_COUNT = 0.06, 3
"""Share of the size by which a stationary point is away from the ends; how often these are moved out."""
TIE_TOLERANCE = 1e-6  # of a distance: others that differ by less are equal
FLAT_BRANCH_SIZES = 1.0  # core sizes beyond the outermost stationary point to which a flat branch of a curve is shown
NEIGHBOUR_HEIGHTS = 14.0  # heights of the core to the next stationary points on a line beside the goal
POLE_REACH, POLE_STRIP = 1.5, 0.04  # core sizes to a pole that is shown; the same beyond it
JUMP_PATH_LENGTHS = 4.0  # path lengths to a jump that is shown


@dataclass(frozen=True)
class Window:
    """The part shown of a function of one or two variables.

    Attributes
    ----------
    path
        The range, for each variable, of the iterates shown and of the goals that the runs approach.
    core
        The range, for each variable, of everything that must be visible: iterates, stationary points and their
        mirror images.
    ranges
        The core's ranges with the walls about it.
    is_bowl
        Whether walls of two variables close all about it.
    """

    path: tuple[Range, ...]
    core: tuple[Range, ...]
    ranges: tuple[Range, ...]
    is_bowl: bool = False


def window(trajectories: Sequence[Trajectory], cap: Sequence[Range] | None = None) -> Window:
    """Returns the window of all runs of one function.

    Parameters
    ----------
    trajectories
        Runs of one function of one or two variables.
    cap
        The range, for each variable, beyond which no wall is shown, only iterates and starts.
    """
    function, shown = trajectories[0].run.function, _with_slow_leavers(trajectories, shown_iterates(trajectories))
    low, high = shown.min(axis=0), shown.max(axis=0)
    path_length = float((high - low).max())
    if path_length <= SAME_POINT_TOLERANCE * max(1.0, float(np.abs(shown).max())):
        path_length = max(1.0, 0.5 * float(np.abs(low).max()))
        low, high = low - path_length, high + path_length
    stationary = _places_near(trajectories, shown, low, high, path_length)
    low, high = _holding(stationary, low, high)
    goals = [nearest_goal(trajectory) for trajectory in trajectories]
    path = np.vstack([shown, *(np.array([goal]) for goal in goals if goal is not None)])
    beside = _jumps_beside(trajectories, shown, low, high, path_length)
    low, high = (
        np.minimum(low, min((jump.x for jump in beside), default=np.inf)),
        np.maximum(high, max((jump.x for jump in beside), default=-np.inf)),
    )
    low, high = with_valleys(trajectories, goals, low, high)
    landmarks = np.vstack([ring_points(trajectories, low, high), domain_points(trajectories, stationary, low, high)])
    low, high = _holding(landmarks, low, high)
    low, high, is_mirrored = mirrored(function, stationary, low, high, is_whole=len(landmarks) > 0)
    pole = None if len(stationary) or function.is_slow else _pole_beside(function, low, high)
    if pole is not None:
        low, high = _holding(pole[None], low, high)
        low, high, is_mirrored = (
            mirrored(function, pole[None], low, high, is_whole=True) if len(low) > 1 else (low, high, is_mirrored)
        )
    missing = np.maximum(LEAST_SIDE * max(float((high - low).max()), path_length) - (high - low), 0)
    low, high = low - missing / 2, high + missing / 2
    sign = -1.0 if trajectories[0].run.is_ascent else 1.0
    core = _capped(low, high, shown, cap)
    heights = wall_heights(trajectories, sign, np.vstack([shown, stationary]), jump_heights(beside))
    margins = np.where(is_mirrored | (len(low) == 1), CORE_MARGIN, OPEN[len(low)])
    walled = with_walls(function, heights, core, path_length, margins, _other_sides(stationary, core))
    if len(low) == 1 and len(stationary):
        walled = _with_short_branches(function, stationary, core, *walled)
    inner, outer, is_bowl = with_whole_rim(function, sign, heights.wall, *walled)
    walled = _moved_out(function, trajectories, inner, outer)
    if pole is not None:
        strip = POLE_STRIP * (core[1] - core[0])
        walled = np.minimum(walled[0], pole - strip), np.maximum(walled[1], pole + strip)
    if len(low) == 1:
        ends = [x for x, _ in domain_ends(function, (float(walled[0][0]), float(walled[1][0])))]
        core = np.minimum(core[0], min(ends, default=np.inf)), np.maximum(core[1], max(ends, default=-np.inf))
    lowest, highest = path.min(axis=0), path.max(axis=0)
    return Window(_ranges(lowest, highest), _ranges(*core), _ranges(*_capped(*walled, shown, cap)), is_bowl)


def _with_slow_leavers(trajectories: Sequence[Trajectory], shown: np.ndarray) -> np.ndarray:
    """Returns the iterates that the window holds, with all of a run that falls for ever, but ever more slowly."""
    for trajectory in trajectories:
        points = trajectory.points
        if trajectory.verdict.kind != "unbounded" or not np.isfinite(points).all():
            continue
        steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
        early = float(np.ptp(np.vstack([shown, points[: SLOW_STEPS + 1]]), axis=0).max())
        if steps[-1] < steps.max() and float(np.ptp(points, axis=0).max()) <= SLOW_LENGTHS * early:
            shown = np.vstack([shown, points])
    return shown


def _places_near(
    trajectories: Sequence[Trajectory], shown: np.ndarray, low: np.ndarray, high: np.ndarray, path_length: float
) -> np.ndarray:
    """Returns stationary points (m, d) near the path, nearest first, and all goals."""
    distinct = {point.at: point.value for trajectory in trajectories for point in trajectory.stationary_points}
    stationary = np.array(sorted(distinct), dtype=float).reshape(-1, len(low))
    heights = np.array([distinct[point] for point in sorted(distinct)])
    stationary = stationary[_is_within_hills(trajectories[0].run.function, shown, heights)]
    gaps = _gaps(stationary, low, high)
    order = np.argsort(gaps, kind="stable")
    stationary, gaps = stationary[order], gaps[order]
    are_few = np.count_nonzero(gaps <= FAR_PATH_LENGTHS * path_length) <= FEW_POINTS
    reach = FAR_PATH_LENGTHS if are_few else NEAR_PATH_LENGTHS
    if len(low) > 1 and _has_lone_goal(trajectories):
        reach = LONE_PATH_LENGTHS
    near = stationary[(gaps <= reach * path_length) & _are_nearest(gaps, NEAREST_POINTS[len(low)])]
    near = np.vstack([near, _neighbours(trajectories, shown, low, high, path_length)])
    near = near[[not _is_behind_pole(trajectories[0].run.function, place, low, high) for place in near]]
    goals = np.array([goal for goal in map(nearest_goal, trajectories) if goal is not None]).reshape(-1, len(low))
    least_length = 0.5 * max(1.0, float(np.abs(shown).max()))  # of invisibly small steps
    best = np.array(sorted({at for trajectory in trajectories for at in _best(trajectory)})).reshape(-1, len(low))
    best = best[_gaps(best, low, high) <= FAR_PATH_LENGTHS * max(path_length, 0.5 * least_length)]
    return np.vstack([near, best, goals[_gaps(goals, low, high) <= GOAL_PATH_LENGTHS * max(path_length, least_length)]])


def _has_lone_goal(trajectories: Sequence[Trajectory]) -> bool:
    """Returns whether a single point is an extremum that the runs look for: then no hill parts any valleys."""
    points = {point for trajectory in trajectories for point in trajectory.stationary_points}
    goals = [point for point in points if point.kind == trajectories[0].run.goal_kind]
    return len(goals) == 1 and goals[0].spread is None


def _neighbours(
    trajectories: Sequence[Trajectory], shown: np.ndarray, low: np.ndarray, high: np.ndarray, path_length: float
) -> np.ndarray:
    """Returns the stationary points (n, 1) of a line next to the goals: the hills of the valleys of the runs."""
    if len(low) > 1:
        return np.empty((0, len(low)))
    points = sorted({(*point.at, point.value) for trajectory in trajectories for point in trajectory.stationary_points})
    goals = [goal[0] for goal in map(nearest_goal, trajectories) if goal is not None]
    before = [max((point for point in points if point[0] < goal), default=None) for goal in goals]
    after = [min((point for point in points if point[0] > goal), default=None) for goal in goals]
    beside = np.array([point for point in [*before, *after] if point is not None]).reshape(-1, 2)
    ends = np.vstack([shown, *([goal] for goal in goals)])
    values = finite_values(trajectories[0].run.function, 1.0, ends)
    reach = NEIGHBOUR_HEIGHTS * float(np.ptp(values)) if len(values) else 0.0
    is_near = _gaps(beside[:, :1], low, high) <= FAR_PATH_LENGTHS * path_length
    is_low = np.abs(beside[:, 1] - float(np.mean(values) if len(values) else 0.0)) <= reach
    return beside[is_near & is_low, :1]


def _jumps_beside(
    trajectories: Sequence[Trajectory], shown: np.ndarray, low: np.ndarray, high: np.ndarray, path_length: float
) -> list[Jump]:
    """Returns the jumps of one variable among what the runs see and next to it, none far over the starts."""
    if len(low) > 1:
        return []
    function, sign = trajectories[0].run.function, -1.0 if trajectories[0].run.is_ascent else 1.0
    found = nearest_jumps(function, float(low[0]), float(high[0]), JUMP_PATH_LENGTHS * path_length)
    heights = finite_values(function, sign, np.vstack([shown, [trajectories[0].run.start]]))
    seen = np.append(heights, sign * np.array(jump_heights(found)))
    top = 2 * heights.max(initial=-np.inf) - seen.min(initial=np.inf)
    return [jump for jump in found if max(sign * value for value in jump_heights([jump])) <= top]


def _are_nearest(gaps: np.ndarray, count: int) -> np.ndarray:
    """Returns a mask of the first ``count`` of rising distances (n,), or fewer: it keeps all or none of equal ones."""
    if len(gaps) <= count:
        return np.ones(len(gaps), dtype=bool)
    are_nearer = gaps < (1 - TIE_TOLERANCE) * gaps[count]
    return are_nearer if are_nearer.any() else np.arange(len(gaps)) < count


def _is_behind_pole(function: Function, place: np.ndarray, low: np.ndarray, high: np.ndarray) -> bool:
    """Returns whether a pole of one variable lies between a place and the ends of what the runs see."""
    if len(place) > 1 or low[0] <= place[0] <= high[0]:
        return False
    ends = (place[0], low[0]) if place[0] < low[0] else (high[0], place[0])
    return has_pole(function, float(ends[0]), float(ends[1]))


def _gaps(stationary: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Returns the distances of places (n, d) from the box between the ends."""
    return np.linalg.norm(np.maximum(np.maximum(low - stationary, stationary - high), 0), axis=1)


def _is_within_hills(function: Function, shown: np.ndarray, heights: np.ndarray) -> np.ndarray:
    """Returns whether each value (n,) can be shown without flattening the values that must be visible."""
    values = finite_values(function, 1.0, shown)
    reach = MAX_HILL_HEIGHTS * float(np.ptp(values)) if len(values) else 0.0
    if not reach:
        return np.ones(len(heights), dtype=bool)
    return (heights >= values.min() - reach) & (heights <= values.max() + reach)


def _best(trajectory: Trajectory) -> list[tuple[float, ...]]:
    """Returns the best of the extrema that a run looks for, if there are others; none if more than a few are best."""
    found = [point for point in trajectory.stationary_points if point.kind == trajectory.run.goal_kind]
    best = [point.at for point in found if point.scope == "global"]
    return best if len(best) <= FEW_POINTS and len(found) > 1 else []


def _with_short_branches(
    function: Function, stationary: np.ndarray, core: tuple[np.ndarray, np.ndarray], low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Returns a line's ends, where the curve rises slowly no farther out than the core is wide."""
    size = core[1] - core[0]
    with np.errstate(all="ignore"):
        is_branch = np.isfinite(function.values(np.array([low, high])))  # and no end of the domain
    least, most = stationary.min(axis=0) - FLAT_BRANCH_SIZES * size, stationary.max(axis=0) + FLAT_BRANCH_SIZES * size
    return (
        np.maximum(low, np.minimum(core[0] - CORE_MARGIN * size, least)) if is_branch[0] else low,
        np.minimum(high, np.maximum(core[1] + CORE_MARGIN * size, most)) if is_branch[1] else high,
    )


def _pole_beside(function: Function, low: np.ndarray, high: np.ndarray) -> np.ndarray | None:
    """Returns the pole next to what the runs see, or on a line the end of the domain, if it is not far away."""
    return nearest_pole(function, low, high, POLE_REACH * float((high - low).max()))


def _holding(points: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the ends, moved out to hold points (n, d)."""
    return np.minimum(low, points.min(axis=0, initial=np.inf)), np.maximum(high, points.max(axis=0, initial=-np.inf))


def _other_sides(stationary: np.ndarray, core: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Returns how much further the ends must be to show half of a lone stationary point's other side."""
    if len(np.unique(stationary, axis=0)) != 1:
        return np.zeros_like(core[0]), np.zeros_like(core[0])
    below, above = stationary[0] - core[0], core[1] - stationary[0]
    return np.maximum(OTHER_SIDE * above - below, 0), np.maximum(OTHER_SIDE * below - above, 0)


def _moved_out(
    function: Function, trajectories: Sequence[Trajectory], low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Returns the ends, moved out where a stationary point would stand on them or close to them."""
    stationary = np.array(
        sorted({point.at for trajectory in trajectories for point in trajectory.stationary_points})
    ).reshape(-1, len(low))
    for _ in range(CLEARING_COUNT):
        margin = MIN_BORDER_DISTANCE * (high - low)
        is_over = ((stationary >= low - margin / 2) & (stationary <= high + margin / 2)).all(axis=1)
        if not is_over.any():
            break
        lower, upper = stationary[is_over].min(axis=0) - margin, stationary[is_over].max(axis=0) + margin
        wider_low, wider_high = np.minimum(low, lower), np.maximum(high, upper)
        corners = np.array([wider_low, wider_high])
        if ((wider_low == low).all() and (wider_high == high).all()) or not np.isfinite(function.values(corners)).all():
            break
        low, high = wider_low, wider_high
    return low, high


def clear_of_border(
    function: Function, trajectories: Sequence[Trajectory], x_range: Range, y_range: Range
) -> tuple[Range, Range]:
    """Returns the ranges of a plane, extended where a stationary point would stand on the border or close to it."""
    low, high = np.array([x_range, y_range]).T
    x_range, y_range = _ranges(*_moved_out(function, trajectories, low, high))
    return x_range, y_range


def goals_in_sight(trajectories: Sequence[Trajectory], *shown: Range) -> tuple[float, ...] | None:
    """Returns the middle of the goals and best extrema between the ends; None without any, or if one is a line."""
    if any(point.spread for trajectory in trajectories for point in trajectory.stationary_points):
        return None
    found = [goal for goal in map(nearest_goal, trajectories) if goal is not None]
    found += [at for trajectory in trajectories for at in _best(trajectory)]
    low, high = np.array(shown).T
    points = np.array(found, dtype=float).reshape(-1, len(low))
    points = points[((points >= low) & (points <= high)).all(axis=1)]
    return tuple(((points.min(axis=0) + points.max(axis=0)) / 2).tolist()) if len(points) else None


def _capped(
    low: np.ndarray, high: np.ndarray, shown: np.ndarray, cap: Sequence[Range] | None
) -> tuple[np.ndarray, np.ndarray]:
    if cap is None:
        return low, high
    margin = CORE_MARGIN * (shown.max(axis=0) - shown.min(axis=0))
    lowest, highest = np.array(cap, dtype=float).T
    is_below, is_above = shown.min(axis=0) < lowest, shown.max(axis=0) > highest
    lowest = np.where(is_below, shown.min(axis=0) - margin, lowest)
    highest = np.where(is_above, shown.max(axis=0) + margin, highest)
    return np.maximum(low, lowest), np.minimum(high, highest)


def _ranges(low: Iterable[float], high: Iterable[float]) -> tuple[Range, ...]:
    return tuple(clamped(float(left), float(right)) for left, right in zip(low, high, strict=True))
