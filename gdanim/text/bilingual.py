"""The English word behind a term's first use in a running text, in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def glossed(text: str, terms: Mapping[str, str], write: Callable[[str, str], str]) -> str:
    """``text`` with each of ``terms``, word to English word, as ``write`` has them both where it first stands.

    A term of several words counts for itself alone: in "local minimum" there is no "minimum".
    """
    if not terms:
        return text
    longest = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
    left = dict(terms)

    def first(found: re.Match[str]) -> str:
        english = left.pop(found[0], None)
        return write(found[0], english) if english else found[0]

    return re.sub(rf"(?<![\w\u200c])(?:{longest})(?![\w\u200c])", first, text)
