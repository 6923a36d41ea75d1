"""The minimum of a smooth loss with an L1 penalty: Newton's method on the coefficients that are not zero.

Each quadratic model is minimised coordinate by coordinate.
Friedman, Hastie and Tibshirani, J. Stat. Softw. 33(1), 2010.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdanim.functions.data.mean_loss import MeanLoss
    from gdanim.points import Point

MAX_MODELS, MAX_SWEEPS = 100, 5000
CONVERGED_STEP = 1e-12  # relative to the point's size
LEAST_CURVATURE = 1e-9  # relative to the largest one: a smaller one is that of a loss that falls for ever
EXACT_EVERY = 10  # sweeps between two tries to solve for the coefficients that are not zero
SLOPE_ROUNDING = 1e-9  # relative to the penalty


def minimum(fit: MeanLoss) -> Point | None:
    """Returns the minimum; None if there is none, or none is found."""
    penalties = fit.l1 * np.array(fit.penalised, dtype=float)
    point = np.zeros(len(penalties))
    for _ in range(MAX_MODELS):
        hessian, slope = np.array(fit.hessian(point.tolist())), _smooth_slope(fit, point)
        curvatures = np.linalg.eigvalsh(hessian) if np.isfinite(hessian).all() else np.zeros(1)
        if not np.isfinite(slope).all() or curvatures[0] <= 0:
            return None
        if fit.loss.name == "log_loss" and curvatures[-1] < LEAST_CURVATURE:
            return None
        lowest = _lowest_of_model(hessian, hessian @ point - slope, penalties, point)
        if lowest is None:
            return None
        step = lowest - point
        point = point + _step_fraction(fit, point, step) * step
        if np.linalg.norm(step) <= CONVERGED_STEP * max(1.0, float(np.linalg.norm(point))):
            return tuple(map(float, lowest))
    return None


def _smooth_slope(fit: MeanLoss, point: np.ndarray) -> np.ndarray:
    """Returns the gradient of the loss without its L1 penalty."""
    return np.array(fit.gradient(point.tolist())) - fit.l1 * np.array(fit.penalised) * np.sign(point)


def _lowest_of_model(
    hessian: np.ndarray, pull: np.ndarray, penalties: np.ndarray, start: np.ndarray
) -> np.ndarray | None:
    """Returns the minimum of ½cᵀHc − ``pull``·c + Σ ``penalties``·|c|, exact but for rounding; None if not found."""
    point = start.copy()
    for sweep in range(MAX_SWEEPS):
        for index in range(len(point)):
            rest = pull[index] - hessian[index] @ point + hessian[index, index] * point[index]
            size = max(0.0, abs(rest) - penalties[index])
            point[index] = np.sign(rest) * size / hessian[index, index]
        if sweep % EXACT_EVERY == EXACT_EVERY - 1:
            exact = _solved(hessian, pull, penalties, point)
            if exact is not None:
                return exact
    return None


def _solved(hessian: np.ndarray, pull: np.ndarray, penalties: np.ndarray, point: np.ndarray) -> np.ndarray | None:
    """Returns the solution for the signs of ``point``, if it has these signs and no other coefficient would leave 0."""
    used = (point != 0) | (penalties == 0)
    signs = np.sign(point)
    exact = np.zeros(len(point))
    exact[used] = np.linalg.solve(hessian[np.ix_(used, used)], (pull - penalties * signs)[used])
    has_signs = (np.sign(exact) == signs)[used & (penalties > 0)].all()
    slopes = np.abs(pull - hessian @ exact)[~used]
    stays = (slopes <= penalties[~used] * (1 + SLOPE_ROUNDING)).all()
    return exact if has_signs and stays else None


def _step_fraction(fit: MeanLoss, point: np.ndarray, step: np.ndarray) -> float:
    """Returns the first of 1, ½, ¼, … for which the step does not raise the loss; 1 for one that is only rounding."""
    value, part = fit.value(point.tolist()), 1.0
    while part > 1e-9 and fit.value((point + part * step).tolist()) > value:
        part /= 2
    return part if part > 1e-9 else 1.0
