"""Where to look for the stationary points of two variables: boxes about a run's start, its hull and its end.

Functions have their places near the origin: where a start is too far out to see them, boxes about it are added.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.box_search import NOTHING, SAME, Sight, distinct, look, together
from gdanim.functions.classification import kinds
from gdanim.functions.newton_search import zeros

if TYPE_CHECKING:
    from gdanim.functions.classification import Kinds
    from gdanim.functions.function import Function, Point

WIDER = 4  # times as wide is the next box
BOXES = 8
FARTHEST = WIDER ** (BOXES - 1)
BEYOND = 2  # boxes after the first that holds a minimum
GRID, FINE, WHOLE = 21, 7, 41
"""Points a side: in a box about the start or the iterates, about the end, and in a whole landscape."""
BETWEEN = 0.382  # of the way: no round fraction, where waves would have the same value
MOST = 120  # places; of more, those nearest to the iterates


def survey(function: Function, iterates: np.ndarray) -> tuple[Kinds, np.ndarray]:
    """The stationary points about iterates (n, 2), and the values that were seen on the way."""
    if not len(iterates):
        return {}, np.empty(0)
    about, widest = _about(function, tuple(iterates[0].tolist()))
    half = max([widest, *(high - low for low, high in function.domain or ())])
    low, high = _hull(iterates, WIDER * half)
    origin = _about(function, (0.0, 0.0))[0] if np.abs(iterates[0]).max() > FARTHEST else NOTHING
    along, end = look(function, low, high, GRID), _near_end(function, iterates, half)
    sight = together([about, origin, _domain(function), along, end])
    unit = min(max(1.0, float((high - low).max())), half)
    near = _nearest(sight.places, iterates, 4 * MOST)  # the same place may be there four times
    kept = _nearest(distinct(function, near, iterates[-1], SAME * unit), iterates, MOST)
    return kinds(function, kept, unit) | _once(function, sight.kinked, SAME * unit), sight.values


@lru_cache(maxsize=64)
def _about(function: Function, start: tuple[float, ...]) -> tuple[Sight, float]:
    """Boxes that grow until one holds a minimum, then ``BEYOND``; and half the width of the last.

    Beyond, a function of the catalogue is searched in its own domain.
    """
    beyond = 0 if function.domain else BEYOND
    centre, half, last = np.array(start), 1.0, BOXES
    sights: list[Sight] = []
    while len(sights) < last:
        side = WHOLE if len(sights) == last - 1 else GRID
        sights.append(look(function, centre - half, centre + half, side))
        if last == BOXES and _holds_minimum(function, sights[-1], half):
            last = min(BOXES, len(sights) + beyond)
        half *= WIDER
    return together(sights), half / WIDER


def _holds_minimum(function: Function, sight: Sight, unit: float) -> bool:
    return "minimum" in {*sight.kinked.values(), *kinds(function, sight.places, unit).values()}


@lru_cache(maxsize=64)
def _domain(function: Function) -> Sight:
    """The catalogue's domain."""
    if function.domain is None:
        return NOTHING
    low, high = np.array(function.domain).T
    return look(function, low, high, WHOLE)


def _near_end(function: Function, iterates: np.ndarray, half: float) -> Sight:
    """A box about the last point as large as the last step, and where Newton's method leads from there."""
    end = iterates[-1:]
    reach = np.clip(4 * np.abs(iterates[-2:] - end).max(), 1e-3 * half, half)
    beyond = Sight(zeros(function, end, half), {}, np.empty(0))
    return together([look(function, end[0] - reach, end[0] + reach, FINE), beyond])


def _hull(iterates: np.ndarray, farthest: float) -> tuple[np.ndarray, np.ndarray]:
    near = iterates[(np.abs(iterates - iterates[0]) <= farthest).all(axis=1)]
    low, high = near.min(axis=0), near.max(axis=0)
    margin = max(0.1 * (high - low).max(), 1e-3)
    return low - margin, high + margin


def _nearest(places: np.ndarray, iterates: np.ndarray, most: int) -> np.ndarray:
    if len(places) <= most:
        return places
    spread = iterates[np.linspace(0, len(iterates) - 1, 20).astype(int)]
    distances = np.abs(places[:, None] - spread[None]).max(axis=2).min(axis=1)
    return places[np.sort(np.argsort(distances, kind="stable")[:most])]


def _once(function: Function, kinked: Kinds, apart: float) -> Kinds:
    """Kinks found in several boxes, and those that lie on one level crease, once."""
    kept: Kinds = {}
    for place, kind in kinked.items():
        if not any(math.dist(place, other) <= apart or _is_level(function, place, other) for other in kept):
            kept[place] = kind
    return kept


def _is_level(function: Function, place: Point, other: Point) -> bool:
    """Whether the function has one value at both places and between them."""
    between = tuple(a + BETWEEN * (b - a) for a, b in zip(place, other, strict=True))
    heights = [function.value(point) for point in (place, other, between)]
    return max(heights) - min(heights) <= SAME * abs(math.dist(place, other))
