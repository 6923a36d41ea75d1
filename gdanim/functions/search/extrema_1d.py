"""Extrema and flat points of a function of one variable, found between samples of its derivative."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.properties.jumps import jump_at, jumps
from gdanim.functions.properties.piecewise import has_one_value, is_level, may_have_pieces

if TYPE_CHECKING:
    from gdanim.functions.function import Function
    from gdanim.functions.search.classification import Kind

INTERVAL_SAMPLES = 801
DECIMAL_DIGITS = (6, 8, 10, 12)
ROUNDING_ERROR = 4e-15  # relative to a number, or to 1: distance of a bisection's result from a short decimal
MAX_SLOPE_RATIO = 0.5  # fraction of the smaller slope at the ends
MIN_EXTENT = 1e-9  # relative to the position, or to 1: a narrower level interval is a point
SAME_VALUE = 1e-9  # relative to a level interval's value, or to 1: smaller differences are rounding errors
MAX_DOUBLINGS = 9  # of the interval in which the lowest of many steps is looked for
FAR_DISTANCES = np.array([1e3, 1e6, 1e9])
BISECTION_COUNT = 64
MIN_FLOATS = 64  # between a pole and a point beside it
TRISECTION_COUNT = 100


def samples(centre: float, half: float, count: int = INTERVAL_SAMPLES) -> np.ndarray:
    """Returns samples around ``centre``, slightly off centre, because kinks and poles are often at round numbers."""
    return np.linspace(centre - 0.9973 * half, centre + 1.0061 * half, count)


@dataclass(frozen=True)
class LevelPart:
    """An interval on which f has one ``value``, as a kind of extremum. Its ends may be infinite."""

    low: float
    high: float
    kind: Kind
    value: float


def extrema(function: Function, grid: np.ndarray, *, exact: bool = True) -> list[tuple[float, bool]]:
    """Returns the extrema among the samples of ``grid``, sorted, each with whether it is a minimum.

    At an extremum the derivative changes its sign. Kinks count, poles and level floors don't. Unless ``exact``, an
    extremum is approximated by a neighbouring sample.
    """
    signs = np.sign(_slopes(function, grid))
    left, right = _brackets(signs, opposite=True)
    leaps = jumps(function, float(grid[0]), float(grid[-1]))
    at_jumps = [(jump.x, jump.is_minimum) for jump in leaps if jump.is_minimum or jump.is_maximum]
    if not left.size:
        return at_jumps
    if not exact:
        return sorted([*zip(grid[left].tolist(), (signs[left] < 0).tolist(), strict=True), *at_jumps])
    ends = _bisected(function, grid[left], grid[right])
    xs = _best(function, *ends)
    is_point = ~_is_pole(function, ends[0], grid[left], grid[right])  # beside a pole a decimal may be far away
    for floor in level_parts(function, grid):
        is_point &= (xs < floor.low) | (xs > floor.high)
    beside = [jump_at(function, x) for x in xs.tolist()]  # whether those are extrema depends on the value there
    is_point &= np.array([jump is None for jump in beside], dtype=bool)
    smooth = zip(xs[is_point].tolist(), (signs[left] < 0)[is_point].tolist(), strict=True)
    found = [(jump.x, jump.is_minimum) for jump in beside if jump and (jump.is_minimum or jump.is_maximum)]
    return sorted({*smooth, *at_jumps, *found})


def _is_at_jump(function: Function, xs: np.ndarray) -> np.ndarray:
    """Returns whether f jumps at each of the points."""
    return np.array([jump_at(function, x) is not None for x in xs.tolist()], dtype=bool)


def level_parts(function: Function, grid: np.ndarray) -> list[LevelPart]:
    """Returns the intervals on which f is constant, with whether they are lower or higher than their surroundings."""
    if not may_have_pieces(function):
        return []
    signs = np.sign(_slopes(function, grid))
    if not signs.any():  # true for NaN
        return _stairs(function, grid)
    left, right = _neighbours(signs)
    is_candidate = (signs[left] * signs[right] == -1) | (right - left > 1)
    left, right = left[is_candidate], right[is_candidate]
    lows = _bisected(function, grid[left], grid[right])[1]
    highs = _bisected(function, grid[right], grid[left])[1]
    parts = list(zip(lows.tolist(), highs.tolist(), signs[left].tolist(), signs[right].tolist(), strict=True))
    parts += _open_parts(function, grid, signs)
    return [floor for part in parts for floor in _floors(function, grid, *part)]


def _floors(
    function: Function, grid: np.ndarray, low: float, high: float, before: float, after: float
) -> list[LevelPart]:
    """Returns the level intervals between two numbers, with the signs of f′ beside them, cut where f jumps."""
    if not _is_wide(low, high):
        return []
    leaps = jumps(function, max(low, float(grid[0])), min(high, float(grid[-1])))
    cuts = [low, *(jump.x for jump in leaps if low < jump.x < high), high]
    floors = []
    for left, right in pairwise(cuts):
        value = _level_value(function, grid, left, right)
        if value is not None:
            entry = _rise_at(function, left, value, before if left == low else 0.0, outwards=-1.0)
            leaving = _rise_at(function, right, value, after if right == high else 0.0, outwards=1.0)
            floors.append(LevelPart(_short(left), _short(right), _kind_of_floor(entry, leaving), value))
    return floors


def _is_wide(left: float, right: float) -> bool:
    """Returns whether an interval is more than a point that was found up to rounding."""
    return right - left > MIN_EXTENT * max(1.0, min(abs(left), abs(right)))


def _level_value(function: Function, grid: np.ndarray, left: float, right: float) -> float | None:
    """Returns the only value that f has between two numbers, or None."""
    if not _is_wide(left, right):
        return None
    inside = _inside(left, right, grid)
    samples_inside = grid[(grid > left) & (grid < right)]
    if not is_level(function, (inside,)) or not has_one_value(function, samples_inside):
        return None
    value = function.value((inside,))
    differences = np.abs(function.values(samples_inside) - value)
    return value if (differences <= SAME_VALUE * max(1.0, abs(value))).all() else None


def _stairs(function: Function, grid: np.ndarray) -> list[LevelPart]:
    """Returns the lowest and highest steps, near the middle of the grid, of a function that is level everywhere."""
    centre = float(grid[len(grid) // 2])
    for power in range(MAX_DOUBLINGS):
        near = samples(centre, 2.0**power)
        floors = _floors(function, near, float(near[0]), float(near[-1]), np.nan, np.nan)
        if any(floor.kind == "minimum" for floor in floors):
            return [floor for floor in floors if floor.kind != "flat"]
    return []


def _rise_at(function: Function, end: float, value: float, slope: float, *, outwards: float) -> float:
    """Returns the sign of f′ beside a level interval's end, or where f jumps there, the sign with which it does."""
    jump = jump_at(function, _short(end)) if np.isfinite(end) else None
    if jump is None:
        return slope
    beyond = jump.left.value if outwards < 0 else jump.right.value
    return slope if np.isnan(beyond) or beyond == value else float(outwards * np.sign(beyond - value))


def _open_parts(function: Function, grid: np.ndarray, signs: np.ndarray) -> list[tuple[float, float, float, float]]:
    """Returns the level intervals at the grid's ends, and the signs of f′ beside them, 0 at infinity."""
    sloping = np.flatnonzero(signs != 0)  # NaN too
    if not sloping.size:
        return []
    first, last, parts = sloping[:1], sloping[-1:], []
    if first[0] > 0 and np.isfinite(signs[first[0]]):
        edge = float(_bisected(function, grid[first], grid[first - 1])[1][0])
        parts.append((_far_end(function, grid[0], -1.0), edge, 0.0, float(signs[first[0]])))
    if last[0] < len(grid) - 1 and np.isfinite(signs[last[0]]):
        edge = float(_bisected(function, grid[last], grid[last + 1])[1][0])
        parts.append((edge, _far_end(function, grid[-1], 1.0), float(signs[last[0]]), 0.0))
    return parts


def _far_end(function: Function, end: float, side: float) -> float:
    """Returns ±∞ if f has the same value far out as at an end of the grid, else that end."""
    values = function.values(np.append(end, end + side * FAR_DISTANCES))
    return float(side * np.inf) if (values == values[0]).all() else float(end)


def _inside(low: float, high: float, grid: np.ndarray) -> float:
    """Returns a number at an irregular fraction between two bounds, one of which may be infinite."""
    low, high = max(low, min(float(grid[0]), high - 1)), min(high, max(float(grid[-1]), low + 1))
    return low + 0.4637 * (high - low)


def _kind_of_floor(before: float, after: float) -> Kind:
    """Returns the kind of a level interval from the signs of f′ beside it."""
    if before <= 0 <= after:
        return "minimum"
    return "maximum" if before >= 0 >= after else "flat"


def flat_points(function: Function, grid: np.ndarray) -> list[float]:
    """Returns the points at which the derivative is zero without a change of sign, like x³ at 0."""
    slopes = _slopes(function, grid)
    signs = np.sign(slopes)
    left, right = _brackets(signs, opposite=False)
    floors, size = level_parts(function, grid), np.abs(slopes)
    # beside zeros that are underflows, slopes go on shrinking on one side: those of 1/(1 + exp(-x)) far left
    is_between = (size[np.maximum(left - 1, 0)] >= size[left]) & (
        size[np.minimum(right + 1, len(grid) - 1)] >= size[right]
    )
    is_plateau = (right - left > 1) & is_between
    plateaus = [
        x
        for x in ((grid[left + 1] + grid[right - 1])[is_plateau] / 2).tolist()
        if not any(floor.low <= x <= floor.high for floor in floors)
    ]
    dips = 1 + np.flatnonzero((size[1:-1] < size[:-2]) & (size[1:-1] <= size[2:]) & (signs[:-2] * signs[2:] > 0))
    dips = dips[size[dips] > 0]
    if not dips.size:
        return plateaus
    xs = _smallest_slopes(function, grid[dips - 1], grid[dips + 1])
    is_zero = np.abs(_slopes(function, xs)) <= 1e-10 * np.maximum(size[dips - 1], size[dips + 1])
    is_zero &= ~_is_at_jump(function, xs)
    return [*plateaus, *xs[is_zero].tolist()]


def _slopes(function: Function, grid: np.ndarray) -> np.ndarray:
    """Returns f′, and NaN where f is NaN: the derivative of log is finite left of 0, where log is undefined."""
    return np.where(np.isnan(function.values(grid)), np.nan, function.gradients(grid)[:, 0])


def _brackets(signs: np.ndarray, *, opposite: bool) -> tuple[np.ndarray, np.ndarray]:
    """Returns neighbours among the nonzero samples, of opposite or equal sign, but not across a gap of the domain."""
    left, right = _neighbours(signs)
    chosen = signs[left] * signs[right] == (-1 if opposite else 1)
    return left[chosen], right[chosen]


def _neighbours(signs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the indices of each nonzero sample and of the next, neither of them NaN."""
    nonzero = np.flatnonzero(signs != 0)  # NaN too
    left, right = nonzero[:-1], nonzero[1:]
    is_known = np.isfinite(signs[left]) & np.isfinite(signs[right])
    return left[is_known], right[is_known]


def _bisected(function: Function, first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the neighbouring floats between which f′ loses the sign that it has at ``first``."""
    side = np.sign(_slopes(function, first))
    for _ in range(BISECTION_COUNT):
        middle = first + (second - first) / 2
        before = np.sign(_slopes(function, middle)) == side
        first, second = np.where(before, middle, first), np.where(before, second, middle)
    return first, second


def _smallest_slopes(function: Function, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Returns the minimum of |f′| in brackets that each hold a single dip of it."""
    low, high = left, right
    for _ in range(TRISECTION_COUNT):
        third = (high - low) / 3
        leftwards = np.abs(_slopes(function, low + third)) <= np.abs(_slopes(function, high - third))
        low, high = np.where(leftwards, low, low + third), np.where(leftwards, high - third, high)
    return _best(function, low, high)


def _best(function: Function, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Returns the end with the smaller slope, or a short decimal near it: 1, not 1 + 2e-16.

    The decimal's slope must be far smaller than those of both ends, unless it differs only by rounding: at a kink all
    are steep.
    """
    slopes = np.abs([_slopes(function, end) for end in (low, high)])
    best, min_slope = np.where(slopes[1] <= slopes[0], high, low), np.fmin(*slopes)
    for digits in reversed(DECIMAL_DIGITS):
        decimal = np.round(high, digits)
        slope = np.abs(_slopes(function, decimal))
        is_near = np.abs(decimal - high) <= ROUNDING_ERROR * np.maximum(1, np.abs(high))
        is_equal = is_near & ~np.isnan(function.values(decimal))
        best = np.where(is_equal | (slope < MAX_SLOPE_RATIO * min_slope) | (slope == 0), decimal, best)
    return best + 0.0  # no −0


def _short(number: float) -> float:
    """Returns the short decimal that a number equals up to rounding, else the number."""
    if not np.isfinite(number):
        return number
    decimals = (round(number, digits) for digits in DECIMAL_DIGITS)
    return next((x for x in decimals if abs(x - number) <= ROUNDING_ERROR * max(1.0, abs(number))), number) + 0.0


def _is_pole(function: Function, xs: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Returns whether f is unbounded at ``xs``: there slope times distance doesn't vanish with the distance."""
    distance = np.minimum(xs - left, right - xs)
    small = np.maximum(1e-9 * distance, MIN_FLOATS * np.spacing(np.abs(xs)))
    is_pole = np.zeros(len(xs), dtype=bool)
    for side in (-1, 1):  # on one of which f may have no value
        far_product = np.abs(_slopes(function, xs + side * distance)) * distance
        is_pole |= np.abs(_slopes(function, xs + side * small)) * small > far_product / 10
    return is_pole
