"""The places where a curve is broken: poles, jumps, and the parts of the axis on which f has no value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.axis_range import Range
    from gdanim.drawing.axes import Axes

    Values = Callable[[np.ndarray], np.ndarray]

MIN_JUMP = 0.04  # of the axis of f: a smaller step between two samples is not looked at
MAX_BRACKETS = 40  # pairs of samples that are looked at, those with the largest steps
BISECTION_COUNT = 45
REMAINING_JUMP = 0.5  # of the step between two samples: so much of it is left at a jump
POLE_GROWTH = 1e4  # factor by which |f| grows between its largest sample and a pole
ZOOM_COUNT, ZOOM_SAMPLES = 8, 65
MIN_GAP = 1e-6  # of the axis: a shorter gap is a single point, such as 0 of sin(x)/x


@dataclass(frozen=True)
class CurveBreaks:
    """The breaks of a curve on an axis.

    Attributes
    ----------
    poles
        The points near which |f| grows beyond all numbers.
    jumps
        The points at which f is discontinuous, with finite values on both sides.
    gaps
        The intervals without a value; one that goes on beyond the axis ends with it.
    """

    poles: tuple[float, ...] = ()
    jumps: tuple[float, ...] = ()
    gaps: tuple[Range, ...] = ()


def curve_breaks(axes: Axes, values: Values, xs: np.ndarray, ys: np.ndarray) -> CurveBreaks:
    """Finds the breaks of a curve.

    Parameters
    ----------
    axes
        The panel's axes.
    values
        The function, which maps (n,) to (n,).
    xs, ys
        Samples (n,) of it, from one end of the axis to the other.

    Returns
    -------
    CurveBreaks
        The breaks, each from the left to the right.
    """
    span = axes.y_range[1] - axes.y_range[0]
    with np.errstate(all="ignore"):
        crossed = [_closed_in(values, xs[index], xs[index + 1]) for index in _steep(ys, span)]
        poles = [place for place, before, after in crossed if _is_pole(before, after, span)]
        jumps = [place for place, before, after in crossed if not _is_pole(before, after, span) and before >= 0]
        poles += [place for index in _peaks(ys, axes.y_range) if (place := _pole_at(values, xs, ys, index)) is not None]
        gaps = _gaps(values, xs, ys)
    width = xs[1] - xs[0]
    return CurveBreaks(_distinct(poles, width), _distinct(jumps, width), gaps)


def _steep(ys: np.ndarray, span: float) -> list[int]:
    """Returns the indices of the pairs of finite samples with the largest steps."""
    steps = np.abs(np.diff(ys))
    steps[~np.isfinite(steps)] = 0
    found = np.flatnonzero(steps > MIN_JUMP * span)
    return sorted(found[np.argsort(-steps[found], kind="stable")][:MAX_BRACKETS].tolist())


def _closed_in(values: Values, low: float, high: float) -> tuple[float, float, float]:
    """Returns the place of the largest step between two points, and f on both sides as step sizes.

    They are the step itself if it has stayed, and −1 where f is continuous; the last is the larger |f| there.
    """
    at_low, at_high = values(np.array([low, high]))
    first = abs(at_high - at_low)
    for _ in range(BISECTION_COUNT):
        middle = (low + high) / 2
        at_middle = float(values(np.array([middle]))[0])
        if not np.isfinite(at_middle):
            return middle, (first if np.isinf(at_middle) else -1.0), float(np.inf if np.isinf(at_middle) else 0)
        if abs(at_middle - at_low) >= abs(at_high - at_middle):
            high, at_high = middle, at_middle
        else:
            low, at_low = middle, at_middle
    step = abs(at_high - at_low)
    return (low + high) / 2, (step if step >= REMAINING_JUMP * first else -1.0), max(abs(at_low), abs(at_high))


def _is_pole(step: float, size: float, span: float) -> bool:
    return step >= 0 and size > POLE_GROWTH * span


def _peaks(ys: np.ndarray, y_range: Range) -> list[int]:
    """Returns the indices of samples that stand far out of the panel, farther than their neighbours."""
    span, sizes = y_range[1] - y_range[0], np.abs(np.where(np.isnan(ys), 0.0, ys))
    is_outside = (ys > y_range[1] + span) | (ys < y_range[0] - span)
    is_peak = (sizes[1:-1] >= sizes[:-2]) & (sizes[1:-1] >= sizes[2:]) & is_outside[1:-1]
    found = 1 + np.flatnonzero(is_peak)
    return found[np.argsort(-sizes[found], kind="stable")][:MAX_BRACKETS].tolist()


def _pole_at(values: Values, xs: np.ndarray, ys: np.ndarray, index: int) -> float | None:
    """Returns the pole beside a sample, if |f| grows ever more as one comes closer."""
    low, high, place = xs[index - 1], xs[index + 1], float(xs[index])
    if np.isinf(ys[index]):
        return place
    for _ in range(ZOOM_COUNT):
        grid = np.linspace(low, high, ZOOM_SAMPLES)
        sizes = np.abs(values(grid))
        best = int(np.argmax(np.where(np.isnan(sizes), -1.0, sizes)))
        place = float(grid[best])
        if np.isinf(sizes[best]):
            return place
        low, high = grid[max(0, best - 1)], grid[min(ZOOM_SAMPLES - 1, best + 1)]
    return place if sizes[best] > POLE_GROWTH * abs(ys[index]) else None


def _gaps(values: Values, xs: np.ndarray, ys: np.ndarray) -> tuple[Range, ...]:
    """Returns the intervals on which samples are no numbers, with their ends closed in on."""
    missing = np.concatenate([[False], np.isnan(ys), [False]])
    edges = np.flatnonzero(missing[1:] != missing[:-1]).reshape(-1, 2)
    found = []
    for begin, end in edges.tolist():
        low = float(xs[0]) if begin == 0 else _edge(values, xs[begin - 1], xs[begin])
        high = float(xs[-1]) if end == len(xs) else _edge(values, xs[end], xs[end - 1])
        if high - low > MIN_GAP * (xs[-1] - xs[0]):
            found.append((low, high))
    return tuple(found)


def _edge(values: Values, with_value: float, without: float) -> float:
    """Returns the end of the domain between a point with a value and one without."""
    for _ in range(BISECTION_COUNT):
        middle = (with_value + without) / 2
        if np.isnan(values(np.array([middle]))[0]):
            without = middle
        else:
            with_value = middle
    return float(with_value)


def _distinct(places: list[float], width: float) -> tuple[float, ...]:
    """Returns the places in order, those of one sample as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 1.5 * width:
            found.append(place)
    return tuple(found)
