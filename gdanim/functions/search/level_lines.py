"""Lines of minima or maxima in two variables, as of (x − y)², traced from point to point.

From a point on the line the next is looked for on a circle about it, in the direction in which f changes least. Creases
such as that of |x − y| are traced alike: no derivative is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdanim.functions.function import Function
    from gdanim.points import Point

ALL_DIRECTIONS, FORWARD_DIRECTIONS = 72, 25  # number of directions tried around a point, and ahead on a line
WIDEST_TURN = np.pi / 3
ZOOM_COUNT, ZOOM_DIRECTIONS = 13, 17  # each zoom tries this many directions in an eighth of the last one's angle
LEVEL_TOLERANCE = 1e-11  # fraction of the usual difference on the circle
ROUNDING_ERROR = 2e-15  # relative to f, or to 1
MAX_STEPS = 1500
LAST_STEPS = (0.5, 0.25, 0.125, 0.0625)  # fractions of a step, before the end of a line
CLOSING_DISTANCE = 0.75  # fraction of a step: a line this close to its beginning is closed
MIN_CLOSED_STEPS = 6  # steps


def trace(
    function: Function, point: Point, sign: int, step: float, low: np.ndarray, high: np.ndarray
) -> list[np.ndarray]:
    """Returns the lines (n, 2) through a point on which f is constant; none if the point is isolated.

    Parameters
    ----------
    function
        A function of two variables.
    point
        A minimum, or a maximum.
    sign
        1 for a minimum, -1 for a maximum.
    step
        The distance between the points of a line.
    low, high
        The corners ``(2,)`` of the box in which lines are followed.
    """
    start, value = np.array(point), function.value(point)
    lines: list[np.ndarray] = []
    angles = np.linspace(0, 2 * np.pi, ALL_DIRECTIONS + 1)[:-1]
    for angle in _level_directions(function, start, value, sign, step, angles):
        line = _follow(function, start, value, sign, step, angle, low, high)
        lines.append(line)
        if len(line) > MIN_CLOSED_STEPS and np.hypot(*(line[-1] - start)) < CLOSING_DISTANCE * step:
            return [line]
    return lines


def next_points(function: Function, point: np.ndarray, sign: int, step: float) -> list[np.ndarray]:
    """Returns the points on the lines through a point at a distance of ``step``."""
    all_around = np.linspace(0, 2 * np.pi, ALL_DIRECTIONS + 1)[:-1]
    angles = _level_directions(function, point, float(function.values(point[None])[0]), sign, step, all_around)
    return [point + step * np.array([np.cos(angle), np.sin(angle)]) for angle in angles]


def _follow(
    function: Function,
    start: np.ndarray,
    value: float,
    sign: int,
    step: float,
    angle: float,
    low: np.ndarray,
    high: np.ndarray,
) -> np.ndarray:
    """Returns the points of a line from ``start`` in a direction: to its end, to the border, or back to ``start``."""
    points = [start]
    for count in range(MAX_STEPS):
        points.append(points[-1] + step * np.array([np.cos(angle), np.sin(angle)]))
        is_closed = count > MIN_CLOSED_STEPS and np.hypot(*(points[-1] - start)) < CLOSING_DISTANCE * step
        if is_closed:
            points[-1] = start
        if is_closed or (points[-1] < low).any() or (points[-1] > high).any():
            break
        ahead = angle + np.linspace(-WIDEST_TURN, WIDEST_TURN, FORWARD_DIRECTIONS)
        angles = _level_directions(function, points[-1], value, sign, step, ahead)
        if not len(angles):
            points += _last_points(function, points[-1], value, sign, step, ahead)
            break
        angle = float(angles[np.abs(angles - angle).argmin()])
    return np.array(points)


def _last_points(
    function: Function, point: np.ndarray, value: float, sign: int, step: float, ahead: np.ndarray
) -> list[np.ndarray]:
    """Returns the points between the last whole step and the end of a line."""
    points: list[np.ndarray] = []
    for part in LAST_STEPS:
        angles = _level_directions(function, point, value, sign, part * step, ahead)
        if len(angles):
            angle = angles[np.abs(angles - ahead[FORWARD_DIRECTIONS // 2]).argmin()]
            point = point + part * step * np.array([np.cos(angle), np.sin(angle)])
            points.append(point)
    return points


def _level_directions(
    function: Function, point: np.ndarray, value: float, sign: int, step: float, angles: np.ndarray
) -> np.ndarray:
    """Returns those directions, near the given ones, in which f has the ``value`` a step ahead."""

    def differences(tried: np.ndarray) -> np.ndarray:
        ends = point + step * np.stack([np.cos(tried), np.sin(tried)], axis=-1)
        values = sign * (function.values(ends.reshape(-1, 2)).reshape(tried.shape) - value)
        return np.where(np.isnan(values), np.inf, values)

    heights = differences(angles)
    is_around = angles[-1] - angles[0] > 1.5 * np.pi
    before, after = np.roll(heights, 1), np.roll(heights, -1)
    is_low = (heights <= before) & (heights < after)
    if not is_around:
        is_low[[0, -1]] = False
    best, width = angles[is_low], angles[1] - angles[0]
    finite = np.abs(heights[np.isfinite(heights)])
    tolerance = (
        LEVEL_TOLERANCE * float(np.median(finite)) + ROUNDING_ERROR * max(1.0, abs(value)) if finite.size else 0.0
    )
    lowest = heights[is_low]
    for _ in range(ZOOM_COUNT):
        if (lowest <= tolerance).all():
            break
        tried = best[:, None] + width * np.linspace(-1, 1, ZOOM_DIRECTIONS)
        found = differences(tried)
        best, lowest = tried[np.arange(len(best)), found.argmin(axis=1)], found.min(axis=1)
        width *= 2 / (ZOOM_DIRECTIONS - 1)
    return best[lowest <= tolerance]
