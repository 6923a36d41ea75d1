"""The command ``gdanim still``."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the hints at run time
from typing import Annotated

import typer

from gdanim.cli.console import print_message
from gdanim.cli.options import Changes, Quiet, SceneFile, overrides
from gdanim.errors import UsageError
from gdanim.messages import message


def still(
    scene_file: SceneFile,
    step: Annotated[int | None, typer.Option("--step", metavar="K", help="The step; by default the last.")] = None,
    strip: Annotated[bool, typer.Option("--strip", help="Key moments in a row, for a printed hand-out.")] = False,  # noqa: FBT002
    file: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.png|.svg|.pdf", show_default=False)
    ] = None,
    changes: Changes = None,
    quiet: Quiet = False,  # noqa: FBT002
) -> None:
    """Draws one moment, laid out exactly as in the animation."""
    from gdanim import scene, stills

    if strip and step is not None:
        raise UsageError(message("cli.strip_and_step"))
    loaded = scene.load(scene_file, overrides(changes))
    path = stills.write_strip(loaded, file) if strip else stills.write_still(loaded, step, file)
    print_message(*(() if quiet else (f"{scene_file}: drawn: {path}",)))
