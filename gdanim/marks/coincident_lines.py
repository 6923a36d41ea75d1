"""Runs whose lines lie on each other for a while: which others a run covers there, so that all of them are seen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gdanim.drawing.geometry import Point

NEAR = 1.0  # pixel between two places that are taken for one


class CoincidentLines:
    """``place(run, step)`` is where a run's line is after its own step, None where it is nowhere."""

    def __init__(self, place: Callable[[int, int], Point | None]) -> None:
        self.place = place

    def under(self, run: int, step: int) -> list[int]:
        """The runs before this one whose lines come to the same place with the same step."""
        places = {other: place for other in range(run + 1) if (place := self.place(other, step))}
        return hidden(places, run) if run in places else []

    def along(self, run: int, step: int) -> bool:
        """Whether one of them comes from the same place, too."""
        return step > 0 and not set(self.under(run, step)).isdisjoint(self.under(run, step - 1))

    def turn(self, run: int, step: int) -> bool:
        """Whether it is this run's turn to have its mark over theirs."""
        count = len(self.under(run, step))
        return step % (count + 1) == count


def hidden(places: Mapping[int, Point], run: int) -> list[int]:
    """The runs before this one that are at its place."""
    return [other for other in places if other < run and math.dist(places[other], places[run]) <= NEAR]
