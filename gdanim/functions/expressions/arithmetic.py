"""Real arithmetic that never raises and never warns: for one number (Python) and for arrays (numpy).

Both tables follow IEEE 754: overflows and poles are ±∞, and results that are not real numbers are NaN.
"""

from __future__ import annotations

import math
import operator
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.functions.expressions import special_functions as special

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _divide(left: float, right: float) -> float:
    try:
        return left / right
    except ZeroDivisionError:
        if left == 0 or math.isnan(left):
            return math.nan
        return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:  # a root of a negative base is not real; the inverse of zero is a pole
        if base != 0:
            return math.nan
        return math.copysign(math.inf, base) if exponent % 2 == 1 else math.inf


def _sign(value: float) -> float:
    return value if value == 0 or math.isnan(value) else math.copysign(1.0, value)


def _without_errors(function: Callable[[float], float]) -> Callable[[float], float]:
    """Returns ``function`` with NaN outside its domain, and ±∞ on overflow."""
    is_even = function is math.cosh  # exp overflows for positive values only

    def checked(value: float) -> float:
        try:
            return function(value)
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf if is_even else math.copysign(math.inf, value)

    return checked


def _minimum(*values: float) -> float:
    return math.nan if any(map(math.isnan, values)) else min(values)


def _maximum(*values: float) -> float:
    return math.nan if any(map(math.isnan, values)) else max(values)


def _slope_of(best: Callable[..., float]) -> Callable[..., float]:
    """Returns a function of values and slopes that returns the slope of the ``best`` value, at a tie the mean."""

    def slope(*arguments: float) -> float:
        values, slopes = arguments[: len(arguments) // 2], arguments[len(arguments) // 2 :]
        chosen = [slope for value, slope in zip(values, slopes, strict=True) if value == best(*values)]
        return sum(chosen) / len(chosen) if chosen else math.nan

    return slope


def _slopes_of(best: Callable[..., Any]) -> Callable[..., Any]:
    """Returns the same function for arrays."""

    def slopes(*arguments: Any) -> Any:
        half = len(arguments) // 2
        table = np.stack(np.broadcast_arrays(*arguments))
        chosen = table[:half] == reduce(best, table[:half])
        return np.divide(np.where(chosen, table[half:], 0).sum(axis=0), chosen.sum(axis=0))

    return slopes


NUMBERS: Mapping[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divide,
    "^": _power,
    "negative": operator.neg,
    "log": special.logarithm(math.log),
    "log2": special.logarithm(math.log2),
    "log10": special.logarithm(math.log10),
    "cbrt": math.cbrt,
    "atanh": special.inverse_hyperbolic_tangent,
    "erf": math.erf,
    "erfc": math.erfc,
    "sigmoid": special.sigmoid,
    "relu": lambda value: value if math.isnan(value) else max(value, 0.0),
    "leaky_relu": special.leaky_relu,
    "softplus": special.softplus,
    "gelu": special.gelu,
    "swish": special.swish,
    "floor": special.whole(math.floor),
    "ceil": special.whole(math.ceil),
    "round": special.whole(round),
    "mod": special.mod,
    "hypot": math.hypot,
    "clip": lambda value, low, high: _minimum(_maximum(value, low), high),
    "step": lambda value: value if math.isnan(value) else float(value >= 0),
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "and": lambda left, right: left and right,
    "or": lambda left, right: left or right,
    "not": operator.not_,
    "where": lambda condition, value, other: value if condition else other,
    "at_where": special.at_where,
    "sign": _sign,
    "abs": abs,
    "min": _minimum,
    "max": _maximum,
    "at_min": _slope_of(_minimum),
    "at_max": _slope_of(_maximum),
    **{
        name: _without_errors(getattr(math, name))
        for name in ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh")
    },
    **{name: _without_errors(getattr(math, name)) for name in ("asinh", "acosh", "exp", "sqrt")},
}

ARRAYS: Mapping[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "^": np.power,
    "negative": np.negative,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "erf": special.each(math.erf),
    "erfc": special.each(math.erfc),
    "sigmoid": special.sigmoids,
    "relu": lambda values: np.maximum(values, 0),
    "leaky_relu": lambda values, leak=0.01: np.where(np.less(values, 0), leak * values, values),
    "softplus": special.softpluses,
    "gelu": special.each(special.gelu),
    "swish": special.each(special.swish),
    "round": np.round,
    "mod": lambda left, right: np.where(np.equal(right, 0), np.nan, np.mod(left, right)),
    "clip": lambda values, low, high: np.minimum(np.maximum(values, low), high),
    "step": lambda values: np.where(np.isnan(values), np.nan, np.greater_equal(values, 0)),
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "and": np.logical_and,
    "or": np.logical_or,
    "not": np.logical_not,
    "where": np.where,
    "at_where": special.at_wheres,
    "min": lambda *values: reduce(np.minimum, values),
    "max": lambda *values: reduce(np.maximum, values),
    "at_min": _slopes_of(np.minimum),
    "at_max": _slopes_of(np.maximum),
    **{
        name: getattr(np, name)
        for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "sqrt", "abs", "sign")
    },
    **{name: getattr(np, name) for name in ("log2", "log10", "cbrt", "floor", "ceil", "hypot")},
}
