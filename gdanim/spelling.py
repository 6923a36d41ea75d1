"""Misspelt words: which known word was meant, and the advice that an error message gives."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_LISTED = 12
"""More choices than this are not listed in a message."""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Returns the choice that ``word`` was probably meant to be, or None."""
    folded = {choice.casefold().replace("-", "_"): choice for choice in choices}
    match = difflib.get_close_matches(word.casefold().replace("-", "_"), folded, n=1, cutoff=0.6)
    return folded[match[0]] if match else None


def advice(word: str, choices: Iterable[str]) -> str:
    """Returns ``; did you mean 'steps'?``, or the choices where none is near and they are few, or nothing."""
    choices = tuple(choices)
    near = nearest(word, choices)
    if near:
        return f"; did you mean {near!r}?"
    return f"; there is {', '.join(choices)}" if 0 < len(choices) <= MAX_LISTED else ""
