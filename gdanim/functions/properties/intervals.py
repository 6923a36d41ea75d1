"""Interval arithmetic on arrays: the bounds of a result for all arguments within their bounds.

Bounds are those of floats, not rounded outwards. An interval is empty (NaN) where the result is never a real number; an
argument partly outside a function's domain is restricted to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gdanim.functions.expressions.arithmetic import ARRAYS, NUMBERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, eq=False)
class Interval:
    """Closed intervals, elementwise: ``low`` and ``high`` are arrays of one shape."""

    low: np.ndarray
    high: np.ndarray

    @property
    def is_empty(self) -> np.ndarray:
        return np.isnan(self.low)

    def contains(self, number: float) -> np.ndarray:
        return (self.low <= number) & (number <= self.high)

    def clipped(self, low: float, high: float) -> Interval:
        """Returns the part between two bounds; empty if there is none."""
        is_out = (self.high < low) | (self.low > high)
        bounds = (np.where(is_out, np.nan, np.clip(side, low, high)) for side in (self.low, self.high))
        return Interval(*bounds)

    def __add__(self, other: Interval | float) -> Interval:
        right = lift(other, self)
        return _bounded(self.low + right.low, self.high + right.high, self, right)

    def __sub__(self, other: Interval | float) -> Interval:
        return self + (-other)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __mul__(self, other: Interval | float) -> Interval:
        right = lift(other, self)
        products = [_product(a, b) for a in (self.low, self.high) for b in (right.low, right.high)]
        return _bounded(reduce(np.minimum, products), reduce(np.maximum, products), self, right)

    __radd__, __rmul__ = __add__, __mul__

    def reciprocal(self) -> Interval:
        """Returns 1/x: all numbers if 0 lies inside."""
        low = np.where(self.high == 0, -np.inf, 1 / self.high)
        high = np.where(self.low == 0, np.inf, 1 / self.low)
        is_inside = (self.low < 0) & (self.high > 0)
        return _bounded(np.where(is_inside, -np.inf, low), np.where(is_inside, np.inf, high), self)

    def power(self, exponent: float) -> Interval:
        """Returns xᵖ; a p that is not a whole number applies to positive x alone."""
        if exponent != round(exponent):
            return _monotone(self.clipped(0.0, np.inf), lambda x: np.power(x, exponent), rises=exponent > 0)
        if exponent < 0:
            return self.power(-exponent).reciprocal()
        low, high = np.power(self.low, exponent), np.power(self.high, exponent)
        if exponent % 2:
            return Interval(low, high)
        least = np.where(self.contains(0.0), 0.0 if exponent else 1.0, np.minimum(low, high))
        return _bounded(least, np.maximum(low, high), self)

    def hull(self, other: Interval) -> Interval:
        """Returns the smallest interval that contains both."""
        return Interval(np.minimum(self.low, other.low), np.maximum(self.high, other.high))

    def where(self, chosen: np.ndarray, other: Interval | float) -> Interval:
        """Returns this interval where ``chosen`` is true, elsewhere the other."""
        right = lift(other, self)
        return Interval(np.where(chosen, self.low, right.low), np.where(chosen, self.high, right.high))


def lift(number: Interval | float, like: Interval) -> Interval:
    """Returns a number as an interval of the same shape as another."""
    if isinstance(number, Interval):
        return number
    sides = np.full(np.shape(like.low), number, dtype=float)
    return Interval(sides, sides)


def _product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Returns the product of two bounds: an infinite bound is never attained, so that 0 times it is 0."""
    return np.where((left == 0) | (right == 0), 0.0, left * right)


def _bounded(low: np.ndarray, high: np.ndarray, *arguments: Interval) -> Interval:
    """Returns an unbounded interval where the bounds are ∞ − ∞, and an empty one where an argument is."""
    is_empty = reduce(np.logical_or, [argument.is_empty for argument in arguments])
    sides = (np.where(np.isnan(side), bound, side) for side, bound in ((low, -np.inf), (high, np.inf)))
    return Interval(*(np.where(is_empty, np.nan, side) for side in sides))


def _monotone(argument: Interval, function: Callable[[np.ndarray], np.ndarray], *, rises: bool = True) -> Interval:
    low, high = function(argument.low), function(argument.high)
    return _bounded(*((low, high) if rises else (high, low)), argument)


def _even(argument: Interval, function: Callable[[np.ndarray], np.ndarray]) -> Interval:
    """Returns the bounds of a function that falls to 0 and rises beyond."""
    low, high, least = function(argument.low), function(argument.high), function(np.zeros(1))
    return _bounded(np.where(argument.contains(0.0), least, np.minimum(low, high)), np.maximum(low, high), argument)


def _holds_multiple(argument: Interval, first: float, distance: float) -> np.ndarray:
    """Returns whether an interval contains ``first`` or a number at multiples of a distance from it, on both sides."""
    is_finite = np.isfinite(argument.low) & np.isfinite(argument.high)
    next_one = np.ceil((argument.low - first) / distance)
    return ~is_finite | (next_one * distance + first <= argument.high)


def _cosine(argument: Interval) -> Interval:
    ends = np.cos(argument.low), np.cos(argument.high)
    low = np.where(_holds_multiple(argument, np.pi, 2 * np.pi), -1.0, np.minimum(*ends))
    return _bounded(low, np.where(_holds_multiple(argument, 0.0, 2 * np.pi), 1.0, np.maximum(*ends)), argument)


def _sine(argument: Interval) -> Interval:
    ends = np.sin(argument.low), np.sin(argument.high)
    low = np.where(_holds_multiple(argument, -np.pi / 2, 2 * np.pi), -1.0, np.minimum(*ends))
    return _bounded(low, np.where(_holds_multiple(argument, np.pi / 2, 2 * np.pi), 1.0, np.maximum(*ends)), argument)


def _tangent(argument: Interval) -> Interval:
    has_pole = _holds_multiple(argument, np.pi / 2, np.pi)
    low, high = (np.where(has_pole, np.nan, np.tan(side)) for side in (argument.low, argument.high))
    return _bounded(low, high, argument)


def _power(base: Interval, exponent: Interval | float) -> Interval:
    if not isinstance(exponent, Interval):
        return base.power(exponent)
    return INTERVALS["exp"](exponent * INTERVALS["log"](base))


def _slope_of(name: str) -> Callable[..., Interval]:
    """Returns a function of values and slopes that bounds the slope of the smallest or largest value."""

    def slope(*arguments: Any) -> Interval:
        like = next(each for each in arguments if isinstance(each, Interval))
        intervals = [lift(each, like) for each in arguments]
        values, slopes = intervals[: len(intervals) // 2], intervals[len(intervals) // 2 :]
        best = INTERVALS[name](*values)
        low, high = np.full(like.low.shape, np.inf), np.full(like.low.shape, -np.inf)
        for value, each in zip(values, slopes, strict=True):
            is_possible = value.low <= best.high if name == "min" else value.high >= best.low
            low = np.where(is_possible, np.minimum(low, each.low), low)
            high = np.where(is_possible, np.maximum(high, each.high), high)
        return _bounded(low, high, *intervals)

    return slope


def _sign(argument: Interval) -> Interval:
    return Interval(np.sign(argument.low), np.sign(argument.high))


def _of_numbers_too(name: str, function: Callable[..., Interval]) -> Callable[..., Any]:
    """Returns the same function, extended to numbers if no argument is an interval."""

    def extended(*arguments: Any) -> Any:
        like = next((each for each in arguments if isinstance(each, Interval)), None)
        if like is None:
            return NUMBERS[name](*arguments)
        first, *others = arguments
        return function(lift(first, like), *others)

    return extended


def _inverse_hyperbolic_tangent(argument: Interval) -> Interval:
    return _monotone(argument.clipped(-1.0, 1.0), np.arctanh)


def _of_array(name: str, *, rises: bool = True) -> Callable[[Interval], Interval]:
    """Returns the bounds of a function that rises everywhere, or falls, by its name in array arithmetic."""
    return lambda u: _monotone(u, ARRAYS[name], rises=rises)


@dataclass(frozen=True, eq=False)
class Truth:
    """The possible truths of a condition on intervals, elementwise: whether it may hold, and whether it may fail."""

    may_hold: np.ndarray
    may_fail: np.ndarray

    def __and__(self, other: Truth) -> Truth:
        return Truth(self.may_hold & other.may_hold, self.may_fail | other.may_fail)

    def __or__(self, other: Truth) -> Truth:
        return Truth(self.may_hold | other.may_hold, self.may_fail & other.may_fail)

    def __invert__(self) -> Truth:
        return Truth(self.may_fail, self.may_hold)


Condition: TypeAlias = Truth | bool


def compared(sign: str, left: Interval | float, right: Interval | float) -> Condition:
    """Returns what a comparison of intervals may be; of two numbers, what it is."""
    like = next((each for each in (left, right) if isinstance(each, Interval)), None)
    if like is None:
        return bool(NUMBERS[sign](left, right))
    low, high = (lift(left, like), lift(right, like)) if sign.startswith("<") else (lift(right, like), lift(left, like))
    if sign.endswith("="):
        return Truth(low.low <= high.high, low.high > high.low)
    return Truth(low.low < high.high, low.high >= high.low)


def joined(word: str, left: Condition, right: Condition) -> Condition:
    """Returns what two conditions joined by ``and`` or ``or`` may be."""
    if isinstance(left, Truth) and isinstance(right, Truth):
        return left & right if word == "and" else left | right
    decided, other = (left, right) if not isinstance(left, Truth) else (right, left)
    return (other if decided else False) if word == "and" else (True if decided else other)


def negated(condition: Condition) -> Condition:
    """Returns what the opposite of a condition may be."""
    return ~condition if isinstance(condition, Truth) else not condition


def _least(left: Interval, right: Interval | float) -> Interval:
    other = lift(right, left)
    return _bounded(np.minimum(left.low, other.low), np.minimum(left.high, other.high), left, other)


def _greatest(left: Interval, right: Interval | float) -> Interval:
    other = lift(right, left)
    return _bounded(np.maximum(left.low, other.low), np.maximum(left.high, other.high), left, other)


_FUNCTIONS: dict[str, Callable[..., Interval]] = {
    "+": Interval.__add__,
    "-": Interval.__sub__,
    "*": Interval.__mul__,
    "/": lambda left, right: left * lift(right, left).reciprocal(),
    "^": _power,
    "negative": Interval.__neg__,
    "exp": lambda u: _monotone(u, np.exp),
    "log": lambda u: _monotone(u.clipped(0.0, np.inf), np.log),
    "sqrt": lambda u: _monotone(u.clipped(0.0, np.inf), np.sqrt),
    "abs": lambda u: _even(u, np.abs),
    "sign": _sign,
    "sin": _sine,
    "cos": _cosine,
    "tan": _tangent,
    "asin": lambda u: _monotone(u.clipped(-1.0, 1.0), np.arcsin),
    "acos": lambda u: _monotone(u.clipped(-1.0, 1.0), np.arccos, rises=False),
    "atan": lambda u: _monotone(u, np.arctan),
    "sinh": lambda u: _monotone(u, np.sinh),
    "cosh": lambda u: _even(u, np.cosh),
    "tanh": lambda u: _monotone(u, np.tanh),
    "min": lambda *values: reduce(_least, values),
    "max": lambda *values: reduce(_greatest, values),
    "at_min": _slope_of("min"),
    "at_max": _slope_of("max"),
    "atanh": _inverse_hyperbolic_tangent,
    "acosh": lambda u: _monotone(u.clipped(1.0, np.inf), np.arccosh),
    "erfc": _of_array("erfc", rises=False),
    **{name: _of_array(name) for name in ("asinh", "erf", "sigmoid", "softplus", "cbrt", "floor", "ceil", "round")},
}

INTERVALS: Mapping[str, Callable[..., Any]] = {
    name: _of_numbers_too(name, function) for name, function in _FUNCTIONS.items()
}
