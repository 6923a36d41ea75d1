"""Paths and balls on a surface, both visible and hidden by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.canvas import Mark, PointMark
from gdanim.drawing.shapes import MARKERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.projection3d import Projection
    from gdanim.functions import Function
    from gdanim.panels import PanelContext

PATH_WIDTH, CASING_WIDTH = 3.0, 7.0  # units: the width of a visible path, and of its casing
HIDDEN_WIDTH, HIDDEN_DASHES, HIDDEN_ALPHA = 2.0, (3.2, 3.6), 0.8  # units: of a hidden path, and its opacity
HIDDEN_CASING, HIDDEN_CASING_ALPHA = 3.4, 0.55
SHADOW_WIDTH, SHADOW_CASING_WIDTH = 1.8, 3.6  # units: of a path on the floor
SHADOW_ALPHA, SHADOW_CASING_ALPHA = 0.9, 0.7
VEIL_OPACITY, MARKER_RADIUS = 0.45, 0.42
"""Opacity of a hidden ball's disc; its marker's radius, relative to the ball's."""
OUTLINE_WIDTH, OUTLINE_DASHES = 2.4, (3.8, 2.9)  # units: of a hidden ball's outline


class SightedPath(NamedTuple):
    """A piece of a path as it is seen: page points (n, 2), and which are in the block, (n,), and hidden there, (n,)."""

    page: np.ndarray
    is_inside: np.ndarray
    is_hidden: np.ndarray


def sighted(projection: Projection, function: Function, pieces: Sequence[np.ndarray]) -> list[SightedPath]:
    """Returns pieces (n, 3) of a path on the surface as they are seen; all at once is quicker than one by one."""
    if not pieces:
        return []
    points, ends = np.vstack(pieces), np.cumsum([len(piece) for piece in pieces])[:-1]
    seen = projection.to_page(points), projection.inside(points), projection.hidden(function, points)
    return [SightedPath(*each) for each in zip(*(np.split(part, ends) for part in seen), strict=True)]


class HiddenBall(PointMark):
    """A ball behind the surface: a dashed outline, and the run's marker in the middle."""

    def __init__(self, colour: str, casing: str, style_index: int, radius: float, unit: float) -> None:
        super().__init__()
        self.colour, self.casing, self.style_index, self.radius, self.unit = colour, casing, style_index, radius, unit

    def draw(self, canvas: Canvas) -> None:
        canvas.disc(self.x, self.y, self.radius, self.casing, alpha=VEIL_OPACITY)
        outline = MARKERS[0] * self.radius + (self.x, self.y)
        dashes = sizes.scaled_dashes(OUTLINE_DASHES, self.unit)
        canvas.stroke(outline, self.casing, (OUTLINE_WIDTH + 2) * self.unit, closed=True)
        canvas.stroke(outline, self.colour, OUTLINE_WIDTH * self.unit, closed=True, dashes=dashes, cap="butt")
        marker = MARKERS[self.style_index % len(MARKERS)] * MARKER_RADIUS * self.radius + (self.x, self.y)
        canvas.fill(marker, self.colour)


class SurfacePath(Mark):
    """Pieces of a path on the surface: solid where they are seen, dashed where they are hidden.

    ``hidden_only``: only what is hidden is drawn.
    """

    def __init__(
        self,
        context: PanelContext,
        colour: str,
        pieces: Sequence[SightedPath],
        *,
        hidden_only: bool = False,
    ) -> None:
        super().__init__()
        self.context, self.colour, self.pieces = context, colour, pieces
        self.hidden_only = hidden_only

    def draw(self, canvas: Canvas) -> None:
        unit, colour, casing = self.context.run_unit, self.colour, self.context.theme.trail_casing
        dashes = sizes.scaled_dashes(HIDDEN_DASHES, unit)
        for page, inside, hidden in self.pieces:
            for points in [] if self.hidden_only else stretches(page, inside & ~hidden):
                canvas.stroke(points, casing, CASING_WIDTH * unit)
                canvas.stroke(points, colour, PATH_WIDTH * unit)
            for points in stretches(page, inside & hidden):
                canvas.stroke(points, casing, HIDDEN_CASING * unit, alpha=HIDDEN_CASING_ALPHA)
                canvas.stroke(points, colour, HIDDEN_WIDTH * unit, dashes=dashes, alpha=HIDDEN_ALPHA, cap="butt")


class FloorPath(Mark):
    """The part of a path on the floor that the surface leaves in sight, as pieces (n, 2) of the two variables."""

    def __init__(self, context: PanelContext, projection: Projection, colour: str, pieces: list[np.ndarray]) -> None:
        super().__init__()
        function, self.colour = context.function, colour
        self.unit, self.paper = context.run_unit, context.theme.paper
        self.lines = [
            points
            for piece in pieces
            for points in stretches(projection.floor_to_page(piece), ~projection.floor_hidden(function, piece))
        ]

    def draw(self, canvas: Canvas) -> None:
        for points in self.lines:
            canvas.stroke(points, self.paper, SHADOW_CASING_WIDTH * self.unit, alpha=SHADOW_CASING_ALPHA)
            canvas.stroke(points, self.colour, SHADOW_WIDTH * self.unit, alpha=SHADOW_ALPHA)


def stretches(points: np.ndarray, chosen: np.ndarray) -> list[np.ndarray]:
    """Returns the stretches of a polyline whose points are all chosen, each with the point after it."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], chosen, [False])).astype(int)))
    stretches = [points[begin : end + 1] for begin, end in zip(edges[::2], edges[1::2], strict=True)]
    return [stretch for stretch in stretches if len(stretch) > 1]
