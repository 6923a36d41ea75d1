"""Real arithmetic that never raises and never warns: for one number (Python) and for arrays (numpy).

Both tables follow IEEE 754: overflows and poles are ±∞, and results that are not real numbers are NaN.
"""

from __future__ import annotations

import math
import operator
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

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


def _log(value: float) -> float:
    try:
        return math.log(value)
    except ValueError:
        return -math.inf if value == 0 else math.nan


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
    "log": _log,
    "sign": _sign,
    "abs": abs,
    "min": _minimum,
    "max": _maximum,
    "at_min": _slope_of(_minimum),
    "at_max": _slope_of(_maximum),
    **{
        name: _without_errors(getattr(math, name))
        for name in ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "sqrt")
    },
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
    "min": lambda *values: reduce(np.minimum, values),
    "max": lambda *values: reduce(np.maximum, values),
    "at_min": _slopes_of(np.minimum),
    "at_max": _slopes_of(np.maximum),
    **{
        name: getattr(np, name)
        for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "sqrt", "abs", "sign")
    },
}
