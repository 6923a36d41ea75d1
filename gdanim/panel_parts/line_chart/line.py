"""The line of one run in a chart: its page positions, and its parts that the panel shows."""

from __future__ import annotations

import math
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdanim.drawing.geometry import clip_line, clip_segment
from gdanim.panel_parts.ball_path import BallState

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.descent import Trajectory
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.geometry import PagePoint, Segment

OFF_AXIS_DISTANCE = 1e9  # pixels: position below a logarithmic axis of numbers that aren't positive
FALLING_SAMPLES = 65  # points of a line that falls to zero on a logarithmic axis


class ChartLine:
    """The line of a run.

    ``values`` are (n,), one per step; ``positions`` (m,) are those of steps on the horizontal axis, by default 0, 1 …
    The line has the shorter one's length. A logarithmic axis has nothing at 0. With ``stairs``, the line to a step runs
    along the axis first.
    """

    def __init__(
        self,
        trajectory: Trajectory,
        values: np.ndarray,
        axes: Axes,
        positions: np.ndarray | None = None,
        *,
        stairs: bool = False,
    ) -> None:
        self.trajectory, self.axes, self.stairs = trajectory, axes, stairs
        self.positions = np.arange(len(values), dtype=float) if positions is None else positions
        shown, self.positions = values[: len(self.positions)], self.positions[: len(values)]
        self.values = np.where(self.positions > 0, shown, np.nan) if axes.has_log_x else shown
        self.last = len(self.values) - 1

    def is_finite(self, step: int) -> bool:
        """Returns whether the run has a number at a step."""
        return 0 <= step <= self.last and math.isfinite(self.values[step])

    def is_inside(self, step: int) -> bool:
        """Returns whether the panel shows the number."""
        return self.is_finite(step) and self.axes.contains(self.position(step), float(self.values[step]))

    def at(self, moment: Moment) -> BallState:
        """Returns the line's end at a moment on the run's own clock: it grows when the ball lands."""
        step, latest = min(moment.step, self.last), self.latest(moment.step)
        x, y = self.axes.clamp(math.nan, math.nan) if latest is None else self.border_point(latest)
        is_inside = latest is not None and self.is_inside(latest)
        state: Literal["inside", "outside"] = "inside" if is_inside else "outside"
        return BallState(step, x, y, 0.0, state if latest == step else "gone", step == self.last)

    def latest(self, step: int) -> int | None:
        """Returns the last step up to ``step`` at which the run has a number; a run without steps has no step size."""
        if not len(self.values):
            return None
        latest = int(self._latest[min(step, self.last)])
        return latest if latest >= 0 else None

    @cached_property
    def _latest(self) -> np.ndarray:
        """The last step with a number up to each step, or −1, as (n,)."""
        return np.maximum.accumulate(np.where(np.isfinite(self.values), np.arange(len(self.values)), -1))

    def position(self, step: int) -> float:
        """Returns a step's position on the horizontal axis."""
        return float(self.positions[step])

    def page_point(self, step: int) -> PagePoint:
        """Returns the number's page position, whether or not it is inside the panel."""
        y = self.axes.y(float(self.values[step]))
        return self.axes.x(self.position(step)), min(max(y, -OFF_AXIS_DISTANCE), OFF_AXIS_DISTANCE)

    def border_point(self, step: int) -> PagePoint:
        """Returns the number's page position, or the point of the border where the line has left the panel."""
        return self.page_point(step) if self.is_inside(step) else self._exits[step]

    @cached_property
    def _exits(self) -> list[PagePoint]:
        """The point where the line has last met the border, at each step that the panel doesn't show."""
        exits: list[PagePoint] = []
        for step in range(self.last + 1):
            pieces = self.pieces(step)
            exits.append(pieces[-1][-1] if pieces else exits[-1] if exits else self.axes.clamp(*self.page_point(step)))
        return exits

    def visible_segment(self, step: int) -> Segment | None:
        """Returns the part inside the panel of the segment from this step's number to the next one's."""
        if not (self.is_finite(step) and self.is_finite(step + 1)):
            return None
        return clip_segment(self.axes.box, self.page_point(step), self.page_point(step + 1))

    def pieces(self, step: int) -> list[list[PagePoint]]:
        """Returns the parts inside the panel of the line from the previous step to this one.

        A logarithmic axis can't show numbers that aren't positive; the line to one follows the numbers between, and
        leaves the panel at its bottom.
        """
        if not (self.is_finite(step) and self.is_finite(step - 1)):
            return []
        before, here = float(self.values[step - 1]), float(self.values[step])
        if self.stairs:
            corners = [(0.0, before), (1.0, before), (1.0, here)]
        elif self.axes.has_log_y and min(before, here) <= 0:
            corners = self._falling(before, here)
        else:
            corners = [(0.0, before), (1.0, here)]
        left, right = self.position(step - 1), self.position(step)
        points = [(self.axes.x(left + part * (right - left)), self.axes.y(value)) for part, value in corners]
        return clip_line(self.axes.box, points)

    def parts(self) -> list[list[PagePoint]]:
        """Returns all parts of the line inside the panel, step by step."""
        return [piece for step in range(self.last + 1) for piece in self.pieces(step)]

    def length_before(self, step: int) -> float:
        """Returns the length in pixels of the visible line up to the step before."""
        return self._lengths[min(step, self.last + 1)]

    @cached_property
    def _lengths(self) -> list[float]:
        lengths = [
            sum(math.dist(*pair) for piece in self.pieces(step) for pair in pairwise(piece))
            for step in range(self.last + 1)
        ]
        return [0.0, *accumulate(lengths)]

    def _falling(self, before: float, here: float) -> list[tuple[float, float]]:
        """Returns the interpolated positions and numbers, as far as they are at least the axis's lowest."""
        low, high = self.axes.y_range[0], max(before, here)
        if high <= low:
            return []
        numbers = np.geomspace(high, low, FALLING_SAMPLES)
        parts = (high - numbers) / (high - min(before, here))
        pairs = list(zip(parts.tolist(), numbers.tolist(), strict=True))
        return pairs if before > here else [(1 - part, number) for part, number in reversed(pairs)]
