"""The arrow of the slope, from the ball along the axis with the slope as its length, to the scene's scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.animation import appearance

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.panel_parts.ball_path import BallState
    from gdanim.panels.curve.arrow_positions import ArrowPositions


class SlopeArrow:
    """The slope's arrow, which appears in beat one."""

    def __init__(self, positions: ArrowPositions) -> None:
        self.positions, self.arrow = positions, positions.new_slope_arrow()

    def show(self, moment: Moment, ball_state: BallState, alpha: float) -> None:
        part = moment.reveal(*appearance.SLOPE_ARROW)
        self.arrow.visible = part > 0 and alpha > 0 and self.positions.has_slope(ball_state.step)
        self.positions.place_slope(self.arrow, ball_state.step, part, alpha)
