"""A pool of our own processes as an Executor: a process that dies loses only its own task. Knows nothing of scenes."""

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

    Call = Callable[[], Any]

CLEAN_UP_TIME = 1.5
"""Seconds in which a process that is asked to end may clean up."""
MESSAGE_INTERVAL = 0.1
"""Seconds between two messages of a task: the refresh rate of a screen."""


class WorkerLostError(Exception):
    """Raised when the process was killed, crashed, or ran out of memory during this task."""


class WorkerPool(Executor):
    """A pool of ``count`` processes with one task each at a time; processes are started on demand.

    ``on_message`` is called, in a thread, with the values that tasks send by ``send_message``. Leaving the ``with``
    block by an exception kills every process.
    """

    def __init__(self, count: int, on_message: Callable[[Any], None] = lambda _: None) -> None:
        self._tasks: SimpleQueue[tuple[Future[Any], Call] | None] = SimpleQueue()
        self._workers = [_Worker(self._tasks, on_message) for _ in range(count)]

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._tasks.put((future, partial(work, *args, **kwargs)))
        for worker in self._workers:
            worker.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 -- Executor's
        if cancel_futures:
            self._cancel_waiting()
        for _ in self._workers:
            self._tasks.put(None)
        for worker in self._workers if wait else ():
            worker.join()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._cancel_waiting()
            self._end_processes()
        self.shutdown()

    def _cancel_waiting(self) -> None:
        try:
            while task := self._tasks.get_nowait():
                task[0].cancel()
        except Empty:
            return

    def _end_processes(self) -> None:
        for worker in self._workers:
            worker.terminate()
        deadline = time.monotonic() + CLEAN_UP_TIME
        for worker in self._workers:
            worker.wait_for_process(deadline)
            worker.kill()


class _Worker:
    """A thread that passes tasks to its process, restarts the process when it has died, and reads its messages."""

    def __init__(self, tasks: SimpleQueue[Any], on_message: Callable[[Any], None]) -> None:
        self._tasks, self._on_message = tasks, on_message
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._process: SpawnProcess | None = None
        self._pipe: Connection
        self._ended = False
        self._lock = threading.Lock()

    def start(self) -> None:
        if self._thread.ident is None:
            self._thread.start()

    def join(self) -> None:
        if self._thread.ident is not None:
            self._thread.join()

    def terminate(self) -> None:
        """Asks the process to end. It is not restarted."""
        with self._lock:
            self._ended = True
            if self._process is not None:
                self._process.terminate()

    def kill(self) -> None:
        """Kills the process. It is not restarted."""
        with self._lock:
            self._ended = True
            if self._process is not None:
                self._process.kill()

    def wait_for_process(self, deadline: float) -> None:
        process = self._process
        if process is not None:
            wait_for_end([process.sentinel], timeout=max(0.0, deadline - time.monotonic()))

    def _work(self) -> None:
        signals.block_signals()  # the main thread handles them; a process that is started here begins with them blocked
        while task := self._tasks.get():
            future, call = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(self._run(call))
            except Exception as error:  # noqa: BLE001 -- handed on to whoever waits for the future
                future.set_exception(error)
        if self._process is not None:
            self._pipe.close()  # it reads the end of its tasks
            self._process.join()

    def _run(self, call: Call) -> Any:
        try:
            self._ensure_process()
            self._pipe.send(call)
            while True:
                kind, value = self._pipe.recv()
                if kind == "result":
                    return value
                if kind == "error":
                    raise value
                self._on_message(value)
        except (EOFError, ConnectionError) as error:
            if self._process is not None:
                self._process.join()
            raise WorkerLostError from error

    def _ensure_process(self) -> None:
        """Starts the process unless it runs: it may have died while idle."""
        with self._lock:
            if self._ended:
                raise WorkerLostError
            if self._process is not None and self._process.is_alive():
                return
            # spawned, not forked: a forked process with threads may deadlock
            context = multiprocessing.get_context("spawn")
            self._pipe, end = context.Pipe()
            self._process = context.Process(target=_serve, args=(end,), daemon=False)
            self._process.start()
            end.close()


_pipe: Connection | None = None
_last_message = 0.0


def send_message(value: Any) -> None:
    """Sends a value from within a task to its pool's ``on_message``; does nothing in other processes.

    A message is dropped if it follows the previous one too soon.
    """
    global _last_message  # noqa: PLW0603 -- a process has one task at a time
    if _pipe is not None and time.monotonic() - _last_message > MESSAGE_INTERVAL:
        _last_message = time.monotonic()
        _pipe.send(("message", value))


def _serve(pipe: Connection) -> None:
    """Runs in a process: executes tasks until there are no more."""
    global _pipe  # noqa: PLW0603 -- a process has one pipe
    _pipe = pipe
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signals.exit_on_signals()
    try:
        while True:
            pipe.send(_outcome(pipe.recv()))
    except (EOFError, ConnectionError):
        return
    finally:
        signals.ignore_signals()


def _outcome(call: Call) -> tuple[str, Any]:
    try:
        return "result", call()
    except MemoryError:
        os._exit(1)  # the state of such a process can't be trusted
    except Exception as error:  # noqa: BLE001 -- the pool raises it again where the result is awaited
        return "error", error


def _end_with_parent() -> None:
    """Ends this process when its parent has ended, for any reason."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_end([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
