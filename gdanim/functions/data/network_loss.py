"""The log loss of a network with one hidden layer on two classes in two features. Its gradient is backpropagated."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from gdanim.functions.data.data_problem import DataProblem
from gdanim.functions.data.losses import LOG_LOSS
from gdanim.functions.data.mean_loss import mean
from gdanim.functions.data.sample import UNSCALED, standard_scaling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Self

    from gdanim.functions.data.sample import Scaling
    from gdanim.points import Matrix, Point

Activation = Literal["tanh", "relu"]
DEFAULT_ETA = 0.5
CHUNK_SIZE = 500_000  # numbers in memory at a time while many points are evaluated


@dataclass(frozen=True, eq=False, kw_only=True)
class NetworkLoss(DataProblem):
    """f(θ) = (1/n) Σ log loss of v·φ(W x_i + b) + c, where φ is the activation of each hidden unit.

    A point θ has the weights of the first unit, of the second, and so on, then all biases b, the weights v and c.
    """

    hidden: int
    activation: Activation = "tanh"
    scaling: Scaling = UNSCALED

    def completed(self, *, standardises: bool = False) -> Self:
        """Returns the loss with what its points decide: the scaling of features, and the formula."""
        scaling = standard_scaling(self.sample) if standardises else UNSCALED
        given = r"P(y_i \mid z_i)" if standardises else "P(y_i)"
        formula = LOG_LOSS.formula.replace("<n>", str(self.point_count)).replace("P(y_i)", given)
        unit = r"\tanh" if self.activation == "tanh" else r"\mathrm{relu}"
        inputs = "z_i" if standardises else "x_i"
        score = rf"c + \sum_j v_j \, {unit}(w_j \cdot {inputs} + b_j)"
        return replace(self, scaling=scaling, formula_override=rf"{formula},\ P(1) = \sigma({score})")

    def with_validation(self, share: float, seed: int) -> Self:
        return super().with_validation(share, seed).completed(standardises=self.is_standardised)

    @property
    def is_standardised(self) -> bool:
        return self.scaling is not UNSCALED

    def predict(self, point: Sequence[float], x: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            _, activations = self._layer(np.asarray(point), self.scaling.apply(x))
            scores = self._scores(np.asarray(point), activations)
        return 1 / (1 + np.exp(-np.clip(scores, -700, 700)))

    def value(self, point: Sequence[float]) -> float:
        with np.errstate(all="ignore"):
            _, activations = self._layer(np.asarray(point), self._inputs)
            return mean(LOG_LOSS.value(self._scores(np.asarray(point), activations), self.sample.y))

    def gradient(self, point: Sequence[float]) -> Point:
        with np.errstate(all="ignore"):
            scores, slopes = self._backpropagated(np.asarray(point))
            weighted = LOG_LOSS.derivative(scores, self.sample.y)[:, None] * slopes
        return tuple(map(mean, weighted.T))

    def gauss_newton_matrix(self, point: Sequence[float]) -> Matrix:
        with np.errstate(all="ignore"):
            scores, slopes = self._backpropagated(np.asarray(point))
            weights = LOG_LOSS.weight(scores, self.sample.y)
            rows = [[mean(weights * one * other) for other in slopes.T] for one in slopes.T]
        return tuple(map(tuple, rows))

    def values(self, points: Any) -> np.ndarray:
        table = self._table(points)
        with np.errstate(all="ignore"):
            parts = [self._mean_losses(chunk) for chunk in self._chunks(table)]
        return np.concatenate(parts)

    def _chunks(self, table: np.ndarray) -> Iterator[np.ndarray]:
        rows = max(1, CHUNK_SIZE // (self.point_count * self.hidden))
        yield from (table[begin : begin + rows] for begin in range(0, max(1, len(table)), rows))

    def _mean_losses(self, points: np.ndarray) -> np.ndarray:
        """Returns the loss at points (m, d), as (m,)."""
        _, activations = self._layer(points, self._inputs)
        return np.asarray(LOG_LOSS.value(self._scores(points, activations), self.sample.y).mean(axis=-1))

    @property
    def _inputs(self) -> np.ndarray:
        return self.scaling.apply(self.sample.x)

    def _layer(self, point: np.ndarray, inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Returns the hidden units' inputs and activations, (…, n, hidden), for points (…, d).

        Products are added one after the other, so that no library determines the order.
        """
        weights, biases = point[..., None, : 2 * self.hidden], point[..., None, 2 * self.hidden : 3 * self.hidden]
        units = weights[..., 0::2] * inputs[:, :1] + weights[..., 1::2] * inputs[:, 1:] + biases
        return units, np.tanh(units) if self.activation == "tanh" else np.maximum(units, 0)

    def _scores(self, point: np.ndarray, activations: np.ndarray) -> np.ndarray:
        """Returns the network's outputs before the last sigmoid, (…, n)."""
        total = np.asarray(point[..., -1:])
        for unit in range(self.hidden):
            total = total + point[..., None, 3 * self.hidden + unit] * activations[..., unit]
        return total

    def _backpropagated(self, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Returns the scores (n,), and the derivative of each by each parameter, (n, d)."""
        inputs = self._inputs
        units, activations = self._layer(point, inputs)
        slopes = 1 - activations**2 if self.activation == "tanh" else (units > 0).astype(float)
        at_units = point[3 * self.hidden : 4 * self.hidden] * slopes
        at_weights = (at_units[:, :, None] * inputs[:, None, :]).reshape(len(inputs), -1)
        return self._scores(point, activations), np.column_stack(
            (at_weights, at_units, activations, np.ones(len(inputs)))
        )


def names(hidden: int) -> tuple[str, ...]:
    """Returns the parameters' names: w11 and w12 of the first unit's weights, b1 …, v1 … and c."""
    units = range(1, hidden + 1)
    return (
        *(f"w{unit}{feature}" for unit in units for feature in (1, 2)),
        *(f"b{unit}" for unit in units),
        *(f"v{unit}" for unit in units),
        "c",
    )


def initial_weights(hidden: int, seed: int) -> Point:
    """Returns random weights, uniform within ±1/√m of a layer with m inputs, as PyTorch's linear layers begin."""
    random = np.random.default_rng(seed)
    first = random.uniform(-1, 1, 3 * hidden) / math.sqrt(2)
    second = random.uniform(-1, 1, hidden + 1) / math.sqrt(hidden)
    return tuple(map(float, (*first, *second)))
