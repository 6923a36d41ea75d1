"""The parts of a sentence on a scene: methods, functions, starts, step sizes, and lists of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gdanim.words.numbers import MINUS, number
from gdanim.words.plain import LOWERED, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.descent import Run
    from gdanim.words import Words

NAMED = 4  # more functions or starts than this are told by their number


def method(words: Words, run: Run) -> str:
    name = run.optimizer.name
    if name == "gradient_descent" and run.direction == "ascend":
        name = "gradient_ascent"
    return words.terms.get(name) or words.data["methods"].get(name, name.replace("_", " "))


def function(words: Words, run: Run) -> str:
    return words.isolated(f"f({', '.join(run.function.variables)}) = {plain(run.function.formula)}")


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
    names = ", ".join(run.function.variables)
    place = ", ".join(number(value, 4) for value in run.start)
    return words.isolated(f"{names} = {place}" if len(run.start) == 1 else f"({names}) = ({place})")


def etas(words: Words, runs: Sequence[Run]) -> str:
    """The step size that all the runs have in common, if they have."""
    found = {run.schedule.text for run in runs if run.schedule is not None}
    return words.fill(words.data["report"]["with"], value=words.isolated(found.pop())) if len(found) == 1 else ""


def steps(words: Words, runs: Sequence[Run]) -> str:
    lengths = {run.steps for run in runs}
    pattern = "steps_one" if len(runs) == 1 else "steps_each" if len(lengths) == 1 else "steps_most"
    return words.fill(words.data["report"][pattern], n=max(lengths))


def value(words: Words, run: Run, key: str, text: str) -> str:
    """What a run has for the key that sets it apart."""
    if key == "start":
        return point(words, run)
    if key == "function":
        return function(words, run)
    return method(words, run) if key == "optimizer" else words.isolated(text.replace("-", MINUS))


def symbol(key: str) -> str:
    """An option as its field writes it: ``optimizer.beta1`` is β₁, ``factor`` itself."""
    name, digits = re.fullmatch(r"(?:.*\.)?(.*?)(\d*)", key).groups()  # type: ignore[union-attr]
    try:
        return unicodedata.lookup(f"GREEK SMALL LETTER {name}") + digits.translate(LOWERED)
    except KeyError:
        return name + digits


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


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
