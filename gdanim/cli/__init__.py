"""The commands, in the order of ``--help``. Heavy packages are imported only by the commands that need them."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import typer

from gdanim import signals
from gdanim.cli import check, doctor, new, publish, reference, render, still, trace
from gdanim.cli.console import with_exit_code

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
GC_THRESHOLDS = (300_000, 20, 100)
"""Python's garbage collection is rarer: a scene makes up to 250,000 objects, of which most stay (0.2 s)."""
COMMANDS: dict[str, Callable[..., int | None]] = {
    "render": render.render,
    "check": check.check,
    "trace": trace.trace,
    "still": still.still,
    "embed": publish.embed,
    "gallery": publish.gallery,
    "new": new.new,
    "list": reference.list_words,
    "schema": reference.schema,
    "doctor": doctor.doctor,
}
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
    finally:
        signals.ignore_signals()
        gc.freeze()  # else Python collects garbage once more before it ends
