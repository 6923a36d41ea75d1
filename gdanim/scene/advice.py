"""Advice on words and numbers written as in other programs: their form here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gdanim import registry
from gdanim.messages import message
from gdanim.scene import typed_numbers
from gdanim.spelling import MAX_QUOTED, advice, nearest, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.messages import Message

KEYS = {
    **dict.fromkeys(("learning_rate", "learning rate", "lr", "alpha", "step_size", "stepsize", "rate"), "eta"),
    **dict.fromkeys(("f", "fn", "func", "expression", "loss", "objective"), "function"),
    **dict.fromkeys(("x0", "x_0", "init", "initial", "x"), "start"),
    **dict.fromkeys(("iterations", "iters", "n_steps", "max_iter", "n"), "steps"),
    **dict.fromkeys(("method", "algorithm", "rule", "solver"), "optimizer"),
    **dict.fromkeys(("format", "formats"), "output"),
    **dict.fromkeys(("width", "height", "resolution"), "size"),
    **dict.fromkeys(("xlim", "x_range"), "domain"),
    **dict.fromkeys(("ylim", "y_range"), "range"),
    "lang": "language",
    "style": "theme",
}
"""Other programs' names of keys, and the keys here."""
TIMING_KEYS = ("fps", "frames_per_step", "seconds", "beats", "slow", "hold", "motion", "easing", "loop")
LIST_WITHOUT_BRACKETS = re.compile(r"[^,()\[\]]+(?:,\s[^,()\[\]]+)+")
DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
SPACED_NUMBERS = re.compile(r"[-+.\deE]+(?:\s+[-+.\deE]+)+")


def probably_meant(kind: str, word: str, choices: Iterable[str]) -> str | None:
    """Returns the choice that ``unknown_word`` suggests instead of ``word``, or None."""
    choices = tuple(choices)
    name = _name_here(kind, word)
    return name if name in choices else nearest(word, choices) if len(word) <= MAX_QUOTED else None


def unknown_word(kind: str, word: str, choices: Iterable[str]) -> Message:
    """Returns ``unknown key 'lr'; here it is called 'eta'``, or advice on the nearest of ``choices``."""
    choices = tuple(choices)
    name = _name_here(kind, word)
    if name in choices:
        return message("scene.called_otherwise", kind=kind, word=word, name=name)
    if kind == "key" and word in TIMING_KEYS and "timing" in choices:
        return message("scene.key_of_timing", word=word)
    near = advice(word, choices) if len(word) <= MAX_QUOTED else ""
    if kind.split(maxsplit=1)[0] == "key":
        return message("scene.unknown_key", kind=kind, word=shortened(word), advice=near)
    return message("scene.unknown_word", kind=kind, word=shortened(word), advice=near)


def _name_here(kind: str, word: str) -> str | None:
    """Returns the name here of what other programs call ``word``."""
    synonyms = KEYS if kind in {"key", "key of a run"} else registry.synonyms(kind)
    return synonyms.get(word.casefold())


def number_advice(text: str) -> Message | None:
    """Returns the form of numbers here for a text that was meant as one or more numbers; None for any other text."""
    if DECIMAL_COMMA.fullmatch(text):
        return message("scene.write_decimal_point", number=text.replace(",", "."))
    if LIST_WITHOUT_BRACKETS.fullmatch(text):
        return message("scene.write_brackets", items=text)
    if SPACED_NUMBERS.fullmatch(text):
        return message("scene.write_commas", numbers=", ".join(text.split()))
    return typed_numbers.advice(text)  # type: ignore[no-any-return]
