"""Computes the ends of a step's arrows on a curve's page: of the slope's arrow, and of the step's."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.panels.curve.arrow_offset import ArrowOffset

if TYPE_CHECKING:
    from gdanim.drawing.geometry import Box, Point
    from gdanim.drawing.sizes import Sizes
    from gdanim.marks.ball_path import BallPath
    from gdanim.panels import PanelContext


class ArrowPositions:
    """The arrows of all steps of a run, whether or not they are shown yet. Tips are x positions on the page."""

    def __init__(self, context: PanelContext, ball_path: BallPath, size: Sizes) -> None:
        self.context, self.ball_path, self.size = context, ball_path, size
        self.offset = ArrowOffset(context, size)

    def ball(self, step: int) -> Point:
        """Returns the page position of the ball at rest on x_k."""
        return self.ball_path.page_point(step)

    def gradient(self, step: int) -> float:
        return float(self.ball_path.trajectory.gradients[step, 0])

    def slope_tip(self, step: int) -> float:
        """Returns the tip of the slope's arrow: x_k + f′(x_k)."""
        return self.context.axes.x(self.ball_path.points[step][0] + self.gradient(step))

    def step_tip(self, step: int) -> float | None:
        """Returns the tip of the step's arrow; None if there is no such arrow."""
        has_step = step < self.ball_path.last and self.ball_path.is_finite(step + 1)
        return self.ball(step + 1)[0] if has_step and "step_arrow" in self.context.shown_marks else None

    def slope_is_offset(self, step: int) -> bool:
        return self.offset.is_offset(self.ball(step)[0], self.slope_tip(step))

    def slope_is_second(self, step: int) -> bool:
        """Returns whether the step's arrow is offset as well, in the place of the slope's."""
        (x, _), slope_tip, step_tip = self.ball(step), self.slope_tip(step), self.step_tip(step)
        if step_tip is None or not self.offset.is_offset(x, step_tip):
            return False
        box = self.context.axes.box
        return (slope_tip > x) == (step_tip > x) or not box.left <= slope_tip <= box.right

    def covered(self, step: int) -> list[Box]:
        """Returns the boxes of the two arrows."""
        (x, y), step_tip = self.ball(step), self.step_tip(step)
        boxes = [] if step_tip is None else [self.offset.covered(x, step_tip, y)]
        return [*boxes, self._slope_box(step)] if "slope_arrow" in self.context.shown_marks else boxes

    def offset_slope_box(self, step: int, label_height: float) -> list[Box]:
        """Returns the boxes of an offset slope arrow and the label above it; empty if it isn't offset."""
        is_shown = "slope_arrow" in self.context.shown_marks and math.isfinite(self.slope_tip(step))
        if not (is_shown and self.slope_is_offset(step)):
            return []
        return [self._slope_box(step).inset(top=-label_height)]

    def _slope_box(self, step: int) -> Box:
        x, y = self.ball(step)
        return self.offset.covered(x, self.slope_tip(step), y, second=self.slope_is_second(step))
