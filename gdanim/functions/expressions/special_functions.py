"""Functions that neither Python nor numpy has in this form, for one number and for arrays: they never raise or warn."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable


def sigmoid(value: float) -> float:
    """Returns 1/(1 + e⁻ᵘ) without overflow."""
    small = math.exp(-abs(value))
    return 1 / (1 + small) if value >= 0 else small / (1 + small)


def sigmoids(values: Any) -> Any:
    small = np.exp(-np.abs(values))
    return np.where(np.greater_equal(values, 0), 1, small) / (1 + small)


def softplus(value: float) -> float:
    """Returns ln(1 + eᵘ) without overflow."""
    return max(value, 0.0) + math.log1p(math.exp(-abs(value))) if not math.isnan(value) else math.nan


def softpluses(values: Any) -> Any:
    return np.maximum(values, 0) + np.log1p(np.exp(-np.abs(values)))


def gelu(value: float) -> float:
    """Returns u times the share of the normal distribution below it; 0 at −∞."""
    return value * math.erfc(-value / math.sqrt(2)) / 2 if value > -math.inf else -0.0


def swish(value: float) -> float:
    return value * sigmoid(value) if value > -math.inf else -0.0


def leaky_relu(value: float, leak: float = 0.01) -> float:
    return value if value >= 0 or math.isnan(value) else leak * value


def whole(function: Callable[[float], int]) -> Callable[[float], float]:
    """Returns a rounding function that leaves ±∞ and NaN alone."""
    return lambda value: float(function(value)) if math.isfinite(value) else value


def mod(left: float, right: float) -> float:
    """Returns the remainder with the sign of the divisor; NaN for a divisor of zero."""
    if right == 0 or not math.isfinite(left):
        return math.nan
    return left % right


def logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    """Returns a logarithm with −∞ at zero and NaN below it."""

    def checked(value: float) -> float:
        try:
            return function(value)
        except ValueError:
            return -math.inf if value == 0 else math.nan

    return checked


def inverse_hyperbolic_tangent(value: float) -> float:
    if abs(value) == 1:
        return math.copysign(math.inf, value)
    return math.atanh(value) if abs(value) < 1 else math.nan


def at_where(condition: bool, toggled: bool, *rest: float) -> float:  # noqa: FBT001 - arithmetic has no names
    """Returns the slope of the chosen value; the mean of both slopes where the values meet."""
    value, other, slope, other_slope = rest
    if condition != toggled and value == other:
        return (slope + other_slope) / 2
    return slope if condition else other_slope


def at_wheres(condition: Any, toggled: Any, *rest: Any) -> Any:
    value, other, slope, other_slope = rest
    is_kink = np.logical_and(np.not_equal(condition, toggled), np.equal(value, other))
    return np.where(is_kink, (slope + other_slope) / 2, np.where(condition, slope, other_slope))


def each(function: Callable[[float], float]) -> Callable[[Any], Any]:
    """Returns a function of one number, applied to each of an array: numpy has none of its own."""

    def applied(values: Any) -> Any:
        array = np.asarray(values, dtype=float)
        return np.array([function(value) for value in array.ravel().tolist()], dtype=float).reshape(array.shape)

    return applied
