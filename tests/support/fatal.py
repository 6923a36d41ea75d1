"""Work and engines for tests of what is lost, in a module that processes of every library can import."""

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path


def fatal_once(marker):
    """Kills its process the first time it is called, which the file ``marker`` records."""
    if marker.name == "fine" or marker.exists():
        return "done"
    marker.touch()
    return os.kill(os.getpid(), signal.SIGKILL)


def out_of_memory_once(marker):
    if marker.name == "fine" or marker.exists():
        return "done"
    marker.touch()
    raise MemoryError


def fatal(marker):
    """Kills each process that begins with it, and counts them in the file ``marker``."""
    with marker.open("a") as file:
        file.write("x")
    os.kill(os.getpid(), signal.SIGKILL)


def in_another_folder():
    """An engine whose workers see the root folder as the current one."""
    return ProcessPoolExecutor(1, initializer=os.chdir, initargs=("/",))


def on_another_machine():
    """An engine whose worker is in the root folder and does not have the current one."""
    return ProcessPoolExecutor(1, initializer=_in_root_for_ever)


def _in_root_for_ever():
    os.chdir("/")
    os.chdir = _refuse


def _refuse(folder):
    raise FileNotFoundError(2, "No such file or directory", folder)


def killed_at_first():
    """An engine whose first process ends before its first task."""
    return ProcessPoolExecutor(1, initializer=_end_once)


def _end_once():
    try:
        Path("ended").mkdir()
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
