"""The iterates that a window holds: those that stay near their goal, and of a run that leaves the first ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.axis_range import MAX_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory

RETURNING_DISTANCES = 10.0  # first distances from the goal within which iterates of a returning run are shown
MIN_AWAY_DISTANCES, MIN_STILL_AWAY_DISTANCES = 3.0, 1.2
"""First distances at which the last iterate, or the last three, have left."""
LEAST_REACH = 0.3  # of the longer side of runs that settle: their shorter side counts as at least so long
BOUNCE_STEPS = 6  # steps shown of a growing run that bounces from wall to wall
TURN_STEPS = 4  # first steps, which distinguish a run that bounces from one that slides
ESCAPE_DISTANCES = 2.0  # first distances shown of a run that slides away, or leaves beside runs that settle
SLIDE_DISTANCES = 5.0  # first distances shown of a run that slides away slowly, for half of its steps
AHEAD_LENGTHS = 4.0  # lengths of a run's way so far, by which is seen whether f goes on falling
EARLY_STEPS = 4  # steps shown of a run without a goal whose steps grow, and as far again
SAME_POINT_TOLERANCE = 1e-9  # relative to a coordinate, or to 1


def shown_iterates(trajectories: Sequence[Trajectory]) -> np.ndarray:
    """Returns the iterates of each run that the window contains, as points (n, d).

    An outlier run does not flatten the others.
    """
    settling = [_kept(trajectory) for trajectory in trajectories if not _leaves(trajectory)]
    leaving = [_kept(trajectory) for trajectory in trajectories if _leaves(trajectory)]
    if settling and leaving:
        points = np.vstack(settling)
        middle, sides = (points.min(axis=0) + points.max(axis=0)) / 2, np.ptp(points, axis=0)
        reach = np.maximum(sides, LEAST_REACH * sides.max())
        distances = [(np.abs(points - middle) / reach).max(axis=1) for points in leaving]
        counts = [max(_first(far > ESCAPE_DISTANCES / 2), _first(far[:2] > ESCAPE_DISTANCES), 1) for far in distances]
        leaving = [points[:count] for points, count in zip(leaving, counts, strict=True)]
    return np.vstack([*settling, *leaving])


def _kept(trajectory: Trajectory) -> np.ndarray:
    """Returns the iterates (n, d) of a single run that the window contains, always the first."""
    points, centre = _finite(trajectory), _centre(trajectory)
    if trajectory.end_reason == "left_domain":
        return _with_exit(points)
    if centre is None:
        return points if _crosses_a_flank(trajectory, points) else _until_steps_grow(points)
    distances = np.linalg.norm(points - centre, axis=1)
    first = _first_distance(distances)
    if not _leaves(trajectory):
        return points[(distances <= RETURNING_DISTANCES * first) | (np.arange(len(points)) == 0)]
    if _bounces(points):
        count = min(BOUNCE_STEPS, _first(distances > RETURNING_DISTANCES * first) - 1)
        return points[: max(2, count) + 1]
    count = max(1, _first(distances > ESCAPE_DISTANCES * first))
    return points[: max(count, min(len(points) // 2, _first(distances > SLIDE_DISTANCES * first)))]


def _with_exit(points: np.ndarray) -> np.ndarray:
    """Returns the iterates of a run that leaves the domain, also the one outside unless it is far away."""
    distances = np.linalg.norm(points - points[0], axis=1)
    travelled = float(distances[:-1].max(initial=0.0)) or float(distances[-1])
    return points if distances[-1] <= (1 + ESCAPE_DISTANCES) * travelled else points[:-1]


def _finite(trajectory: Trajectory) -> np.ndarray:
    """Returns the drawable iterates, at least the start."""
    points = trajectory.points
    return points[: max(1, _first(~(np.abs(points) < MAX_NUMBER).all(axis=1)))]


def _centre(trajectory: Trajectory) -> np.ndarray | None:
    """Returns the point that a run approaches: its goal, or the stationary point nearest to its start, if any."""
    goal = nearest_goal(trajectory)
    if goal is None:
        points = [point.at for point in trajectory.stationary_points]
        goal = min(points, key=lambda point: math.dist(point, trajectory.run.start), default=None)
    return None if goal is None else np.array(goal)


def nearest_goal(trajectory: Trajectory) -> Sequence[float] | None:
    """Returns the goal that a run has reached, or the nearest extremum to its start of the kind that it looks for."""
    if trajectory.verdict.goal is not None:
        return trajectory.verdict.goal
    goals = [point.at for point in trajectory.stationary_points if point.kind == trajectory.run.goal_kind]
    return min(goals, key=lambda goal: math.dist(goal, trajectory.run.start), default=None)


def _leaves(trajectory: Trajectory) -> bool:
    """Returns whether a run moves away from its expected limit, and stays away."""
    centre = _centre(trajectory)
    if centre is None:
        return False
    distances = np.linalg.norm(_finite(trajectory) - centre, axis=1)
    first, last = _first_distance(distances), distances[-3:]
    is_away = (
        len(distances) > EARLY_STEPS
        and last.min() > MIN_STILL_AWAY_DISTANCES * first
        and distances.max() > ESCAPE_DISTANCES * first
    )
    return bool(last[-1] > MIN_AWAY_DISTANCES * first or is_away)


def _first_distance(distances: np.ndarray) -> float:
    """Returns the distance of a run's start from its goal, or if it starts there, the length of its first step."""
    first = distances[0] if distances[0] > SAME_POINT_TOLERANCE else distances[min(1, len(distances) - 1)]
    return max(float(first), SAME_POINT_TOLERANCE)


def _bounces(points: np.ndarray) -> bool:
    """Returns whether most of a run's first steps reverse direction."""
    steps = np.diff(points[: TURN_STEPS + 2], axis=0)
    turns = np.einsum("ij,ij->i", steps[:-1], steps[1:]) < 0
    return bool(len(turns) and turns.mean() > 0.5)


def _crosses_a_flank(trajectory: Trajectory, points: np.ndarray) -> bool:
    """Returns whether f improves with every step, and beyond the run's end no longer as fast as on its way."""
    sign = -1.0 if trajectory.run.is_ascent else 1.0
    heights = sign * trajectory.values[: len(points)]
    if not (np.diff(heights) < 0).all():
        return False
    with np.errstate(all="ignore"):
        beyond = sign * trajectory.run.function.values(points[-1:] + AHEAD_LENGTHS * (points[-1:] - points[:1]))[0]
    return bool(heights[-1] - beyond < AHEAD_LENGTHS * (heights[0] - heights[-1]))


def _until_steps_grow(points: np.ndarray) -> np.ndarray:
    """Returns all iterates, or if their steps grow, those of the first steps and as far again."""
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    if len(steps) <= EARLY_STEPS or steps[-1] <= ESCAPE_DISTANCES * steps[0]:
        return points
    distances = np.linalg.norm(points - points[0], axis=1)
    return points[: _first(distances > ESCAPE_DISTANCES * distances[EARLY_STEPS])]


def _first(condition: np.ndarray) -> int:
    """Returns the index of the first True, or the length if there is none."""
    return int(np.argmax(condition)) if condition.any() else len(condition)
