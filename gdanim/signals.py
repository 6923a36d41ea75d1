"""Ends the program cleanly on Ctrl-C and SIGTERM: the stack unwinds, and every ``finally`` is executed."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
CAN_BLOCK = hasattr(signal, "pthread_sigmask")  # not on Windows


def exit_on_signals() -> None:
    """Makes SIGINT and SIGTERM raise SystemExit(128 + number) in the main thread."""
    for number in SIGNALS:
        signal.signal(number, _exit)
    if CAN_BLOCK:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def block_signals() -> None:
    """Blocks these signals in this thread. A process that it starts gets them once it calls ``exit_on_signals``."""
    if CAN_BLOCK:
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)


def _exit(number: int, _frame: FrameType | None) -> NoReturn:
    for each in SIGNALS:
        signal.signal(each, _ignore)  # a second one must not disturb the clean-up
    raise SystemExit(128 + number)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Does nothing. With SIG_IGN, Python would complain about a signal that is already pending."""
