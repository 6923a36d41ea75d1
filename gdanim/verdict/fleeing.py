"""Whether a run flees: from its minimum, or, where there is none, from wherever it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.verdict.course import ALIKE, Aim, Course, lengths, since, thirds

if TYPE_CHECKING:
    import numpy as np

    from gdanim.verdict.kinds import Verdict

NOWHERE = 1e12  # first steps: so far from the start no function is drawn


def diverged(course: Course) -> Verdict | None:
    if course.end_reason == "overflow":
        return course.says("diverged")
    if len(course.strides) == 0:
        return None
    return _leaves(course, course.aim) if course.aim else _runs_away(course)


def _leaves(course: Course, aim: Aim) -> Verdict | None:
    away = aim.distances
    if not _flees(away) or (course.flat and _slows(course.strides)):
        return None
    return course.says("diverged", since(_far(away)))


def _runs_away(course: Course) -> Verdict | None:
    """With longer and longer steps, where it is steeper and steeper; or to where nothing is left.

    Long steps alone prove nothing: some rules set out with tiny ones.
    """
    strides = course.strides
    if _flees(strides) and _flees(course.slopes):
        return course.says("diverged", 1 + since(_far(strides)))
    gone = lengths(course.points - course.points[0]) > NOWHERE * strides[0]
    return course.says("diverged", since(gone)) if gone[-1] else None


def _far(away: np.ndarray) -> np.ndarray:
    return away > 2 * away[0]


def _flees(away: np.ndarray) -> bool:
    """At a record, and beyond the middle third: with all of the last one, or twice as far.

    A swing that wanders breaks its record by chance.
    """
    middle, late = thirds(away)
    reach = middle.max(initial=0)
    beyond = late.min() >= reach or late[-1] > 2 * reach
    return bool(_far(away)[-1] and away[-1] > away[:-1].max() and beyond)


def _slows(strides: np.ndarray) -> bool:
    """A ball that momentum threw far out onto a plateau comes to rest there."""
    _, late = thirds(strides)
    return bool(late[-1] < (1 - ALIKE) * late[0])
