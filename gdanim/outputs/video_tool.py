"""The video tool as a process: fed, listened to, never waited for in vain, never left behind."""

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
from gdanim.outputs import binary
from gdanim.outputs.watch import Watch, end

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np

GROUP = 0 if os.name == "posix" else None  # its own: Ctrl-C is ours, and we end the tool
ADDRESS = re.compile(r"^(\[[^\]]*\] ?)+")  # [mp4 @ 0x55d0c8] in front of what it says
LAST_WORDS = 3


def run(arguments: Sequence[str], chunks: Iterable[np.ndarray] = ()) -> None:
    """Run the tool to its end with ``chunks`` as its standard input.

    Raises EncodeError with the tool's own reason if it can't be started, fails, hangs or leaves input unread. Whatever
    happens, no process is left when this returns.
    """
    process = _start(arguments)
    words: deque[str] = deque(maxlen=50)
    listener = threading.Thread(target=_listen, args=(process.stderr, words), daemon=True)
    listener.start()
    try:
        with Watch(process) as watch:
            eager = _feed(process, chunks, watch)
            with watch.waiting():
                process.wait()
    finally:
        end(process)
        listener.join(timeout=5)  # a child of the tool may hold the pipe open
    _judge(process.returncode, words, hung=watch.expired, eager=eager)


def _start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    path = binary.executable()
    command = [path, "-hide_banner", "-loglevel", "error", *arguments]
    heard, unheard = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen(command, bufsize=0, stdin=heard, stdout=unheard, stderr=heard, process_group=GROUP)
    except OSError as error:
        raise EncodeError(f"the video tool {path} can't be started: {error.strerror}") from error


def _feed(process: subprocess.Popen[bytes], chunks: Iterable[np.ndarray], watch: Watch) -> bool:
    """Write all chunks and close the pipe. False if the tool stopped reading before the end."""
    assert process.stdin is not None  # noqa: S101 -- a pipe, see _start
    with process.stdin as pipe:
        for chunk in chunks:
            rest = chunk.data.cast("B")
            try:
                with watch.waiting():
                    while rest:
                        rest = rest[pipe.write(rest) :]
            except BrokenPipeError:
                return False
    return True


def _listen(pipe: io.FileIO, words: deque[str]) -> None:
    """Read all the time, for a full pipe would block the tool; keep the last lines."""
    with io.BufferedReader(pipe) as lines:
        while line := lines.readline(2000):
            words.append(ADDRESS.sub("", line.decode(errors="replace").strip()))


def _judge(code: int, words: Iterable[str], *, hung: bool, eager: bool) -> None:
    if code == 0 and eager:
        return
    if hung:
        verdict = f"the video tool did nothing for {Watch.patience:g} seconds and was ended"
    elif code < 0:
        verdict = f"the video tool was killed by {signal.Signals(-code).name}"
    elif code > 0:
        verdict = f"the video tool stopped with exit code {code}"
    else:
        verdict = "the video tool stopped before it had read all frames"
    reason = "; ".join(list(dict.fromkeys(filter(None, words)))[-LAST_WORDS:])
    raise EncodeError(f"{verdict}: {reason}" if reason else f"{verdict} and gave no reason")
