"""Arrows along the axis: their tip is exact, they are never shortened, and one longer than its panel is broken."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.drawing.canvas import Mark

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Box, Point

LEAST = 3.0  # pixels: nothing shorter than this is drawn at a ball
HEAD = 0.55  # of what is seen of an arrow, its head takes at most so much
FAR, LIGHT = 6.0, 0.6  # a broken arrow longer than so many heads has a shaft so much thinner: a beam is no arrow
GAP, LEAN = 0.9, 0.3  # a break's width and how far its strokes lean, in the shaft's width


@dataclass(frozen=True)
class Shape:
    """Sizes in pixels: the shaft's width, the head's length and width. Arrows shorter than ``least`` aren't drawn."""

    shaft: float
    length: float
    width: float
    halo: float
    least: float = LEAST


class Arrow(Mark):
    """From ``tail`` to ``tip`` at height ``y``; ``start`` is how far from the tail the shaft begins (the ball's edge).

    ``limits`` are the panel's left and right. An arrow with its tip beyond them is ``torn``: it ends at the border, and
    two strokes across its shaft say that there is more of it. ``turn`` (cos, sin) turns the whole about its tail, for
    an arrow on a map; its limits then lie along it.
    """

    def __init__(
        self, shape: Shape, fill: str, paper: str, limits: tuple[float, float], *, edge: str | None = None
    ) -> None:
        super().__init__()
        self.shape, self.fill, self.paper, self.edge, self.limits = shape, fill, paper, edge, limits
        self.tail = self.tip = self.y = self.start = 0.0
        self.alpha = 1.0
        self.turn = (1.0, 0.0)

    def point(self, tail: Point, tip: Point, box: Box, *, start: float, alpha: float = 1.0) -> Arrow:
        """From one point of a map to another; torn where it would leave ``box``."""
        across, down = tip[0] - tail[0], tip[1] - tail[1]
        length = math.hypot(across, down)
        self.turn = (across / length, down / length) if length else (1.0, 0.0)
        self.limits = (-math.inf, tail[0] + _reach(tail, self.turn, box))
        return self.move_to(tail[0], tail[0] + length, tail[1], start=start, alpha=alpha)

    def move_to(self, tail: float, tip: float, y: float, *, start: float = 0.0, alpha: float = 1.0) -> Arrow:
        self.tail, self.tip, self.y, self.start, self.alpha = tail, tip, y, start, alpha
        return self

    @property
    def truncated(self) -> bool:
        return not self.limits[0] <= self.tip <= self.limits[1]

    @property
    def end(self) -> float:
        """Where it ends on the page: at its tip, or just inside the border."""
        return min(max(self.tip, self.limits[0] + 2), self.limits[1] - 2) if self.truncated else self.tip

    @property
    def drawn(self) -> bool:
        """Whether anything of it is seen beyond the ball."""
        return self.length >= self.shape.least and self.alpha > 0 and self.visible

    @property
    def length(self) -> float:
        """What is seen of it, in pixels."""
        return abs(self.end - self.tail) - self.start

    def outlines(self) -> list[list[Point]]:
        """The corners on the page of its one piece, or of the two that it is broken into; the last has the head."""
        return [self._placed(piece) for piece in self._pieces()]

    def _placed(self, piece: list[Point]) -> list[Point]:
        """From along and across the arrow to the page."""
        ahead = 1 if self.tip >= self.tail else -1
        cos, sin = ahead * self.turn[0], ahead * self.turn[1]
        return [(self.tail + far * cos - aside * sin, self.y + far * sin + aside * cos) for far, aside in piece]

    def _pieces(self) -> list[list[Point]]:
        reach, begin, half = abs(self.end - self.tail), self._begin, self._shaft / 2
        head = self._head(reach)
        if not self.truncated:
            return [[(begin, -half), *head, (begin, half)]]
        (_, (near, far)), lean = self._break(), LEAN * self._shaft
        rear = [(begin, -half), (near - lean, -half), (near + lean, half), (begin, half)]
        return [rear, [(far - lean, -half), *head, (far + lean, half)]]

    @property
    def _begin(self) -> float:
        return min(self.start, abs(self.end - self.tail))

    @property
    def _part(self) -> float:
        """What a short arrow's head and shaft are multiplied by."""
        return min(1.0, HEAD * self.length / self.shape.length)

    @property
    def _shaft(self) -> float:
        far = self.truncated and self.length > FAR * self.shape.length
        return self.shape.shaft * self._part * (LIGHT if far else 1.0)

    def _head(self, reach: float) -> list[Point]:
        """From the neck round the tip and back to the neck."""
        neck, half = reach - self.shape.length * self._part, self._shaft / 2
        wing = self.shape.width / 2 * self._part
        return [(neck, -half), (neck, -wing), (reach, 0.0), (neck, wing), (neck, half)]

    def _break(self) -> tuple[float, tuple[float, float]]:
        """How far its strokes reach to either side, and where along the arrow they cross it."""
        neck = abs(self.end - self.tail) - self.shape.length * self._part
        whole = self.shape.shaft * self._part
        middle, gap = (self._begin + neck) / 2, max(2.4, GAP * whole)
        return 0.5 * whole + max(2.5, 0.5 * whole), (middle - gap / 2, middle + gap / 2)

    def _strokes(self) -> list[list[Point]]:
        if not self.truncated:
            return []
        side, places = self._break()
        lean = 2 * LEAN * side
        return [self._placed([(at - lean, -side), (at + lean, side)]) for at in places]

    def draw(self, canvas: Canvas) -> None:
        if not self.drawn:
            return
        pieces, strokes, width = self.outlines(), self._strokes(), max(1.6, 0.26 * self.shape.shaft * self._part)
        if self.alpha == 1:
            for piece in pieces:
                canvas.stroke(piece, self.paper, 2 * self.shape.halo, closed=True)
            for stroke in strokes:
                canvas.stroke(stroke, self.paper, width + self.shape.halo)
        for piece in pieces:
            canvas.fill(piece, self.fill, alpha=self.alpha)
            if self.edge is not None and self.edge != self.fill:
                canvas.stroke(piece, self.edge, 1.5, closed=True, alpha=self.alpha)
        for stroke in strokes:
            canvas.stroke(stroke, self.edge or self.fill, width, alpha=self.alpha)


def _reach(tail: Point, turn: Point, box: Box) -> float:
    """How far it is from a point of the box to its border in a direction."""
    ways = []
    for place, part, low, high in ((tail[0], turn[0], box.left, box.right), (tail[1], turn[1], box.top, box.bottom)):
        if part:
            ways.append(((high if part > 0 else low) - place) / part)
    return max(0.0, min(ways))
