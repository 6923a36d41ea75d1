"""The symmetry of a function about a place: what is shown on one side of it is shown on the other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels.limits.shown_iterates import SAME_POINT_TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.functions import Function

SYMMETRY_SAMPLES = 64
LEAST_FINITE = 0.5  # of the samples: so many must have values to tell
MAX_MIRROR_GROWTH = 1.6  # of a plane's sides: more room is not taken for symmetry where there are several places
TIE_TOLERANCE = 1e-6  # of the size: of two centres that need as much room the more symmetric one is taken
SYMMETRY_TOLERANCE = 1e-6  # maximum difference of mirrored values, as a fraction of their range


def mirrored(
    function: Function, points: np.ndarray, low: np.ndarray, high: np.ndarray, *, is_whole: bool = False
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Returns the ends, made symmetric about a stationary point along each axis on which f is symmetric, and which.

    Of several such points it is the one that needs the least room. ``is_whole``: symmetry may take any room,
    and where f is the same with its two variables exchanged, both axes reach as far.
    """
    found = low, high, np.zeros(len(low), dtype=bool)
    least = math.inf
    for centre in np.unique(points, axis=0):
        half = np.maximum(np.maximum(high - centre, centre - low), SAME_POINT_TOLERANCE)
        axes = [axis for axis in range(len(low)) if _is_symmetric(function, centre, half, (axis,))]
        if not axes and len(low) > 1 and _is_symmetric(function, centre, half, range(len(low))):
            axes = list(range(len(low)))
        if is_whole and len(axes) > 1 and _is_symmetric(function, centre, half, (), is_exchanged=True):
            half = np.full(len(low), half.max())
        is_mirrored = np.isin(np.arange(len(low)), axes)
        ends = np.where(is_mirrored, centre - half, low), np.where(is_mirrored, centre + half, high)
        room = float((ends[1] - ends[0]).sum()) - TIE_TOLERANCE * len(axes) * float((high - low).max())
        is_free = is_whole or len(low) == 1 or len(np.unique(points, axis=0)) == 1
        is_needed = is_free or room <= MAX_MIRROR_GROWTH * float((high - low).sum())
        if axes and room < least and is_needed:
            least, found = room, (*ends, is_mirrored)
    return found


def _is_symmetric(
    function: Function, centre: np.ndarray, half: np.ndarray, axes: Sequence[int], *, is_exchanged: bool = False
) -> bool:
    """Returns whether f is even or odd about the centre along these axes together; with the variables exchanged."""
    fractions = np.arange(1, SYMMETRY_SAMPLES + 1)[:, None] * np.array([0.6180339887, 0.7548776662])[: len(centre)]
    offsets = (2 * (fractions % 1) - 1) * half
    others_offsets = offsets * np.where(np.isin(np.arange(len(centre)), axes), -1, 1)
    if is_exchanged:
        others_offsets = others_offsets[:, ::-1]
    with np.errstate(all="ignore"):
        values, others = function.values(centre + offsets), function.values(centre + others_offsets)
    finite = np.isfinite(values) & np.isfinite(others)
    if finite.mean() < LEAST_FINITE or not (np.isfinite(values) == np.isfinite(others)).mean() > LEAST_FINITE:
        return False
    values, others = values[finite], others[finite]
    tolerance = SYMMETRY_TOLERANCE * max(float(np.ptp(values)), 1e-12)
    with np.errstate(all="ignore"):
        is_odd = np.abs(values + others - 2 * function.value(tuple(centre))).max() < tolerance
    return bool(np.abs(values - others).max() < tolerance or is_odd)
