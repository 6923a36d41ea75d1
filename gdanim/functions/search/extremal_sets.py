"""Minima and maxima of two variables that are no points: lines along which f has one value, and areas."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from gdanim.functions.properties.piecewise import is_level
from gdanim.functions.search.box_search import SAME_DISTANCE
from gdanim.functions.search.classification import classify
from gdanim.functions.search.flat_regions import is_degenerate
from gdanim.functions.search.kinks import find_kinks
from gdanim.functions.search.level_lines import next_points, trace
from gdanim.functions.search.newton_search import find_zeros, newton_steps, polished, spectrum

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.functions.function import Function
    from gdanim.functions.search.classification import Kind, Kinds
    from gdanim.points import Point

Spread: TypeAlias = Literal["line", "area"]
"""The shape of a set of extrema of more than one point."""

CIRCLE_RADIUS = 1e-2  # fraction of the region's size
STEEP_SLOPE = 1e-6  # fraction of the slopes on that circle
LINE_STEPS = 80  # on a line as long as the region
LINE_REACH = 4  # region sizes up to which lines are followed
MIN_LENGTH = 0.4  # fraction of the region's size: a shorter line is a point
MIN_VISIBLE_LENGTH = 0.02  # the same of a visible box
MAX_LINES = 12
SEARCH_DISTANCE = 0.1  # fraction of the region's size: distance of a flat minimum from Newton's result
SEED_COLUMNS = 21  # points per side of the grid from which lines are searched
BISECTION_COUNT = 80
HALVING_COUNT = 24


def settle(function: Function, kinds: Kinds, end: np.ndarray, size: float) -> tuple[Kinds, dict[Point, Spread]]:
    """Returns the points with one for each line and area of extrema, the nearest to ``end``, and which these are.

    Of the points that Newton's method found about a minimum as flat as that of x⁸ + y², one remains, in its middle.
    """
    settled = dict(kinds)
    spreads: dict[Point, Spread] = {}
    traced: list[list[np.ndarray]] = []
    extrema = {point: kind for point, kind in kinds.items() if kind in {"minimum", "maximum"}}
    points = np.array(list(extrema)).reshape(-1, 2)
    is_kink = ~_is_smooth(function, points, size)
    for index in np.flatnonzero(is_degenerate(function, points, size) | is_kink):
        point = tuple(points[index].tolist())
        del settled[point]
        if is_level(function, point):
            settled[point], spreads[point] = extrema[point], "area"
            continue
        if any(_is_near(lines, points[index], 2 * size / LINE_STEPS) for lines in traced):
            continue
        lines = _lines(function, point, extrema[point], size) if len(traced) < MAX_LINES else []
        if sum(map(_length, lines)) > MIN_LENGTH * size:
            traced.append(lines)
            nearest = _nearest_on_line(function, lines, extrema[point], end, size / LINE_STEPS)
            settled[nearest], spreads[nearest] = extrema[point], "line"
        else:
            middle = (
                point if is_kink[index] else _middle(function, points[index], extrema[point], SEARCH_DISTANCE * size)
            )
            if all(math.dist(middle, other) > SAME_DISTANCE * size for other in settled):
                settled[middle] = extrema[point]
    return settled, spreads


def _is_smooth(function: Function, points: np.ndarray, size: float) -> np.ndarray:
    """Returns whether the gradient vanishes at each of the points, (n,): at a kink it is steep, or none."""
    slopes = np.hypot(*function.gradients(points).T)
    around = points[:, None] + CIRCLE_RADIUS * size * np.concatenate([np.eye(2), -np.eye(2)])
    usual = np.hypot(*function.gradients(around.reshape(-1, 2)).T).reshape(-1, 4).max(axis=1, initial=0)
    return slopes <= STEEP_SLOPE * usual


@lru_cache(maxsize=64)
def lines_within(
    function: Function, seeds: tuple[Point, ...], kind: Kind, low: Point, high: Point
) -> tuple[np.ndarray, ...]:
    """Returns the lines (n, 2) of extrema in a box of the plane.

    Parameters
    ----------
    function
    seeds
        Points known to lie on lines. Others are looked for.
    kind
    low, high
        The corners of the box.
    """
    return tuple(_lines_within(function, seeds, kind, np.array(low), np.array(high)))


def _lines_within(
    function: Function, seeds: Iterable[Point], kind: Kind, low: np.ndarray, high: np.ndarray
) -> list[np.ndarray]:
    size = float((high - low).max())
    step, sign = size / LINE_STEPS, 1 if kind == "minimum" else -1
    found: list[np.ndarray] = []
    with np.errstate(all="ignore"):
        for seed in [*seeds, *_seeds(function, kind, low, high)]:
            if len(found) >= MAX_LINES or not _leads_away(function, np.array(seed), sign, step, found):
                continue
            lines = trace(function, seed, sign, step, low - step, high + step)
            is_long = sum(map(_length, lines)) > MIN_VISIBLE_LENGTH * size
            found += [line for line in lines if is_long and not _is_near(found, line[len(line) // 2], step)]
    return found


def _leads_away(function: Function, seed: np.ndarray, sign: int, step: float, lines: list[np.ndarray]) -> bool:
    """Returns whether a point lies on none of the lines found, or leads on to a point that doesn't, at a crossing."""
    if not _is_near(lines, seed, 2 * step):
        return True
    return any(not _is_near(lines, point, step) for point in next_points(function, seed, sign, 2 * step))


def _seeds(function: Function, kind: Kind, low: np.ndarray, high: np.ndarray) -> list[Point]:
    """Returns points of a kind on a grid in a box where the Hessian is singular, and kinks of this kind."""
    size = float((high - low).max())
    sides = [
        np.linspace(a + 0.0027 * (b - a), b - 0.0061 * (b - a), SEED_COLUMNS) for a, b in zip(low, high, strict=True)
    ]
    grid = np.stack(np.meshgrid(*sides, indexing="ij"), axis=-1)
    zeros = find_zeros(function, grid.reshape(-1, 2), size)
    inside = zeros[((zeros >= low) & (zeros <= high)).all(axis=1)]
    singular = inside[is_degenerate(function, inside, size)]
    _, first = np.unique(np.floor(singular / (SEARCH_DISTANCE * size)), axis=0, return_index=True)
    kinds = classify(function, singular[first], size) | find_kinks(function, grid, np.empty((0, 2)))
    return [point for point, each in kinds.items() if each == kind]


def _lines(function: Function, point: Point, kind: Kind, size: float) -> list[np.ndarray]:
    centre, sign = np.array(point), 1 if kind == "minimum" else -1
    return trace(function, point, sign, size / LINE_STEPS, centre - LINE_REACH * size, centre + LINE_REACH * size)


def _length(line: np.ndarray) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _is_near(lines: list[np.ndarray], point: np.ndarray, distance: float) -> bool:
    return any(np.hypot(*(line - point).T).min() < distance for line in lines)


def _nearest_on_line(function: Function, lines: list[np.ndarray], kind: Kind, end: np.ndarray, step: float) -> Point:
    """Returns the point of a line that is nearest to ``end``: from the nearest of its points in ever shorter steps."""
    points = np.concatenate(lines)
    best, sign = points[np.hypot(*(points - end).T).argmin()], 1 if kind == "minimum" else -1
    for halving in range(1, HALVING_COUNT):
        ahead = next_points(function, best, sign, step / 2**halving)
        best = min([best, *ahead], key=lambda point: float(np.hypot(*(point - end))))
    across = newton_steps(function.gradients(best[None]), function.hessians(best[None]))[0]
    if np.hypot(*across) < step / HALVING_COUNT:  # false for NaN, at a crease
        best = best + across
    return (float(best[0]) + 0.0, float(best[1]) + 0.0)


def _middle(function: Function, point: np.ndarray, kind: Kind, reach: float) -> Point:
    """Returns the point at which the slope along each axis of the Hessian changes its sign, from slightly beside it."""
    sign = 1.0 if kind == "minimum" else -1.0
    for axis in spectrum(function.hessians(point[None]))[1][0]:
        ends = np.array([-reach, reach])
        slopes = sign * function.gradients(point + ends[:, None] * axis) @ axis
        if not slopes[0] < 0 < slopes[1]:
            continue
        for _ in range(BISECTION_COUNT):
            middle = ends.mean()
            slope = sign * (function.gradients((point + middle * axis)[None]) @ axis)[0]
            ends = np.array([middle, ends[1]] if slope < 0 else [ends[0], middle])
        point = point + ends.mean() * axis
    return tuple(polished(function, point[None])[0].tolist())
