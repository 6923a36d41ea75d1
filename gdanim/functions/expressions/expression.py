"""A function given by an expression: its values, its exact gradient and Hessian, and its formula."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.functions.expressions import derivative, gradient_override, variable_names
from gdanim.functions.expressions.arithmetic import ARRAYS, NUMBERS
from gdanim.functions.expressions.compiler import compile_tree
from gdanim.functions.expressions.formula import DERIVATIVE, formula, letter, partial
from gdanim.functions.expressions.parse import parse, variables_in_order
from gdanim.functions.expressions.simplify import simplify
from gdanim.functions.expressions.tree import Node, has_decimals
from gdanim.functions.function import Function

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gdanim.functions.expressions.compiler import Evaluate
    from gdanim.functions.expressions.parameters import Parameters
    from gdanim.points import Point

KINK_OFFSET = 1e-9  # relative to a coordinate, or to 1: distance from a kink at which its slopes are taken


@dataclass(frozen=True, eq=False)
class Expression(Function):
    """A function given by an expression.

    Parameters
    ----------
    tree
        The expression.
    gradient_trees
        The gradient's components if the author gave them; by default they are derived from ``tree``.
    parameters
        The letters of the expression that have values, with them.
    """

    tree: Node = field(kw_only=True, repr=False)
    gradient_trees: tuple[Node, ...] | None = field(default=None, kw_only=True, repr=False)
    parameters: Parameters = field(default=(), kw_only=True)

    @cached_property
    def formula(self) -> str:
        """The formula as mathtext without dollar signs, in the author's own order and digits."""
        return self.formula_override or formula(self.tree)

    @cached_property
    def gradient_formulas(self) -> tuple[str, ...]:
        """The derivative by each variable as mathtext."""
        if len(self.variables) == 1:
            operator = rf"\frac{{d}}{{d{letter(self.variables[0])}}}"
            return (formula(self._components[0]).replace(DERIVATIVE, operator),)
        return tuple(partial(tree, name) for tree, name in zip(self._components, self.variables, strict=True))

    def value(self, point: Sequence[float]) -> float:
        value = self._value(point)
        return value if math.isfinite(value) else self._extended(self._values, point)

    def gradient(self, point: Sequence[float]) -> Point:
        slopes = tuple(component(point) for component in self._gradient)
        if all(map(math.isfinite, slopes)):
            return slopes
        slopes = tuple(self._extended(component, point) for component in self._gradients)
        if all(map(math.isfinite, slopes)) or not math.isfinite(self.value(point)):
            return slopes
        beside = tuple(self._mean_slope_beside(point, index) for index in range(len(slopes)))
        return beside if all(map(math.isfinite, beside)) else slopes

    def hessian(self, point: Sequence[float]) -> tuple[Point, ...]:
        upper = [
            [entry if isfinite(entry := number(point)) else self._extended(numbers, point) for number, numbers in row]
            for row in map(zip, self._hessian, self._hessians)
        ]
        return tuple(map(tuple, self._symmetric(upper)))

    def values(self, points: Any) -> np.ndarray:
        return self._evaluate(self._values, points)

    def gradients(self, points: Any) -> np.ndarray:
        return np.stack([self._evaluate(component, points) for component in self._gradients], axis=1)

    def hessians(self, points: Any) -> np.ndarray:
        upper = [[self._evaluate(entry, points) for entry in row] for row in self._hessians]
        return np.moveaxis(np.array(self._symmetric(upper)), -1, 0)

    @cached_property
    def _components(self) -> tuple[Node, ...]:
        """The gradient's components."""
        return self.gradient_trees or self._derivatives(self.tree)

    @cached_property
    def _second_derivatives(self) -> list[tuple[Node, ...]]:
        """The Hessian's rows, each from the diagonal on."""
        return [self._derivatives(component)[row:] for row, component in enumerate(self._components)]

    def _derivatives(self, tree: Node) -> tuple[Node, ...]:
        decimals = has_decimals(self.tree)
        return tuple(simplify(node, decimals=decimals) for node in derivative.gradient(tree, self.variables))

    def _evaluate(self, evaluate: Evaluate, points: Any) -> np.ndarray:
        table = self._table(points)
        with np.errstate(all="ignore"):
            numbers = np.array(np.broadcast_to(evaluate(list(table.T)), len(table)), dtype=float)
            lost = ~np.isfinite(numbers)
            if lost.any():
                columns = list(table[lost].T.astype(np.longdouble))
                numbers[lost] = np.broadcast_to(evaluate(columns), int(lost.sum()))
        return numbers

    @staticmethod
    def _extended(evaluate: Evaluate, point: Sequence[float]) -> float:
        """Computes a number in floats of a larger range: log(1 + exp(x)) is 800 at 800, although exp(800) overflows."""
        with np.errstate(all="ignore"):
            number = np.asarray(evaluate([np.array([x], dtype=np.longdouble) for x in point]), dtype=float)
        return float(number.reshape(-1)[0])

    def _mean_slope_beside(self, point: Sequence[float], index: int) -> float:
        """Returns the mean of the one-sided slopes along an axis: 0 at the kink of √(x²), as at that of |x|.

        It is the slope of a chord where no slope is known: those of eˣ/(1 + eˣ) overflow, though f is 1. It is NaN at
        an edge of the domain.
        """
        offset = KINK_OFFSET * max(1.0, abs(point[index]))
        ends = [[x + side * (axis == index) for axis, x in enumerate(point)] for side in (-offset, offset)]
        slopes = [self._gradient[index](end) for end in ends]
        if any(map(math.isfinite, slopes)):
            return (slopes[0] + slopes[1]) / 2
        low, high = (self.value(end) for end in ends)
        return (high - low) / (ends[1][index] - ends[0][index])

    @staticmethod
    def _symmetric(upper: list[list[Any]]) -> list[list[Any]]:
        """Returns full rows from rows that begin at the diagonal."""
        return [[upper[min(i, j)][abs(i - j)] for j in range(len(upper))] for i in range(len(upper))]

    @cached_property
    def _value(self) -> Evaluate:
        return self._compiled(self.tree, NUMBERS)

    @cached_property
    def _values(self) -> Evaluate:
        return self._compiled(self.tree, ARRAYS)

    @cached_property
    def _gradient(self) -> list[Evaluate]:
        return [self._compiled(component, NUMBERS) for component in self._components]

    @cached_property
    def _gradients(self) -> list[Evaluate]:
        return [self._compiled(component, ARRAYS) for component in self._components]

    @cached_property
    def _hessian(self) -> list[list[Evaluate]]:
        return [[self._compiled(entry, NUMBERS) for entry in row] for row in self._second_derivatives]

    @cached_property
    def _hessians(self) -> list[list[Evaluate]]:
        return [[self._compiled(entry, ARRAYS) for entry in row] for row in self._second_derivatives]

    def _compiled(self, tree: Node, arithmetic: Mapping[str, Callable[..., Any]]) -> Evaluate:
        return compile_tree(tree, self.variables, arithmetic)


@lru_cache(maxsize=256)
def build(
    text: str,
    gradient: str | tuple[str, ...] | None = None,
    variables: tuple[str, ...] | None = None,
    parameters: Parameters = (),
) -> Expression:
    """Returns the function that an expression describes.

    Parameters
    ----------
    text
        An expression in x, in x and y, or in other letters.
    gradient
        The gradient to use instead of the derived one, with one expression per variable. If it disagrees with central
        differences, the function has a warning.
    variables
        The variables, in the order of a point's coordinates; by default those that the expression contains.
    parameters
        The letters that have values, with them.

    Returns
    -------
    Expression

    Raises
    ------
    ExpressionError
        If the expression is invalid; the error has the position in the text.
    """
    values = dict(parameters)
    tree = parse(text, variables, values)
    names = variables or variable_names.variables(variables_in_order(text, values))
    function = Expression(text, names, tree=tree, parameters=parameters)
    if gradient is None:
        return function
    texts = (gradient,) if isinstance(gradient, str) else gradient
    trees = gradient_override.parse_gradient(texts, names, values)
    function = replace(function, gradient_trees=trees)
    warnings = gradient_override.disagreements(function.variables, function.values, function.gradients)
    return replace(function, warnings=warnings)
