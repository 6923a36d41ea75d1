"""The kinds of stationary points in two variables: by the Hessian, or where it is singular by values around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from gdanim.functions.degenerate import is_degenerate
from gdanim.functions.newton_search import spectrum

if TYPE_CHECKING:
    from gdanim.functions.function import Function, Point

Kind: TypeAlias = Literal["minimum", "maximum", "saddle", "flat"]
Kinds: TypeAlias = "dict[Point, Kind]"

DIRECTIONS = 360
RADIUS = 1e-2  # of the region's size
NOISE = 1e-7  # of the largest difference on a circle
OFFSETS = np.geomspace(1e-6, 1, 121)  # of the region's size: along the axis of least curvature
NEAR = 0.05  # of the region's size
SLOPE_NOISE = 1e-13  # of the gradient's length
FADED = 1e-50  # of the largest slope: beside exact zeros, a lesser one is an exponential's that underflows


def classify(function: Function, points: np.ndarray, size: float) -> Kinds:
    """Returns the kind of each point; points of plateaus are left out. ``size`` is that of the region searched."""
    degenerate = is_degenerate(function, points)
    regular = points[~degenerate]
    kinds = dict(zip(map(tuple, regular.tolist()), _by_curvature(function, regular), strict=True))
    by_values = ((tuple(point.tolist()), _by_values(function, point, size)) for point in points[degenerate])
    return kinds | {point: kind for point, kind in by_values if kind}


def _by_curvature(function: Function, points: np.ndarray) -> list[Kind]:
    """Returns the kinds of points whose Hessian is not singular."""
    curvatures = spectrum(function.hessians(points))[0].tolist()
    return ["minimum" if low > 0 else "maximum" if high < 0 else "saddle" for high, low in curvatures]


def _by_values(function: Function, point: np.ndarray, size: float) -> Kind | None:
    """Returns the kind of a degenerate point from the values on a small circle about it; None on a plateau.

    Two changes between higher and lower are those of a slope, as on x³; a saddle has four, a monkey saddle six. The
    circle begins on the axis of least curvature: the sector in which x⁴ - y² is positive is thin.
    """
    (curvatures,), (axes,) = spectrum(function.hessians(point[None]))
    along, across = axes if abs(curvatures[0]) < abs(curvatures[1]) else axes[::-1]
    angles = np.linspace(0, 2 * np.pi, DIRECTIONS, endpoint=False)[:, None]
    value = function.values(point[None])[0]
    differences = function.values(point + RADIUS * size * (np.cos(angles) * along + np.sin(angles) * across)) - value
    noise = NOISE * np.abs(differences).max() + 1e-14 * abs(value)
    signs = np.sign(differences)[np.abs(differences) > noise]
    if not signs.size:
        return None
    changes = int((signs != np.roll(signs, 1)).sum())
    if changes == 2 or not np.isfinite(differences).all():
        return "flat"
    if changes:
        return "saddle"
    if _recedes(function, point, along, float(signs[0]), size):
        return None
    return "minimum" if signs[0] > 0 else "maximum"


def _recedes(function: Function, point: np.ndarray, axis: np.ndarray, sign: float, size: float) -> bool:
    """Returns whether ``sign`` times f goes on falling along an axis: a valley that sinks towards infinity has no
    minimum.

    The slope and the curvature of exp(-x) + y² along x are both almost zero at x = 30, and underflow at x = 800.
    """
    for side in (axis, -axis):
        gradients = function.gradients(point + OFFSETS[:, None] * size * side)
        slopes = sign * gradients @ side
        seen = np.flatnonzero(np.abs(slopes) > SLOPE_NOISE * np.hypot(*gradients.T))
        if not seen.size:
            continue
        first = slopes[seen[0]]
        fades = seen[0] > 0 and (slopes[: seen[0]] == 0).all() and abs(first) < FADED * np.abs(slopes[seen]).max()
        turns = (slopes[OFFSETS <= NEAR] > 0).any()  # Newton's method ends a little beside a minimum as flat as x⁸ has
        if (first < 0 and not turns) or fades:
            return True
    return False
