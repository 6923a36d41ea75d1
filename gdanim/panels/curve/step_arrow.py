"""The arrow of a curve's step, the ring at the landing point, and the number of a landing point out of sight."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.animation import appearance
from gdanim.drawing.arrows import Arrow
from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts.step_arrow import MIN_VISIBLE_FACTOR, landing_ring

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor, Side
    from gdanim.drawing.placement import Obstacles
    from gdanim.panel_parts.ball_path import BallState
    from gdanim.panels import PanelContext
    from gdanim.panels.curve.arrow_positions import ArrowPositions

PROJECTION_OFFSET = 0.9  # of an arrow's width: how far the projection's arrow is below the step's
NUMBER_GAP, NUMBER_SHIFT = 10, 4  # units from an arrow out of the panel to its number; pixels from the border
MAX_OVERHANG = 99  # pixels that the number may reach over the panel, but not over its top


class CurveStepArrow:
    """The step's arrow.

    A copy of the slope's arrow turns and shrinks to the step; then the tip stays and the tail follows.

    The number at the border avoids ``occupied`` boxes, and is added to them.
    """

    def __init__(self, context: PanelContext, positions: ArrowPositions, occupied: Obstacles) -> None:
        self.context, self.positions, self.occupied = context, positions, occupied
        self.arrow, self.landing = positions.new_step_arrow(), landing_ring(context)
        theme, box = context.theme, context.axes.box
        self.true_step = Arrow(positions.rows.at_ball, theme.muted, theme.paper, (box.left, box.right))
        self.projection = Arrow(
            positions.rows.at_ball, theme.paper, theme.paper, (box.left, box.right), edge=theme.step
        )
        style = TextStyle(positions.size.label, context.theme.step, "semibold", halo=context.theme.paper)
        self.number = Label(context.typesetter, style, side="center")
        self.marks: list[Mark] = (
            [self.landing, self.projection, self.true_step, self.arrow] if "step_arrow" in context.shown_marks else []
        )

    def show(self, moment: Moment, ball_state: BallState) -> None:
        step, part, path = ball_state.step, moment.reveal(*appearance.STEP_ARROW), self.positions.ball_path
        is_shown = self.positions.has_step(step) and part > 0
        for mark in (self.arrow, self.projection, self.true_step, self.landing, self.number):
            mark.visible = is_shown
        if not is_shown:
            return
        self._show_arrow(ball_state, part)
        self.landing.move_to(*path.border_point(step + 1))
        self.landing.visible = path.is_inside(step + 1) and part == 1
        distance = math.dist((ball_state.x, ball_state.y), (self.landing.x, self.landing.y))
        self.landing.hollow = distance > MIN_VISIBLE_FACTOR * self.positions.size.ball
        self._show_number(ball_state, whole=part == 1)

    def _show_arrow(self, ball_state: BallState, part: float) -> None:
        """Sets the arrow: ``part`` (0 to 1) of the way from a copy of the slope's arrow to the step's."""
        step, theme, rows = ball_state.step, self.context.theme, self.positions.rows
        (x, y), tip, row, turned = self.positions.ball(step), self.positions.shown_step_tip(step), rows.step_row, True
        end = tip
        if part < 1 and self.positions.has_slope(step):
            begin = self.positions.slope_tip(step)
            end = begin + (tip - begin) * part * part * (3 - 2 * part)
            turned = part > 0.5 if (begin > x) == (tip > x) else (end > x) == (tip > x)
            row = row if turned else rows.slope_row
        self.arrow.fill, self.arrow.edge = (theme.step, None) if turned else (theme.slope, theme.slope_edge)
        alpha = appearance.fade(ball_state.travel_progress)
        rows.move(self.arrow, ball_state.x, end, y, row, alpha)
        self._show_true_step(step, alpha, whole=part == 1)
        self.projection.visible = part == 1 and self.positions.is_projected(step)
        if self.projection.visible:
            below = self.arrow.shape.width * PROJECTION_OFFSET
            self.projection.move_to(tip, self.positions.ball(step + 1)[0], self.arrow.y + below, alpha=alpha)

    def _show_true_step(self, step: int, alpha: float, *, whole: bool) -> None:
        """Sets the arrow of the step without noise, beside that with it."""
        trajectory, (x, _) = self.positions.ball_path.trajectory, self.positions.ball(step)
        run = trajectory.run
        self.true_step.visible = whole and run.noise is not None and run.optimizer.rule.step_form == "gradient"
        if self.true_step.visible:
            change = float(trajectory.etas[step]) * self.positions.gradient(step) * (1 if run.is_ascent else -1)
            tip = self.context.axes.x(float(trajectory.points[step, 0]) + change)
            rows = 2 if self.positions.is_projected(step) else 1
            beside = self.arrow.y + rows * self.arrow.shape.width * PROJECTION_OFFSET
            self.true_step.shape = self.arrow.shape
            self.true_step.move_to(x, tip, beside, start=self.arrow.start, alpha=alpha)

    def _show_number(self, ball_state: BallState, *, whole: bool) -> None:
        """Places the new x above an arrow that leaves the panel, or below it."""
        arrow, label = self.arrow, self.number
        label.visible = arrow.is_truncated and arrow.is_drawn and whole
        if not label.visible:
            return
        step = ball_state.step
        ahead = 1 if self.positions.ball(step + 1)[0] > ball_state.x else -1
        gap = arrow.shape.width / 2 + NUMBER_GAP * self.context.unit
        x = self.positions.ball_path.points[step + 1][0]
        side: Side = "right" if ahead > 0 else "left"
        label.set_text(self.context.printed_number(self.context.formats.point[0], x))
        heights = (arrow.y - gap, arrow.y + gap + label.style.ascent)
        anchors: list[Anchor] = [(side, arrow.end - NUMBER_SHIFT * ahead, y) for y in heights]
        under_header = self.context.axes.box.grown(MAX_OVERHANG).inset(top=MAX_OVERHANG)
        label.visible = self.occupied.place(label, anchors, within=under_header)
