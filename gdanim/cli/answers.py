"""How a command answers: data to stdout, talk to stderr, errors as messages and exit codes."""

from __future__ import annotations

import os
import sys
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec

import typer

from gdanim import crash, registry
from gdanim.errors import GdanimError, RenderError, SceneError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

Given = ParamSpec("Given")
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but problems.")]
Folder = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Where the files go.")]
Formats = Annotated[
    list[str] | None, typer.Option("-f", "--format", metavar="gif,mp4", help="Instead of those the scene names.")
]
Languages = Annotated[
    list[str] | None, typer.Option("-l", "--language", metavar="CODE", help="NAME.CODE.* for each one given.")
]
Changes = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Change a key of the scene.")]


def answers(command: Callable[Given, int | None]) -> Callable[Given, None]:
    """A command whose errors are told without a traceback, and whose exit code is what it returns."""

    @wraps(command)
    def answered(*args: Given.args, **kwargs: Given.kwargs) -> None:
        try:
            code = command(*args, **kwargs) or 0
        except GdanimError as error:
            say(error)
            code = exit_code(error)
        except Exception as bug:  # noqa: BLE001 -- nobody is helped by a traceback
            say(crash.told(bug))
            code = 1
        raise typer.Exit(code)

    return answered


def exit_code(error: GdanimError) -> int:
    return 3 if isinstance(error, SceneError) else 2 if isinstance(error, UsageError) else 1


def say(*lines: object) -> None:
    _write(sys.stderr, lines)


def give(*lines: object) -> None:
    """Print data. Raises RenderError where stdout takes none; a reader who has left is no error."""
    try:
        _write(sys.stdout, lines)
    except OSError as error:
        raise RenderError(f"the answer could not be written: {error.strerror}") from error


def overrides(changes: Sequence[str] | None) -> dict[str, str]:
    """``["timing.fps=25"]`` as a mapping. Raises UsageError for what is no ``KEY=VALUE``."""
    pairs = [change.partition("=") for change in changes or ()]
    for key, sign, value in pairs:
        if not sign or not key.strip():
            raise UsageError(f"--set takes KEY=VALUE, such as --set timing.fps=25; found {key + sign + value!r}")
    return {key.strip(): value for key, _, value in pairs}


def known(names: Sequence[str] | None, kind: str, word: str) -> tuple[str, ...]:
    """Names of plug-ins, each also as a list with commas. Raises UsageError, with ``word``, for one without a file."""
    found = tuple(dict.fromkeys(part.strip() for name in names or () for part in name.split(",")))
    for name in found:
        if name not in registry.names(kind):
            raise UsageError(f"unknown {word} {name!r}{registry.advice(name, registry.names(kind))}")
    return found


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
