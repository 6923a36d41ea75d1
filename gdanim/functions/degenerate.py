"""Flat regions, where a function of two variables is stationary all along a line or over an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.newton_search import newton_steps, spectrum

if TYPE_CHECKING:
    from gdanim.functions.function import Function

VANISHING = 1e-6  # of the greater curvature: a lesser one is rounding
OFFSET = 1e-3  # of the region's size: a step along the flat direction
STEPS = 20
HEIGHT_DIGITS = 7


def is_degenerate(function: Function, points: np.ndarray) -> np.ndarray:
    """Returns whether the Hessian is singular there, (n,) of points (n, 2)."""
    curvatures = np.abs(spectrum(function.hessians(points))[0])
    return ~(curvatures.min(axis=1, initial=np.inf) > VANISHING * curvatures.max(axis=1, initial=0))


def one_per_flat_region(function: Function, points: np.ndarray, near: np.ndarray, size: float) -> np.ndarray:
    """Returns the points, but of each flat region only the one nearest to ``near``. ``size`` is that of the search."""
    heights = np.round(function.values(points), HEIGHT_DIGITS)
    distances = np.hypot(*(points - near).T)
    flat = _is_in_flat_region(function, points, OFFSET * size)
    chosen = ~flat
    for height in np.unique(heights[flat]):
        region = np.flatnonzero(flat & (heights == height))
        chosen[region[np.argmin(distances[region])]] = True
    return points[chosen]


def _is_in_flat_region(function: Function, points: np.ndarray, offset: float) -> np.ndarray:
    """Returns whether Newton's method, begun beside a point, stays away from it. To an isolated point it comes back."""
    degenerate = np.flatnonzero(is_degenerate(function, points))
    starts = points[degenerate]
    curvatures, axes = spectrum(function.hessians(starts))
    least = np.abs(curvatures).argmin(axis=1) if len(starts) else np.empty(0, dtype=int)
    ends = starts + offset * axes[np.arange(len(starts)), least]
    for _ in range(STEPS):
        ends = ends + newton_steps(function.gradients(ends), function.hessians(ends))
    flat = np.zeros(len(points), dtype=bool)
    flat[degenerate] = np.hypot(*(ends - starts).T) > offset / 2
    return flat
