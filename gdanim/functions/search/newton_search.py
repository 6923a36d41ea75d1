"""Zeros of a gradient in two variables: Newton's method from many points at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdanim.functions.function import Function

MAX_ITERATIONS = 60
GRACE_ITERATIONS = 10  # after these, steps must shrink
SHORT_STEP = 1e-9  # fraction of ``radius``: a shorter step ends the search
VANISHING_CURVATURE = 1e-12  # fraction of the larger curvature: no step is taken in directions of smaller curvature
MAX_STEP_RATIO = 0.96  # of successive steps towards a zero; on the slope of a bell curve, steps hardly shrink
SMALL_SLOPE = 1e-9  # fraction of the median slope
AXIS_ROUNDING = 1e-12  # smaller components of an axis are rounding errors, which would hide slopes as small as of x¹²
DECIMAL_DIGITS = (3, 6, 8, 10, 12)
ROUNDING_ERROR = 4e-15


def find_zeros(function: Function, starts: np.ndarray, radius: float) -> np.ndarray:
    """Returns points (k, 2) where the gradient vanishes, found from ``starts`` (n, 2); points may be repeated.

    A search ends when it is farther than ``radius`` from its start.
    """
    last_lengths = np.full(len(starts), np.inf)
    usual = median_slope(function, starts)
    origins, points, zeros = starts, starts, []
    for count in range(MAX_ITERATIONS):
        slopes = function.gradients(points)
        steps = newton_steps(slopes, function.hessians(points))
        lengths = np.hypot(*steps.T)
        sizes = np.hypot(*slopes.T)
        has_arrived = (lengths <= SHORT_STEP * radius) & (sizes <= SMALL_SLOPE * usual)
        if count == MAX_ITERATIONS - 1:  # towards a minimum as flat as x⁸ has, steps shrink by a seventh only
            has_arrived |= (sizes <= VANISHING_CURVATURE * usual) & (lengths < MAX_STEP_RATIO * last_lengths)
        zeros.append((points + steps)[has_arrived])
        points = points + steps
        # false for NaN
        continues = ~has_arrived & (lengths > 0) & (np.abs(points - origins) <= radius).all(axis=1)
        if count >= GRACE_ITERATIONS:
            continues &= lengths < last_lengths
        origins, points, last_lengths = origins[continues], points[continues], lengths[continues]
        if not len(points):
            break
    return polished(function, np.concatenate(zeros))


def median_slope(function: Function, points: np.ndarray) -> float:
    """Returns the median norm of the gradient where it is finite; 0 if it never is."""
    sizes = np.hypot(*function.gradients(points).T)
    finite = sizes[np.isfinite(sizes)]
    return float(np.median(finite)) if finite.size else 0.0


def newton_steps(slopes: np.ndarray, hessians: np.ndarray) -> np.ndarray:
    """Returns −H⁻¹∇f, without the components along axes of H in which the curvature vanishes."""
    steps = np.zeros_like(slopes)
    curvatures, axes = spectrum(hessians)
    min_curvature = VANISHING_CURVATURE * np.abs(curvatures).max(axis=1, initial=0)
    for curvature, axis in zip(curvatures.T, np.moveaxis(axes, 1, 0), strict=True):
        along = (slopes * axis).sum(axis=1) / curvature
        steps -= np.where(np.abs(curvature) > min_curvature, along, 0)[:, None] * axis
    return steps


def spectrum(hessians: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the eigenvalues (n, 2), the larger first, and their unit vectors (n, 2, 2), one per row."""
    first, mixed, last = hessians[:, 0, 0], hessians[:, 0, 1], hessians[:, 1, 1]
    mean, half = first / 2 + last / 2, first / 2 - last / 2
    radius, angle = np.hypot(half, mixed), np.arctan2(mixed, half) / 2
    cosine, sine = (np.where(np.abs(each) > AXIS_ROUNDING, each, 0.0) for each in (np.cos(angle), np.sin(angle)))
    axes = np.stack([np.stack([cosine, sine], axis=1), np.stack([-sine, cosine], axis=1)], axis=1)
    return np.stack([mean + radius, mean - radius], axis=1), axes


def polished(function: Function, points: np.ndarray) -> np.ndarray:
    """Returns the points after one more step, or short decimals near them if the slope is no larger.

    This yields 1 instead of 1 + 2e-16.
    """
    improved = points + newton_steps(function.gradients(points), function.hessians(points))
    candidates = np.stack([*(np.round(improved, digits) for digits in DECIMAL_DIGITS), improved, points])
    slopes = np.array([np.hypot(*function.gradients(each).T) for each in candidates])
    slopes[np.isnan(slopes)] = np.inf
    best = candidates[np.argmin(slopes, axis=0), np.arange(len(points))]
    short = np.round(best, DECIMAL_DIGITS[-1])
    return np.where(np.abs(short - best) <= ROUNDING_ERROR * np.maximum(1, np.abs(best)), short, best) + 0.0  # no −0
