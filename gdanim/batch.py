"""Many scenes: which they are, what is up to date, who renders the rest, and what is reported of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gdanim import pipeline, scene, workers
from gdanim.errors import GdanimError, Problem, RenderError, SceneError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gdanim.scene import Scene

SUFFIXES = {".yaml", ".yml"}


@dataclass(frozen=True)
class Order:
    """What is wanted of every scene of a batch."""

    formats: tuple[str, ...] | None = None
    overrides: Mapping[str, str] = field(default_factory=dict)
    force: bool = False


@dataclass(frozen=True)
class Job:
    """One scene in one language: its file, the folder of its outputs, and their name without its ending."""

    file: Path
    folder: Path
    language: str | None = None

    @property
    def stem(self) -> str:
        return f"{self.file.stem}.{self.language}" if self.language else self.file.stem


@dataclass(frozen=True)
class Outcome:
    """What became of a job. ``code`` is the exit code it asks for."""

    job: Job
    state: Literal["rendered", "up_to_date", "failed", "invalid"]
    files: tuple[Path, ...] = ()
    sidecar: Path | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    code: int = 0


def find(places: Sequence[Path], output: Path = Path(), languages: Sequence[str] = ()) -> tuple[Job, ...]:
    """The scenes of these files and folders. Raises UsageError for what is missing, and for two of one output."""
    jobs: dict[Path, Job] = {}
    for place in places:
        for file, folder in _files(place, output):
            for language in languages or (None,):
                job = Job(file, folder, language)
                other = jobs.setdefault(folder / job.stem, job).file
                if not other.samefile(file):
                    raise UsageError(f"{other} and {file} would both write {folder / job.stem}.*; rename one of them")
    return tuple(jobs.values())


def render(
    jobs: Sequence[Job],
    order: Order,
    count: int = 1,
    progress: Callable[[int, int], None] | None = None,
    done: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """The outcomes of all jobs, in their order; ``done`` is told each as it comes. One scene a worker.

    ``progress`` is told the frames done and the frames in all where a single process does all the work.
    """
    outcomes: dict[Job, Outcome] = {}

    def tell(job: Job, outcome: Outcome) -> None:
        outcomes[job] = outcome
        done(outcome)

    if min(count, len(jobs)) > 1:  # what needs no drawing needs no worker
        for job in jobs:
            if known := _known(job, order):
                tell(job, known)
    pending = [job for job in jobs if job not in outcomes]
    if min(count, len(pending)) > 1:
        workers.each(partial(_render, order), pending, count, lambda job, result: tell(job, _told(job, result)))
    else:
        for job in pending:
            tell(job, _render(order, job, progress))
    return [outcomes[job] for job in jobs]


def _files(place: Path, output: Path) -> list[tuple[Path, Path]]:
    """Each scene file at ``place``, and the folder of its outputs: the path below a folder is kept."""
    if place.is_file():
        return [(place, output)]
    if not place.is_dir():
        raise UsageError(f"there is no scene {place}")
    found = sorted(file for file in place.rglob("*") if file.suffix in SUFFIXES and file.is_file())
    below = [file for file in found if not any(part[0] in "._" for part in file.relative_to(place).parts)]
    if not below:
        raise UsageError(f"there is no scene in the folder {place}")
    return [(file, output / file.parent.relative_to(place)) for file in below]


def _known(job: Job, order: Order) -> Outcome | None:
    """The outcome of a job for which nothing need be drawn: it is up to date, or can't be."""
    if order.force:
        return None
    try:
        current = pipeline.current(_load(job, order), job.folder, order.formats, stem=job.stem)
    except GdanimError as error:
        return _failure(job, error)
    return Outcome(job, current.state, current.files, current.sidecar) if current else None


def _render(order: Order, job: Job, progress: Callable[[int, int], None] | None = None) -> Outcome:
    try:
        done = pipeline.render(
            _load(job, order), job.folder, order.formats, progress, force=order.force, stem=job.stem
        )  # fmt: skip
    except GdanimError as error:
        return _failure(job, error)
    return Outcome(job, done.state, done.files, done.sidecar, warnings=done.warnings)


def _load(job: Job, order: Order) -> Scene:
    return scene.load(job.file, order.overrides, job.language)


def _failure(job: Job, error: GdanimError) -> Outcome:
    """An error of ours, as the outcome of one job: the others go on."""
    if isinstance(error, SceneError):
        return Outcome(job, "invalid", problems=error.problems, code=3)
    problem = Problem(str(error), file=str(job.file))
    return Outcome(job, "failed", problems=(problem,), code=2 if isinstance(error, UsageError) else 1)


def _told(job: Job, result: Outcome | workers.WorkerLostError) -> Outcome:
    if isinstance(result, Outcome):
        return result
    return _failure(job, RenderError("the process that drew it was ended from outside, or ran out of memory"))
