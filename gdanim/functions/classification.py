"""What a stationary point in two variables is: by its Hessian, or where that is silent by the values around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from gdanim.functions.degenerate import is_level
from gdanim.functions.newton_search import spectrum

if TYPE_CHECKING:
    from gdanim.functions.function import Function, Point

Kind: TypeAlias = Literal["minimum", "maximum", "saddle", "flat"]
Kinds: TypeAlias = "dict[Point, Kind]"

CIRCLE = 360
RADIUS = 1e-2
NOISE = 1e-7  # of the largest difference on a circle


def kinds(function: Function, places: np.ndarray, unit: float) -> Kinds:
    """The kind of each place; plateaus are left out. ``unit`` is the size of the region they were found in."""
    level = is_level(function, places)
    solid = zip(map(tuple, places[~level].tolist()), _by_curvature(function, places[~level]), strict=True)
    round_about = ((tuple(place.tolist()), _by_circle(function, place, unit)) for place in places[level])
    return dict(solid) | {place: kind for place, kind in round_about if kind}


def _by_curvature(function: Function, places: np.ndarray) -> list[Kind]:
    """The kinds of places whose Hessian is level nowhere."""
    curvatures = spectrum(function.hessians(places))[0].tolist()
    return ["minimum" if low > 0 else "maximum" if high < 0 else "saddle" for high, low in curvatures]


def _by_circle(function: Function, place: np.ndarray, unit: float) -> Kind | None:
    """The kind of a degenerate place from the values on a circle about it, small beside ``unit``; None on a plateau.

    Two changes between higher and lower are those of a slope, as on x³; a saddle has four, a monkey's saddle six.
    The circle begins on the level axis: the sector in which x⁴ - y² is positive is thin.
    """
    (curvatures,), (axes,) = spectrum(function.hessians(place[None]))
    along, across = axes if abs(curvatures[0]) < abs(curvatures[1]) else axes[::-1]
    angles = np.linspace(0, 2 * np.pi, CIRCLE, endpoint=False)[:, None]
    here = function.values(place[None])[0]
    differences = function.values(place + RADIUS * unit * (np.cos(angles) * along + np.sin(angles) * across)) - here
    noise = NOISE * np.abs(differences).max() + 1e-14 * abs(here)
    signs = np.sign(differences)[np.abs(differences) > noise]
    if not signs.size:
        return None
    changes = int((signs != np.roll(signs, 1)).sum())
    if changes == 2 or not np.isfinite(differences).all():
        return "flat"
    if changes:
        return "saddle"
    return "minimum" if signs[0] > 0 else "maximum"
