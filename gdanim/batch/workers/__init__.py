"""Runs many tasks through an Executor, our own or another's. Knows nothing of scenes."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TYPE_CHECKING, Any, TypeVar

from gdanim.batch.workers.executor import open_executor
from gdanim.batch.workers.pool import WorkerLostError, WorkerPool, send_message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor

__all__ = ["WorkerLostError", "WorkerPool", "open_executor", "run_all", "send_message"]

Task = TypeVar("Task")
Result = TypeVar("Result")


def run_all(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    executor: Executor,
    on_result: Callable[[Task, Result | WorkerLostError, BaseException | None], bool],
) -> None:
    """Calls ``work`` with every task, and ``on_result`` with the task and its result as soon as it is available.

    If ``on_result`` returns False, no further task is started. A task that the executor loses is retried once, alone,
    after all others, because its process may have been killed for lack of memory. Then ``on_result`` also gets the
    exception of the loss.
    """
    futures = {_submit(executor, work, task): task for task in tasks}
    pending, lost, continues = set(futures), {}, True
    try:
        while pending:
            finished, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in finished:
                if error := future.exception():
                    lost[futures[future]] = error
                elif not on_result(futures[future], future.result(), None):
                    continues = False
            if not continues:
                pending = {future for future in pending if not future.cancel()}
    finally:
        for future in pending:  # none, unless an exception ends the work
            future.cancel()
    for task, error in lost.items():
        continues = continues and on_result(task, _run_alone(work, task), error)


def _submit(executor: Executor, work: Callable[[Task], Result], task: Task) -> Future[Result]:
    try:
        return executor.submit(work, task)
    except RuntimeError as error:  # BrokenExecutor is one: it takes no more tasks
        failed: Future[Any] = Future()
        failed.set_exception(error)
        return failed


def _run_alone(work: Callable[[Task], Result], task: Task) -> Result | WorkerLostError:
    with WorkerPool(1) as pool:
        future = pool.submit(work, task)
        return WorkerLostError() if future.exception() else future.result()
