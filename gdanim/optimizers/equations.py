"""The equations of a rule's step, which a lesson prints with their numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gdanim.points import Point

OPERATORS = ("+", "-", "*", "/")
OLD_SUFFIX = "_old"  # behind the name of a state's field: its value before the step

CHANGE = r"\Delta"  # the symbol of a step in an equation that doesn't tell its origin
SQUARED = "slope^2"


@dataclass(frozen=True)
class StepNumbers:
    """The numbers of a step.

    Attributes
    ----------
    before, after
        The vectors of the rule's state before the step and after it, by name.
    gradient
        The gradient at the point before the step, as the rule gets it: in ascent, that of −f.
    eta
        The step size; NaN if the rule has none.
    k
        The number of gradients so far: 1 in the first step.
    point, new_point
        The points before the step and after it.
    """

    before: Mapping[str, Point]
    after: Mapping[str, Point]
    gradient: Point
    eta: float
    k: int
    point: Point = ()
    new_point: Point = ()

    @property
    def change(self) -> Point:
        """The step."""
        return tuple(after - before for before, after in zip(self.point, self.new_point, strict=True))


@dataclass(frozen=True)
class Equation:
    """An equation of a rule's step: a quantity, and the sum of products that it is.

    >>> velocity = Equation("v", "0.9 * v_old + slope")
    >>> step = Equation("x_new", "x - eta * v")

    Parameters
    ----------
    result
        The symbol before the sign of equality.
    text
        Symbols and numbers, and the operators ``+ - * /``, with a space between any two of them. The symbols are ``x``,
        ``x_new``, ``eta``, ``slope`` and ``slope^2``, a field of the rule's state after the step such as ``v``, the
        same before it as ``v_old``, and those of ``values``.
    values
        Further symbols as mathtext without spaces, each with a function of the step's ``StepNumbers`` that returns its
        numbers, one for each variable.
    """

    result: str
    text: str
    values: Mapping[str, Callable[[StepNumbers], Point]] = field(default_factory=dict, hash=False)

    @property
    def tokens(self) -> list[str]:
        """The symbols, numbers and operators behind the sign of equality."""
        return self.text.split(" ")

    def value(self, name: str, numbers: StepNumbers, axis: int, *, is_ascent: bool = False) -> float:
        """Returns the number of a symbol in one variable of a step; NaN where the rule's state has none.

        The slope is that of f also in ascent, whose equation is that of ``of_ascent``.
        """
        if name in self.values:
            return self.values[name](numbers)[axis]
        x, x_new = numbers.point[axis], numbers.new_point[axis]
        slope = (-1.0 if is_ascent else 1.0) * numbers.gradient[axis]
        known = {"x": x, "x_new": x_new, CHANGE: x_new - x, "eta": numbers.eta, "slope": slope, SQUARED: slope * slope}
        if name in known:
            return known[name]
        vectors = numbers.before if name.endswith(OLD_SUFFIX) else numbers.after
        if vector := vectors.get(name.removesuffix(OLD_SUFFIX)):
            return vector[axis]
        return float(name) if is_number(name) else math.nan

    def total(self, value: Callable[[str], Any]) -> Any:
        """Returns the sum of the products, with the numbers that ``value`` returns for symbols and written numbers."""
        products: list[Any] = []
        operator, sign = "+", 1
        for token in self.tokens:
            if token in OPERATORS:
                operator, sign = token, {"+": 1, "-": -1}.get(token, sign)
            elif operator == "*":
                products[-1] *= value(token)
            elif operator == "/":
                products[-1] /= value(token)
            else:
                products.append(sign * value(token))
        return sum(products[1:], start=products[0])

    def of_ascent(self) -> Equation:
        """Returns the equation of a run up f, which is one down −f: products with the slope change their sign."""
        tokens = self.tokens if self.tokens[0] in OPERATORS else ["+", *self.tokens]
        begins = [index for index, token in enumerate(tokens) if token in {"+", "-"}]
        for begin, end in zip(begins, [*begins[1:], len(tokens)], strict=True):
            if "slope" in tokens[begin:end]:
                tokens[begin] = "-" if tokens[begin] == "+" else "+"
        return Equation(self.result, " ".join(tokens[1:] if tokens[0] == "+" else tokens), self.values)


def is_number(name: str) -> bool:
    """Returns whether a symbol of an equation is a written number."""
    try:
        float(name)
    except ValueError:
        return False
    return True


Line = tuple[Equation, ...]
"""The equations of a line, side by side."""


def average(name: str, beta: float, new: str = "slope") -> Equation:
    """Returns the equation of a moving average, βm + (1 − β)n."""
    return Equation(name, f"{beta!r} * {name}{OLD_SUFFIX} + {complement(beta)!r} * {new}")


def complement(beta: float) -> float:
    """Returns 1 − β, as it is written."""
    return round(1 - beta, 12)
