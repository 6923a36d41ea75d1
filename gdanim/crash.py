"""Turns an unexpected exception into a one-line error with its location in gdanim."""

from __future__ import annotations

import traceback
from pathlib import Path

from gdanim.errors import RenderError
from gdanim.messages import message

PACKAGE = Path(__file__).parent


def as_render_error(error: Exception) -> RenderError:
    """Returns a RenderError without a traceback, which names the innermost line in gdanim's own files."""
    if isinstance(error, MemoryError):
        return RenderError(message("render.out_of_memory"))
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(PACKAGE)
    ]
    text = " ".join(f"{type(error).__name__}: {error}".split())
    if not frames:
        return RenderError(message("render.bug", error=text))
    file = Path(frames[-1].filename).relative_to(PACKAGE).as_posix()
    return RenderError(message("render.bug_at", error=text, file=file, line=frames[-1].lineno))
