"""A function of some variables: its values, its exact gradient, its curvature and its formula."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.functions.arithmetic import ARRAYS, NUMBERS
from gdanim.functions.derivative import derivative
from gdanim.functions.errors import ExpressionError
from gdanim.functions.evaluate import compiled
from gdanim.functions.formula import formula
from gdanim.functions.parse import parse
from gdanim.functions.tidy import tidy
from gdanim.functions.tree import VARIABLES, Node, has_decimals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Point = tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Function:
    """What is minimised.

    ``text`` is as its author wrote it; ``domain``, ``start``, ``eta`` and ``minima`` come from the catalogue. A value
    is NaN outside the function's domain and ±∞ beyond the numbers; nothing here raises or warns.
    """

    text: str
    variables: tuple[str, ...]
    tree: Node = field(repr=False)
    given_slopes: tuple[Node, ...] | None = field(default=None, repr=False)
    name: str | None = None
    domain: tuple[tuple[float, float], ...] | None = None
    start: Point | None = None
    eta: float | None = None
    minima: tuple[Point, ...] | None = None
    warnings: tuple[str, ...] = ()

    @cached_property
    def formula(self) -> str:
        """Mathtext without dollar signs, in the author's own order and digits."""
        return formula(self.tree)

    @cached_property
    def derivative_formula(self) -> str:
        return formula(self.slopes[0])

    @cached_property
    def slopes(self) -> tuple[Node, ...]:
        """The gradient's components as trees."""
        return self.given_slopes or tuple(self._slope(self.tree, name) for name in self.variables)

    def value(self, point: Sequence[float]) -> float:
        return self._value(point)

    def gradient(self, point: Sequence[float]) -> Point:
        return tuple(slope(point) for slope in self._gradient)

    def values(self, points: Any) -> np.ndarray:
        """(n,) values at points (n, d), or (n,) of one variable."""
        return self._at(self._values, points)

    def gradients(self, points: Any) -> np.ndarray:
        """(n, d) gradients at points (n, d), or (n,) of one variable."""
        return np.stack([self._at(slope, points) for slope in self._gradients], axis=1)

    def curvature(self, point: Sequence[float]) -> tuple[float, float]:
        """Greatest and least eigenvalue of the Hessian; of one variable, f″ twice."""
        hessian = np.array([[slope(point) for slope in row] for row in self._hessian])
        if not np.isfinite(hessian).all():
            return (math.nan, math.nan)
        eigenvalues = np.linalg.eigvalsh(hessian)
        return (float(eigenvalues[-1]), float(eigenvalues[0]))

    def _slope(self, tree: Node, variable: str) -> Node:
        return tidy(derivative(tree, variable), decimals=has_decimals(self.tree))

    def _at(self, evaluate: Callable[[Sequence[Any]], Any], points: Any) -> np.ndarray:
        table = np.asarray(points, dtype=float).reshape(-1, len(self.variables))
        with np.errstate(all="ignore"):
            return np.array(np.broadcast_to(evaluate(list(table.T)), len(table)))

    @cached_property
    def _value(self) -> Callable[[Sequence[float]], float]:
        return compiled(self.tree, self.variables, NUMBERS)

    @cached_property
    def _gradient(self) -> tuple[Callable[[Sequence[float]], float], ...]:
        return tuple(compiled(slope, self.variables, NUMBERS) for slope in self.slopes)

    @cached_property
    def _values(self) -> Callable[[Sequence[Any]], Any]:
        return compiled(self.tree, self.variables, ARRAYS)

    @cached_property
    def _gradients(self) -> tuple[Callable[[Sequence[Any]], Any], ...]:
        return tuple(compiled(slope, self.variables, ARRAYS) for slope in self.slopes)

    @cached_property
    def _hessian(self) -> list[list[Callable[[Sequence[float]], float]]]:
        return [
            [compiled(self._slope(slope, name), self.variables, NUMBERS) for name in self.variables]
            for slope in self.slopes
        ]


@lru_cache(maxsize=256)
def build(text: str, gradient: str | None = None) -> Function:
    """The function an expression describes, its gradient overridden by ``gradient`` where that is given.

    Raises ExpressionError with the place in the text that is at fault.
    """
    function = Function(text, VARIABLES, parse(text))
    if gradient is None:
        return function
    try:
        given = Function(text, VARIABLES, function.tree, given_slopes=(parse(gradient),))
    except ExpressionError as error:
        raise ExpressionError(error.message, error.offset, error.width, "gradient") from error
    return replace(given, warnings=_disagreements(given))


def _disagreements(function: Function) -> tuple[str, ...]:
    """A warning about the first place where a given gradient and central differences part."""
    points = np.arange(-9.85, 10, 0.3)  # none is round: kinks like to stand at round numbers
    half = 1e-6 * np.maximum(1, abs(points))
    with np.errstate(all="ignore"):
        differences = (function.values(points + half) - function.values(points - half)) / (2 * half)
    given = function.gradients(points)[:, 0]
    allowed = 1e-4 * np.maximum(1, np.abs(differences)) + 1e-8 * np.abs(function.values(points)) / half
    wrong = np.flatnonzero(np.isfinite(differences) & np.isfinite(given) & (np.abs(given - differences) > allowed))
    if not wrong.size:
        return ()
    first = min(wrong, key=lambda index: abs(points[index]))
    place = f"the gradient given disagrees with central differences at x = {points[first]:.4g}"
    return (f"{place}: {given[first]:.6g} is given, {differences[first]:.6g} is found",)
