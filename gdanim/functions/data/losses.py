"""What a prediction costs: losses of one point, with their first and second derivatives by the model's score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    Each = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Loss:
    """Functions of scores and targets, arrays of one shape, silent only under ``numpy.errstate``.

    ``bend_most`` is the greatest second derivative there is; ``formula`` is mathtext of the mean over <n> points, with
    <r> for a residual.
    """

    name: str
    value: Each
    slope: Each
    bend: Each
    formula: str
    bend_most: float
    smooth: bool = True


def _chance(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-scores))


def _softplus(scores: np.ndarray) -> np.ndarray:
    """log(1 + eˢ), for large s too, in half of the time that logaddexp takes."""
    return np.maximum(scores, 0) + np.log1p(np.exp(-np.abs(scores)))


def _log_bend(scores: np.ndarray, _targets: np.ndarray) -> np.ndarray:
    chance = _chance(scores)
    return chance * (1 - chance)


MSE = Loss(
    "mse",
    value=lambda scores, targets: (scores - targets) ** 2,
    slope=lambda scores, targets: 2 * (scores - targets),
    bend=lambda scores, _: np.full_like(scores, 2.0),
    formula=r"\frac{1}{<n>} \sum_i (<r>)^2",
    bend_most=2.0,
)
MAE = Loss(
    "mae",
    value=lambda scores, targets: np.abs(scores - targets),
    slope=lambda scores, targets: np.sign(scores - targets),
    bend=lambda scores, _: np.zeros_like(scores),
    formula=r"\frac{1}{<n>} \sum_i |<r>|",
    bend_most=0.0,
    smooth=False,
)
LOG_LOSS = Loss(
    "log_loss",
    value=lambda scores, targets: _softplus((1 - 2 * targets) * scores),  # −log of the chance given to y
    slope=lambda scores, targets: _chance(scores) - targets,
    bend=_log_bend,
    formula=r"-\frac{1}{<n>} \sum_i \log P(y_i)",
    bend_most=0.25,
)


def huber(delta: float) -> Loss:
    """½r² where |r| ≤ δ, δ(|r| − ½δ) beyond: Huber, Ann. Math. Statist. 35(1), 1964."""

    def value(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
        size = np.abs(scores - targets)
        return np.where(size <= delta, size * size / 2, delta * (size - delta / 2))

    return Loss(
        "huber",
        value=value,
        slope=lambda scores, targets: np.clip(scores - targets, -delta, delta),
        bend=lambda scores, targets: (np.abs(scores - targets) <= delta).astype(float),
        formula=rf"\frac{{1}}{{<n>}} \sum_i H_{{{delta:g}}}(<r>)",
        bend_most=1.0,
    )


def named(name: str, delta: float) -> Loss:
    return {"mse": MSE, "mae": MAE, "log_loss": LOG_LOSS}.get(name) or huber(delta)
