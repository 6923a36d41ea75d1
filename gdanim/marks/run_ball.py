"""The ball of a run; where several runs share a panel, in the run's colour and with its marker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.ball import Ball
from gdanim.drawing.shapes import Marker

if TYPE_CHECKING:
    import numpy as np

    from gdanim.drawing.canvas import Canvas
    from gdanim.marks.panel_context import PanelContext

MARKER_SCALE = 0.42  # fraction of the ball's radius


class RunBall(Ball):
    """The ball of the context's run ``index``. ``path`` (n, 2) are its resting positions on the page, one per step."""

    def __init__(self, context: PanelContext, index: int, radius: float, path: np.ndarray) -> None:
        colour, theme = context.colour(index), context.theme
        super().__init__(theme, radius, sizes.HALO * context.unit, colour if context.several else None)
        self.path = path
        style = context.style_index(index)
        self.marker = Marker(style, theme.paper, colour, MARKER_SCALE * radius, edge=0) if context.several else None

    @property
    def reach(self) -> float:
        """The distance in pixels from the ball's centre to the outer edge of its halo, where arrows begin."""
        return self.radius + self.halo

    def draw(self, canvas: Canvas) -> None:
        super().draw(canvas)
        if self.marker:
            self.marker.move_to(self.x, self.y).draw(canvas)
