"""Another library's Executor, named as ``module:factory``: Dask's, loky's, MPI's."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim.errors import UsageError
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor


@contextmanager
def open_executor(name: str) -> Iterator[Executor]:
    """Makes the factory's Executor, and shuts it down on exit. After an exception, unfinished tasks are not awaited.

    Raises UsageError if there is no such factory or it returns no Executor.
    """
    executor = _make_executor(name)
    if not callable(getattr(executor, "submit", None)) or not callable(getattr(executor, "shutdown", None)):
        raise UsageError(message("batch.no_executor", name=name, kind=type(executor).__name__))
    finished = False
    try:
        yield executor
        finished = True
    finally:
        executor.shutdown(wait=finished)


def _make_executor(name: str) -> Any:
    module, _, factory = name.partition(":")
    if not module or not factory:
        raise UsageError(message("batch.executor_name", name=name))
    try:
        return _import_factory(module, factory)()
    except Exception as error:
        raise UsageError(message("batch.executor_failed", name=name, kind=type(error).__name__, error=error)) from error


def _import_factory(module: str, factory: str) -> Callable[[], Any]:
    """Returns the factory of a module, which may be in the current folder."""
    sys.path.insert(0, str(Path.cwd()))
    try:
        target: Any = import_module(module)
    finally:
        sys.path.pop(0)
    for part in factory.split("."):
        target = getattr(target, part)
    return target
