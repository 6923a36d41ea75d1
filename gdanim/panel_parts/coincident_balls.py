"""Balls at one point: the front one shows all that it hides."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.panel_parts.run_ball import RunBall

MAX_DISTANCE = 3.0  # pixels between the centres of balls that are at one point


def show_coincident(balls: Sequence[RunBall], step: int) -> None:
    """Gives each ball those that it hides, once all balls are where they belong.

    Balls that only pass each other on the way from one step to the next hide nothing.

    Parameters
    ----------
    balls
        The balls from back to front.
    step
        The step on which they rest, or from which they come.
    """
    for ball in balls:
        ball.hidden = ()
    fronts: list[RunBall] = []
    for ball in reversed(balls):
        if not ball.visible:
            continue
        front = next((each for each in fronts if _are_together(each, ball, step)), None)
        if front is None:
            fronts.append(ball)
        else:
            front.hidden = (ball, *front.hidden)


def _are_together(one: RunBall, other: RunBall, step: int) -> bool:
    """Returns whether two balls are at one point, and were so when they rested last.

    Balls that are counted are so if they overlap, or touch several: otherwise one would cover the number of others.
    """
    positions = [ball.path[min(step, len(ball.path) - 1)].tolist() for ball in (one, other)]
    nearness = max(MAX_DISTANCE, one.radius * (2 if one.hidden else 1)) if one.count else MAX_DISTANCE
    return math.dist((one.x, one.y), (other.x, other.y)) <= nearness and math.dist(*positions) <= nearness
