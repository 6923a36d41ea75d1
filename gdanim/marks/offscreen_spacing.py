"""Marks of several runs on one border: they stand spacing, so that each is seen and has room for its number."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.geometry import Box, Point
    from gdanim.marks.ball_path import BallPath, BallState
    from gdanim.marks.offscreen import OffscreenMarker

APART = 2.2  # of a mark's radius


class OffscreenSpacing:
    """Moves each run's mark along the border, as far as the marks of the runs before it need."""

    def __init__(self, markers: Sequence[OffscreenMarker], box: Box) -> None:
        self.markers, self.box = markers, box
        first = markers[0]
        self.apart = APART * first.pointer.radius + first.label.style.size  # a number stands beside each
        self.shifts = cache(self._shifts)

    def show(self, spots: Sequence[BallState]) -> None:
        """A mark under way goes from its place spacing of the others to its next one."""
        here = self.shifts(tuple(spot.step for spot in spots))
        there = self.shifts(tuple(spot.step + 1 for spot in spots))
        for border, spot, begin, end in zip(self.markers, spots, here, there, strict=True):
            part = spot.travel
            border.rest, border.rank = begin, round(math.hypot(*begin) / self.apart)
            border.shift = begin[0] + (end[0] - begin[0]) * part, begin[1] + (end[1] - begin[1]) * part
            border.show(spot)

    def _shifts(self, steps: tuple[int, ...]) -> list[Point]:
        taken: list[Point] = []
        made = []
        for border, step in zip(self.markers, steps, strict=True):
            place = self._place(border.ball_path, min(step, border.ball_path.last))
            shift = self._free(place, taken) if place else (0.0, 0.0)
            made.append(shift)
            if place:
                taken.append((place[0] + shift[0], place[1] + shift[1]))
        return made

    def _place(self, ball_path: BallPath, step: int) -> Point | None:
        """Where a run has a mark on the border, if it has."""
        while step and not ball_path.number(step):
            step -= 1
        return None if ball_path.inside(step) or not ball_path.number(step) else ball_path.border(step)

    def _free(self, place: Point, taken: list[Point]) -> Point:
        """Along the border towards its middle, as far as needed."""
        (x, y), box = place, self.box
        upright = not box.left + 1 < x < box.right - 1
        middle = (box.top + box.bottom) / 2 if upright else (box.left + box.right) / 2
        ahead = 1 if (y if upright else x) <= middle else -1
        for index in range(len(taken) + 1):
            along = ahead * index * self.apart
            shift = (0.0, along) if upright else (along, 0.0)
            if all(math.dist((x + shift[0], y + shift[1]), other) >= self.apart - 1 for other in taken):
                return shift
        return 0.0, 0.0
