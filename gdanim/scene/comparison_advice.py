"""Advice on comparisons that can be read, but would show little, or show it unfairly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.messages import Message, message
from gdanim.spelling import typed_number
from gdanim.text import run_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Run
    from gdanim.optimizers import Optimizer
    from gdanim.scene.compare import Cells
    from gdanim.scene.labels import UnlabelledRun

MANY_CELLS = 10  # cells from which on other ways of comparing are advised
FACTOR_DIGITS = 3


def many_cells(cells: Cells, runs: Sequence[Run]) -> list[Message]:
    """Returns advice where many cells make small pictures: a sweep, or an overlay if the runs have one function."""
    has_one_function = len({id(run.function) for run in runs}) == 1
    key, count = run_order.ordering_key(runs), len(cells)
    if count < MANY_CELLS or not (has_one_function or key):
        return []
    if key is None:
        return [message("scene.many_cells", count=count)]
    numbers = sorted(run_order.number(run, key) for run in runs)
    low, high = (typed_number(number) for number in (numbers[0], numbers[-1]))
    values = {"count": count, "key": key.partition(".")[2] or key, "low": low, "high": high}
    if has_one_function:
        return [message("scene.many_cells_of_number", **values)]
    return [message("scene.many_cells_of_parameter", **values)]


def unfair_eta(drafts: Sequence[UnlabelledRun]) -> list[Message]:
    """Returns advice where methods are compared with one step size that means something else to each of them."""
    runs = [draft.run for draft in drafts if draft.run.schedule is not None and not draft.has_own_eta]
    optimizers = list(dict.fromkeys(run.optimizer for run in runs))
    names = {optimizer.name for optimizer in optimizers}
    etas = {run.schedule.text for run in runs if run.schedule}
    if len(names) == 1 or len(etas) != 1:
        return []
    eta = next(run.schedule.at(0) for run in runs if run.schedule)
    return _unfair_scale(optimizers) or _unfair_momentum(optimizers, eta)


def _unfair_scale(optimizers: Sequence[Optimizer]) -> list[Message]:
    """Returns advice where only some of the methods scale their steps with the slope."""
    free = [each.name for each in optimizers if each.rule.is_scale_free]
    others = [each.name for each in optimizers if not each.rule.is_scale_free and each.momentum is not None]
    return [message("scene.unfair_scale", first=others[0], second=free[0])] if free and others else []


def _unfair_momentum(optimizers: Sequence[Optimizer], eta: float) -> list[Message]:
    """Returns advice where the steps of some methods add up to longer ones."""
    betas = {each.name: each.momentum for each in optimizers if each.momentum is not None}
    first, second = min(betas, key=betas.__getitem__, default=""), max(betas, key=betas.__getitem__, default="")
    if not betas or betas[first] == betas[second]:
        return []
    factor = (1 - betas[first]) / (1 - betas[second])
    values = {"factor": typed_number(factor, FACTOR_DIGITS), "smaller": typed_number(eta / factor, FACTOR_DIGITS)}
    return [message("scene.unfair_momentum", first=first, second=second, eta=typed_number(eta), **values)]
