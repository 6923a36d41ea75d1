"""Bounds of f, f′, f″ and f‴ on intervals of x, including kinks: f″ is unbounded on the side to which f′ jumps.

Where f′ jumps up, f″ is unbounded above only; f is convex if its lower bound is not negative. Samples of f″ can't show
this, because they miss kinks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial, reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.functions.expressions.arithmetic import NUMBERS
from gdanim.functions.expressions.compiler import compile_tree
from gdanim.functions.expressions.definitions import expanded
from gdanim.functions.expressions.tree import COMPARISONS, ONE, Call, Negative, Node, Number, Operation
from gdanim.functions.properties.intervals import INTERVALS, Interval, Truth, compared, joined, lift, negated
from gdanim.functions.properties.outer_derivatives import OUTER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gdanim.functions.expressions.expression import Expression
    from gdanim.functions.properties.intervals import Condition

UNBOUNDED = (-np.inf, np.inf)


@dataclass(frozen=True, eq=False)
class Bounds:
    """Bounds of a function and of its first three derivatives on intervals."""

    value: Interval
    slope: Interval
    curvature: Interval
    third: Interval

    def __add__(self, other: Bounds | float) -> Bounds:
        right = _lift(other, self)
        return Bounds(
            self.value + right.value,
            self.slope + right.slope,
            self.curvature + right.curvature,
            self.third + right.third,
        )

    def __neg__(self) -> Bounds:
        return Bounds(-self.value, -self.slope, -self.curvature, -self.third)

    def __mul__(self, other: Bounds | float) -> Bounds:
        if not isinstance(other, Bounds):
            return Bounds(self.value * other, self.slope * other, self.curvature * other, self.third * other)
        return Bounds(
            self.value * other.value,
            self.slope * other.value + self.value * other.slope,
            self.curvature * other.value + self.slope * other.slope * 2.0 + self.value * other.curvature,
            self.third * other.value
            + (self.curvature * other.slope + self.slope * other.curvature) * 3.0
            + self.value * other.third,
        )

    def power(self, exponent: float) -> Bounds:
        base = self.value if exponent == round(exponent) else self.value.clipped(0.0, np.inf)
        factors = np.cumprod([1.0, exponent, exponent - 1, exponent - 2])
        return self._composed(
            *(
                base.power(exponent - order) * float(factor) if factor else lift(0.0, base)
                for order, factor in enumerate(factors)
            )
        )

    def _composed(self, value: Interval, first: Interval, second: Interval, third: Interval) -> Bounds:
        """Returns the bounds of g(u), from those of g and of its derivatives at u."""
        return Bounds(
            value,
            first * self.slope,
            second * self.slope.power(2) + first * self.curvature,
            third * self.slope.power(3) + second * self.slope * self.curvature * 3.0 + first * self.third,
        )

    def composed(self, name: str) -> Bounds:
        """Returns the bounds of a function of one argument, given by its name."""
        return self._composed(*OUTER[name](self.value))

    def absolute(self) -> Bounds:
        """Returns the bounds of |u|, whose slope jumps up where u changes sign."""
        sign, has_kink = INTERVALS["sign"](self.value), self.value.contains(0.0)
        jump = Interval(np.zeros_like(self.value.low), np.where(has_kink, np.inf, 0.0)) * self.slope.power(2)
        third = sign * self.third
        return Bounds(
            INTERVALS["abs"](self.value),
            sign * self.slope,
            sign * self.curvature + jump,
            _everything(third).where(has_kink, third),
        )

    def greatest(self, other: Bounds | float) -> Bounds:
        """Returns the bounds of max(u, v), whose slope jumps up where they cross."""
        right = _lift(other, self)
        difference = self + -right
        has_kink = difference.value.contains(0.0)
        hull = [
            left.where(difference.value.low > 0, beside.where(difference.value.high < 0, left.hull(beside)))
            for left, beside in zip(self.derivatives, right.derivatives, strict=True)
        ]
        jump = Interval(np.zeros_like(hull[0].low), np.where(has_kink, np.inf, 0.0)) * difference.slope.power(2)
        value = INTERVALS["max"](self.value, right.value)
        return Bounds(value, hull[0], hull[1] + jump, _everything(hull[2]).where(has_kink, hull[2]))

    @property
    def derivatives(self) -> tuple[Interval, Interval, Interval]:
        return self.slope, self.curvature, self.third


def _lift(number: Bounds | float, like: Bounds) -> Bounds:
    if isinstance(number, Bounds):
        return number
    zero = lift(0.0, like.value)
    return Bounds(lift(number, like.value), zero, zero, zero)


def _everything(like: Interval) -> Interval:
    return Interval(*(np.where(like.is_empty, np.nan, bound) for bound in UNBOUNDED))


def _sign(argument: Bounds) -> Bounds:
    """Returns the bounds of sign(u), which itself jumps where u changes sign."""
    zero = lift(0.0, argument.value)
    jumping = _everything(argument.value).where(argument.value.contains(0.0), zero)
    return Bounds(INTERVALS["sign"](argument.value), jumping, jumping, jumping)


def _rounded(name: str) -> Callable[[Bounds], Bounds]:
    """Returns the bounds of a rounding function, which jumps where its value changes."""

    def bounds(argument: Bounds) -> Bounds:
        value, zero = INTERVALS[name](argument.value), lift(0.0, argument.value)
        jumping = _everything(argument.value).where(value.low != value.high, zero)
        return Bounds(value, jumping, jumping, jumping)

    return bounds


def _compared(sign: str) -> Callable[[Any, Any], Condition]:
    def truth(left: Any, right: Any) -> Condition:
        return compared(sign, *(each.value if isinstance(each, Bounds) else each for each in (left, right)))

    return truth


def _where(condition: Condition, value: Bounds | float, other: Bounds | float) -> Bounds | float:
    """Returns the bounds of a choice, which may jump where the condition may be true or false."""
    if not isinstance(condition, Truth):
        return value if condition else other
    like = next((each for each in (value, other) if isinstance(each, Bounds)), None)
    shape = np.zeros_like(condition.may_hold, dtype=float)
    zero = Interval(shape, shape)
    template = like or Bounds(zero, zero, zero, zero)
    chosen, beside = _lift(value, template), _lift(other, template)
    is_decided = condition.may_hold != condition.may_fail
    return Bounds(
        *(
            first.where(condition.may_hold, second).where(is_decided, undecided)
            for first, second, undecided in (
                (chosen.value, beside.value, _hull_of_defined(chosen.value, beside.value)),
                *(
                    (mine, others, _everything(zero))
                    for mine, others in zip(chosen.derivatives, beside.derivatives, strict=True)
                ),
            )
        )
    )


def _hull_of_defined(left: Interval, right: Interval) -> Interval:
    """Returns the hull of two intervals; an empty one is left out."""
    return Interval(np.fmin(left.low, right.low), np.fmax(left.high, right.high))


def _power(base: Bounds, exponent: Bounds | float) -> Bounds:
    if not isinstance(exponent, Bounds):
        return base.power(exponent)
    return (exponent * base.composed("log")).composed("exp")


def _least(left: Bounds, right: Bounds | float) -> Bounds:
    return -((-left).greatest(-right))


def _of_numbers_too(name: str, function: Callable[..., Bounds]) -> Callable[..., Any]:
    def extended(*arguments: Any) -> Any:
        like = next((each for each in arguments if isinstance(each, Bounds)), None)
        if like is None:
            return NUMBERS[name](*arguments)
        first, *others = arguments
        return function(_lift(first, like), *others)

    return extended


_FUNCTIONS: dict[str, Callable[..., Bounds]] = {
    "+": Bounds.__add__,
    "-": lambda left, right: left + -right,
    "*": Bounds.__mul__,
    "/": lambda left, right: left * (right.power(-1.0) if isinstance(right, Bounds) else NUMBERS["/"](1.0, right)),
    "^": _power,
    "negative": Bounds.__neg__,
    "sqrt": lambda u: u.power(0.5),
    "abs": Bounds.absolute,
    "sign": _sign,
    "min": lambda *values: reduce(_least, values),
    "max": lambda *values: reduce(Bounds.greatest, values),
    **{name: _rounded(name) for name in ("floor", "ceil", "round")},
    **{name: lambda u, name=name: u.composed(name) for name in OUTER},
}

ARITHMETIC: Mapping[str, Callable[..., Any]] = {
    **{name: _of_numbers_too(name, function) for name, function in _FUNCTIONS.items()},
    **{sign: _compared(sign) for sign in COMPARISONS},
    "and": partial(joined, "and"),
    "or": partial(joined, "or"),
    "not": negated,
    "where": _where,
}


def _without_cancellation(node: Node) -> Node:
    """Returns a tree with |u| for √(u²), and single calls for ln(1 + eᵘ) and ln(cosh u): their bounds are narrower."""
    match node:
        case Negative(operand):
            return Negative(_without_cancellation(operand))
        case Operation(sign, left, right):
            return Operation(sign, _without_cancellation(left), _without_cancellation(right))
        case Call("sqrt", (Operation("^", base, Number(value)),)) if value == 2:
            return Call("abs", (_without_cancellation(base),))
        case Call("log", (Call("cosh", arguments),)):
            return Call("log_cosh", tuple(map(_without_cancellation, arguments)))
        case Call("log", (Operation("+", left, right),)) if ONE in {left, right}:
            other = right if left == ONE else left
            if isinstance(other, Call) and other.name == "exp":
                return Call("softplus", tuple(map(_without_cancellation, other.arguments)))
    return Call(node.name, tuple(map(_without_cancellation, node.arguments))) if isinstance(node, Call) else node


def curvature_bounds(function: Expression) -> Callable[[np.ndarray, np.ndarray], Bounds]:
    """Returns a function from the ends (n,) of intervals of x to the bounds of f and its derivatives on them."""
    evaluate = compile_tree(_without_cancellation(expanded(function.tree)), function.variables, ARITHMETIC)

    def bounds(low: np.ndarray, high: np.ndarray) -> Bounds:
        one, zero = np.ones_like(low), np.zeros_like(low)
        x = Bounds(Interval(low, high), Interval(one, one), Interval(zero, zero), Interval(zero, zero))
        return _lift(evaluate([x]), x)

    return bounds
