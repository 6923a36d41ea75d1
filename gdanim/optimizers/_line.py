"""How far to go along a line: searches that try points on it. What is not a number counts as too far."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.optimizers._vectors import dot, each

if TYPE_CHECKING:
    from gdanim.optimizers import Oracle, Point

MOST = 100  # points tried on one line
LEVEL = 1e-13  # of the slope at the start: none
ENOUGH = 1e-4  # of the fall that the slope at the start promises
FLATTER = 0.9  # of that slope: what is left of it where a step was long enough


@dataclass(frozen=True)
class Line:
    """From a point, in a direction in which f falls: its gradient there times the direction is ``slope``, below 0."""

    oracle: Oracle
    point: Point
    direction: Point
    slope: float

    def at(self, far: float) -> Point:
        return each(lambda x, p: x + far * p, self.point, self.direction)

    def value_at(self, far: float) -> float:
        return self.oracle.value(self.at(far))

    def slope_at(self, far: float) -> float:
        return dot(self.oracle.gradient(self.at(far)), self.direction)


def lowest(line: Line, first: float) -> float:
    """How far it is to a minimum on the line, to the last digits; on a parabola, the second try is it.

    Steps double until f rises; then the secant of the slopes leads to where it is zero (by the Illinois rule, Dowell &
    Jarratt, BIT 11, 1971), or halving where that can't help.
    """
    start = line.value_at(0.0)
    low, below, high, above, side = 0.0, line.slope, math.inf, math.nan, 0
    trial = first
    for _ in range(MOST):
        slope = line.slope_at(trial)
        if abs(slope) <= LEVEL * -line.slope:
            return trial
        if slope < 0 and line.value_at(trial) <= start:
            low, below, above, side = trial, slope, above / 2 if side < 0 else above, -1
        else:
            high, above, below, side = trial, slope, below / 2 if side > 0 else below, 1
        trial = _between(low, below, high, above)
        if trial in {low, high}:
            return trial if 0 < above < math.inf else low
    return low


def _between(low: float, below: float, high: float, above: float) -> float:
    if math.isinf(high):
        return 2 * low
    if 0 < above < math.inf:
        return low + (high - low) * below / (below - above)
    return (low + high) / 2


def wolfe(line: Line, first: float) -> float:
    """Where f has fallen enough and its slope has, too: the conditions of Wolfe, SIAM Review 11(2), 1969.

    Halved where f is too high and doubled where it is still steep, as in Lewis & Overton, Math. Program. 141, 2013.
    """
    start, low, high, trial = line.value_at(0.0), 0.0, math.inf, first
    for _ in range(MOST):
        if not line.value_at(trial) <= start + ENOUGH * trial * line.slope:
            high = trial
        elif not line.slope_at(trial) >= FLATTER * line.slope:
            low = trial
        else:
            return trial
        trial = 2 * low if math.isinf(high) else (low + high) / 2
        if trial in {low, high}:
            return low
    return low
