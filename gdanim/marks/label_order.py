"""The vertical order of names for the whole animation, which changes only after lines clearly cross."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Heights = Mapping[int, float]


class LabelOrder:
    """The order of run names.

    ``heights(step)`` are the y positions of the lines' ends; lines ``distance`` pixels apart have clearly crossed.

    Each order is derived from the previous one, beginning with the first step, so that frames don't depend on the order
    of drawing.
    """

    def __init__(self, heights: Callable[[int], Heights], distance: float) -> None:
        self.heights, self.distance = heights, distance
        self.orders: list[list[int]] = []

    def at(self, step: int) -> list[int]:
        """Returns the runs ordered from the top."""
        while len(self.orders) <= step:
            self.orders.append(self._next_order(len(self.orders)))
        return self.orders[step]

    def _next_order(self, step: int) -> list[int]:
        heights = self.heights(step)
        previous = self.orders[-1] if self.orders else []
        order = [index for index in previous if index in heights]
        order += sorted(
            heights.keys() - set(order),
            key=lambda run_index: (heights[run_index], self._second_height(run_index), run_index),
        )
        while crossed := [at for at, pair in enumerate(pairwise(order)) if self._have_crossed(heights, *pair)]:
            order[crossed[0] : crossed[0] + 2] = reversed(order[crossed[0] : crossed[0] + 2])
        return order

    def _second_height(self, index: int) -> float:
        """Returns the height at which lines that begin together first differ."""
        return self.heights(1).get(index, math.inf)

    def _have_crossed(self, heights: Heights, upper: int, lower: int) -> bool:
        return heights[upper] > heights[lower] + self.distance
