"""Advice on words and numbers written as in other programs: their form here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gdanim import registry
from gdanim.messages import message
from gdanim.scene import customary_words, typed_numbers
from gdanim.spelling import MAX_LISTED, MAX_QUOTED, advice, nearest, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.messages import Message

TIMING_KEYS = ("fps", "frames_per_step", "seconds", "beats", "slow", "hold", "motion", "easing", "loop")
LIST_WITHOUT_BRACKETS = re.compile(r"[^,()\[\]]+(?:,\s[^,()\[\]]+)+")
DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
SPACED_NUMBERS = re.compile(r"[-+.\deE]+(?:\s+[-+.\deE]+)+")


LISTED_BY_COMMAND = {"optimizer": "optimizers", "function": "functions", "schedule": "schedules", "panel": "panels"}
"""The kinds of words that ``gdanim list`` lists, and its argument for each."""


def probably_meant(kind: str, word: str, choices: Iterable[str]) -> str | None:
    """Returns the choice that ``unknown_word`` suggests instead of ``word``, or None."""
    choices = tuple(choices)
    name = _name_here(kind, word, choices)
    return name if name in choices else nearest(word, choices) if len(word) <= MAX_QUOTED else None


def unknown_word(kind: str, word: str, choices: Iterable[str]) -> Message:
    """Returns ``unknown key 'lr'; here it is called 'eta'``, or advice on the nearest of ``choices``."""
    choices = tuple(choices)
    if kind == "key" and word in TIMING_KEYS and "timing" in choices:
        return message("scene.key_of_timing", word=word)
    if _name_here(kind, word, choices) in choices:
        return message("scene.called_otherwise", kind=kind, word=word, name=_name_here(kind, word, choices))
    way_out = hint(kind, word, choices)
    if kind.split(maxsplit=1)[0] == "key":
        return message("scene.unknown_key", kind=kind, word=shortened(word), advice=way_out)
    return message("scene.unknown_word", kind=kind, word=shortened(word), advice=way_out)


def hint(kind: str, word: str, choices: Iterable[str]) -> str:
    """Returns the end of a message about an unknown word: what it is called here, or the nearest of ``choices``."""
    choices = tuple(choices)
    name = _name_here(kind, word, choices)
    if name in choices:
        return message("scene.called_here", name=name)
    if name is not None:
        return message("scene.written_here", form=name)
    near = advice(word, choices) if len(word) <= MAX_QUOTED else ""
    if not near and kind in LISTED_BY_COMMAND and len(choices) > MAX_LISTED:
        return message("scene.listed_by_command", names=LISTED_BY_COMMAND[kind])
    return near


def choice_advice(word: str, choices: Iterable[str]) -> Message | None:
    """Returns what the choice that other programs call ``word`` is called here; None for any other word."""
    name = _name_here("choice", word, tuple(choices))
    return message("scene.here_called", name=name) if name else None


def _name_here(kind: str, word: str, choices: tuple[str, ...]) -> str | None:
    """Returns the name here of what other programs call ``word``, or the form to write."""
    names = customary_words.names_here(kind, word)
    known = next((name for name in names if name in choices), None) or registry.synonyms(kind).get(word.casefold())
    forms = (name for name in names if not name.isidentifier())
    return known or next(forms, None)


def number_advice(text: str) -> Message | None:
    """Returns the form of numbers here for a text that was meant as one or more numbers; None for any other text."""
    if DECIMAL_COMMA.fullmatch(text):
        return message("scene.write_decimal_point", number=text.replace(",", "."))
    if LIST_WITHOUT_BRACKETS.fullmatch(text):
        return message("scene.write_brackets", items=text)
    if SPACED_NUMBERS.fullmatch(text):
        return message("scene.write_commas", numbers=", ".join(text.split()))
    return typed_numbers.advice(text)  # type: ignore[no-any-return]
