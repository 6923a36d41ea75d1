"""Balls that have not parted yet: the front one wears a ring in the colour of each that it hides."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.ball import Ball

TOGETHER = 2.0  # pixels


class OverlapRings:
    """``balls`` from back to front, and for each its ``places`` (n, 2) on the page, step by step.

    Only those that come from one start count: in a minimum rings would hide its sign.
    """

    def __init__(self, balls: Sequence[Ball], places: Sequence[np.ndarray]) -> None:
        self.balls = balls
        self.parted = {(one, two): _parted(places[one], places[two]) for one, two in combinations(range(len(balls)), 2)}

    def show(self, step: int) -> None:
        """Once the balls are where they belong: give each its rings."""
        for front, ball in enumerate(self.balls):
            hidden = [back for back in range(front) if self._together(back, front, step)]
            ball.rings = tuple(self.balls[back].colour for back in reversed(hidden)) if ball.visible else ()

    def _together(self, back: int, front: int, step: int) -> bool:
        one, two = self.balls[back], self.balls[front]
        near = one.visible and math.dist((one.x, one.y), (two.x, two.y)) <= TOGETHER
        return near and step < self.parted[back, front]


def _parted(one: np.ndarray, two: np.ndarray) -> int:
    """The first step at which two runs are no longer in one place."""
    count = min(len(one), len(two))
    with np.errstate(invalid="ignore", over="ignore"):
        apart = ~(np.hypot(*(one[:count] - two[:count]).T) <= TOGETHER)
    return int(np.argmax(apart)) if apart.any() else count
