"""Whether a function falls without end in a direction: towards −∞, or towards an infimum that it never reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdanim.functions.function import Function, Point

SAMPLES = 600
NEAREST, FARTHEST = 1e-3, 1e6  # of the point's size, or of 1
MAX_VARIABLES = 2
MINOR = 0.01  # of the largest component: a lesser one leads into a valley, not along it
FADED = 1e-12  # of the first slope: an exponential's is less than this before it underflows to zero


def falls_for_ever(function: Function, point: Point, *, ascends: bool = False) -> bool:
    """Returns whether f falls at all samples on the ray of steepest descent from ``point`` (rises on that of ascent).

    A floor, on which f is level, is an end of the fall. An exponential whose slope underflows is none.
    """
    if len(point) > MAX_VARIABLES or function.is_data_problem:
        return False
    sign = -1.0 if ascends else 1.0
    with np.errstate(all="ignore"):
        direction = -sign * np.array(function.gradient(point))
        direction[np.abs(direction) < MINOR * np.abs(direction).max()] = 0
        length = np.hypot.reduce(direction)
        if not 0 < length < np.inf:
            return False
        distances = np.geomspace(NEAREST, FARTHEST, SAMPLES) * max(1.0, float(np.abs(point).max()))
        ray = np.array(point) + distances[:, None] * direction / length
        values = sign * function.values(ray)
        slopes = sign * function.gradients(ray) @ direction / length
    return bool(_never_rises(values) and _falls_or_fades(slopes))


def _never_rises(values: np.ndarray) -> bool:
    finite = values[: np.flatnonzero(np.append(values, -np.inf) == -np.inf)[0]]  # beyond the range of floats it ends
    return bool(np.isfinite(finite).all() and (np.diff(finite) <= 0).all())


def _falls_or_fades(slopes: np.ndarray) -> bool:
    """Returns whether all slopes are negative, or are until they have become too small for a float."""
    is_falling = slopes < 0
    count = len(slopes) if is_falling.all() else int(np.argmin(is_falling))
    if count in {0, len(slopes)}:
        return count > 0
    has_faded = -slopes[count - 1] <= FADED * -slopes[0]
    is_lost = ~np.isfinite(slopes[count:]) | (slopes[count:] == 0)
    return bool(has_faded and (slopes[count:] == 0).all()) or bool(not np.isfinite(slopes[count]) and is_lost.all())
