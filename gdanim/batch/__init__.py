"""Renders many scenes: finds them, skips those that are up to date, distributes the rest, and reports each result."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gdanim import crash, outputs
from gdanim.batch import elsewhere, job as single, workers
from gdanim.batch.discovery import find
from gdanim.batch.job import Animation, FrameProgress, Job, JobResult, RenderOptions
from gdanim.errors import RenderError
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    OnProgress = Callable[[FrameProgress], None]

__all__ = [
    "Animation",
    "FrameProgress",
    "Job",
    "JobResult",
    "RenderOptions",
    "check",
    "check_outputs",
    "find",
    "render",
]


def render(
    jobs: Sequence[Job],
    options: RenderOptions,
    *,
    processes: int = 1,
    executor: str | None = None,
    retries: int = 1,
    on_progress: OnProgress = lambda _: None,
    on_result: Callable[[JobResult], None] = lambda _: None,
    fail_fast: bool = False,
) -> list[JobResult]:
    """Renders all jobs, or with ``options.dry_run`` only lays them out.

    Parameters
    ----------
    jobs
        The jobs to render.
    options
        The options of rendering.
    processes
        The number of scenes drawn at a time, each by its own process. A single scene is drawn in this process.
    executor
        Another library's Executor to use instead, as ``module:factory``.
    retries
        The number of tries more for a scene whose worker was lost.
    on_progress
        A function called with each job's number of finished frames.
    on_result
        A function called with each result as soon as it is available.
    fail_fast
        Whether to start no further scene after a failure.

    Returns
    -------
    list of JobResult
        The results in the order of the jobs.
    """
    results: dict[Job, JobResult] = {}

    def add(result: JobResult) -> bool:
        results[result.job] = result
        on_result(result)
        return not (fail_fast and result.code)

    if not options.dry_run:
        outputs.remove_leftovers({job.folder for job in jobs})
    continues = True
    for job in jobs if len(jobs) > 1 else ():  # what needs no drawing needs no worker
        if continues and (result := single.result_without_drawing(options, job)):
            continues = add(result)
    pending = [job for job in jobs if continues and job not in results]
    if executor is None and len(pending) == 1:
        add(_render_here(options, pending[0], on_progress))
    elif pending:
        open_engine = (
            partial(workers.WorkerPool, min(processes, len(pending)), on_progress)
            if executor is None
            else partial(workers.open_executor, executor)
        )
        work = _work(options) if executor is None else partial(elsewhere.render, elsewhere.submitter(pending))

        def on_done(job: Job, result: JobResult | workers.WorkerLostError, losses: Sequence[BaseException]) -> bool:
            final = _result_after(job, result, losses)
            return add(final if executor is None else elsewhere.checked(options, final))

        workers.run_all(partial(work, options), pending, open_engine, on_done, retries)
    for job in jobs:
        if job not in results:
            add(JobResult(job, "skipped"))
    return [results[job] for job in jobs]


def check(jobs: Sequence[Job], options: RenderOptions) -> Iterator[JobResult]:
    """Yields the problems of each scene that can be found without drawing."""
    return (single.check(options, job) for job in jobs)


def check_outputs(jobs: Sequence[Job], options: RenderOptions) -> Iterator[JobResult]:
    """Yields, for each scene, the outputs that are missing, stale or damaged."""
    return (single.check_outputs(options, job) for job in jobs)


def _work(options: RenderOptions) -> Callable[..., JobResult]:
    return single.plan if options.dry_run else single.render


def _render_here(options: RenderOptions, job: Job, on_progress: OnProgress) -> JobResult:
    """Renders in this process."""
    try:
        return _work(options)(options, job, on_progress)
    except MemoryError as error:
        return single.failed_result(job, crash.as_render_error(error))


def _result_after(job: Job, result: JobResult | workers.WorkerLostError, losses: Sequence[BaseException]) -> JobResult:
    """Returns a job's result: failed if its worker was lost each time, with a warning if it was lost before."""
    if isinstance(result, JobResult):
        return replace(result, warnings=(*result.warnings, *_warning(losses)))
    return single.failed_result(job, RenderError(_lost_message(losses)))


def _warning(losses: Sequence[BaseException]) -> list[str]:
    return [message("batch.worker_lost", reason=f" ({_reason(losses)})")] if losses else []


def _lost_message(losses: Sequence[BaseException]) -> str:
    reason = f" ({_reason(losses)})"
    if len(losses) == 1:
        return message("batch.worker_lost_once", reason=reason)
    return message("batch.worker_lost_each_time", reason=reason, count=len(losses))


def _reason(losses: Sequence[BaseException]) -> str:
    """Returns what the last loss says of itself: of our own processes, nothing but their end is known."""
    last = losses[-1]
    is_known = not isinstance(last, workers.WorkerLostError | MemoryError)
    return f"{type(last).__name__}: {last}" if is_known else message("batch.worker_ended")
