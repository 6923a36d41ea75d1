"""The minimum of the mean loss on points: in closed form, or by Newton's method with halved steps."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.data.losses import Loss

if TYPE_CHECKING:
    from gdanim.functions.data.mean_loss import MeanLoss
    from gdanim.functions.function import Point

ITERATIONS = 200
CONVERGED = 1e-12  # of the point's size: a step no longer
SMOOTHING = tuple(10.0**-power for power in range(11))


def minimum(fit: MeanLoss) -> Point | None:
    """Returns the minimum, or None where there is none or more than one.

    There is more than one where the points do not determine the parameters, and none where the loss falls for ever: of
    two classes that can be separated.
    """
    if np.linalg.matrix_rank(_normalised(fit.features)) < fit.features.shape[1]:
        return None
    squares = _least_squares(fit)
    if fit.loss.name == "mse":
        return squares
    if fit.loss.smooth:
        return _newton(fit, (0.0,) * len(squares) if fit.is_classifier else squares)
    return _least_deviations(fit, squares)


def _normalised(features: np.ndarray) -> np.ndarray:
    return features / np.linalg.norm(features, axis=0).clip(1e-300)


def _least_squares(fit: MeanLoss) -> Point:
    """Solves by an orthogonal factorisation of the features with scaled columns; a ridge penalty adds rows."""
    rows = np.sqrt(len(fit) * fit.ridge) * np.eye(fit.features.shape[1])[:-1]
    features = np.concatenate([fit.features, rows])
    targets = np.concatenate([fit.sample.y, np.zeros(len(rows))])
    sizes = np.linalg.norm(features, axis=0)
    found = np.linalg.lstsq(features / sizes, targets, rcond=None)[0] / sizes
    return tuple(map(float, found))


def _newton(fit: MeanLoss, start: Point) -> Point | None:
    point = np.array(start)
    for _ in range(ITERATIONS):
        slope, hessian = np.array(fit.gradient(point.tolist())), np.array(fit.hessian(point.tolist()))
        if not np.isfinite(hessian).all() or np.linalg.cond(hessian) > 1e14:
            return None
        step = np.linalg.solve(hessian, -slope)
        part = _step_fraction(fit, point, step, float(slope @ step))
        point = point + part * step
        if np.linalg.norm(step) <= CONVERGED * max(1.0, float(np.linalg.norm(point))):
            return tuple(map(float, point))
    return tuple(map(float, point)) if np.linalg.norm(slope) < 1e-9 else None


def _step_fraction(fit: MeanLoss, point: np.ndarray, step: np.ndarray, fall: float) -> float:
    """Returns the first of 1, ½, ¼, … with which the step makes the loss fall."""
    value, part = fit.value(point.tolist()), 1.0
    while part > 1e-9 and fit.value((point + part * step).tolist()) > value + 1e-4 * part * fall:
        part /= 2
    return part if part > 1e-9 else 1.0


def _least_deviations(fit: MeanLoss, start: Point) -> Point | None:
    """Minimises ever less smoothed versions of |r|; in the end the curve goes through as many points as it can."""
    point: Point | None = start
    scale = float(np.abs(fit.score(start, fit.sample.x) - fit.sample.y).mean()) or 1.0
    for part in SMOOTHING:
        smoothed = replace(fit, loss=_smoothed(part * scale))
        point = _newton(smoothed, point or start) or point
    return _through_points(fit, point or start)


def _smoothed(width: float) -> Loss:
    """Returns √(r² + width²), which is |r| without its kink."""

    def size(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
        return np.hypot(scores - targets, width)

    return Loss(
        "smoothed",
        value=size,
        derivative=lambda scores, targets: (scores - targets) / size(scores, targets),
        second_derivative=lambda scores, targets: width**2 / size(scores, targets) ** 3,
        formula="",
        max_second_derivative=1 / width,
    )


def _through_points(fit: MeanLoss, point: Point) -> Point:
    """Returns the curve through the points nearest to it, if its loss is no greater."""
    nearest = np.argsort(np.abs(fit.score(point, fit.sample.x) - fit.sample.y), kind="stable")[: len(point)]
    features = fit.features[nearest]
    if np.linalg.matrix_rank(_normalised(features)) < len(point):
        return point
    exact = tuple(map(float, np.linalg.solve(features, fit.sample.y[nearest])))
    return exact if fit.value(exact) <= fit.value(point) + 1e-12 else point


def step_size(fit: MeanLoss) -> float | None:
    """Returns 1/L rounded down to one digit, L being the greatest curvature; None where the loss has no curvature."""
    squares = fit.features.T @ fit.features / len(fit)
    greatest = fit.loss.max_second_derivative * float(np.linalg.eigvalsh(squares)[-1]) + 2 * fit.ridge
    if not (fit.loss.smooth and 0 < greatest < math.inf):
        return None
    power = 10.0 ** math.floor(math.log10(1 / greatest))
    return float(f"{math.floor(1 / greatest / power * (1 + 1e-12)) * power:.1g}")
