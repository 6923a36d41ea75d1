"""Arrows along the axis: their tip is exact, they are never shortened, and one that leaves its panel ends torn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.path import Path

from gdanim.panels.marks.pen import Mark

if TYPE_CHECKING:
    from gdanim.panels.marks.pen import Pen
    from gdanim.panels.marks.plot import Box

    Point = tuple[float, float]

LEAST = 3.0  # nothing shorter than this is drawn, in pixels
TEETH = 3


@dataclass(frozen=True)
class Shape:
    """Sizes in pixels: the shaft's width, the head's length and width."""

    shaft: float
    length: float
    width: float
    halo: float


class Arrow(Mark):
    """From ``tail`` to ``tip`` at height ``y``; ``start`` is how far from the tail the shaft begins (the ball's edge).

    ``limits`` are the panel's left and right: a tip beyond them is torn off there. ``turn`` (cos, sin) turns the whole
    about its tail, for an arrow on a map; its limits then lie along it.
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
        return self.to(tail[0], tail[0] + length, tail[1], start=start, alpha=alpha)

    def to(self, tail: float, tip: float, y: float, *, start: float = 0.0, alpha: float = 1.0) -> Arrow:
        self.tail, self.tip, self.y, self.start, self.alpha = tail, tip, y, start, alpha
        return self

    @property
    def torn(self) -> bool:
        return not self.limits[0] <= self.tip <= self.limits[1]

    @property
    def end(self) -> float:
        """Where it ends on the page: at its tip, or at the tear just inside the border."""
        return min(max(self.tip, self.limits[0] + 2), self.limits[1] - 2) if self.torn else self.tip

    @property
    def drawn(self) -> bool:
        """Whether anything of it is seen beyond the ball."""
        return self.length >= LEAST and self.alpha > 0 and self.get_visible()

    @property
    def length(self) -> float:
        """What is seen of it, in pixels."""
        return abs(self.end - self.tail) - self.start

    def outline(self) -> list[tuple[float, float]]:
        """Its corners on the page, from the ball's edge round the tip and back."""
        ahead = 1 if self.tip >= self.tail else -1
        reach = abs(self.end - self.tail)
        begin = min(self.start, reach)
        along = self._torn(begin, reach) if self.torn else self._whole(begin, reach)
        cos, sin = ahead * self.turn[0], ahead * self.turn[1]
        return [
            (self.tail + ahead_by * cos - across * sin, self.y + ahead_by * sin + across * cos)
            for ahead_by, across in along
        ]

    def _whole(self, begin: float, reach: float) -> list[tuple[float, float]]:
        length = min(self.shape.length, reach - begin)  # a short arrow is all head
        neck, half = reach - length, self.shape.shaft / 2
        wing = self.shape.width / 2 * length / self.shape.length
        head = [(neck, -wing), (reach, 0.0), (neck, wing)]
        return head if neck <= begin else [(begin, -half), (neck, -half), *head, (neck, half), (begin, half)]

    def _torn(self, begin: float, reach: float) -> list[tuple[float, float]]:
        half, bite = self.shape.shaft / 2, self.shape.shaft * 0.6
        edge = [
            (reach - (bite if index % 2 else 0), -half + self.shape.shaft * index / (2 * TEETH))
            for index in range(2 * TEETH + 1)
        ]
        return [(begin, -half), *edge, (begin, half)]

    def ink(self, pen: Pen) -> None:
        if not self.drawn:
            return
        outline = self.outline()
        closed = Path([*outline, outline[0]], closed=True)
        if self.alpha == 1:
            pen.stroke(closed, self.paper, 2 * self.shape.halo)
        pen.fill(closed, self.fill, alpha=self.alpha)
        if self.edge is not None and self.edge != self.fill:
            pen.stroke(closed, self.edge, 1.5, alpha=self.alpha)


def _reach(tail: Point, turn: Point, box: Box) -> float:
    """How far it is from a point of the box to its border in a direction."""
    ways = []
    for place, part, low, high in ((tail[0], turn[0], box.left, box.right), (tail[1], turn[1], box.top, box.bottom)):
        if part:
            ways.append(((high if part > 0 else low) - place) / part)
    return max(0.0, min(ways))
