"""One process a worker, so that a worker that dies takes only its own task with it. Knows nothing of scenes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, suppress
from multiprocessing.connection import wait as wait_for_end
from typing import TYPE_CHECKING, Any, Self, TypeVar

from gdanim import stopping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Task = TypeVar("Task")
Result = TypeVar("Result")


class WorkerLostError(Exception):
    """The process was killed, or crashed, while it worked on this task."""


def each(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    count: int,
    done: Callable[[Task, Result | WorkerLostError], None],
) -> None:
    """Do ``work`` on every task with ``count`` processes; ``done`` is told each task and its result as it comes."""
    waiting = iter(tasks)
    busy: dict[Future[Result], tuple[_Worker, Task]] = {}
    with ExitStack() as stack:
        idle = [stack.enter_context(_Worker()) for _ in range(min(count, len(tasks)))]
        while True:
            for worker, task in zip(idle, waiting, strict=False):
                busy[worker.give(work, task)] = (worker, task)
            if not busy:
                return
            finished = wait(busy, return_when=FIRST_COMPLETED).done
            idle = []
            for future in finished:
                worker, task = busy.pop(future)
                idle.append(worker)
                done(task, worker.result(future))


class _Worker:
    """A process that does one task at a time. Started again when it has died; gone when the ``with`` block ends."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        # spawned, not forked: a copy of a process with threads may stand still for ever
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
        self._pid = self._pool.submit(os.getpid)

    def give(self, work: Callable[[Task], Result], task: Task) -> Future[Result]:
        for _ in range(2):  # it may have died while it was idle: that is not this task's fault
            self._pid.exception()  # waits until the process runs: one that can't be stopped must hold no task
            with suppress(BrokenProcessPool):
                return self._pool.submit(_do, work, task)
            self._start_again()
        failed: Future[Result] = Future()
        failed.set_exception(BrokenProcessPool())
        return failed

    def result(self, future: Future[Any]) -> Any:
        """What the task gave, or a WorkerLostError."""
        try:
            return future.result()
        except BrokenProcessPool:
            self._start_again()
            return WorkerLostError()

    def _start_again(self) -> None:
        self._pool.shutdown()
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and self._pid.done() and not self._pid.exception():
            with suppress(ProcessLookupError):
                os.kill(self._pid.result(), signal.SIGTERM)
        self._pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """What a worker does first: listen to signals, and end when its parent has ended, however that was."""
    stopping.on_signals()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_end([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _do(work: Callable[[Task], Result], task: Task) -> Result:
    try:
        return work(task)
    except SystemExit as stop:  # by a signal; the pool would catch it and take the next task
        os._exit(stop.code if isinstance(stop.code, int) else 1)
