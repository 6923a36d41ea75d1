"""Where to look for the stationary points of two variables: boxes about a run's start, its hull and its end."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions import floors
from gdanim.functions.kinds import kinds
from gdanim.functions.newton import zeros

if TYPE_CHECKING:
    from gdanim.functions.function import Function
    from gdanim.functions.kinds import Kinds

WIDER = 4  # times as wide is the next box
BOXES = 8
BEYOND = 2  # boxes after the first that holds a minimum
GRID, FINE, WHOLE = 21, 7, 41
"""Points a side: in a box about the start or the iterates, about the end, and in a whole landscape."""
BESIDE = 0.5  # of a box: how far from it a place may lie
SAME = 1e-6  # of the box: places closer than this are one
MOST = 120  # places; of more, those nearest to the iterates


def survey(function: Function, iterates: np.ndarray) -> tuple[Kinds, np.ndarray]:
    """The stationary points about iterates (n, 2), and the values that were seen on the way."""
    if not len(iterates):
        return {}, np.empty(0)
    places, seen, half = _about(function, tuple(iterates[0].tolist()))
    whole, seen_there = _domain(function)
    hull = _hull(iterates, WIDER * half)
    unit = min(max(1.0, float((hull[1] - hull[0]).max())), half)
    every = np.concatenate([places, whole, _zeros(function, *hull, GRID), _near_end(function, iterates, half)])
    near = _nearest(every, iterates, 4 * MOST)  # the same place may be there four times
    kept = _nearest(_distinct(function, near, iterates[-1], SAME * unit), iterates, MOST)
    return kinds(function, kept, unit), np.concatenate([seen, seen_there])


@lru_cache(maxsize=64)
def _about(function: Function, start: tuple[float, ...]) -> tuple[np.ndarray, np.ndarray, float]:
    """Places and values in boxes that grow until one holds a minimum, then ``BEYOND``; half the width of the last."""
    centre, half, places, seen, last = np.array(start), 1.0, [], [], BOXES
    for count in range(1, BOXES + 1):
        low, high, side = centre - half, centre + half, GRID if count < last else WHOLE
        places.append(_zeros(function, low, high, side))
        seen.append(function.values(_grid(low, high, side)))
        if count == last:
            break
        if last == BOXES and "minimum" in kinds(function, places[-1], half).values():
            last = min(BOXES, count + BEYOND)
        half *= WIDER
    return np.concatenate(places), np.concatenate(seen), half


@lru_cache(maxsize=64)
def _domain(function: Function) -> tuple[np.ndarray, np.ndarray]:
    """Places and values in the catalogue's domain."""
    if function.domain is None:
        return np.empty((0, 2)), np.empty(0)
    low, high = np.array(function.domain).T
    return _zeros(function, low, high, WHOLE), function.values(_grid(low, high, WHOLE))


def _near_end(function: Function, iterates: np.ndarray, half: float) -> np.ndarray:
    """Places in a box about the last point as large as the last step, and where Newton's method leads from there."""
    end = iterates[-1:]
    reach = np.clip(4 * np.abs(iterates[-2:] - end).max(), 1e-3 * half, half)
    box = _zeros(function, end[0] - reach, end[0] + reach, FINE)
    return np.concatenate([box, zeros(function, end, half)])


def _hull(iterates: np.ndarray, farthest: float) -> tuple[np.ndarray, np.ndarray]:
    near = iterates[(np.abs(iterates - iterates[0]) <= farthest).all(axis=1)]
    low, high = near.min(axis=0), near.max(axis=0)
    margin = max(0.1 * (high - low).max(), 1e-3)
    return low - margin, high + margin


def _zeros(function: Function, low: np.ndarray, high: np.ndarray, count: int) -> np.ndarray:
    """Distinct zeros of the gradient in a box or right beside it."""
    reach = float((high - low).max())
    found = zeros(function, _grid(low, high, count), reach)
    inside = ((found >= low - BESIDE * reach) & (found <= high + BESIDE * reach)).all(axis=1)
    return _distinct(function, found[inside & np.isfinite(function.values(found))], (low + high) / 2, SAME * reach)


def _grid(low: np.ndarray, high: np.ndarray, count: int) -> np.ndarray:
    """Points (count², 2), a little askew: symmetric functions have their zeros at round fractions of a box."""
    sides = [np.linspace(a + 0.0027 * (b - a), b - 0.0061 * (b - a), count) for a, b in zip(low, high, strict=True)]
    return np.stack(np.meshgrid(*sides, indexing="ij"), axis=-1).reshape(-1, 2)


def _distinct(function: Function, places: np.ndarray, near: np.ndarray, apart: float) -> np.ndarray:
    """One of each group of places closer than ``apart``, that with the least slope; of a floor, one near ``near``."""
    places = floors.once(function, places, near, apart / SAME)
    if not len(places):
        return places
    slopes = np.hypot(*function.gradients(places).T)
    order = np.lexsort((places[:, 1], places[:, 0], slopes))
    _, first = np.unique(np.round(places[order] / apart), axis=0, return_index=True)
    kept: list[np.ndarray] = []
    for place in places[order][np.sort(first)]:
        if not kept or np.abs(np.array(kept) - place).max(axis=1).min() > apart:
            kept.append(place)
    return np.array(kept)


def _nearest(places: np.ndarray, iterates: np.ndarray, most: int) -> np.ndarray:
    if len(places) <= most:
        return places
    spread = iterates[np.linspace(0, len(iterates) - 1, 20).astype(int)]
    distances = np.abs(places[:, None] - spread[None]).max(axis=2).min(axis=1)
    return places[np.sort(np.argsort(distances, kind="stable")[:most])]
