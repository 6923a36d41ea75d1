"""The order of names down the page, film long: two change places only where their lines have clearly crossed."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Heights = Mapping[int, float]


class LabelOrder:
    """``heights(step)`` are the marks' y on the page; ``clear`` is how far apart marks are that have crossed.

    Each order comes from the one before, from the first step on, so that a frame is the same whichever is drawn first.
    """

    def __init__(self, heights: Callable[[int], Heights], clear: float) -> None:
        self.heights, self.clear = heights, clear
        self.orders: list[list[int]] = []

    def at(self, step: int) -> list[int]:
        """The runs from the uppermost down."""
        while len(self.orders) <= step:
            self.orders.append(self._next(len(self.orders)))
        return self.orders[step]

    def _next(self, step: int) -> list[int]:
        here = self.heights(step)
        before = self.orders[-1] if self.orders else []
        order = [run for run in before if run in here]
        order += sorted(here.keys() - set(order), key=lambda run: (here[run], self._soon(run), run))
        while crossed := [at for at, (one, other) in enumerate(pairwise(order)) if self._crossed(here, one, other)]:
            order[crossed[0] : crossed[0] + 2] = reversed(order[crossed[0] : crossed[0] + 2])
        return order

    def _soon(self, run: int) -> float:
        """Where lines go that begin together."""
        return self.heights(1).get(run, math.inf)

    def _crossed(self, here: Heights, upper: int, lower: int) -> bool:
        return here[upper] > here[lower] + self.clear
