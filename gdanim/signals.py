"""Ends the program cleanly on Ctrl-C, SIGTERM and a closed terminal: every ``finally`` is executed."""

from __future__ import annotations

import _thread
import signal
import sys
import time
from typing import TYPE_CHECKING

from gdanim.errors import SignalExit

if TYPE_CHECKING:
    from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
CAN_BLOCK = hasattr(signal, "pthread_sigmask")  # not on Windows
RETRY_DELAY = 0.02
"""Seconds after which a signal whose exception was dropped is sent again."""


def exit_on_signals() -> None:
    """Makes SIGINT, SIGTERM and SIGHUP raise SignalExit in the main thread, again until it is not dropped.

    Python drops an exception that is raised in a destructor or in the callback of a weak reference.
    """
    main_thread, usual_hook = _thread.get_ident(), sys.unraisablehook

    def retry_or_print(dropped: sys.UnraisableHookArgs) -> None:
        if isinstance(dropped.exc_value, SignalExit):
            _thread.start_new_thread(_send_later, (main_thread, dropped.exc_value.number))
        else:
            usual_hook(dropped)

    sys.unraisablehook = retry_or_print
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:  # ``nohup`` ignores SIGHUP for us
            signal.signal(number, _exit)
    if CAN_BLOCK:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def ignore_signals() -> None:
    """Makes these signals do nothing, once the program ends anyway."""
    for number in SIGNALS:
        signal.signal(number, _ignore)


def block_signals() -> None:
    """Blocks these signals in this thread. A process that it starts gets them once it calls ``exit_on_signals``."""
    if CAN_BLOCK:
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)


def _exit(number: int, _frame: FrameType | None) -> None:
    """Raises SignalExit, unless an earlier signal already unwinds the stack: the clean-up must not be disturbed."""
    if not _is_exiting(sys.exc_info()[1]):
        raise SignalExit(number)


def _is_exiting(error: BaseException | None) -> bool:
    """Returns whether the handled exception is a SignalExit, or was raised while one was handled."""
    while error is not None and not isinstance(error, SignalExit):
        error = error.__context__
    return error is not None


def _send_later(thread: int, number: int) -> None:
    """Sends a signal to a thread once the code that dropped it has had time to end."""
    time.sleep(RETRY_DELAY)
    if CAN_BLOCK:
        signal.pthread_kill(thread, number)  # also interrupts a system call
    else:
        _thread.interrupt_main(signal.Signals(number))


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Does nothing. With SIG_IGN, Python would complain about a signal that is already pending."""
