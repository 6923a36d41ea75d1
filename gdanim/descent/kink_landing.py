"""Lands steps on the kinks that they miss by rounding alone, as those of |x| from 1 in ten steps of 0.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.functions import Function
    from gdanim.points import Point

KINK_DECIMALS = 9  # of a kink that an author's numbers may meet
ROUNDING_ERROR = 2.0**-52  # relative error of a step
MIN_STEP = 1e6  # times the error: shorter steps approach a point and don't land on one


def land_on_kink(function: Function, start: Point, previous: Point, landing: Point, steps: int) -> Point:
    """Returns the landing of a step, or the kink that only the rounding of all steps so far separates from it.

    Parameters
    ----------
    function
        The function.
    start
        The run's start.
    previous
        The point before the step.
    landing
        The point after the step.
    steps
        The number of steps taken.

    Returns
    -------
    Point
    """
    rows = zip(start, previous, landing, strict=True)
    exact = tuple(
        _decimal(x, before, (steps + 1) * ROUNDING_ERROR * max(abs(x0), abs(before))) for x0, before, x in rows
    )
    return exact if exact != landing and function.has_kink_at(exact) else landing


def _decimal(x: float, before: float, error: float) -> float:
    """Returns a coordinate rounded to decimals if it is that near to them, and no slow approach."""
    if not MIN_STEP * error < abs(x - before) < 1 / MIN_STEP / ROUNDING_ERROR:
        return x
    rounded = round(x, KINK_DECIMALS) + 0.0
    return rounded if abs(x - rounded) <= error else x
