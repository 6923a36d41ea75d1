"""A function of one or more variables: its values, its exact gradient and Hessian, its curvature and its formula."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from gdanim.functions import derivative, gradient_override, variable_names
from gdanim.functions.arithmetic import ARRAYS, NUMBERS
from gdanim.functions.compiler import compiled
from gdanim.functions.formula import formula, partial
from gdanim.functions.parse import parse
from gdanim.functions.simplify import tidy
from gdanim.functions.tree import Node, has_decimals, names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gdanim.functions.compiler import Evaluate

Point = tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Function:
    """What is minimised.

    ``text`` is as its author wrote it; ``domain``, ``start``, ``eta``, ``minima`` and the named ``places`` come from
    the catalogue, ``written`` is the catalogue's own mathtext where the tree is too long to be set. A value is NaN
    outside the function's domain and ±∞ beyond the numbers; nothing here raises or warns.
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
    named_points: tuple[tuple[str, Point], ...] = ()
    written: str | None = None
    warnings: tuple[str, ...] = ()
    is_data_problem: ClassVar[bool] = False
    """Whether ``minima`` are known to be all the stationary points there are."""

    @cached_property
    def formula(self) -> str:
        """Mathtext without dollar signs, in the author's own order and digits."""
        return self.written or formula(self.tree)

    @property
    def derivative_formula(self) -> str:
        return self.gradient_formulas[0]

    @cached_property
    def gradient_formulas(self) -> tuple[str, ...]:
        """Mathtext of the derivative by each variable."""
        if len(self.variables) == 1:
            return (formula(self.slopes[0]),)
        return tuple(partial(slope, name) for slope, name in zip(self.slopes, self.variables, strict=True))

    @cached_property
    def slopes(self) -> tuple[Node, ...]:
        """The gradient's components as trees."""
        return self.given_slopes or self._derivatives(self.tree)

    def value(self, point: Sequence[float]) -> float:
        return self._value(point)

    def gradient(self, point: Sequence[float]) -> Point:
        return tuple(slope(point) for slope in self._gradient)

    def hessian(self, point: Sequence[float]) -> tuple[Point, ...]:
        """The second derivatives, row by row; symmetric."""
        return tuple(map(tuple, self._mirrored([[bend(point) for bend in row] for row in self._hessian])))

    def values(self, points: Any) -> np.ndarray:
        """(n,) values at points (n, d), or (n,) of one variable."""
        return self._at(self._values, points)

    def gradients(self, points: Any) -> np.ndarray:
        """(n, d) gradients at points (n, d), or (n,) of one variable."""
        return np.stack([self._at(slope, points) for slope in self._gradients], axis=1)

    def hessians(self, points: Any) -> np.ndarray:
        """(n, d, d) Hessians at points (n, d), or (n,) of one variable."""
        rows = self._mirrored([[self._at(bend, points) for bend in row] for row in self._hessians])
        return np.moveaxis(np.array(rows), -1, 0)

    def curvature(self, point: Sequence[float]) -> tuple[float, float]:
        """Greatest and least eigenvalue of the Hessian; of one variable, f″ twice."""
        hessian = np.array(self.hessian(point))
        if not np.isfinite(hessian).all():
            return (math.nan, math.nan)
        eigenvalues = np.linalg.eigvalsh(hessian)
        return (float(eigenvalues[-1]), float(eigenvalues[0]))

    def _derivatives(self, tree: Node) -> tuple[Node, ...]:
        decimals = has_decimals(self.tree)
        return tuple(tidy(slope, decimals=decimals) for slope in derivative.gradient(tree, self.variables))

    def _at(self, evaluate: Evaluate, points: Any) -> np.ndarray:
        table = np.asarray(points, dtype=float).reshape(-1, len(self.variables))
        with np.errstate(all="ignore"):
            return np.array(np.broadcast_to(evaluate(list(table.T)), len(table)))

    @staticmethod
    def _mirrored(upper: list[list[Any]]) -> list[list[Any]]:
        """Rows from the diagonal on, completed to the left of it."""
        return [[upper[min(i, j)][abs(i - j)] for j in range(len(upper))] for i in range(len(upper))]

    @cached_property
    def _value(self) -> Evaluate:
        return self._compiled(self.tree, NUMBERS)

    @cached_property
    def _values(self) -> Evaluate:
        return self._compiled(self.tree, ARRAYS)

    @cached_property
    def _gradient(self) -> list[Evaluate]:
        return [self._compiled(slope, NUMBERS) for slope in self.slopes]

    @cached_property
    def _gradients(self) -> list[Evaluate]:
        return [self._compiled(slope, ARRAYS) for slope in self.slopes]

    @cached_property
    def _hessian(self) -> list[list[Evaluate]]:
        return [[self._compiled(bend, NUMBERS) for bend in row] for row in self._bends]

    @cached_property
    def _hessians(self) -> list[list[Evaluate]]:
        return [[self._compiled(bend, ARRAYS) for bend in row] for row in self._bends]

    @cached_property
    def _bends(self) -> list[tuple[Node, ...]]:
        """The Hessian's rows as trees, each from the diagonal on."""
        return [self._derivatives(slope)[row:] for row, slope in enumerate(self.slopes)]

    def _compiled(self, tree: Node, arithmetic: Mapping[str, Callable[..., Any]]) -> Evaluate:
        return compiled(tree, self.variables, arithmetic)


@lru_cache(maxsize=256)
def build(text: str, gradient: str | tuple[str, ...] | None = None) -> Function:
    """The function an expression describes, its gradient overridden by ``gradient`` where that is given.

    A gradient in several variables has as many expressions. Raises ExpressionError with the place in the text that
    is at fault.
    """
    tree = parse(text)
    function = Function(text, variable_names.variables(names(tree)), tree)
    if gradient is None:
        return function
    texts = (gradient,) if isinstance(gradient, str) else gradient
    function = replace(function, given_slopes=gradient_override.parse_gradient(texts, function.variables))
    warnings = gradient_override.disagreements(function.variables, function.values, function.gradients)
    return replace(function, warnings=warnings)
