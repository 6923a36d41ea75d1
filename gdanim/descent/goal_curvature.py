"""The curvature at the goal of a run, which decides for which step sizes gradient descent settles there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent.trajectory import Trajectory
    from gdanim.points import Point

FAR_COORDINATE, MAX_SAMPLES = 1e6, 20  # size and number of the points that are compared
SAME_HESSIAN_TOLERANCE = 1e-7  # relative difference of equal Hessians
NEGLIGIBLE = 1e-9  # relative to the slope per way between a start and its goal: no curvature


class GoalCurvature(NamedTuple):
    """The goal of a run, and the largest and the smallest curvature there, negative in ascent if it is a maximum's.

    ``is_known`` is False at a kink, and where the largest is zero or not finite: then no step size is a limit.
    ``has_kink``: the slope jumps at the goal.
    """

    point: Point
    largest: float
    smallest: float
    is_known: bool
    has_kink: bool


def goal_of(trajectory: Trajectory) -> Point | None:
    """Returns the point that a run has reached, or of those that it looks for the nearest to its start, if any."""
    if trajectory.verdict.goal is not None:
        return trajectory.verdict.goal
    goals = [point.at for point in trajectory.stationary_points if point.kind == trajectory.run.goal_kind]
    return min(goals, key=lambda goal: math.dist(goal, trajectory.run.start), default=None)


def goal_curvature(trajectory: Trajectory) -> GoalCurvature | None:
    """Returns the curvatures at a run's goal, in ascent those of −f; None without a known goal."""
    goal, run = goal_of(trajectory), trajectory.run
    if goal is None:
        return None
    has_kink = run.function.has_kink_at(goal)
    high, low = run.function.curvature(goal)
    largest, smallest = (-low, -high) if run.is_ascent else (high, low)
    return GoalCurvature(goal, largest, smallest, not has_kink and _is_felt(trajectory, goal, largest), has_kink)


def is_quadratic(trajectory: Trajectory) -> bool:
    """Returns whether the Hessian is the same at the goal and along a run: then limits hold everywhere."""
    points = trajectory.points[np.abs(trajectory.points).max(axis=1) < FAR_COORDINATE][:MAX_SAMPLES]
    goal = goal_of(trajectory)
    rows = np.vstack([points, *([] if goal is None else [goal])])
    hessians = trajectory.run.function.hessians(rows)
    scale = float(np.abs(hessians[0]).max())
    return bool(np.abs(hessians - hessians[0]).max() <= SAME_HESSIAN_TOLERANCE * scale)


def _is_felt(trajectory: Trajectory, goal: Sequence[float], curvature: float) -> bool:
    """Returns whether a curvature is above zero, not only by rounding."""
    if not 0 < curvature < math.inf:
        return False
    slope, way = math.hypot(*trajectory.full_gradients[0]), math.dist(goal, trajectory.run.start)
    return not way or not math.isfinite(slope) or curvature > NEGLIGIBLE * slope / way
