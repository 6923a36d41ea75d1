"""Rectangles, points and segments of the page, in pixels from its left top corner."""

from __future__ import annotations

import math
from typing import NamedTuple

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle of the page in pixels from its left top corner; fractions are allowed."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def inset(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> Box:
        return Box(self.left + left, self.top + top, self.right - right, self.bottom - bottom)

    def grown(self, edge: float) -> Box:
        """With ``edge`` pixels more on each side."""
        return Box(self.left - edge, self.top - edge, self.right + edge, self.bottom + edge)

    def overlaps(self, other: Box) -> bool:
        """Whether the two have more in common than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def clip_segment(box: Box, start: Point, end: Point) -> tuple[Point, Point] | None:
    """The part of a segment that lies in a box, or None. Liang and Barsky, ACM Trans. Graph. 3(1), 1984."""
    if not all(map(math.isfinite, (*start, *end))):
        return None
    enter, leave = 0.0, 1.0
    for begin, way, low, high in (
        (start[0], end[0] - start[0], box.left, box.right),
        (start[1], end[1] - start[1], box.top, box.bottom),
    ):
        if way == 0 and not low <= begin <= high:
            return None
        if way:
            first, last = sorted(((low - begin) / way, (high - begin) / way))
            enter, leave = max(enter, first), min(leave, last)
    if enter > leave:
        return None
    return _between(start, end, enter), _between(start, end, leave)


def _between(start: Point, end: Point, part: float) -> Point:
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])
