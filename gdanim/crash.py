"""Turns an unexpected exception into a one-line error with its location in gdanim."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from gdanim.errors import RenderError
from gdanim.messages import message

PACKAGE = Path(__file__).parent
SURROUNDINGS = {
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EIO,
    errno.EROFS,
    errno.ENOMEM,
    errno.ENAMETOOLONG,
}
"""Errors of the system that are neither the scene's nor ours: no more open files, a full or broken disk, no memory, too
long a name."""


def as_render_error(error: Exception) -> RenderError:
    """Returns a RenderError without a traceback, which names the innermost line in gdanim's own files."""
    if isinstance(error, MemoryError):
        return RenderError(message("render.out_of_memory"))
    if isinstance(error, OSError) and error.errno in SURROUNDINGS:
        return RenderError(_refusal(error))
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(PACKAGE)
    ]
    text = " ".join(f"{type(error).__name__}: {error}".split())
    if not frames:
        return RenderError(message("render.bug", error=text))
    file = Path(frames[-1].filename).relative_to(PACKAGE).as_posix()
    return RenderError(message("render.bug_at", error=text, file=file, line=frames[-1].lineno))


def _refusal(error: OSError) -> str:
    """Returns what the system refuses. Without another open file, our own texts can't be read either."""
    place = f": {error.filename}" if error.errno == errno.ENAMETOOLONG else ""
    try:
        return message("render.system_refuses", reason=f"{error.strerror}{place}")
    except OSError:
        return str(error.strerror)
