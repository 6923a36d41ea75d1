"""The command ``gdanim still``."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from gdanim.cli.console import print_file, print_message
from gdanim.cli.options import STDIN, Changes, Quiet, SceneFile, load_scene
from gdanim.errors import UsageError
from gdanim.messages import message

STEPS = re.compile(r"(\d+)(?:\.\.(\d+))?")


def still(
    scene_file: SceneFile,
    step: Annotated[
        str | None, typer.Option("--step", metavar="K|K..L", help="The step, or several; by default the last.")
    ] = None,
    every: Annotated[int, typer.Option("--every", metavar="N", min=1, help="Of several steps only each Nth.")] = 1,
    strip: Annotated[bool, typer.Option("--strip", help="Key moments in a row, for a printed hand-out.")] = False,  # noqa: FBT002
    file: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.png|.svg|.pdf", show_default=False)
    ] = None,
    changes: Changes = None,
    quiet: Quiet = False,  # noqa: FBT002
) -> None:
    """Draws one moment, or numbered files of several, laid out exactly as in the animation.

    The SCENE - is read from stdin; one moment of it is then written to stdout, unless -o names a file.
    """
    from gdanim.stills.write import write_stills, write_strip

    if strip and step is not None:
        raise UsageError(message("cli.strip_and_step"))
    steps = _steps(step, every)
    to_stdout = scene_file == STDIN and file is None
    if to_stdout and steps is not None and len(steps) > 1:
        raise UsageError(message("cli.stdin_and_stdout"))
    loaded = load_scene(scene_file, changes)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "still.png" if to_stdout else file
        paths = (write_strip(loaded, path),) if strip else write_stills(loaded, steps, path)
        if to_stdout:
            print_file(paths[0])
            return
    print_message(*(() if quiet else (f"{scene_file}: drawn: {path}" for path in paths)))


def _steps(text: str | None, every: int) -> range | None:
    """Returns the steps of ``3`` or ``0..8``; None for the last step."""
    if text is None:
        return None
    found = STEPS.fullmatch(text.strip())
    if found is None:
        raise UsageError(message("cli.no_steps", found=text))
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise UsageError(message("cli.no_steps", found=text))
    return range(first, last + 1, every)
