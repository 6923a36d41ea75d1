"""Ctrl-C and SIGTERM end the program in an orderly way: the stack unwinds, and every ``finally`` cleans up."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
CAN_BLOCK = hasattr(signal, "pthread_sigmask")  # not on Windows


def exit_on_signals() -> None:
    """From now on these signals raise SystemExit in the main thread, with 128 + the signal's number."""
    for number in SIGNALS:
        signal.signal(number, _exit)
    if CAN_BLOCK:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def block_signals() -> None:
    """Keeps these signals from this thread. A process that it starts gets them once it calls ``exit_on_signals``."""
    if CAN_BLOCK:
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)


def _exit(number: int, _frame: FrameType | None) -> NoReturn:
    for each in SIGNALS:
        signal.signal(each, _ignore)  # a second one must not disturb the clean-up
    raise SystemExit(128 + number)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Does nothing. SIG_IGN would make Python complain of a signal that is just on its way."""
