"""Where the gradient of a function is zero: found near a run's points, whatever is shown of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdanim.functions import search_1d, search_2d

if TYPE_CHECKING:
    from gdanim.functions.classification import Kind, Kinds
    from gdanim.functions.function import Function, Point

SAME = {1: 1e-6, 2: 1e-5}  # of a point's size, by the number of variables: what was found is the catalogue's
FAR_OUT = np.array([10.0**power for power in (3, 6, 9)])


@dataclass(frozen=True)
class StationaryPoint:
    """``scope`` is None for the only one of its kind, where the function goes no lower (for a maximum: higher)."""

    point: Point
    value: float
    kind: Kind
    scope: Literal["local", "global"] | None = None

    @property
    def key(self) -> str:
        """Of its name in a language: ``minimum``, or where there are others ``local_minimum``."""
        return f"{self.scope}_{self.kind}" if self.scope else self.kind


def search(function: Function, points: np.ndarray) -> tuple[StationaryPoint, ...]:
    """The stationary points about a start and its finite iterates, (n, d), sorted by their coordinates.

    A catalogue function's own minima take the place of those found; of more than two variables there are no others.
    """
    if function.is_data_problem:
        return tuple(StationaryPoint(point, function.value(point), "minimum") for point in function.minima or ())
    dimension = len(function.variables)
    iterates = np.asarray(points, dtype=float).reshape(-1, dimension)
    with np.errstate(all="ignore"):
        kinds, seen = _surveyed(function, iterates)
        found = [
            StationaryPoint(point, function.value(point), kind)
            for point, kind in sorted(_with_catalogue(function, kinds).items())
        ]
        seen = np.concatenate([seen, function.values(_far_out(dimension))])
        return tuple(replace(place, scope=_scope(place, found, seen)) for place in found)


def _surveyed(function: Function, iterates: np.ndarray) -> tuple[Kinds, np.ndarray]:
    match len(function.variables):
        case 1:
            return search_1d.survey(function, iterates)
        case 2:
            return search_2d.survey(function, iterates)
    return {}, function.values(iterates)


def _with_catalogue(function: Function, kinds: Kinds) -> Kinds:
    for exact in function.minima or ():
        apart = SAME.get(len(exact), 0) * max(1, math.hypot(*exact))
        kinds = {point: kind for point, kind in kinds.items() if math.dist(point, exact) > apart}
        kinds[exact] = "minimum"
    return kinds


def _far_out(dimension: int) -> np.ndarray:
    """Points to tell whether the function has a bottom: along the axes and the diagonals."""
    axes = np.eye(dimension)
    directions = (
        axes if dimension == 1 else np.concatenate([axes, [np.ones(dimension), (-1.0) ** np.arange(dimension)]])
    )
    return (FAR_OUT[:, None, None] * np.concatenate([-directions, directions])).reshape(-1, dimension)


def _scope(place: StationaryPoint, found: list[StationaryPoint], seen: np.ndarray) -> Literal["local", "global"] | None:
    if place.kind not in {"minimum", "maximum"}:
        return None
    sign = 1 if place.kind == "minimum" else -1
    values = [sign * other.value for other in found if other.kind == place.kind]
    slack = 1e-9 * max(1, abs(place.value))
    if min(values) < sign * place.value - slack or (sign * seen < sign * place.value - slack).any():
        return "local"
    return "global" if len(values) > 1 else None
