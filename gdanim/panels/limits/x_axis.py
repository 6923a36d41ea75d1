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

MARGIN = 0.08  # of the width, on either side
WALL, CLIMB = 0.75, 0.5  # the axis goes on by this part of its width for a wall that climbs this part of the picture
TOP_WALL = 0.15  # and by this much more for one that then leaves it at the top
REACH = 2.2  # a run that moves away from its goal is shown until it is so many times as far as at its start
WANDER = 6.0  # a run that does not diverge is shown so many widths of starts and goals beyond them
TIP = 1.4  # lengths of a slope arrow for the arrow and its words
TRUNCATED = 0.25  # of the width, for a slope arrow with a tip too far away, which is truncated
SAMPLES = 513
NO_MARKS = MarkMargins(height=1000.0, below=0.0, above=0.0)  # what is decided with it does not depend on pixels


def shared_x_range(context: PanelContext) -> Range:
    """The x axis of a panel on the curve's axis: one for all such panels, whatever else they show."""
    core = core_x_range(context)
    if context.scene_facts.domain or context.trajectories[0].run.function.domain:
        return core
    return _with_walls(context.trajectories, core, y_range(context.trajectories, core, NO_MARKS))


def core_x_range(context: PanelContext) -> Range:
    """The part of that axis whose heights the picture has to hold."""
    domain = context.scene_facts.domain
    return x_range(context.trajectories, domain[0] if domain else None, slopes=context.is_lesson)


def x_range(trajectories: Sequence[Trajectory], domain: Range | None = None, *, slopes: bool = False) -> Range:
    """The author's ``domain``, the catalogue's, or what holds the starts, the nearest goals and the iterates near them.

    ``slopes``: the tips of the first slope arrows, too, or room for what is drawn of one that goes farther.
    """
    given = domain or _catalogue_domain(trajectories)
    if given is not None:
        return given
    low, high = hull = _hull(trajectories)
    for trajectory in trajectories:
        shown = _shown_points(trajectory, hull, slopes=slopes)
        low, high = min(low, *shown, high), max(high, *shown, low)
    if slopes:
        low, high = _with_slope_arrows(trajectories, low, high)
    margin = MARGIN * (high - low)
    return low - margin, high + margin


def _shown_points(trajectory: Trajectory, hull: Range, *, slopes: bool) -> np.ndarray:
    """The iterates that are not far from the starts and goals, and with ``slopes`` the first slope arrow's tip."""
    points, (low, high), goal = trajectory.points[:, 0], hull, _goal(trajectory)
    width = (high - low) * (1 if trajectory.verdict.kind == "diverged" else WANDER)
    reach = REACH * abs(trajectory.run.start[0] - goal)
    shown = points[(points >= low - width) & (points <= high + width) | (np.abs(points - goal) <= reach)]
    tip = points[0] + TIP * trajectory.gradients[0, 0]
    return np.append(shown, tip) if slopes and 2 * low - high <= tip <= 2 * high - low else shown


def _with_slope_arrows(trajectories: Sequence[Trajectory], low: float, high: float) -> Range:
    """``low`` and ``high`` with room for the first slope arrows that would leave the picture."""
    room = TRUNCATED * (high - low)
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


def _hull(trajectories: Sequence[Trajectory]) -> Range:
    """From the leftmost to the rightmost start or goal; where they are one, as far about it as the runs go."""
    points = [trajectory.run.start[0] for trajectory in trajectories]
    points += [_goal(trajectory) for trajectory in trajectories]
    low, high = min(points), max(points)
    if high - low > 1e-9 * max(1.0, abs(low), abs(high)):
        return low, high
    distances = [abs(x - low) for trajectory in trajectories for x in trajectory.points[:, 0] if np.isfinite(x)]
    width = max(min(max(distances), 10.0), 1.0) if max(distances) > 0 else max(1.0, 0.5 * abs(low))
    return low - width, high + width


def _with_walls(trajectories: Sequence[Trajectory], core: Range, heights: Range) -> Range:
    """``core``, wider where the curve rises outwards: so far that a valley's far wall is seen.

    A side goes on until the curve has climbed ``CLIMB`` of the picture, and on to the top where that is near.
    """
    function, (low, high) = trajectories[0].run.function, core
    width = high - low
    ends = []
    for side, ahead in ((low, -width), (high, width)):
        xs = side + ahead * np.linspace(0, WALL + TOP_WALL, SAMPLES)
        ends.append(float(xs[_wall_end(function.values(xs), heights)]))
    return ends[0], ends[1]


def _wall_end(curve: np.ndarray, heights: Range) -> int:
    """The index in ``curve``, sampled outwards, up to which a wall is shown; 0 where there is none."""
    if not np.isfinite(curve).all():
        return 0
    falls = np.flatnonzero(np.diff(curve) <= 0)
    rising = int(falls[0]) if len(falls) else len(curve) - 1
    far = min(rising, round(SAMPLES * WALL / (WALL + TOP_WALL)))
    climb = heights[0] + CLIMB * (heights[1] - heights[0])
    climbed = int(np.argmax(curve >= climb)) if curve[far] >= climb else 0
    on = min(rising, climbed + round(SAMPLES * TOP_WALL / (WALL + TOP_WALL)))
    return int(np.argmax(curve >= heights[1])) if curve[on] >= heights[1] else climbed
