"""Flat regions, where a function of two variables is stationary along a line or over an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.search.newton_search import newton_steps, spectrum

if TYPE_CHECKING:
    from gdanim.functions.function import Function

VANISHING_CURVATURE = 1e-6  # fraction of the larger curvature: smaller ones are rounding errors
FLAT_OFFSET = 1e-3  # fraction of the region's size: a step along the flat direction
NEWTON_STEPS = 20
CIRCLE_RADIUS = 1e-2  # fraction of the region's size
MAX_QUADRATIC_SHARE = 1e-3  # the Hessian's fraction of the rise on this circle
VALUE_DIGITS = 7


def is_degenerate(function: Function, points: np.ndarray, size: float | None = None) -> np.ndarray:
    """Returns whether the Hessian is singular at points (n, 2), as (n,).

    Given the ``size`` of the region, a point where f varies far more than the Hessian predicts also counts: Newton's
    method ends slightly beside a minimum as flat as that of x⁸ + y⁸.
    """
    curvatures = np.abs(spectrum(function.hessians(points))[0])
    greatest = curvatures.max(axis=1, initial=0)
    is_singular = ~(curvatures.min(axis=1, initial=np.inf) > VANISHING_CURVATURE * greatest)
    if size is None or not len(points):
        return is_singular
    radius, angles = CIRCLE_RADIUS * size, np.arange(8) * np.pi / 4
    around = points[:, None] + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    rises = np.abs(function.values(around.reshape(-1, 2)).reshape(-1, 8) - function.values(points)[:, None])
    return is_singular | (greatest * radius**2 < MAX_QUADRATIC_SHARE * rises.max(axis=1))


def one_per_flat_region(function: Function, points: np.ndarray, near: np.ndarray, size: float) -> np.ndarray:
    """Returns the points, with only the one nearest to ``near`` for each flat region of a search of this ``size``."""
    heights = np.round(function.values(points), VALUE_DIGITS)
    distances = np.hypot(*(points - near).T)
    flat = _is_in_flat_region(function, points, FLAT_OFFSET * size)
    chosen = ~flat
    for height in np.unique(heights[flat]):
        region = np.flatnonzero(flat & (heights == height))
        chosen[region[np.argmin(distances[region])]] = True
    return points[chosen]


def _is_in_flat_region(function: Function, points: np.ndarray, offset: float) -> np.ndarray:
    """Returns whether Newton's method, started beside a point, stays away from it instead of returning."""
    degenerate = np.flatnonzero(is_degenerate(function, points))
    starts = points[degenerate]
    curvatures, axes = spectrum(function.hessians(starts))
    flattest = np.abs(curvatures).argmin(axis=1) if len(starts) else np.empty(0, dtype=int)
    ends = starts + offset * axes[np.arange(len(starts)), flattest]
    for _ in range(NEWTON_STEPS):
        ends = ends + newton_steps(function.gradients(ends), function.hessians(ends))
    flat = np.zeros(len(points), dtype=bool)
    flat[degenerate] = np.hypot(*(ends - starts).T) > offset / 2
    return flat
