"""Level floors, where a function of two variables is stationary all along a line or over an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.newton_search import newton_steps, spectrum

if TYPE_CHECKING:
    from gdanim.functions.function import Function

LEVEL = 1e-6  # of the greater curvature: the lesser says nothing
ASIDE = 1e-3  # of the region: a step along the floor
STEPS = 20
SAME_HEIGHT = 7  # digits


def is_level(function: Function, places: np.ndarray) -> np.ndarray:
    """Whether the curvature vanishes in some direction there; (n,) of places (n, 2)."""
    curvatures = np.abs(spectrum(function.hessians(places))[0])
    return ~(curvatures.min(axis=1, initial=np.inf) > LEVEL * curvatures.max(axis=1, initial=0))


def once(function: Function, places: np.ndarray, near: np.ndarray, unit: float) -> np.ndarray:
    """The places, but of each floor only the one nearest to ``near``. ``unit`` is the size of their region."""
    heights = np.round(function.values(places), SAME_HEIGHT)
    distances = np.hypot(*(places - near).T)
    floor = _on_floor(function, places, ASIDE * unit)
    kept = ~floor
    for height in np.unique(heights[floor]):
        same = np.flatnonzero(floor & (heights == height))
        kept[same[np.argmin(distances[same])]] = True
    return places[kept]


def _on_floor(function: Function, places: np.ndarray, aside: float) -> np.ndarray:
    """Newton's method from a step aside comes back to a place that stands alone, and stays away on a floor."""
    level = np.flatnonzero(is_level(function, places))
    here = places[level]
    curvatures, axes = spectrum(function.hessians(here))
    least = np.abs(curvatures).argmin(axis=1) if len(here) else np.empty(0, dtype=int)
    there = here + aside * axes[np.arange(len(here)), least]
    for _ in range(STEPS):
        there = there + newton_steps(function.gradients(there), function.hessians(there))
    floor = np.zeros(len(places), dtype=bool)
    floor[level] = np.hypot(*(there - here).T) > aside / 2
    return floor
