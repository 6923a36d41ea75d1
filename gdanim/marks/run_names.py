"""A run's name for the picture: what differs is set as mathematics, the author's own words as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gdanim.text import phrases
from gdanim.text.numbers import MINUS
from gdanim.text.plain_numbers import persian

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.descent import Run
    from gdanim.functions import Function
    from gdanim.panels import PanelContext
    from gdanim.text.words import Words

SYMBOLS = {"eta": r"\eta", "start": "x_0", "optimizer.beta": r"\beta"}
SIGNS = {"cos(": r"\cos(", "→": r"\to ", "·": r"\cdot ", "⌊": r"\lfloor ", "⌋": r"\rfloor ", "π": r"\pi ", MINUS: "-"}
_SMALL = re.compile(r"\b(\d+(?:\.\d+)?)e([-+]?\d+)")
_NEGATIVE = re.compile(r"(?<=, )-(?=\d)")
_POWER = re.compile(r"\^(⌊[^⌋]*⌋|\([^)]*\)|[\w.]+)")


def parts(words: Words, run: Run) -> dict[str, str]:
    """What sets a run apart, by key, as texts with formulas between dollar signs; the author's label as a whole."""
    if not run.label_fields:
        return {"label": run.label}
    return {key: _named(run, key, value) or phrases.trait(words, run, key, value) for key, value in run.label_fields}


def rate(run: Run, runs: Iterable[Run]) -> dict[str, str]:
    """The step size of a run that its author has named without it, where not all runs have the same."""
    etas = {each.schedule.text if each.schedule else None for each in runs}
    if run.label_fields or not run.schedule or len(etas) == 1:
        return {}
    text = run.schedule.text
    told = any(sign in run.label for sign in (r"\eta", "η", text, persian(text), text.replace(".", ",")))
    return {} if told else {"eta": rf"$\eta = {maths(text)}$"}


def joined(words: Words, named: Iterable[str]) -> str:
    return str(words.data["comma"]).join(named)


def again(context: PanelContext, index: int) -> str:
    """A run's name where a cell has said it before: without English words in brackets, and what the page has said."""
    said = context.scene.has_run_panels
    words, run = context.words.alone if said else context.words.of(index), context.trajectories[index].run
    named = parts(words, run) | ({} if said else rate(run, context.scene.runs))
    return joined(words, (text for key, text in named.items() if key not in context.named_keys))


def _named(run: Run, key: str, value: str) -> str:
    r"""``$\eta = 0.2$``, or nothing where the value is no formula."""
    if key == "function":
        return "" if value.isidentifier() else f"${run.function.formula}$"
    body = maths(value)
    return f"${SYMBOLS[key]} = {body}$" if key in SYMBOLS and body.isascii() else ""


def point(function: Function) -> str:
    """What a point is called in formulas: bold where it is several numbers, θ where data have taken x."""
    if function.is_data_problem:
        return r"\theta"
    return "x" if len(function.variables) == 1 else r"\mathbf{x}"


def maths(text: str) -> str:
    """A plain formula such as ``0.6·0.5^⌊k/5⌋``, or a point, as mathtext."""
    text = _SMALL.sub(lambda found: rf"{found[1]} \cdot 10^{{{int(found[2])}}}", _POWER.sub(r"^{\1}", text))
    for sign, command in SIGNS.items():
        text = text.replace(sign, command)
    return _NEGATIVE.sub("{-}", text)  # else it is set as the sign of a difference
