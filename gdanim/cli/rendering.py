"""``gdanim render``."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gdanim.cli import bar, summary
from gdanim.cli.answers import Changes, Folder, Formats, Languages, Quiet, give, known, overrides, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.batch import Outcome
    from gdanim.errors import Problem


def render(
    scenes: Annotated[list[Path], typer.Argument(metavar="SCENE|FOLDER...", show_default=False)],
    folder: Folder = Path("output"),
    formats: Formats = None,
    languages: Languages = None,
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", metavar="N", min=1, help="Scenes at a time; else one a processor.")
    ] = None,
    executor: Annotated[
        str | None, typer.Option(metavar="MODULE:FACTORY", help="An engine of your own that takes the scenes.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Render what is up to date, too.")] = False,  # noqa: FBT002
    fail_fast: Annotated[  # noqa: FBT002
        bool, typer.Option("--fail-fast/--keep-going", help="Begin no other scene once one has failed.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be rendered; write nothing.")] = False,  # noqa: FBT002
    changes: Changes = None,
    quiet: Quiet = False,  # noqa: FBT002
    as_json: Annotated[bool, typer.Option("--json", help="Report to stdout as JSON.")] = False,  # noqa: FBT002
) -> int:
    """Write each scene's animation and its sidecar.

    The sidecar is a JSON file beside it, with alt text, caption, verdicts and the place of every panel. Of a folder,
    or a pattern in quotes, the paths below it are kept.
    """
    from gdanim import batch

    order = batch.Order(known(formats, "encoders", "format") or None, overrides(changes), force=force, dry=dry_run)
    work = batch.find(scenes, folder, known(languages, "languages", "language"))
    tabled = len(work) > 1 and not dry_run and not quiet

    def done(outcome: Outcome) -> None:
        progress.scene(outcome.job)
        told = outcome.state != "skipped" and not (tabled and bar.on_terminal())
        say(*outcome.problems, *(() if quiet else (*_warnings(outcome), *(_talk(outcome) if told else ()))))

    with bar.shown(len(work), quiet=quiet) as progress:
        outcomes = batch.render(
            work,
            order,
            count=jobs or processors(),
            executor=executor,
            hear=progress.frames,
            done=done,
            fail_fast=fail_fast,
        )
    say(*(("", *summary.lines(outcomes)) if tabled else ()))
    if as_json:
        give(json.dumps({"scenes": [_report(outcome) for outcome in outcomes]}, ensure_ascii=False, indent=2))
    return max(outcome.code for outcome in outcomes)


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _warnings(outcome: Outcome) -> Iterator[str]:
    for warning in outcome.warnings:
        yield f"{outcome.job.file}: warning: {warning}"


def _talk(outcome: Outcome) -> Iterator[str]:
    files = ", ".join(map(str, outcome.files))
    if outcome.film:
        yield f"{outcome.job.file}: to render: {files}: {summary.film(outcome)}"
    elif outcome.files:
        yield f"{outcome.job.file}: {outcome.state.replace('_', ' ')}: {files}"


def _report(outcome: Outcome) -> dict[str, Any]:
    film = asdict(outcome.film) if outcome.film else {}
    return {
        "file": str(outcome.job.file),
        "state": outcome.state,
        "sidecar": str(outcome.sidecar) if outcome.sidecar else None,
        "problems": [_problem(each, str(outcome.job.file)) for each in outcome.problems],
        **film,
    }


def _problem(problem: Problem, file: str) -> dict[str, Any]:
    """Line and column are those of the scene's own file: a place elsewhere stands in front of the message."""
    if problem.where or problem.file not in {None, file}:
        return {"line": None, "column": None, "message": str(problem.replace(quote=None))}
    return {"line": problem.line, "column": problem.column, "message": problem.message}
