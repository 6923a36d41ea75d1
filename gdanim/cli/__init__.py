"""The commands, in the order in which ``--help`` lists them. Nothing heavy is imported until a command needs it."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import typer

from gdanim import signals
from gdanim.cli import inspecting, publishing, reference, rendering
from gdanim.cli.answers import answers

if TYPE_CHECKING:
    from collections.abc import Callable

app = typer.Typer(
    help="Turn short scene files into animations of gradient descent.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
PATIENT = (300_000, 20, 100)
"""When Python looks for rubbish. A scene makes up to 250,000 objects, most of which stay: looking would cost 0.2 s."""
COMMANDS: dict[str, Callable[..., int | None]] = {
    "render": rendering.render,
    "check": inspecting.check,
    "trace": inspecting.trace,
    "still": inspecting.still,
    "embed": publishing.embed,
    "gallery": publishing.gallery,
    "new": reference.new,
    "list": reference.listing,
    "schema": reference.schema,
    "doctor": reference.doctor,
}
for name, command in COMMANDS.items():
    app.command(name)(answers(command))


def main() -> None:
    """The program: ``app``, which also ends in an orderly way when it is interrupted or terminated."""
    signals.on_signals()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # η and − reach every terminal and file, whatever the locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    gc.set_threshold(*PATIENT)
    try:
        app(prog_name="gdanim")
    finally:
        gc.freeze()  # leaving searches everything for rubbish once more, unless it is told not to
