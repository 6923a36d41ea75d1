"""The arrow of the next step, from the ball to its landing point, and the landing ring."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.arrows import Arrow, ArrowShape
from gdanim.drawing.shapes import Ring

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Point
    from gdanim.marks.panel_context import PanelContext
    from gdanim.marks.run_ball import RunBall

MIN_VISIBLE_FACTOR = 1.9  # multiple of what the ball covers: a nearer landing point is below the ball


def shape(context: PanelContext, size: sizes.Sizes) -> ArrowShape:
    """Returns the shape of a panel's arrows."""
    return ArrowShape(size.shaft, *size.head, sizes.HALO * context.unit)


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
        self.marks: list[Mark] = [self.landing, self.arrow] if "step_arrow" in context.shown_marks else []

    def show(self, part: float, tip: Point | None, *, lands_in_sight: bool = True) -> None:
        """Sets ``part`` (0 to 1) of the arrow from the ball to ``tip``, in page pixels; hides it if that is None."""
        for mark in (self.arrow, self.landing):
            mark.visible = tip is not None and part > 0
        if tip is None:
            return
        tail = self.ball.x, self.ball.y
        end = (tail[0] + (tip[0] - tail[0]) * part, tail[1] + (tip[1] - tail[1]) * part) if part < 1 else tip
        self.arrow.move_between(tail, end, self.box, start=self.ball.reach)
        self.landing.move_to(*tip)
        self.landing.hollow = (
            lands_in_sight and part == 1 and math.dist(tail, tip) > MIN_VISIBLE_FACTOR * self.ball.reach
        )
