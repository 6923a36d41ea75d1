"""Chooses the boxes in which stationary points are searched: around a run's start, its bounding box and its end.

Most functions have their stationary points near the origin: if a start is too far away to find them, boxes around the
origin are searched as well.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.search.box_search import EMPTY, SAME_DISTANCE, SearchResult, distinct, merged, search_box
from gdanim.functions.search.classification import classify
from gdanim.functions.search.extremal_sets import settle
from gdanim.functions.search.flat_regions import is_degenerate
from gdanim.functions.search.newton_search import find_zeros

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.functions.function import Function
    from gdanim.functions.search.classification import Kinds
    from gdanim.functions.search.extremal_sets import Spread
    from gdanim.points import Point

    Domain = tuple[tuple[float, float], ...]

BOX_GROWTH = 4  # factor between successive boxes
MAX_BOXES = 8
FARTHEST_START = BOX_GROWTH ** (MAX_BOXES - 1)
BOXES_BEYOND = 2  # boxes after the first that contains a minimum
GRID_POINTS, FINE_GRID_POINTS, DOMAIN_GRID_POINTS = 21, 7, 41
"""Points per side: in a box around the start or the iterates, around the end, and in a whole domain."""
SAMPLE_FRACTION = 0.382  # irregular fraction of a distance: waves could have equal values at round ones
KNOWN_DISTANCE = 1e-4  # fraction of a window: a point so near to a known one is that one
MAX_POINTS = 120  # of more, those nearest to the iterates are kept


def search_near(
    function: Function, iterates: np.ndarray, domain: Domain | None = None
) -> tuple[Kinds, dict[Point, Spread], np.ndarray]:
    """Returns the stationary points near iterates (n, 2), which of them are lines and areas, and all sampled values.

    They are also searched in ``domain``, or in the function's own.
    """
    domain = domain or function.domain
    if not len(iterates):
        return {}, {}, np.empty(0)
    about_start, widest = _search_about(function, tuple(iterates[0].tolist()))
    half = max([widest, *(high - low for low, high in domain or ())])
    low, high = _bounds(iterates, BOX_GROWTH * half)
    is_far = np.abs(iterates[0]).max() > FARTHEST_START
    about_origin = _search_about(function, (0.0, 0.0))[0] if is_far else EMPTY
    along, at_end = search_box(function, low, high, GRID_POINTS), _search_end(function, iterates, half)
    result = merged([about_start, about_origin, _search_domain(function, domain), along, at_end])
    size = min(max(1.0, float((high - low).max())), half)
    near = _nearest(result.points, iterates, 4 * MAX_POINTS)  # a point may have been found four times
    points = _nearest(distinct(function, near, iterates[-1], SAME_DISTANCE * size), iterates, MAX_POINTS)
    kinds = classify(function, points, size) | _distinct_kinks(function, result.kinks, SAME_DISTANCE * size)
    return *settle(function, kinds, iterates[-1], size), result.values


@lru_cache(maxsize=64)
def _search_about(function: Function, centre: tuple[float, ...]) -> tuple[SearchResult, float]:
    """Searches growing boxes until one contains a minimum, then ``BOXES_BEYOND``; also returns the last half-width.

    For a catalogue function, which has a domain of its own, none is searched beyond the first minimum.
    """
    beyond = 0 if function.domain else BOXES_BEYOND
    middle, half, last = np.array(centre), 1.0, MAX_BOXES
    results: list[SearchResult] = []
    while len(results) < last:
        count = DOMAIN_GRID_POINTS if len(results) == last - 1 else GRID_POINTS
        results.append(search_box(function, middle - half, middle + half, count))
        if last == MAX_BOXES and _holds_minimum(function, results[-1], half):
            last = min(MAX_BOXES, len(results) + beyond)
        half *= BOX_GROWTH
    return merged(results), half / BOX_GROWTH


def _holds_minimum(function: Function, result: SearchResult, size: float) -> bool:
    return "minimum" in {*result.kinks.values(), *classify(function, result.points, size).values()}


@lru_cache(maxsize=64)
def _search_domain(function: Function, domain: Domain | None) -> SearchResult:
    if domain is None:
        return EMPTY
    low, high = np.array(domain).T
    return search_box(function, low, high, DOMAIN_GRID_POINTS)


def _search_end(function: Function, iterates: np.ndarray, half: float) -> SearchResult:
    """Searches a box around the last point, as large as the last step, and Newton's limit from there."""
    end = iterates[-1:]
    radius = np.clip(4 * np.abs(iterates[-2:] - end).max(), 1e-3 * half, half)
    from_end = SearchResult(find_zeros(function, end, half), {}, np.empty(0))
    return merged([search_box(function, end[0] - radius, end[0] + radius, FINE_GRID_POINTS), from_end])


def search_window(function: Function, domain: Domain, known: Iterable[Point]) -> tuple[Kinds, np.ndarray]:
    """Returns the stationary points in a part of the plane that are none of those known, and all sampled values.

    Points with a singular Hessian are left out: they may lie on a line that is known.
    """
    low, high = np.array(domain).T
    size = float((high - low).max())
    result = _search_domain(function, domain)
    inside = result.points[((result.points >= low) & (result.points <= high)).all(axis=1)]
    kinds = classify(function, inside[~is_degenerate(function, inside, size)], size) | result.kinks
    kept_points = list(known)
    new = {
        point: kind
        for point, kind in kinds.items()
        if all(math.dist(point, other) > KNOWN_DISTANCE * size for other in kept_points)
    }
    return new, result.values


def _bounds(iterates: np.ndarray, farthest: float) -> tuple[np.ndarray, np.ndarray]:
    """Returns the bounding box, with a margin, of the iterates no farther than ``farthest`` from the first."""
    near = iterates[(np.abs(iterates - iterates[0]) <= farthest).all(axis=1)]
    low, high = near.min(axis=0), near.max(axis=0)
    margin = max(0.1 * (high - low).max(), 1e-3)
    return low - margin, high + margin


def _nearest(points: np.ndarray, iterates: np.ndarray, max_count: int) -> np.ndarray:
    """Returns the points nearest to a sample of the iterates, at most ``max_count`` of them."""
    if len(points) <= max_count:
        return points
    sample = iterates[np.linspace(0, len(iterates) - 1, 20).astype(int)]
    distances = np.abs(points[:, None] - sample[None]).max(axis=2).min(axis=1)
    return points[np.sort(np.argsort(distances, kind="stable")[:max_count])]


def _distinct_kinks(function: Function, kinks: Kinds, distance: float) -> Kinds:
    """Returns the distinct kinks: those that several boxes found, and those on one level crease, once."""
    distinct: Kinds = {}
    for point, kind in kinks.items():
        if not any(math.dist(point, other) <= distance or _is_level(function, point, other) for other in distinct):
            distinct[point] = kind
    return distinct


def _is_level(function: Function, point: Point, other: Point) -> bool:
    """Returns whether f has one value at both points and between them."""
    between = tuple(a + SAMPLE_FRACTION * (b - a) for a, b in zip(point, other, strict=True))
    values = [function.value(each) for each in (point, other, between)]
    return max(values) - min(values) <= SAME_DISTANCE * abs(math.dist(point, other))
