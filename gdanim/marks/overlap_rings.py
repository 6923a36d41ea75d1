"""Draws rings on the front ball in the colours of the balls it hides."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.ball import Ball

SAME_POINT_DISTANCE = 2.0  # pixels


class OverlapRings:
    """The rings of ``balls``, ordered from back to front, each with the path (n, 2) of its resting positions in
    ``paths``.

    Only balls with a common start get rings: at a minimum they would hide its marker.
    """

    def __init__(self, balls: Sequence[Ball], paths: Sequence[np.ndarray]) -> None:
        self.balls = balls
        pairs = combinations(range(len(balls)), 2)
        self.parting_steps = {(one, other): _parting_step(paths[one], paths[other]) for one, other in pairs}

    def show(self, step: int) -> None:
        """Sets each ball's rings, once all balls are at their positions."""
        for front, ball in enumerate(self.balls):
            hidden = [back for back in range(front) if self._hides(back, front, step)]
            ball.rings = tuple(self.balls[back].colour for back in reversed(hidden)) if ball.visible else ()

    def _hides(self, back: int, front: int, step: int) -> bool:
        one, other = self.balls[back], self.balls[front]
        is_near = one.visible and math.dist((one.x, one.y), (other.x, other.y)) <= SAME_POINT_DISTANCE
        return is_near and step < self.parting_steps[back, front]


def _parting_step(first: np.ndarray, second: np.ndarray) -> int:
    """Returns the first step at which two runs are at different points."""
    count = min(len(first), len(second))
    with np.errstate(invalid="ignore", over="ignore"):
        apart = ~(np.hypot(*(first[:count] - second[:count]).T) <= SAME_POINT_DISTANCE)
    return int(np.argmax(apart)) if apart.any() else count
