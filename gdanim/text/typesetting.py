"""Splits a line of text into pieces: words and formulas in their order on the page."""

from __future__ import annotations

import re

from gdanim.text.bidi import INVISIBLE, TextPiece, items, joined, ordered
from gdanim.text.bidi_overrides import is_right_to_left, with_overrides
from gdanim.text.numbers import mathtext

__all__ = ["TextPiece", "maths", "number", "pieces", "set_line"]

_MATHS = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)+?)(?<!\\)\$")


def pieces(text: str) -> tuple[TextPiece, ...]:
    r"""Returns the words and formulas of ``text``: ``$…$`` is mathematics, ``\$`` and a lone ``$`` dollar signs."""
    parts: list[TextPiece] = []
    end = 0
    for match in _MATHS.finditer(text):
        parts += [_words(text[end : match.start()]), TextPiece(match[1], is_maths=True)]
        end = match.end()
    parts.append(_words(text[end:]))
    return tuple(piece for piece in parts if piece.text)


def set_line(text: str, *, rtl: bool = False) -> tuple[TextPiece, ...]:
    """Returns the pieces of ``text`` from left to right, on a page that is read from right to left if ``rtl``.

    A line without Persian characters always runs from left to right.
    """
    as_read = items(pieces(text))
    if any(map(is_right_to_left, as_read)):
        return ordered(as_read, 1 if rtl else None, with_overrides)
    return joined(piece for item in as_read if item.letter not in INVISIBLE for piece in item.pieces)


def maths(formula: str) -> tuple[TextPiece, ...]:
    """Returns a line that is one formula, in mathtext without dollar signs; empty without one."""
    return (TextPiece(formula, is_maths=True),) if formula else ()


def number(text: str) -> tuple[TextPiece, ...]:
    """Returns a line that is one printed number, such as ``1.5×10⁻⁷``; empty without one."""
    return maths(mathtext(text))


def _words(text: str) -> TextPiece:
    return TextPiece(text.replace(r"\$", "$"))
