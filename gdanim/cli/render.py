"""The command ``gdanim render``."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gdanim.cli import summary
from gdanim.cli.console import print_data, print_file, print_message, warning_printer
from gdanim.cli.options import (
    STDIN,
    Changes,
    Folder,
    Formats,
    Languages,
    Quiet,
    SceneFiles,
    format_names,
    language_codes,
    load_scene,
    overrides,
)
from gdanim.cli.progress_bar import on_terminal, progress_bar
from gdanim.errors import UsageError
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.batch import JobResult
    from gdanim.errors import Problem


def render(
    scenes: SceneFiles,
    folder: Folder = Path("output"),
    formats: Formats = None,
    languages: Languages = None,
    jobs: Annotated[
        int | None,
        typer.Option("-j", "--jobs", metavar="N", min=1, help="Scenes at a time; by default one per processor."),
    ] = None,
    executor: Annotated[
        str | None, typer.Option(metavar="MODULE:FACTORY", help="Another Executor for the scenes.")
    ] = None,
    retries: Annotated[
        int, typer.Option(metavar="N", min=0, help="Tries more for a scene whose process was lost.")
    ] = 1,
    force: Annotated[bool, typer.Option("--force", help="Render even if the outputs are up to date.")] = False,  # noqa: FBT002
    fail_fast: Annotated[  # noqa: FBT002
        bool, typer.Option("--fail-fast/--keep-going", help="Start no further scene after a failure.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be rendered; write nothing.")] = False,  # noqa: FBT002
    changes: Changes = None,
    quiet: Quiet = False,  # noqa: FBT002
    as_json: Annotated[bool, typer.Option("--json", help="Report to stdout as JSON.")] = False,  # noqa: FBT002
) -> int:
    """Writes each scene's animation and its sidecar.

    The sidecar is a JSON file beside it, with alt text, caption, verdicts and the place of every panel. Of a folder,
    or a pattern in quotes, the paths below it are kept. The SCENE - is read from stdin, and written to stdout in the
    one format of -f.
    """
    from gdanim import batch

    if STDIN in scenes:
        return _render_stdin(scenes, format_names(formats), language_codes(languages), changes)
    options = batch.RenderOptions(format_names(formats) or None, overrides(changes), force=force, dry_run=dry_run)
    jobs_found = batch.find(scenes, folder, language_codes(languages), warning_printer(quiet=quiet))
    has_table = len(jobs_found) > 1 and not dry_run and not quiet

    def on_result(result: JobResult) -> None:
        bar.finish(result.job)
        has_line = result.state != "skipped" and not (has_table and on_terminal())
        lines = () if quiet else (*_warnings(result), *(_result_line(result) if has_line else ()))
        print_message(*result.problems, *lines)

    with progress_bar(len(jobs_found), quiet=quiet) as bar:
        results = batch.render(
            jobs_found,
            options,
            processes=jobs or processor_count(),
            executor=executor,
            retries=retries,
            on_progress=bar.update,
            on_result=on_result,
            fail_fast=fail_fast,
        )
    print_message(*(("", *summary.lines(results)) if has_table else ()))
    if as_json:
        print_data(json.dumps({"scenes": [_report(result) for result in results]}, ensure_ascii=False, indent=2))
    return max(result.code for result in results)


def _render_stdin(
    scenes: Sequence[Path], formats: Sequence[str], languages: Sequence[str], changes: Sequence[str] | None
) -> int:
    """Writes the scene that stdin holds to stdout."""
    from gdanim import outputs, pipeline, registry

    is_one_file = len(formats) == 1 and not registry.load("encoders", formats[0]).is_folder
    if len(scenes) > 1 or len(languages) > 1 or not is_one_file:
        raise UsageError(message("cli.stdin_and_stdout"))
    loaded = load_scene(STDIN, changes, *languages)
    with TemporaryDirectory() as folder:
        rendered = pipeline.render(loaded, folder, formats)
        print_message(*(f"stdin: warning: {warning}" for warning in rendered.warnings))
        print_file(outputs.output_path(Path(folder), loaded.name, formats[0]))
    return 0


def processor_count() -> int:
    """Returns the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _warnings(result: JobResult) -> Iterator[str]:
    for warning in result.warnings:
        yield f"{result.job.file}: warning: {warning}"


def _result_line(result: JobResult) -> Iterator[str]:
    files = ", ".join(map(str, result.files))
    if result.animation:
        yield f"{result.job.file}: to render: {files}: {summary.animation_text(result.animation)}"
    elif result.files:
        yield f"{result.job.file}: {result.state.replace('_', ' ')}: {files}"


def _report(result: JobResult) -> dict[str, Any]:
    """Returns the result as JSON."""
    animation = asdict(result.animation) if result.animation else {}
    return {
        "file": str(result.job.file),
        "state": result.state,
        "sidecar": str(result.sidecar) if result.sidecar else None,
        "problems": [_problem(problem, str(result.job.file)) for problem in result.problems],
        **animation,
    }


def _problem(problem: Problem, file: str) -> dict[str, Any]:
    """Returns a problem as JSON.

    Line and column are those of the scene's own file; other places are part of the message.
    """
    if problem.where or problem.file not in {None, file}:
        return {"line": None, "column": None, "message": str(problem.replace(quote=None)), "id": problem.id}
    return {"line": problem.line, "column": problem.column, "message": problem.message, "id": problem.id}
