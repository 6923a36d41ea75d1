"""Work in processes of another library, perhaps on other machines: do they see the same files, and are theirs here?"""

from __future__ import annotations

import hashlib
import platform
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gdanim.batch import job as single
from gdanim.errors import RenderError
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gdanim.batch.job import Job, JobResult, RenderOptions


def contents(jobs: Iterable[Job]) -> dict[Path, str]:
    """Returns a hash of each scene's file as this process sees it; empty for one that it can't read."""
    return {job.file: _content(job.file) for job in jobs}


def render(expected: Mapping[Path, str], options: RenderOptions, job: Job) -> JobResult:
    """Renders in a worker, if the scene's file is there with the same content."""
    if _content(job.file) == expected[job.file]:
        return single.plan(options, job) if options.dry_run else single.render(options, job)
    there = {"host": platform.node(), "folder": Path.cwd()}
    return single.failed_result(job, RenderError(message("batch.worker_without_scene", file=job.file, **there)))


def checked(options: RenderOptions, result: JobResult) -> JobResult:
    """Returns the result of a worker; failed if the files that it wrote are not in this process's folder."""
    if result.state != "rendered":
        return result
    found = single.check_outputs(replace(options, force=False), result.job)
    if not found.problems:
        return result
    text = message("batch.worker_wrote_elsewhere", problem=found.problems[0].message)
    return single.failed_result(result.job, RenderError(text))


def _content(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
