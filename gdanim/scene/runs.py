"""The runs of a scene: all combinations of what its lists hold, or one run for each entry of ``runs``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from gdanim.descent import Run, StopRule
from gdanim.messages import message
from gdanim.optimizers import Optimizer
from gdanim.scene.batching import ALL, sampling, step_count
from gdanim.scene.eta import Curvature, resolved
from gdanim.scene.labels import Draft, traits
from gdanim.scene.limits import MAX_RUNS
from gdanim.scene.settings import Setting
from gdanim.scene.start import points
from gdanim.scene.value import INVALID, all_valid, concatenated
from gdanim.schedules import fixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.descent import Point
    from gdanim.functions import Function
    from gdanim.functions.data import Sampling
    from gdanim.messages import Message
    from gdanim.scene.batching import Batch
    from gdanim.scene.eta import Eta
    from gdanim.scene.function_key import Subject
    from gdanim.scene.model import Interval
    from gdanim.scene.settings import Settings
    from gdanim.scene.value import Invalid, Value

STEPS = 25
LISTS = ("function", "optimizer", "eta", "batch", "start")
"""The keys whose lists multiply, the first varying slowest."""


def drafts(
    settings: Settings, entries: tuple[tuple[Settings, Value], ...] | None, root: Value
) -> tuple[Draft, ...] | Invalid:
    """``entries`` are those of ``runs`` with their places: what one does not give comes from ``settings``."""
    if entries is None:
        return _combined(settings, root)
    if len(entries) > MAX_RUNS:
        return entries[MAX_RUNS][1].report(
            message("scene.too_many_items", name="runs", count=len(entries), items="runs", most=MAX_RUNS)
        )
    return concatenated([_single(settings, entry, place) for entry, place in entries])


def _single(settings: Settings, entry: Settings, place: Value) -> tuple[Draft, ...] | Invalid:
    merged = {**settings, **entry}
    right = {name: merged[name] for name in LISTS if name in merged and merged[name].content is not INVALID}
    dimension = len(right["function"].content[0].function.variables) if "function" in right else 1
    for name, given in right.items():
        if given.count(dimension) > 1:
            owner = given.value if given.value.path else place
            return owner.report(message("scene.list_in_runs", key=name, count=given.count(dimension)))
    return _combined(merged, place)


def _combined(settings: Settings, root: Value) -> tuple[Draft, ...] | Invalid:
    if "function" not in settings:
        return _missing("function", message("scene.missing_key", key="function"), root)
    if any(given.content is INVALID for given in settings.values()):
        _check_starts(settings, root)
        return INVALID
    found = tuple(islice(_product(settings, root), MAX_RUNS + 1))
    if len(found) > MAX_RUNS:
        longest = max((settings[name] for name in LISTS if name in settings), key=Setting.count)
        return longest.value.report(message("scene.too_many_runs", most=MAX_RUNS))
    return all_valid(found)


def _check_starts(settings: Settings, root: Value) -> None:
    """Notes what is wrong with the starts, though the runs can't be made for other reasons."""
    right = {name: given for name, given in settings.items() if given.content is not INVALID}
    if "function" not in right or "start" not in right:
        return
    if "domain" in right or not right["start"].content.random:
        for subject in right["function"].content:
            _starts(right, subject.function, root)


def _missing(name: str, text: Message, root: Value) -> Invalid:
    """At the entry of ``runs`` that lacks it; of a whole file no line is at fault more than another.

    Nothing is missing that is there under another name, or may be in a base that can't be read: that has been noted.
    """
    if {(*root.path, name), (name,), ("extends",)} & {problem.path for problem in root.problems}:
        return INVALID
    problem = root.node.problem(text, (*root.path, name))
    root.problems.append(problem if root.path else replace(problem, quote=None))
    return INVALID


def _product(settings: Settings, root: Value) -> Iterator[Draft | Invalid]:
    optimizers = settings["optimizer"].content if "optimizer" in settings else (Optimizer(),)
    for subject in settings["function"].content:
        starts = _starts(settings, subject.function, root)
        if starts is INVALID:
            yield INVALID
            continue
        for optimizer in optimizers:
            for eta, place in _etas(settings, optimizer, subject.function, root):
                for batch, drawn in _samplings(settings, subject.function, root):
                    for start in starts:
                        wrong = INVALID in (eta, drawn)
                        chosen = Choices(subject, optimizer, eta, place, batch, drawn, start)
                        yield INVALID if wrong else _draft(settings, chosen, root)


def _samplings(settings: Settings, function: Function, root: Value) -> Iterator[tuple[Batch, Any]]:
    given = settings["batch"].with_values() if "batch" in settings else [(ALL, root)]
    for batch, place in given:
        yield batch, sampling(settings, function, batch, place)


def _starts(settings: Settings, function: Function, root: Value) -> tuple[Point, ...] | Invalid:
    domain = box(settings["domain"], function) if "domain" in settings else None
    if domain is INVALID:
        return INVALID
    if "start" in settings:
        return points(settings["start"].content, function, domain, settings["start"].value)
    if function.start is not None:
        return (function.start,)
    return _missing("start", message("scene.missing_without_default", key="start", function=function.text), root)


def box(domain: Setting, function: Function) -> tuple[Interval, ...] | Invalid:
    """The domain as one pair for each variable; a pair alone, ``[-2, 2]``, holds for all of them."""
    pairs, count = domain.content, len(function.variables)
    alone = not any(each.is_list for each in domain.value.items())
    if len(pairs) != count and not alone:
        return domain.value.report(message("scene.domain_shape", count=len(pairs)))
    return pairs * count if alone else pairs


def _etas(settings: Settings, optimizer: Optimizer, function: Function, root: Value) -> Iterator[tuple[Any, Value]]:
    rule = optimizer.rule
    if not rule.takes_eta:
        yield None, root
    elif "eta" in settings and (rule.eta is None or _for_all(settings)):
        yield from settings["eta"].with_values()
    elif rule.eta is not None:
        yield fixed(rule.eta), root
    elif function.eta is not None:
        yield fixed(function.eta), root
    else:
        text = message("scene.missing_without_default", key="eta", function=function.text)
        yield _missing("eta", text, root), root


def _for_all(settings: Settings) -> bool:
    """Whether the scene's eta is meant for rules that bring their own, such as Newton's: not beside rules that bring
    none, nor where one of ``runs`` names its rule and the eta is the top's.
    """
    eta, chosen = settings["eta"], settings["optimizer"]
    alone = all(each.rule.eta is not None or not each.rule.takes_eta for each in chosen.content)
    return alone and len(eta.value.path) >= len(chosen.value.path)


@dataclass(frozen=True)
class Choices:
    """One combination of what the lists hold."""

    subject: Subject
    optimizer: Optimizer
    eta: Eta | None
    place: Value
    batch: Batch
    sampling: Sampling | None
    start: Point


def _draft(settings: Settings, chosen: Choices, root: Value) -> Draft | Invalid:
    function = _shown(settings, chosen.subject.function)
    schedule = None if chosen.eta is None else resolved(chosen.eta, function, chosen.start, chosen.place)
    if schedule is INVALID:
        return INVALID
    steps = step_count(_value(settings, "steps", STEPS), chosen.sampling, _place(settings, "steps", root))
    if steps is INVALID:
        return INVALID
    run = Run(
        function=function,
        schedule=schedule.over(steps) if schedule else None,
        start=chosen.start,
        steps=steps,
        optimizer=chosen.optimizer,
        direction=_value(settings, "direction", "descend"),
        stop=_value(settings, "stop", StopRule()),
        tolerance=_value(settings, "tolerance", None),
        sampling=chosen.sampling,
    )
    drawn = "start" in settings and settings["start"].content.random is not None
    found = traits(run, chosen.subject.parameters, _written(chosen.eta, run), drawn=drawn)
    return Draft(run, found, _value(settings, "label", None), passes=_passes(settings))


def _passes(settings: Settings) -> int | None:
    """How many the scene asks for, where it counts in them."""
    return getattr(_value(settings, "steps", None), "count", None)


def _place(settings: Settings, name: str, root: Value) -> Value:
    return settings[name].value if name in settings else root


def _written(eta: Eta | None, run: Run) -> str | None:
    """An expression in L and m is named as its author wrote it."""
    if isinstance(eta, Curvature):
        return eta.text
    return run.schedule.text if run.schedule else None


def _value(settings: Settings, name: str, default: Any) -> Any:
    return settings[name].content if name in settings else default


def _shown(settings: Settings, function: Function) -> Function:
    """An entry of ``runs`` that gives a domain of its own gives it to its function."""
    domain = settings.get("domain")
    of_its_own = domain is not None and domain.value.path[:1] == ("runs",)
    return replace(function, domain=box(domain, function) or None) if domain and of_its_own else function
