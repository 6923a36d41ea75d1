"""Stationary points of a function, searched near a run's points, independent of the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdanim.functions.properties.jumps import jump_at
from gdanim.functions.search import endpoint_search, search_1d, search_2d
from gdanim.functions.search.box_search import SAME_DISTANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.functions.function import Function
    from gdanim.functions.search.classification import Kind, Kinds
    from gdanim.functions.search.extrema_1d import LevelPart
    from gdanim.functions.search.extremal_sets import Spread
    from gdanim.points import Point

CATALOGUE_DISTANCE = {1: 1e-6, 2: 1e-5}
"""The distance within which a point found is one of the catalogue, relative to its size, by number of variables."""
HEIGHT_TOLERANCE = 1e-10  # of the greatest height of a stationary point: extrema that differ by less are equally high
PACKED = {1: 1 / 1600, 2: 1 / 16}
"""The distance of neighbours, as a fraction of a window, below which a search misses some, by number of variables."""
MIN_PACKED = 3  # points so near to others: two alone may be a double root
NEIGHBOUR_DISTANCE = 1e-8  # of a coordinate, or of 1: how far beside a point its neighbours lie
FAR_DISTANCES = 1.0037128461937 * np.array([1e3, 1e6, 1e9])  # off whole numbers: of x < 0, xˣ has values only there


@dataclass(frozen=True)
class StationaryPoint:
    """A point where the gradient is zero.

    ``scope`` is None for the only one of its kind, if f is nowhere lower (for a maximum: higher); ``constrained`` or
    ``penalised`` for one that f has only within a set, or with a penalty: there the gradient of f is not zero.
    ``extent`` are the ends of an interval on which f is constant, or None; they may be infinite, and ``at`` is its
    point nearest to the run's end. ``spread`` is the analogue in two variables: f is constant along a line, or over an
    area.
    """

    at: Point
    value: float
    kind: Kind
    scope: Literal["local", "global", "constrained", "penalised"] | None = None
    extent: tuple[float, float] | None = None
    spread: Spread | None = None

    @property
    def key(self) -> str:
        """The key of its name in language files: ``minimum``, or if there are others ``local_minimum``."""
        return f"{self.scope}_{self.kind}" if self.scope else self.kind


def search(
    function: Function, points: np.ndarray, domain: tuple[tuple[float, float], ...] | None = None
) -> tuple[StationaryPoint, ...]:
    """Returns the stationary points near a run and in a domain, sorted by their coordinates.

    A catalogue function's own minima replace those found. Functions of more than two variables have no others, nor
    have data problems.

    Parameters
    ----------
    function
        The function.
    points
        The run's start and iterates ``(n, d)``, all finite.
    domain
        The part of the axes that is shown, if the scene says so.

    Returns
    -------
    tuple of StationaryPoint
    """
    if function.is_data_problem:  # its loss is convex, and its minimum known
        return tuple(StationaryPoint(point, function.value(point), "minimum") for point in function.minima or ())
    dimension = len(function.variables)
    iterates = np.asarray(points, dtype=float).reshape(-1, dimension)
    with np.errstate(all="ignore"):
        kinds, floors, spreads, values = _search_near(function, iterates, domain)
        points_found = [
            StationaryPoint(point, function.value(point), kind, spread=spreads.get(point))
            for point, kind in _with_catalogue_minima(function, kinds).items()
        ]
        points_found += [_on_floor(function, floor, float(iterates[-1, 0])) for floor in floors]
        points_found.sort(key=lambda point: (point.at, point.kind))
        values = np.concatenate([values, function.values(_far_points(dimension))])
        found = tuple(replace(point, scope=_scope(function, point, points_found, values)) for point in points_found)
        return complete(function, found, *domain) if domain and dimension == 1 else found


@lru_cache(maxsize=64)
def best_value(function: Function, start: Point, kind: Literal["minimum", "maximum"]) -> float | None:
    """Returns the value of the function's lowest minimum or highest maximum; None if there is none."""
    values = [found.value for found in search(function, np.array([start])) if found.kind == kind]
    return (min if kind == "minimum" else max)(values, default=None)


def complete(
    function: Function, known: Sequence[StationaryPoint], *domain: tuple[float, float]
) -> tuple[StationaryPoint, ...]:
    """Returns the known points with those in a window that a search near a run has not seen.

    Local and global are determined again. Points of data problems are returned as they are, as are those of a function
    with another number of variables than the window has.

    Parameters
    ----------
    function
        A function of one or two variables.
    known
        The points found by ``search``.
    *domain
        The window's range for each variable.
    """
    if len(function.variables) != len(domain) or function.is_data_problem or function.is_slow:
        return tuple(known)
    with np.errstate(all="ignore"):
        new, values = (_new_on_line if len(domain) == 1 else _new_on_plane)(function, known, domain)
        if not new:
            return tuple(known)
        points = sorted([*known, *new], key=lambda point: (point.at, point.kind))
        values = np.concatenate([values, function.values(_far_points(len(domain)))])
        return tuple(replace(point, scope=_scope(function, point, points, values)) for point in points)


def are_packed(function: Function, points: Sequence[StationaryPoint], *domain: tuple[float, float]) -> bool:
    """Returns whether extrema in a window are as near to each other as the samples, so that others are missed."""
    if len(function.variables) != len(domain) or function.is_data_problem or function.is_slow:
        return False
    low, high = np.array(domain).T
    positions = np.array([point.at for point in points if point.extent is None and point.spread is None])
    inside = positions[((positions >= low) & (positions <= high)).all(axis=1)] if len(positions) else positions
    if len(inside) < MIN_PACKED:
        return False
    gaps = np.abs((inside[:, None] - inside[None]) / (high - low)).max(axis=2) + np.eye(len(inside))
    return bool(np.sort(gaps.min(axis=1))[MIN_PACKED - 1] < PACKED[len(domain)])


def _new_on_line(
    function: Function, known: Sequence[StationaryPoint], domain: Sequence[tuple[float, float]]
) -> tuple[list[StationaryPoint], np.ndarray]:
    ((low, high),) = domain
    kinds, floors, values = search_1d.search_interval(function, low, high)
    distance = SAME_DISTANCE * (high - low)
    new = [
        StationaryPoint(point, function.value(point), kind)
        for point, kind in kinds.items()
        if not any(_is_at(other, point[0], distance) for other in known)
    ]
    new += [
        _on_floor(function, floor, (low + high) / 2)
        for floor in floors
        if not any(other.extent and other.extent[0] <= floor.high and floor.low <= other.extent[1] for other in known)
    ]
    return new, values


def _new_on_plane(
    function: Function, known: Sequence[StationaryPoint], domain: Sequence[tuple[float, float]]
) -> tuple[list[StationaryPoint], np.ndarray]:
    kinds, values = search_2d.search_window(function, tuple(domain), [other.at for other in known])
    return [StationaryPoint(point, function.value(point), kind) for point, kind in kinds.items()], values


def _is_at(known: StationaryPoint, x: float, distance: float) -> bool:
    low, high = known.extent or (known.at[0], known.at[0])
    return low - distance <= x <= high + distance


def _search_near(
    function: Function, iterates: np.ndarray, domain: tuple[tuple[float, float], ...] | None
) -> tuple[Kinds, list[LevelPart], dict[Point, Spread], np.ndarray]:
    if function.is_slow and iterates.size:
        kinds, values = endpoint_search.search(function, iterates)
        return kinds, [], {}, values
    match len(function.variables):
        case 1:
            kinds, floors, values = search_1d.search_near(function, iterates)
            return kinds, floors, {}, values
        case 2:
            kinds, spreads, values = search_2d.search_near(function, iterates, domain)
            return kinds, [], spreads, values
    return {}, [], {}, function.values(iterates)


def _on_floor(function: Function, floor: LevelPart, near: float) -> StationaryPoint:
    x = min(max(near, floor.low), floor.high) + 0.0
    if function.value((x,)) != floor.value:  # an end at which f jumps
        x += (1 if x == floor.low else -1) * NEIGHBOUR_DISTANCE * max(1.0, abs(x))
    return StationaryPoint((x,), floor.value, floor.kind, extent=(floor.low, floor.high))


def _with_catalogue_minima(function: Function, kinds: Kinds) -> Kinds:
    for minimum in function.minima or ():
        distance = CATALOGUE_DISTANCE.get(len(minimum), 0) * max(1, math.hypot(*minimum))
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


def _change_beside(function: Function, candidate: StationaryPoint) -> float:
    """Returns the difference of f close to a point, mostly by rounding: 1 − exp(−x²) is 2e-16 there, or 0."""
    if len(candidate.at) == 1 and jump_at(function, candidate.at[0]) is not None:
        return 0.0
    point = np.array(candidate.at)
    offsets = (
        NEIGHBOUR_DISTANCE * np.maximum(1.0, np.abs(point)) * np.concatenate([np.eye(len(point)), -np.eye(len(point))])
    )
    differences = np.abs(function.values(point + offsets) - candidate.value)
    return float(np.max(differences[np.isfinite(differences)], initial=0.0))


def _scope(
    function: Function, candidate: StationaryPoint, points: list[StationaryPoint], values: np.ndarray
) -> Literal["local", "global"] | None:
    if candidate.kind not in {"minimum", "maximum"}:
        return None
    sign = 1 if candidate.kind == "minimum" else -1
    of_kind = [sign * other.value for other in points if other.kind == candidate.kind]
    slack = max(HEIGHT_TOLERANCE * max(abs(other.value) for other in points), _change_beside(function, candidate))
    if min(of_kind) < sign * candidate.value - slack or (sign * values < sign * candidate.value - slack).any():
        return "local"
    return "global" if len(of_kind) > 1 else None
