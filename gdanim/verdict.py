"""What the points of a run did: one word, and from which step on it was true. Knows no function and no run."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

Ended = Literal["steps", "stopped", "overflow", "left_domain"]
Kind = Literal["left_domain", "diverged", "converged", "cycle", "stationary", "stopped", "progressing", "wandering"]

TOLERANCE = 0.01  # of the way from the start to the minimum
LONGEST_PERIOD = 16
ALIKE = 0.01  # of the swing: points of a cycle that are a period apart
DRIFT = 0.1  # of the swing: how far a cycle may still go if it goes on shrinking as it does
EXACT = 1e-6  # of the swing: a repetition that needs no second look
STILL = 0.001  # of the largest slope
NEAR = 1 / 3  # of the way: standing at a point that is no goal; x³ is this slow near 0
PROGRESS = 0.01  # of the run's range of f


class Place(Protocol):
    """A point where the slope is zero; ``kind`` is minimum, maximum, saddle or flat."""

    point: tuple[float, ...]
    value: float
    kind: str
    scope: str | None


class StopRule(Protocol):
    gradient: float | None
    change: float | None


@dataclass(frozen=True)
class Verdict:
    """``step`` is from when it was true, else the last one; ``goal`` the minimum reached, or the nearest.

    ``place`` says which minimum (``local``, ``global``), where a run stands still (``saddle``, ``flat point``,
    ``plateau``, ``minimum``, ``maximum``) or which rule stopped it (``gradient``, ``change``; ``threshold`` is its
    number). ``low`` and ``high`` bound x over the swing, in one variable. ``tolerance`` is a distance.
    """

    kind: Kind
    step: int
    period: int | None = None
    place: str | None = None
    goal: tuple[float, ...] | None = None
    tolerance: float | None = None
    low: float | None = None
    high: float | None = None
    threshold: float | None = None

    def earned(self, last: int) -> int:
        """The step at which it may be said aloud, of a run whose last step is ``last``."""
        if self.kind == "cycle" and self.period is not None:
            return min(last, self.step + self.period)  # two full periods: the first began a period before ``step``
        return self.step if self.kind in {"converged", "diverged", "left_domain"} else last


def judge(
    points: np.ndarray,
    values: np.ndarray,
    gradients: np.ndarray,
    ended: Ended,
    stationary: Sequence[Place] = (),
    direction: Literal["descend", "ascend"] = "descend",
    tolerance: float | None = None,
    stop: StopRule | None = None,
) -> Verdict:
    """The first rule that fits. ``points`` and ``gradients`` are (n, d), ``values`` (n,); only the last row may fail."""
    kind, sign = ("minimum", 1) if direction == "descend" else ("maximum", -1)
    course = _Course(points, sign * values, _lengths(gradients), ended, stationary, stop)
    anchor = points[0] if ended in {"overflow", "left_domain"} else points[-1]
    goal = _nearest([place for place in stationary if place.kind == kind], anchor)
    if goal is not None:
        course = course.towards(goal, sign * goal.value, tolerance)
    return next(verdict for rule in RULES if (verdict := rule(course)))


@dataclass(frozen=True, eq=False)
class _Course:
    """A run as the rules see it. ``heights`` are f, or −f where it climbs, so that down is good; ``distances`` are to
    ``goal``, the minimum reached or nearest, and ``chord`` is the mean slope from the start down to it.
    """

    points: np.ndarray
    heights: np.ndarray
    slopes: np.ndarray
    ended: Ended
    stationary: Sequence[Place]
    stop: StopRule | None
    goal: Place | None = None
    distances: np.ndarray | None = None
    tolerance: float | None = None
    chord: float = 0.0

    def says(self, kind: Kind, step: int | None = None, **more: Any) -> Verdict:
        goal = None if self.goal is None else self.goal.point
        return Verdict(
            kind, len(self.points) - 1 if step is None else step, **{"goal": goal, "tolerance": self.tolerance, **more}
        )

    @property
    def moved(self) -> bool:
        return bool((self.points != self.points[0]).any())

    def towards(self, goal: Place, height: float, tolerance: float | None) -> _Course:
        distances = _lengths(self.points - goal.point)
        way = float(distances[0])
        chord = abs(float(self.heights[0]) - height) / way if way else 0.0
        tolerance = TOLERANCE * way if tolerance is None else tolerance
        return replace(self, goal=goal, distances=distances, tolerance=tolerance, chord=chord)


def _left_domain(course: _Course) -> Verdict | None:
    return course.says("left_domain") if course.ended == "left_domain" else None


def _diverged(course: _Course) -> Verdict | None:
    """Away from the goal; where there is none, with longer and longer steps."""
    if course.ended == "overflow":
        return course.says("diverged")
    if course.distances is not None:
        return course.says("diverged", _since(_far(course.distances))) if _flees(course.distances) else None
    strides = _lengths(np.diff(course.points, axis=0))
    return course.says("diverged", 1 + _since(_far(strides))) if _flees(strides) else None


def _far(away: np.ndarray) -> np.ndarray:
    return away > 2 * away[0]


def _flees(away: np.ndarray) -> bool:
    """The whole last third must be farther than the middle one: a swing that wanders breaks its record by chance."""
    if len(away) < 2:
        return False
    middle, late = _thirds(away)
    return bool(_far(away)[-1] and away[-1] > away[:-1].max() and late.min() >= middle.max())


def _converged(course: _Course) -> Verdict | None:
    if course.goal is None or not course.moved:
        return None
    there = course.distances <= course.tolerance
    if not there[-1] or not (there[-2] or _stays(course)):
        return None
    return course.says("converged", _since(there), place=course.goal.scope)


def _stays(course: _Course) -> bool:
    """Whether another step, as long for its slope as the last one, would be within the tolerance too.

    A ball that flies past the minimum just when the run ends is not there: |x| from 2 in steps of 0.1.
    """
    stride = math.dist(course.points[-1], course.points[-2])
    return bool(stride * course.slopes[-1] <= course.tolerance * course.slopes[-2])


def _cycle(course: _Course) -> Verdict | None:
    points = course.points
    for period in range(2, min(LONGEST_PERIOD, len(points) // 3) + 1):
        swing = _extent(points[-2 * period :])
        gaps = _lengths(points[period:] - points[:-period])
        if (
            swing > EXACT * _extent(points)
            and gaps[-2 * period :].max() <= ALIKE * swing
            and _lasts(gaps, period, swing)
        ):
            step = period + _since(gaps <= ALIKE * swing)
            return course.says("cycle", step, period=period, **_range(points[-period:]))
    return None


def _lasts(gaps: np.ndarray, period: int, swing: float) -> bool:
    """Whether the points settle on the cycle, and don't shrink through it to the minimum, or grow, a little a time.

    x² with η = 0.999 repeats itself to 0.4 % from one swing to the next, and yet converges: the gaps form a geometric
    series, whose sum says how far it still goes.
    """
    before, after = gaps[-2 * period : -period].max(), gaps[-period:].max()
    return bool(after <= EXACT * swing or (after < before and after * after <= DRIFT * swing * (before - after)))


def _stationary(course: _Course) -> Verdict | None:
    """Of the largest slope, or of the mean slope to the goal: on a plateau all slopes of a run are small."""
    if course.slopes[-1] > STILL * max(course.slopes.max(), course.chord):
        return None
    from_the_start = course.slopes[0] == 0 and not course.moved
    return course.says("stationary", 0 if from_the_start else None, place=_stands_on(course))


def _stands_on(course: _Course) -> str:
    here = _nearest(course.stationary, course.points[-1])
    if here is None or here is course.goal and course.moved:
        return "plateau"
    gone = math.dist(here.point, course.points[-1]), math.dist(here.point, course.points[0])
    if gone[0] > NEAR * gone[1]:
        return "plateau"
    return "flat point" if here.kind == "flat" else here.kind


def _stopped(course: _Course) -> Verdict | None:
    if course.ended != "stopped" or course.stop is None:
        return None
    by_gradient = course.stop.gradient is not None and course.slopes[-1] < course.stop.gradient
    rule, threshold = ("gradient", course.stop.gradient) if by_gradient else ("change", course.stop.change)
    return course.says("stopped", place=rule, threshold=threshold)


def _progressing(course: _Course) -> Verdict | None:
    middle, late = _thirds(course.heights)
    if not len(middle) or middle.max() - late.max() <= PROGRESS * np.ptp(course.heights):
        return None
    return course.says("progressing")


def _wandering(course: _Course) -> Verdict:
    return course.says("wandering", **_range(course.points[_first_turn(course.points) :]))


RULES = (_left_domain, _diverged, _converged, _cycle, _stationary, _stopped, _progressing, _wandering)


def _since(true: np.ndarray) -> int:
    """The index from which all are true, to the end."""
    false = np.flatnonzero(~true)
    return int(false[-1]) + 1 if len(false) else 0


def _thirds(array: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The middle and the last third."""
    count = len(array)
    return array[count // 3 : 2 * count // 3], array[2 * count // 3 :]


def _nearest(places: Sequence[Place], point: np.ndarray) -> Place | None:
    return min(places, key=lambda place: math.dist(place.point, point), default=None)


def _lengths(rows: np.ndarray) -> np.ndarray:
    return np.array([math.hypot(*row) for row in rows])  # not np.linalg.norm, whose squares overflow


def _extent(points: np.ndarray) -> float:
    return math.hypot(*(points.max(axis=0) - points.min(axis=0)))


def _range(points: np.ndarray) -> dict[str, float]:
    """Of x, in one variable."""
    return {"low": float(points.min()), "high": float(points.max())} if points.shape[1] == 1 else {}


def _first_turn(points: np.ndarray) -> int:
    """The index of the first point from which the run turns back; 0 where it never does."""
    strides = np.diff(points, axis=0)
    back = np.flatnonzero((strides[1:] * strides[:-1]).sum(axis=1) < 0)
    return int(back[0]) + 1 if len(back) else 0
