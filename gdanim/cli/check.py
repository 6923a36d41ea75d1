"""The command ``gdanim check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gdanim.cli.console import print_message, warning_printer
from gdanim.cli.options import (
    Changes,
    Folder,
    Formats,
    Languages,
    Quiet,
    SceneFiles,
    format_names,
    language_codes,
    overrides,
)


def check(
    scenes: SceneFiles,
    outputs: Annotated[  # noqa: FBT002
        bool, typer.Option("--outputs", help="List missing, stale or damaged outputs instead.")
    ] = False,
    folder: Folder = Path("output"),
    formats: Formats = None,
    languages: Languages = None,
    changes: Changes = None,
    quiet: Quiet = False,  # noqa: FBT002
) -> int:
    """Finds every problem of every scene. Nothing is written.

    With --outputs, which needs the options of the rendering, ends with 1 unless all outputs are up to date.
    """
    from gdanim import batch

    options = batch.RenderOptions(format_names(formats) or None, overrides(changes))
    jobs = batch.find(scenes, folder, language_codes(languages), warning_printer(quiet=quiet))
    code, good = 0, "up to date" if outputs else "no problem"
    for result in batch.check_outputs(jobs, options) if outputs else batch.check(jobs, options):
        file = result.job.file
        warnings = () if quiet else (f"{file}: warning: {text}" for text in result.warnings)
        last = () if quiet or result.code else (f"{file}: {good}",)
        print_message(*result.problems, *warnings, *last)
        code = max(code, result.code)
    return code
