"""The places of a panel's arrows, for a whole scene: at the ball, or in a row over it."""

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

MAX_SHORT_SHARE = 1 / 3  # of the steps: with more short arrows, all are in the row
ROW_SHAPE = ArrowShape(shaft=3, length=9, width=9, halo=0)  # units
LESSON_ROW_SHAPE = ArrowShape(shaft=6, length=18, width=16, halo=0)  # units
ROW_GAP, LESSON_ROW_GAP = 13, 15  # units from a ball to the middle of the row
SECOND_ROW_GAP = 5  # units between the arrows of two rows
MIN_LENGTH, LESSON_MIN_LENGTH = 12, 8  # pixels, and units: a shorter arrow in a row shows no direction
MAX_OVERHANG = 10  # units above the panel, below the header


class ArrowRows:
    """The places of the step's and the slope's arrows of a panel, and their scale: the same for all steps and runs.

    Attributes
    ----------
    scale
        The factor by which a slope's arrow is shorter than the slope.
    step_row, slope_row
        The rows of the two arrows: 0 at the ball, 1 over it, 2 over that. They differ if the two point the same way.
    """

    def __init__(self, context: PanelContext, size: sizes.Sizes) -> None:
        self.unit, self.box, self.axes = context.unit, context.axes.box, context.axes
        scale = context.unit * sizes.narrow_scale(context.axes.box.width)
        self.is_lesson = context.is_lesson
        row, gap, min_length = ROW_SHAPE, ROW_GAP, MIN_LENGTH
        if context.is_lesson:
            row, gap, min_length = LESSON_ROW_SHAPE, LESSON_ROW_GAP, LESSON_MIN_LENGTH
        self.at_ball = ArrowShape(size.shaft, *size.head, halo=0)
        self.in_row = ArrowShape(
            scale * row.shaft, scale * row.length, scale * row.width, 0, min_length * max(1.0, self.unit)
        )
        self.start = (
            size.ball + sizes.HALO_WIDTH * context.unit
        )  # from the ball's centre to where an arrow at it begins
        self.first, self.second = size.ball + gap * scale, self.in_row.width + SECOND_ROW_GAP * scale
        self._choose_places(context, context.runs_on_same_axes)

    def _choose_places(self, context: PanelContext, runs: Sequence[Trajectory]) -> None:
        """Chooses the scale and the rows from all steps in the panel."""
        marks, across = context.shown_marks, self.axes.x_unit
        points, slopes, steps = (np.concatenate(parts) for parts in zip(*map(_steps, runs), strict=True))
        inside = np.array([self.axes.contains(*point) for point in points.tolist()], dtype=bool)
        slopes, steps = across * slopes[inside], across * steps[inside]
        has_slopes = "slope_arrow" in marks
        self.scale = slope_scale(context) if has_slopes else 1
        self.step_row = self.slope_row = int(self._are_short(steps))
        if has_slopes and "step_arrow" in marks and bool((slopes * steps > 0).any()):
            self.slope_row = self.step_row + 1
        elif has_slopes and not self.step_row:
            self.slope_row = int(self._are_short(slopes / self.scale))
        highest = self.axes.y(float(points[inside, 1].max(initial=-np.inf))) if inside.any() else self.box.bottom
        top = highest - self._distance(max(self.step_row, self.slope_row)) - self.in_row.width / 2
        self.is_under = top < self.box.top - MAX_OVERHANG * self.unit

    def _are_short(self, lengths: np.ndarray) -> bool:
        """Returns whether more than a third of the arrows would be shorter than the ball's radius and a head."""
        moving = np.abs(lengths[lengths != 0])
        return bool(len(moving)) and bool((moving < self.start + self.at_ball.length).mean() > MAX_SHORT_SHARE)

    def _distance(self, row: int) -> float:
        return self.first + self.second * (row - 1) if row else 0.0

    def level(self, y: float, row: int) -> float:
        """Returns the y position of a row's arrow, with a ball at ``y``.

        Where the highest ball has no room over it, all arrows of a lesson are under the balls; those of a comparison
        only where a ball has no room, because names of minima stand under the curve.
        """
        distance = self._distance(row)
        has_room = not self.is_lesson and y - distance - self.in_row.width / 2 >= self.box.top
        return y - distance if has_room or not self.is_under else y + distance

    def move(self, arrow: Arrow, tail: float, tip: float, y: float, row: int, alpha: float = 1.0) -> Arrow:
        """Moves an arrow of a ball at ``tail`` and ``y`` to its place."""
        arrow.shape = self.in_row if row else self.at_ball
        return arrow.move_to(tail, tip, self.level(y, row), start=0.0 if row else self.start, alpha=alpha)

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
