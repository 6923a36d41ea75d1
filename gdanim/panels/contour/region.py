"""Which part of the plane a map shows: the domain, or what holds starts, goals and the iterates near them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.axis_range import clamped

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.panels import PanelContext

MARGIN = 0.1
REACH = 1.2  # a run that moves away from its goal is shown until it is so many times as far as at its start
LEAST = 0.5  # a region is at least so wide
STRETCH = 4.0  # equal units are kept where an axis need not be stretched more than this


def region(context: PanelContext) -> tuple[Range, Range]:
    """The scene's domain as it is, or the catalogue's with the starts."""
    if context.scene.domain:
        return context.scene.domain[0], context.scene.domain[1]
    own = context.trajectories[0].run.function.domain
    ranges = own or [_span(context, axis) for axis in (0, 1)]
    return _with_starts(context, 0, ranges[0]), _with_starts(context, 1, ranges[1])


def _span(context: PanelContext, axis: int) -> Range:
    starts = [trajectory.run.start[axis] for trajectory in context.trajectories]
    goals = [run.verdict.goal[axis] for run in context.trajectories if run.verdict.goal is not None]
    low, high = min(starts + goals), max(starts + goals)
    width = max(high - low, LEAST)
    iterates = np.concatenate([trajectory.points[:, axis] for trajectory in context.trajectories])
    near = iterates[np.isfinite(iterates) & (iterates >= low - width) & (iterates <= high + width)]
    near = np.concatenate([near, *(_escaping(trajectory, axis) for trajectory in context.trajectories)])
    low, high = min(low, *near), max(high, *near)
    margin = 2 * MARGIN * max(high - low, LEAST)
    return clamped(float(low - margin), float(high + margin))


def _escaping(trajectory: Trajectory, axis: int) -> np.ndarray:
    """The iterates on this axis until the run is ``REACH`` times as far from its goal as at its start."""
    goal = trajectory.verdict.goal or trajectory.run.start
    far = np.abs(trajectory.points - goal).max(axis=1)
    return trajectory.points[far <= REACH * far[0], axis]


def _with_starts(context: PanelContext, axis: int, limits: Range) -> Range:
    starts = [trajectory.run.start[axis] for trajectory in context.trajectories]
    margin = MARGIN * (limits[1] - limits[0])
    low = min(starts) - margin if min(starts) < limits[0] else limits[0]
    return low, max(starts) + margin if max(starts) > limits[1] else limits[1]


def equal(across: Range, up: Range, shape: float) -> tuple[Range, Range]:
    """The ranges with one unit as long on both axes of a box ``shape`` times as wide as high, where that is fair."""
    ratio = (across[1] - across[0]) / (up[1] - up[0]) / shape
    if not 1 / STRETCH <= ratio <= STRETCH:
        return across, up
    return _stretched(across, max(1.0, 1 / ratio)), _stretched(up, max(1.0, ratio))


def _stretched(limits: Range, factor: float) -> Range:
    middle, half = (limits[0] + limits[1]) / 2, (limits[1] - limits[0]) / 2
    return middle - factor * half, middle + factor * half
