"""Decides whether a run repeats the same points, or approaches such a cycle."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.verdict.analysis import (
    NEGLIGIBLE_SHARE,
    ROUNDING_ERROR,
    RunAnalysis,
    extent,
    has_lapsed_before,
    lengths,
    true_from,
    x_range,
)

if TYPE_CHECKING:
    from gdanim.verdict.verdict import Verdict

MAX_PERIOD = 16
MAX_REPEAT_ERROR = 1e-3  # fraction of a cycle's extent, when the run is continued
MAX_DRIFT = 0.1  # the same from one period to the next
MAX_CYCLE_DISTANCE = 0.15  # fraction of a cycle's extent, at the run's end


def cycle(analysis: RunAnalysis) -> Verdict | None:
    """Returns the visible cycle, or the approached one if it has fewer points hidden by a damped oscillation."""
    visible = _visible_cycle(analysis)
    return _approached_cycle(analysis, visible.period if visible and visible.period else MAX_PERIOD + 1) or visible


def _approached_cycle(analysis: RunAnalysis, below: int) -> Verdict | None:
    """Returns the cycle with a period less than ``below`` that the continued run would settle in and is close to."""
    if below <= 2 or len(analysis.future) < 4 * MAX_PERIOD:
        return None
    points, future = analysis.points, analysis.future
    for period in range(2, min(below, len(points) // 3 + 1)):
        last, amplitude = future[-period:], extent(future[-2 * period :])
        shifts = (future[period:] - future[:-period])[-2 * period :]
        repeats = (lengths(shifts) <= MAX_REPEAT_ERROR * amplitude).all()
        if amplitude <= ROUNDING_ERROR * extent(points) or not repeats or _is_spiral(shifts, last, amplitude):
            continue
        phases = (np.arange(len(points)) - len(points) - len(future)) % period
        near = lengths(points - last[phases]) <= MAX_CYCLE_DISTANCE * amplitude
        phases_ahead = (np.arange(len(future)) - len(future)) % period
        is_kept = (lengths(future - last[phases_ahead]) <= MAX_CYCLE_DISTANCE * amplitude).all()
        if near[-2 * period :].all() and is_kept:
            step = min(period + true_from(near), len(points) - 1)
            return analysis.verdict("cycle", step, period=period, **x_range(points[-period:]))
    return None


def _visible_cycle(analysis: RunAnalysis) -> Verdict | None:
    points = analysis.points
    for period in range(2, min(MAX_PERIOD, len(points) // 3) + 1):
        amplitude = extent(points[-2 * period :])
        shifts = points[period:] - points[:-period]
        repeats = lengths(shifts) <= NEGLIGIBLE_SHARE * amplitude
        if amplitude <= ROUNDING_ERROR * extent(points) or not repeats[-2 * period :].all():
            continue
        lasts = not has_lapsed_before(repeats) and not _breaks_off(analysis, period, true_from(repeats), amplitude)
        if lasts and not _is_spiral(shifts, points[-period:], amplitude):
            return analysis.verdict("cycle", period + true_from(repeats), period=period, **x_range(points[-period:]))
    return None


def _breaks_off(analysis: RunAnalysis, period: int, began: int, amplitude: float) -> bool:
    """Returns whether the cycle ends, when the run is continued, within as many steps as it has lasted."""
    count = len(analysis.points) - began
    ahead = np.concatenate([analysis.points[-period:], analysis.future[:count]])
    return bool((lengths(ahead[period:] - ahead[:-period]) > MAX_DRIFT * amplitude).any())


def _is_spiral(shifts: np.ndarray, last: np.ndarray, amplitude: float) -> bool:
    """Returns whether the oscillation shrinks or grows by the same factor each period, however slowly.

    On x² with η = 0.999 the points repeat to 0.2 % from one period to the next, and yet converge. On a spiral, the
    shifts from one period to the next are proportional to the oscillation: (1 − r)/2 of it for a factor r per period,
    and a sixth of that if it shrinks as slowly as a power of the step. Near a true cycle they are far smaller. Only
    shifts along the oscillation count, not those across it.
    """
    period, offsets = len(last), last - last[-1]
    along = offsets[lengths(offsets).argmax()]
    shifts = shifts @ (along / math.hypot(*along))
    before, after = shifts[-2 * period : -period], shifts[-period:]
    shift = np.abs(after).max()
    if shift <= ROUNDING_ERROR * amplitude or not before.any():
        return False
    factor = (before * after).sum() / (before * before).sum()
    return bool(shift > abs(1 - factor) * amplitude / 16)
