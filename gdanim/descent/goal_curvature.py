"""The curvature at the goal of a run, which decides for which step sizes gradient descent settles there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent.trajectory import Trajectory
    from gdanim.points import Point

MAX_CURVATURE_COORDINATE = 1e8
"""The size of coordinates beyond which curvatures are not asked for: there they consist of rounding."""
MAX_SAMPLES = 20  # points whose Hessians are compared
SAME_HESSIAN_TOLERANCE = 1e-7  # relative difference of equal Hessians
NEGLIGIBLE_CURVATURE = 1e-9  # relative to the slope per way between a start and its goal: no curvature


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

    @property
    def step_limits(self) -> dict[str, float]:
        """The limits 1/L and 2/L of the step size near the goal; none if the curvature is not known."""
        return step_limits(self.largest) if self.is_known else {}


def step_limits(largest: float) -> dict[str, float]:
    """Returns 1/L and 2/L by their names, for the largest curvature L; none unless L is above zero and both finite."""
    return {"1/L": 1 / largest, "2/L": 2 / largest} if largest > 0 and 0 < 2 / largest < math.inf else {}


def swept_step_limits(trajectories: Sequence[Trajectory]) -> dict[str, float]:
    """Returns 1/L and 2/L for runs with many step sizes, with L at the minimum that the first to arrive reaches."""
    arrived = next((each for each in trajectories if each.verdict.has_converged), trajectories[0])
    curvature = goal_curvature(arrived)
    return curvature.step_limits if curvature is not None else {}


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
    points = trajectory.points[np.abs(trajectory.points).max(axis=1) < MAX_CURVATURE_COORDINATE][:MAX_SAMPLES]
    goal = goal_of(trajectory)
    rows = np.vstack([points, *([] if goal is None else [goal])])
    hessians = trajectory.run.function.hessians(rows)
    scale = float(np.abs(hessians[0]).max())
    return bool(np.abs(hessians - hessians[0]).max() <= SAME_HESSIAN_TOLERANCE * scale)


def _is_felt(trajectory: Trajectory, goal: Sequence[float], curvature: float) -> bool:
    """Returns whether a curvature is above zero, not only by rounding."""
    if not 0 < curvature < math.inf:
        return False
    slope, distance = math.hypot(*trajectory.full_gradients[0]), math.dist(goal, trajectory.run.start)
    return not distance or not math.isfinite(slope) or curvature > NEGLIGIBLE_CURVATURE * slope / distance
