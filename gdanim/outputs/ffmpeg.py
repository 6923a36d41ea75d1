"""Runs ffmpeg as a process: feeds its input, reads its messages, kills it if it hangs, and leaves no process behind."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import threading
from collections import deque
from typing import TYPE_CHECKING

from gdanim.errors import EncodeError
from gdanim.messages import message
from gdanim.outputs import ffmpeg_binary
from gdanim.outputs.watchdog import Watchdog, kill_and_wait

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np

    from gdanim.messages import Message

REPORTING = {"FFREPORT", "AV_LOG_FORCE_COLOR"}  # variables by which ffmpeg writes files and escape codes
OWN_GROUP = 0 if os.name == "posix" else None  # Ctrl-C reaches only this program, which then ends ffmpeg
ADDRESS = re.compile(r"^(\[[^\]]*\] ?)+")  # [mp4 @ 0x55d0c8] in front of a message
REPORTED_LINES = 3


def run(arguments: Sequence[str], chunks: Iterable[np.ndarray] = ()) -> None:
    """Runs ffmpeg to its end with ``chunks`` as its standard input.

    Raises EncodeError with ffmpeg's own reason if it can't be started, fails, hangs or leaves input unread. No process
    is left when this returns.
    """
    process = _start(arguments)
    lines: deque[str] = deque(maxlen=50)
    listener = threading.Thread(target=_read_messages, args=(process.stderr, lines), daemon=True)
    listener.start()
    try:
        with Watchdog(process) as watchdog:
            all_read = _feed(process, chunks, watchdog)
            with watchdog.waiting():
                process.wait()
    finally:
        kill_and_wait(process)
        listener.join(timeout=5)  # a child of ffmpeg may hold the pipe open
    if process.returncode != 0 or not all_read:
        reason = "; ".join(list(dict.fromkeys(filter(None, lines)))[-REPORTED_LINES:])
        raise EncodeError(_failure(process.returncode, reason, hung=watchdog.expired))


def _start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    path = ffmpeg_binary.executable()
    command = [path, "-hide_banner", "-loglevel", "error", *arguments]
    piped, ignored = subprocess.PIPE, subprocess.DEVNULL
    environment = {name: value for name, value in os.environ.items() if name not in REPORTING}
    try:
        return subprocess.Popen(
            command, bufsize=0, stdin=piped, stdout=ignored, stderr=piped, process_group=OWN_GROUP, env=environment
        )
    except OSError as error:
        raise EncodeError(message("outputs.ffmpeg_not_started", path=path, reason=error.strerror)) from error


def _feed(process: subprocess.Popen[bytes], chunks: Iterable[np.ndarray], watchdog: Watchdog) -> bool:
    """Writes all chunks and closes the pipe. Returns False if ffmpeg stopped reading before the end."""
    assert process.stdin is not None  # noqa: S101 -- a pipe, see _start
    with process.stdin as pipe:
        for chunk in chunks:
            rest = chunk.data.cast("B")
            try:
                with watchdog.waiting():
                    while rest:
                        rest = rest[pipe.write(rest) :]
            except BrokenPipeError:
                return False
    return True


def _read_messages(pipe: io.FileIO, lines: deque[str]) -> None:
    """Reads continuously, because a full pipe would block ffmpeg; returns the last lines."""
    with io.BufferedReader(pipe) as stream:
        while line := stream.readline(2000):
            lines.append(ADDRESS.sub("", line.decode(errors="replace").strip()))


def _failure(code: int, reason: str, *, hung: bool) -> Message:
    why = message("outputs.ffmpeg_reason", reason=reason) if reason else message("outputs.ffmpeg_no_reason")
    if hung:
        return message("outputs.ffmpeg_hung", seconds=Watchdog.patience, why=why)
    if code < 0:
        return message("outputs.ffmpeg_killed", signal=signal.Signals(-code).name, why=why)
    if code > 0:
        return message("outputs.ffmpeg_failed", code=code, why=why)
    return message("outputs.ffmpeg_left_input", why=why)
