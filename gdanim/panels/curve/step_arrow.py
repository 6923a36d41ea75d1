"""The arrow of a curve's step, the ring at the landing point, and the arrow's label."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.animation import appearance
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.text import TextStyle
from gdanim.marks.step_arrow import MIN_VISIBLE_FACTOR, landing_ring
from gdanim.panels.curve import arrow_labels

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor, Side
    from gdanim.marks.ball_path import BallState
    from gdanim.panels import PanelContext
    from gdanim.panels.curve.arrow_positions import ArrowPositions
    from gdanim.panels.curve.tangent import Tangent

NUMBER_GAP, NUMBER_SHIFT = 10, 4  # units from a truncated arrow to its number above; pixels from the arrow's end
LABEL_HEIGHTS = 1.4  # label heights above an offset slope arrow


class CurveStepArrow:
    """The step's arrow.

    A copy of the slope's arrow turns and shrinks to the step; then the tip stays and the tail follows.

    Its labels avoid ``occupied`` boxes, and are added to them.
    """

    def __init__(self, context: PanelContext, positions: ArrowPositions, tangent: Tangent, occupied: Obstacles) -> None:
        self.context, self.positions, self.tangent, self.occupied = context, positions, tangent, occupied
        self.size = positions.size
        self.arrow = positions.offset.arrow(context.theme.step, context.theme.paper)
        self.landing = landing_ring(context)
        style = TextStyle(self.size.label, context.theme.step, "semibold", halo=context.theme.paper)
        self.number_label = Label(context.typesetter, style, side="center")
        self.words_label = Label(context.typesetter, style, side="center")
        self.marks: list[Mark] = [self.landing, self.arrow] if "step_arrow" in context.shown_marks else []
        self.labels: list[Mark] = [self.number_label, self.words_label]

    def show(self, moment: Moment, ball_state: BallState) -> None:
        step, part, path = ball_state.step, moment.reveal(*appearance.STEP_ARROW), self.positions.ball_path
        has_step = step < path.last and path.is_inside(step) and path.is_finite(step + 1)
        for mark in (self.arrow, self.landing, self.number_label, self.words_label):
            mark.visible = has_step and part > 0
        if not (has_step and part > 0):
            return
        self._show_arrow(ball_state, part)
        self.landing.move_to(*path.border_point(step + 1))
        self.landing.visible = path.is_inside(step + 1) and part == 1
        distance = math.dist((ball_state.x, ball_state.y), (self.landing.x, self.landing.y))
        self.landing.hollow = distance > MIN_VISIBLE_FACTOR * self.size.ball
        self._show_number(ball_state, whole=part == 1)
        self._show_words(moment, ball_state, whole=part == 1)

    def _show_arrow(self, ball_state: BallState, part: float) -> None:
        """Grows the arrow out of the ball, or if the slope is shown, out of a copy of its arrow."""
        step, theme, offset = ball_state.step, self.context.theme, self.positions.offset
        (x, y), tip, turned = self.positions.ball(step), self.positions.ball(step + 1)[0], True
        is_offset, end = offset.is_offset(x, tip), tip
        if part < 1 and "slope_arrow" in self.context.shown_marks:
            slope_tip = self.positions.slope_tip(step)
            begin, _ = self.context.axes.clamp(slope_tip, y)
            end = begin + (tip - begin) * part * part * (3 - 2 * part)
            turned = part > 0.5 if (begin > x) == (tip > x) else (end > x) == (tip > x)
            is_offset = is_offset if turned else self.positions.slope_is_offset(step)
            self.arrow.visible = turned or begin == slope_tip  # a truncated arrow doesn't visibly shrink
        self.arrow.fill, self.arrow.edge = (theme.step, None) if turned else (theme.slope, theme.slope_edge)
        alpha = appearance.fade(ball_state.travel_progress)
        offset.move(self.arrow, ball_state.x, end, y, offset=is_offset, alpha=alpha)

    def _show_number(self, ball_state: BallState, *, whole: bool) -> None:
        """Places the new x above a truncated arrow, or below it."""
        arrow, label = self.arrow, self.number_label
        label.visible = arrow.is_truncated and whole and arrow.alpha > 0
        if not label.visible:
            return
        step, height = ball_state.step, self.positions.ball(ball_state.step)[1]
        ahead = 1 if self.positions.ball(step + 1)[0] > ball_state.x else -1
        above = arrow.y - arrow.shape.width / 2 - NUMBER_GAP * self.context.unit
        number = self.context.formats.point[0].plain(self.positions.ball_path.points[step + 1][0])
        below = 2 * height - above + label.style.ascent
        side: Side = "right" if ahead > 0 else "left"
        label.set_text(self.context.words.localized(number))
        anchors: list[Anchor] = [(side, arrow.end - NUMBER_SHIFT * ahead, y) for y in (above, below)]
        label.visible = self.occupied.place(label, anchors)

    def _show_words(self, moment: Moment, ball_state: BallState, *, whole: bool) -> None:
        """Places the words on an arrow beside the ball, in a lesson's first steps."""
        context, label = self.context, self.words_label
        is_beside = self.arrow.shape is self.positions.offset.usual and not self.arrow.is_truncated
        label.visible = is_beside and arrow_labels.is_named(context, self.arrow, moment) and whole
        if label.visible:
            key = "with_slope" if context.trajectories[0].run.is_ascent else "against_slope"
            label.set_text(context.words.label(key))
            anchors = arrow_labels.anchors(label, context, self.arrow, ball_state.x, over=True)
            lines = Obstacles(points=self.tangent.strokes(ball_state.step))
            slope = Obstacles(self.positions.offset_slope_box(ball_state.step, LABEL_HEIGHTS * self.size.label))
            label.visible = self.occupied.place(label, anchors, [slope, lines], within=context.axes.box)
