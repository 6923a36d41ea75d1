"""Many scenes: which they are, what is up to date, who renders the rest, and what is reported of each."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gdanim import crash, outputs
from gdanim.batch import job as unit, workers
from gdanim.batch.discovery import Job, find
from gdanim.batch.job import Film, Frames, Order, Outcome
from gdanim.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

__all__ = ["Film", "Frames", "Job", "Order", "Outcome", "check", "find", "render", "standing"]

LOST = (
    "the process that drew it was ended from outside or ran out of memory, and so was a second one that drew it alone"
)


def render(
    jobs: Sequence[Job],
    order: Order,
    *,
    count: int = 1,
    executor: str | None = None,
    hear: Callable[[Frames], None] = lambda _: None,
    done: Callable[[Outcome], None] = lambda _: None,
    fail_fast: bool = False,
) -> list[Outcome]:
    """The outcomes of all jobs, in their order; ``done`` is told each as it comes, ``hear`` how far each job is.

    ``count`` scenes are drawn at a time, each by a process of its own; the only one that is left is drawn here.
    ``executor`` names another engine as ``module:factory``. With ``fail_fast`` none is begun after one has failed.
    """
    outcomes: dict[Job, Outcome] = {}

    def tell(outcome: Outcome) -> bool:
        outcomes[outcome.job] = outcome
        done(outcome)
        return not (fail_fast and outcome.code)

    if not order.dry:
        outputs.remove_leftovers({job.folder for job in jobs})
    going = True
    for job in jobs if len(jobs) > 1 else ():  # what needs no drawing needs no worker
        if going and (outcome := unit.known(order, job)):
            going = tell(outcome)
    pending = [job for job in jobs if going and job not in outcomes]
    if executor is None and len(pending) == 1:
        tell(_here(order, pending[0], hear))
    elif pending:
        crew = workers.Crew(min(count, len(pending)), hear) if executor is None else workers.engine(executor)
        _elsewhere(order, pending, crew, tell)
    for job in jobs:
        if job not in outcomes:
            tell(Outcome(job, "skipped"))
    return [outcomes[job] for job in jobs]


def check(jobs: Sequence[Job], order: Order) -> Iterator[Outcome]:
    """What is wrong with each scene, as far as can be told without drawing."""
    return (unit.check(order, job) for job in jobs)


def standing(jobs: Sequence[Job], order: Order) -> Iterator[Outcome]:
    """Whether the outputs of each scene stand as they should."""
    return (unit.standing(order, job) for job in jobs)


def _work(order: Order) -> Callable[..., Outcome]:
    return unit.plan if order.dry else unit.render


def _here(order: Order, job: Job, hear: Callable[[Frames], None]) -> Outcome:
    try:
        return _work(order)(order, job, hear)
    except MemoryError as error:
        return unit.failure(job, crash.told(error))


def _elsewhere(
    order: Order, jobs: Sequence[Job], crew: AbstractContextManager[Executor], tell: Callable[[Outcome], bool]
) -> None:
    with crew as executor:
        workers.each(partial(_work(order), order), jobs, executor, lambda *result: tell(_told(*result)))


def _told(job: Job, result: Outcome | workers.WorkerLostError, lost: BaseException | None) -> Outcome:
    if not isinstance(result, Outcome):
        return unit.failure(job, RenderError(LOST))
    if lost is None:
        return result
    reason = "" if isinstance(lost, workers.WorkerLostError) else f" ({type(lost).__name__}: {lost})"
    again = f"the process that was to draw it was lost{reason}; another one drew it, alone"
    return replace(result, warnings=(*result.warnings, again))
