"""Which part of the function is shown: ranges from starts, minima and iterates. Knows nothing of verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.panels import PanelContext

MARGIN_X, MARGIN_Y = 0.08, 0.12
FAR, CLIMB = 0.75, 0.5  # the axis goes on this part of its width for a wall that climbs this part of the picture
WALL = 0.15  # and this much farther for one that then leaves it at the top
REACH = 2.2  # a run that moves away from its goal is shown until it is so many times as far as at its start
WANDER = 6.0  # one that stays about is shown so many widths of starts and goals beyond them
TIP = 1.4  # a slope arrow's tip and its word
BROKEN = 0.25  # of the width, for a slope arrow with a tip too far away, which is broken
SAMPLES = 513
TALL = 1.0  # hills and valleys between the starts are shown up to this many times the height asked for by the rest


@dataclass(frozen=True)
class MarkMargins:
    """What marks need of the picture's ``height``: ``below`` the lowest point and ``above`` the highest, in pixels."""

    height: float
    below: float
    above: float


ROOMY = MarkMargins(height=1000.0, below=0.0, above=0.0)
"""A picture in which marks need no more than the usual margins: what is decided on it does not depend on pixels."""


def along(context: PanelContext) -> Range:
    """The x axis of a function of one variable: one for all panels that show it, whatever else they show."""
    across = core(context)
    if context.scene.domain or context.trajectories[0].run.function.domain:
        return across
    return walled(context.trajectories, across, y_range(context.trajectories, across, ROOMY))


def core(context: PanelContext) -> Range:
    """The part of that axis whose heights the picture has to hold."""
    domain = context.scene.domain
    return x_range(context.trajectories, domain[0] if domain else None, slopes=context.lesson)


def x_range(trajectories: Sequence[Trajectory], domain: Range | None = None, *, slopes: bool = False) -> Range:
    """The part of the axis that holds the starts, the nearest goals and the iterates not far from them.

    ``slopes``: the tips of the first slope arrows, too, or room for what is drawn of one that goes farther.
    """
    own = domain or _catalogue(trajectories)
    if own is not None:
        return own
    low, high = hull = _hull(trajectories)
    for trajectory in trajectories:
        near = _near(trajectory, hull, slopes=slopes)
        low, high = min(low, *near, high), max(high, *near, low)
    if slopes:
        low, high = _with_slopes(trajectories, low, high)
    margin = MARGIN_X * (high - low)
    return low - margin, high + margin


def _near(trajectory: Trajectory, hull: Range, *, slopes: bool) -> np.ndarray:
    """The iterates that are not far from the starts and goals, and with ``slopes`` the first slope arrow's tip."""
    points, (low, high), goal = trajectory.points[:, 0], hull, _goal(trajectory)
    wide = (high - low) * (1 if trajectory.verdict.kind == "diverged" else WANDER)
    away = REACH * abs(trajectory.run.start[0] - goal)
    near = points[(points >= low - wide) & (points <= high + wide) | (np.abs(points - goal) <= away)]
    tip = points[0] + TIP * trajectory.gradients[0, 0]
    return np.append(near, tip) if slopes and 2 * low - high <= tip <= 2 * high - low else near


def _with_slopes(trajectories: Sequence[Trajectory], low: float, high: float) -> Range:
    """``low`` and ``high`` with room for the first slope arrows that would leave the picture."""
    room = BROKEN * (high - low)
    for trajectory in trajectories:
        start, slope = trajectory.points[0, 0], trajectory.gradients[0, 0]
        if start + slope < low:
            low = min(low, start - room)
        elif start + slope > high:
            high = max(high, start + room)
    return float(low), float(high)


def _goal(trajectory: Trajectory) -> float:
    """The nearest place that the run looks for, or its start where there is none."""
    start, wanted = trajectory.run.start[0], "maximum" if trajectory.run.direction == "ascend" else "minimum"
    goals = [found.point[0] for found in trajectory.stationary if found.kind == wanted]
    return min(goals, key=lambda goal: abs(goal - start), default=start)


def _catalogue(trajectories: Sequence[Trajectory]) -> Range | None:
    """The catalogue's own domain, widened where a start lies outside."""
    domain = trajectories[0].run.function.domain
    if domain is None:
        return None
    low, high = domain[0]
    starts = [trajectory.run.start[0] for trajectory in trajectories]
    margin = MARGIN_X * (max(high, *starts) - min(low, *starts))
    return (
        low if min(starts) >= low else min(starts) - margin,
        high if max(starts) <= high else max(starts) + margin,
    )


def _hull(trajectories: Sequence[Trajectory]) -> Range:
    points = [trajectory.run.start[0] for trajectory in trajectories]
    points += [_goal(trajectory) for trajectory in trajectories]
    low, high = min(points), max(points)
    if high - low > 1e-9 * max(1.0, abs(low), abs(high)):
        return low, high
    reach = [abs(x - low) for trajectory in trajectories for x in trajectory.points[:, 0] if np.isfinite(x)]
    width = max(min(max(reach), 10.0), 1.0) if max(reach) > 0 else max(1.0, 0.5 * abs(low))
    return low - width, high + width


def walled(trajectories: Sequence[Trajectory], across: Range, up: Range) -> Range:
    """``across``, wider where the curve rises outwards: so far that a valley's far wall is seen.

    A side goes on until the curve has climbed ``CLIMB`` of the picture, and on to the top where that is near.
    """
    function, (low, high) = trajectories[0].run.function, across
    width = high - low
    ends = []
    for side, ahead in ((low, -width), (high, width)):
        xs = side + ahead * np.linspace(0, FAR + WALL, SAMPLES)
        ends.append(float(xs[_wall(function.values(xs), up)]))
    return ends[0], ends[1]


def _wall(curve: np.ndarray, up: Range) -> int:
    """The place in ``curve``, sampled outwards, up to which it is worth showing."""
    if not np.isfinite(curve).all():
        return 0
    falls = np.flatnonzero(np.diff(curve) <= 0)
    rising = int(falls[0]) if len(falls) else len(curve) - 1
    far = min(rising, round(SAMPLES * FAR / (FAR + WALL)))
    climbed = (
        int(np.argmax(curve >= up[0] + CLIMB * (up[1] - up[0]))) if curve[far] >= up[0] + CLIMB * (up[1] - up[0]) else 0
    )
    on = min(rising, climbed + round(SAMPLES * WALL / (FAR + WALL)))
    return int(np.argmax(curve >= up[1])) if curve[on] >= up[1] else climbed


def y_range(trajectories: Sequence[Trajectory], x_shown: Range, room: MarkMargins) -> Range:
    """From f at the starts, the shown iterates and the goals, with room for the marks about them."""
    values = _values(trajectories, x_shown)
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    hills = [
        height
        for height in _hills(trajectories, x_shown)
        if low - TALL * (high - low) <= height <= high + TALL * (high - low)
    ]
    low, high = min([low, *hills]), max([high, *hills])
    if high - low <= 1e-12 * max(1.0, abs(low), abs(high)):
        low, high = _flat(trajectories, x_shown, low)
    return with_room(low, high, room)


def with_room(low: float, high: float, room: MarkMargins) -> Range:
    """``low`` and ``high`` with a margin that leaves the pixels that the marks about them need."""
    below, above = max(MARGIN_Y, room.below / room.height), max(MARGIN_Y, room.above / room.height)
    below, above = (min(part, 0.42) for part in (below, above))
    span = (high - low) / (1 - below - above)
    return low - below * span, high + above * span


def _values(trajectories: Sequence[Trajectory], x_shown: Range) -> list[float]:
    values: list[float] = []
    for trajectory in trajectories:
        xs, ys = trajectory.points[:, 0], trajectory.values
        inside = np.isfinite(ys) & (xs >= x_shown[0]) & (xs <= x_shown[1])
        values += ys[inside].tolist()
    ascending = trajectories[0].run.direction == "ascend"
    wanted = {"maximum"} if ascending else {"minimum"}
    return values + [
        found.value
        for trajectory in trajectories
        for found in trajectory.stationary
        if found.kind in wanted and x_shown[0] <= found.point[0] <= x_shown[1]
    ]


def _hills(trajectories: Sequence[Trajectory], x_shown: Range) -> list[float]:
    return [
        found.value
        for trajectory in trajectories
        for found in trajectory.stationary
        if x_shown[0] <= found.point[0] <= x_shown[1]
    ]


def _flat(trajectories: Sequence[Trajectory], x_shown: Range, level: float) -> Range:
    """Where the points have all one height: as much of the curve as half the axis shows."""
    low, high = x_shown
    inner = np.linspace(low + (high - low) / 4, high - (high - low) / 4, SAMPLES)
    curve = trajectories[0].run.function.values(inner)
    curve = curve[np.isfinite(curve)]
    bottom, top = (float(curve.min()), float(curve.max())) if len(curve) else (level, level)
    if top - bottom > 1e-12 * max(1.0, abs(level)):
        return min(bottom, level), max(top, level)
    return level - 1.0, level + 1.0
