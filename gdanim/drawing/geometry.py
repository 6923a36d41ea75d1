"""Rectangles, points and segments of the page, in pixels from its top left corner."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike

PagePoint = tuple[float, float]
Segment = tuple[PagePoint, PagePoint]

FAR_FACTOR = 1e13  # box sizes beyond which the floats of a segment's ends can't resolve its crossing of the box


class Box(NamedTuple):
    """A rectangle of the page.

    Attributes
    ----------
    left, top, right, bottom
        Its sides, in pixels from the page's top left corner; fractions are allowed.
    """

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

    @property
    def outline(self) -> list[PagePoint]:
        """The four corners clockwise from the left top one, which is repeated at the end."""
        left, top, right, bottom = self
        return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]

    def inset(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> Box:
        """Returns a box that is smaller by these distances in pixels on each side."""
        return Box(self.left + left, self.top + top, self.right - right, self.bottom - bottom)

    def grown(self, edge: float) -> Box:
        """Returns a box that is ``edge`` pixels larger on each side."""
        return Box(self.left - edge, self.top - edge, self.right + edge, self.bottom + edge)

    def shifted(self, right: float, down: float) -> Box:
        """Returns the box moved to the right and down, in pixels."""
        return Box(self.left + right, self.top + down, self.right + right, self.bottom + down)

    def contains(self, other: Box) -> bool:
        """Returns whether another box lies in this one; a common edge is allowed."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def has(self, point: PagePoint) -> bool:
        """Returns whether a point lies in the box or on its edge."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def nearest(self, point: PagePoint) -> PagePoint:
        """Returns the point of the box that is nearest to a point of the page."""
        return min(max(point[0], self.left), self.right), min(max(point[1], self.top), self.bottom)

    def overlaps(self, other: Box) -> bool:
        """Returns whether two boxes share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def clip_segment(box: Box, start: PagePoint, end: PagePoint) -> Segment | None:
    """Returns the part of a segment that lies in a box, or None. Liang and Barsky, ACM Trans. Graph. 3(1), 1984.

    Also None where both ends are so far away that rounding errors exceed the size of the box.
    """
    if not all(map(math.isfinite, (*start, *end))) or (_is_far(box, start) and _is_far(box, end)):
        return None
    enter, leave = 0.0, 1.0
    for begin, length, low, high in (
        (start[0], end[0] - start[0], box.left, box.right),
        (start[1], end[1] - start[1], box.top, box.bottom),
    ):
        if length == 0 and not low <= begin <= high:
            return None
        if length:
            first, last = sorted(((low - begin) / length, (high - begin) / length))
            enter, leave = max(enter, first), min(leave, last)
    if enter > leave:
        return None
    return box.nearest(_between(start, end, enter)), box.nearest(_between(start, end, leave))


def clip_line(box: Box, points: Iterable[PagePoint]) -> list[list[PagePoint]]:
    """Returns the parts of a polyline that lie in a box."""
    stretches: list[list[PagePoint]] = []
    for start, end in pairwise(points):
        part = clip_segment(box, start, end)
        if part is None or part[0] == part[1]:
            continue
        if stretches and stretches[-1][-1] == part[0]:
            stretches[-1].append(part[1])
        else:
            stretches.append([*part])
    return stretches


def densified(points: np.ndarray, spacing: float) -> np.ndarray:
    """Returns a polyline with points between its own.

    Parameters
    ----------
    points
        The corners ``(n, 2)``; one that is not finite breaks the line.
    spacing
        The maximum distance in pixels between neighbours.

    Returns
    -------
    numpy.ndarray
        The finite points and those between them, ``(m, 2)``; a corner appears once for each of its segments.
    """
    starts, vectors = points[:-1], np.diff(points, axis=0)
    finite = np.isfinite(vectors).all(axis=1)
    starts, vectors = starts[finite], vectors[finite]
    if not len(vectors):
        return points[np.isfinite(points).all(axis=1)]
    counts = np.maximum(1, np.ceil(np.hypot(*vectors.T) / spacing)).astype(int)
    parts = np.concatenate([np.linspace(0, 1, count + 1) for count in counts])
    return np.repeat(starts, counts + 1, axis=0) + parts[:, None] * np.repeat(vectors, counts + 1, axis=0)


def samples_along(lines: Iterable[ArrayLike], spacing: float) -> np.ndarray:
    """Returns points ``(n, 2)`` along several polylines, at most ``spacing`` pixels apart; none along none."""
    return np.vstack([np.empty((0, 2)), *(densified(np.asarray(line), spacing) for line in lines)])


def _is_far(box: Box, point: PagePoint) -> bool:
    """Returns whether a point is more than ``FAR_FACTOR`` times a box's size from the box, in either direction."""
    across, down = point[0] - box.left, point[1] - box.top
    return abs(across) > FAR_FACTOR * box.width or abs(down) > FAR_FACTOR * box.height


def segments_cross(first: Segment, second: Segment) -> bool:
    """Returns whether two segments properly cross; touching is not crossing."""
    (a, b), (c, d) = first, second
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: PagePoint, b: PagePoint, c: PagePoint) -> float:
    """Returns twice the signed area of a triangle, negative for clockwise corners on the page."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _between(start: PagePoint, end: PagePoint, part: float) -> PagePoint:
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])
