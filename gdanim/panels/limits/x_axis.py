"""The x axis of a function of one variable: it holds the starts, the nearest goals and the iterates not far away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels.limits.y_axis import MarkMargins, y_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.panels import PanelContext

MARGIN = 0.08  # of the axis' width, on either side
MAX_DISTANCE = 2.2  # iterates are shown up to so many times the start's distance from the goal
MAX_WIDTHS = 6.0  # and up to so many widths of the starts and goals beyond these
MAX_WIDTHS_DIVERGED = 1.0  # the same of a run that diverges
ARROW_AND_LABEL = 1.4  # lengths of a slope arrow: the arrow and its label
TRUNCATED_ARROW = 0.25  # of the width: the room of a slope arrow that is truncated, as its tip is too far away
MIN_HALF_WIDTH, MAX_HALF_WIDTH = 1.0, 10.0  # of the axis about starts and goals that are one point
HALF_WIDTH_OF_POINT = 0.5  # of that point's distance from 0, where no run moves
POINT = 1e-9  # of a number's size: starts and goals that are nearer to each other are one point
MIN_RISE = 0.5  # of the picture's height: the axis is extended for a slope that rises so far outwards
SLOPE_EXTENSION = 0.75  # of the width: the most that it is extended for that
TOP_EXTENSION = 0.15  # of the width: the most that it is extended from there on, for a slope that reaches the top
SAMPLES = 513
NO_MARKS = MarkMargins(height=1000.0, below=0.0, above=0.0)  # the axis does not depend on the picture's pixels


def curve_x_range(context: PanelContext) -> Range:
    """The x axis of the curve, and of every panel that shares it, whatever else the cell shows."""
    runs_range = runs_x_range(context)
    if context.scene_facts.domain or context.trajectories[0].run.function.domain:
        return runs_range
    return _with_rising_slopes(context.trajectories, runs_range, y_range(context.trajectories, runs_range, NO_MARKS))


def runs_x_range(context: PanelContext) -> Range:
    """The part of the curve's axis that the runs need: the picture is as high as the curve in this part."""
    domain = context.scene_facts.domain
    return x_range(context.trajectories, domain[0] if domain else None, slope_arrows=context.is_lesson)


def x_range(trajectories: Sequence[Trajectory], domain: Range | None = None, *, slope_arrows: bool = False) -> Range:
    """The author's ``domain``, the catalogue's, or what holds the starts, the nearest goals and the iterates near them.

    ``slope_arrows``: the first slope arrow of each run is shown, too, or has room where it is truncated.
    """
    given = domain or _catalogue_domain(trajectories)
    if given is not None:
        return given
    low, high = starts_and_goals = _starts_and_goals(trajectories)
    for trajectory in trajectories:
        shown = _points_nearby(trajectory, starts_and_goals, slope_arrows=slope_arrows)
        low, high = min(low, *shown, high), max(high, *shown, low)
    if slope_arrows:
        low, high = _with_truncated_arrows(trajectories, low, high)
    margin = MARGIN * (high - low)
    return low - margin, high + margin


def _points_nearby(trajectory: Trajectory, starts_and_goals: Range, *, slope_arrows: bool) -> np.ndarray:
    """The iterates that are not far from the starts and goals, and the end of the first slope arrow's label."""
    points, (low, high), goal = trajectory.points[:, 0], starts_and_goals, _goal(trajectory)
    width = (high - low) * (MAX_WIDTHS_DIVERGED if trajectory.verdict.kind == "diverged" else MAX_WIDTHS)
    distance = MAX_DISTANCE * abs(trajectory.run.start[0] - goal)
    shown = points[(points >= low - width) & (points <= high + width) | (np.abs(points - goal) <= distance)]
    tip = points[0] + ARROW_AND_LABEL * trajectory.gradients[0, 0]
    return np.append(shown, tip) if slope_arrows and 2 * low - high <= tip <= 2 * high - low else shown


def _with_truncated_arrows(trajectories: Sequence[Trajectory], low: float, high: float) -> Range:
    """The range with room for the first slope arrows that leave the picture and are truncated."""
    room = TRUNCATED_ARROW * (high - low)
    for trajectory in trajectories:
        start, slope = trajectory.points[0, 0], trajectory.gradients[0, 0]
        if start + slope < low:
            low = min(low, start - room)
        elif start + slope > high:
            high = max(high, start + room)
    return float(low), float(high)


def _goal(trajectory: Trajectory) -> float:
    """The extremum nearest to the start that the run looks for, or its start where there is none."""
    start, goal_kind = trajectory.run.start[0], trajectory.run.goal_kind
    goals = [each.point[0] for each in trajectory.stationary if each.kind == goal_kind]
    return min(goals, key=lambda goal: abs(goal - start), default=start)


def _catalogue_domain(trajectories: Sequence[Trajectory]) -> Range | None:
    """The catalogue's domain, widened where a start lies outside; None for a function that is not in it."""
    domain = trajectories[0].run.function.domain
    if domain is None:
        return None
    low, high = domain[0]
    starts = [trajectory.run.start[0] for trajectory in trajectories]
    margin = MARGIN * (max(high, *starts) - min(low, *starts))
    return (
        low if min(starts) >= low else min(starts) - margin,
        high if max(starts) <= high else max(starts) + margin,
    )


def _starts_and_goals(trajectories: Sequence[Trajectory]) -> Range:
    """The range from the leftmost to the rightmost start or goal; where they are one point, as far as the runs go."""
    points = [trajectory.run.start[0] for trajectory in trajectories]
    points += [_goal(trajectory) for trajectory in trajectories]
    low, high = min(points), max(points)
    if high - low > POINT * max(1.0, abs(low), abs(high)):
        return low, high
    farthest = max(abs(x - low) for trajectory in trajectories for x in trajectory.points[:, 0] if np.isfinite(x))
    moving = min(farthest, MAX_HALF_WIDTH) if farthest > 0 else HALF_WIDTH_OF_POINT * abs(low)
    half_width = max(moving, MIN_HALF_WIDTH)
    return low - half_width, high + half_width


def _with_rising_slopes(trajectories: Sequence[Trajectory], runs_range: Range, heights: Range) -> Range:
    """The range, extended at each end where the curve rises outwards, so that both sides of a valley are seen."""
    function, (low, high) = trajectories[0].run.function, runs_range
    width = high - low
    ends = []
    for end, outwards in ((low, -width), (high, width)):
        xs = end + outwards * np.linspace(0, SLOPE_EXTENSION + TOP_EXTENSION, SAMPLES)
        ends.append(float(xs[_slope_end(function.values(xs), heights)]))
    return ends[0], ends[1]


def _slope_end(curve: np.ndarray, heights: Range) -> int:
    """The index in ``curve``, sampled outwards, up to which its slope is shown; 0 where it does not rise enough.

    A slope is shown until it has risen by ``MIN_RISE`` of the picture's ``heights``, and up to the picture's top where
    that is near.
    """
    if not np.isfinite(curve).all():
        return 0
    falls = np.flatnonzero(np.diff(curve) <= 0)
    summit = int(falls[0]) if len(falls) else len(curve) - 1
    farthest = min(summit, round(SAMPLES * SLOPE_EXTENSION / (SLOPE_EXTENSION + TOP_EXTENSION)))
    least = heights[0] + MIN_RISE * (heights[1] - heights[0])
    risen = int(np.argmax(curve >= least)) if curve[farthest] >= least else 0
    beyond = min(summit, risen + round(SAMPLES * TOP_EXTENSION / (SLOPE_EXTENSION + TOP_EXTENSION)))
    return int(np.argmax(curve >= heights[1])) if curve[beyond] >= heights[1] else risen
