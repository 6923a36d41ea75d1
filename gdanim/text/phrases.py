"""The parts of a sentence on a scene: methods, functions, starts, step sizes, and lists of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gdanim.text.plain_formula import LOWERED, plain
from gdanim.text.plain_numbers import number, printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.descent import Run
    from gdanim.text.words import Words

NAMED = 4  # more functions or starts than this are told by their number
BREATH = 100  # characters
COORDINATES = 3  # more than this are told by the first and the last


def method(words: Words, run: Run) -> str:
    rule = run.optimizer.rule
    if run.direction == "ascend" and rule.ascent_name:
        return words.method(rule.ascent_term, rule.ascent_name)
    return words.method(run.optimizer.name, rule.display_name)


def function(words: Words, run: Run) -> str:
    """``f(x) = x²``; by its name where that is known and the formula takes longer than a breath."""
    if run.function.name in words.data["problems"]:
        return _fitted(words, run)
    told = f"f({variables(run.function.variables)}) = {plain(run.function.formula)}"
    if len(told) > BREATH and run.function.name:
        name = words.quoted(run.function.name.replace("_", " "))
        return words.fill(words.data["report"]["named_function"], name=name)
    return words.fill(words.data["report"]["function"], formula=words.formula(told))


def _fitted(words: Words, run: Run) -> str:
    """The loss of a line fitted to 60 points; a data problem's formula says less than its name."""
    name, patterns = str(run.function.name), words.data["problems"]
    return words.fill(patterns[name], n=len(run.function), degree=len(run.start) - 1)  # type: ignore[arg-type]


def variables(names: Sequence[str]) -> str:
    """``x, y``; ``x₁, …, x₅₀``."""
    return ", ".join(ends([symbol(name) for name in names]))


def ends(items: Sequence[str]) -> list[str]:
    """All of a few items, the first and the last of many."""
    return list(items) if len(items) <= COORDINATES else [items[0], "…", items[-1]]


def functions(words: Words, runs: Sequence[Run]) -> str:
    told = dict.fromkeys(function(words, run) for run in runs)
    if len(told) > NAMED:
        return words.fill(words.data["report"]["many_functions"], count=count(words, len(told)))
    return series(words, told)


def starts(words: Words, runs: Sequence[Run]) -> str:
    patterns = words.data["report"]
    places = list(dict.fromkeys(run.start for run in runs))
    if len(places) <= NAMED:
        return words.fill(patterns["from"], starts=listed(words, (point(words, run) for run in runs)))
    if len(places[0]) > 1:
        return words.fill(patterns["from_many"], count=count(words, len(places)))
    ends = {"low": min(places)[0], "high": max(places)[0]}
    return words.fill(patterns["from_between"], count=count(words, len(places)), **ends)


def point(words: Words, run: Run) -> str:
    """Where a run starts: ``x = 3``, ``(x, y) = (−1, 2)``."""
    return words.formula(f"{_subject(run)} = {place(run.start, 4)}")


def spot(words: Words, run: Run, at: Sequence[float]) -> str:
    """Another place of its function, as in a caption."""
    return words.formula(f"{_subject(run)} = {place(at)}")


def place(point: Sequence[float], places: int = 2) -> str:
    """``3``, ``(−1, 2)``."""
    numbers = ", ".join(ends([number(coordinate, places) for coordinate in point]))
    return numbers if len(point) == 1 else f"({numbers})"


def common_eta(runs: Sequence[Run]) -> str | None:
    """The step size that all the runs have in common, if they have."""
    found = {run.schedule.text if run.schedule else None for run in runs}
    return found.pop() if len(found) == 1 else None


def etas(words: Words, runs: Sequence[Run]) -> str:
    eta = common_eta(runs)
    return words.fill(words.data["report"]["with"], value=words.formula(f"η = {printed(eta)}")) if eta else ""


def steps(words: Words, runs: Sequence[Run]) -> str:
    lengths = {run.steps for run in runs}
    if len(lengths) > 1 and all(run.sampling for run in runs):
        passes = {run.steps / run.sampling.updates_per_epoch for run in runs if run.sampling}
        if len(passes) == 1:
            return words.fill(words.data["report"]["passes_each"], n=int(passes.pop()))
    pattern = "steps_one" if len(runs) == 1 else "steps_each" if len(lengths) == 1 else "steps_most"
    return words.fill(words.data["report"][pattern], n=max(lengths))


def name(words: Words, run: Run) -> str:
    """A run's label: what sets it apart."""
    return str(words.data["comma"]).join(trait(words, run, key, text) for key, text in run.label_fields)


def trait(words: Words, run: Run, key: str, text: str) -> str:
    """What sets a run apart, as it is labelled: ``Adam``, ``η = 0.2``, ``no bias correction``, ``(x, y) = (−1, 2)``."""
    if key == "optimizer":
        return method(words, run)
    if key == "function":
        return text.replace("_", " ") if text.isidentifier() else text
    if key in {"direction", "steps"}:
        return words.label(text) if key == "direction" else words.label("steps", n=int(text))
    if key == "batch":
        return words.label("batch_all") if text == "all" else words.label("batch_of", n=int(text))
    if key == "start":
        return words.numbered(f"{_subject(run)} = {printed(text)}")
    return _option(words, key.rpartition(".")[2], text)


def _subject(run: Run) -> str:
    names = variables(run.function.variables)
    return names if len(run.start) == 1 else f"({names})"


def _option(words: Words, name: str, text: str) -> str:
    """An option that is switched on or off, chosen by a word, or a number."""
    if name in words.data["switches"]:
        on, off = words.data["switches"][name]
        return str(on if text == "True" else off)
    chosen = words.data["choices"].get(text)
    return str(chosen) if chosen else words.numbered(f"{symbol(name)} = {printed(text)}")


def symbol(key: str) -> str:
    """An option or a variable as its field writes it: ``beta1`` is β₁, ``x2`` x₂, ``weight_decay`` itself."""
    name, digits = re.fullmatch(r"(.*?)(\d*)", key).groups()  # type: ignore[union-attr]
    try:
        return unicodedata.lookup(f"GREEK SMALL LETTER {name}") + digits.translate(LOWERED)
    except KeyError:
        return name.replace("_", " ") + digits.translate(LOWERED)


def count(words: Words, items: int) -> str:
    """A small count as a word, from two."""
    named = dict(enumerate(words.data["counts"], start=2))
    return str(named.get(items, words.number(items)))


def listed(words: Words, items: Iterable[str]) -> str:
    """Each once."""
    return series(words, dict.fromkeys(items))


def series(words: Words, items: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    first, *others = items
    return first + tail(words, others)


def tail(words: Words, others: Sequence[str]) -> str:
    comma, joint = words.data["comma"], words.data["joint"]
    return "".join(f"{comma}{other}" for other in others[:-1]) + "".join(f"{joint}{other}" for other in others[-1:])


def chain(words: Words, clauses: Sequence[str]) -> str:
    """Clauses of one sentence."""
    between, last = words.data["clauses"]
    *others, final = clauses
    return between.join(others) + (last if others else "") + final


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
