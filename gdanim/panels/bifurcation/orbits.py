"""The long run of gradient descent for each step size: its iterates after many steps, and the places they visit.

May, Nature 261, 1976; Rogers and Whitley, Math. Modelling 4, 1983.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory
    from gdanim.functions import Function

Kind = Literal["places", "wanders", "both_valleys", "out"]

MAX_ITERATE = 1e6  # beyond it, an iterate is out
MAX_PERIOD = 64
LOG_SHIFT, LOG_SPAN = 3.6, 2.6  # so that one place is a strong line, and chaos a veil
MAX_LINES_OF_ROW = 24  # dark pixels of a row that are lines, which are drawn wider
DARK_INK = 0.35
MAX_CLOSING_RATIO = 0.8  # ratio of distances at the end and at the begin of the kept steps: below, they shrink
SAME_DISTANCE = 1e-5  # relative to the iterates' size, or to 1: differences of one place


class Orbit(NamedTuple):
    """The long run of one step size.

    ``places`` are those visited in turn if they are few, else those of all kept iterates; ``period`` is their number, 0
    if there is none. ``left_at`` is the step at which the run is out, or None.
    """

    kind: Kind
    period: int
    places: np.ndarray
    left_at: int | None = None


def iterates(
    function: Function, etas: np.ndarray, start: float, skip: int, keep: int, *, ascends: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Returns the iterates (keep, n) after ``skip`` steps from one start, NaN once they are out, and when that is.

    The step at which a run is out is −1 for one that stays.
    """
    side = -1.0 if ascends else 1.0
    x, left_at = np.full(len(etas), float(start)), np.full(len(etas), -1)
    kept = np.empty((keep, len(etas)))
    with np.errstate(all="ignore"):
        for step in range(1, skip + keep + 1):
            x = x - side * etas * function.gradients(x[:, None])[:, 0]
            is_out = ~(np.abs(x) <= MAX_ITERATE)
            left_at[is_out & (left_at < 0)] = step
            x[is_out] = np.nan
            if step > skip:
                kept[step - skip - 1] = x
    return kept, left_at


def orbits(trajectory: Trajectory, etas: Sequence[float], starts: Sequence[float], skip: int, keep: int) -> list[Orbit]:
    """Returns the orbit of each step size from the first start; the places are those of all starts."""
    run = trajectory.run
    rows = [
        iterates(run.function, np.array(etas), start, skip, keep, ascends=run.is_ascent)
        for start in starts or (run.start[0],)
    ]
    hills = _hills_between(trajectory)
    found = []
    for index in range(len(etas)):
        columns = [kept[:, index] for kept, _ in rows]
        found.append(_orbit(columns, int(rows[0][1][index]), hills))
    return found


def _orbit(columns: Sequence[np.ndarray], left_at: int, hills: Sequence[float]) -> Orbit:
    """Returns an orbit from the kept iterates of each start."""
    if left_at >= 0:
        return Orbit("out", 0, np.empty(0), left_at)
    cycles = [cycle(column) for column in columns if np.isfinite(column).all()]
    if all(len(each) for each in cycles):
        places = _distinct(np.concatenate(cycles))
        return Orbit("places", len(places), places)
    everything = np.concatenate([column[np.isfinite(column)] for column in columns])
    low, high = float(columns[0].min()), float(columns[0].max())
    crosses = any(low < hill < high for hill in hills)
    return Orbit("both_valleys" if crosses else "wanders", 0, everything)


def cycle(values: np.ndarray) -> np.ndarray:
    """Returns the places that iterates visit in turn, in the order of the visits; none if there are too many."""
    tolerance = SAME_DISTANCE * max(1.0, float(np.abs(values).max()))
    for period in range(1, min(MAX_PERIOD, len(values) // 2) + 1):
        if np.abs(values[period:] - values[:-period])[-2 * MAX_PERIOD :].max() <= tolerance:
            return values[-period // 2 :] if _is_closing(values, period) else values[-period:]
    return np.empty(0)


def _is_closing(values: np.ndarray, period: int) -> bool:
    """Returns whether the places half a period apart still come nearer to each other, as they do on a limit."""
    if period % 2:
        return False
    apart = np.abs(values[period // 2 :] - values[: -period // 2])
    return bool(apart[-period:].max() < MAX_CLOSING_RATIO * apart[:period].max())


def _distinct(iterates: np.ndarray) -> np.ndarray:
    """Returns the places without those that are there before."""
    kept: list[float] = []
    for iterate in iterates.tolist():
        if all(abs(iterate - other) > 2 * SAME_DISTANCE * max(1.0, abs(iterate)) for other in kept):
            kept.append(iterate)
    return np.array(kept)


def _hills_between(trajectory: Trajectory) -> list[float]:
    """Returns the hilltops between two valleys, in ascent the bottoms between two hills."""
    kind = trajectory.run.goal_kind
    goals = sorted(point.at[0] for point in trajectory.stationary_points if point.kind == kind)
    others = [point.at[0] for point in trajectory.stationary_points if point.kind not in {kind, "flat"}]
    return [other for other in others if goals and goals[0] < other < goals[-1]] if len(goals) > 1 else []


def ink(
    function: Function,
    etas: np.ndarray,
    starts: Sequence[float],
    x_range: tuple[float, float],
    size: tuple[int, int],
    counts: tuple[int, int],
    *,
    ascends: bool = False,
) -> np.ndarray:
    """Returns how dark each pixel (height, width) is, from 0 to 1: by the share of the iterates that are there.

    ``etas`` are several for each row of pixels. ``counts`` are the steps that are skipped and kept.
    """
    width, height = size
    share = np.zeros((height, width))
    low, high = x_range
    row_of = np.repeat(np.arange(height), len(etas) // height)
    for start in starts:
        kept, _ = iterates(function, etas, start, *counts, ascends=ascends)
        columns = np.floor((kept - low) / (high - low) * width)
        inside = (columns >= 0) & (columns < width)
        rows = np.broadcast_to(row_of, kept.shape)
        flat = rows[inside] * width + columns[inside].astype(int)
        share += np.bincount(flat, minlength=height * width).reshape(height, width)
    share /= max(1, len(starts) * counts[1] * (len(etas) // height))
    return _widened(np.clip((np.log10(np.maximum(share, 1e-12)) + LOG_SHIFT) / LOG_SPAN, 0.0, 1.0))


def _widened(dark: np.ndarray) -> np.ndarray:
    """Returns the picture with lines at least three pixels wide, in rows that have few."""
    is_sparse = ((dark > DARK_INK).sum(axis=1) <= MAX_LINES_OF_ROW) & (dark > DARK_INK).any(axis=1)
    wide = dark.copy()
    wide[:, 1:] = np.maximum(wide[:, 1:], dark[:, :-1])
    wide[:, :-1] = np.maximum(wide[:, :-1], dark[:, 1:])
    return np.where(is_sparse[:, None], wide, dark)
