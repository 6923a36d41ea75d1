"""``gdanim render``."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gdanim.cli import bar
from gdanim.cli.answers import Changes, Quiet, give, known, overrides, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.batch import Outcome


def render(
    scenes: Annotated[list[Path], typer.Argument(metavar="SCENE|FOLDER...", show_default=False)],
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Where the files go.")] = Path("output"),
    formats: Annotated[
        list[str] | None, typer.Option("-f", "--format", metavar="gif,mp4", help="Instead of those the scene names.")
    ] = None,
    languages: Annotated[
        list[str] | None, typer.Option("-l", "--language", metavar="CODE", help="NAME.CODE.* for each one given.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", metavar="N", min=1, help="Scenes at a time; else one a processor.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Render what is up to date, too.")] = False,  # noqa: FBT002
    changes: Changes = None,
    quiet: Quiet = False,  # noqa: FBT002
    as_json: Annotated[bool, typer.Option("--json", help="Report to stdout as JSON.")] = False,  # noqa: FBT002
) -> int:
    """Write each scene's animation and its sidecar.

    The sidecar is a JSON file beside it, with alt text, caption, verdicts and the place of every panel.
    """
    from gdanim import batch

    order = batch.Order(known(formats, "encoders", "format") or None, overrides(changes), force=force)
    work = batch.find(scenes, folder, known(languages, "languages", "language"))

    def done(outcome: Outcome) -> None:
        progress.scene()
        say(*outcome.problems, *(() if quiet else _talk(outcome)))

    with bar.shown(len(work), quiet=quiet) as progress:
        outcomes = batch.render(work, order, jobs or os.cpu_count() or 1, progress.frame, done)
    if as_json:
        give(json.dumps({"scenes": [_report(outcome) for outcome in outcomes]}, ensure_ascii=False, indent=2))
    return max(outcome.code for outcome in outcomes)


def _talk(outcome: Outcome) -> Iterator[str]:
    for warning in outcome.warnings:
        yield f"{outcome.job.file}: warning: {warning}"
    if outcome.files:
        done = "up to date" if outcome.state == "up_to_date" else "rendered"
        yield f"{outcome.job.file}: {done}: {', '.join(map(str, outcome.files))}"


def _report(outcome: Outcome) -> dict[str, Any]:
    problems = [{name: getattr(each, name) for name in ("line", "column", "message")} for each in outcome.problems]
    return {
        "file": str(outcome.job.file),
        "state": outcome.state,
        "sidecar": str(outcome.sidecar) if outcome.sidecar else None,
        "problems": problems,
    }
