"""How far to go along a line: searches that try points on it. What is not a number counts as too far."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gdanim.optimizers.vectors import dot, each

if TYPE_CHECKING:
    from gdanim.optimizers import Oracle, Point

MOST = 100  # points tried on one line
LEAP = 10.0  # times as far as the last try: at most, beyond it
LEVEL = 1e-12  # of the slope at the start: none
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

    Tries go ever farther until f rises; then the secant of the slopes leads to where it is zero (by the Illinois rule,
    Dowell & Jarratt, BIT 11, 1971), or halving where that can't help.
    """
    start, trial, side = line.value_at(0.0), first, 0
    last = low = Try(0.0, line.slope)
    high = Try(math.inf, math.nan)
    for _ in range(MOST):
        slope = line.slope_at(trial)
        if abs(slope) <= LEVEL * -line.slope:
            return trial
        if slope < 0 and line.value_at(trial) <= start:
            last, low, high, side = low, Try(trial, slope), high.halved(side < 0), -1
        else:
            low, high, side = low.halved(side > 0), Try(trial, slope), 1
        trial = _beyond(last, low) if math.isinf(high.far) else _between(low, high)
        if line.at(trial) in {line.at(low.far), line.at(high.far)}:  # nothing lies between
            return trial if high.rises else low.far
    return low.far


class Try(NamedTuple):
    """How far along the line, and the slope there."""

    far: float
    slope: float

    @property
    def rises(self) -> bool:
        return 0 < self.slope < math.inf

    def halved(self, twice: bool) -> Try:  # noqa: FBT001
        """Its slope, where the other end of the bracket has moved twice: the secant leans to this one."""
        return Try(self.far, self.slope / 2) if twice else self


def _beyond(last: Try, low: Try) -> float:
    """Where the secant comes to zero, but not too far; twice as far where it never does."""
    return min(_level(last, low), LEAP * low.far) if low.slope > last.slope else 2 * low.far


def _between(low: Try, high: Try) -> float:
    return _level(low, high) if high.rises else (low.far + high.far) / 2


def _level(one: Try, other: Try) -> float:
    """Where the secant of the slopes is zero."""
    return one.far + (other.far - one.far) * one.slope / (one.slope - other.slope)


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
        if line.at(trial) in {line.at(low), line.at(high)}:
            return low
    return low
