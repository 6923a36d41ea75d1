"""Losses of one point, with their first and second derivatives by the model's score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.expressions.formula import number

if TYPE_CHECKING:
    from collections.abc import Callable

    LossFunction = Callable[[np.ndarray, np.ndarray], np.ndarray]


LEAST_RESIDUAL = 1e-6  # of a point's weight under an absolute error, which is infinite on the line


@dataclass(frozen=True)
class Loss:
    """A loss. Its functions take scores and targets, arrays of one shape, and may warn outside ``numpy.errstate``.

    ``max_second_derivative`` is its supremum; ``weight`` is that of a point in iteratively reweighted least squares;
    ``formula`` is mathtext of the mean over <n> points, with <m> for the model and <r> for a residual; ``delta`` is the
    residual size up to which Huber's loss is quadratic, ``level`` the share of points below the line of a quantile.
    With ``is_sum``, each point's loss is multiplied by the number of points. ``tilt`` gives, for targets, the numbers c
    of a loss that is ½(|target − score| − c·score) and a constant; ``has_signs`` says that its targets are −1 and 1.
    """

    name: str
    value: LossFunction
    derivative: LossFunction
    second_derivative: LossFunction
    formula: str
    max_second_derivative: float
    weight: LossFunction
    is_smooth: bool = True
    is_quadratic: bool = False
    is_sum: bool = False
    delta: float = 0.0
    level: float = 0.0
    tilt: Callable[[np.ndarray], np.ndarray] | None = None
    has_signs: bool = False

    def __reduce__(self) -> tuple[Callable[..., Loss], tuple[str, float, float]]:
        """Returns the loss by its name, because its functions can't be pickled."""
        return by_name, (self.name, self.delta or 1.0, self.level or 0.5)


def _sigmoid(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-scores))


def _signs(targets: np.ndarray) -> np.ndarray:
    return 2 * targets - 1


def _softplus(scores: np.ndarray) -> np.ndarray:
    """Returns log(1 + eˢ), accurate for large s and twice as fast as logaddexp."""
    return np.maximum(scores, 0) + np.log1p(np.exp(-np.abs(scores)))


def _log_loss_second_derivative(scores: np.ndarray, _targets: np.ndarray) -> np.ndarray:
    probability = _sigmoid(scores)
    return probability * (1 - probability)


MSE = Loss(
    "mse",
    value=lambda scores, targets: (scores - targets) ** 2,
    derivative=lambda scores, targets: 2 * (scores - targets),
    second_derivative=lambda scores, _: np.full_like(scores, 2.0),
    formula=r"\frac{1}{<n>} \sum_i (<r>)^2",
    max_second_derivative=2.0,
    weight=lambda scores, _: np.full_like(scores, 2.0),
    is_quadratic=True,
)
HALF_MSE = Loss(
    "half_mse",
    value=lambda scores, targets: (scores - targets) ** 2 / 2,
    derivative=lambda scores, targets: scores - targets,
    second_derivative=lambda scores, _: np.ones_like(scores),
    formula=r"\frac{1}{2 \cdot <n>} \sum_i (<r>)^2",
    max_second_derivative=1.0,
    weight=lambda scores, _: np.ones_like(scores),
    is_quadratic=True,
)
SSE = Loss(  # of n points: n times the squared error of each has the sum as its mean
    "sse",
    value=lambda scores, targets: scores.shape[-1] * (scores - targets) ** 2,
    derivative=lambda scores, targets: 2 * scores.shape[-1] * (scores - targets),
    second_derivative=lambda scores, _: np.full_like(scores, 2.0 * scores.shape[-1]),
    formula=r"\sum_i (<r>)^2",
    max_second_derivative=2.0,
    weight=lambda scores, _: np.full_like(scores, 2.0 * scores.shape[-1]),
    is_quadratic=True,
    is_sum=True,
)
MAE = Loss(
    "mae",
    value=lambda scores, targets: np.abs(scores - targets),
    derivative=lambda scores, targets: np.sign(scores - targets),
    second_derivative=lambda scores, _: np.zeros_like(scores),
    formula=r"\frac{1}{<n>} \sum_i |<r>|",
    max_second_derivative=0.0,
    weight=lambda scores, targets: 1 / np.maximum(np.abs(scores - targets), LEAST_RESIDUAL),
    is_smooth=False,
)
LOG_LOSS = Loss(
    "log_loss",
    value=lambda scores, targets: _softplus((1 - 2 * targets) * scores),  # −log of the probability given to y
    derivative=lambda scores, targets: _sigmoid(scores) - targets,
    second_derivative=_log_loss_second_derivative,
    formula=r"-\frac{1}{<n>} \sum_i \log P(y_i)",
    max_second_derivative=0.25,
    weight=_log_loss_second_derivative,
)


HINGE = Loss(
    "hinge",
    value=lambda scores, targets: np.maximum(0, 1 - _signs(targets) * scores),
    derivative=lambda scores, targets: np.where(_signs(targets) * scores < 1, -_signs(targets), 0.0),
    second_derivative=lambda scores, _: np.zeros_like(scores),
    formula=r"\frac{1}{<n>} \sum_i \max(0,\ 1 - (2 y_i - 1)(<m>))",
    max_second_derivative=0.0,
    weight=lambda scores, targets: 0.5 / np.maximum(np.abs(scores - _signs(targets)), LEAST_RESIDUAL),
    is_smooth=False,
    tilt=lambda targets: targets,
    has_signs=True,
)


def quantile(level: float) -> Loss:
    """Returns the quantile loss: level·r for a point above the line by r, (1 − level)·r for one below.

    Koenker and Bassett, Econometrica 46(1), 1978.
    """

    def value(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
        return np.maximum(level * (targets - scores), (level - 1) * (targets - scores))

    return Loss(
        "quantile",
        value=value,
        derivative=lambda scores, targets: np.where(
            scores == targets, 0.0, np.where(scores > targets, 1 - level, -level)
        ),
        second_derivative=lambda scores, _: np.zeros_like(scores),
        formula=rf"\frac{{1}}{{<n>}} \sum_i \rho_{{{number(level)}}}(y_i - (<m>))",
        max_second_derivative=0.0,
        weight=lambda scores, targets: 0.5 / np.maximum(np.abs(scores - targets), LEAST_RESIDUAL),
        is_smooth=False,
        level=level,
        tilt=lambda targets: np.full_like(targets, 2 * level - 1),
    )


def huber(delta: float) -> Loss:
    """Returns Huber's loss: ½r² for |r| ≤ δ, δ(|r| − ½δ) beyond. Huber, Ann. Math. Statist. 35(1), 1964."""

    def value(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
        size = np.abs(scores - targets)
        return np.where(size <= delta, size * size / 2, delta * (size - delta / 2))

    return Loss(
        "huber",
        value=value,
        derivative=lambda scores, targets: np.clip(scores - targets, -delta, delta),
        second_derivative=lambda scores, targets: (np.abs(scores - targets) <= delta).astype(float),
        formula=rf"\frac{{1}}{{<n>}} \sum_i H_{{{number(delta)}}}(<r>)",
        max_second_derivative=1.0,
        weight=lambda scores, targets: delta / np.maximum(np.abs(scores - targets), delta),
        delta=delta,
    )


LOSSES = {loss.name: loss for loss in (MSE, HALF_MSE, SSE, MAE, LOG_LOSS, HINGE)}


def by_name(name: str, delta: float, level: float) -> Loss:
    """Returns the loss of this name; ``delta`` is Huber's parameter, ``level`` that of a quantile."""
    return {"huber": huber(delta), "quantile": quantile(level), **LOSSES}[name]
