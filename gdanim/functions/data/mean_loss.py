"""The mean loss of a model on points, as a function of the model's parameters: its values, gradients and Hessians."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from gdanim.functions.data.sample import AS_IT_IS
from gdanim.functions.function import Function

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gdanim.functions.data.losses import Loss
    from gdanim.functions.data.sample import Sample, Scaling
    from gdanim.functions.function import Point

CHUNK = 2_000_000  # numbers held at once while a map is evaluated


@dataclass(frozen=True, eq=False, kw_only=True)
class MeanLoss(Function):
    """f(θ) = (1/n) Σ loss(a_i·θ, y_i) + ridge·|θ without its last|², where a_i are powers of x_i, the last one 1.

    A point θ begins with the coefficient of the highest power. The sums over points are exact before they are rounded,
    so that a value is the same on every processor.
    """

    tree: None = field(default=None, init=False, repr=False)  # type: ignore[assignment]
    sample: Sample
    loss: Loss
    degree: int = 1
    ridge: float = 0.0
    scaling: Scaling = AS_IT_IS
    is_classifier: bool = False
    is_data_problem: ClassVar[bool] = True

    def __len__(self) -> int:
        return len(self.sample)

    def on_batch(self, rows: np.ndarray) -> MeanLoss:
        """The same loss on some of the points, which may be there several times."""
        return replace(self, sample=self.sample.at(rows))

    def score(self, point: Sequence[float], x: np.ndarray) -> np.ndarray:
        """The polynomial of x as the scene gives it, (n,)."""
        total = np.zeros_like(x, dtype=float)
        with np.errstate(all="ignore"):
            for coefficient in point:
                total = total * self.scaling.of(x) + coefficient
        return total

    def predicted(self, point: Sequence[float], x: np.ndarray) -> np.ndarray:
        """What the model says of x, (n,): a height, or the chance of a 1."""
        score = self.score(point, x)
        return 1 / (1 + np.exp(-np.clip(score, -700, 700))) if self.is_classifier else score

    def threshold(self, point: Sequence[float]) -> float:
        """The x at which the chance of a 1 is ½; NaN where there is none."""
        slope, intercept = point
        return self.scaling.mean - self.scaling.deviation * intercept / slope if slope else math.nan

    @cached_property
    def features(self) -> np.ndarray:
        """(n, d), each row the powers of one x, from the highest down to 1."""
        x = self.scaling.of(self.sample.x)
        return np.stack([x**power for power in range(self.degree, -1, -1)], axis=1)

    def value(self, point: Sequence[float]) -> float:
        with np.errstate(all="ignore"):
            each = self.loss.value(self._scores(point), self.sample.y)
        return _mean(each) + (self.ridge * math.fsum(w * w for w in _clipped(point[:-1])) if self.ridge else 0.0)

    def gradient(self, point: Sequence[float]) -> Point:
        with np.errstate(all="ignore"):
            each = self.loss.slope(self._scores(point), self.sample.y)
            parts = [_mean(each * feature) for feature in self.features.T]
        return tuple(part + 2 * self.ridge * w for part, w in zip(parts, (*point[:-1], 0.0), strict=True))

    def hessian(self, point: Sequence[float]) -> tuple[Point, ...]:
        with np.errstate(all="ignore"):
            bends = self.loss.bend(self._scores(point), self.sample.y)
            rows = [[_mean(bends * one * other) for other in self.features.T] for one in self.features.T]
        for place in range(len(rows) - 1):
            rows[place][place] += 2 * self.ridge
        return tuple(map(tuple, rows))

    def values(self, points: Any) -> np.ndarray:
        if self._bowl is not None:
            return self._quadratic(self._table(points))
        with np.errstate(all="ignore"):
            means = [self._many(part, self.loss.value).mean(axis=1) for part in self._parts(points)]
            return np.concatenate(means) + self.ridge * (self._table(points)[:, :-1] ** 2).sum(axis=1)

    def gradients(self, points: Any) -> np.ndarray:
        with np.errstate(all="ignore"):
            parts = [self._many(part, self.loss.slope) @ self.features / len(self) for part in self._parts(points)]
            slopes = np.concatenate(parts)
            slopes[:, :-1] += 2 * self.ridge * self._table(points)[:, :-1]
        return slopes

    def hessians(self, points: Any) -> np.ndarray:
        return np.array([self.hessian(point) for point in self._table(points).tolist()])

    @property
    def gradient_formulas(self) -> tuple[str, ...]:
        return tuple(rf"\frac{{\partial f}}{{\partial {name}}}" for name in self.variables)

    def _scores(self, point: Sequence[float]) -> np.ndarray:
        """One product after the other, so that no library decides on their order."""
        total = np.zeros(len(self))
        for parameter, feature in zip(point, self.features.T, strict=True):
            total = total + parameter * feature
        return total

    def _table(self, points: Any) -> np.ndarray:
        return np.asarray(points, dtype=float).reshape(-1, len(self.variables))

    def _parts(self, points: Any) -> Iterator[np.ndarray]:
        table = self._table(points)
        rows = max(1, CHUNK // len(self))
        yield from (table[begin : begin + rows] for begin in range(0, max(1, len(table)), rows))

    def _many(self, points: np.ndarray, each: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> np.ndarray:
        """(m, n): what each of the data's points contributes at each of ``points`` (m, d)."""
        return each(points @ self.features.T, self.sample.y[None, :])

    @cached_property
    def _bowl(self) -> tuple[np.ndarray, float, np.ndarray] | None:
        """A squared error about its minimum: where that is, how deep, and the Hessian. It is the same everywhere."""
        if self.loss.name != "mse" or not self.minima:
            return None
        lowest = self.minima[0]
        return np.array(lowest), self.value(lowest), np.array(self.hessian(lowest))

    def _quadratic(self, points: np.ndarray) -> np.ndarray:
        lowest, depth, hessian = self._bowl  # type: ignore[misc]
        away = points - lowest
        with np.errstate(all="ignore"):
            return depth + ((away @ hessian) * away).sum(axis=1) / 2


def _mean(each: np.ndarray) -> float:
    try:
        return math.fsum(each.tolist()) / len(each)
    except (OverflowError, ValueError):  # beyond the numbers, or ∞ − ∞
        with np.errstate(all="ignore"):
            return float(each.sum()) / len(each)


def _clipped(point: Sequence[float]) -> list[float]:
    """Parameters whose squares are numbers, or infinite."""
    return [w if abs(w) < 1e154 else math.inf for w in point]
