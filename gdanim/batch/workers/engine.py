"""Another's Executor, named as ``module:factory``: Dask's, loky's, MPI's."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

USAGE = "--executor takes module:factory, such as concurrent.futures:ProcessPoolExecutor"


@contextmanager
def engine(name: str) -> Iterator[Executor]:
    """What the factory makes, shut down afterwards; one whose work is broken off is not waited for.

    Raises UsageError where there is none or it makes no Executor.
    """
    executor = _made(name)
    if not callable(getattr(executor, "submit", None)) or not callable(getattr(executor, "shutdown", None)):
        raise UsageError(f"{name} makes no Executor: a {type(executor).__name__} has no submit and shutdown")
    finished = False
    try:
        yield executor
        finished = True
    finally:
        executor.shutdown(wait=finished)


def _made(name: str) -> Any:
    module, _, factory = name.partition(":")
    if not module or not factory:
        raise UsageError(f"{USAGE}; found {name!r}")
    try:
        return _attribute(module, factory)()
    except Exception as error:
        raise UsageError(f"--executor {name}: {type(error).__name__}: {error}") from error


def _attribute(module: str, factory: str) -> Callable[[], Any]:
    """Of a module that may stand in the current folder."""
    sys.path.insert(0, str(Path.cwd()))
    try:
        found: Any = import_module(module)
    finally:
        sys.path.pop(0)
    for part in factory.split("."):
        found = getattr(found, part)
    return found
