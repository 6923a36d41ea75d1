"""The valley in which a ball from each point of a map comes to rest, and the step at which it is there for good.

Strogatz, Nonlinear Dynamics and Chaos, §6.4: borders of basins are the stable manifolds of hilltops and saddles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.functions import Function
    from gdanim.points import Point

NO_REST, FLIES_OFF = -1, -2
"""The numbers of no valley: of a point from which a ball does not come to rest, or leaves."""
MIN_STAY_STEPS = 12  # steps within the tolerance for a ball to be there for good
STAY_TOLERANCE = 0.004  # of the map's width: the tolerance
MAX_MAP_WIDTHS = 10.0  # map widths from its middle: a ball beyond flies off
FARTHEST_OF_NEWTON = 1e100


class Ends(NamedTuple):
    """The ends of balls: the number of a valley for each point, or of none, and the step at which each is there."""

    valleys: np.ndarray
    steps: np.ndarray

    def shares(self, count: int) -> list[float]:
        """Returns the share of the points of each of ``count`` valleys, of no rest, and of those that fly off."""
        numbers = [*range(count), NO_REST, FLIES_OFF]
        return [float((self.valleys == number).mean()) for number in numbers]


def ends(
    function: Function,
    starts: np.ndarray,
    etas: np.ndarray,
    minima: Sequence[Point],
    box: Sequence[tuple[float, float]],
    steps: int,
    *,
    beta: float = 0.0,
    ascends: bool = False,
    damping: float | None = None,
) -> Ends:
    """Returns where balls from the starts (n, d) end with the step sizes (n,), after at most so many steps.

    With a damping the steps are Newton's. ``box`` is the part of the axes that is shown, which gives the tolerance its
    size.
    """
    count, side = len(starts), -1.0 if ascends else 1.0
    width = max(high - low for low, high in box)
    farthest = MAX_MAP_WIDTHS * width if damping is None else FARTHEST_OF_NEWTON  # from afar Newton's method comes back
    middle = np.array([(low + high) / 2 for low, high in box])
    valleys, at_step = np.full(count, NO_REST), np.full(count, steps)
    goals = np.array(minima, float).reshape(-1, starts.shape[1])
    index, points, velocity = np.arange(count), starts.astype(float), np.zeros_like(starts, float)
    near, since, entered = np.full(count, -1), np.zeros(count, int), np.zeros(count)
    with np.errstate(all="ignore"):
        for step in range(steps + MIN_STAY_STEPS + 1):
            now, distances = _nearest(points, goals, STAY_TOLERANCE * width)
            stays = (now == near) & (now >= 0)
            since, entered, near = np.where(stays, since + 1, 0), np.where(stays, entered, distances), now
            is_out = ~(np.abs(points - middle).max(axis=1) <= farthest)
            is_there = (since >= MIN_STAY_STEPS) & (near >= 0) & (distances <= entered)
            valleys[index[is_there]], at_step[index[is_there]] = near[is_there], step - since[is_there]
            valleys[index[is_out]], at_step[index[is_out]] = FLIES_OFF, step
            going = ~(is_out | is_there)
            if not going.any() or step == steps + MIN_STAY_STEPS:
                break
            index, points, velocity = index[going], points[going], velocity[going]
            near, since, entered, etas = near[going], since[going], entered[going], etas[going]
            gradients = function.gradients(points)
            if damping is None:
                velocity = beta * velocity + side * gradients
            else:
                velocity = newton_steps(function.hessians(points), gradients, damping)
            points = points - etas[:, None] * velocity
    return Ends(valleys, np.minimum(at_step, steps))


def newton_steps(hessians: np.ndarray, gradients: np.ndarray, damping: float) -> np.ndarray:
    """Returns (H + λI)⁻¹g of points (n, d) of one or two variables; infinite where the matrix is singular."""
    if gradients.shape[1] == 1:
        return gradients / (hessians[:, 0] + damping)
    a, b, d = hessians[:, 0, 0] + damping, hessians[:, 0, 1], hessians[:, 1, 1] + damping
    right = np.column_stack((d * gradients[:, 0] - b * gradients[:, 1], a * gradients[:, 1] - b * gradients[:, 0]))
    return right / (a * d - b * b)[:, None]


def _nearest(points: np.ndarray, goals: np.ndarray, tolerance: float) -> tuple[np.ndarray, np.ndarray]:
    """Returns the number of the goal within the tolerance of each point, or −1, and the distance from it."""
    found, distances = np.full(len(points), -1), np.full(len(points), np.inf)
    for number, goal in enumerate(goals):
        squares = np.square(points - goal).sum(axis=1)
        here = squares <= tolerance**2
        found[here], distances[here] = number, np.sqrt(squares[here])
    return found, distances
