"""Work on many tasks through an Executor, our own or another's. Knows nothing of scenes."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TYPE_CHECKING, Any, TypeVar

from gdanim.batch.workers.engine import engine
from gdanim.batch.workers.pool import Crew, WorkerLostError, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor

__all__ = ["Crew", "WorkerLostError", "each", "engine", "tell"]

Task = TypeVar("Task")
Result = TypeVar("Result")


def each(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    executor: Executor,
    done: Callable[[Task, Result | WorkerLostError, BaseException | None], bool],
) -> None:
    """Do ``work`` on every task; ``done`` is told each task and its result as it comes, and answers whether to go on.

    Where it answers False no other task is begun. A task that the executor loses is tried once more, alone, when all
    others are done: what killed its process may have been their appetite, not its own. Then ``done`` is told how it
    was lost, too.
    """
    futures = {_given(executor, work, task): task for task in tasks}
    pending, lost, going = set(futures), {}, True
    try:
        while pending:
            finished, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in finished:
                if error := future.exception():
                    lost[futures[future]] = error
                elif not done(futures[future], future.result(), None):
                    going = False
            if not going:
                pending = {future for future in pending if not future.cancel()}
    finally:
        for future in pending:  # none, unless the work is broken off
            future.cancel()
    for task, error in lost.items():
        going = going and done(task, _alone(work, task), error)


def _given(executor: Executor, work: Callable[[Task], Result], task: Task) -> Future[Result]:
    try:
        return executor.submit(work, task)
    except RuntimeError as error:  # BrokenExecutor is one: it takes no more tasks
        failed: Future[Any] = Future()
        failed.set_exception(error)
        return failed


def _alone(work: Callable[[Task], Result], task: Task) -> Result | WorkerLostError:
    with Crew(1) as crew:
        future = crew.submit(work, task)
        return WorkerLostError() if future.exception() else future.result()
