"""The axes of a function of two variables: they hold the starts, the goals and the iterates not far away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.axis_range import clamped

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.panels import PanelContext

MARGIN = 0.1  # of an axis' width, on either side
MAX_DISTANCE = 1.2  # iterates are shown up to so many times the start's distance from the goal
MIN_WIDTH = 0.5  # of an axis, before its margins
MAX_STRETCH = 4.0  # units are equal where no range need be widened more than so many times


def plane_ranges(context: PanelContext) -> tuple[Range, Range]:
    """The author's domain, or the catalogue's or what the runs need, widened to hold all starts."""
    if context.scene_facts.domain:
        return context.scene_facts.domain[0], context.scene_facts.domain[1]
    domain = context.trajectories[0].run.function.domain
    x_range, y_range = (domain[axis] if domain else _runs_range(context, axis) for axis in (0, 1))
    return _with_starts(context, 0, x_range), _with_starts(context, 1, y_range)


def equal_units(x_range: Range, y_range: Range, aspect: float) -> tuple[Range, Range]:
    """The ranges, widened until one unit is as long on both axes of a box ``aspect`` times as wide as high.

    They stay as they are where one of them would be widened too much.
    """
    ratio = (x_range[1] - x_range[0]) / (y_range[1] - y_range[0]) / aspect
    if not 1 / MAX_STRETCH <= ratio <= MAX_STRETCH:
        return x_range, y_range
    return _stretched(x_range, max(1.0, 1 / ratio)), _stretched(y_range, max(1.0, ratio))


def _runs_range(context: PanelContext, axis: int) -> Range:
    """The range that holds starts, goals, and the iterates up to the width of these beyond them or near their goal."""
    starts = [trajectory.run.start[axis] for trajectory in context.trajectories]
    goals = [run.verdict.goal[axis] for run in context.trajectories if run.verdict.goal is not None]
    low, high = min(starts + goals), max(starts + goals)
    width = max(high - low, MIN_WIDTH)
    iterates = np.concatenate([trajectory.points[:, axis] for trajectory in context.trajectories])
    shown = iterates[np.isfinite(iterates) & (iterates >= low - width) & (iterates <= high + width)]
    shown = np.concatenate([shown, *(_near_goal(trajectory, axis) for trajectory in context.trajectories)])
    low, high = min(low, *shown), max(high, *shown)
    margin = 2 * MARGIN * max(high - low, MIN_WIDTH)
    return clamped(float(low - margin), float(high + margin))


def _near_goal(trajectory: Trajectory, axis: int) -> np.ndarray:
    """The iterates that are at most ``MAX_DISTANCE`` times as far from the run's goal as its start."""
    goal = trajectory.verdict.goal or trajectory.run.start
    distances = np.abs(trajectory.points - goal).max(axis=1)
    return trajectory.points[distances <= MAX_DISTANCE * distances[0], axis]


def _with_starts(context: PanelContext, axis: int, limits: Range) -> Range:
    """The range, widened where a start lies outside."""
    starts = [trajectory.run.start[axis] for trajectory in context.trajectories]
    margin = MARGIN * (limits[1] - limits[0])
    low = min(starts) - margin if min(starts) < limits[0] else limits[0]
    return low, max(starts) + margin if max(starts) > limits[1] else limits[1]


def _stretched(limits: Range, factor: float) -> Range:
    """The range, ``factor`` times as wide about its middle."""
    middle, half = (limits[0] + limits[1]) / 2, (limits[1] - limits[0]) / 2
    return middle - factor * half, middle + factor * half
