"""Flat regions, where a function of two variables is stationary along a line or over an area."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from gdanim.functions.level_lines import next_points, trace
from gdanim.functions.newton_search import newton_steps, polished, spectrum
from gdanim.functions.pieces import is_level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.functions.classification import Kind, Kinds
    from gdanim.functions.function import Function, Point

Spread: TypeAlias = Literal["line", "area"]
"""Where f is lowest or highest on more than a point."""

VANISHING = 1e-6  # of the greater curvature: a lesser one is rounding
OFFSET = 1e-3  # of the region's size: a step along the flat direction
STEPS = 20
BESIDE, LESS = 1e-2, 1e-3  # of the region's size: a circle; of the rise on it: the Hessian's part there
STEEP = 1e-6  # of the slopes on that circle
LINE_STEPS, REACH = 80, 4  # steps of a line as long as the region; how many times as far lines are followed
SHORT = 0.4  # of the region's size: a shorter line is a point
MAX_LINES = 12
SEARCHED = 0.1  # of the region's size: how far from where Newton's method ended a flat minimum may be
BISECTIONS = 80
HALVINGS = 24
SAME = 1e-6  # of the region's size: points closer than this are one
HEIGHT_DIGITS = 7


def is_degenerate(function: Function, points: np.ndarray, size: float | None = None) -> np.ndarray:
    """Returns whether the Hessian is singular at points (n, 2), as (n,).

    Given the ``size`` of the region, a point where f varies far more than the Hessian predicts also counts: Newton's
    method ends slightly beside a minimum as flat as that of x⁸ + y⁸.
    """
    curvatures = np.abs(spectrum(function.hessians(points))[0])
    greatest = curvatures.max(axis=1, initial=0)
    is_singular = ~(curvatures.min(axis=1, initial=np.inf) > VANISHING * greatest)
    if size is None or not len(points):
        return is_singular
    radius, angles = BESIDE * size, np.arange(8) * np.pi / 4
    around = points[:, None] + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    rises = np.abs(function.values(around.reshape(-1, 2)).reshape(-1, 8) - function.values(points)[:, None])
    return is_singular | (greatest * radius**2 < LESS * rises.max(axis=1))


def one_per_flat_region(function: Function, points: np.ndarray, near: np.ndarray, size: float) -> np.ndarray:
    """Returns the points, with only the one nearest to ``near`` for each flat region. ``size`` is that of the
    search.
    """
    heights = np.round(function.values(points), HEIGHT_DIGITS)
    distances = np.hypot(*(points - near).T)
    flat = _is_in_flat_region(function, points, OFFSET * size)
    chosen = ~flat
    for height in np.unique(heights[flat]):
        region = np.flatnonzero(flat & (heights == height))
        chosen[region[np.argmin(distances[region])]] = True
    return points[chosen]


def _is_in_flat_region(function: Function, points: np.ndarray, offset: float) -> np.ndarray:
    """Returns whether Newton's method, started beside a point, stays away from it instead of returning."""
    degenerate = np.flatnonzero(is_degenerate(function, points))
    starts = points[degenerate]
    curvatures, axes = spectrum(function.hessians(starts))
    least = np.abs(curvatures).argmin(axis=1) if len(starts) else np.empty(0, dtype=int)
    ends = starts + offset * axes[np.arange(len(starts)), least]
    for _ in range(STEPS):
        ends = ends + newton_steps(function.gradients(ends), function.hessians(ends))
    flat = np.zeros(len(points), dtype=bool)
    flat[degenerate] = np.hypot(*(ends - starts).T) > offset / 2
    return flat


def settle(function: Function, kinds: Kinds, end: np.ndarray, size: float) -> tuple[Kinds, dict[Point, Spread]]:
    """Returns the points with one per line and area of extrema, the nearest to ``end``, and which points these are.

    Of the points that Newton's method finds around a minimum as flat as that of x⁸ + y², one remains, in its centre.
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
        if sum(map(_length, lines)) > SHORT * size:
            traced.append(lines)
            nearest = _nearest_on_line(function, lines, extrema[point], end, size / LINE_STEPS)
            settled[nearest], spreads[nearest] = extrema[point], "line"
        else:
            middle = point if is_kink[index] else _middle(function, points[index], extrema[point], SEARCHED * size)
            if all(math.dist(middle, other) > SAME * size for other in settled):
                settled[middle] = extrema[point]
    return settled, spreads


def _is_smooth(function: Function, points: np.ndarray, size: float) -> np.ndarray:
    """Returns whether the gradient vanishes at each of the points, (n,), unlike at a kink."""
    slopes = np.hypot(*function.gradients(points).T)
    around = points[:, None] + BESIDE * size * np.concatenate([np.eye(2), -np.eye(2)])
    usual = np.hypot(*function.gradients(around.reshape(-1, 2)).T).reshape(-1, 4).max(axis=1, initial=0)
    return slopes <= STEEP * usual


def lines_within(
    function: Function, seeds: Iterable[Point], kind: Kind, low: np.ndarray, high: np.ndarray
) -> list[np.ndarray]:
    """Returns the lines (n, 2) of extrema through some points, as far as a box; a line through several is one."""
    step = float((high - low).max()) / LINE_STEPS
    found: list[np.ndarray] = []
    sign = 1 if kind == "minimum" else -1
    for seed in seeds:
        if len(found) < MAX_LINES and not _is_near(found, np.array(seed), 2 * step):
            with np.errstate(all="ignore"):
                found += trace(function, seed, sign, step, low, high)
    return [line for line in found if _length(line) > SHORT * step]


def _lines(function: Function, point: Point, kind: Kind, size: float) -> list[np.ndarray]:
    centre, sign = np.array(point), 1 if kind == "minimum" else -1
    return trace(function, point, sign, size / LINE_STEPS, centre - REACH * size, centre + REACH * size)


def _length(line: np.ndarray) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _is_near(lines: list[np.ndarray], point: np.ndarray, distance: float) -> bool:
    return any(np.hypot(*(line - point).T).min() < distance for line in lines)


def _nearest_on_line(function: Function, lines: list[np.ndarray], kind: Kind, end: np.ndarray, step: float) -> Point:
    """Returns the point of a line that is nearest to ``end``: from the nearest of its points in ever shorter steps."""
    points = np.concatenate(lines)
    best, sign = points[np.hypot(*(points - end).T).argmin()], 1 if kind == "minimum" else -1
    for halving in range(1, HALVINGS):
        ahead = next_points(function, best, sign, step / 2**halving)
        best = min([best, *ahead], key=lambda point: float(np.hypot(*(point - end))))
    return (float(best[0]) + 0.0, float(best[1]) + 0.0)


def _middle(function: Function, point: np.ndarray, kind: Kind, reach: float) -> Point:
    """Returns the point at which the slope along each axis of the Hessian changes its sign, from slightly beside it."""
    sign = 1.0 if kind == "minimum" else -1.0
    for axis in spectrum(function.hessians(point[None]))[1][0]:
        ends = np.array([-reach, reach])
        slopes = sign * function.gradients(point + ends[:, None] * axis) @ axis
        if not slopes[0] < 0 < slopes[1]:
            continue
        for _ in range(BISECTIONS):
            middle = ends.mean()
            slope = sign * (function.gradients((point + middle * axis)[None]) @ axis)[0]
            ends = np.array([middle, ends[1]] if slope < 0 else [ends[0], middle])
        point = point + ends.mean() * axis
    return tuple(polished(function, point[None])[0].tolist())
