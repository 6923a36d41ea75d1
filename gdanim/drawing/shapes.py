"""Lines, rectangles, rings, and the markers that distinguish runs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark, PointMark
from gdanim.drawing.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import PagePoint


SECTORS_SCALE = 1.25  # relative radius of the disc that stands for several markers
ARC_DEGREES = 6  # degrees between the corners of a sector's arc
CASING_FACTOR = 2.0  # relative width of a line with its casing
TRIANGLE_ASPECT = 0.82  # height / width


class Line(Mark):
    """A line through points.

    Parameters
    ----------
    points
        The corners ``(n, 2)`` in page pixels; a row that is not finite breaks the line.
    colour, width
        The line's colour, and its width in pixels.
    dashes
        The lengths of dashes and gaps in turn, in pixels; None for an unbroken line.
    dash_offset
        The length of the pattern that lies before the first point: a line drawn in parts has one pattern.
    clip
        The box outside of which nothing is drawn.
    alpha
        The opacity, from 0 (invisible) to 1 (opaque).
    cap
        The shape of its ends: ``round`` or ``butt``.
    casing
        The colour of a thin edge on both sides, which separates it from lines that it crosses; None for no edge.
    """

    def __init__(
        self,
        points: np.ndarray | list[PagePoint],
        colour: str,
        width: float,
        *,
        dashes: tuple[float, ...] | None = None,
        dash_offset: float = 0.0,
        clip: Box | None = None,
        alpha: float = 1.0,
        cap: str = "round",
        casing: str | None = None,
    ) -> None:
        super().__init__(clip=clip)
        self.points = np.asarray(points, float).reshape(-1, 2)
        self.colour, self.width, self.dashes, self.alpha, self.cap = colour, width, dashes, alpha, cap
        self.casing, self.dash_offset = casing, dash_offset

    def move_to(self, points: list[PagePoint]) -> Line:
        """Sets the corners, and returns the line."""
        self.points = np.asarray(points, float)
        return self

    def draw(self, canvas: Canvas) -> None:
        if len(self.points) > 1:
            if self.casing:
                canvas.stroke(self.points, self.casing, CASING_FACTOR * self.width, cap="butt")
            canvas.stroke(
                self.points,
                self.colour,
                self.width,
                dashes=self.dashes,
                dash_offset=self.dash_offset,
                alpha=self.alpha,
                cap=self.cap,
            )


class Rectangle(Mark):
    """A filled rectangle, with round corners where ``radius`` is above zero."""

    def __init__(self, box: Box, colour: str, radius: float = 0) -> None:
        super().__init__()
        self.box, self.colour, self.radius = box, colour, radius

    def draw(self, canvas: Canvas) -> None:
        canvas.fill(rounded_rectangle(self.box, self.radius), self.colour)


class Polygon(Mark):
    """A filled polygon, which may cross itself.

    Parameters
    ----------
    colour
        Its colour.
    alpha
        Its opacity, from 0 (invisible) to 1 (opaque).
    clip
        The box outside of which nothing is drawn.
    """

    def __init__(self, colour: str, alpha: float = 1.0, clip: Box | None = None) -> None:
        super().__init__(clip=clip)
        self.colour, self.alpha, self.outline = colour, alpha, np.empty((0, 2))

    def move_to(self, outline: np.ndarray) -> Polygon:
        """Sets the corners ``(n, 2)`` in page pixels, and returns the polygon."""
        self.outline = outline
        return self

    def draw(self, canvas: Canvas) -> None:
        if len(self.outline) > 2:
            canvas.fill(self.outline, self.colour, alpha=self.alpha)


class Ring(PointMark):
    """A circle with a line ``width`` pixels wide, filled with the background colour.

    It is drawn only if ``hollow`` is True: not where an arrow or the ball covers it.
    """

    def __init__(self, colour: str, paper: str, radius: float, width: float) -> None:
        super().__init__()
        self.colour, self.paper, self.radius, self.width = colour, paper, radius, width
        self.hollow = True

    def draw(self, canvas: Canvas) -> None:
        if self.hollow:
            canvas.ring(self.x, self.y, self.radius, self.colour, self.width, inside=self.paper)


class Marker(PointMark):
    """A run's marker: a filled shape about a point, with an edge in the background colour.

    Parameters
    ----------
    style_index
        The index of the shape in ``MARKERS``, modulo their number.
    colour, paper
        The colours of the shape and of its edge.
    radius
        The shape's radius in pixels.
    edge
        The edge's width in pixels.

    Attributes
    ----------
    others
        The colours of other markers at the same point. The marker is then a disc with a sector for each of them and for
        itself.
    """

    def __init__(self, style_index: int, colour: str, paper: str, radius: float, edge: float = 1.0) -> None:
        super().__init__()
        self.shape = MARKERS[style_index % len(MARKERS)]
        self.colour, self.paper, self.radius, self.edge = colour, paper, radius, edge
        self.others: tuple[str, ...] = ()

    def draw(self, canvas: Canvas) -> None:
        if self.others:
            radius = SECTORS_SCALE * self.radius
            canvas.disc(self.x, self.y, radius + self.edge, self.paper)
            draw_sectors(canvas, (self.x, self.y), radius, (*self.others, self.colour), self.paper, self.edge)
            return
        outline = self.shape * self.radius + (self.x, self.y)
        if self.edge:
            canvas.stroke(outline, self.paper, 2 * self.edge, closed=True)
        canvas.fill(outline, self.colour)


class Cross(PointMark):
    """A cross × about a point, with an edge in the background colour."""

    def __init__(self, colour: str, paper: str, radius: float) -> None:
        super().__init__()
        self.colour, self.paper, self.radius = colour, paper, radius

    def draw(self, canvas: Canvas) -> None:
        x, y, r = self.x, self.y, self.radius
        arms = [[(x - r, y - side * r), (x + r, y + side * r)] for side in (1, -1)]
        for colour, width in ((self.paper, 1.1 * r), (self.colour, 0.5 * r)):
            for arm in arms:
                canvas.stroke(arm, colour, width)


class Triangle(Mark):
    """A triangle ▲ with its tip at a point, or ▼ if ``down``, ``size`` pixels wide: a minimum or maximum."""

    def __init__(self, colour: str, x: float, y: float, size: float, *, down: bool = False) -> None:
        super().__init__()
        self.colour, self.x, self.y, self.size, self.down = colour, x, y, size, down

    @property
    def box(self) -> Box:
        """The box that it covers."""
        top = self.y - TRIANGLE_ASPECT * self.size if self.down else self.y
        return Box(self.x - self.size / 2, top, self.x + self.size / 2, top + TRIANGLE_ASPECT * self.size)

    def draw(self, canvas: Canvas) -> None:
        base = self.y - TRIANGLE_ASPECT * self.size if self.down else self.y + TRIANGLE_ASPECT * self.size
        half = self.size / 2
        canvas.fill([(self.x, self.y), (self.x + half, base), (self.x - half, base)], self.colour)


def draw_sectors(
    canvas: Canvas, centre: PagePoint, radius: float, colours: Sequence[str], line: str, width: float
) -> None:
    """Draws a disc with a sector for each colour, clockwise from the top, and lines of a colour between them."""
    x, y = centre
    angle = 360 / len(colours)
    for index, colour in enumerate(colours):
        angles = np.radians(np.append(np.arange(0, angle, ARC_DEGREES), angle) + index * angle - 90)
        arc = np.column_stack((np.cos(angles), np.sin(angles))) * radius + centre
        canvas.fill([centre, *arc.tolist()], colour)
    for index in range(len(colours)):
        end = math.radians(index * angle - 90)
        edge = x + radius * math.cos(end), y + radius * math.sin(end)
        canvas.stroke([centre, edge], line, width, cap="butt")


def rounded_rectangle(box: Box, radius: float) -> list[PagePoint]:
    """Returns the outline of a rectangle with round corners."""
    radius = min(radius, box.width / 2, box.height / 2)
    corners = [
        (box.right - radius, box.top + radius, -90),
        (box.right - radius, box.bottom - radius, 0),
        (box.left + radius, box.bottom - radius, 90),
        (box.left + radius, box.top + radius, 180),
    ]
    return [
        (x + radius * math.cos(math.radians(angle)), y + radius * math.sin(math.radians(angle)))
        for x, y, begin in corners
        for angle in (range(begin, begin + 91, 9) if radius else (begin,))
    ]


def _polygon(corners: int, *, angle: float = -90, inner: float | None = None) -> np.ndarray:
    """Returns a regular polygon about the origin, or a star whose inner radius is ``inner`` times the outer one."""
    count = corners if inner is None else 2 * corners
    angles = np.radians(angle + 360 * np.arange(count) / count)
    radii = np.ones(count) if inner is None else np.where(np.arange(count) % 2, inner, 1.0)
    return np.column_stack((radii * np.cos(angles), radii * np.sin(angles)))


def _cross() -> np.ndarray:
    third = 1 / 3
    arm = [(-third, -1), (third, -1), (third, -third)]
    return np.vstack([_rotated(arm, quarters) for quarters in range(4)])


def _rotated(points: list[tuple[float, float]], quarters: int) -> np.ndarray:
    angle = quarters * math.pi / 2
    rotation = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    return np.array(points) @ rotation


MARKERS = (
    _polygon(36),
    _polygon(4, angle=45) * 1.15,
    _polygon(3) * 1.25 + (0, 0.15),
    _polygon(4) * 1.2,
    _polygon(3, angle=90) * 1.25 - (0, 0.15),
    _cross() * 1.1,
    _polygon(5) * 1.1,
    _polygon(5, inner=0.45) * 1.3,
)
"""● ■ ▲ ◆ ▼ ✚ ⬟ ★ of radius about one, as corners (n, 2) in page pixels."""
