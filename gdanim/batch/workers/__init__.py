"""Runs many tasks through an Executor, our own or another's. Knows nothing of scenes."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self, TypeVar

from gdanim.batch.workers.executor import open_executor
from gdanim.batch.workers.pool import WorkerLostError, WorkerPool, send_message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from types import TracebackType

__all__ = ["WorkerLostError", "WorkerPool", "open_executor", "run_all", "send_message"]

Task = TypeVar("Task")
Result = TypeVar("Result")


def run_all(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    open_executor: Callable[[], AbstractContextManager[Executor]],
    on_result: Callable[[Task, Result | WorkerLostError, list[BaseException]], bool],
    retries: int = 1,
) -> None:
    """Calls ``work`` with every task, and ``on_result`` with the task and its result as soon as it is available.

    If ``on_result`` returns False, no further task is started. A task that the executor loses is tried again up to
    ``retries`` times, alone, after all others, because its process may have been killed for lack of memory. Then
    ``on_result`` also gets the exceptions of the losses. An executor that takes no more tasks, because a process of it
    died, is opened anew.
    """
    with _Engine(open_executor) as engine:
        futures = {engine.submit(work, task, 0): task for task in tasks}
        pending, lost, continues = set(futures), {}, True
        try:
            while pending:
                finished, pending = wait(pending, return_when=FIRST_COMPLETED)
                for future in finished:
                    if error := future.exception():
                        lost[futures[future]] = error
                    elif not on_result(futures[future], future.result(), []):
                        continues = False
                if not continues:
                    pending = {future for future in pending if not future.cancel()}
        finally:
            for future in pending:  # none, unless an exception ends the work
                future.cancel()
        for task, error in lost.items():
            continues = continues and on_result(task, *_retry(engine, work, task, error, retries))


def _retry(
    engine: _Engine, work: Callable[[Task], Result], task: Task, error: BaseException, retries: int
) -> tuple[Result | WorkerLostError, list[BaseException]]:
    """Returns the result of a task that was lost, and the exceptions of its losses."""
    losses = [error]
    for number in range(1, retries + 1):
        future = engine.submit(work, task, number)
        again = future.exception()
        if again is None:
            return future.result(), losses
        losses.append(again)
    return WorkerLostError(), losses


class _Engine:
    """An executor, opened anew once it takes no more tasks."""

    def __init__(self, open_executor: Callable[[], AbstractContextManager[Executor]]) -> None:
        self._open, self._opened = open_executor, ExitStack()

    def __enter__(self) -> Self:
        self._executor = self._opened.enter_context(self._open())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool | None:
        return self._opened.__exit__(kind, error, traceback)

    def submit(self, work: Callable[[Task], Result], task: Task, attempt: int) -> Future[Result]:
        try:
            try:
                return self._executor.submit(_attempt, work, task, attempt)
            except RuntimeError:  # BrokenExecutor is one
                self._executor = self._opened.enter_context(self._open())
                return self._executor.submit(_attempt, work, task, attempt)
        except Exception as error:  # noqa: BLE001 -- one task is lost, the others go on
            failed: Future[Any] = Future()
            failed.set_exception(error)
            return failed


def _attempt(work: Callable[[Task], Result], task: Task, _number: int) -> Result:
    """Does the work. Dask takes equal calls for one, and repeats its answer: the number makes a retry another call."""
    return work(task)
