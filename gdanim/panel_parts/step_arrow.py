"""The arrow of the next step, from the ball to its landing point, and the landing ring."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.arrows import Arrow, ArrowShape
from gdanim.drawing.shapes import Ring
from gdanim.panel_parts.ball_path import HALF_WAY

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import PagePoint
    from gdanim.panel_parts.panel_context import PanelContext
    from gdanim.panel_parts.run_ball import RunBall

MIN_VISIBLE_FACTOR = 1.9  # multiple of what the ball covers: a nearer landing point is below the ball


def shape(context: PanelContext, size: sizes.Sizes) -> ArrowShape:
    """Returns the shape of a panel's arrows."""
    return ArrowShape(size.shaft, *size.head, sizes.HALO_WIDTH * context.unit)


def landing_ring(context: PanelContext) -> Ring:
    """Returns the ring at a step's landing point."""
    theme, unit = context.theme, context.unit
    return Ring(theme.step, theme.paper, 1.25 * sizes.TRAIL_RING * unit, sizes.TRAIL_RING_STROKE * unit)


class StepArrow:
    """The arrow of a run's next step, on a map or a surface. While the ball moves, the tip stays and the tail follows.

    ``marks`` are empty if the panel does not show step arrows.
    """

    def __init__(self, context: PanelContext, size: sizes.Sizes, ball: RunBall) -> None:
        self.ball, self.box = ball, context.axes.box
        self.arrow = Arrow(shape(context, size), context.theme.step, context.theme.paper)
        self.landing = landing_ring(context)
        theme = context.theme
        self.projection = Arrow(shape(context, size), theme.paper, theme.paper, edge=theme.step)
        self.projection.visible = False
        marks: list[Mark] = [self.landing, self.projection, self.arrow]
        self.marks = marks if "step_arrow" in context.shown_marks else []

    def show(
        self,
        part: float,
        tip: PagePoint | None,
        *,
        lands_in_sight: bool = True,
        half: PagePoint | None = None,
        travel: float = 0.0,
    ) -> None:
        """Sets ``part`` (0 to 1) of the arrow from the ball to ``tip``, in page pixels; hides it if that is None.

        A step that is projected leads to ``half``, and its projection from there to ``tip``. ``travel`` is the ball's
        progress from 0 to 1.
        """
        for mark in (self.arrow, self.landing):
            mark.visible = tip is not None and part > 0
        self.projection.visible = tip is not None and half is not None and part == 1
        if tip is None:
            return
        tail = self.ball.x, self.ball.y
        if half is not None:
            self.arrow.visible = self.arrow.visible and travel < HALF_WAY
            begin = half if travel < HALF_WAY else tail
            self.projection.move_between(begin, tip, self.box, start=0.0 if travel < HALF_WAY else self.ball.reach)
            tip, landing = half, tip
        else:
            landing = tip
        end = (tail[0] + (tip[0] - tail[0]) * part, tail[1] + (tip[1] - tail[1]) * part) if part < 1 else tip
        self.arrow.move_between(tail, end, self.box, start=self.ball.reach)
        self.landing.move_to(*landing)
        self.landing.hollow = (
            lands_in_sight and part == 1 and math.dist(tail, landing) > MIN_VISIBLE_FACTOR * self.ball.reach
        )
