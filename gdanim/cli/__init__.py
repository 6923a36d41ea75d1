"""The commands, in the order of ``--help``. Heavy packages are imported only by the commands that need them."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from gdanim import messages, signals, spelling
from gdanim.cli import check, doctor, init, new, preview, publish, reference, render, source, still, trace
from gdanim.cli.console import print_data, print_message, with_exit_code
from gdanim.errors import SignalExit
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(is_wanted: bool) -> None:  # noqa: FBT001
    if is_wanted:
        from gdanim import __version__

        print_data(__version__)
        raise typer.Exit


def _choose_messages(language: str | None) -> None:
    """Chooses the language of messages, for this process and those that it starts. Raises BadParameter if unknown."""
    if language is None:
        return
    if language not in messages.languages():
        advice = spelling.advice(language, messages.languages())
        raise typer.BadParameter(message("cli.unknown_language", code=language, advice=advice))
    os.environ[messages.VARIABLE] = language


GC_THRESHOLDS = (300_000, 20, 100)
"""Python's garbage collection is rarer: a scene makes up to 250,000 objects, of which most stay (0.2 s)."""
COMMANDS: dict[str, Callable[..., int | None]] = {
    "render": render.render,
    "check": check.check,
    "trace": trace.trace,
    "still": still.still,
    "preview": preview.preview,
    "embed": publish.embed,
    "gallery": publish.gallery,
    "new": new.new,
    "init": init.init,
    "list": reference.list_words,
    "schema": reference.schema,
    "doctor": doctor.doctor,
    "source": source.source,
}


@app.callback()
def program(
    version: Annotated[  # noqa: FBT002
        bool, typer.Option("--version", is_eager=True, help="Print the version and end.", callback=_print_version)
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--messages",
            metavar="CODE",
            is_eager=True,
            callback=_choose_messages,
            help="The language of messages, en or fa; or the environment variable GDANIM_LANG.",
        ),
    ] = None,
) -> None:
    """Turns short scene files into animations of gradient descent."""


for name, command in COMMANDS.items():
    app.command(name)(with_exit_code(command))


def main() -> None:
    """Runs the program. It cleans up even if interrupted or terminated."""
    signals.exit_on_signals()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # η and − reach every terminal and file, whatever the locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    gc.set_threshold(*GC_THRESHOLDS)
    os.environ["MPLBACKEND"] = "agg"  # the program opens no window, whatever the user's matplotlib does
    os.environ.pop("FREETYPE_PROPERTIES", None)  # letters look the same for everybody
    try:
        app(prog_name="gdanim")
    except SignalExit as ended:
        if ended.number == signal.SIGINT:
            print_message(message("cli.interrupted"))
        raise
    finally:
        signals.ignore_signals()
        gc.freeze()  # else Python collects garbage once more before it ends
