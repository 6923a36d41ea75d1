"""The place where files grow until they are whole, beside the place where they will stand."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from gdanim.errors import RenderError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PREFIX = ".gdanim-"
LOCK = "lock"
UNLOCKED = 60.0
"""Seconds after which a temporary folder without a lock file can't be one that is just being made."""


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A temporary folder in ``folder``, on the same disk, so that moving in is one step. It is gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    place, lock = _make(folder)
    try:
        yield place
    finally:
        lock.close()
        _clear(place)


def sweep(folder: Path) -> None:
    """Remove the temporary folders of runs that were killed: those whose lock nobody holds."""
    for place in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if _abandoned(place):
                _clear(place)


def tidy(folders: Iterable[Path]) -> None:
    """Sweep folders in which nothing may be written this time; those that can't be looked into are left."""
    for folder in folders:
        with suppress(OSError):
            sweep(folder)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """No other run moves files into ``folder`` meanwhile, where the disk and the system have locks."""
    with ExitStack() as stack:
        if fcntl is not None:
            with suppress(OSError):
                handle = os.open(folder, os.O_RDONLY)
                stack.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def move_in(files: Sequence[Path], folder: Path) -> None:
    """Give finished files their names, in this order. Each is replaced in one step."""
    for file in files:
        file.replace(folder / file.name)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """What the operating system refuses, in the user's words."""
    try:
        yield
    except OSError as error:
        elsewhere = error.filename is not None and not Path(error.filename).is_relative_to(folder.absolute())
        what = str(error.filename) if elsewhere else f"can't write to {folder}"
        raise RenderError(f"{what}: {error.strerror or error}") from error


def refuse_folders(paths: Sequence[Path]) -> None:
    """Raise RenderError if a folder stands where a file is to be written: found before anything is drawn."""
    for path in paths:
        if path.is_dir():
            raise RenderError(f"can't write {path}: it is a folder")


def _make(folder: Path) -> tuple[Path, IO[bytes]]:
    """A new folder and its lock, taken. Another run may sweep it away before it is locked: then another is made."""
    while True:
        place = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
        try:
            lock = (place / LOCK).open("wb")
        except FileNotFoundError:
            continue
        except OSError:
            place.rmdir()
            raise
        if _take(lock, unknown=True) and (place / LOCK).exists():
            return place, lock
        lock.close()


def _clear(place: Path) -> None:
    """Remove a folder, its lock last: what a kill leaves of it is then still known to be nobody's."""
    with suppress(OSError):
        for file in place.iterdir():
            if file.name != LOCK:
                file.unlink()
    shutil.rmtree(place, ignore_errors=True)


def _abandoned(place: Path) -> bool:
    try:
        with (place / LOCK).open("rb") as lock:
            return _take(lock, unknown=False)
    except FileNotFoundError:
        with suppress(OSError):
            place.rmdir()  # an empty one is the last of a folder, or the first: then its run makes another
            return False
        return time.time() - place.stat().st_mtime > UNLOCKED


def _take(lock: IO[bytes], *, unknown: bool) -> bool:
    """False if another run holds the lock; ``unknown`` on a disk or a system that has no locks."""
    if fcntl is None:
        return unknown
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return unknown
    return True
