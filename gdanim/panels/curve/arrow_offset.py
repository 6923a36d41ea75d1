"""The places of a panel's arrows, for a whole scene: at the ball, or in a lane over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.arrows import Arrow, ArrowShape
from gdanim.drawing.geometry import Box
from gdanim.panel_parts.slope_scale import slope_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory
    from gdanim.panels import PanelContext

MAX_SHORT_SHARE = 1 / 3  # of the steps: with more short arrows, all are in the lane
LANE_SHAPE = ArrowShape(shaft=3, length=9, width=9, halo=0)  # units
LESSON_LANE_SHAPE = ArrowShape(shaft=6, length=18, width=16, halo=0)  # units
LANE_GAP, LESSON_LANE_GAP = 13, 15  # units from a ball to the middle of the lane
SECOND_LANE_GAP = 5  # units between the arrows of two lanes
MIN_LENGTH, LESSON_MIN_LENGTH = 12, 8  # pixels, and units: a shorter arrow in a lane shows no direction
MAX_OVERHANG = 10  # units above the panel, below the header


class ArrowOffset:
    """The places of the step's and the slope's arrows of a panel, and their scale: the same for all steps and runs.

    Attributes
    ----------
    scale
        The factor by which a slope's arrow is shorter than the slope.
    step_lane, slope_lane
        The lanes of the two arrows: 0 at the ball, 1 over it, 2 over that. They differ if the two point the same way.
    """

    def __init__(self, context: PanelContext, size: sizes.Sizes) -> None:
        self.unit, self.box, self.axes = context.unit, context.axes.box, context.axes
        scale = context.unit * sizes.narrow_scale(context.axes.box.width)
        lane, gap, min_length = LANE_SHAPE, LANE_GAP, MIN_LENGTH
        if context.is_lesson:
            lane, gap, min_length = LESSON_LANE_SHAPE, LESSON_LANE_GAP, LESSON_MIN_LENGTH
        self.at_ball = ArrowShape(size.shaft, *size.head, halo=0)
        self.in_lane = ArrowShape(
            scale * lane.shaft, scale * lane.length, scale * lane.width, 0, min_length * max(1.0, self.unit)
        )
        self.start = size.ball + sizes.HALO * context.unit  # from the ball's centre to where an arrow at it begins
        self.first, self.second = size.ball + gap * scale, self.in_lane.width + SECOND_LANE_GAP * scale
        self._choose_places(context, context.runs_on_same_axes)

    def _choose_places(self, context: PanelContext, runs: Sequence[Trajectory]) -> None:
        """Chooses the scale and the lanes from all steps in the panel."""
        marks, across = context.shown_marks, self.axes.x_unit
        points, slopes, steps = (np.concatenate(parts) for parts in zip(*map(_steps, runs), strict=True))
        inside = np.array([self.axes.contains(*point) for point in points.tolist()], dtype=bool)
        slopes, steps = across * slopes[inside], across * steps[inside]
        has_slopes = "slope_arrow" in marks
        self.scale = slope_scale(context) if has_slopes else 1
        self.step_lane = self.slope_lane = int(self._are_short(steps))
        if has_slopes and "step_arrow" in marks and bool((slopes * steps > 0).any()):
            self.slope_lane = self.step_lane + 1
        elif has_slopes and not self.step_lane:
            self.slope_lane = int(self._are_short(slopes / self.scale))
        highest = self.axes.y(float(points[inside, 1].max(initial=-np.inf))) if inside.any() else self.box.bottom
        top = highest - self._distance(max(self.step_lane, self.slope_lane)) - self.in_lane.width / 2
        self.is_under = top < self.box.top - MAX_OVERHANG * self.unit

    def _are_short(self, lengths: np.ndarray) -> bool:
        """Returns whether more than a third of the arrows would be shorter than the ball's radius and a head."""
        moving = np.abs(lengths[lengths != 0])
        return bool(len(moving)) and bool((moving < self.start + self.at_ball.length).mean() > MAX_SHORT_SHARE)

    def _distance(self, lane: int) -> float:
        return self.first + self.second * (lane - 1) if lane else 0.0

    def level(self, y: float, lane: int) -> float:
        """Returns the y position of a lane's arrow, with a ball at ``y``."""
        return y + self._distance(lane) if self.is_under else y - self._distance(lane)

    def move(self, arrow: Arrow, tail: float, tip: float, y: float, lane: int, alpha: float = 1.0) -> Arrow:
        """Moves an arrow of a ball at ``tail`` and ``y`` to its place."""
        arrow.shape = self.in_lane if lane else self.at_ball
        return arrow.move_to(tail, tip, self.level(y, lane), start=0.0 if lane else self.start, alpha=alpha)

    def box_of(self, arrow: Arrow) -> Box:
        """Returns the box of an arrow."""
        xs, half = [x for x, _ in arrow.outline()], arrow.shape.width / 2
        return Box(min(xs), arrow.y - half, max(xs), arrow.y + half)


def _steps(trajectory: Trajectory) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Returns the points (n, 2) at which a step begins, with their slopes (n,) and the steps (n,)."""
    xs, values = trajectory.points[:, 0], trajectory.values
    if len(xs) == 1:
        return np.column_stack((xs, values)), trajectory.gradients[:, 0], np.zeros(1)
    with np.errstate(all="ignore"):
        steps = np.nan_to_num(np.diff(xs), nan=0.0)
    return np.column_stack((xs, values))[:-1], np.nan_to_num(trajectory.gradients[:-1, 0], nan=0.0), steps
