"""The English word behind a term's first use in a running text, in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def with_english_terms(text: str, terms: Mapping[str, str], write: Callable[[str, str], str]) -> str:
    """Writes the English word of each term behind the place where the term first stands.

    Parameters
    ----------
    text
        The running text.
    terms
        English words by terms. In "local minimum" there is no "minimum", if both are terms.
    write
        Makes one text of a term and its English word.

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
