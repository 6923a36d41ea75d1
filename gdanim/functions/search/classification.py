"""Classifies stationary points in two variables: by the Hessian, or if it is singular, by values around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from gdanim.functions.properties.piecewise import is_level, underflows
from gdanim.functions.search.flat_regions import is_degenerate
from gdanim.functions.search.newton_search import spectrum

if TYPE_CHECKING:
    from gdanim.functions.function import Function
    from gdanim.points import Point

Kind: TypeAlias = Literal["minimum", "maximum", "saddle", "flat"]
Kinds: TypeAlias = "dict[Point, Kind]"

CIRCLE_DIRECTIONS = 360
PLATEAU_RAYS = 72
RAY_LENGTHS = np.geomspace(1e-3, 16, 400)  # fractions of the region's size
CIRCLE_RADIUS = 1e-2  # fraction of the region's size
VALUE_NOISE = 1e-7  # fraction of the largest difference on a circle
AXIS_OFFSETS = np.geomspace(1e-6, 1, 121)  # fractions of the region's size, along the axis of smallest curvature
NEAR_DISTANCE = 0.15  # fraction of the region's size
SLOPE_NOISE = 1e-13  # fraction of the gradient's norm
FADED_SLOPE = 1e-50  # fraction of the largest slope: smaller ones are of an exponential that underflows


def classify(function: Function, points: np.ndarray, size: float) -> Kinds:
    """Returns the kind of each point, without points of plateaus. ``size`` is that of the region searched."""
    degenerate = is_degenerate(function, points, size)
    regular = points[~degenerate]
    kinds = dict(zip(map(tuple, regular.tolist()), _by_curvature(function, regular), strict=True))
    by_values = ((tuple(point.tolist()), _by_values(function, point, size)) for point in points[degenerate])
    return kinds | {point: kind for point, kind in by_values if kind}


def _by_curvature(function: Function, points: np.ndarray) -> list[Kind]:
    """Returns the kinds of points with a nonsingular Hessian."""
    curvatures = spectrum(function.hessians(points))[0].tolist()
    return ["minimum" if low > 0 else "maximum" if high < 0 else "saddle" for high, low in curvatures]


def _by_values(function: Function, point: np.ndarray, size: float) -> Kind | None:
    """Returns the kind of a degenerate point from the values on a small circle around it; None on a plateau.

    Two changes of sign indicate a slope, as of x³; a saddle has four, a monkey saddle six. The circle begins on the
    axis of smallest curvature, because the sector in which x⁴ - y² is positive is thin.
    """
    (curvatures,), (axes,) = spectrum(function.hessians(point[None]))
    along, across = axes if abs(curvatures[0]) < abs(curvatures[1]) else axes[::-1]
    angles = np.linspace(0, 2 * np.pi, CIRCLE_DIRECTIONS, endpoint=False)[:, None]
    value = function.values(point[None])[0]
    differences = (
        function.values(point + CIRCLE_RADIUS * size * (np.cos(angles) * along + np.sin(angles) * across)) - value
    )
    noise = VALUE_NOISE * np.abs(differences).max() + 1e-14 * abs(value)
    signs = np.sign(differences)[np.abs(differences) > noise]
    if not signs.size:
        return _kind_of_plateau(function, point, size) if is_level(function, point.tolist()) else None
    changes = int((signs != np.roll(signs, 1)).sum())
    if changes == 2 or not np.isfinite(differences).all():
        return "flat"
    if changes:
        return "saddle"
    axes_tried, sign = (along, across), float(signs[0])
    if underflows(function, point, CIRCLE_RADIUS * size) or any(
        _recedes(function, point, axis, sign, size) for axis in axes_tried
    ):
        return None
    return "minimum" if signs[0] > 0 else "maximum"


def _kind_of_plateau(function: Function, point: np.ndarray, size: float) -> Kind | None:
    """Returns the kind of a level area: whether f is higher or lower on all sides of it; None if it is both."""
    angles = np.linspace(0, 2 * np.pi, PLATEAU_RAYS, endpoint=False)
    ray = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    value = function.values(point[None])[0]
    around = point + size * RAY_LENGTHS[:, None, None] * ray
    differences = function.values(around.reshape(-1, 2)).reshape(len(RAY_LENGTHS), PLATEAU_RAYS) - value
    leaves = np.abs(differences) > 1e-14 * max(1.0, abs(value))  # false for NaN
    firsts = differences[leaves.argmax(axis=0), np.arange(PLATEAU_RAYS)][leaves.any(axis=0)]
    if not len(firsts) or (firsts > 0).any() == (firsts < 0).any():
        return None
    return "minimum" if firsts[0] > 0 else "maximum"


def _recedes(function: Function, point: np.ndarray, axis: np.ndarray, sign: float, size: float) -> bool:
    """Returns whether ``sign`` times f keeps falling along an axis, so that it has no minimum.

    The slope and the curvature of exp(-x) + y² along x are both almost zero at x = 30, and underflow at x = 800.
    """
    for side in (axis, -axis):
        gradients = function.gradients(point + AXIS_OFFSETS[:, None] * size * side)
        slopes = sign * gradients @ side
        seen = np.flatnonzero(np.abs(slopes) > SLOPE_NOISE * np.hypot(*gradients.T))
        if not seen.size:
            continue
        first = slopes[seen[0]]
        fades = seen[0] > 0 and (slopes[: seen[0]] == 0).all() and abs(first) < FADED_SLOPE * np.abs(slopes[seen]).max()
        # Newton's method ends slightly beside a minimum as flat as that of x⁸
        turns = (slopes[AXIS_OFFSETS <= NEAR_DISTANCE] > 0).any()
        if (first < 0 and not turns) or fades:
            return True
    return False
