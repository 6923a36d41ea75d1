"""The scale of a loss panel's vertical axis where its author chooses none, and the zero of its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory

DECIDED_SHARE = 0.05  # fraction of the start's height: a run whose second half is below it is a line on a linear axis
CROWDED_SHARE = 0.2  # fraction of the axis: runs that all are below it in their second halves can't be told apart
FEWEST_STEPS = 4  # of a run with a second half
MAX_START_HEIGHTS = 6.0  # start heights: what is higher would flatten all others on a linear axis
ROUNDING = 16 * np.finfo(float).eps  # of the larger of a value and the minimum: lower heights are zero
MAX_LINEAR_RATIO = 15.0  # of a first loss to the median of all, on a linear axis that still shows the latter
SMALL_MINIMUM = 1e-9  # of the start's height: values are as good as heights above such a minimum


class AxisScale(NamedTuple):
    """The scale of the axis, and the least value of each run's function if heights above it are drawn, otherwise
    zeros.
    """

    scale: Literal["linear", "log"]
    minima: tuple[float, ...]


def automatic(trajectories: Sequence[Trajectory]) -> AxisScale:
    """Returns the scale for the values of runs.

    It is logarithmic if all runs descend towards a known minimum, or have positive values where none is known, and one
    of them is so low after half of its steps, or so high at any, that a linear axis would show a flat line. Several
    runs have it, too, where each is near the bottom of a linear axis in its second half.
    """
    linear = AxisScale("linear", (0.0,) * len(trajectories))
    minima = [_least_value(trajectory, trajectories) for trajectory in trajectories]
    if any(minimum is None for minimum in minima):
        return linear
    known = [minimum for minimum in minima if minimum is not None]
    rows = [heights(trajectory.values, minimum) for trajectory, minimum in zip(trajectories, known, strict=True)]
    start = max((float(row[0]) for row in rows if np.isfinite(row[0])), default=0.0)
    is_flat = any(_is_decided(row, start) or _is_high(row, start) for row in rows)
    if start <= 0 or not (is_flat or _are_crowded(rows)):
        return linear
    is_small = all(abs(minimum) <= SMALL_MINIMUM * start for minimum in known)
    return AxisScale("log", linear.minima if is_small else tuple(known))


def beside_validation(trajectories: Sequence[Trajectory]) -> AxisScale | None:
    """Returns the scale for losses beside those of points held out, which have no zero in common; None without.

    It is logarithmic if all are positive and their medians are far below the first ones.
    """
    found = [trajectory.validation_values for trajectory in trajectories]
    rows = [*(row for row in found if row is not None), *(trajectory.values for trajectory in trajectories)]
    if len(rows) == len(trajectories):
        return None
    finite = [row[np.isfinite(row)] for row in rows]
    is_positive = all(len(row) and row.min() > 0 for row in finite)
    is_flat = is_positive and max(float(row[0]) for row in finite) > MAX_LINEAR_RATIO * min(map(np.median, finite))
    return AxisScale("log" if is_flat else "linear", (0.0,) * len(trajectories))


def heights(values: np.ndarray, minimum: float) -> np.ndarray:
    """Returns the heights (n,) of values above a minimum: zero where they differ by rounding alone.

    Values that have overflowed remain so.
    """
    if minimum == 0:
        return values
    with np.errstate(all="ignore"):
        above = values - minimum
        is_rounding = above <= ROUNDING * np.maximum(np.abs(values), abs(minimum))
        return np.where(is_rounding & np.isfinite(values), 0.0, above)


def lowest_minima(trajectories: Sequence[Trajectory]) -> tuple[float, ...]:
    """Returns for each run the value of its function's lowest minimum; NaN where none is known."""
    found = []
    for trajectory in trajectories:
        values = [point.value for point in trajectory.stationary_points if point.kind == "minimum"]
        found.append(min(values, default=np.nan))
    return tuple(found)


def _least_value(trajectory: Trajectory, trajectories: Sequence[Trajectory]) -> float | None:
    """Returns the least value of a run's function, if a minimum is known below which no run comes.

    Without any known minimum it is zero, if all runs stay above it.
    """
    if trajectory.run.is_ascent:
        return None
    alike = [each for each in trajectories if each.run.function is trajectory.run.function]
    places = [point for each in alike for point in each.stationary_points if point.kind == "minimum"]
    least = min((place.value for place in places if place.scope != "local"), default=None)
    finite = np.concatenate([each.values[np.isfinite(each.values)] for each in alike])
    if least is None:
        return 0.0 if len(finite) and finite.min() > 0 else None
    if not np.isfinite(least):
        return None
    lowest = float(finite.min(initial=least))
    return least if lowest >= least - 1e-6 * max(abs(least), float(np.ptp(finite)) if len(finite) else 0.0) else None


def _is_decided(row: np.ndarray, start: float) -> bool:
    """Returns whether the second half of a run's heights is within a few per cent of the start's."""
    return _is_low(row, DECIDED_SHARE * start)


def _are_crowded(rows: Sequence[np.ndarray]) -> bool:
    """Returns whether several runs all are near the bottom of a linear axis in their second halves."""
    highest = max(float(row[np.isfinite(row)].max(initial=0.0)) for row in rows)
    return len(rows) > 1 and all(_is_low(row, CROWDED_SHARE * highest) for row in rows)


def _is_low(row: np.ndarray, height: float) -> bool:
    """Returns whether the second half of a run is at most this high."""
    second_half = row[(len(row) - 1) // 2 :]
    return len(row) > FEWEST_STEPS and bool(np.all(second_half <= height))


def _is_high(row: np.ndarray, start: float) -> bool:
    return bool(np.any(row > MAX_START_HEIGHTS * start))
