"""Formats a run's name in the picture: differences as mathematics, the author's label verbatim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gdanim.functions.expressions.formula import letter
from gdanim.functions.expressions.variable_names import is_name
from gdanim.text import phrases
from gdanim.text.function_symbols import indexed
from gdanim.text.mathtext import greek_mathtext
from gdanim.text.numbers import MINUS, SCRIPTS, in_digits, mathtext, with_decimal_commas
from gdanim.text.typed_formula import with_printed_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.descent import Run
    from gdanim.functions import Function
    from gdanim.panel_parts.panel_context import PanelContext
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

SIGNS = {
    "cos(": r"\cos(",
    "min(": r"\min(",
    " mod ": r"\ \mathrm{mod}\ ",
    "≥": r"\geq ",
    "%": r"\%",
    "…": r"\ldots ",
    "→": r"\to ",
    "·": r"\cdot ",
    "⌊": r"\lfloor ",
    "⌋": r"\rfloor ",
    "π": r"\pi ",
    MINUS: "-",
}
_NEGATIVE = re.compile(r"(?<=, )-(?=\d)")
_ROOT = re.compile(r"√\(([^()]*)\)")
_POWER = re.compile(r"\^(⌊[^⌋]*⌋|\([^)]*\)|[\w.]+)")


def label_parts(words: Words, run: Run, formats: QuantityFormats) -> dict[str, str]:
    """Returns what distinguishes a run, by scene key, as texts with formulas in dollar signs, or its own label."""
    if not run.label_fields:
        return {"label": run.label}
    fields = dict(run.label_fields)
    if "start" in fields:
        fields["start"] = phrases.coordinates(run.start, formats.point)
    worded = {"eta"} if run.names_schedule else set()
    return {
        key: ("" if key in worded else _formula(run, key, value)) or phrases.trait(words, run, key, value)
        for key, value in fields.items()
    }


def step_size_part(run: Run, runs: Sequence[Run]) -> dict[str, str]:
    """Returns the step size of a run whose label doesn't contain it, if not all runs have the same."""
    if run.label_fields or not run.schedule or phrases.common_eta(runs) is not None:
        return {}
    text = with_printed_numbers(run.schedule.text)
    local = (in_digits(text, digits) for digits in SCRIPTS)
    spellings = (r"\eta", "η", run.schedule.text, text, *local, with_decimal_commas(text))
    is_said = any(spelling in run.label for spelling in spellings)
    return {} if is_said else {"eta": rf"$\eta = {to_mathtext(text)}$"}


def join_parts(words: Words, parts: Iterable[str]) -> str:
    """Joins the parts of a name with the language's comma."""
    return str(words.data["comma"]).join(parts)


def name_in_panel(context: PanelContext, index: int) -> str:
    """Returns the name of the context's run ``index`` in a shared panel.

    If a header names the run, the name has neither English words in brackets nor a step size. What the page
    names for all runs is left out.
    """
    has_header = context.scene_facts.has_headers
    words, run = (
        context.words.without_english if has_header else context.words.at(index),
        context.trajectories[index].run,
    )
    parts = label_parts(words, run, context.formats) | (
        {} if has_header else step_size_part(run, context.scene_facts.all_runs)
    )
    return join_parts(words, (text for key, text in parts.items() if key not in context.named_keys))


def _formula(run: Run, key: str, value: str) -> str:
    r"""Returns a formula such as ``$\eta = 0.2$``; empty if the value is no formula."""
    if key == "function":
        return "" if value.isidentifier() else f"${run.function.formula}$"
    body = to_mathtext(value)
    symbol = _trait_symbol(run, key)
    return f"${symbol} = {body}$" if symbol and body.isascii() else ""


def _trait_symbol(run: Run, key: str) -> str | None:
    """Returns the symbol of a trait as mathtext: of the start, a parameter, or an option with a Greek name."""
    name = key.rpartition(".")[2]
    if key == "start":
        return indexed(letter(run.function.variables[0]), "0") if len(run.start) == 1 else "x_0"
    if key.startswith("function.") and is_name(name):
        return letter(name)
    return greek_mathtext(name)


def point_symbol(function: Function) -> str:
    """Returns the symbol of a point: bold for several numbers, θ where x denotes the data."""
    if function.is_data_problem and len(function.variables) > 1:
        return r"\theta"
    return letter(function.variables[0]) if len(function.variables) == 1 else r"\mathbf{x}"


def to_mathtext(text: str) -> str:
    """Converts a plain formula such as ``0.6·0.5^⌊k/5⌋``, or a point, to mathtext."""
    text = mathtext(_ROOT.sub(r"\\sqrt{\1}", _POWER.sub(r"^{\1}", text)))
    for sign, command in SIGNS.items():
        text = text.replace(sign, command)
    return _NEGATIVE.sub("{-}", text)  # otherwise it is set as the sign of a difference
