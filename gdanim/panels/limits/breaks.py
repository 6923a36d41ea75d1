"""The breaks of a function: jumps, of which both sides are shown, poles, and ends of the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.properties.jumps import jumps

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.axis_range import Range
    from gdanim.functions import Function
    from gdanim.functions.properties.jumps import Jump

ZOOM_SAMPLES, ZOOM_COUNT = 65, 8  # of an interval in which a pole is looked for, ever closer
GRID_SAMPLES = 33  # samples along each side of a box in which a pole is looked for; an even cell lies in its middle
POLE_GROWTH = 1e4  # factor by which |f| grows between its largest sample and a pole
BISECTION_COUNT = 50
BORDER_REACH = 1e-3  # of an interval: so far beyond it ends of the domain are looked for
LIMIT_DISTANCE, LIMIT_CHANGE = 1e-6, 0.05
"""How close to an end of the domain, relative to an interval, f changes by less than this share of its change."""


def nearest_jumps(function: Function, low: float, high: float, reach: float = 0.0) -> list[Jump]:
    """Returns the jumps between two numbers, and the nearest one within reach on each side."""
    found = jumps(function, low - reach, high + reach)
    left, right = ([jump for jump in found if jump.x < low], [jump for jump in found if jump.x > high])
    return [*left[-1:], *(jump for jump in found if low <= jump.x <= high), *right[:1]]


def jump_heights(found: list[Jump]) -> list[float]:
    """Returns the finite values of f at jumps: from the left, at the place itself, and from the right."""
    values = [value for jump in found for value in (jump.left.value, jump.value, jump.right.value)]
    return [value for value in values if np.isfinite(value)]


def has_pole(function: Function, low: float, high: float) -> bool:
    """Returns whether |f| grows beyond all numbers between two points of the line."""
    first = 0.0
    with np.errstate(all="ignore"):
        for _ in range(ZOOM_COUNT):
            grid = np.linspace(low, high, ZOOM_SAMPLES)
            sizes = np.abs(function.values(grid[:, None]))
            if np.isinf(sizes).any():
                return True
            best = int(np.argmax(np.where(np.isnan(sizes), -1.0, sizes)))
            first = first or float(sizes[best])
            low, high = grid[max(0, best - 1)], grid[min(ZOOM_SAMPLES - 1, best + 1)]
    return bool(sizes[best] > POLE_GROWTH * first)


def domain_ends(function: Function, shown: Range) -> list[tuple[float, float]]:
    """Returns the ends of the domain between two points of the line at which f has a limit, as x and that limit."""
    return domain_ends_along(lambda xs: function.values(xs[:, None]), shown)


def domain_ends_along(values: Callable[[np.ndarray], np.ndarray], shown: Range) -> list[tuple[float, float]]:
    """Returns the same for ``values``, which turns positions (n,) on a line into heights (n,)."""
    low, high = shown
    beyond = BORDER_REACH * (high - low)  # an end may be the border itself
    grid = np.linspace(low - beyond, high + beyond, ZOOM_SAMPLES)
    with np.errstate(all="ignore"):
        has_value = np.isfinite(values(grid))
        edges = np.flatnonzero(has_value[1:] != has_value[:-1])
        pairs = [(grid[edge], grid[edge + 1])[:: 1 if has_value[edge] else -1] for edge in edges.tolist()]
        found = [_limit(values, inside, outside) for inside, outside in pairs]
    return [end for end in found if end is not None]


def nearest_pole(function: Function, low: np.ndarray, high: np.ndarray, reach: float) -> np.ndarray | None:
    """Returns the pole (d,) next to a box within reach, or the end of a line's domain; None if there is none."""
    if len(low) == 1:
        sides = (float(low[0]), float(low[0]) - reach), (float(high[0]), float(high[0]) + reach)
        found = [at for begin, end in sides if (at := _pole_on_line(function, begin, end)) is not None]
        return np.array([min(found, key=lambda at: max(low[0] - at, at - high[0]))]) if found else None
    return _zoomed_pole(function, low - reach, high + reach)


def _pole_on_line(function: Function, begin: float, end: float) -> float | None:
    """Returns the first pole, or end of the domain, on the way from ``begin`` to ``end``."""
    grid = np.linspace(begin, end, ZOOM_SAMPLES)
    with np.errstate(all="ignore"):
        missing = np.isnan(function.values(grid[:, None]))
    if missing.any() and not missing[0]:
        index = int(np.argmax(missing))
        inside, outside = float(grid[index - 1]), float(grid[index])
        for _ in range(BISECTION_COUNT):
            middle = (inside + outside) / 2
            with np.errstate(all="ignore"):
                is_outside = bool(np.isnan(function.values(np.array([[middle]]))[0]))
            inside, outside = (inside, middle) if is_outside else (middle, outside)
        end = inside
        at = _zoomed_pole(function, *(np.array([side]) for side in sorted((begin, end))))
        return outside if at is None else float(at[0])
    at = _zoomed_pole(function, *(np.array([side]) for side in sorted((begin, end))))
    return None if at is None else float(at[0])


def _zoomed_pole(function: Function, low: np.ndarray, high: np.ndarray) -> np.ndarray | None:
    """Returns the place (d,) in a box about which |f| grows beyond all numbers, found by looking ever closer."""
    first, border = 0.0, (low, high)
    for _ in range(ZOOM_COUNT):
        axes = [np.linspace(*ends, GRID_SAMPLES) for ends in zip(low, high, strict=True)]
        points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, len(low))
        with np.errstate(all="ignore"):
            sizes = np.abs(function.values(points))
        if (
            np.isinf(sizes).mean() > 1 / GRID_SAMPLES or np.isnan(sizes).all()
        ):  # numbers too large for floats are no pole
            return None
        best = points[int(np.argmax(np.where(np.isnan(sizes), -1.0, sizes)))]
        largest = float(np.nanmax(sizes))
        if np.isinf(largest):
            return best
        first = first or largest
        cell = (high - low) / (GRID_SAMPLES - 1)
        low, high = np.maximum(best - cell, border[0]), np.minimum(best + cell, border[1])
    return best if largest > POLE_GROWTH * first else None


def _limit(values: Callable[[np.ndarray], np.ndarray], inside: float, outside: float) -> tuple[float, float] | None:
    """Returns the end of the domain between two points and the value of f there, or None if it has no limit."""

    def value(x: float) -> float:
        return float(values(np.array([x]))[0])

    width, first = outside - inside, value(inside)
    for _ in range(BISECTION_COUNT):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if np.isfinite(value(middle)) else (inside, middle)
    at_end, before = value(inside), value(inside - LIMIT_DISTANCE * width)
    is_limit = abs(at_end - before) <= LIMIT_CHANGE * max(abs(before - first), 1e-12 * max(1.0, abs(before)))
    return (float(inside), at_end) if is_limit else None
