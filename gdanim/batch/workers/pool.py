"""Processes of our own, as an Executor: one that dies loses its own task and no other. Knows nothing of scenes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import Executor, Future
from functools import partial
from multiprocessing.connection import wait as wait_for_end
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from gdanim import signals

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

PATIENCE = 1.5
"""Seconds in which a process that is told to end may clean up after itself."""
PAUSE = 0.1
"""Seconds between two words of a task: a screen shows no more."""


class WorkerLostError(Exception):
    """The process was killed, crashed, or ran out of memory while it worked on this task."""


class Crew(Executor):
    """``count`` processes with one task each at a time; a process begins when there is a task for it.

    ``heard`` is called, in a thread, with what a task says through ``tell``. Leaving the ``with`` block by an exception
    ends every process at once.
    """

    def __init__(self, count: int, heard: Callable[[Any], None] = lambda _: None) -> None:
        self._tasks: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._workers = [_Worker(self._tasks, heard) for _ in range(count)]

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._tasks.put((future, partial(work, *args, **kwargs)))
        for worker in self._workers:
            worker.begin()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 -- Executor's
        if cancel_futures:
            self._cancel()
        for _ in self._workers:
            self._tasks.put(None)
        for worker in self._workers if wait else ():
            worker.join()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._cancel()
            self._end()
        self.shutdown()

    def _cancel(self) -> None:
        try:
            while task := self._tasks.get_nowait():
                task[0].cancel()
        except Empty:
            return

    def _end(self) -> None:
        for worker in self._workers:
            worker.end(gently=True)
        deadline = time.monotonic() + PATIENCE
        for worker in self._workers:
            worker.wait(deadline)
            worker.end(gently=False)


class _Worker:
    """A thread that hands tasks to its process, starts it again when it has died, and listens to it."""

    def __init__(self, tasks: SimpleQueue[Any], heard: Callable[[Any], None]) -> None:
        self._tasks, self._heard = tasks, heard
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._process: SpawnProcess | None = None
        self._pipe: Connection
        self._over = False
        self._lock = threading.Lock()

    def begin(self) -> None:
        if self._thread.ident is None:
            self._thread.start()

    def join(self) -> None:
        if self._thread.ident is not None:
            self._thread.join()

    def end(self, *, gently: bool) -> None:
        """Ask the process to end, or kill it. It is not started again."""
        with self._lock:
            self._over = True
            if self._process is not None:
                (self._process.terminate if gently else self._process.kill)()

    def wait(self, deadline: float) -> None:
        process = self._process
        if process is not None:
            wait_for_end([process.sentinel], timeout=max(0.0, deadline - time.monotonic()))

    def _work(self) -> None:
        signals.hold_back()  # signals are the main thread's; a process begins with them held back, too
        while task := self._tasks.get():
            future, work = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(self._do(work))
            except Exception as error:  # noqa: BLE001 -- handed on to whoever waits for the future
                future.set_exception(error)
        if self._process is not None:
            self._pipe.close()  # it reads the end of its tasks
            self._process.join()

    def _do(self, work: Callable[[], Any]) -> Any:
        try:
            self._start()
            self._pipe.send(work)
            while True:
                kind, value = self._pipe.recv()
                if kind == "done":
                    return value
                if kind == "failed":
                    raise value
                self._heard(value)
        except (EOFError, ConnectionError) as error:
            if self._process is not None:
                self._process.join()
            raise WorkerLostError from error

    def _start(self) -> None:
        """See that the process runs: it may have died while it had nothing to do."""
        with self._lock:
            if self._over:
                raise WorkerLostError
            if self._process is not None and self._process.is_alive():
                return
            # spawned, not forked: a copy of a process with threads may stand still for ever
            context = multiprocessing.get_context("spawn")
            self._pipe, end = context.Pipe()
            self._process = context.Process(target=_serve, args=(end,), daemon=False)
            self._process.start()
            end.close()


_pipe: Connection | None = None
_spoken = 0.0


def tell(value: Any) -> None:
    """Say how far a task is, from within it, to whoever listens to its crew; nothing happens in other processes."""
    global _spoken  # noqa: PLW0603 -- a process has one task at a time
    if _pipe is not None and time.monotonic() - _spoken > PAUSE:
        _spoken = time.monotonic()
        _pipe.send(("told", value))


def _serve(pipe: Connection) -> None:
    """The whole life of a process: task after task, until there are no more."""
    global _pipe  # noqa: PLW0603 -- a process has one pipe
    _pipe = pipe
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signals.on_signals()
    while True:
        try:
            pipe.send(_answer(pipe.recv()))
        except (EOFError, ConnectionError):
            return


def _answer(work: Callable[[], Any]) -> tuple[str, Any]:
    try:
        return "done", work()
    except MemoryError:
        os._exit(1)  # what is left is not worth trusting
    except Exception as error:  # noqa: BLE001 -- the crew raises it again where the result is awaited
        return "failed", error


def _end_with_parent() -> None:
    """End when the parent has ended, however that was."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_end([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
