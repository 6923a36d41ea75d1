"""Computes the ends of a step's arrows on a curve's page: of the slope's arrow, and of the step's."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.arrows import Arrow
from gdanim.panel_parts.step_arrow import MIN_STEP, SHORT_LENGTH
from gdanim.panels.curve.arrow_rows import ArrowRows

if TYPE_CHECKING:
    from gdanim.drawing.geometry import Box, PagePoint
    from gdanim.drawing.sizes import Sizes
    from gdanim.panel_parts.ball_path import BallPath
    from gdanim.panels import PanelContext


class ArrowPositions:
    """The arrows of all steps of a run, whether or not they are shown yet. Tips are x positions on the page."""

    def __init__(self, context: PanelContext, ball_path: BallPath, size: Sizes) -> None:
        self.context, self.ball_path, self.size = context, ball_path, size
        self.rows = ArrowRows(context, size)

    def new_step_arrow(self) -> Arrow:
        """Returns the step's arrow, which ``place_step`` moves."""
        theme, box = self.context.theme, self.context.axes.box
        return Arrow(self.rows.at_ball, theme.step, theme.paper, (box.left, box.right))

    def new_slope_arrow(self) -> Arrow:
        """Returns the slope's arrow, which ``place_slope`` moves."""
        theme = self.context.theme
        return Arrow(self.rows.at_ball, theme.slope, theme.paper, edge=theme.slope_edge)

    def ball(self, step: int) -> PagePoint:
        """Returns the page position of the ball at rest on x_k."""
        return self.ball_path.page_point(step)

    def gradient(self, step: int) -> float:
        return float(self.ball_path.trajectory.gradients[step, 0])

    def slope_tip(self, step: int) -> float:
        """Returns the tip of the slope's arrow: x_k + f′(x_k), or less far by the scene's scale."""
        return self.context.axes.x(self.ball_path.points[step][0] + self.gradient(step) / self.rows.scale)

    def step_tip(self, step: int) -> float:
        """Returns the tip of the step's arrow: x_{k+1}, or where the step led before it was projected."""
        half = float(self.ball_path.trajectory.half_points[step, 0])
        return self.context.axes.x(half) if math.isfinite(half) else self.ball(step + 1)[0]

    def shown_step_tip(self, step: int) -> float:
        """Returns the tip of the step's arrow as it is drawn: farther away if a lesson's step is too short to see."""
        tail, tip, context = self.ball(step)[0], self.step_tip(step), self.context
        least = SHORT_LENGTH * context.unit + (0.0 if self.rows.step_row else self.rows.start)
        is_short = context.is_lesson and MIN_STEP <= abs(tip - tail) < least and not self.is_projected(step)
        return tail + math.copysign(least, tip - tail) if is_short else tip

    def is_projected(self, step: int) -> bool:
        """Returns whether the step from x_k is projected onto a constraint."""
        return bool(np.isfinite(self.ball_path.trajectory.half_points[step]).all())

    def has_slope(self, step: int) -> bool:
        """Returns whether the slope's arrow is shown in this step: in the panel and long enough to be seen."""
        if "slope_arrow" not in self.context.shown_marks or not math.isfinite(self.gradient(step)):
            return False
        if step and not self.context.axes.box.left <= self.slope_tip(step) <= self.context.axes.box.right:
            return False
        return self.place_slope(self.new_slope_arrow(), step).is_drawn

    def has_step(self, step: int) -> bool:
        """Returns whether a step of finite length follows from a point in the panel, maybe out of the domain."""
        path = self.ball_path
        if step >= path.last or not path.is_inside(step):
            return False
        leaves = path.trajectory.end_reason == "left_domain" and math.isfinite(path.points[step + 1][0])
        return leaves or path.is_finite(step + 1)

    def place_slope(self, arrow: Arrow, step: int, part: float = 1.0, alpha: float = 1.0) -> Arrow:
        """Moves ``part`` of the slope's arrow to its place."""
        (x, y), tip = self.ball(step), self.slope_tip(step)
        return self.rows.move(arrow, x, x + (tip - x) * part, y, self.rows.slope_row, alpha)

    def place_step(self, arrow: Arrow, step: int) -> Arrow:
        """Moves the step's arrow to its place."""
        return self.rows.move(arrow, *self.ball(step)[:1], self.shown_step_tip(step), self.ball(step)[1],
                                self.rows.step_row)  # fmt: skip

    def covered(self, step: int) -> list[Box]:
        """Returns the boxes of the two arrows."""
        marks, boxes = self.context.shown_marks, []
        if "step_arrow" in marks and self.has_step(step):
            boxes.append(self.rows.box_of(self.place_step(self.new_step_arrow(), step)))
        if self.has_slope(step):
            boxes.append(self.rows.box_of(self.place_slope(self.new_slope_arrow(), step)))
        return boxes
