"""Marks, and the canvas that paints them: filled and stroked outlines, discs and images in page pixels.

The page's y runs down from its left top corner. matplotlib's own paths and transforms stay in this file.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, IdentityTransform

from gdanim.themes import rgb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.drawing.geometry import Box, PagePoint

    Points = Sequence[PagePoint] | np.ndarray

CIRCLE = Path.unit_circle()
Outline = Path
"""Several polygons combined by ``compound``, which a canvas fills at once."""


class OutlinePiece(NamedTuple):
    """One of many outlines that a canvas draws at once: a polygon, or where ``fill`` is None a line."""

    points: Points
    line: str
    width: float
    fill: str | None = None
    alpha: float = 1.0


class Mark(ABC):
    """Something that a canvas draws.

    Parameters
    ----------
    clip
        The rectangle of the page outside of which nothing of the mark is drawn; None for no such limit.

    Attributes
    ----------
    visible
        Whether the mark is drawn. A panel's ``show`` sets it for each moment.
    """

    visible = True

    def __init__(self, *, clip: Box | None = None) -> None:
        self.clip = clip

    @abstractmethod
    def draw(self, canvas: Canvas) -> None:
        """Draws the mark as it is now.

        Parameters
        ----------
        canvas
            The canvas to draw on. ``Canvas.paint`` calls this method of visible marks only, with the clip set.
        """


class PointMark(Mark):
    """A mark about a point: ``x`` and ``y``, its centre in page pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.x = self.y = 0.0

    def move_to(self, x: float, y: float) -> Self:
        """Sets the centre, and returns the mark."""
        self.x, self.y = x, y
        return self


class Group(Mark):
    """Several marks as one. ``children`` are drawn in their order, and may change from frame to frame."""

    def __init__(self) -> None:
        super().__init__()
        self.children: list[Mark] = []

    def draw(self, canvas: Canvas) -> None:
        canvas.paint(self.children)


class Canvas:
    """Draws in page pixels with a matplotlib renderer: raster, SVG or PDF.

    Parameters
    ----------
    renderer
        A matplotlib renderer. If it has a method ``write_text``, texts are written as text; otherwise they are drawn as
        images.
    """

    def __init__(self, renderer: Any) -> None:
        self.renderer = renderer
        self.height = renderer.get_canvas_width_height()[1]
        self.write_text = getattr(renderer, "write_text", None)
        self.gc = renderer.new_gc()
        self._page = Affine2D.from_values(1, 0, 0, -1, 0, self.height)

    def paint(self, marks: Iterable[Mark]) -> None:
        """Draws the visible ``marks``, from back to front."""
        for mark in marks:
            if mark.visible:
                self.gc = self.renderer.new_gc()
                if mark.clip is not None:
                    left, top, right, bottom = mark.clip
                    self.gc.set_clip_rectangle(Bbox([[left, self.height - bottom], [right, self.height - top]]))
                mark.draw(self)

    def fill(self, outline: Points | Outline, colour: str, *, alpha: float = 1.0, edge: float = 0.0) -> None:
        """Fills a polygon.

        Parameters
        ----------
        outline
            The polygon's corners ``(n, 2)``, the first not repeated at the end, or polygons from ``compound``.
        colour
            The colour as ``#RRGGBB``.
        alpha
            The opacity, from 0 (invisible) to 1 (opaque).
        edge
            The width of a line of the same colour along the outline, which closes the gap to a neighbour.
        """
        self.gc.set_linewidth(edge)
        self.gc.set_dashes(0, None)
        self._draw(_path(outline, closed=True), self._page, colour, colour, alpha)

    def stroke(
        self,
        points: Points,
        colour: str,
        width: float,
        *,
        closed: bool = False,
        dashes: tuple[float, ...] | None = None,
        dash_offset: float = 0.0,
        alpha: float = 1.0,
        cap: str = "round",
    ) -> None:
        """Draws a line.

        Parameters
        ----------
        points
            The line's corners ``(n, 2)``; a row that is not finite breaks it.
        colour
            The colour as ``#RRGGBB``.
        width
            The line width in pixels.
        closed
            Whether the last point is joined to the first.
        dashes
            The lengths of dashes and gaps in turn, in pixels; None for an unbroken line.
        dash_offset
            The length of the pattern that lies before the first point, as if the line began so much earlier.
        alpha
            The opacity, from 0 (invisible) to 1 (opaque).
        cap
            The shape of its ends: ``round``, ``butt`` or ``projecting``.
        """
        self.gc.set_linewidth(width)
        self.gc.set_capstyle(cap)
        self.gc.set_joinstyle("round")
        self.gc.set_dashes(dash_offset, dashes)
        self._draw(_path(points, closed=closed), self._page, colour, None, alpha)

    def draw_pieces(self, pieces: Sequence[OutlinePiece]) -> None:
        """Draws many outlines from back to front; twice as fast as one call per outline.

        Parameters
        ----------
        pieces
            The corners ``(n, 2)``, line colour and line width of each, and of a polygon also its fill colour.
        """
        if not pieces:
            return
        paths = [_path(piece.points, closed=piece.fill is not None) for piece in pieces]
        lines = np.array([_rgba(piece.line, piece.alpha) for piece in pieces])
        fills = np.array([_rgba(piece.fill, piece.alpha) if piece.fill else (0.0,) * 4 for piece in pieces])
        widths, dashes = [piece.width for piece in pieces], [(0, None)]
        self.gc.set_capstyle("round")
        self.gc.set_joinstyle("round")
        self.renderer.draw_path_collection(
            self.gc, self._page, paths, np.empty((0, 3, 3)), np.zeros((1, 2)), IdentityTransform(), fills, lines,
            widths, dashes, [True], [None], "screen", hatchcolors=np.empty((0, 4)),
        )  # fmt: skip

    def disc(self, x: float, y: float, radius: float, colour: str, *, alpha: float = 1.0) -> None:
        """Fills a circle about a point."""
        self.gc.set_linewidth(0)
        self._draw(CIRCLE, self._circle(x, y, radius), colour, colour, alpha)

    def ring(self, x: float, y: float, radius: float, colour: str, width: float, *, inside: str | None = None) -> None:
        """Draws a circle about a point, filled with the colour ``inside`` unless it is None."""
        self.gc.set_linewidth(width)
        self.gc.set_dashes(0, None)
        self._draw(CIRCLE, self._circle(x, y, radius), colour, inside, 1.0)

    def image(self, pixels: np.ndarray, left: int, top: int, *, alpha: float = 1.0) -> None:
        """Draws an image with its top left corner on a whole pixel of the page.

        Parameters
        ----------
        pixels
            The image ``(height, width, 4)``, RGBA uint8.
        left, top
            The page pixel of its corner.
        alpha
            The opacity, from 0 (invisible) to 1 (opaque).
        """
        self.gc.set_alpha(alpha)
        self.renderer.draw_image(self.gc, left, self.height - top - pixels.shape[0], pixels[::-1])

    def _circle(self, x: float, y: float, radius: float) -> Affine2D:
        return Affine2D.from_values(radius, 0, 0, radius, x, self.height - y)

    def _draw(self, path: Path, transform: Affine2D, edge: str, face: str | None, alpha: float) -> None:
        self.gc.set_foreground(_rgba(edge, alpha), isRGBA=True)
        self.gc.set_alpha(alpha)
        self.renderer.draw_path(self.gc, path, transform, None if face is None else _rgba(face, alpha))


def raster(width: int, height: int) -> tuple[Canvas, np.ndarray]:
    """Makes a raster page.

    Parameters
    ----------
    width, height
        The page's size in pixels.

    Returns
    -------
    canvas : Canvas
        The canvas of the page.
    pixels : numpy.ndarray
        The live, writable page ``(height, width, 4)``, RGBA uint8; transparent at first.
    """
    from matplotlib.backends.backend_agg import RendererAgg

    renderer = RendererAgg(width, height, 72)
    return Canvas(renderer), np.asarray(renderer.buffer_rgba())


def compound(polygons: Sequence[Points]) -> Outline:
    """Returns several polygons, each given by its corners, as one outline that is filled at once."""
    if not polygons:
        return Path([(0, 0)])
    return Path.make_compound_path(*(_path(polygon, closed=True) for polygon in polygons))


def _path(points: Points | Outline, *, closed: bool) -> Path:
    if isinstance(points, Path):
        return points
    corners = np.asarray(points, float)
    return Path(np.concatenate((corners, corners[:1])), closed=True) if closed else Path(corners)


@lru_cache(maxsize=1024)
def _rgba(colour: str, alpha: float) -> tuple[float, ...]:
    return (*(part / 255 for part in rgb(colour)), alpha)
