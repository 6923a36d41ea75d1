"""Zeros of a gradient in two variables: Newton's method from many points at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdanim.functions.function import Function

ITERATIONS = 60
PATIENCE = 10  # iterations; from then on steps must shrink
SHORT = 1e-9  # of the reach: a step that ends the search
LEVEL = 1e-12  # of the greater curvature: the lesser is none, and its direction is left alone
NO_SLOPE = 1e-9  # of the usual slope
DIGITS = (3, 6, 8, 10, 12)
ROUNDING = 4e-15


def zeros(function: Function, starts: np.ndarray, reach: float) -> np.ndarray:
    """Points (k, 2) where the gradient vanishes, found from ``starts`` (n, 2), the same one many times.

    What goes farther than ``reach`` from its start is given up.
    """
    stride = np.full(len(starts), np.inf)
    usual = usual_slope(function, starts)
    origins, places, found = starts, starts, []
    for count in range(ITERATIONS):
        slopes = function.gradients(places)
        steps = newton_steps(slopes, function.hessians(places))
        lengths = np.hypot(*steps.T)
        there = (lengths <= SHORT * reach) & (np.hypot(*slopes.T) <= NO_SLOPE * usual)
        found.append((places + steps)[there])
        places = places + steps
        onward = ~there & (lengths > 0) & (np.abs(places - origins) <= reach).all(axis=1)  # false for NaN
        if count >= PATIENCE:
            onward &= lengths < stride
        origins, places, stride = origins[onward], places[onward], lengths[onward]
        if not len(places):
            break
    return _polished(function, np.concatenate(found))


def usual_slope(function: Function, places: np.ndarray) -> float:
    """The median size of the gradient where it is a number; 0 where it never is."""
    sizes = np.hypot(*function.gradients(places).T)
    finite = sizes[np.isfinite(sizes)]
    return float(np.median(finite)) if finite.size else 0.0


def newton_steps(slopes: np.ndarray, hessians: np.ndarray) -> np.ndarray:
    """−H⁻¹∇f, along those of H's axes in which it is not level."""
    steps = np.zeros_like(slopes)
    curvatures, axes = spectrum(hessians)
    least = LEVEL * np.abs(curvatures).max(axis=1, initial=0)
    for curvature, axis in zip(curvatures.T, np.moveaxis(axes, 1, 0), strict=True):
        along = (slopes * axis).sum(axis=1) / curvature
        steps -= np.where(np.abs(curvature) > least, along, 0)[:, None] * axis
    return steps


def spectrum(hessians: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Eigenvalues (n, 2), the greater first, and their unit vectors (n, 2, 2), one a row."""
    first, mixed, last = hessians[:, 0, 0], hessians[:, 0, 1], hessians[:, 1, 1]
    mean, half = first / 2 + last / 2, first / 2 - last / 2
    radius, angle = np.hypot(half, mixed), np.arctan2(mixed, half) / 2
    cosine, sine = np.cos(angle), np.sin(angle)
    axes = np.stack([np.stack([cosine, sine], axis=1), np.stack([-sine, cosine], axis=1)], axis=1)
    return np.stack([mean + radius, mean - radius], axis=1), axes


def _polished(function: Function, places: np.ndarray) -> np.ndarray:
    """One step more, and a short decimal beside a place where the slope is no greater: 1, not 1 + 2e-16."""
    again = places + newton_steps(function.gradients(places), function.hessians(places))
    candidates = np.stack([*(np.round(again, digits) for digits in DIGITS), again, places])
    slopes = np.array([np.hypot(*function.gradients(each).T) for each in candidates])
    slopes[np.isnan(slopes)] = np.inf
    best = candidates[np.argmin(slopes, axis=0), np.arange(len(places))]
    short = np.round(best, DIGITS[-1])
    return np.where(np.abs(short - best) <= ROUNDING * np.maximum(1, np.abs(best)), short, best) + 0.0  # no −0
