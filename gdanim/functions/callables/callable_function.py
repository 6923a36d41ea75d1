"""A function that is a Python callable: called with numbers or with a vector, for many points at once if it can be."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gdanim.functions import differences
from gdanim.functions.callables import interpolation
from gdanim.functions.callables.calls import CallError, PointCall
from gdanim.functions.errors import CallableError
from gdanim.functions.function import Function
from gdanim.messages import message
from gdanim.spelling import typed_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np

    from gdanim.points import Point

PICTURE_SECONDS = 2.0
"""The time that a picture may spend on a callable."""
PICTURE_BATCHES = 8
"""The number of times that a picture evaluates a function at very many points."""
SEARCH_SECONDS, SEARCH_POINTS = 5.0, 1_000_000
"""The time that the search for stationary points may take, and the number of points it needs."""
EXACT_POINTS = 96
"""The number of points at which a slow callable is evaluated exactly."""
POINT_DIGITS = 6  # significant digits of a point in a message


@dataclass(frozen=True, eq=False, kw_only=True)
class CallableFunction(Function):
    """A function that is a Python callable. ``gdanim.functions.from_callable`` makes and checks one.

    Parameters
    ----------
    call
        The callable, with the way in which it takes a point.
    gradient_call
        The gradient given, or None for central differences of fourth order.
    seconds
        The time that one point takes, rounded to a power of two.
    """

    call: PointCall = field(repr=False)
    gradient_call: PointCall | None = field(default=None, repr=False)
    seconds: float = 0.0

    @property
    def is_slow(self) -> bool:
        return self.seconds * SEARCH_POINTS > SEARCH_SECONDS

    @property
    def facts(self) -> tuple[str, ...]:
        by_differences = () if self.gradient_call else ("slopes_by_differences",)
        return (*by_differences, "found_numerically", *(("coarser_grid",) if self.is_slow else ()))

    def value(self, point: Sequence[float]) -> float:
        try:
            return self.call.number(point)
        except CallError as error:
            raise self._error(error) from error

    def gradient(self, point: Sequence[float]) -> Point:
        return tuple(self._exact_gradients(self._table(point))[0].tolist())

    def hessian(self, point: Sequence[float]) -> tuple[Point, ...]:
        return tuple(map(tuple, self._exact_hessians(self._table(point))[0].tolist()))

    def values(self, points: Any) -> np.ndarray:
        return self._evaluated(self._exact_values, points, 1)

    def gradients(self, points: Any) -> np.ndarray:
        calls = 1 if self.gradient_call else 1 + 4 * len(self.variables)
        return self._evaluated(self._exact_gradients, points, calls)

    def hessians(self, points: Any) -> np.ndarray:
        count = len(self.variables)
        calls = 20 * count if self.gradient_call is None else 4 * count
        return self._evaluated(self._exact_hessians, points, calls)

    def _evaluated(self, exact: Callable[[np.ndarray], np.ndarray], points: Any, calls: int) -> np.ndarray:
        """Returns what ``exact`` gives at the points, with some ``calls`` for each; interpolated if that takes long.

        Where everything is searched, linear polynomials add nothing to be found.
        """
        cost = calls * self.seconds
        affordable = max(EXACT_POINTS, PICTURE_SECONDS / PICTURE_BATCHES / cost) if cost else math.inf
        return interpolation.evaluate(exact, self._table(points), affordable, is_cubic=self.is_slow)

    def _exact_values(self, table: np.ndarray) -> np.ndarray:
        try:
            return self.call.numbers(table)
        except CallError as error:
            raise self._error(error) from error

    def _exact_gradients(self, table: np.ndarray) -> np.ndarray:
        if self.gradient_call is None:
            return differences.gradients(self._exact_values, table)
        try:
            return self.gradient_call.vectors(table)
        except CallError as error:
            raise self._error(error) from error

    def _exact_hessians(self, table: np.ndarray) -> np.ndarray:
        if self.gradient_call is None:
            return differences.hessians(self._exact_values, table)
        return differences.hessians_of_gradients(self._exact_gradients, table)

    def _error(self, error: CallError) -> CallableError:
        return CallableError(
            message("functions.callable_failed", name=error.name, point=point_text(error.point), reason=error.reason)
        )


def point_text(point: Sequence[float]) -> str:
    """Returns a point as messages write it."""
    numbers = [typed_number(x, POINT_DIGITS) for x in point]
    return numbers[0] if len(numbers) == 1 else f"({', '.join(numbers)})"
