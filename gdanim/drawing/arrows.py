"""Arrows drawn to scale. An arrow that would leave its panel is truncated and marked with a break."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.drawing.canvas import Mark

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Box, Point

MIN_VISIBLE_LENGTH = 3.0  # pixels beyond a ball
MAX_HEAD_SHARE = 0.55  # fraction of an arrow's visible length
LONG_HEADS = 6.0  # head lengths beyond which a truncated arrow has a thinner shaft
LONG_SHAFT_SCALE = 0.6  # relative width of that shaft
BREAK_WIDTH, BREAK_SLANT = 0.9, 0.3  # fractions of the shaft's width
MIN_BREAK = 2.4  # pixels: minimum width of a break
OVERHANG = 2.5  # pixels: minimum overhang of its strokes
BORDER_GAP = 2  # pixels between a truncated arrow's end and the border
BREAK_STROKE = 0.26  # width of a break's strokes, as a fraction of the shaft's width
MIN_BREAK_STROKE = 1.6  # pixels
OUTLINE_WIDTH = 1.5  # pixels


@dataclass(frozen=True)
class ArrowShape:
    """The sizes of an arrow in pixels.

    Attributes
    ----------
    shaft
        The shaft's width.
    length, width
        The head's length and width.
    halo
        The width of the halo in the panel's background colour.
    min_length
        The minimum length: shorter arrows are not drawn.
    """

    shaft: float
    length: float
    width: float
    halo: float
    min_length: float = MIN_VISIBLE_LENGTH


class Arrow(Mark):
    """An arrow from ``tail`` to ``tip``, along the horizontal axis at height ``y`` or in any direction.

    An arrow whose tip lies beyond the ``limits`` ends at the border, and two strokes across its shaft mark the break.

    Parameters
    ----------
    shape
        The arrow's sizes. The head and shaft of a short arrow are smaller.
    fill
        The arrow's colour.
    paper
        The background colour, used for the halo.
    limits
        The panel's left and right, in page pixels.
    edge
        The colour of the arrow's outline; None for no outline.
    """

    def __init__(
        self, shape: ArrowShape, fill: str, paper: str, limits: tuple[float, float], *, edge: str | None = None
    ) -> None:
        super().__init__()
        self.shape, self.fill, self.paper, self.edge, self.limits = shape, fill, paper, edge, limits
        self.tail = self.tip = self.y = self.start = 0.0
        self.alpha = 1.0
        self.direction = (1.0, 0.0)

    def move_to(self, tail: float, tip: float, y: float, *, start: float = 0.0, alpha: float = 1.0) -> Arrow:
        """Sets an arrow along the horizontal axis, and returns it.

        Parameters
        ----------
        tail, tip
            The x positions of its ends, in page pixels.
        y
            The y position of its shaft, in page pixels.
        start
            The distance in pixels from the tail to the beginning of the shaft: the radius of a ball.
        alpha
            The opacity, from 0 (invisible) to 1 (opaque).

        Returns
        -------
        Arrow
            The arrow itself.
        """
        self.tail, self.tip, self.y, self.start, self.alpha = tail, tip, y, start, alpha
        return self

    def move_between(self, tail: Point, tip: Point, box: Box, *, start: float, alpha: float = 1.0) -> Arrow:
        """Sets an arrow in any direction, and returns it.

        Parameters
        ----------
        tail, tip
            Its ends, in page pixels.
        box
            The arrow is broken where it would leave this box.
        start, alpha
            See ``move_to``.

        Returns
        -------
        Arrow
            The arrow itself.
        """
        across, down = tip[0] - tail[0], tip[1] - tail[1]
        length = math.hypot(across, down)
        self.direction = (across / length, down / length) if length else (1.0, 0.0)
        self.limits = (-math.inf, tail[0] + _distance_to_border(tail, self.direction, box))
        return self.move_to(tail[0], tail[0] + length, tail[1], start=start, alpha=alpha)

    @property
    def is_truncated(self) -> bool:
        """Whether its tip lies beyond the limits."""
        return not self.limits[0] <= self.tip <= self.limits[1]

    @property
    def end(self) -> float:
        """The position of the arrow's end on the page: its tip, or the border where it is truncated."""
        if not self.is_truncated:
            return self.tip
        return min(max(self.tip, self.limits[0] + BORDER_GAP), self.limits[1] - BORDER_GAP)

    @property
    def is_drawn(self) -> bool:
        """Whether any part of it is visible beyond the ball."""
        return self.length >= self.shape.min_length and self.alpha > 0 and self.visible

    @property
    def length(self) -> float:
        """The visible length in pixels."""
        return abs(self.end - self.tail) - self.start

    def outlines(self) -> list[list[Point]]:
        """Returns the outlines of its piece, or of the two pieces of a truncated arrow; the last has the head."""
        return [self._to_page(piece) for piece in self._pieces()]

    def _to_page(self, points: list[Point]) -> list[Point]:
        """Converts distances along and across the arrow to page pixels."""
        ahead = 1 if self.tip >= self.tail else -1
        cos, sin = ahead * self.direction[0], ahead * self.direction[1]
        return [
            (self.tail + along * cos - across * sin, self.y + along * sin + across * cos) for along, across in points
        ]

    def _pieces(self) -> list[list[Point]]:
        end, begin, half = abs(self.end - self.tail), self._begin, self._shaft / 2
        head = self._head(end)
        if not self.is_truncated:
            return [[(begin, -half), *head, (begin, half)]]
        (_, (near, far)), slant = self._break(), BREAK_SLANT * self._shaft
        rear = [(begin, -half), (near - slant, -half), (near + slant, half), (begin, half)]
        return [rear, [(far - slant, -half), *head, (far + slant, half)]]

    @property
    def _begin(self) -> float:
        return min(self.start, abs(self.end - self.tail))

    @property
    def _scale(self) -> float:
        """The factor by which the head and shaft of a short arrow shrink."""
        return min(1.0, MAX_HEAD_SHARE * self.length / self.shape.length)

    @property
    def _shaft(self) -> float:
        is_long = self.is_truncated and self.length > LONG_HEADS * self.shape.length
        return self.shape.shaft * self._scale * (LONG_SHAFT_SCALE if is_long else 1.0)

    def _head(self, end: float) -> list[Point]:
        """Returns the corners of the head, from one side of the neck round the tip to the other."""
        neck, half = end - self.shape.length * self._scale, self._shaft / 2
        wing = self.shape.width / 2 * self._scale
        return [(neck, -half), (neck, -wing), (end, 0.0), (neck, wing), (neck, half)]

    def _break(self) -> tuple[float, tuple[float, float]]:
        """Returns the half-length of the break's strokes, and their positions along the arrow."""
        neck = abs(self.end - self.tail) - self.shape.length * self._scale
        shaft = self.shape.shaft * self._scale
        middle, gap = (self._begin + neck) / 2, max(MIN_BREAK, BREAK_WIDTH * shaft)
        return shaft / 2 + max(OVERHANG, shaft / 2), (middle - gap / 2, middle + gap / 2)

    def _strokes(self) -> list[list[Point]]:
        if not self.is_truncated:
            return []
        side, crossings = self._break()
        slant = 2 * BREAK_SLANT * side
        return [self._to_page([(along - slant, -side), (along + slant, side)]) for along in crossings]

    def draw(self, canvas: Canvas) -> None:
        if not self.is_drawn:
            return
        pieces, strokes, width = (
            self.outlines(),
            self._strokes(),
            max(MIN_BREAK_STROKE, BREAK_STROKE * self.shape.shaft * self._scale),
        )
        if self.alpha == 1:
            for piece in pieces:
                canvas.stroke(piece, self.paper, 2 * self.shape.halo, closed=True)
            for stroke in strokes:
                canvas.stroke(stroke, self.paper, width + self.shape.halo)
        for piece in pieces:
            canvas.fill(piece, self.fill, alpha=self.alpha)
            if self.edge is not None and self.edge != self.fill:
                canvas.stroke(piece, self.edge, OUTLINE_WIDTH, closed=True, alpha=self.alpha)
        for stroke in strokes:
            canvas.stroke(stroke, self.edge or self.fill, width, alpha=self.alpha)


def _distance_to_border(point: Point, direction: Point, box: Box) -> float:
    """Returns the distance from a point of the box to its border in a direction."""
    distances = []
    for at, part, low, high in (
        (point[0], direction[0], box.left, box.right),
        (point[1], direction[1], box.top, box.bottom),
    ):
        if part:
            distances.append(((high if part > 0 else low) - at) / part)
    return max(0.0, min(distances))
