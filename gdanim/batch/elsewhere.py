"""Work in processes of another library, perhaps on other machines: do they see the same files, and are theirs here?"""

from __future__ import annotations

import hashlib
import os
import platform
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gdanim.batch import job as single
from gdanim.errors import RenderError
from gdanim.messages import message
from gdanim.threads import one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gdanim.batch.job import Job, JobResult, RenderOptions


@dataclass(frozen=True)
class Submitter:
    """The view of the process that hands out the work: its current ``folder``, and a hash of each scene's file."""

    folder: Path
    contents: Mapping[Path, str]


def submitter(jobs: Iterable[Job]) -> Submitter:
    """Returns what this process sees of the jobs; the hash is empty for a file that it can't read."""
    return Submitter(Path.cwd(), {job.file: _content(job.file) for job in jobs})


@one_at_a_time  # a process has one current folder for all its threads
def render(expected: Submitter, options: RenderOptions, job: Job) -> JobResult:
    """Renders in a worker, in the submitter's folder or else in its own, if the scene's file is there, and equal."""
    with _current_folder(expected.folder):
        if _content(job.file) == expected.contents[job.file]:
            return single.plan(options, job) if options.dry_run else single.render(options, job)
        there = {"host": platform.node(), "folder": Path.cwd()}
        return single.failed_result(job, RenderError(message("batch.worker_without_scene", file=job.file, **there)))


@contextmanager
def _current_folder(folder: Path) -> Iterator[None]:
    """Makes a folder the current one meanwhile, if this machine has it."""
    before = Path.cwd()
    try:
        os.chdir(folder)
    except OSError:
        yield
        return
    try:
        yield
    finally:
        os.chdir(before)


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
