"""Balls that have not parted yet: the front one has a ring in the colour of each ball that it hides."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.ball import Ball

SAME = 2.0  # pixels between balls that are taken for one


class OverlapRings:
    """``balls`` from back to front, and for each its ``paths`` (n, 2): where it rests on the page, step by step.

    Only balls that come from one start count: in a minimum rings would hide its marker.
    """

    def __init__(self, balls: Sequence[Ball], paths: Sequence[np.ndarray]) -> None:
        self.balls = balls
        pairs = combinations(range(len(balls)), 2)
        self.parting_steps = {(one, other): _parting_step(paths[one], paths[other]) for one, other in pairs}

    def show(self, step: int) -> None:
        """Gives each ball its rings, once all balls are where they belong."""
        for front, ball in enumerate(self.balls):
            hidden = [back for back in range(front) if self._hides(back, front, step)]
            ball.rings = tuple(self.balls[back].colour for back in reversed(hidden)) if ball.visible else ()

    def _hides(self, back: int, front: int, step: int) -> bool:
        one, other = self.balls[back], self.balls[front]
        is_near = one.visible and math.dist((one.x, one.y), (other.x, other.y)) <= SAME
        return is_near and step < self.parting_steps[back, front]


def _parting_step(one: np.ndarray, other: np.ndarray) -> int:
    """Returns the first step at which two runs are no longer at one point."""
    count = min(len(one), len(other))
    with np.errstate(invalid="ignore", over="ignore"):
        apart = ~(np.hypot(*(one[:count] - other[:count]).T) <= SAME)
    return int(np.argmax(apart)) if apart.any() else count
