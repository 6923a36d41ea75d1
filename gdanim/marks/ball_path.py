"""Where a run's ball is at a moment, in page pixels: resting on an iterate, or on its way to the next."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdanim.drawing.geometry import clip_segment

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.descent import Trajectory
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.geometry import Point

HOP_HEIGHT, HOP_SLOPE = 28.0, 0.35  # a hop's height: at most so many pixels, and so much of its length
UNDER = 12.0  # how far from the picture's top and sides a ball leaves it, and comes in, for texts stand there
CLEAR = 5.0  # pixels that a hop keeps above the curve at its middle, and may rise over the picture's top
SAMPLES = np.linspace(0.04, 0.96, 47)


@dataclass(frozen=True)
class BallState:
    """``step`` is the run's own k: a run that has ended rests on its last point. ``travel`` is eased, 0 at rest.

    ``state``: ``inside`` the picture; ``outside``, with ``x``, ``y`` on the border; ``gone`` where the run has no
    number any more, with ``x``, ``y`` where it was last.
    """

    step: int
    x: float
    y: float
    travel: float
    state: Literal["inside", "outside", "gone"]
    ended: bool


def on_curve(trajectory: Trajectory, axes: Axes, motion: str, unit: float) -> BallPath:
    """The way of a ball on a function of one variable."""
    points = list(zip(trajectory.points[:, 0].tolist(), trajectory.values.tolist(), strict=True))
    return BallPath(trajectory, points, axes, motion, unit)


def on_map(trajectory: Trajectory, axes: Axes, unit: float) -> BallPath:
    """The way of a ball over a map of two variables, straight from point to point."""
    points = [(x, y) for x, y in trajectory.points.tolist()]
    return BallPath(trajectory, points, axes, "straight", unit)


class BallPath:
    """A run's way through a axes, by its ``points`` there. ``unit`` scales a hop's height."""

    def __init__(
        self, trajectory: Trajectory, points: list[tuple[float, float]], axes: Axes, motion: str, unit: float
    ) -> None:
        self.trajectory, self.points, self.axes, self.motion, self.unit = trajectory, points, axes, motion, unit
        self.last = len(self.points) - 1
        self.way, self.lift = cache(self._way), cache(self._lift)

    @property
    def places(self) -> np.ndarray:
        """(n, 2): where its points lie on the page, those far outside drawn in."""
        return self.axes.to_pixels(*np.array(self.points).T)

    def at(self, moment: Moment) -> BallState:
        step = min(moment.step, self.last)
        travel = moment.travel if step < self.last else 0.0
        ended = step == self.last
        if not self.number(step):
            before = max((k for k in range(step) if self.number(k)), default=None)
            x, y = (self.axes.box.left, self.axes.box.top) if before is None else self.border(before)
            return BallState(step, x, y, 0.0, "gone", ended)
        if travel == 0 or not self.number(step + 1):
            x, y = self.border(step)
            return BallState(step, x, y, 0.0, "inside" if self.inside(step) else "outside", ended)
        x, y = self._between(step, travel)
        seen = self.inside(step) or self.inside(step + 1)
        return BallState(step, x, y, travel, "inside" if seen else "outside", ended)

    def number(self, step: int) -> bool:
        return all(map(math.isfinite, (*self.points[step], float(self.trajectory.values[step]))))

    def inside(self, step: int) -> bool:
        return self.number(step) and self.axes.contains(*self.points[step])

    def pixel(self, step: int) -> Point:
        """Where x_k lies, inside the picture or not."""
        x, y = self.points[step]
        return self.axes.x(x), self.axes.y(y)

    def border(self, step: int) -> Point:
        """Where x_k lies, or a point of the border: on a map where the way to it leaves, or else the nearest."""
        if self.inside(step):
            return self.pixel(step)
        seen = self.seen(step - 1) if self.motion == "straight" and step and self.inside(step - 1) else None
        return seen[1] if seen else self.axes.clamp(*self.pixel(step))

    def seen(self, step: int) -> tuple[Point, Point] | None:
        """The part in the picture of the straight way from x_k to x_{k+1}, or None."""
        if not (self.number(step) and self.number(step + 1)):
            return None
        return clip_segment(self.axes.box, self.pixel(step), self.pixel(step + 1))

    def _between(self, step: int, travel: float) -> tuple[float, float]:
        (left, begin), (right, end) = self.way(step)
        x, chord = left + (right - left) * travel, begin + (end - begin) * travel
        if self.motion == "straight" or not (self.inside(step) or self.inside(step + 1)):
            return x, chord
        if self.motion == "roll" and self.inside(step) and self.inside(step + 1):
            here, there = self.points[step][0], self.points[step + 1][0]
            y = self.axes.y(self.trajectory.run.function.value((here + (there - here) * travel,)))
            return x, self.axes.clamp(x, y)[1] if math.isfinite(y) else chord
        return x, chord - 4 * self.lift(step) * travel * (1 - travel)

    def _way(self, step: int) -> tuple[Point, Point]:
        """From where to where the ball is seen; it leaves the picture, and comes into it, above the curve."""
        here, there = self.border(step), self.border(step + 1)
        if self.motion == "straight" and self.inside(step + 1):
            return self.seen(step) or (here, there)
        if self.motion == "straight" or self.inside(step) == self.inside(step + 1):
            return here, there
        return (here, self._clear(*there)) if self.inside(step) else (self._clear(*here), there)

    def _clear(self, x: float, y: float) -> tuple[float, float]:
        x = min(max(x, self.axes.box.left + UNDER * self.unit), self.axes.box.right - UNDER * self.unit)
        down = float(self._curve(np.array([x]))[0])
        highest = self.axes.box.top + UNDER * self.unit
        return (x, max(highest, self.axes.clamp(x, min(y, down))[1])) if math.isfinite(down) else (x, max(highest, y))

    def _lift(self, step: int) -> float:
        """The height of the hop's parabola over its chord, in pixels.

        Low, and well under the picture's top, for a text stands above; higher where it has a curve to clear in there.
        """
        (left, begin), (right, end) = self.way(step)
        chord, bump = begin + (end - begin) * SAMPLES, 4 * SAMPLES * (1 - SAMPLES)
        top = self.axes.box.top
        under = max(0.0, float(((chord - top - UNDER * self.unit) / bump).min()))
        low = min(HOP_HEIGHT * self.unit, HOP_SLOPE * abs(right - left), under)
        if not (self.inside(step) and self.inside(step + 1)):
            return low
        needed = (chord - self._curve(left + (right - left) * SAMPLES)) / bump
        highest = float(needed[np.isfinite(needed)].max(initial=0.0))
        roof = float(((chord - top + CLEAR) / bump).min())
        return max(low, min(highest + CLEAR, roof) if highest > 0 else 0.0)

    def _curve(self, across: np.ndarray) -> np.ndarray:
        """How far down the page the curve is, at page places."""
        box, (low, high) = self.axes.box, self.axes.x_range
        xs = low + (across - box.left) / box.width * (high - low)
        return self.axes.to_pixels(xs, self.trajectory.run.function.values(xs))[:, 1]
