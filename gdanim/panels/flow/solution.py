"""The solution of the gradient flow x′ = −∇f(x), of which gradient descent is Euler's method, and lines of the flow.

Dormand and Prince, J. Comput. Appl. Math. 6, 1980.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.functions import Function

    Slope = Callable[[np.ndarray], np.ndarray]

RELATIVE_TOLERANCE, ABSOLUTE_TOLERANCE = 1e-9, 1e-12  # errors of a step of the solver
MAX_EVALUATIONS = 20_000
SAFETY_FACTOR, LEAST_FACTOR, GREATEST_FACTOR = 0.9, 0.2, 5.0
MIN_SAMPLES = 400  # of the whole solution, at least
LINE_COUNT, LINE_STEPS, LINE_STEP = 48, 600, 0.004  # lines of the flow; steps of each; of the map's width

STAGES = (
    (),
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
ERROR_WEIGHTS = (71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40)


@lru_cache(maxsize=16)
def solution(trajectory: Trajectory) -> tuple[int, np.ndarray]:
    """Returns the flow from a run's start at even times (n, d), of which several are one of the run's steps.

    The first number is how many. Rows are NaN from where the solver gives up.
    """
    run, steps = trajectory.run, trajectory.last_step
    eta = run.schedule.at(0) if run.schedule else 0.0
    per_step = max(1, -(-MIN_SAMPLES // max(1, steps)))
    side = 1.0 if run.is_ascent else -1.0

    def slope(point: np.ndarray) -> np.ndarray:
        return side * run.function.gradients(point[None])[0]

    times = eta * np.arange(steps * per_step + 1) / per_step
    return per_step, _integrated(slope, np.array(run.start, float), times)


def _integrated(slope: Slope, start: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Returns the solution at rising times; NaN from where too many evaluations would be needed."""
    rows = np.full((len(times), len(start)), np.nan)
    rows[0] = start
    point, length, evaluations = start, float(times[1] - times[0]) if len(times) > 1 else 0.0, 0
    with np.errstate(all="ignore"):
        for index in range(1, len(times)):
            now = float(times[index - 1])
            while now < times[index]:
                step = min(length, float(times[index]) - now)
                landing, error = _step(slope, point, step)
                evaluations += len(STAGES)
                if evaluations > MAX_EVALUATIONS or not np.isfinite(landing).all():
                    return rows
                factor = SAFETY_FACTOR * max(error, 1e-12) ** -0.2
                if error <= 1:
                    is_last = step == float(times[index]) - now
                    point, now = landing, float(times[index]) if is_last else now + step
                    length = length if is_last and factor >= 1 and step < length else step
                length *= min(GREATEST_FACTOR, max(LEAST_FACTOR, factor)) if error > 1 or step == length else 1.0
            rows[index] = point
    return rows


def _step(slope: Slope, point: np.ndarray, step: float) -> tuple[np.ndarray, float]:
    """Returns the point after a step of the fifth order, and its error relative to what is allowed."""
    slopes: list[np.ndarray] = []
    landing = point
    for weights in STAGES:
        landing = point + step * sum((weight * each for weight, each in zip(weights, slopes, strict=True)), np.zeros(1))
        slopes.append(slope(landing))
    error = step * sum(weight * each for weight, each in zip(ERROR_WEIGHTS, slopes, strict=True))
    scale = ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * np.maximum(np.abs(point), np.abs(landing))
    return landing, float(np.sqrt(np.mean((error / scale) ** 2)))


def gaps(trajectory: Trajectory) -> np.ndarray:
    """Returns the distance (n,) of each iterate from the flow at its time."""
    per_step, rows = solution(trajectory)
    with np.errstate(all="ignore"):
        return np.asarray(np.linalg.norm(trajectory.points - rows[::per_step], axis=1))


def flow_lines(function: Function, x_range: Range, y_range: Range, *, ascends: bool = False) -> list[np.ndarray]:
    """Returns lines of the flow (n, 2) from the frame of a map, each to where it ends or leaves the map."""
    low, high = (np.array([axis[end] for axis in (x_range, y_range)]) for end in (0, 1))
    size, side = high - low, 1.0 if ascends else -1.0
    points = low + size * _frame(LINE_COUNT)
    rows, active = [points.copy()], np.ones(len(points), bool)
    with np.errstate(all="ignore"):
        for _ in range(LINE_STEPS):
            direction = _direction(function, points, size, side)
            ahead = points + LINE_STEP / 2 * size * direction
            direction = _direction(function, ahead, size, side)
            after = points + LINE_STEP * size * direction
            inside = ((after >= low) & (after <= high)).all(axis=1)
            goes_on = (direction * _direction(function, after, size, side)).sum(axis=1) > 0
            active &= inside & goes_on & np.isfinite(after).all(axis=1)
            if not active.any():
                break
            points = np.where(active[:, None], after, points)
            rows.append(np.where(active[:, None], after, np.nan))
    lines = np.stack(rows, axis=1)
    return [line[np.isfinite(line).all(axis=1)] for line in lines if np.isfinite(line).all(axis=1).sum() > 2]


def _direction(function: Function, points: np.ndarray, size: np.ndarray, side: float) -> np.ndarray:
    """Returns the direction of the flow in fractions of the map, of length one."""
    slopes = side * function.gradients(points) / size
    return np.asarray(slopes / np.linalg.norm(slopes, axis=1, keepdims=True))


def _frame(count: int) -> np.ndarray:
    """Returns points (count, 2) evenly along the sides of the unit square."""
    along = 4 * (np.arange(count) + 0.5) / count
    side, part = np.floor(along).astype(int), along % 1
    zeros, ones = np.zeros(count), np.ones(count)
    x = np.choose(side, [part, ones, 1 - part, zeros])
    y = np.choose(side, [zeros, part, ones, 1 - part])
    return np.column_stack((x, y))
