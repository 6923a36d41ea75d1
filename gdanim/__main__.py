"""The entry point of ``gdanim`` and of ``python -m gdanim``. It answers Ctrl-C before anything else is imported."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

INTERRUPTED = b"interrupted\n"
"""The text ``cli.interrupted``, which can't be read yet."""


def main() -> None:
    """Runs the program. While it loads, Ctrl-C ends it at once: nothing is begun that would have to be cleaned up."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)
    from gdanim.cli import main as run

    run()


def _end(number: int, _frame: FrameType | None) -> None:
    with suppress(OSError, AttributeError, ValueError):  # stderr may be closed
        os.write(sys.__stderr__.fileno(), INTERRUPTED)  # type: ignore[union-attr]
    os._exit(128 + number)


if __name__ == "__main__":
    main()
