"""The small round icon before each verdict, so that a verdict is never told by colour or words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import PointMark

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.themes import Theme

STROKES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "converged": (((-0.45, 0.02), (-0.12, 0.35), (0.48, -0.32)),),
    "cycle": (
        ((-0.45, -0.2), (0.45, -0.2)),
        ((0.2, -0.42), (0.45, -0.2), (0.2, 0.02)),
        ((0.45, 0.24), (-0.45, 0.24)),
        ((-0.2, 0.02), (-0.45, 0.24), (-0.2, 0.46)),
    ),
    "wandering": (((-0.5, 0.25), (-0.28, -0.35), (-0.04, 0.3), (0.16, -0.35), (0.3, 0.12), (0.5, -0.1)),),
    "diverged": (((-0.4, 0.4), (0.4, -0.4)), ((0.0, -0.42), (0.42, -0.42), (0.42, 0.0))),
    "left_domain": (((-0.35, -0.35), (0.35, 0.35)), ((-0.35, 0.35), (0.35, -0.35))),
    "stationary": (((-0.22, -0.38), (-0.22, 0.38)), ((0.22, -0.38), (0.22, 0.38))),
    "stopped": (((-0.3, -0.3), (0.3, -0.3), (0.3, 0.3), (-0.3, 0.3), (-0.3, -0.3)),),
    "stalled": (((-0.22, -0.42), (-0.22, 0.14)), ((0.22, -0.42), (0.22, 0.14)), ((-0.42, 0.42), (0.42, 0.42))),
    "unbounded": (((0.0, -0.5), (0.0, 0.45)), ((-0.32, 0.1), (0.0, 0.45), (0.32, 0.1))),
    "unbounded_ascending": (((0.0, 0.5), (0.0, -0.45)), ((-0.32, -0.1), (0.0, -0.45), (0.32, -0.1))),
    "progressing": (((-0.5, 0.0), (0.45, 0.0)), ((0.1, -0.32), (0.45, 0.0), (0.1, 0.32))),
}
"""Polylines about the centre of a circle of radius one, y down."""
DIRECTED = {"progressing"}  # icons that point in the reading direction


class Icon(PointMark):
    """The icon of a verdict's kind.

    Parameters
    ----------
    theme
        The theme, for its colours.
    radius
        The icon's radius in pixels.
    kind
        The verdict's kind.
    is_success
        Whether the run has reached its goal: then the icon is green.
    rtl
        Whether the page is read from right to left.
    """

    def __init__(self, theme: Theme, radius: float, kind: str, *, is_success: bool = False, rtl: bool = False) -> None:
        super().__init__()
        self.theme, self.radius, self.kind, self.is_success = theme, radius, kind, is_success
        self.mirrored = rtl and kind in DIRECTED

    def draw(self, canvas: Canvas) -> None:
        canvas.disc(self.x, self.y, self.radius, self.theme.minimum if self.is_success else self.theme.chip)
        for stroke in STROKES[self.kind]:
            points = np.array(stroke) * (-1 if self.mirrored else 1, 1) * self.radius + (self.x, self.y)
            canvas.stroke(points, self.theme.paper if self.is_success else self.theme.ink, max(1.2, self.radius * 0.19))
