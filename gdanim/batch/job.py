"""The unit of work: a job and an order in, a small outcome out. Goes to other processes, and to other machines."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal

from gdanim import crash, pipeline, registry, scene
from gdanim.batch import workers
from gdanim.errors import GdanimError, Problem, SceneError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from gdanim.batch.discovery import Job
    from gdanim.scene import Scene

    Hear = Callable[["Frames"], None]

State = Literal["rendered", "up_to_date", "to_render", "failed", "invalid", "skipped", "checked"]


@dataclass(frozen=True)
class Order:
    """What is wanted of every scene of a batch. ``dry`` is to say what would be drawn, and write nothing."""

    formats: tuple[str, ...] | None = None
    overrides: Mapping[str, str] = field(default_factory=dict)
    force: bool = False
    dry: bool = False


@dataclass(frozen=True)
class Frames:
    """How far a job is: frames drawn and handed to the encoders, of all."""

    job: Job
    done: int
    total: int


@dataclass(frozen=True)
class Film:
    """What a job would draw: ``size`` in pixels."""

    size: tuple[int, int]
    frames: int
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """What became of a job. ``code`` is the exit code it asks for."""

    job: Job
    state: State
    files: tuple[Path, ...] = ()
    sidecar: Path | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    film: Film | None = None
    code: int = 0


def one_alone(act: Callable[..., Outcome | None]) -> Callable[..., Any]:
    """Whatever is wrong, and be it a bug, ends this job alone.

    MemoryError is raised still: then others may be to blame.
    """

    @wraps(act)
    def tried(order: Order, job: Job, *args: Any) -> Outcome | None:
        try:
            return act(order, job, *args)
        except GdanimError as error:
            return failure(job, error)
        except MemoryError:
            raise
        except Exception as bug:  # noqa: BLE001 -- one bad scene never stops the others
            return failure(job, crash.told(bug))

    return tried


@one_alone
def render(order: Order, job: Job, hear: Hear = workers.tell) -> Outcome:
    """Draw and write, unless it is up to date."""
    loaded = _load(order, job)
    _spare(loaded, job, order)
    done = pipeline.render(
        loaded,
        job.folder,
        order.formats,
        lambda done, total: hear(Frames(job, done, total)),
        force=order.force,
        stem=job.stem,
    )
    return Outcome(job, done.state, done.files, done.sidecar, warnings=done.warnings)


@one_alone
def plan(order: Order, job: Job, _hear: Hear = workers.tell) -> Outcome:
    """Say what would be drawn."""
    if not order.force and (current := known(order, job)):
        return current
    loaded = _load(order, job)
    trajectories = pipeline.trace(loaded)
    picture = pipeline.compose(loaded, trajectories, pipeline.moments(loaded, trajectories))
    film = Film(picture.size, picture.count, picture.count / picture.fps)
    files = pipeline.files(loaded, job.folder, order.formats, stem=job.stem)
    warnings = (*pipeline.warnings(loaded, trajectories), *picture.warnings)
    return Outcome(job, "to_render", files, warnings=warnings, film=film)


@one_alone
def known(order: Order, job: Job) -> Outcome | None:
    """The outcome of a job for which nothing need be drawn: it is up to date, or can't be."""
    if order.force:
        return None
    current = pipeline.current(_load(order, job), job.folder, order.formats, stem=job.stem)
    return Outcome(job, current.state, current.files, current.sidecar) if current else None


@one_alone
def check(order: Order, job: Job) -> Outcome:
    """Find what is wrong with a scene, also what only drawing finds; in all its languages, unless one is asked for."""
    loaded = _load(order, job)
    warnings = pipeline.check(loaded, () if job.language else registry.names("languages"))
    return Outcome(job, "checked", warnings=warnings)


@one_alone
def standing(order: Order, job: Job) -> Outcome:
    """Whether the outputs of a job stand as they should: up to date, or failed with what is wrong with each."""
    faults = pipeline.faults(_load(order, job), job.folder, order.formats, stem=job.stem)
    problems = tuple(Problem(fault, file=str(job.file)) for fault in faults)
    return Outcome(job, "failed" if problems else "up_to_date", problems=problems, code=1 if problems else 0)


def failure(job: Job, error: GdanimError) -> Outcome:
    """An error of ours, as the outcome of one job."""
    if isinstance(error, SceneError):
        return Outcome(job, "invalid", problems=error.problems, code=3)
    named = str(error).startswith(f"{job.file}:")
    problem = Problem(str(error), file=None if named else str(job.file))
    return Outcome(job, "failed", problems=(problem,), code=2 if isinstance(error, UsageError) else 1)


def _spare(loaded: Scene, job: Job, order: Order) -> None:
    """Raise UsageError where an output would stand in the place of a file that the scene reads."""
    outputs = pipeline.files(loaded, job.folder, order.formats, stem=job.stem)
    written = {path.resolve() for path in (*outputs, outputs[0].with_name(f"{job.stem}.json"))}
    for name, _ in loaded.reads:
        file = job.file.parent / name
        if file.resolve() in written:
            raise UsageError(f"{file} is read by this scene and would be written over; choose another folder with -o")


def _load(order: Order, job: Job) -> Scene:
    return scene.load(job.file, order.overrides, job.language)
