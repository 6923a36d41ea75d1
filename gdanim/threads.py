"""One thread draws at a time: formulas are set by a parser, and texts kept in caches, that are not made for several."""

from __future__ import annotations

from functools import wraps
from threading import RLock
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_LOCK = RLock()


def one_at_a_time(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Returns the function for any thread: a second one waits until the first has returned."""

    @wraps(function)
    def alone(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        with _LOCK:
            return function(*args, **kwargs)

    return alone
