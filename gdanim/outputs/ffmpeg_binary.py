"""Finds ffmpeg and its version without running it."""

from __future__ import annotations

import os
import shutil
from functools import cache
from importlib import metadata
from pathlib import Path

from gdanim.errors import EncodeError
from gdanim.messages import message

PACKAGE = "imageio-ffmpeg"
VARIABLE = "IMAGEIO_FFMPEG_EXE"  # the package's own environment variable, by which a user chooses another ffmpeg


def executable() -> str:
    """Returns the path of ffmpeg. Raises EncodeError if there is none."""
    bundled = _bundled()
    path = os.environ.get(VARIABLE) or (str(bundled) if bundled else None) or shutil.which("ffmpeg")
    if path is None:
        raise EncodeError(message("outputs.no_ffmpeg", package=PACKAGE))
    return path


def identity() -> list[str | int]:
    """Returns the identity of this ffmpeg build; the binary of imageio-ffmpeg has its version in its name."""
    bundled = _bundled()
    if bundled and not os.environ.get(VARIABLE):
        return [bundled.name]
    try:
        path = Path(shutil.which(executable()) or executable())
        state = path.stat()
    except (EncodeError, OSError):
        return ["none"]
    return [str(path.resolve()), state.st_size, state.st_mtime_ns]


@cache
def _bundled() -> Path | None:
    """Returns the binary in the package's wheel; ``imageio_ffmpeg.get_ffmpeg_exe`` would start it as a test."""
    try:
        files = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return None
    paths = (Path(str(file.locate())) for file in files if file.name.startswith("ffmpeg-"))
    return next((path for path in paths if path.is_file()), None)
