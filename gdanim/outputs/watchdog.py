"""Kills a process that keeps this program waiting too long."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator


class Watchdog:
    """Measures only the time inside ``with watchdog.waiting():``. Drawing between two waits doesn't count."""

    patience = 120.0
    """Seconds for which a process may take no input, or not end. The slowest frame takes a few."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.expired = False
        self._process = process
        self._waiting_since: float | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._check_regularly, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Marks the time of a wait for the process."""
        self._waiting_since = time.monotonic()
        try:
            yield
        finally:
            self._waiting_since = None

    def _check_regularly(self) -> None:
        while not self._stopped.wait(min(1.0, self.patience / 4)):
            since = self._waiting_since
            if since is not None and time.monotonic() - since > self.patience:
                self.expired = True
                kill(self._process)
                return


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kills the process, and those it has started if it leads a process group."""
    if os.name != "posix":
        process.kill()
    elif process.returncode is None:  # not waited for yet: its number can't be another's, even if it has ended
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def kill_and_wait(process: subprocess.Popen[bytes]) -> None:
    """Kills the process, and waits for its end."""
    kill(process)
    process.wait()
