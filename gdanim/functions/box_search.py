"""What a box of the plane holds: the stationary points, the kinks and the values of a function in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions import degenerate
from gdanim.functions.kinks import kinks
from gdanim.functions.newton_search import zeros

if TYPE_CHECKING:
    from gdanim.functions.classification import Kinds
    from gdanim.functions.function import Function

BESIDE = 0.5  # of a box: how far from it a place may lie
SAME = 1e-6  # of the box: places closer than this are one


@dataclass(frozen=True)
class Sight:
    """``places`` (k, 2) are where the gradient vanishes, ``kinked`` where it jumps, ``values`` those of the grid."""

    places: np.ndarray
    kinked: Kinds
    values: np.ndarray


NOTHING = Sight(np.empty((0, 2)), {}, np.empty(0))


def together(sights: list[Sight]) -> Sight:
    kinked = {place: kind for sight in sights for place, kind in sight.kinked.items()}
    places, values = ([getattr(sight, name) for sight in sights] for name in ("places", "values"))
    return Sight(np.concatenate(places), kinked, np.concatenate(values))


def look(function: Function, low: np.ndarray, high: np.ndarray, count: int) -> Sight:
    """A box searched from a grid of ``count`` points a side."""
    grid, reach = _grid(low, high, count), float((high - low).max())
    values = function.values(grid)
    found = zeros(function, grid, reach)
    inside = ((found >= low - BESIDE * reach) & (found <= high + BESIDE * reach)).all(axis=1)
    solid = found[inside & np.isfinite(function.values(found))]
    places = distinct(function, solid, (low + high) / 2, SAME * reach)
    return Sight(places, kinks(function, grid.reshape(count, count, 2), places), values)


def _grid(low: np.ndarray, high: np.ndarray, count: int) -> np.ndarray:
    """Points (count², 2), a little askew: symmetric functions have their zeros at round fractions of a box."""
    sides = [np.linspace(a + 0.0027 * (b - a), b - 0.0061 * (b - a), count) for a, b in zip(low, high, strict=True)]
    return np.stack(np.meshgrid(*sides, indexing="ij"), axis=-1).reshape(-1, 2)


def distinct(function: Function, places: np.ndarray, near: np.ndarray, apart: float) -> np.ndarray:
    """One of each group of places much closer than ``apart``, that with the least slope; of a floor, one near ``near``.

    Of two neighbours on either side of a border between cells, a cell of shifted ones holds both.
    """
    slopes = np.hypot(*function.gradients(places).T)
    places = places[np.lexsort((places[:, 1], places[:, 0], slopes))]
    for shift in ((0, 0), (0, 0.5), (0.5, 0), (0.5, 0.5)):
        _, first = np.unique(np.floor(places / apart + shift), axis=0, return_index=True)
        places = places[np.sort(first)]
    return degenerate.once(function, places, near, apart / SAME)
