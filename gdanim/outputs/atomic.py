"""Atomic files: written in a temporary folder on the same disk, then moved into place."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from gdanim.errors import EncodeError, RenderError
from gdanim.messages import message

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PREFIX = ".gdanim-"
LOCK = "lock"
UNLOCKED_SECONDS = 60.0
"""Seconds after which a temporary folder without a lock file is abandoned rather than just being made."""
UNCHANGED_SECONDS = 3600.0
"""Seconds without a change after which a temporary folder is abandoned, on systems without locks."""
ATTEMPTS, PAUSE = (20 if os.name == "nt" else 1), 0.1
"""How often a file is moved over another, which Windows refuses while a viewer has it open, and the seconds between."""


@contextmanager
def temporary_folder(folder: Path) -> Iterator[Path]:
    """Makes a temporary folder in ``folder``, on the same disk, so that moving is one step. It is removed on exit."""
    folder.mkdir(parents=True, exist_ok=True)
    remove_abandoned(folder)
    temporary, lock = _make_locked(folder)
    try:
        yield temporary
    finally:
        lock.close()
        _remove(temporary)


def remove_abandoned(folder: Path) -> None:
    """Removes the temporary folders of killed processes: those whose lock is free."""
    for temporary in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if _is_abandoned(temporary):
                _remove(temporary)


def remove_leftovers(folders: Iterable[Path]) -> None:
    """Removes abandoned temporary folders if nothing is to be written; unreadable folders are skipped."""
    for folder in folders:
        with suppress(OSError):
            remove_abandoned(folder)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Prevents other processes from moving files into ``folder`` meanwhile, if the disk and the system have locks."""
    with ExitStack() as stack:
        if fcntl is not None:
            with suppress(OSError):
                handle = os.open(folder, os.O_RDONLY)
                stack.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def move_in(files: Sequence[Path], folder: Path) -> None:
    """Moves finished files into ``folder`` in order. Each replaces its predecessor in one step.

    A folder is moved out before its successor moves in, to be removed with the temporary folder of the file. If one
    file can't be moved, those before it make room for their predecessors again.
    """
    moved: list[tuple[Path, Path, bool]] = []
    try:
        for file in files:
            target, earlier = folder / file.name, file.with_name(f"old-{file.name}")
            is_new = not target.exists()
            if file.is_dir() and target.is_dir():
                _replace(target, earlier)
            else:
                with suppress(OSError):  # there is none, or the disk has no links
                    os.link(target, earlier)
            moved.append((target, earlier, is_new))
            _replace(file, target)
    except OSError:
        for target, earlier, is_new in moved:
            with suppress(OSError):
                _move_back(target, earlier, is_new=is_new)
        raise


def _move_back(target: Path, earlier: Path, *, is_new: bool) -> None:
    if (is_new or earlier.is_dir()) and target.is_dir():
        shutil.rmtree(target)
    if earlier.exists():
        earlier.replace(target)
    elif is_new:
        target.unlink(missing_ok=True)


def _replace(file: Path, path: Path) -> None:
    for _ in range(ATTEMPTS - 1):
        with suppress(PermissionError):
            file.replace(path)
            return
        time.sleep(PAUSE)
    file.replace(path)


@contextmanager
def os_errors_translated(folder: Path) -> Iterator[None]:
    """Converts an OSError to a RenderError that says what can't be written, and why."""
    try:
        yield
    except EncodeError as error:
        if folder.is_dir():
            raise
        raise RenderError(message("outputs.folder_removed", folder=folder)) from error
    except OSError as error:
        reason = error.strerror or error
        if isinstance(error, FileNotFoundError) and not folder.is_dir():
            raise RenderError(message("outputs.folder_removed", folder=folder)) from error
        if error.filename is not None and not Path(error.filename).is_relative_to(folder.absolute()):
            raise RenderError(message("outputs.refused_file", file=error.filename, reason=reason)) from error
        raise RenderError(message("outputs.refused_folder", folder=folder, reason=reason)) from error


def touch(paths: Iterable[Path]) -> None:
    """Gives files the present time in order, so that ``make`` sees them newer than what they are made of.

    A disk that refuses keeps the times that it has.
    """
    for path in paths:
        with suppress(OSError):
            os.utime(path)


def refuse_folders(paths: Sequence[Path]) -> None:
    """Raises RenderError if a path is a folder, before anything is drawn."""
    for path in paths:
        if path.is_dir():
            raise RenderError(message("outputs.is_folder", path=path))


def _make_locked(folder: Path) -> tuple[Path, IO[bytes]]:
    """Returns a new folder and its lock. If another process removes the folder before it is locked, another is made."""
    while True:
        temporary = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
        try:
            lock = (temporary / LOCK).open("wb")
        except FileNotFoundError:
            continue
        except OSError:
            temporary.rmdir()
            raise
        if _try_lock(lock, without_locks=True) and (temporary / LOCK).exists():
            return temporary, lock
        lock.close()


def _remove(temporary: Path) -> None:
    """Removes a folder, its lock last, so that an interrupted removal still counts as abandoned."""
    with suppress(OSError):
        for file in temporary.iterdir():
            if file.name != LOCK:
                file.unlink()
    shutil.rmtree(temporary, ignore_errors=True)


def _is_abandoned(temporary: Path) -> bool:
    if fcntl is None:
        return time.time() - max(path.stat().st_mtime for path in (temporary, *temporary.iterdir())) > UNCHANGED_SECONDS
    try:
        with (temporary / LOCK).open("rb") as lock:
            return _try_lock(lock, without_locks=False)
    except FileNotFoundError:
        with suppress(OSError):
            temporary.rmdir()  # an empty one is the last of a removed folder, or a new one: then its run makes another
            return False
        return time.time() - temporary.stat().st_mtime > UNLOCKED_SECONDS


def _try_lock(lock: IO[bytes], *, without_locks: bool) -> bool:
    """Tries to take a lock; ``without_locks`` is the result on a disk or a system without locks."""
    if fcntl is None:
        return without_locks
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return without_locks
    return True
