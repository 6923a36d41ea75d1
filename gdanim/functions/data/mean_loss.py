"""The mean loss of a model on points, as a function of the model's parameters: values, gradients and Hessians."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.functions.data import formula, minimum
from gdanim.functions.data.data_problem import DataProblem
from gdanim.functions.data.errors import DataError
from gdanim.functions.data.sample import UNSCALED, standard_scaling
from gdanim.functions.data.terms import Term, product, terms
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Self

    from gdanim.functions.data.losses import Loss
    from gdanim.functions.data.sample import Scaling
    from gdanim.points import Point

CHUNK_SIZE = 2_000_000  # numbers in memory at a time while many points are evaluated


@dataclass(frozen=True, eq=False, kw_only=True)
class MeanLoss(DataProblem):
    """f(θ) = (1/n) Σ loss(a_i·θ, y_i) + ridge·Σ w² + l1·Σ |w|, where a_i are the terms of a polynomial, the last one 1.

    A point θ begins with the coefficient of the highest power; w are all of them but the intercept. ``fixed`` are terms
    whose coefficients are no variables but these: ``(((0,), 0.0),)`` for a line through the origin. Sums over points
    are rounded only once, so that values are the same on every processor.
    """

    loss: Loss
    degree: int = 1
    ridge: float = 0.0
    l1: float = 0.0
    fixed: tuple[tuple[Term, float], ...] = ()
    scaling: Scaling = UNSCALED

    @property
    def is_standardised(self) -> bool:
        """Whether the feature is standardised to mean 0 and deviation 1."""
        return self.scaling is not UNSCALED

    @property
    def is_straight(self) -> bool:
        has_one_feature = self.sample.feature_count == 1
        return self.degree == 1 and has_one_feature and (not self.is_classifier or self.loss.has_signs)

    @property
    def has_margins(self) -> bool:
        return self.loss.has_signs

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """All terms, also those with fixed coefficients, from the highest power down."""
        return terms(self.degree, self.sample.feature_count)

    def completed(self, *, standardises: bool = False) -> Self:
        """Returns the loss with what its points decide: the scaling of features, the formula, minimum and step size."""
        fit = replace(self, scaling=standard_scaling(self.sample) if standardises else UNSCALED)
        lowest = minimum.minimum(fit)
        minima = () if lowest is None else (lowest,)
        return replace(fit, formula_override=formula.formula(fit), minima=minima, eta=minimum.step_size(fit))

    def with_validation(self, share: float, seed: int) -> Self:
        split = super().with_validation(share, seed)
        if split.point_count < len(self.terms):
            values = {"held": split.held_out_count, "left": split.point_count, "needed": len(self.terms)}
            raise DataError(message("functions.validation_leaves_few", **values))
        return split.completed(standardises=self.is_standardised)

    @cached_property
    def _on_held_out(self) -> Self:
        return replace(self, sample=self.held_out or self.sample, ridge=0.0, l1=0.0)

    def score(self, point: Sequence[float], x: np.ndarray) -> np.ndarray:
        """Returns the polynomial at x, (n,), with x as given in the scene."""
        scaled = self.scaling.apply(x)
        total = np.zeros(len(x))
        with np.errstate(all="ignore"):
            if x.ndim == 1:
                for coefficient in self.coefficients(point):
                    total = total * scaled + coefficient
                return total
            for term, coefficient in zip(self.terms, self.coefficients(point), strict=True):
                total = total + coefficient * product(term, tuple(scaled.T))
        return total

    def coefficients(self, point: Sequence[float]) -> tuple[float, ...]:
        """Returns the coefficients of all terms, from the highest power down."""
        free, fixed = iter(point), dict(self.fixed)
        return tuple(fixed[term] if term in fixed else next(free) for term in self.terms)

    @cached_property
    def free_terms(self) -> tuple[Term, ...]:
        """The terms whose coefficients are the variables, from the highest power down."""
        return tuple(term for term in self.terms if term not in dict(self.fixed))

    @cached_property
    def penalised(self) -> tuple[bool, ...]:
        """Whether a variable is penalised: all are but the intercept."""
        return tuple(any(term) for term in self.free_terms)

    def predict(self, point: Sequence[float], x: np.ndarray) -> np.ndarray:
        """Returns the model's prediction at x, (n,): the polynomial, or the probability of a 1.

        Of a classifier by a hinge loss it is 0 and 1 at its margins, where the score is −1 and 1.
        """
        score = self.score(point, x)
        if self.loss.has_signs:
            return (1 + score) / 2
        return 1 / (1 + np.exp(-np.clip(score, -700, 700))) if self.is_classifier else score

    def threshold(self, point: Sequence[float]) -> float:
        """Returns the x at which the probability of a 1 is ½, or NaN."""
        if self.degree > 1 or self.sample.feature_count > 1:
            return math.nan
        slope, intercept = self.coefficients(point)
        mean, deviation = np.asarray(self.scaling.mean), np.asarray(self.scaling.deviation)
        return float(mean - deviation * intercept / slope) if slope else math.nan

    @cached_property
    def features(self) -> np.ndarray:
        """The terms at each x whose coefficients are variables, from the highest power down, (n, d)."""
        return np.stack([product(term, self._columns) for term in self.free_terms], axis=1)

    @cached_property
    def offset(self) -> np.ndarray:
        """The part of each score that has fixed coefficients, (n,)."""
        total = np.zeros(self.point_count)
        for term, coefficient in self.fixed:
            total = total + coefficient * product(term, self._columns)
        return total

    @cached_property
    def _columns(self) -> tuple[np.ndarray, ...]:
        scaled = self.scaling.apply(self.sample.x)
        return (scaled,) if scaled.ndim == 1 else tuple(scaled.T)

    def value(self, point: Sequence[float]) -> float:
        with np.errstate(all="ignore"):
            losses = self.loss.value(self._scores(point), self.sample.y)
        weights = [w for w, is_penalised in zip(point, self.penalised, strict=True) if is_penalised]
        return mean(losses) + self._penalty(weights)

    def _penalty(self, weights: Sequence[float]) -> float:
        squares = self.ridge * math.fsum(w * w for w in _squarable(weights)) if self.ridge else 0.0
        return squares + (self.l1 * math.fsum(map(abs, weights)) if self.l1 else 0.0)

    def gradient(self, point: Sequence[float]) -> Point:
        with np.errstate(all="ignore"):
            slopes = self.loss.derivative(self._scores(point), self.sample.y)
            means = [mean(slopes * feature) for feature in self.features.T]
        weights = [w * is_penalised for w, is_penalised in zip(point, self.penalised, strict=True)]
        return tuple(
            mean + 2 * self.ridge * w + self.l1 * float(np.sign(w)) for mean, w in zip(means, weights, strict=True)
        )

    def hessian(self, point: Sequence[float]) -> tuple[Point, ...]:
        return self._weighted(self.loss.second_derivative, point)

    def gauss_newton_matrix(self, point: Sequence[float]) -> tuple[Point, ...]:
        return self._weighted(self.loss.weight, point)

    def _weighted(
        self, weight: Callable[[np.ndarray, np.ndarray], np.ndarray], point: Sequence[float]
    ) -> tuple[Point, ...]:
        """Returns (1/n) Σ wᵢ aᵢaᵢᵀ with the penalty's part, where each point has a weight."""
        with np.errstate(all="ignore"):
            second = weight(self._scores(point), self.sample.y)
            rows = [[mean(second * one * other) for other in self.features.T] for one in self.features.T]
        for index, is_penalised in enumerate(self.penalised):
            rows[index][index] += 2 * self.ridge * is_penalised
        return tuple(map(tuple, rows))

    def values(self, points: Any) -> np.ndarray:
        if self._paraboloid is not None:
            return _paraboloid_values(*self._paraboloid, self._table(points))
        with np.errstate(all="ignore"):
            means = [self._losses(chunk, self.loss.value).mean(axis=1) for chunk in self._chunks(points)]
            weights = self._table(points)[:, self.penalised]
            return np.concatenate(means) + self.ridge * (weights**2).sum(axis=1) + self.l1 * np.abs(weights).sum(axis=1)

    def gradients(self, points: Any) -> np.ndarray:
        with np.errstate(all="ignore"):
            chunks = [
                self._losses(chunk, self.loss.derivative) @ self.features / self.point_count
                for chunk in self._chunks(points)
            ]
            slopes = np.concatenate(chunks)
            weights = self._table(points)[:, self.penalised]
            slopes[:, self.penalised] += 2 * self.ridge * weights + self.l1 * np.sign(weights)
        return slopes

    def _scores(self, point: Sequence[float]) -> np.ndarray:
        """Returns the scores, adding one product after the other, so that no library determines the order."""
        total = self.offset
        for parameter, feature in zip(point, self.features.T, strict=True):
            total = total + parameter * feature
        return total

    def _chunks(self, points: Any) -> Iterator[np.ndarray]:
        table = self._table(points)
        rows = max(1, CHUNK_SIZE // self.point_count)
        yield from (table[begin : begin + rows] for begin in range(0, max(1, len(table)), rows))

    def _losses(self, points: np.ndarray, loss: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> np.ndarray:
        """Returns ``loss`` of each of the sample's points at each of ``points`` (m, d), as (m, n)."""
        return loss(points @ self.features.T + self.offset, self.sample.y[None, :])

    @cached_property
    def _paraboloid(self) -> tuple[np.ndarray, float, np.ndarray] | None:
        """The minimum of a squared error, the value there and the Hessian, which is constant."""
        if not self.loss.is_quadratic or self.l1 or not self.minima:
            return None
        lowest = self.minima[0]
        return np.array(lowest), self.value(lowest), np.array(self.hessian(lowest))


def _paraboloid_values(lowest: np.ndarray, min_value: float, hessian: np.ndarray, points: np.ndarray) -> np.ndarray:
    offsets = points - lowest
    with np.errstate(all="ignore"):
        return min_value + ((offsets @ hessian) * offsets).sum(axis=1) / 2


def mean(numbers: np.ndarray) -> float:
    try:
        return math.fsum(numbers.tolist()) / len(numbers)
    except (OverflowError, ValueError):  # beyond the floats, or ∞ − ∞
        with np.errstate(all="ignore"):
            return float(numbers.sum()) / len(numbers)


def _squarable(point: Sequence[float]) -> list[float]:
    """Returns parameters whose squares are floats; larger ones become infinite."""
    return [w if abs(w) < 1e154 else math.inf for w in point]
