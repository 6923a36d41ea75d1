"""Real arithmetic that never raises and never warns: for one number (Python) and for arrays (numpy).

Both tables follow IEEE 754: an overflow is ±∞, a pole is ±∞, and what no real number answers is NaN.
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
    except ValueError:  # a negative base's root has no real value; zero's inverse is a pole
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


def _total(function: Callable[[float], float]) -> Callable[[float], float]:
    """``function`` with NaN outside its domain, and the infinity of its sign where it overflows."""
    positive = function is math.cosh  # exp overflows to the right alone

    def total(value: float) -> float:
        try:
            return function(value)
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf if positive else math.copysign(math.inf, value)

    return total


def _least(*values: float) -> float:
    return math.nan if any(map(math.isnan, values)) else min(values)


def _greatest(*values: float) -> float:
    return math.nan if any(map(math.isnan, values)) else max(values)


def _slope_at(best: Callable[..., float]) -> Callable[..., float]:
    def slope(*arguments: float) -> float:
        values, slopes = arguments[: len(arguments) // 2], arguments[len(arguments) // 2 :]
        chosen = [slope for value, slope in zip(values, slopes, strict=True) if value == best(*values)]
        return sum(chosen) / len(chosen) if chosen else math.nan

    return slope


def _slopes_at(best: Callable[..., Any]) -> Callable[..., Any]:
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
    "min": _least,
    "max": _greatest,
    "at_min": _slope_at(_least),
    "at_max": _slope_at(_greatest),
    **{
        name: _total(getattr(math, name))
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
    "at_min": _slopes_at(np.minimum),
    "at_max": _slopes_at(np.maximum),
    **{
        name: getattr(np, name)
        for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "sqrt", "abs", "sign")
    },
}
