"""Stationary points of a function, where its gradient is zero: searched near a run's points, independent of the
picture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdanim.functions import search_1d, search_2d

if TYPE_CHECKING:
    from gdanim.functions.classification import Kind, Kinds
    from gdanim.functions.extrema_1d import Floor
    from gdanim.functions.extremal_sets import Spread
    from gdanim.functions.function import Function, Point

SAME_DISTANCE = {1: 1e-6, 2: 1e-5}
"""How far apart a point found and one of the catalogue may be, relative to their size, by the number of variables."""
FAR_DISTANCES = np.array([10.0**power for power in (3, 6, 9)])


@dataclass(frozen=True)
class StationaryPoint:
    """A point where the gradient is zero.

    ``scope`` is None for the only one of its kind, if f is nowhere lower (for a maximum: higher). ``extent`` are the
    ends of an interval on which f is constant, or None; they may be infinite, and ``point`` is its point nearest to the
    run's end. ``spread`` is the analogue in two variables: f is constant along a line, or over an area.
    """

    point: Point
    value: float
    kind: Kind
    scope: Literal["local", "global"] | None = None
    extent: tuple[float, float] | None = None
    spread: Spread | None = None

    @property
    def key(self) -> str:
        """The key of its name in language files: ``minimum``, or if there are others ``local_minimum``."""
        return f"{self.scope}_{self.kind}" if self.scope else self.kind


def search(function: Function, points: np.ndarray) -> tuple[StationaryPoint, ...]:
    """Returns the stationary points near a run, sorted by their coordinates.

    A catalogue function's own minima replace those found. Functions of more than two variables have no others, nor
    have data problems.

    Parameters
    ----------
    function
        The function.
    points
        The run's start and iterates ``(n, d)``, all finite.

    Returns
    -------
    tuple of StationaryPoint
    """
    if function.is_data_problem:  # its loss is convex, and its minimum known
        return tuple(StationaryPoint(point, function.value(point), "minimum") for point in function.minima or ())
    dimension = len(function.variables)
    iterates = np.asarray(points, dtype=float).reshape(-1, dimension)
    with np.errstate(all="ignore"):
        kinds, floors, spreads, values = _search_near(function, iterates)
        found = [
            StationaryPoint(point, function.value(point), kind, spread=spreads.get(point))
            for point, kind in _with_catalogue_minima(function, kinds).items()
        ]
        found += [_on_floor(function, floor, float(iterates[-1, 0])) for floor in floors]
        found.sort(key=lambda each: (each.point, each.kind))
        values = np.concatenate([values, function.values(_far_points(dimension))])
        return tuple(replace(each, scope=_scope(each, found, values)) for each in found)


def _search_near(
    function: Function, iterates: np.ndarray
) -> tuple[Kinds, list[Floor], dict[Point, Spread], np.ndarray]:
    match len(function.variables):
        case 1:
            kinds, floors, values = search_1d.search_near(function, iterates)
            return kinds, floors, {}, values
        case 2:
            kinds, spreads, values = search_2d.search_near(function, iterates)
            return kinds, [], spreads, values
    return {}, [], {}, function.values(iterates)


def _on_floor(function: Function, floor: Floor, near: float) -> StationaryPoint:
    point = (min(max(near, floor.low), floor.high) + 0.0,)
    return StationaryPoint(point, function.value(point), floor.kind, extent=(floor.low, floor.high))


def _with_catalogue_minima(function: Function, kinds: Kinds) -> Kinds:
    for minimum in function.minima or ():
        distance = SAME_DISTANCE.get(len(minimum), 0) * max(1, math.hypot(*minimum))
        kinds = {point: kind for point, kind in kinds.items() if math.dist(point, minimum) > distance}
        kinds[minimum] = "minimum"
    return kinds


def _far_points(dimension: int) -> np.ndarray:
    """Returns points along the axes and the diagonals, whose values show whether f is bounded."""
    axes = np.eye(dimension)
    directions = (
        axes if dimension == 1 else np.concatenate([axes, [np.ones(dimension), (-1.0) ** np.arange(dimension)]])
    )
    return (FAR_DISTANCES[:, None, None] * np.concatenate([-directions, directions])).reshape(-1, dimension)


def _scope(
    candidate: StationaryPoint, found: list[StationaryPoint], values: np.ndarray
) -> Literal["local", "global"] | None:
    if candidate.kind not in {"minimum", "maximum"}:
        return None
    sign = 1 if candidate.kind == "minimum" else -1
    of_kind = [sign * other.value for other in found if other.kind == candidate.kind]
    slack = 1e-9 * max(1, abs(candidate.value))
    if min(of_kind) < sign * candidate.value - slack or (sign * values < sign * candidate.value - slack).any():
        return "local"
    return "global" if len(of_kind) > 1 else None
