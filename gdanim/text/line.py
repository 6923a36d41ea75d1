"""A line of text to pieces: words and formulas in the order in which they stand on the page. Knows no pixels."""

from __future__ import annotations

import re

from gdanim.text.bidi import INVISIBLE, Piece, items, joined, ordered, turned
from gdanim.text.bidi_overrides import eastern, merciful
from gdanim.text.numbers import MINUS, as_maths, fixed, longest, number, scientific, signed, telling, trimmed

__all__ = [
    "MINUS",
    "Piece",
    "as_maths",
    "fixed",
    "line",
    "longest",
    "number",
    "pieces",
    "scientific",
    "signed",
    "telling",
    "trimmed",
    "turned",
]

_MATHS = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)+?)(?<!\\)\$")


def pieces(text: str) -> tuple[Piece, ...]:
    r"""The words and formulas of ``text`` as written: ``$…$`` is mathematics, ``\$`` and a lone ``$`` dollar signs."""
    found: list[Piece] = []
    end = 0
    for match in _MATHS.finditer(text):
        found += [_words(text[end : match.start()]), Piece(match[1], maths=True)]
        end = match.end()
    found.append(_words(text[end:]))
    return tuple(piece for piece in found if piece.text)


def line(text: str, *, rtl: bool = False) -> tuple[Piece, ...]:
    """The pieces of ``text`` from left to right as they stand on a page that is read from the right where ``rtl``.

    A line without a Persian sign runs from the left there, too.
    """
    given = items(pieces(text))
    if any(map(eastern, given)):
        return ordered(given, 1 if rtl else None, merciful)
    return joined(piece for item in given if item.letter not in INVISIBLE for piece in item.pieces)


def _words(text: str) -> Piece:
    return Piece(text.replace(r"\$", "$"))
