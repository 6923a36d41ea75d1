"""One item of each list of a scene: the run that they make, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from gdanim.descent import Run, StopRule
from gdanim.functions.search import stationary
from gdanim.messages import message
from gdanim.optimizers import Optimizer, RunFacts
from gdanim.scene.batching import step_count
from gdanim.scene.eta import EtaExpression, resolve
from gdanim.scene.labels import UnlabelledRun, traits
from gdanim.scene.model import FormulaSpec
from gdanim.scene.run_options import check_options
from gdanim.scene.settings import content_of
from gdanim.scene.value import INVALID

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.constraints import Constraint
    from gdanim.functions import Function
    from gdanim.functions.data import Sampling
    from gdanim.points import Point
    from gdanim.scene.batching import Batch
    from gdanim.scene.eta import Eta
    from gdanim.scene.function_key import FunctionSpec
    from gdanim.scene.run_options import RunOptions
    from gdanim.scene.settings import Setting, Settings
    from gdanim.scene.value import Invalid, Value


DEFAULT_STEPS = 25


@dataclass(frozen=True)
class Combination:
    """One item of each list. Problems of the step size are reported at ``eta_value``."""

    function: FunctionSpec
    optimizer: Optimizer
    eta: Eta | None
    eta_value: Value
    batch: Batch
    sampling: Sampling | None
    options: RunOptions
    start: Point


def domain_of(setting: Setting, function: Function) -> tuple[Range, ...] | Invalid:
    """Returns the domain with one interval per variable. A single ``[-2, 2]`` applies to all of them."""
    intervals, count = setting.content, len(function.variables)
    is_single = not any(item.is_list for item in setting.value.items())
    if len(intervals) != count and not is_single:
        return setting.value.report(message("scene.domain_shape", count=len(intervals)))
    return intervals * count if is_single else intervals


def draft_run(settings: Settings, combination: Combination, root: Value) -> UnlabelledRun | Invalid:
    symbol = content_of(settings, "formula", FormulaSpec()).name
    function = with_symbol(_with_domain(settings, combination.function.function), symbol)
    eta = combination.eta
    if refusal := _refusal(combination.optimizer, function, combination.start, combination.options.constraint):
        return (settings["optimizer"].value if "optimizer" in settings else root).report(refusal)
    steps_value = settings["steps"].value if "steps" in settings else root
    steps = step_count(content_of(settings, "steps", DEFAULT_STEPS), combination.sampling, steps_value)
    if steps is INVALID:
        return INVALID
    if steps == 0 and "stop" in settings:
        return settings["stop"].value.report(message("scene.stop_without_steps"))
    if check_options(combination.options, settings, combination.optimizer, steps) is INVALID:
        return INVALID
    schedule = None if eta is None else resolve(eta, function, combination.start, steps, combination.eta_value)
    if schedule is INVALID:
        return INVALID
    run = Run(
        function=function,
        schedule=schedule.for_steps(steps) if schedule else None,
        start=combination.start,
        steps=steps,
        optimizer=combination.optimizer,
        direction=content_of(settings, "direction", "descend"),
        stop=content_of(settings, "stop", StopRule()),
        tolerance=content_of(settings, "tolerance", None),
        sampling=combination.sampling,
        domain=_shown_domain(settings, function),
        **vars(combination.options),
    )
    has_random_start = "start" in settings and settings["start"].content.random is not None
    found = traits(run, combination.function.parameters, _eta_text(eta, run), has_random_start=has_random_start)
    label, has_own_eta = content_of(settings, "label", None), "eta" in settings and combination.eta_value is root
    return UnlabelledRun(run, found, label, epochs=_epochs(settings), has_own_eta=has_own_eta and eta is not None)


def _refusal(optimizer: Optimizer, function: Function, start: Point, constraint: Constraint | None) -> str | None:
    """Returns the rule's objection to a run."""
    facts = RunFacts(
        start, function.is_data_problem, constraint, lambda: stationary.best_value(function, start, "minimum")
    )
    return optimizer.rule.refusal(optimizer.options, facts)


def _epochs(settings: Settings) -> int | None:
    """Returns the number of epochs, if the scene counts in them."""
    return getattr(content_of(settings, "steps", None), "count", None)


def _eta_text(eta: Eta | None, run: Run) -> str | None:
    """Returns the step size for a label: an expression verbatim."""
    if isinstance(eta, EtaExpression):
        return eta.label
    return run.schedule.text if run.schedule else None


def _shown_domain(settings: Settings, function: Function) -> tuple[Range, ...] | None:
    domain = domain_of(settings["domain"], function) if "domain" in settings else None
    return None if domain is INVALID else domain


@lru_cache(maxsize=256)
def with_symbol(function: Function, symbol: str) -> Function:
    """Returns the function with this letter: one object for all its runs."""
    return function if function.symbol == symbol else replace(function, symbol=symbol)


def _with_domain(settings: Settings, function: Function) -> Function:
    """Returns the function with the domain of its entry of ``runs``, if that has one of its own."""
    domain = settings.get("domain")
    is_of_entry = domain is not None and domain.value.path[:1] == ("runs",)
    return replace(function, domain=domain_of(domain, function) or None) if domain and is_of_entry else function
