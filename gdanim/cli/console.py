"""Prints a command's data to stdout and its messages to stderr, and turns errors into messages and exit codes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

import typer

from gdanim import crash
from gdanim.errors import GdanimError, RenderError, SceneError, UsageError
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TextIO

Parameters = ParamSpec("Parameters")


def with_exit_code(command: Callable[Parameters, int | None]) -> Callable[Parameters, None]:
    """Returns a command whose errors are printed without a traceback, and whose result is the exit code."""

    @wraps(command)
    def wrapped(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            _check_current_folder()
            code = command(*args, **kwargs) or 0
        except GdanimError as error:
            print_message(error)
            code = exit_code(error)
        except Exception as bug:  # noqa: BLE001 -- a traceback helps no user
            print_message(crash.as_render_error(bug))
            code = 1
        raise typer.Exit(code)

    return wrapped


def _check_current_folder() -> None:
    try:
        Path.cwd()
    except OSError as error:
        raise UsageError(message("cli.no_current_folder")) from error


def exit_code(error: GdanimError) -> int:
    """Returns the exit code of an error: 3 for an invalid scene, 2 for a wrong call, otherwise 1."""
    return 3 if isinstance(error, SceneError) else 2 if isinstance(error, UsageError) else 1


def print_message(*lines: object) -> None:
    """Prints lines to stderr. Work goes on where they can't be written, as on a full disk."""
    with suppress(OSError):
        _write(sys.stderr, lines)


def warning_printer(*, quiet: bool) -> Callable[[str], None]:
    """Returns a function that prints a warning, which names its file, to stderr; one that does not for ``quiet``."""

    def warn(text: str) -> None:
        print_message(*(() if quiet else (f"warning: {text}",)))

    return warn


def print_data(*lines: object) -> None:
    """Prints lines to stdout. Raises RenderError if it can't be written; a closed pipe is no error."""
    try:
        _write(sys.stdout, lines)
    except OSError as error:
        raise RenderError(message("cli.stdout_failed", reason=error.strerror)) from error


def print_file(path: Path) -> None:
    """Writes a file's bytes to stdout. Raises RenderError if it can't be written."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.buffer.write(path.read_bytes())
        sys.stdout.buffer.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python would fail once more when it ends
        if not isinstance(error, BrokenPipeError):
            raise RenderError(message("cli.stdout_failed", reason=error.strerror)) from error


def _write(stream: TextIO | None, lines: Iterable[object]) -> None:
    if stream is None:  # closed by the caller
        return
    try:
        for line in lines:
            print(line, file=stream)
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # or Python would fail once more when it ends
        if not isinstance(error, BrokenPipeError):
            raise
