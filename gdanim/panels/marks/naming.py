"""A run's name for the picture: what differs is set as mathematics, the author's own words as they are."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim import plugins
from gdanim.typeset import MINUS
from gdanim.words import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from gdanim.descent import Run
    from gdanim.functions import Function
    from gdanim.panels import Stage

SYMBOLS = {"eta": r"\eta", "start": "x_0", "optimizer.beta": r"\beta"}
SIGNS = {"·": r"\cdot ", "⌊": r"\lfloor ", "⌋": r"\rfloor ", "π": r"\pi ", MINUS: "-"}
_SMALL = re.compile(r"\b(\d+(?:\.\d+)?)e([-+]?\d+)")
_POWER = re.compile(r"\^(⌊[^⌋]*⌋|\([^)]*\)|[\w.]+)")


def label(run: Run, keys: Callable[[str], bool] = lambda _key: True) -> str:
    """One line of text with formulas between dollar signs; of an automatic name only the ``keys`` asked for."""
    if not run.differs:
        return run.label
    named = [_named(key, value) for key, value in run.differs if keys(key)]
    return ", ".join(name for name in named if name) if all(named) else run.label


def again(stage: Stage, run: Run) -> str:
    """A run's name where a cell has said it before: without English words in brackets."""
    said = any(plugins.load("panels", panel.name).scope == "run" for panel in stage.scene.panels)
    if not said or not run.differs or not stage.words.english:
        return label(run)
    return label(replace(run, label=phrases.name(stage.words.alone, run)))


def but(keys: Collection[str]) -> Callable[[str], bool]:
    """Every key but these."""
    return lambda key: key not in keys


def _named(key: str, value: str) -> str:
    r"""``$\eta = 0.2$``, or nothing where the value is no formula."""
    body = maths(value)
    return f"${SYMBOLS[key]} = {body}$" if key in SYMBOLS and body.isascii() else ""


def point(function: Function) -> str:
    """What a point is called in formulas: bold where it is several numbers, θ where data have taken x."""
    if function.convex:
        return r"\theta"
    return "x" if len(function.variables) == 1 else r"\mathbf{x}"


def maths(text: str) -> str:
    """A plain formula such as ``0.6·0.5^⌊k/5⌋`` as mathtext."""
    text = _SMALL.sub(lambda found: rf"{found[1]} \cdot 10^{{{int(found[2])}}}", _POWER.sub(r"^{\1}", text))
    for sign, command in SIGNS.items():
        text = text.replace(sign, command)
    return text
