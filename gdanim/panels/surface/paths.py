"""Paths and balls on a surface, both visible and hidden by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark, PointMark
from gdanim.drawing.shapes import MARKERS

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.projection3d import Projection
    from gdanim.panels import PanelContext

PATH_WIDTH, CASING_WIDTH = 3.0, 2.4  # units: of a visible path, and of its casing beyond it
HIDDEN_WIDTH, HIDDEN_DASHES = 1.6, (1.5, 3)  # units: of a hidden path
SHADOW_WIDTH = 1.4  # units: of a path's shadow on the floor
OUTLINE_WIDTH, OUTLINE_DASHES = 1.6, (3, 3)  # units: of a hidden ball's outline


class HiddenBall(PointMark):
    """A ball behind the surface: translucent, with a dashed outline."""

    def __init__(self, colour: str, radius: float, unit: float) -> None:
        super().__init__()
        self.colour, self.radius, self.unit = colour, radius, unit

    def draw(self, canvas: Canvas) -> None:
        canvas.disc(self.x, self.y, self.radius, self.colour, alpha=0.4)
        outline = MARKERS[0] * self.radius + (self.x, self.y)
        dashes = (OUTLINE_DASHES[0] * self.unit, OUTLINE_DASHES[1] * self.unit)
        canvas.stroke(outline, self.colour, OUTLINE_WIDTH * self.unit, closed=True, dashes=dashes, cap="butt")


class SurfacePath(Mark):
    """Pieces of a path (n, 3) on the surface: solid where visible, faint dots where hidden."""

    def __init__(self, context: PanelContext, view: Projection, colour: str, pieces: list[np.ndarray]) -> None:
        super().__init__()
        self.context, self.view, self.colour, self.pieces = context, view, colour, pieces

    def draw(self, canvas: Canvas) -> None:
        unit, colour, paper = self.context.unit, self.colour, self.context.theme.paper
        function = self.context.trajectories[0].run.function
        dashes = (HIDDEN_DASHES[0] * unit, HIDDEN_DASHES[1] * unit)
        for piece in self.pieces:
            inside, hidden = self.view.inside(piece), self.view.hidden(function, piece)
            page = self.view.to_page(piece)
            if self.context.options.shadow:
                floor = np.column_stack((piece[:, :2], np.full(len(piece), self.view.z_range[0])))
                canvas.stroke(self.view.to_page(floor), colour, SHADOW_WIDTH * unit, alpha=0.35)
            for points in _stretches(page, inside & ~hidden):
                canvas.stroke(points, paper, (PATH_WIDTH + CASING_WIDTH) * unit, alpha=0.85)
                canvas.stroke(points, colour, PATH_WIDTH * unit)
            for points in _stretches(page, inside & hidden):
                canvas.stroke(points, colour, HIDDEN_WIDTH * unit, dashes=dashes, alpha=0.55)


def _stretches(points: np.ndarray, chosen: np.ndarray) -> list[np.ndarray]:
    """Returns the parts of a polyline whose points are all chosen, each with the point after it."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], chosen, [False])).astype(int)))
    stretches = [points[begin : end + 1] for begin, end in zip(edges[::2], edges[1::2], strict=True)]
    return [stretch for stretch in stretches if len(stretch) > 1]
