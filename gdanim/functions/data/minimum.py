"""The minimum of the mean loss on points: in closed form, or by a damped Newton's method."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.data import penalised_fit
from gdanim.functions.data.robust_fit import RobustFit
from gdanim.spelling import rounded

if TYPE_CHECKING:
    from gdanim.functions.data.mean_loss import MeanLoss
    from gdanim.points import Point

MAX_ITERATIONS = 200
CONVERGED_STEP = 1e-12  # fraction of the point's size
LEAST_CURVATURE = 1e-9  # of a log loss along a feature with a mean square of 1, where it is at most ¼


def minimum(fit: MeanLoss) -> Point | None:
    """Returns the minimum, or None if there is none or more than one.

    There is more than one if the points do not determine the parameters, and none if two classes can be separated, so
    that the loss has no minimum.
    """
    if np.linalg.matrix_rank(_normalised(fit.features)) < fit.features.shape[1]:
        return None
    if fit.l1:
        return penalised_fit.minimum(fit)
    if fit.loss.name == "log_loss":
        return None if _is_separable(fit) else _newton(fit)
    squares = _least_squares(fit)
    return squares if fit.loss.is_quadratic else _robust(fit, squares)


def _targets(fit: MeanLoss) -> np.ndarray:
    """Returns what the variables' part of each score should be: y, or −1 and 1 for a classifier, less the offset."""
    return (2 * fit.sample.y - 1 if fit.loss.has_signs else fit.sample.y) - fit.offset


def _normalised(features: np.ndarray) -> np.ndarray:
    return features / np.linalg.norm(features, axis=0).clip(1e-300)


def _least_squares(fit: MeanLoss) -> Point:
    """Solves least squares by orthogonalising the features with scaled columns; a ridge penalty adds rows."""
    count = 1 if fit.loss.is_sum else fit.point_count
    curvature = fit.loss.max_second_derivative or 2.0
    rows = np.sqrt(count * fit.ridge * 2 / curvature) * np.eye(fit.features.shape[1])[list(fit.penalised)]
    features = np.concatenate([fit.features, rows])
    targets = np.concatenate([_targets(fit), np.zeros(len(rows))])
    sizes = np.linalg.norm(features, axis=0)
    solution = np.linalg.lstsq(features / sizes, targets, rcond=None)[0] / sizes
    return tuple(map(float, solution))


def _orthogonal(fit: MeanLoss) -> np.ndarray:
    """Returns T (d, d) such that the columns of ``features @ T`` are orthogonal, with a mean square of 1."""
    sizes = np.linalg.norm(fit.features, axis=0)
    triangle = np.linalg.qr(fit.features / sizes, mode="r")
    return np.sqrt(fit.point_count) * np.linalg.solve(triangle, np.eye(len(sizes))) / sizes[:, None]


def _penalty(fit: MeanLoss, change: np.ndarray) -> np.ndarray:
    """Returns the second derivatives of the ridge penalty by c, for parameters ``change @ c``."""
    rows = change[list(fit.penalised)]
    return 2 * fit.ridge * rows.T @ rows


def _robust(fit: MeanLoss, squares: Point) -> Point | None:
    """Solves for the correction of the least-squares solution, which avoids cancellation of large numbers."""
    change = _orthogonal(fit)
    features = fit.features @ change
    penalty = _penalty(fit, change)
    point = np.linalg.solve(change, squares)
    first = _correction(fit, features, penalty, point)
    if first is None:
        return None
    second = _correction(fit, features, penalty, point + first)  # without the first one's rounding errors
    return tuple(map(float, change @ (point + first + (0 if second is None else second))))


def _correction(fit: MeanLoss, features: np.ndarray, penalty: np.ndarray, point: np.ndarray) -> np.ndarray | None:
    """Returns the correction of ``point`` to the minimum."""
    targets = _targets(fit)
    residuals = targets - features @ point
    terms = np.abs(targets) + np.abs(features) @ np.abs(point)
    tilt = penalty @ point
    if fit.loss.tilt:  # twice such a loss is an absolute error and a linear part
        signs = 2 * fit.sample.y - 1 if fit.loss.has_signs else fit.sample.y
        penalty, tilt = 2 * penalty, 2 * tilt - fit.loss.tilt(signs) @ features / fit.point_count
    robust_fit = RobustFit(features, residuals, penalty, fit.loss.delta, tilt, terms + np.median(terms))
    return robust_fit.minimum(np.zeros(len(point)))


def _is_separable(fit: MeanLoss) -> bool:
    """Returns whether a threshold separates the classes, or with a ridge penalty, whether one is missing.

    Of one variable: whether the loss falls for ever one way. Of several terms it is Newton's method that finds out.
    """
    if len(fit.penalised) == 1:
        signed = (2 * fit.sample.y - 1) * fit.features[:, 0]
        is_bounded = fit.ridge > 0 and fit.penalised[0]
        return not is_bounded and bool((signed >= 0).all() or (signed <= 0).all())
    zeros, ones = (fit.sample.x[fit.sample.y == label] for label in (0, 1))
    if not len(zeros) or not len(ones):
        return True
    if fit.ridge or len(fit.terms) > 2:
        return False
    return bool(zeros.max() <= ones.min() or ones.max() <= zeros.min())


def _newton(fit: MeanLoss) -> Point | None:
    """Minimises a smooth loss from zero, in coordinates with orthogonal features; None if it falls for ever."""
    change = _orthogonal(fit)
    point = np.zeros(len(change))
    for _ in range(MAX_ITERATIONS):
        parameters = (change @ point).tolist()
        slope = change.T @ np.array(fit.gradient(parameters))
        hessian = change.T @ np.array(fit.hessian(parameters)) @ change
        if not np.isfinite(hessian).all() or _is_level(hessian):
            return None
        step = np.linalg.lstsq(hessian, -slope, rcond=None)[0]
        part = _step_fraction(fit, parameters, change @ step, float(slope @ step))
        point = point + part * step
        if np.linalg.norm(step) <= CONVERGED_STEP * max(1.0, float(np.linalg.norm(point))):
            return tuple(map(float, change @ point))
    return tuple(map(float, change @ point)) if np.linalg.norm(slope) < 1e-9 else None


def _is_level(hessian: np.ndarray) -> bool:
    """Returns whether the loss has no curvature along a direction: it falls along it, ever less, for ever."""
    return bool(np.linalg.eigvalsh(hessian)[0] < LEAST_CURVATURE)


def _step_fraction(fit: MeanLoss, parameters: list[float], step: np.ndarray, fall: float) -> float:
    """Returns the first of 1, ½, ¼, … for which the step decreases the loss."""
    value, part = fit.value(parameters), 1.0
    while part > 1e-9 and fit.value((parameters + part * step).tolist()) > value + 1e-4 * part * fall:
        part /= 2
    return part if part > 1e-9 else 1.0


def step_size(fit: MeanLoss) -> float | None:
    """Returns 1/L rounded down to one digit, where L is the largest curvature; None if the loss has no curvature."""
    squares = fit.features.T @ fit.features / fit.point_count
    curvature = fit.loss.max_second_derivative * (fit.point_count if fit.loss.is_sum else 1)
    greatest = curvature * float(np.linalg.eigvalsh(squares)[-1]) + 2 * fit.ridge
    if not (fit.loss.is_smooth and 0 < greatest < math.inf):
        return None
    power = 10.0 ** math.floor(math.log10(1 / greatest))
    return rounded(math.floor(1 / greatest / power * (1 + 1e-12)) * power, 1)
