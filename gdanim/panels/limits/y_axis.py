"""The y axis of a function of one variable: starts, shown iterates and goals, with margins for their marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels.limits.breaks import domain_ends, jump_heights, nearest_jumps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.functions.search.stationary import StationaryPoint

MIN_MARGIN = 0.12  # fraction of the height, below and above
MAX_MARGIN = 0.42  # fraction of the height, however much room marks need
MAX_HILL = 14.0  # heights of the range of starts, iterates and goals by which hills and valleys are shown
MAX_PEAK = 60.0  # the same for a hill between two goals
MAX_END_HEIGHTS = 8.0  # the same for ends of the domain
MAX_JUMP_HEIGHTS, MAX_UPHILL_HEIGHTS = 8.0, 1.0  # the same for jumps, and for the far side of a jump up
BULK_SHARE, POLE_REACH = 0.95, 3.0  # fraction of a curve's samples; their heights by which a pole is shown
CURVE_SAMPLES = 513
FLAT_TOLERANCE = 1e-12  # relative to the values


@dataclass(frozen=True)
class MarkMargins:
    """The pixels that marks need ``below`` the lowest point and ``above`` the highest, in a picture of a ``height``."""

    height: float
    below: float
    above: float


NO_MARKS = MarkMargins(height=1000.0, below=0.0, above=0.0)
"""The margins of a range that does not depend on the picture's pixels."""


def y_range(
    trajectories: Sequence[Trajectory], x_shown: Range, margins: MarkMargins, *, whole_curve: bool = False
) -> Range:
    """Returns the range of f at the starts, the visible iterates and the goals, with margins for their marks.

    ``whole_curve``: it also contains the curve between ``x_shown``, except near a pole.
    """
    values = _iterates_and_goals(trajectories, x_shown)
    if whole_curve:
        values += _curve_heights(trajectories, x_shown)
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    extrema = [point.value for point in _stationary_points(trajectories, x_shown)]
    near = _within(extrema, low, high, MAX_HILL, MAX_HILL)
    near += _within(_heights_between_goals(trajectories, x_shown), low, high, MAX_PEAK, MAX_PEAK)
    function, is_ascent = trajectories[0].run.function, trajectories[0].run.is_ascent
    if len(function.variables) == 1:
        max_heights = (MAX_UPHILL_HEIGHTS, MAX_JUMP_HEIGHTS) if is_ascent else (MAX_JUMP_HEIGHTS, MAX_UPHILL_HEIGHTS)
        near += _within(jump_heights(nearest_jumps(function, *x_shown)), low, high, *max_heights)
        near += _within(
            [height for _, height in domain_ends(function, x_shown)], low, high, MAX_END_HEIGHTS, MAX_END_HEIGHTS
        )
    low, high = min([low, *near]), max([high, *near])
    if is_flat(low, high):
        low, high = _curve_range(trajectories, x_shown, low)
    return with_margins(low, high, margins)


def _heights_between_goals(trajectories: Sequence[Trajectory], x_shown: Range) -> list[float]:
    """Returns the values of the visible stationary points that lie between two extrema which the runs look for."""
    points = _stationary_points(trajectories, x_shown)
    goals = [point.at[0] for point in points if point.kind == trajectories[0].run.goal_kind]
    return [point.value for point in points if goals and min(goals) < point.at[0] < max(goals)]


def _within(values: Sequence[float], low: float, high: float, below: float, above: float) -> list[float]:
    """Returns the values at most so many heights below and above a range."""
    size = high - low
    return [value for value in values if low - below * size <= value <= high + above * size]


def with_margins(low: float, high: float, margins: MarkMargins) -> Range:
    """Returns the range from ``low`` to ``high`` with margins that leave marks the pixels they need."""
    below, above = max(MIN_MARGIN, margins.below / margins.height), max(MIN_MARGIN, margins.above / margins.height)
    below, above = (min(part, MAX_MARGIN) for part in (below, above))
    span = (high - low) / (1 - below - above)
    return low - below * span, high + above * span


def is_flat(low: float, high: float) -> bool:
    """Returns whether two values are equal up to rounding."""
    return high - low <= FLAT_TOLERANCE * max(1.0, abs(low), abs(high))


def _stationary_points(trajectories: Sequence[Trajectory], x_shown: Range) -> list[StationaryPoint]:
    """Returns the visible stationary points of all runs."""
    return [
        point
        for trajectory in trajectories
        for point in trajectory.stationary_points
        if x_shown[0] <= point.at[0] <= x_shown[1]
    ]


def _iterates_and_goals(trajectories: Sequence[Trajectory], x_shown: Range) -> list[float]:
    """Returns the values of f at the visible iterates and goals."""
    values: list[float] = []
    for trajectory in trajectories:
        xs, ys = trajectory.points[:, 0], trajectory.values
        values += ys[np.isfinite(ys) & (xs >= x_shown[0]) & (xs <= x_shown[1])].tolist()
    goal_kind = trajectories[0].run.goal_kind
    return values + [point.value for point in _stationary_points(trajectories, x_shown) if point.kind == goal_kind]


def _curve_heights(trajectories: Sequence[Trajectory], x_shown: Range) -> list[float]:
    """Returns the minimum and maximum of the curve; near a pole limited to the bulk of its values."""
    curve = trajectories[0].run.function.values(np.linspace(*x_shown, CURVE_SAMPLES))
    curve = curve[np.isfinite(curve)]
    if not len(curve):
        return []
    bottom, top = np.quantile(curve, (1 - BULK_SHARE, BULK_SHARE)).tolist()
    reach = POLE_REACH * (top - bottom)
    return [max(float(curve.min()), bottom - reach), min(float(curve.max()), top + reach)]


def _curve_range(trajectories: Sequence[Trajectory], x_shown: Range, level: float) -> Range:
    """Returns the range of the curve in the middle half of the axis, when all points have the same value ``level``."""
    low, high = x_shown
    middle = np.linspace(low + (high - low) / 4, high - (high - low) / 4, CURVE_SAMPLES)
    curve = trajectories[0].run.function.values(middle)
    curve = curve[np.isfinite(curve)]
    bottom, top = (float(curve.min()), float(curve.max())) if len(curve) else (level, level)
    if top - bottom > FLAT_TOLERANCE * max(1.0, abs(level)):
        return min(bottom, level), max(top, level)
    return level - 1.0, level + 1.0
