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
        ball.hidden, ball.in_front, ball.is_counted_elsewhere = (), (), False
    fronts: list[RunBall] = []
    for ball in reversed(balls):
        if not ball.visible:
            continue
        front = next((each for each in fronts if _are_together(each, ball, step)), None)
        if front is None:
            fronts.append(ball)
        else:
            front.hidden = (ball, *front.hidden)
    if fronts and fronts[0].count:
        _count(fronts, step)


def _are_together(one: RunBall, other: RunBall, step: int) -> bool:
    """Returns whether two balls are at one point, and were so when they rested last; counted ones if they overlap."""
    return _is_near(one, other, step, max(MAX_DISTANCE, one.radius) if one.count else MAX_DISTANCE)


def _is_near(one: RunBall, other: RunBall, step: int, distance: float) -> bool:
    """Returns whether two balls are not farther apart than a distance, and were not when they rested last."""
    if math.dist((one.x, one.y), (other.x, other.y)) > distance:
        return False
    return math.dist(*(ball.path[min(step, len(ball.path) - 1)].tolist() for ball in (one, other))) <= distance


def _count(fronts: list[RunBall], step: int) -> None:
    """Counts balls together until no number covers another one or the centre of a ball; numbers stand in front."""
    while True:
        counted = [ball for ball in fronts if ball.hidden]
        pairs = ((one, other) for one in counted for other in fronts if other is not one)
        pair = next((pair for pair in pairs if _is_near(*pair, step, _least_distance(*pair))), None)
        if pair is None:
            break
        one, other = sorted(
            pair, key=lambda ball: (-len(ball.hidden), fronts.index(ball))
        )  # the larger keeps its place
        one.hidden, other.hidden = (*other.hidden, other, *one.hidden), ()
        fronts.remove(other)
    for ball in counted:
        for each in ball.hidden:
            each.is_counted_elsewhere = True
    fronts[0].in_front = tuple(reversed(counted))


def _least_distance(counted: RunBall, other: RunBall) -> float:
    """Returns the distance from which on the disc of a number leaves another one free, or the centre of a ball."""
    return counted.count_reach + (other.count_radius if other.hidden else 0.0)
