"""The arrow of the next step, from the ball to its landing point, and the landing ring.

In a lesson, a step that ends below the ball or just beside it has a short arrow that shows its direction alone.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.animation import appearance
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
SHORT_LENGTH = 12.0  # units beyond the ball: length of the arrow of a short step
SHORT_MAP_LENGTH, SHORT_SCALE = 18.0, 0.6  # units, and relative size, of the same on a map, where nothing else tells it
MIN_STEP = 0.75  # pixels: a shorter step has no such arrow


def shape(context: PanelContext, size: sizes.Sizes, scale: float = 1.0) -> ArrowShape:
    """Returns the shape of a panel's arrows, ``scale`` times as large."""
    length, width = size.head
    return ArrowShape(scale * size.shaft, scale * length, scale * width, sizes.HALO_WIDTH * context.unit)


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
        self.shape, self.short_shape = shape(context, size), shape(context, size, SHORT_SCALE)
        self.short_length = SHORT_MAP_LENGTH * context.unit if context.is_lesson else 0.0
        self.arrow = Arrow(self.shape, context.theme.step, context.theme.paper)
        self.landing = landing_ring(context)
        theme = context.theme
        self.projection = Arrow(shape(context, size), theme.paper, theme.paper, edge=theme.step)
        self.projection.visible = False
        marks: list[Mark] = [self.landing, self.projection, self.arrow]
        self.marks = marks if "step_arrow" in context.shown_marks else []

    def _is_short(self, begin: PagePoint, tip: PagePoint) -> bool:
        """Returns whether the arrow of a step between two points shows its direction alone."""
        return MIN_STEP <= math.dist(begin, tip) < self.ball.reach + self.short_length

    def shown_tip(self, begin: PagePoint, tip: PagePoint) -> PagePoint:
        """Returns the tip of the arrow from ``begin`` to ``tip``: farther away if the step is short."""
        if not self._is_short(begin, tip):
            return tip
        factor = (self.ball.reach + self.short_length) / math.dist(begin, tip)
        return begin[0] + factor * (tip[0] - begin[0]), begin[1] + factor * (tip[1] - begin[1])

    def show(
        self,
        part: float,
        tip: PagePoint | None,
        *,
        begin: PagePoint | None = None,
        lands_in_sight: bool = True,
        half: PagePoint | None = None,
        travel: float = 0.0,
    ) -> None:
        """Sets ``part`` (0 to 1) of the arrow from the ball to ``tip``, in page pixels; hides it if that is None.

        A step that is projected leads to ``half``, and its projection from there to ``tip``. ``travel`` is the ball's
        progress from 0 to 1, and ``begin`` the place that it leaves.
        """
        for mark in (self.arrow, self.landing):
            mark.visible = tip is not None and part > 0
        self.projection.visible = tip is not None and half is not None and part == 1
        if tip is None:
            return
        tail = self.ball.x, self.ball.y
        if half is not None:
            self.arrow.visible = self.arrow.visible and travel < HALF_WAY
            bend = half if travel < HALF_WAY else tail
            self.projection.move_between(bend, tip, self.box, start=0.0 if travel < HALF_WAY else self.ball.reach)
            tip, landing = half, tip
        else:
            landing = tip
        is_short = half is None and self._is_short(begin or tail, tip)
        self.arrow.shape = self.short_shape if is_short else self.shape
        tip = self.shown_tip(begin or tail, tip) if half is None else tip
        end = (tail[0] + (tip[0] - tail[0]) * part, tail[1] + (tip[1] - tail[1]) * part) if part < 1 else tip
        alpha = appearance.fade(travel) if is_short else 1.0
        self.arrow.move_between(tail, end, self.box, start=self.ball.reach, alpha=alpha)
        self.landing.move_to(*landing)
        self.landing.hollow = (
            lands_in_sight and part == 1 and math.dist(tail, landing) > MIN_VISIBLE_FACTOR * self.ball.reach
        )
