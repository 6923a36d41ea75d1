"""The rules, each a function from a run to its verdict or None; the first that fits decides."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdanim.verdict.arriving import converged
from gdanim.verdict.course import (
    ALIKE,
    EXACT,
    TOLERANCE,
    Course,
    aim,
    extent,
    fleeting,
    lengths,
    nearest,
    since,
    thirds,
    x_range,
)
from gdanim.verdict.fleeing import diverged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.verdict.kinds import EndReason, Place, StopRule, Verdict

LONGEST_PERIOD = 16
UNMOVED = 0.05  # of all the ground covered, or the way to the goal: what the last third may cover of it
NEAR = 1 / 3  # of the way: x³ is this slow near 0
PROGRESS = 0.01  # of the run's range of f
SLOW = 6  # steps from one turn to the next: a swing that takes its time


@np.errstate(all="ignore")  # numbers near the largest overflow in differences; comparisons with infinity hold
def judge(
    points: np.ndarray,
    values: np.ndarray,
    gradients: np.ndarray,
    ended: EndReason,
    stationary: Sequence[Place] = (),
    *,
    direction: Literal["descend", "ascend"] = "descend",
    tolerance: float | None = None,
    stop: StopRule | None = None,
) -> Verdict:
    """The first rule that fits. ``points``, ``gradients`` are (n, d), ``values`` (n,); only the last row may fail."""
    kind, sign = ("minimum", 1) if direction == "descend" else ("maximum", -1)
    anchor = points[0] if ended in {"overflow", "left_domain"} else points[-1]
    goal = nearest([place for place in stationary if place.kind == kind], anchor)
    aimed = None if goal is None else aim(goal, points, values, tolerance)
    course = Course(points, sign * values, lengths(gradients), ended, stationary, stop, aimed)
    return next(verdict for rule in RULES if (verdict := rule(course)))


def _left_domain(course: Course) -> Verdict | None:
    return course.says("left_domain") if course.end_reason == "left_domain" else None


def _cycle(course: Course) -> Verdict | None:
    points = course.points
    for period in range(2, min(LONGEST_PERIOD, len(points) // 3) + 1):
        swing = extent(points[-2 * period :])
        shifts = points[period:] - points[:-period]
        alike = lengths(shifts) <= ALIKE * swing
        if swing <= EXACT * extent(points) or not alike[-2 * period :].all():
            continue
        if not fleeting(alike) and not _spirals(shifts, points[-period:], swing):
            return course.says("cycle", period + since(alike), period=period, **x_range(points[-period:]))
    return None


def _spirals(shifts: np.ndarray, last: np.ndarray, swing: float) -> bool:
    """Whether the swing as a whole shrinks or grows by the same factor every period, if only by a little.

    x² with η = 0.999 repeats itself to 0.2 % from one swing to the next, and yet converges. On a spiral the shifts
    shrink as the swing does: by a factor r a period they are (1 − r)/2 of it, and a sixth of that where it shrinks
    as slowly as a power of the step. Near a true cycle they are far less. Across the swing the ball may do otherwise.
    """
    period, across = len(last), last - last[-1]
    along = across[lengths(across).argmax()]
    shifts = shifts @ (along / math.hypot(*along))
    before, after = shifts[-2 * period : -period], shifts[-period:]
    shift = np.abs(after).max()
    if shift <= EXACT * swing or not before.any():
        return False
    factor = (before * after).sum() / (before * before).sum()
    return bool(shift > abs(1 - factor) * swing / 16)


def _stationary(course: Course) -> Verdict | None:
    """The ball must stand still, too: after a steep wall any slope is small beside the wall's.

    Near the goal any slope is small as well: as long as the ball falls, it is on its way, as x⁴ is for thousands of
    steps; and where it passes the very goal, it is not at rest.
    """
    if not course.flat:
        return None
    late = course.points[min(2 * len(course.points) // 3, len(course.points) - 2) :]  # two, or it has moved nowhere
    way = course.aim.way if course.aim else 0.0
    if extent(late) > UNMOVED * max(extent(course.points), way) or _nears(course):
        return None
    from_the_start = course.slopes[0] == 0 and not course.moved
    return course.says("stationary", 0 if from_the_start else None, detail=_stands_on(course))


def _nears(course: Course) -> bool:
    if course.aim is None or not course.moved or (left := course.aim.distances[-1]) > NEAR * course.aim.way:
        return False
    return bool(left <= course.aim.tolerance or _falls(course))


def _stands_on(course: Course) -> str:
    here = nearest(course.stationary, course.points[-1])
    if here is None or (course.aim and here is course.aim.goal and course.moved):
        return "plateau"
    left, way = (math.dist(here.point, course.points[index]) for index in (-1, 0))
    found = EXACT * max(1.0, math.hypot(*here.point))  # a search never ends on the very point
    beside = TOLERANCE * course.aim.way if course.aim else 0.0
    if left > max(NEAR * way, beside, found):
        return "plateau"
    return "flat point" if here.kind == "flat" else here.kind


def _stopped(course: Course) -> Verdict | None:
    if course.end_reason != "stopped" or course.stop is None:
        return None
    by_gradient = course.stop.gradient is not None and course.slopes[-1] < course.stop.gradient
    rule, threshold = ("gradient", course.stop.gradient) if by_gradient else ("change", course.stop.change)
    return course.says("stopped", detail=rule, threshold=threshold)


def _progressing(course: Course) -> Verdict | None:
    return course.says("progressing") if _falls(course) else None


def _falls(course: Course) -> bool:
    return _slides(course) or _falls_steadily(course.heights) or _falls_on_the_whole(course)


def _slides(course: Course) -> bool:
    """Lower at every step, or lower in the end without ever turning back."""
    f = course.heights
    return bool(f[-1] < f[0] and ((np.diff(f) < 0).all() or not len(course.turns)))


def _falls_steadily(f: np.ndarray) -> bool:
    """At every second step at least: a ball that swings across the valley stands lower on each side."""
    settled = f[len(f) // 3 :]
    return len(settled) > 3 and bool((settled[2:] < settled[:-2]).all())


def _falls_on_the_whole(course: Course) -> bool:
    """The highest of the last third is below the middle one's, and not by chance: the ball swings slowly, as it does
    with momentum, or the highest of each fifth is below that of the fifth before.
    """
    f = course.heights
    if len(f) < 5:
        return False
    middle, late = thirds(f)
    highest = [fifth.max() for fifth in np.array_split(f, 5)]
    falls = all(later < earlier for earlier, later in pairwise(highest)) or len(course.turns) <= len(f) / SLOW
    return falls and bool(middle.max() - late.max() > PROGRESS * np.ptp(f))


def _wandering(course: Course) -> Verdict:
    """The swing is counted from the first turn, once there are two."""
    start = course.turns[0] if len(course.turns) > 1 else 0
    return course.says("wandering", **x_range(course.points[start:]))


RULES = (_left_domain, diverged, converged, _cycle, _stationary, _stopped, _progressing, _wandering)
