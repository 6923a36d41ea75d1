"""Lines of several runs that lie on each other for a while: which ones a run covers there, so that all can be seen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gdanim.drawing.geometry import Point

SAME = 1.0  # pixel between two points that are taken for one


class CoincidentLines:
    """``point(run, step)`` is where a run's line is after its own step, None where it is nowhere."""

    def __init__(self, point: Callable[[int, int], Point | None]) -> None:
        self.point = point

    def covered(self, run: int, step: int) -> list[int]:
        """Returns the runs before this one whose lines come to the same point with the same step."""
        points = {other: point for other in range(run + 1) if (point := self.point(other, step))}
        return hidden_runs(points, run) if run in points else []

    def lies_along(self, run: int, step: int) -> bool:
        """Returns whether one of these lines comes from the same point, too."""
        return step > 0 and not set(self.covered(run, step)).isdisjoint(self.covered(run, step - 1))

    def has_turn(self, run: int, step: int) -> bool:
        """Returns whether it is this run's turn to have its marker over theirs."""
        count = len(self.covered(run, step))
        return step % (count + 1) == count


def hidden_runs(points: Mapping[int, Point], run: int) -> list[int]:
    """Returns the runs before this one that are at its point."""
    return [other for other in points if other < run and math.dist(points[other], points[run]) <= SAME]
