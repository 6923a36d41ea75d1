"""Watching a command from outside: which processes work in a folder, and waiting until something is so."""

import time
from pathlib import Path


def wait_for(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def processes(folder):
    """Those that work in this folder."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            found += [link] if link.resolve(strict=True) == folder else []
        except OSError:  # ended meanwhile, or another user's
            continue
    return found
