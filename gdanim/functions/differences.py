"""Derivatives by central differences of fourth order, from nothing but values, or from gradients."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Evaluate: TypeAlias = Callable[[np.ndarray], np.ndarray]

FIRST_OFFSETS = 2.0 ** -np.array([10, 14, 18, 22, 26])
"""The offsets of a slope's samples, relative to a coordinate's root or to 1: shorter ones beside a kink or an edge."""
SECOND_OFFSET = 2.0**-9
STENCIL = np.array([-2.0, -1.0, 1.0, 2.0])
CHANGE_SHARE = 1e-5  # of the second differences: larger fourth ones indicate a kink, or a wave as short as the samples
NOISE_RATIO = 0.25
"""Fourth differences of closer samples that remain larger than this fraction are noise."""
ROUNDING_ERROR = 64 * float(np.finfo(float).eps)  # of values


def gradients(values: Evaluate, points: np.ndarray) -> np.ndarray:
    """Returns the gradients (n, d) of a function of points (n, d).

    The error is of fourth order in the offset. Where a kink or the domain's edge is among the samples, these come
    closer, so that the slope is that of the point's own side; at a kink itself it is the mean of both sides.

    Parameters
    ----------
    values
        The function, from points ``(m, d)`` to values ``(m,)``.
    points
        The points.

    Returns
    -------
    numpy.ndarray
        The gradients ``(n, d)``; NaN where the function has no values around.
    """
    centre = values(points)
    return np.stack([_slopes(values, points, centre, axis) for axis in range(points.shape[1])], axis=1)


def _slopes(values: Evaluate, points: np.ndarray, centre: np.ndarray, axis: int) -> np.ndarray:
    slopes, is_open = np.full(len(points), np.nan), np.isfinite(centre)
    roughness = np.full(len(points), np.inf)
    for offset in FIRST_OFFSETS:
        rows = np.flatnonzero(is_open)
        if not rows.size:
            break
        around, lengths = _beside(values, points[rows], axis, offset)
        with np.errstate(all="ignore"):
            found = _slope(around) / lengths
            fourth, is_smooth = _roughness(around, centre[rows])
            is_noise = fourth > NOISE_RATIO * roughness[rows]  # closer samples would only magnify it
            is_better = np.isfinite(found) & ~is_noise
        slopes[rows[is_better]] = found[is_better]
        roughness[rows[is_better]] = fourth[is_better]
        is_open[rows[is_noise | (is_better & is_smooth)]] = False
    return slopes


def _slope(around: np.ndarray) -> np.ndarray:
    """Returns the slope by four samples (n, 4, …) at the distance 1: exactly 0 where all are equal."""
    return (8 * (around[:, 2] - around[:, 1]) - (around[:, 3] - around[:, 0])) / 12  # type: ignore[no-any-return]


def _curvature(around: np.ndarray) -> np.ndarray:
    """Returns the curvature by four samples (n, 4) at the distance 1, less the value between them."""
    return (16 * (around[:, 1] + around[:, 2]) - (around[:, 0] + around[:, 3])) / 12  # type: ignore[no-any-return]


def _roughness(around: np.ndarray, centre: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the fourth differences (n,) of samples (n, 4) about the values ``centre``, and whether they are small."""
    second = np.diff(np.column_stack([around[:, :2], centre, around[:, 2:]]), n=2, axis=1)
    fourth = np.abs(np.diff(second, n=2, axis=1)[:, 0])
    rounding = ROUNDING_ERROR * np.maximum(np.abs(around).max(axis=1), np.abs(centre))
    return fourth, fourth <= CHANGE_SHARE * np.abs(second).max(axis=1) + rounding


def _beside(evaluate: Evaluate, points: np.ndarray, axis: int, offset: float) -> tuple[np.ndarray, np.ndarray]:
    """Returns what ``evaluate`` gives at four points beside each one along an axis, (n, 4, …), and the offsets (n,)."""
    sizes = np.log2(np.maximum(1.0, np.abs(points[:, axis])))
    lengths = offset * 2.0 ** np.floor(sizes / 2)  # a power of two, which is added without rounding
    around = np.repeat(points[:, None], len(STENCIL), axis=1)
    around[:, :, axis] += lengths[:, None] * STENCIL
    found = evaluate(around.reshape(-1, points.shape[1]))
    return found.reshape(len(points), len(STENCIL), *found.shape[1:]), lengths


def hessians(values: Evaluate, points: np.ndarray) -> np.ndarray:
    """Returns the Hessians (n, d, d) of a function of points (n, d), from values alone."""
    count, size = points.shape
    found = np.empty((count, size, size))
    centre = values(points)
    with np.errstate(all="ignore"):
        for axis in range(size):
            around, lengths = _beside(values, points, axis, SECOND_OFFSET)
            found[:, axis, axis] = _curvature(around - centre[:, None]) / lengths**2
            for other in range(axis):
                slopes = _mixed(values, points, (axis, other))
                found[:, axis, other] = found[:, other, axis] = slopes
    return found


def _mixed(values: Evaluate, points: np.ndarray, axes: Sequence[int]) -> np.ndarray:
    """Returns the mixed second derivative by two variables, (n,)."""
    first, second = axes

    def slopes(at: np.ndarray) -> np.ndarray:
        around, lengths = _beside(values, at, second, SECOND_OFFSET)
        return _slope(around) / lengths  # type: ignore[no-any-return]

    around, lengths = _beside(slopes, points, first, SECOND_OFFSET)
    return _slope(around) / lengths  # type: ignore[no-any-return]


def hessians_of_gradients(gradients: Evaluate, points: np.ndarray) -> np.ndarray:
    """Returns the Hessians (n, d, d) of a function of points (n, d), from its gradients (m, d) at points (m, d)."""
    size = points.shape[1]
    with np.errstate(all="ignore"):
        rows = [_beside(gradients, points, axis, FIRST_OFFSETS[0]) for axis in range(size)]
        found = [_slope(around) / lengths[:, None] for around, lengths in rows]
        table = np.stack(found, axis=1)
    return (table + table.transpose(0, 2, 1)) / 2  # type: ignore[no-any-return]
