"""Words, numbers and formulas from left to right as they stand on the page: Unicode's bidirectional order, with mercy.

Where an author who types plain text means a formula, it is set as one (``mercy.py``); all else follows UAX #9.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from gdanim.text.bidi_levels import OBJECT, RIGHT, kind, levels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Mercy = Callable[[list["Item"], int], list["Item"]]

OPENERS = {"\u2066": 0, "\u2067": 1, "\u2068": None}
"""The isolates: from the left, from the right, by the first letter."""
CLOSE = "\u2069"
INVISIBLE = frozenset("\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥⟨⟩", ")(][}{><»«›‹≥≤⟩⟨")


@dataclass(frozen=True)
class Piece:
    """``text`` is plain, or the body of a formula without its dollar signs. ``colour`` is a theme's word, or None.

    ``rtl`` words run from right to left by themselves.
    """

    text: str
    maths: bool = False
    colour: str | None = None
    rtl: bool = False


@dataclass(frozen=True)
class Item:
    """One ``letter``, or a formula or an isolate that is set whole: ``pieces`` in their order from the left."""

    letter: str
    pieces: tuple[Piece, ...]
    kind: str

    @property
    def whole(self) -> bool:
        return self.letter == OBJECT


def items(pieces: Iterable[Piece]) -> list[Item]:
    return [item for piece in pieces for item in _items(piece)]


def _items(piece: Piece) -> list[Item]:
    if piece.maths:
        return [whole((piece,))]
    return [Item(letter, (replace(piece, text=letter),), kind(letter)) for letter in piece.text]


def whole(pieces: tuple[Piece, ...]) -> Item:
    return Item(OBJECT, pieces, "ON")


def ordered(given: Sequence[Item], base: int | None, mercy: Mercy) -> tuple[Piece, ...]:
    """The pieces of one line from left to right. ``base``: 1 for a line from the right, None by its first letter."""
    closed = _isolated(given, mercy)
    level = _first(closed) if base is None else base
    kindly = mercy(closed, level)
    letters = "".join(item.letter for item in kindly)
    found = levels([item.kind for item in kindly], letters, level)
    return joined(piece for item, odd in _turned(kindly, found) for piece in _pieces(item, rtl=odd))


def _isolated(given: Sequence[Item], mercy: Mercy) -> list[Item]:
    """Each isolate as one item, whatever it holds; one that is left open ends with the line."""
    found: list[list[Item]] = [[]]
    bases: list[int | None] = []
    for item in given:
        if item.letter in OPENERS:
            bases.append(OPENERS[item.letter])
            found.append([])
        elif item.letter == CLOSE and bases:
            _close(found, bases, mercy)
        else:
            found[-1].append(item)
    while bases:
        _close(found, bases, mercy)
    return found[0]


def _close(found: list[list[Item]], bases: list[int | None], mercy: Mercy) -> None:
    inside = found.pop()
    found[-1].append(whole(ordered(inside, bases.pop(), mercy)))


def _first(given: Iterable[Item]) -> int:
    return next((int(item.kind in RIGHT) for item in given if item.kind in RIGHT or item.kind == "L"), 0)


def _turned(given: Sequence[Item], found: Sequence[int]) -> list[tuple[Item, bool]]:
    """L2: from the highest level to the lowest odd one, each stretch of at least that level is turned round."""
    line = list(zip(given, found, strict=True))
    for level in range(max(found, default=0), 0, -1):
        runs = [(high, list(run)) for high, run in groupby(line, key=lambda pair: pair[1] >= level)]
        line = [pair for high, run in runs for pair in (reversed(run) if high else run)]
    return [(item, level % 2 == 1) for item, level in line]


def _pieces(item: Item, *, rtl: bool) -> tuple[Piece, ...]:
    if item.whole:
        return item.pieces
    return () if item.letter in INVISIBLE else tuple(replace(piece, rtl=rtl) for piece in item.pieces)


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours that can be set as one. A run from the right is given as it is read: its font turns it."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        alike = last is not None and not (piece.maths or last.maths)
        if last is not None and alike and (piece.colour, piece.rtl) == (last.colour, last.rtl):
            found[-1] = replace(last, text=piece.text + last.text if piece.rtl else last.text + piece.text)
        else:
            found.append(piece)
    return tuple(found)


def turned(text: str) -> str:
    """``text`` from a run from the right, as it is handed to a font: signs without a letter are turned by hand."""
    return text if RIGHT & {kind(letter) for letter in text} else text[::-1].translate(MIRRORED)
