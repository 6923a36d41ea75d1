"""The order of names down the page, film long: two change places only where their lines have clearly crossed."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Heights = Mapping[int, float]


class LabelOrder:
    """``heights(step)`` are the page's y of the runs' line ends; lines ``distance`` pixels apart have clearly crossed.

    Each order follows from the one before, from the first step on: a frame is the same whichever is drawn first.
    """

    def __init__(self, heights: Callable[[int], Heights], distance: float) -> None:
        self.heights, self.distance = heights, distance
        self.orders: list[list[int]] = []

    def at(self, step: int) -> list[int]:
        """Returns the runs from the uppermost down."""
        while len(self.orders) <= step:
            self.orders.append(self._next_order(len(self.orders)))
        return self.orders[step]

    def _next_order(self, step: int) -> list[int]:
        heights = self.heights(step)
        previous = self.orders[-1] if self.orders else []
        order = [run for run in previous if run in heights]
        order += sorted(heights.keys() - set(order), key=lambda run: (heights[run], self._second_height(run), run))
        while crossed := [at for at, pair in enumerate(pairwise(order)) if self._have_crossed(heights, *pair)]:
            order[crossed[0] : crossed[0] + 2] = reversed(order[crossed[0] : crossed[0] + 2])
        return order

    def _second_height(self, run: int) -> float:
        """Tells lines apart that begin together."""
        return self.heights(1).get(run, math.inf)

    def _have_crossed(self, heights: Heights, upper: int, lower: int) -> bool:
        return heights[upper] > heights[lower] + self.distance
