"""The English words of terms in a bilingual scene: one place of the picture has each, and one place of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LETTER = r"(?:(?![\u3400-\u9fff])[\w\u200c])"
"""A letter that makes a longer word of a term beside it; Chinese words stand beside each other without spaces."""


class EnglishTerms:
    """The English words of a bilingual scene, and the place of the picture where each term's word stands.

    ``labels`` are the terms among the labels; the name of every rule is a term, too. The words of all places share one,
    so that the first place that writes a term claims its English word.
    """

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = labels
        self._claims: dict[str, tuple[object, ...]] = {}

    @classmethod
    def of_file(cls, english: Mapping[str, Any]) -> EnglishTerms:
        """Returns the terms that the English file lists among its labels."""
        return cls({key: english["labels"][key] for key in english["terms"]})

    def claim(self, key: str, place: tuple[object, ...]) -> bool:
        """Claims a term's English word for a place. Returns whether the place has it, now or from before."""
        return self._claims.setdefault(key, place) == place

    def release(self, key: str) -> None:
        """Releases a term's English word, so that the next place that writes the term gets it."""
        self._claims.pop(key, None)

    def unclaimed(self) -> EnglishTerms:
        """Returns the same terms for a text of its own, in which each may be written again."""
        return EnglishTerms(self.labels)


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

    return re.sub(rf"(?<!{_LETTER})(?:{longest})(?!{_LETTER})", written, text)
