"""Adds the English word in brackets after a term's first use in a running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def with_english_terms(text: str, terms: Mapping[str, str], write: Callable[[str, str], str]) -> str:
    """Writes each term's English word after the first place of the term.

    Parameters
    ----------
    text
        The running text.
    terms
        The English words by terms. The longest term matches: "local minimum" contains no "minimum" if both are terms.
    write
        A function that joins a term and its English word.

    Returns
    -------
    str
        The text with each English word once.
    """
    if not terms:
        return text
    longest = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
    unwritten = dict(terms)

    def written(match: re.Match[str]) -> str:
        english = unwritten.pop(match[0], None)
        return write(match[0], english) if english else match[0]

    return re.sub(rf"(?<![\w\u200c])(?:{longest})(?![\w\u200c])", written, text)
