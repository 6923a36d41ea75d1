"""Finds runs whose lines coincide for a while, so that all of them stay visible."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gdanim.drawing.geometry import Point

SAME_POINT_DISTANCE = 1.0  # pixels


class CoincidentLines:
    """Lines of several runs. ``point(run, step)`` is the end of a run's line after its own step, or None."""

    def __init__(self, point: Callable[[int, int], Point | None]) -> None:
        self.point = point

    def covered(self, run: int, step: int) -> list[int]:
        """Returns the earlier runs whose lines reach the same point in the same step."""
        points = {other: point for other in range(run + 1) if (point := self.point(other, step))}
        return hidden_runs(points, run) if run in points else []

    def lies_along(self, run: int, step: int) -> bool:
        """Returns whether one of these lines also comes from the same point."""
        return step > 0 and not set(self.covered(run, step)).isdisjoint(self.covered(run, step - 1))

    def has_turn(self, run: int, step: int) -> bool:
        """Returns whether this run's marker is drawn over theirs at this step."""
        count = len(self.covered(run, step))
        return step % (count + 1) == count


def hidden_runs(points: Mapping[int, Point], run: int) -> list[int]:
    """Returns the earlier runs that are at this run's point."""
    return [other for other in points if other < run and math.dist(points[other], points[run]) <= SAME_POINT_DISTANCE]
