"""Labels: the traits that distinguish a run from the others of its scene."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gdanim.spelling import ALL_DIGITS, rounded, typed_number
from gdanim.text import phrases, run_options
from gdanim.text.typed_formula import printed_apart

if TYPE_CHECKING:
    from gdanim.descent import Run
    from gdanim.functions.data import Sampling
    from gdanim.text.words import Words

Traits = dict[str, str]
"""The traits of a run, by key, ``optimizer``, or by key and option, ``optimizer.beta``."""

POINT_DIGITS, OPTION_DIGITS = 4, 6  # of the coordinates of a point of several numbers, and of other numbers
SMALL_NUMBER = 0.1  # smaller random numbers have two significant digits, others two decimals
LISTS = ("function", "optimizer", "eta", "batch", *run_options.KEYS, "start")
"""The keys whose lists multiply the runs, the first varying slowest."""
KEYS = (*LISTS, "direction", "steps")
"""The keys in the order in which labels name them."""
NUMERIC_KEYS = ("eta", "noise", "weight_decay", "start")


@dataclass(frozen=True)
class UnlabelledRun:
    """A run without its final label.

    ``label`` is the author's, or None if it is made from ``traits``. ``epochs`` is None if the run counts in steps.
    ``has_own_eta``: the rule uses a step size of its own instead of the scene's.
    """

    run: Run
    traits: Traits
    label: str | None = None
    epochs: int | None = None
    has_own_eta: bool = False


def traits(
    run: Run, parameters: tuple[tuple[str, str], ...], eta: str | None, *, has_random_start: bool = False
) -> Traits:
    """Returns everything that can distinguish a run. ``parameters`` are the function's."""
    options = run.optimizer.options
    given = {name: getattr(options, name) for name in options.model_fields_set} if options else {}
    return {
        "function": run.function.name or run.function.text,
        **{f"function.{name}": _parameter_text(text) for name, text in parameters},
        "optimizer": run.optimizer.name,
        **{f"optimizer.{name}": _text(value) for name, value in sorted(given.items())},
        **({"eta": eta} if eta is not None else {}),
        **(_batch_traits(run.sampling) if run.sampling else {}),
        **run_options.traits(run),
        "start": _point_text(tuple(map(_drawn_number, run.start)) if has_random_start else run.start),
        "direction": run.direction,
        "steps": str(run.steps),
    }


def _batch_traits(sampling: Sampling) -> Traits:
    size = "all" if sampling.is_full_batch else str(sampling.size)
    return {"batch": size, "batch.seed": str(sampling.seed), "batch.shuffle": sampling.shuffle}


def add_labels(drafts: tuple[UnlabelledRun, ...], words: Words) -> tuple[Run, ...]:
    """Returns the runs with labels that name their differences, or eta if there are none.

    If optimizers are compared, every eta is named, because a comparison without step sizes is misleading.
    """
    drafts = _with_starts_apart(drafts)
    names = sorted({name for draft in drafts for name in draft.traits}, key=_order)
    differing = [name for name in names if len({draft.traits.get(name) for draft in drafts}) > 1]
    if "start" in differing and _start_follows_function(drafts):
        differing.remove("start")
    if "batch" in differing and all(draft.epochs for draft in drafts):
        differing = [name for name in differing if name != "steps"]  # as many epochs need more updates
    if "optimizer" in differing and "eta" not in differing:
        differing = sorted([*differing, "eta"], key=_order)
    drafts = _with_printed_numbers(_with_schedules_in_words(drafts) if "eta" in differing else drafts)
    return tuple(_add_label(draft, differing, words.at(index)) for index, draft in enumerate(drafts))


def _with_schedules_in_words(drafts: tuple[UnlabelledRun, ...]) -> tuple[UnlabelledRun, ...]:
    """Returns the drafts with the names of their schedules, if no two of these have the same kind."""
    schedules = [draft.run.schedule for draft in drafts if draft.run.schedule]
    found = {each.text: each.name for each in schedules if not (each.is_constant or each.is_formula)}
    etas = {each.text for each in schedules}
    if len(set(found.values())) < len(found) or len(etas) == 1:
        return drafts
    return tuple(
        replace(draft, run=replace(draft.run, names_schedule=True)) if _is_named(draft.run) else draft
        for draft in drafts
    )


def _is_named(run: Run) -> bool:
    """Returns whether a run's schedule has a name that says more than its formula."""
    return run.schedule is not None and not run.schedule.is_constant and not run.schedule.is_formula


def _with_starts_apart(drafts: tuple[UnlabelledRun, ...]) -> tuple[UnlabelledRun, ...]:
    """Returns the drafts with all digits of their starts, if fewer don't distinguish them."""
    starts = {draft.run.start: draft.traits.get("start") for draft in drafts}
    if len(set(starts.values())) == len(starts):
        return drafts
    return tuple(
        replace(draft, traits={**draft.traits, "start": _point_text(draft.run.start, ALL_DIGITS)}) for draft in drafts
    )


def _with_printed_numbers(drafts: tuple[UnlabelledRun, ...]) -> tuple[UnlabelledRun, ...]:
    """Returns the drafts with numbers in print format, with as many digits as distinguish the runs."""
    names = {name for draft in drafts for name in draft.traits if name in NUMERIC_KEYS or "." in name}
    printed = {name: printed_apart(draft.traits[name] for draft in drafts if name in draft.traits) for name in names}
    return tuple(
        replace(draft, traits={name: printed.get(name, {}).get(text, text) for name, text in draft.traits.items()})
        for draft in drafts
    )


def _start_follows_function(drafts: tuple[UnlabelledRun, ...]) -> bool:
    """Returns whether each of several functions has a single start, so that the function's name suffices."""
    starts: dict[tuple[str, ...], set[str]] = {}
    for draft in drafts:
        named = (text for name, text in draft.traits.items() if name.startswith("function"))
        starts.setdefault((draft.run.function.text, *named), set()).add(draft.traits["start"])
    return len(starts) > 1 and all(len(points) == 1 for points in starts.values())


def _add_label(draft: UnlabelledRun, differing: list[str], words: Words) -> Run:
    if draft.label is not None:
        return replace(draft.run, label=draft.label)
    names = differing or ["eta" if "eta" in draft.traits else "optimizer"]
    fields = tuple((name, draft.traits[name]) for name in names if name in draft.traits)
    run = replace(draft.run, label_fields=fields)
    return replace(run, label=phrases.label(words, run))


def _order(name: str) -> tuple[int, str]:
    """Returns the sort key of a trait: the options of a key follow it."""
    key, _, option = name.partition(".")
    return KEYS.index(key), option


def _point_text(point: tuple[float, ...], digits: int | None = None) -> str:
    """Returns ``-2`` or ``(-2, 0.5)``; a long point is shortened to its first and last coordinates."""
    if len(point) == 1:
        return typed_number(point[0], digits or OPTION_DIGITS)
    numbers = [typed_number(number, digits or POINT_DIGITS) for number in point]
    return f"({', '.join(phrases.abbreviated(numbers))})"


def _drawn_number(value: float) -> float:
    """Returns a random number as text, rounded to two decimals, or two significant digits below 0.1."""
    return round(value, 2) if abs(value) >= SMALL_NUMBER else rounded(value, 2)


def _text(value: object) -> str:
    return typed_number(value, OPTION_DIGITS) if isinstance(value, float) else str(value)


def _parameter_text(text: str) -> str:
    """Returns a number in the format of labels; words are unchanged."""
    try:
        return typed_number(float(text))
    except ValueError:
        return text
