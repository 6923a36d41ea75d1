"""The runs of a scene: all combinations of the items of its lists, or one run for each entry of ``runs``."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from gdanim.functions.data import DataError
from gdanim.messages import message
from gdanim.optimizers import Optimizer
from gdanim.scene import trajectory_key
from gdanim.scene.batching import ALL, sampling
from gdanim.scene.combination import DEFAULT_STEPS, Combination, domain_of, draft_run
from gdanim.scene.labels import LISTS, UnlabelledRun
from gdanim.scene.limits import MAX_RUNS, MAX_SWEPT, MAX_SWEPT_STEPS
from gdanim.scene.run_options import run_options
from gdanim.scene.settings import Setting, content_of
from gdanim.scene.start import start_points
from gdanim.scene.value import INVALID, all_valid, concatenated
from gdanim.schedules import fixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.functions import Function
    from gdanim.functions.data import DataProblem
    from gdanim.messages import Message
    from gdanim.points import Point
    from gdanim.scene.batching import Batch
    from gdanim.scene.function_key import FunctionSpec
    from gdanim.scene.model import Sweep
    from gdanim.scene.settings import Settings
    from gdanim.scene.value import Invalid, Value


def draft_runs(
    settings: Settings, entries: tuple[tuple[Settings, Value], ...] | None, root: Value, sweep: Sweep | None = None
) -> tuple[UnlabelledRun, ...] | Invalid:
    """Returns the runs without labels.

    ``settings`` are those at the top of the scene. ``entries`` are those of ``runs`` with their values, or None; an
    entry's missing keys come from ``settings``. Problems without a value are reported at ``root``. With a ``sweep``
    there is one run for each of its values.
    """
    if sweep is not None:
        return _swept_runs(settings, sweep, root)
    if entries is None:
        return _combined_runs(settings, root)
    if len(entries) > MAX_RUNS:
        text = message("scene.too_many_items", name="runs", count=len(entries), items="runs", maximum=MAX_RUNS)
        return entries[MAX_RUNS][1].report(text)
    return concatenated([_entry_run(settings, entry, value) for entry, value in entries])


def _entry_run(settings: Settings, entry: Settings, value: Value) -> tuple[UnlabelledRun, ...] | Invalid:
    merged = trajectory_key.settings_of(settings, entry) if "trajectory" in entry else {**settings, **entry}
    if merged is INVALID:
        return INVALID
    valid = {name: merged[name] for name in LISTS if name in merged and merged[name].content is not INVALID}
    dimension = len(valid["function"].content[0].function.variables) if "function" in valid else 1
    for name, setting in valid.items():
        count = setting.count(dimension)
        if count > 1:
            reported = setting.value if setting.value.path else value
            return reported.report(message("scene.list_in_runs", key=name, count=count))
    return _combined_runs(merged, value)


def _swept_runs(settings: Settings, sweep: Sweep, root: Value) -> tuple[UnlabelledRun, ...] | Invalid:
    """Returns a run for each value of a sweep. Reports other lists, and too many steps."""
    swept = settings[sweep.path[0] if sweep.path[0] in settings else "eta"].value
    if "runs" in {key.text for key, _ in root.entries()}:
        return swept.report(message("scene.sweep_beside_runs"))
    drafts = _combined_runs(settings, root, MAX_SWEPT)
    if drafts is INVALID:
        return INVALID
    steps = sum(draft.run.steps for draft in drafts)
    if len(drafts) != len(sweep.values):
        return swept.report(message("scene.sweep_beside_lists", count=len(sweep.values), runs=len(drafts)))
    if steps > MAX_SWEPT_STEPS:
        return swept.report(message("scene.too_many_swept_steps", count=steps, maximum=MAX_SWEPT_STEPS))
    if not steps:
        return swept.report(message("scene.sweep_without_steps"))
    return drafts


def _combined_runs(settings: Settings, root: Value, maximum: int = MAX_RUNS) -> tuple[UnlabelledRun, ...] | Invalid:
    if "function" not in settings:
        return _report_missing("function", message("scene.missing_key", key="function"), root)
    if any(setting.content is INVALID for setting in settings.values()):
        _check_starts_and_etas(settings, root)
        return INVALID
    found = tuple(islice(_drafts(settings, root), maximum + 1))
    if len(found) > maximum:
        longest = max((settings[name] for name in LISTS if name in settings), key=Setting.count)
        return longest.value.report(message("scene.too_many_runs", maximum=maximum))
    return all_valid(found)


def _check_starts_and_etas(settings: Settings, root: Value) -> None:
    """Reports problems of the starts, and missing step sizes, if the runs can't be made for other reasons."""
    valid = {name: setting for name, setting in settings.items() if setting.content is not INVALID}
    if "function" not in valid:
        return
    has_starts = "start" not in settings or ("start" in valid and not valid["start"].content.is_placed)
    for spec in valid["function"].content:
        if has_starts or {"start", "domain"} <= valid.keys():
            _starts(valid, spec.function, root)
        if "eta" not in settings and ("optimizer" in valid or "optimizer" not in settings):
            _check_etas(valid, spec.function, root)


def _check_etas(settings: Settings, function: Function, root: Value) -> None:
    """Reports a missing step size."""
    for optimizer in _optimizers(settings):
        for _ in _etas(settings, optimizer, function, root):
            pass


def _report_missing(name: str, text: Message, root: Value) -> Invalid:
    """Reports a missing key at the entry of ``runs``, or at the file without a line.

    Nothing is reported if the key is present under another name, or may be in an unreadable base, because that problem
    has been reported.
    """
    if {(*root.path, name), (name,), ("extends",)} & {problem.path for problem in root.problems}:
        return INVALID
    problem = root.node.problem(text, (*root.path, name))
    root.problems.append(problem if root.path else replace(problem, quote=None))
    return INVALID


def _drafts(settings: Settings, root: Value) -> Iterator[UnlabelledRun | Invalid]:
    for spec in _validated(settings):
        if spec is INVALID:
            yield INVALID
            continue
        starts = _starts(settings, spec.function, root)
        if starts is INVALID:
            _check_etas(settings, spec.function, root)  # reported together with the start
            yield INVALID
            continue
        for optimizer in _optimizers(settings):
            for eta, eta_value in _etas(settings, optimizer, spec.function, root):
                for (batch, drawing), options in itertools.product(
                    _batches(settings, spec.function, root), run_options(settings, spec.function)
                ):
                    for start in starts:
                        is_invalid = INVALID in (eta, drawing, options)
                        combination = Combination(spec, optimizer, eta, eta_value, batch, drawing, options, start)
                        yield INVALID if is_invalid else draft_run(settings, combination, root)


def _validated(settings: Settings) -> Iterator[FunctionSpec | Invalid]:
    """Yields the functions, of data problems with the scene's share of the points held out."""
    for spec in settings["function"].content:
        if "validation" not in settings:
            yield spec
            continue
        share, seed = settings["validation"], content_of(settings, "seed", 0)
        if not spec.function.is_data_problem:
            yield share.value.report(message("scene.only_for_data", name=share.value.name))
            continue
        try:
            yield replace(spec, function=with_validation(spec.function, share.content, seed))
        except DataError as error:
            yield share.value.report(error.message)


def _optimizers(settings: Settings) -> tuple[Optimizer, ...]:
    return settings["optimizer"].content if "optimizer" in settings else (Optimizer(),)


def _batches(settings: Settings, function: Function, root: Value) -> Iterator[tuple[Batch, Any]]:
    batches = settings["batch"].with_values() if "batch" in settings else [(ALL, root)]
    for batch, value in batches:
        yield batch, sampling(settings, function, batch, value)


def _starts(settings: Settings, function: Function, root: Value) -> tuple[Point, ...] | Invalid:
    domain = domain_of(settings["domain"], function) if "domain" in settings else None
    if domain is INVALID:
        return INVALID
    if "start" in settings:
        return start_points(settings["start"].content, function, domain, settings["start"].value)
    if function.start is not None:
        return (function.start,)
    text = message("scene.missing_without_default", key="start", function=function.text)
    return _report_missing("start", text, root)


def _etas(settings: Settings, optimizer: Optimizer, function: Function, root: Value) -> Iterator[tuple[Any, Value]]:
    rule = optimizer.rule
    if not optimizer.takes_eta:
        yield None, root
    elif "eta" in settings and not rule.is_eta_fixed and (rule.default_eta is None or _eta_is_for_every_rule(settings)):
        yield from settings["eta"].with_values()
    elif rule.default_eta is not None:
        yield fixed(rule.default_eta), root
    elif function.eta is not None:
        yield fixed(function.eta), root
    elif content_of(settings, "steps", DEFAULT_STEPS) == 0:
        yield None, root
    else:
        text = message("scene.missing_without_default", key="eta", function=function.text)
        yield _report_missing("eta", text, root), root


def _eta_is_for_every_rule(settings: Settings) -> bool:
    """Returns whether the scene's eta also applies to rules with a default of their own, such as Newton's.

    It does not if other rules need one, nor if an entry of ``runs`` names its rule while eta is at the top.
    """
    eta, optimizers = settings["eta"], settings["optimizer"]
    none_needs_one = all(each.rule.default_eta is not None or not each.takes_eta for each in optimizers.content)
    return none_needs_one and len(eta.value.path) >= len(optimizers.value.path)


@lru_cache(maxsize=256)
def with_validation(function: DataProblem, share: float, seed: int) -> Function:
    """Returns the loss with a share of its points held out: one object for all its runs. Raises DataError."""
    return function.with_validation(share, seed)
