"""A line of text to pieces: words and formulas in the order in which they stand on the page. Knows no pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass

MINUS = "\u2212"
_MATHS = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)+?)(?<!\\)\$")


@dataclass(frozen=True)
class Piece:
    """``text`` is plain, or the body of a formula without its dollar signs. ``colour`` is a theme's word, or None."""

    text: str
    maths: bool = False
    colour: str | None = None


def pieces(line: str) -> tuple[Piece, ...]:
    r"""The words and formulas of ``line``: ``$…$`` is mathematics, ``\$`` and a lone ``$`` are dollar signs."""
    found: list[Piece] = []
    end = 0
    for match in _MATHS.finditer(line):
        found += [_words(line[end : match.start()]), Piece(match[1], maths=True)]
        end = match.end()
    found.append(_words(line[end:]))
    return tuple(piece for piece in found if piece.text)


def _words(text: str) -> Piece:
    return Piece(text.replace(r"\$", "$"))


def fixed(value: float, places: int) -> str:
    """``value`` with just ``places`` decimals and a true minus; powers of ten from 10⁵ on. Never ``−0``."""
    if abs(value) >= 1e5:
        mantissa, exponent = f"{value:.1e}".split("e")
        return f"{mantissa}e{int(exponent)}".replace("-", MINUS)
    text = f"{value:.{places}f}"
    return text.replace("-", "" if float(text) == 0 else MINUS)


def trimmed(value: float, places: int = 3) -> str:
    """Like ``fixed``, without the zeros at its end: ``0.4``, ``2``, ``−0.25``."""
    text = fixed(value, places)
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def signed(text: str) -> str:
    """``text`` in brackets where it begins with a minus, as the second number of a sum or product is written."""
    return f"({text})" if text.startswith(MINUS) else text
