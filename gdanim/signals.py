"""Ctrl-C and SIGTERM as an orderly end: the stack unwinds, so that everyone cleans up after themselves."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
MASKS = hasattr(signal, "pthread_sigmask")  # not on Windows


def on_signals() -> None:
    """From now on these signals raise SystemExit in the main thread, with 128 + the signal's number."""
    for number in SIGNALS:
        signal.signal(number, _stop)
    if MASKS:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def hold_back() -> None:
    """Keep these signals from this thread. A process that it starts meets them once it calls ``on_signals``."""
    if MASKS:
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    for each in SIGNALS:
        signal.signal(each, _go_on)  # a second one must not disturb the cleaning up
    raise SystemExit(128 + number)


def _go_on(_number: int, _frame: FrameType | None) -> None:
    """Do nothing. SIG_IGN would make Python complain of a signal that is just on its way."""
