"""Finds runs whose lines coincide for a while, so that all of them stay visible."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gdanim.drawing.geometry import PagePoint

SAME_POINT_DISTANCE = 1.0  # pixels


class CoincidentLines:
    """Lines of several runs. ``point(run, step)`` is the end of a run's line after its own step, or None."""

    def __init__(self, point: Callable[[int, int], PagePoint | None]) -> None:
        self.point = point

    def covered(self, index: int, step: int) -> list[int]:
        """Returns the earlier runs whose lines reach the same point in the same step."""
        points = {other: point for other in range(index + 1) if (point := self.point(other, step))}
        return hidden_runs(points, index) if index in points else []

    def lies_along(self, index: int, step: int) -> bool:
        """Returns whether one of these lines also comes from the same point."""
        return step > 0 and not set(self.covered(index, step)).isdisjoint(self.covered(index, step - 1))

    def has_turn(self, index: int, step: int) -> bool:
        """Returns whether this run's marker is drawn over theirs at this step."""
        count = len(self.covered(index, step))
        return step % (count + 1) == count


def hidden_runs(points: Mapping[int, PagePoint], index: int, distance: float = SAME_POINT_DISTANCE) -> list[int]:
    """Returns the earlier runs that are at this run's point, or within a distance in pixels of it."""
    return [other for other in points if other < index and math.dist(points[other], points[index]) <= distance]
