"""Phrases about a scene: optimizers, functions, starts, step sizes, and lists of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gdanim.spelling import ALL_DIGITS, typed_number
from gdanim.text import run_options, run_order
from gdanim.text.numbers import single
from gdanim.text.plain_formula import LOWERED, plain
from gdanim.text.typed_formula import with_printed_numbers, with_raised_k

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.descent import Run, Trajectory
    from gdanim.functions import Function
    from gdanim.text.numbers import NumberFormat
    from gdanim.text.words import Words

_FORMULA_FIRST = re.compile(r"[^\W\d]\S{0,3} = |[(]|\w[(]")
MAX_NAMED = 4  # more functions or starts are counted
MAX_DESCRIBED = 8  # in a cell or a sentence: more runs have neither names nor colours of their own, and are counted
MAX_FORMULA_LENGTH = 100  # characters: a function with a longer formula is called by its name
MAX_COORDINATES = 3  # of a longer point only the first and the last are written
_CHINESE_SPACE = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef”]) (?=[\u3000-\u9fff“])")


def optimizer(words: Words, run: Run) -> str:
    """Returns the name of the run's method."""
    rule = run.optimizer.rule
    if run.is_ascent and rule.ascent_name:
        return words.of_plugin(rule.words).optimizer_name(rule.ascent_term, rule.ascent_name, "ascent_name")
    return words.of_plugin(rule.words).optimizer_name(run.optimizer.name, rule.display_name)


def function(words: Words, run: Run) -> str:
    """Returns a formula such as ``f(x) = x²``, or the function's name if it has one and the formula is long."""
    pattern = words.of_plugin(run.function.words).plugin_word("description")
    if pattern or run.function.name in words.data["problems"]:
        return _data_problem(words, run, pattern or words.data["problems"][run.function.name])
    if not run.function.formula:
        name = run.function.name
        return named_function(words, name) if name else str(words.data["report"]["unnamed_function"])
    head = f"{symbol(run.function.symbol)}({variables(run.function.variables)})"
    formula = f"{head} = {plain(run.function.formula)}{_parameter_values(run.function)}"
    if len(formula) > MAX_FORMULA_LENGTH and run.function.name:
        return named_function(words, run.function.name)
    return words.fill(words.data["report"]["function"], formula=words.formula(formula))


def facts(words: Words, runs: Sequence[Run]) -> str:
    """Returns the sentences on how the functions' numbers were found, and on the options of all runs; or nothing."""
    keys = dict.fromkeys(key for run in runs for key in run.function.facts)
    found = {"facts": [*map(words.label, keys)], "options": run_options.common(words, runs)}
    comma = str(words.data["comma"])
    return " ".join(
        words.fill(words.data["report"][key], facts=comma.join(texts)) for key, texts in found.items() if texts
    )


def paragraph(sentences: Iterable[str]) -> str:
    """Returns sentences after each other, with a space between them, but none between Chinese letters and signs."""
    return _CHINESE_SPACE.sub("", " ".join(filter(None, sentences)))


def _parameter_values(function: Function) -> str:
    """Returns the values of the formula's letters, such as ``, a = 2``; empty if it has none."""
    return "".join(f", {symbol(name)} = {single(value)}" for name, value in parameters(function))


def parameters(function: Function) -> Sequence[tuple[str, float]]:
    """Returns the letters of the function's formula that have values, with them."""
    return getattr(function, "parameters", ())


def named_function(words: Words, name: str) -> str:
    """Returns a named function of the catalogue: ``the function “rosenbrock”``, or the scene's own words for it."""
    if name in words.terms:
        return words.terms[name]
    return words.fill(words.data["report"]["named_function"], name=words.quoted(name.replace("_", " ")))


def _data_problem(words: Words, run: Run, pattern: str) -> str:
    """Returns the name of a data problem's loss, such as "the error of a line fitted to 60 points"."""
    loss = run.function
    counts = {"degree": getattr(loss, "degree", len(run.start) - 1), "hidden": getattr(loss, "hidden", 0)}
    text = words.fill(pattern, n=loss.point_count, **counts)
    if run.function.is_standardised:
        name = run.function.column_names[0]
        column = words.terms.get(name) or words.isolated(name)
        text = words.fill(words.report("standardised"), problem=text, column=column)
    if run.function.has_validation:
        text = words.fill(words.report("held_out"), problem=text, n=run.function.held_out_count)
    return text


def variables(names: Sequence[str]) -> str:
    """Returns the variables: ``x, y``, or ``x₁, …, x₅₀``."""
    return ", ".join(abbreviated([symbol(name) for name in names]))


def abbreviated(items: Sequence[str]) -> list[str]:
    """Returns all of a few items, or the first and the last of many."""
    return list(items) if len(items) <= MAX_COORDINATES else [items[0], "…", items[-1]]


def functions(words: Words, runs: Sequence[Run]) -> str:
    """Returns the distinct functions of all runs, or their number."""
    texts = dict.fromkeys(function(words, run) for run in runs)
    if len(texts) > MAX_NAMED:
        return words.fill(words.data["report"]["many_functions"], count=count(words, len(texts)))
    return series(words, texts)


def starts(words: Words, runs: Sequence[Run], formats: Sequence[NumberFormat]) -> str:
    """Returns the starts of the runs: each point, or the count and the range of many."""
    patterns = words.data["report"]
    points = list(dict.fromkeys(run.start for run in runs))
    if len(points) <= MAX_NAMED:
        texts = (start(words, run, runs, formats) for run in runs)
        return words.fill(patterns["from"], starts=distinct_series(words, texts))
    if len(points[0]) > 1:
        return words.fill(patterns["from_many"], count=count(words, len(points)))
    low, high = (words.printed(formats[0].plain(end[0])) for end in (min(points), max(points)))
    return words.fill(patterns["from_between"], count=count(words, len(points)), low=low, high=high)


def start(words: Words, run: Run, runs: Sequence[Run], formats: Sequence[NumberFormat]) -> str:
    """Returns a run's start in formats, or with all its digits if these don't distinguish the starts of the runs."""
    points = {each.start for each in runs}
    if len({coordinates(each, formats) for each in points}) == len(points):
        return point(words, run, run.start, formats)
    texts = abbreviated([typed_number(number, ALL_DIGITS) for number in run.start])
    written = with_printed_numbers(texts[0] if len(run.start) == 1 else f"({', '.join(texts)})", ALL_DIGITS)
    return words.coordinates(words.formula(f"{_variables_text(run)} = {written}"))


def point(words: Words, run: Run, coordinates_of: Sequence[float], formats: Sequence[NumberFormat]) -> str:
    """Returns a point of the run's function: ``x = 3``, ``(x, y) = (−1, 2)``."""
    return words.coordinates(words.formula(f"{_variables_text(run)} = {coordinates(coordinates_of, formats)}"))


def coordinates(numbers: Sequence[float], formats: Sequence[NumberFormat] | None = None) -> str:
    """Returns the coordinates of a point: ``3``, ``(−1, 2)``. Without formats, each number is printed by itself."""
    if formats is None:
        texts = [single(number) for number in numbers]
    else:
        texts = [chosen.plain(number) for chosen, number in zip(formats, numbers, strict=False)]
    return texts[0] if len(texts) == 1 else f"({', '.join(abbreviated(texts))})"


def common_eta(runs: Sequence[Run]) -> str | None:
    """Returns the step size common to all runs, or None."""
    etas = {run.schedule.text if run.schedule else None for run in runs}
    return etas.pop() if len(etas) == 1 else None


def eta(words: Words, runs: Sequence[Run], *, tells_range: bool = True) -> str:
    """Returns ``with η = 0.2`` if all runs have this step size, or the range of many; otherwise an empty text."""
    common, pattern = common_eta(runs), words.data["report"]
    if common is not None:
        value = words.formula(f"η = {with_raised_k(with_printed_numbers(common))}")
        return words.fill(pattern["with"], value=value)
    key = run_order.ordering_key(runs) if tells_range else None
    if key is None or key == "start" or len(runs) <= MAX_DESCRIBED:
        return ""
    ordered = sorted(runs, key=lambda run: run_order.number(run, key))
    low, high = (words.printed(with_printed_numbers(dict(run.label_fields)[key])) for run in (ordered[0], ordered[-1]))
    name = words.formula(symbol(key.rpartition(".")[2]))
    return words.fill(pattern["with_range"], name=name, low=low, high=high)


def steps(words: Words, trajectories: Sequence[Trajectory]) -> str:
    """Returns the number of steps or epochs of the runs."""
    lengths = {trajectory.last_step for trajectory in trajectories}
    if len(lengths) > 1:
        epochs = {_epochs(trajectory) for trajectory in trajectories}
        if len(epochs) == 1 and (count := epochs.pop()) is not None and count.is_integer():
            return words.fill(words.data["report"]["passes_each"], n=int(count))
    pattern = "steps_one" if len(trajectories) == 1 else "steps_each" if len(lengths) == 1 else "steps_most"
    return words.fill(words.data["report"][pattern], n=max(lengths))


def _epochs(trajectory: Trajectory) -> float | None:
    """Returns the number of epochs of a run; None without data."""
    sampling = trajectory.run.sampling
    return trajectory.last_step / sampling.updates_per_epoch if sampling else None


def label(words: Words, run: Run) -> str:
    """Returns a run's label: what distinguishes it from the others."""
    return str(words.data["comma"]).join(trait(words, run, key, text) for key, text in run.label_fields)


def trait(words: Words, run: Run, key: str, text: str) -> str:
    """Returns a field of a run's label: ``Adam``, ``η = 0.2``, ``no bias correction``, ``(x, y) = (−1, 2)``."""
    if key == "eta" and run.names_schedule and run.schedule:
        return schedule(words, run.schedule.name)
    if key in {"optimizer", "function"}:
        name = words.terms.get(text) or (text.replace("_", " ") if text.isidentifier() else text)
        return optimizer(words, run) if key == "optimizer" else name
    if key in {"direction", "steps", "batch"}:
        return _count_or_direction(words, key, text)
    if key in run_options.KEYS:
        return run_options.phrase(words, key, text)
    if key == "start":
        return words.localized_formula(f"{_variables_text(run)} = {with_raised_k(text)}")
    owner, _, name = key.rpartition(".")
    plugin = run.optimizer.rule if owner == "optimizer" else run.function
    return _option(words.of_plugin(plugin.words), name, text)


def schedule(words: Words, name: str) -> str:
    """Returns the name of a schedule: ``cosine annealing``; that in a scene if another package provides it."""
    return str(words.data["schedules"].get(name, name.replace("_", " ")))


def _count_or_direction(words: Words, key: str, text: str) -> str:
    if key == "direction":
        return words.label(text)
    if key == "steps":
        return words.label("steps", n=int(text))
    return words.label("batch_all") if text == "all" else words.label("batch_of", n=int(text))


def _variables_text(run: Run) -> str:
    names = variables(run.function.variables)
    return names if len(run.start) == 1 else f"({names})"


def _option(words: Words, name: str, text: str) -> str:
    """Returns the value of an option: a switch, a chosen word, or a number."""
    if plugin_text := words.plugin_word(f"{name}={text.lower() if text in {'True', 'False'} else text}"):
        return plugin_text
    if name in words.data["switches"]:
        on, off = words.data["switches"][name]
        return str(on if text == "True" else off)
    choice = words.data["choices"].get(text)
    return str(choice) if choice else words.localized_formula(f"{symbol(name)} = {with_raised_k(text)}")


def symbol(key: str) -> str:
    """Returns the symbol of an option or a variable: ``beta1`` is β₁, ``x2`` is x₂, ``weight_decay`` stays as it is."""
    name, digits = re.fullmatch(r"(.*?)(\d*)", key).groups()  # type: ignore[union-attr]
    try:
        return unicodedata.lookup(f"GREEK SMALL LETTER {name}") + digits.translate(LOWERED)
    except KeyError:
        return name.replace("_", " ") + digits.translate(LOWERED)


def count(words: Words, number: int) -> str:
    """Returns a small count of at least two as a word."""
    names = dict(enumerate(words.data["counts"], start=2))
    return str(names.get(number, words.number(number)))


def distinct_series(words: Words, items: Iterable[str]) -> str:
    """Returns the distinct items as a series."""
    return series(words, dict.fromkeys(items))


def series(words: Words, items: Iterable[str]) -> str:
    """Returns items as a series: ``a``, ``a and b``, ``a, b and c``."""
    first, *others = items
    return first + series_end(words, others)


def series_end(words: Words, others: Sequence[str]) -> str:
    """Returns the part of a series after its first item."""
    comma, joint = words.data["comma"], words.data["joint"]
    return "".join(f"{comma}{other}" for other in others[:-1]) + "".join(f"{joint}{other}" for other in others[-1:])


def joined_clauses(words: Words, clauses: Sequence[str]) -> str:
    """Returns the clauses joined to one sentence."""
    between, before_last = words.data["clauses"]
    *others, final = clauses
    return between.join(others) + (before_last if others else "") + final


def opened(words: Words, lead: str, sentence: str) -> str:
    """Returns a sentence that begins with what it is about, such as "with η = 0.2", if there is anything."""
    return words.fill(words.data["report"]["opened"], lead=lead, sentence=sentence) if lead else sentence


def verdict(words: Words, lead: str, subject: str, predicate: str) -> str:
    """Returns a sentence on a run's verdict, opened by what distinguishes the run, if there is anything.

    In such a sentence a language may move the verb, which is the first word of the predicate.
    """
    patterns = words.data["report"]
    sentence = words.fill(patterns["sentence"], subject=subject, predicate=predicate).strip()  # "it" may be empty
    if not lead:
        return sentence
    verb, _, complement = predicate.partition(" ")
    parts = {"subject": subject, "verb": verb, "complement": complement}
    return words.fill(patterns["opened_verdict"], lead=lead, sentence=sentence, **parts).strip()


def capitalized(words: Words, sentence: str) -> str:
    """Returns a sentence with a capital letter at its beginning; a formula there, such as η = 0.2, stays as it is."""
    if _FORMULA_FIRST.match(sentence):
        return sentence
    first = "İ" if words.language == "tr" and sentence[:1] == "i" else sentence[:1].upper()
    return first + sentence[1:]
