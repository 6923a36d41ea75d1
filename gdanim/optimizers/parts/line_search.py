"""Line searches: step lengths along a line, found by trial points. A value of NaN counts as too far."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gdanim.optimizers.parts.vectors import dot, elementwise

if TYPE_CHECKING:
    from gdanim.optimizers import Oracle, Point

MAX_TRIALS = 100  # points on one line
MAX_TRIAL_GROWTH = 10.0  # maximum ratio of successive trial distances
ZERO_SLOPE = 1e-12  # fraction of the initial slope
SUFFICIENT_DECREASE = 1e-4  # fraction of the decrease predicted by the initial slope
CURVATURE_CONDITION = 0.9  # fraction of the initial slope: steeper slopes mean that a step is too short


@dataclass(frozen=True)
class SearchLine:
    """A line from ``point`` in a descent ``direction``: ``slope``, its derivative there, is negative."""

    oracle: Oracle
    point: Point
    direction: Point
    slope: float

    def point_at(self, distance: float) -> Point:
        return elementwise(lambda x, p: x + distance * p, self.point, self.direction)

    def value_at(self, distance: float) -> float:
        return self.oracle.value(self.point_at(distance))

    def slope_at(self, distance: float) -> float:
        return dot(self.oracle.gradient(self.point_at(distance)), self.direction)


def exact_line_search(line: SearchLine, first: float) -> float:
    """Returns the distance to a minimum on the line, to machine precision; on a parabola the second trial finds it.

    Trials extend until f rises; then the zero of the slopes' secant is tried (Illinois rule: Dowell & Jarratt, BIT 11,
    1971), or the midpoint if the secant fails.
    """
    start, distance, side = line.value_at(0.0), first, 0
    last = low = Trial(0.0, line.slope)
    high = Trial(math.inf, math.nan)
    for _ in range(MAX_TRIALS):
        slope = line.slope_at(distance)
        if abs(slope) <= ZERO_SLOPE * -line.slope:
            return distance
        if slope < 0 and line.value_at(distance) <= start:
            last, low, high, side = low, Trial(distance, slope), high.with_half_slope(if_repeated=side < 0), -1
        else:
            low, high, side = low.with_half_slope(if_repeated=side > 0), Trial(distance, slope), 1
        distance = _extrapolated(last, low) if math.isinf(high.distance) else _interpolated(low, high)
        if line.point_at(distance) in {line.point_at(low.distance), line.point_at(high.distance)}:
            return distance if high.is_ascending else low.distance  # no float lies between
    return low.distance


class Trial(NamedTuple):
    """A trial: its distance along the line, and the slope there."""

    distance: float
    slope: float

    @property
    def is_ascending(self) -> bool:
        return 0 < self.slope < math.inf

    def with_half_slope(self, *, if_repeated: bool) -> Trial:
        """Halves the slope if the other end of the bracket has moved twice, which pulls the secant towards this end."""
        return Trial(self.distance, self.slope / 2) if if_repeated else self


def _extrapolated(last: Trial, low: Trial) -> float:
    """Returns the zero of the secant, within a limit, or twice the distance if it has none ahead."""
    return min(_secant_zero(last, low), MAX_TRIAL_GROWTH * low.distance) if low.slope > last.slope else 2 * low.distance


def _interpolated(low: Trial, high: Trial) -> float:
    return _secant_zero(low, high) if high.is_ascending else (low.distance + high.distance) / 2


def _secant_zero(first: Trial, second: Trial) -> float:
    return first.distance + (second.distance - first.distance) * first.slope / (first.slope - second.slope)


def wolfe_line_search(line: SearchLine, first: float) -> float:
    """Returns a distance that satisfies the weak Wolfe conditions: Wolfe, SIAM Review 11(2), 1969.

    It is halved while f is too high and doubled while the slope is too steep: Lewis & Overton, Math. Program. 141,
    2013.
    """
    start, low, high, distance = line.value_at(0.0), 0.0, math.inf, first
    for _ in range(MAX_TRIALS):
        if not line.value_at(distance) <= start + SUFFICIENT_DECREASE * distance * line.slope:
            high = distance
        elif not line.slope_at(distance) >= CURVATURE_CONDITION * line.slope:
            low = distance
        else:
            return distance
        distance = 2 * low if math.isinf(high) else (low + high) / 2
        if line.point_at(distance) in {line.point_at(low), line.point_at(high)}:
            return low
    return low
