"""The stationary points and the jumps near the path of runs, which a window shows too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels.limits.breaks import has_pole, jump_heights, nearest_jumps
from gdanim.panels.limits.shown_iterates import nearest_goal
from gdanim.panels.limits.walls import finite_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory
    from gdanim.functions import Function
    from gdanim.functions.properties.jumps import Jump
    from gdanim.panels.limits.extent import Extent

NEAR_PATH_LENGTHS, FAR_PATH_LENGTHS = 2.0, 8.0  # path lengths to a stationary point that is shown, and to one of few
LONE_PATH_LENGTHS = 1.0  # the same to a stationary point beside the only extremum that runs look for, in a plane
GOAL_PATH_LENGTHS = 40.0  # the same to the extremum that a run looks for, because tiny steps make a short path
MAX_HILL_HEIGHTS = 6.0  # heights of the core, to the height of a stationary point beyond it
FEW_POINTS = 4  # stationary points of which all are shown
NEAREST_POINTS = {1: 3, 2: 5}  # the nearest ones shown of more, by the number of variables
TIE_TOLERANCE = 1e-6  # of a distance: others that differ by less are equal
NEIGHBOUR_HEIGHTS = 14.0  # heights of the core to the next stationary points on a line beside the goal
JUMP_PATH_LENGTHS = 4.0  # path lengths to a jump that is shown


def points_near(trajectories: Sequence[Trajectory], shown: np.ndarray, seen: Extent, path_length: float) -> np.ndarray:
    """Returns stationary points (m, d) near the path, nearest first, and all goals."""
    distinct = {point.at: point.value for trajectory in trajectories for point in trajectory.stationary_points}
    stationary = np.array(sorted(distinct), dtype=float).reshape(-1, len(seen.low))
    heights = np.array([distinct[point] for point in sorted(distinct)])
    stationary = stationary[_is_within_hills(trajectories[0].run.function, shown, heights)]
    gaps = seen.distances(stationary)
    order = np.argsort(gaps, kind="stable")
    stationary, gaps = stationary[order], gaps[order]
    are_few = np.count_nonzero(gaps <= FAR_PATH_LENGTHS * path_length) <= FEW_POINTS
    reach = FAR_PATH_LENGTHS if are_few else NEAR_PATH_LENGTHS
    if not seen.is_line and _has_lone_goal(trajectories):
        reach = LONE_PATH_LENGTHS
    near = stationary[(gaps <= reach * path_length) & _are_nearest(gaps, NEAREST_POINTS[len(seen.low)])]
    near = np.vstack([near, _neighbours(trajectories, shown, seen, path_length)])
    near = near[[not _is_behind_pole(trajectories[0].run.function, point, seen) for point in near]]
    goals = np.array([goal for goal in map(nearest_goal, trajectories) if goal is not None]).reshape(-1, len(seen.low))
    least_length = 0.5 * max(1.0, float(np.abs(shown).max()))  # of invisibly small steps
    best = np.array(sorted({at for trajectory in trajectories for at in best_extrema(trajectory)})).reshape(
        -1, len(seen.low)
    )
    best = best[seen.distances(best) <= FAR_PATH_LENGTHS * max(path_length, 0.5 * least_length)]
    return np.vstack([near, best, goals[seen.distances(goals) <= GOAL_PATH_LENGTHS * max(path_length, least_length)]])


def _has_lone_goal(trajectories: Sequence[Trajectory]) -> bool:
    """Returns whether a single point is an extremum that the runs look for: then no hill parts any valleys."""
    points = {point for trajectory in trajectories for point in trajectory.stationary_points}
    goals = [point for point in points if point.kind == trajectories[0].run.goal_kind]
    return len(goals) == 1 and goals[0].spread is None and goals[0].scope is None


def _neighbours(trajectories: Sequence[Trajectory], shown: np.ndarray, seen: Extent, path_length: float) -> np.ndarray:
    """Returns the stationary points (n, 1) of a line next to the goals: the hills of the valleys of the runs."""
    if not seen.is_line:
        return np.empty((0, len(seen.low)))
    points = sorted({(*point.at, point.value) for trajectory in trajectories for point in trajectory.stationary_points})
    goals = [goal[0] for goal in map(nearest_goal, trajectories) if goal is not None]
    before = [max((point for point in points if point[0] < goal), default=None) for goal in goals]
    after = [min((point for point in points if point[0] > goal), default=None) for goal in goals]
    beside = np.array([point for point in [*before, *after] if point is not None]).reshape(-1, 2)
    ends = np.vstack([shown, *([goal] for goal in goals)])
    values = finite_values(trajectories[0].run.function, 1.0, ends)
    reach = NEIGHBOUR_HEIGHTS * float(np.ptp(values)) if len(values) else 0.0
    is_near = seen.distances(beside[:, :1]) <= FAR_PATH_LENGTHS * path_length
    is_low = np.abs(beside[:, 1] - float(np.mean(values) if len(values) else 0.0)) <= reach
    return beside[is_near & is_low, :1]


def jumps_beside(trajectories: Sequence[Trajectory], shown: np.ndarray, seen: Extent, path_length: float) -> list[Jump]:
    """Returns the jumps of one variable among what the runs see and next to it, none far over the starts."""
    if not seen.is_line:
        return []
    function, sign = trajectories[0].run.function, -1.0 if trajectories[0].run.is_ascent else 1.0
    found = nearest_jumps(function, float(seen.low[0]), float(seen.high[0]), JUMP_PATH_LENGTHS * path_length)
    heights = finite_values(function, sign, np.vstack([shown, [trajectories[0].run.start]]))
    visible = np.append(heights, sign * np.array(jump_heights(found)))
    top = 2 * heights.max(initial=-np.inf) - visible.min(initial=np.inf)
    return [jump for jump in found if max(sign * value for value in jump_heights([jump])) <= top]


def _are_nearest(gaps: np.ndarray, count: int) -> np.ndarray:
    """Returns a mask of the first ``count`` of rising distances (n,), or fewer: it keeps all or none of equal ones."""
    if len(gaps) <= count:
        return np.ones(len(gaps), dtype=bool)
    are_nearer = gaps < (1 - TIE_TOLERANCE) * gaps[count]
    return are_nearer if are_nearer.any() else np.arange(len(gaps)) < count


def _is_behind_pole(function: Function, point: np.ndarray, seen: Extent) -> bool:
    """Returns whether a pole of one variable lies between a point and the ends of what the runs see."""
    if len(point) > 1 or seen.low[0] <= point[0] <= seen.high[0]:
        return False
    ends = (point[0], seen.low[0]) if point[0] < seen.low[0] else (seen.high[0], point[0])
    return has_pole(function, float(ends[0]), float(ends[1]))


def _is_within_hills(function: Function, shown: np.ndarray, heights: np.ndarray) -> np.ndarray:
    """Returns whether each value (n,) can be shown without flattening the values that must be visible."""
    values = finite_values(function, 1.0, shown)
    reach = MAX_HILL_HEIGHTS * float(np.ptp(values)) if len(values) else 0.0
    if not reach:
        return np.ones(len(heights), dtype=bool)
    return (heights >= values.min() - reach) & (heights <= values.max() + reach)


def best_extrema(trajectory: Trajectory) -> list[tuple[float, ...]]:
    """Returns the best of the extrema that a run looks for, if there are others; none if more than a few are best."""
    found = [point for point in trajectory.stationary_points if point.kind == trajectory.run.goal_kind]
    best = [point.at for point in found if point.scope == "global"]
    return best if len(best) <= FEW_POINTS and len(found) > 1 else []
