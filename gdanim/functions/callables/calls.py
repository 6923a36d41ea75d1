"""Calls of a Python callable: with numbers or with a vector, of NumPy or of PyTorch, at one point or at many.

What comes back is converted to floats. What is no number there is NaN, as outside the domain of a formula.
"""

from __future__ import annotations

import math
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from gdanim.errors import GdanimError
from gdanim.messages import message
from gdanim.tensors import detached, double_precision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Form: TypeAlias = Literal["numbers", "vector"]
"""A point as arguments: a number for each variable, or one vector ``(d,)``."""
Many: TypeAlias = Literal["columns", "rows", "one_by_one"]
"""Many points in one call: as numbers or a vector of arrays ``(n,)``, as one array ``(n, d)``, or not at all."""


class CallError(GdanimError):
    """Raised if a call fails: the callable's name, the point, and the reason."""

    def __init__(self, name: str, point: Sequence[float], reason: str) -> None:
        super().__init__(name, tuple(point), reason)
        self.name, self.point, self.reason = name, tuple(point), reason


@dataclass(frozen=True)
class PointCall:
    """A callable with the way in which it takes a point.

    Parameters
    ----------
    function
        The callable.
    name
        Its name in messages.
    form
        The arguments for one point.
    many
        The arguments for many points.
    is_torch
        Whether it takes tensors of PyTorch instead of NumPy's arrays.
    """

    function: Callable[..., Any]
    name: str
    form: Form = "numbers"
    many: Many = "one_by_one"
    is_torch: bool = False

    def number(self, point: Sequence[float]) -> float:
        """Returns the number at a point; NaN where a formula would have none. Raises CallError."""
        with _computing():
            return self._number(point)

    def vector(self, point: Sequence[float]) -> np.ndarray:
        """Returns the vector ``(d,)`` at a point. Raises CallError."""
        with _computing():
            return self._vector(point)

    def bits(self, point: Sequence[float]) -> int:
        """Returns the size of the floats that the callable computes with, by what it returns at a point."""
        with _computing():
            found = as_array(self.function(*self._arguments(point)))
        return 8 * found.dtype.itemsize if found.dtype.kind == "f" else 64

    def numbers(self, table: np.ndarray) -> np.ndarray:
        """Returns the numbers (n,) at points (n, d)."""
        found = self.at_once(table)
        if found is not None and found.shape == (len(table),):
            return found
        with _computing():
            return np.array([self._number(point) for point in table.tolist()], dtype=float)

    def vectors(self, table: np.ndarray) -> np.ndarray:
        """Returns the vectors (n, d) at points (n, d)."""
        found = self.at_once(table)
        if found is not None and self.many == "rows" and found.shape == table.shape:
            return found
        if found is not None and self.many == "columns" and found.size == table.size:
            return found.reshape(table.shape[::-1]).T
        with _computing():
            rows = [self._vector(point) for point in table.tolist()]
        return np.array(rows, dtype=float).reshape(table.shape)

    def at_once(self, table: np.ndarray) -> np.ndarray | None:
        """Returns what one call gives for all points; None if it can't."""
        if self.many == "one_by_one":
            return None
        whole = self._array(table.copy() if self.many == "rows" else np.ascontiguousarray(table.T))
        try:
            with _computing():
                given = self.function(whole) if self.form == "vector" else self.function(*whole)
                return as_array(given).astype(float)
        except Exception:  # noqa: BLE001 -- one by one, it is told at which point it fails
            return None

    def _number(self, point: Sequence[float]) -> float:
        found = self._result(point)
        if isinstance(found, float):
            return found
        if found.size != 1:
            raise CallError(self.name, point, message("functions.returned_shape", shape=found.shape, count=1))
        return float(found.reshape(-1)[0])

    def _vector(self, point: Sequence[float]) -> np.ndarray:
        found = self._result(point)
        if isinstance(found, float):
            return np.full(len(point), found)
        if found.size != len(point):
            raise CallError(self.name, point, message("functions.returned_shape", shape=found.shape, count=len(point)))
        return found.reshape(-1).astype(float)

    def _result(self, point: Sequence[float]) -> np.ndarray | float:
        """Returns what the callable returns at a point as an array; NaN or ∞ if it has no number there."""
        try:
            return as_array(self.function(*self._arguments(point)))
        except NoNumberError as error:
            raise CallError(self.name, point, error.args[0]) from error
        except OverflowError:
            return math.inf
        except ArithmeticError:
            return math.nan
        except Exception as error:  # another's code may raise anything
            if isinstance(error, ValueError) and "math domain" in str(error):
                return math.nan
            reason = message("functions.raised", kind=type(error).__name__, reason=error)
            raise CallError(self.name, point, reason) from error

    def _arguments(self, point: Sequence[float]) -> tuple[Any, ...]:
        if self.form == "vector":
            return (self._array(np.array(point, dtype=float)),)
        return tuple(self._array(np.float64(x)) if self.is_torch else float(x) for x in point)

    def _array(self, numbers: Any) -> Any:
        return sys.modules["torch"].as_tensor(numbers) if self.is_torch else numbers


class NoNumberError(GdanimError):
    """Raised for a result that is no number."""


def as_array(result: Any) -> np.ndarray:
    """Returns numbers of Python, NumPy, PyTorch or JAX as an array. Raises NoNumberError for anything else."""
    if isinstance(result, list | tuple):
        result = [detached(each) for each in result]
    try:
        found = np.asarray(detached(result))
    except ValueError as error:
        raise NoNumberError(message("functions.returned_lengths")) from error
    if found.dtype.kind not in "fiub":
        kind = "None" if result is None else type(result).__name__
        raise NoNumberError(message("functions.returned_type", kind=kind))
    return found


@contextmanager
def _computing() -> Iterator[None]:
    """Keeps NumPy from warning of what is no number."""
    with np.errstate(all="ignore"), double_precision():
        yield
