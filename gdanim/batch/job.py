"""A job: one scene in one language, and its rendering. Results are small, because they are sent between processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal

from gdanim import crash, freshness, outputs, pipeline, registry, scene
from gdanim.batch import workers
from gdanim.errors import GdanimError, Problem, SceneError, UsageError
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from gdanim.scene import Scene

    OnProgress = Callable[["FrameProgress"], None]

State = Literal["rendered", "up_to_date", "to_render", "failed", "invalid", "skipped", "checked"]


@dataclass(frozen=True)
class Job:
    """A scene's file, the folder of its outputs, and the language that replaces the scene's own."""

    file: Path
    folder: Path
    language: str | None = None

    @property
    def stem(self) -> str:
        """The outputs' name without its extension."""
        return f"{self.file.stem}.{self.language}" if self.language else self.file.stem


@dataclass(frozen=True)
class RenderOptions:
    """The options of rendering for every scene of a batch. With ``dry_run`` nothing is written."""

    formats: tuple[str, ...] | None = None
    overrides: Mapping[str, str] = field(default_factory=dict)
    force: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class FrameProgress:
    """The number of a job's frames that are drawn and passed to the encoders."""

    job: Job
    done: int
    total: int


@dataclass(frozen=True)
class Animation:
    """The animation that a job would draw: ``size`` in pixels."""

    size: tuple[int, int]
    frames: int
    seconds: float


@dataclass(frozen=True)
class JobResult:
    """The result of a job. ``code`` is the resulting exit code of the command."""

    job: Job
    state: State
    files: tuple[Path, ...] = ()
    sidecar: Path | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    animation: Animation | None = None
    code: int = 0


def errors_as_result(function: Callable[..., JobResult | None]) -> Callable[..., Any]:
    """Turns every exception, even a bug, into the result of this job alone.

    MemoryError is still raised: other jobs may have taken the memory.
    """

    @wraps(function)
    def wrapped(options: RenderOptions, job: Job, *args: Any) -> JobResult | None:
        try:
            return function(options, job, *args)
        except GdanimError as error:
            return failed_result(job, error)
        except MemoryError:
            raise
        except Exception as bug:  # noqa: BLE001 -- one bad scene never stops the others
            return failed_result(job, crash.as_render_error(bug))

    return wrapped


@errors_as_result
def render(options: RenderOptions, job: Job, on_progress: OnProgress = workers.send_message) -> JobResult:
    """Draws and writes the outputs, unless they are up to date."""
    loaded = _load(options, job)
    _refuse_overwriting(loaded, job, options)
    rendered = pipeline.render(
        loaded,
        job.folder,
        options.formats,
        lambda done, total: on_progress(FrameProgress(job, done, total)),
        force=options.force,
        stem=job.stem,
    )
    return JobResult(job, rendered.state, rendered.files, rendered.sidecar, warnings=rendered.warnings)


@errors_as_result
def plan(options: RenderOptions, job: Job, _on_progress: OnProgress = workers.send_message) -> JobResult:
    """Lays the animation out, and writes nothing."""
    if not options.force and (early := result_without_drawing(options, job)):
        return early
    loaded = _load(options, job)
    trajectories = pipeline.trace(loaded)
    picture = pipeline.compose_animation(loaded, trajectories)
    animation = Animation(picture.size, picture.count, picture.count / picture.fps)
    files = freshness.output_files(loaded, job.folder, options.formats, stem=job.stem)
    warnings = (*pipeline.warnings(loaded, trajectories), *picture.warnings)
    return JobResult(job, "to_render", files, warnings=warnings, animation=animation)


@errors_as_result
def result_without_drawing(options: RenderOptions, job: Job) -> JobResult | None:
    """Returns the result of a job that needs no drawing because it is up to date or invalid; otherwise None."""
    if options.force:
        return None
    rendered = pipeline.up_to_date(_load(options, job), job.folder, options.formats, stem=job.stem)
    if rendered is None:
        return None
    if not options.dry_run:
        outputs.touch((*rendered.files, rendered.sidecar))
    return JobResult(job, rendered.state, rendered.files, rendered.sidecar)


@errors_as_result
def check(options: RenderOptions, job: Job) -> JobResult:
    """Finds the problems of a scene, including those found only by drawing, in its language or in all languages."""
    loaded = _load(options, job)
    warnings = pipeline.check(loaded, () if job.language else registry.names("languages"))
    return JobResult(job, "checked", warnings=warnings)


@errors_as_result
def check_outputs(options: RenderOptions, job: Job) -> JobResult:
    """Finds outputs that are missing, stale or damaged."""
    messages = freshness.output_problems(_load(options, job), job.folder, options.formats, stem=job.stem)
    problems = tuple(Problem(problem, file=str(job.file)) for problem in messages)
    return JobResult(job, "failed" if problems else "up_to_date", problems=problems, code=1 if problems else 0)


def failed_result(job: Job, error: GdanimError) -> JobResult:
    """Returns an error as the result of one job."""
    if isinstance(error, SceneError):
        return JobResult(job, "invalid", problems=error.problems, code=3)
    text: str = error.args[0]  # a Message, which has an id
    names_file = text.startswith(f"{job.file}:")
    problem = Problem(text, file=None if names_file else str(job.file))
    return JobResult(job, "failed", problems=(problem,), code=2 if isinstance(error, UsageError) else 1)


def _refuse_overwriting(loaded: Scene, job: Job, options: RenderOptions) -> None:
    """Raises UsageError where an output would replace a file that the scene reads."""
    files = freshness.output_files(loaded, job.folder, options.formats, stem=job.stem)
    written = {path.resolve() for path in (*files, outputs.sidecar_path(job.folder, job.stem))}
    for name, _ in loaded.reads:
        file = job.file.parent / name
        if file.resolve() in written:
            raise UsageError(message("batch.would_overwrite", file=file))


def _load(options: RenderOptions, job: Job) -> Scene:
    return scene.load(job.file, options.overrides, job.language)
