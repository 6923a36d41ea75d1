"""Computes the ball's page position at a moment: at rest on an iterate, or on its way to the next."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from gdanim.drawing.geometry import clip_segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.descent import Trajectory
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.geometry import Box, PagePoint, Segment

MAX_HOP_HEIGHT, MAX_HOP_SLOPE = 28.0, 0.35  # pixels; fraction of a hop's length
BORDER_GAP = 12.0  # pixels from the panel's top and sides, which have texts, to where a ball leaves or enters
HOP_CLEARANCE = 5.0  # pixels: minimum above the curve at a hop's middle, and maximum above the panel's top
SAME_SIDE_TOLERANCE = 0.01  # pixels: maximum difference of the y, or the x, of two points on one side of a panel
SIDE_CHANGE = 0.5  # fraction of the way at which a pointer changes from one side to another
HALF_WAY = 0.5  # fraction of the way at which a ball turns from a step to its projection
HOP_SAMPLES = np.linspace(0.04, 0.96, 47)


@dataclass(frozen=True)
class BallState:
    """The state of a ball at a moment.

    Attributes
    ----------
    step
        The run's own step k. A run that has ended rests on its last point.
    x, y
        The page position; on the panel's border if the ball is not ``inside``.
    travel_progress
        The eased fraction of the way to the next iterate; 0 at rest.
    state
        ``inside`` the panel, ``outside``, or ``gone`` if the run's numbers are no longer finite; then ``x``, ``y`` are
        its last position.
    has_ended
        Whether the run has ended.
    """

    step: int
    x: float
    y: float
    travel_progress: float
    state: Literal["inside", "outside", "gone"]
    has_ended: bool


class FinitePath(Protocol):
    """A path of which some points may not be finite."""

    last: int

    def is_finite(self, step: int) -> bool: ...

    def border_point(self, step: int) -> PagePoint: ...


def gone_state(path: FinitePath, box: Box, step: int) -> BallState:
    """Returns the state of a ball whose numbers are not finite: at its last position, or in the corner of a box."""
    latest = next((before for before in range(step - 1, -1, -1) if path.is_finite(before)), None)
    x, y = (box.left, box.top) if latest is None else path.border_point(latest)
    return BallState(step, x, y, 0.0, "gone", has_ended=step == path.last)


def along_border(chord: Segment, travel: float) -> PagePoint:
    """Returns the pointer's position for a ball that stays outside: between two points of one side, or at either.

    It never crosses the panel, for the ball is not there.
    """
    (x0, y0), (x1, y1) = chord
    if abs(x1 - x0) < SAME_SIDE_TOLERANCE or abs(y1 - y0) < SAME_SIDE_TOLERANCE:
        return x0 + (x1 - x0) * travel, y0 + (y1 - y0) * travel
    return chord[travel >= SIDE_CHANGE]


def on_curve(trajectory: Trajectory, axes: Axes, motion: str, unit: float) -> BallPath:
    """Returns the path of a ball on the curve of a function of one variable."""
    points = list(zip(trajectory.points[:, 0].tolist(), trajectory.values.tolist(), strict=True))
    return BallPath(trajectory, points, axes, motion, unit)


def on_map(trajectory: Trajectory, axes: Axes, unit: float) -> BallPath:
    """Returns the path of a ball over a map of two variables, straight from point to point."""
    points = [(x, y) for x, y in trajectory.points.tolist()]
    halves = [(x, y) for x, y in trajectory.half_points.tolist()]
    return BallPath(trajectory, points, axes, "straight", unit, halves)


class BallPath:
    """A run's path through a panel.

    Parameters
    ----------
    trajectory
        The run.
    points
        The numbers on the panel's two axes at each step.
    axes
        The panel's axes.
    motion
        The motion from one point to the next: ``straight``, ``hop``, or ``roll`` along the curve.
    unit
        The page's scale, which multiplies the height of hops.
    halves
        The numbers on the axes where each step led before it was projected; NaN where nothing was.
    """

    def __init__(
        self,
        trajectory: Trajectory,
        points: list[tuple[float, float]],
        axes: Axes,
        motion: str,
        unit: float,
        halves: Sequence[tuple[float, float]] = (),
    ) -> None:
        self.trajectory, self.points, self.axes, self.motion, self.unit = trajectory, points, axes, motion, unit
        self.halves, self.last = halves, len(self.points) - 1
        self.chord, self._hop_height = cache(self._find_chord), cache(self._find_hop_height)

    @property
    def page_points(self) -> np.ndarray:
        """All points on the page, as (n, 2); points far outside are clamped."""
        return self.axes.to_pixels(*np.array(self.points).T)

    def at(self, moment: Moment) -> BallState:
        """Returns the ball at a moment on the run's own clock."""
        step, travel = moment.position(self.last)
        ended = step == self.last
        if not self.is_finite(step):
            return self._gone(step)
        if travel == 0 or not self.is_finite(step + 1):
            x, y = self.border_point(step)
            return BallState(step, x, y, 0.0, "inside" if self.is_inside(step) else "outside", ended)
        x, y = self._between(step, travel)
        is_seen = self.is_inside(step) or self.is_inside(step + 1)
        return BallState(step, x, y, travel, "inside" if is_seen else "outside", ended)

    def _gone(self, step: int) -> BallState:
        """Returns the state of a ball without a value: on x_k if that is in the panel, at the last height."""
        state = gone_state(self, self.axes.box, step)
        x, y = (coordinate if math.isfinite(coordinate) else last for coordinate, last in
                zip(self.page_point(step), (state.x, state.y), strict=True))  # fmt: skip
        return replace(state, x=x, y=y) if self.axes.box.has((x, y)) else state

    def is_finite(self, step: int) -> bool:
        """Returns whether the run's numbers at a step are finite."""
        return all(map(math.isfinite, (*self.points[step], float(self.trajectory.values[step]))))

    def is_inside(self, step: int) -> bool:
        """Returns whether the panel shows x_k."""
        return self.is_finite(step) and self.axes.contains(*self.points[step])

    def page_point(self, step: int) -> PagePoint:
        """Returns x_k in page pixels, whether or not the panel shows it."""
        x, y = self.points[step]
        return self.axes.x(x), self.axes.y(y)

    def half_point(self, step: int) -> PagePoint | None:
        """Returns where the step from x_k led before it was projected, in page pixels; None if nothing was."""
        if step >= len(self.halves) or not all(map(math.isfinite, self.halves[step])):
            return None
        x, y = self.halves[step]
        return self.axes.x(x), self.axes.y(y)

    def border_point(self, step: int) -> PagePoint:
        """Returns x_k, or its border point: on a map where the path leaves the panel, else the nearest."""
        if self.is_inside(step):
            return self.page_point(step)
        leaves = self.motion == "straight" and step and self.is_inside(step - 1)
        segment = self.visible_segment(step - 1) if leaves else None
        return segment[1] if segment else self.axes.clamp(*self.page_point(step))

    def visible_segment(self, step: int) -> Segment | None:
        """Returns the part inside the panel of the segment from x_k to x_{k+1}, or None."""
        if not (self.is_finite(step) and self.is_finite(step + 1)):
            return None
        return clip_segment(self.axes.box, self.page_point(step), self.page_point(step + 1))

    def _between(self, step: int, travel: float) -> PagePoint:
        """Returns the position between x_k and x_{k+1}."""
        (x0, y0), (x1, y1) = self.chord(step)
        x, y = x0 + (x1 - x0) * travel, y0 + (y1 - y0) * travel
        half = self.half_point(step)
        if half and self.is_inside(step) and self.is_inside(step + 1) and self.axes.contains(*self.halves[step]):
            (x0, y0), (x1, y1), travel = (
                ((x0, y0), half, 2 * travel) if travel < HALF_WAY else (half, (x1, y1), 2 * travel - 1)
            )
            return x0 + (x1 - x0) * travel, y0 + (y1 - y0) * travel
        if not (self.is_inside(step) or self.is_inside(step + 1)):
            return along_border(self.chord(step), travel)
        if self.motion == "straight":
            return x, y
        if self.motion == "roll" and self.is_inside(step) and self.is_inside(step + 1):
            begin, end = self.points[step][0], self.points[step + 1][0]
            on_curve = self.axes.y(self.trajectory.run.function.value((begin + (end - begin) * travel,)))
            return x, self.axes.clamp(x, on_curve)[1] if math.isfinite(on_curve) else y
        return x, y - 4 * self._hop_height(step) * travel * (1 - travel)

    def _find_chord(self, step: int) -> Segment:
        """Returns the segment along which the ball is drawn; it leaves and enters the panel above the curve."""
        begin, end = self.border_point(step), self.border_point(step + 1)
        if self.motion == "straight" and self.is_inside(step + 1):
            return self.visible_segment(step) or (begin, end)
        if self.motion == "straight" or self.is_inside(step) == self.is_inside(step + 1):
            return begin, end
        if self.is_inside(step):
            return begin, self._above_curve(*end)
        return self._above_curve(*begin), end

    def _above_curve(self, x: float, y: float) -> PagePoint:
        """Returns the nearest point above the curve, away from the panel's top and sides."""
        box, gap = self.axes.box, BORDER_GAP * self.unit
        x, top = min(max(x, box.left + gap), box.right - gap), box.top + gap
        curve_y = float(self._curve_y(np.array([x]))[0])
        return x, max(top, self.axes.clamp(x, min(y, curve_y))[1] if math.isfinite(curve_y) else y)

    def _find_hop_height(self, step: int) -> float:
        """Returns the height of a hop's parabola over its chord, in pixels.

        The hop is low, and well below the text at the panel's top; higher if it has to clear the curve.
        """
        (x0, y0), (x1, y1) = self.chord(step)
        chord_y, parabola = y0 + (y1 - y0) * HOP_SAMPLES, 4 * HOP_SAMPLES * (1 - HOP_SAMPLES)
        top = self.axes.box.top
        space = max(0.0, float(((chord_y - top - BORDER_GAP * self.unit) / parabola).min()))
        usual = min(MAX_HOP_HEIGHT * self.unit, MAX_HOP_SLOPE * abs(x1 - x0), space)
        if not (self.is_inside(step) and self.is_inside(step + 1)):
            return usual
        needed = (chord_y - self._curve_y(x0 + (x1 - x0) * HOP_SAMPLES)) / parabola
        most_needed = float(needed[np.isfinite(needed)].max(initial=0.0))
        allowed = float(((chord_y - top + HOP_CLEARANCE) / parabola).min())
        return max(usual, min(most_needed + HOP_CLEARANCE, allowed) if most_needed > 0 else 0.0)

    def _curve_y(self, page_x: np.ndarray) -> np.ndarray:
        """Returns the curve's y position at an x position on the page."""
        xs = self.axes.from_pixels(np.column_stack((page_x, np.full_like(page_x, self.axes.box.bottom))))[:, 0]
        return self.axes.to_pixels(xs, self.trajectory.run.function.values(xs))[:, 1]
