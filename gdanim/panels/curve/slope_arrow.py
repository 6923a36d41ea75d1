"""The arrow of the slope, from the ball along the axis with the slope as its length, and its label."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.animation import appearance
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.text import TextStyle
from gdanim.panels.curve import arrow_labels

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.label import Anchor
    from gdanim.marks.ball_path import BallState
    from gdanim.panels import PanelContext
    from gdanim.panels.curve.arrow_positions import ArrowPositions
    from gdanim.panels.curve.tangent import Tangent

NUMBER_GAP = 5  # units from an offset arrow to the number above it


class SlopeArrow:
    """The slope's arrow, which appears in beat one. Its label avoids ``occupied`` boxes, and is added to them."""

    def __init__(self, context: PanelContext, positions: ArrowPositions, tangent: Tangent, occupied: Obstacles) -> None:
        self.context, self.positions, self.tangent, self.occupied = context, positions, tangent, occupied
        theme = context.theme
        self.arrow = positions.offset.arrow(theme.slope, theme.paper, edge=theme.slope_edge)
        style = TextStyle(positions.size.label, theme.slope_text, "semibold", halo=theme.paper)
        self.label = Label(context.typesetter, style, side="center")

    def show(self, moment: Moment, ball_state: BallState, alpha: float) -> None:
        step, part = ball_state.step, moment.reveal(*appearance.SLOPE_ARROW)
        self.arrow.visible = part > 0 and alpha > 0
        (x, y), tip = self.positions.ball(step), self.positions.slope_tip(step)
        offset, second = self.positions.slope_is_offset(step), self.positions.slope_is_second(step)
        self.positions.offset.move(self.arrow, x, x + (tip - x) * part, y, offset=offset, second=second, alpha=alpha)
        if self.context.is_lesson:
            self._show_label(moment, step, offset=offset, whole=part == 1 and self.arrow.visible)

    def _show_label(self, moment: Moment, step: int, *, offset: bool, whole: bool) -> None:
        """Places the number of a truncated arrow wherever it has room, but words only where they cover no line."""
        context, label, is_truncated = self.context, self.label, self.arrow.is_truncated and whole
        is_ascent = context.trajectories[0].run.is_ascent
        is_named = not is_ascent and not offset and arrow_labels.is_named(context, self.arrow, moment)
        label.visible = is_truncated or (whole and is_named)
        label.set_text(self._number(step) if is_truncated else context.words.label("with_slope"))
        if not label.visible:
            return
        lines = [] if is_truncated else [Obstacles(points=self.tangent.strokes(step))]
        label.visible = self.occupied.place(label, self._anchors(step, offset=offset), lines, within=context.axes.box)

    def _number(self, step: int) -> str:
        return self.context.words.localized(self.context.formats.slope.plain(self.positions.gradient(step)))

    def _anchors(self, step: int, *, offset: bool) -> list[Anchor]:
        x = self.positions.ball(step)[0]
        if not offset:
            return arrow_labels.anchors(self.label, self.context, self.arrow, x, over=False)
        end, half = self.arrow.end, self.label.image.width / 2
        middle = arrow_labels.inside(self.label, self.context, end + math.copysign(half, x - end))
        return [("center", middle, self.arrow.y - self.arrow.shape.width / 2 - NUMBER_GAP * self.context.unit)]
