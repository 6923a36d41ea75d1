"""The points that a rule tried before it left a point: small hollow rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.canvas import Mark

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import PagePoint
    from gdanim.panel_parts.panel_context import PanelContext

TRY_RADIUS, TRY_STROKE = 3.6, 1.6  # units
MAX_DRAWN = 40  # tries in one step: more are so close together that they could not be told apart


class Tries(Mark):
    """The tries of one step, on the page."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(clip=context.axes.box)
        self.colour, self.paper, self.unit = context.theme.step, context.theme.paper, context.unit
        self.points: list[PagePoint] = []

    def move_to(self, points: list[PagePoint]) -> Tries:
        """Sets the tries, and returns the mark."""
        self.points = points[:MAX_DRAWN]
        return self

    def draw(self, canvas: Canvas) -> None:
        for x, y in self.points:
            canvas.ring(x, y, TRY_RADIUS * self.unit, self.colour, TRY_STROKE * self.unit, inside=self.paper)
