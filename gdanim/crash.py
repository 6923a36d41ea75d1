"""An error that nobody planned, told in one line: whose fault it is, and where it happened."""

from __future__ import annotations

import traceback
from pathlib import Path

from gdanim.errors import RenderError
from gdanim.messages import message

HERE = Path(__file__).parent


def told(error: Exception) -> RenderError:
    """What is said of it, without a traceback. The place is the innermost one in our own files."""
    if isinstance(error, MemoryError):
        return RenderError(message("render.out_of_memory"))
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(HERE)]
    place = f" at {Path(frames[-1].filename).relative_to(HERE).as_posix()}:{frames[-1].lineno}" if frames else ""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return RenderError(f"this is a bug in gdanim and not in the scene, please report it: {what}{place}")
