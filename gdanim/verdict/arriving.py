"""Whether a run arrives at its minimum: it is there when it ends, and has not only come by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.verdict.course import Aim, Course, fleeting, since

if TYPE_CHECKING:
    import numpy as np

    from gdanim.verdict.kinds import Verdict

BRIEF = 2  # points within the tolerance: a longer stay is one, whatever comes next
ON_IT = 0.001  # of the tolerance: all but on the very point


def converged(course: Course) -> Verdict | None:
    if course.aim is None or not course.moved:
        return None
    near = course.aim.distances <= course.aim.tolerance
    there = since(near)
    if not near[-1] or fleeting(near) or _passes(course, course.aim, there):
        return None
    return course.says("converged", there, detail=course.aim.goal.scope)


def _passes(course: Course, aim: Aim, there: int) -> bool:
    """Whether the run has only just come by when it ends: at its farthest since, and about to step farther still.

    |x| from 2 in steps of 0.1 stands on the kink at every second step; a wild swing hits the minimum now and then.
    The next step is taken to be as long for its slope as the last one; where that changes much from step to step, the
    ball has a velocity of its own, and one point near the minimum says nothing. A ball that is all but on the very
    point is there: a rule that knows the curvature lands there in one step.
    """
    away, slopes, strides = aim.distances, course.slopes, course.strides
    stay, nothing = len(away) - there, ON_IT * aim.tolerance
    if stay > BRIEF or (away[there:-1] >= away[-1]).any() or slopes[-1] == 0:
        return False
    if strides[-1] * slopes[-1] > max(2 * away[-1], nothing) * slopes[-2]:
        return True
    return bool(stay == 1 < len(strides) and away[-1] > nothing and not 0.5 <= _ratio(strides, slopes[:-1]) <= 2)


def _ratio(strides: np.ndarray, slopes: np.ndarray) -> float:
    """Of the last two etas, as they appear."""
    return float(strides[-1] * slopes[-2] / (strides[-2] * slopes[-1]))
