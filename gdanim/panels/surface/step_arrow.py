"""A step over a surface before it is made: a straight arrow from the ball to where it lands, and a ring there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.arrows import Arrow, Shape
from gdanim.drawing.shapes import Ring
from gdanim.panels.curve.runs import RED_FROM, RED_TO

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Point
    from gdanim.panels import PanelContext

HIDES = 1.9  # times what the ball covers: a nearer landing lies under the ball


class StepArrow:
    """``start`` is how far from the ball's middle an arrow of these sizes begins."""

    def __init__(self, context: PanelContext, size: sizes.Sizes, start: float) -> None:
        theme, unit = context.theme, context.unit
        self.box, self.start = context.axes.box, start
        shape = Shape(size.shaft, *size.head, sizes.HALO * unit)
        self.red = Arrow(shape, theme.step, theme.paper, (0, 0))
        self.landing = Ring(theme.step, theme.paper, sizes.RING * unit * 1.25, sizes.RING_STROKE * unit)
        self.artists: list[Mark] = [self.landing, self.red] if "step_arrow" in context.show else []

    def show(self, moment: Moment, here: Point, there: Point | None, *, seen: bool) -> None:
        """From the ball at ``here`` to ``there``, or nothing where that is None; ``seen``: the ball lands in sight.

        The arrow grows in beat one; while the ball moves its tip stays and its tail follows.
        """
        part = min(1.0, max(0.0, (moment.look - RED_FROM) / (RED_TO - RED_FROM)))
        for artist in (self.red, self.landing):
            artist.visible = there is not None and part > 0
        if there is None:
            return
        tip = (here[0] + (there[0] - here[0]) * part, here[1] + (there[1] - here[1]) * part)
        self.red.point(here, tip, self.box, start=self.start)
        self.landing.move_to(*there)
        self.landing.hollow = seen and part == 1 and math.dist(here, there) > HIDES * self.start
