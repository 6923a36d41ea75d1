"""Arrows drawn to scale. Of an arrow that leaves its panel only the shaft is seen, up to the border."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.drawing.canvas import Mark

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Box, PagePoint

MIN_VISIBLE_LENGTH = 3.0  # pixels beyond a ball
MAX_HEAD_SHARE = 0.55  # fraction of an arrow's visible length
OUTLINE_WIDTH = 1.5  # pixels
UNLIMITED = (-math.inf, math.inf)


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

    An arrow whose tip lies beyond the ``limits`` has no head: its shaft ends at the border. One that is shorter than
    its head fades.

    Parameters
    ----------
    shape
        The arrow's sizes. The head and shaft of a short arrow are smaller.
    fill
        The arrow's colour.
    paper
        The background colour, used for the halo.
    limits
        The panel's left and right, in page pixels; None for an arrow that fits.
    edge
        The colour of the arrow's outline; None for no outline.
    """

    def __init__(
        self,
        shape: ArrowShape,
        fill: str,
        paper: str,
        limits: tuple[float, float] | None = None,
        *,
        edge: str | None = None,
    ) -> None:
        super().__init__()
        self.shape, self.fill, self.paper, self.edge = shape, fill, paper, edge
        self.limits = limits or UNLIMITED
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

    def move_between(
        self, tail: PagePoint, tip: PagePoint, box: Box | None, *, start: float, alpha: float = 1.0
    ) -> Arrow:
        """Sets an arrow in any direction, and returns it.

        Parameters
        ----------
        tail, tip
            Its ends, in page pixels.
        box
            The arrow ends where it would leave this box; None for an arrow that fits.
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
        self.limits = (
            UNLIMITED if box is None else (-math.inf, tail[0] + _distance_to_border(tail, self.direction, box))
        )
        return self.move_to(tail[0], tail[0] + length, tail[1], start=start, alpha=alpha)

    @property
    def is_truncated(self) -> bool:
        """Whether its tip lies beyond the limits."""
        return not self.limits[0] <= self.tip <= self.limits[1]

    @property
    def end(self) -> float:
        """The position of the arrow's end on the page: its tip, or the border where it is truncated."""
        return min(max(self.tip, self.limits[0]), self.limits[1])

    @property
    def is_drawn(self) -> bool:
        """Whether any part of it is visible beyond the ball."""
        return self.length >= self.shape.min_length and self.alpha > 0 and self.visible

    @property
    def length(self) -> float:
        """The visible length in pixels."""
        return abs(self.end - self.tail) - self.start

    def outline(self) -> list[PagePoint]:
        """Returns its outline on the page."""
        end, half = abs(self.end - self.tail), self.shape.shaft / 2 * self._scale
        begin = min(self.start, end)
        head = [(end, -half), (end, half)] if self.is_truncated else self._head(end)
        return self._to_page([(begin, -half), *head, (begin, half)])

    def _to_page(self, points: list[PagePoint]) -> list[PagePoint]:
        """Converts distances along and across the arrow to page pixels."""
        ahead = 1 if self.tip >= self.tail else -1
        cos, sin = ahead * self.direction[0], ahead * self.direction[1]
        return [
            (self.tail + along * cos - across * sin, self.y + along * sin + across * cos) for along, across in points
        ]

    @property
    def _scale(self) -> float:
        """The factor by which the head and shaft of a short arrow shrink."""
        return 1.0 if self.is_truncated else min(1.0, MAX_HEAD_SHARE * self.length / self.shape.length)

    @property
    def opacity(self) -> float:
        """The opacity of the arrow as it is drawn: less than ``alpha`` if it is shorter than its head."""
        return self.alpha if self.is_truncated else self.alpha * min(1.0, self.length / self.shape.length)

    def _head(self, end: float) -> list[PagePoint]:
        """Returns the corners of the head, from one side of the neck round the tip to the other."""
        neck, half = end - self.shape.length * self._scale, self.shape.shaft / 2 * self._scale
        wing = self.shape.width / 2 * self._scale
        return [(neck, -half), (neck, -wing), (end, 0.0), (neck, wing), (neck, half)]

    def draw(self, canvas: Canvas) -> None:
        if not self.is_drawn:
            return
        outline, alpha = self.outline(), self.opacity
        if alpha == 1 and self.shape.halo:
            canvas.stroke(outline, self.paper, 2 * self.shape.halo, closed=True)
        canvas.fill(outline, self.fill, alpha=alpha)
        if self.edge is not None and self.edge != self.fill:
            canvas.stroke(outline, self.edge, OUTLINE_WIDTH, closed=True, alpha=alpha)


def _distance_to_border(point: PagePoint, direction: PagePoint, box: Box) -> float:
    """Returns the distance from a point of the box to its border in a direction."""
    distances = []
    for at, part, low, high in (
        (point[0], direction[0], box.left, box.right),
        (point[1], direction[1], box.top, box.bottom),
    ):
        if part:
            distances.append(((high if part > 0 else low) - at) / part)
    return max(0.0, min(distances))
