"""Orders words, numbers and formulas from left to right as on the page: UAX #9, with overrides.

Overrides keep a number or a formula together that an author types as plain text (``bidi_overrides``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from gdanim.text.bidi_levels import OBJECT, RIGHT, kind, levels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Overrides = Callable[[list["Item"], int], list["Item"]]

ISOLATE_BASES = {"\u2066": 0, "\u2067": 1, "\u2068": None}
"""The level inside an isolate, by the sign that opens it; None for the level of its first letter."""
CLOSE_ISOLATE = "\u2069"
INVISIBLE = frozenset("\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥⟨⟩", ")(][}{><»«›‹≥≤⟩⟨")


@dataclass(frozen=True)
class TextPiece:
    """A part of a line that is set at once.

    Attributes
    ----------
    text
        The plain text, or the body of a formula without its dollar signs.
    is_maths
        Whether it is a formula.
    colour
        The name of a colour of the theme, or None.
    is_rtl
        Whether its words run from right to left.
    """

    text: str
    is_maths: bool = False
    colour: str | None = None
    is_rtl: bool = False


@dataclass(frozen=True)
class Item:
    """One letter, or a formula or an isolate that is ordered as one; ``pieces`` are in their order from the left."""

    letter: str
    pieces: tuple[TextPiece, ...]
    kind: str

    @property
    def is_object(self) -> bool:
        """Whether it is not a letter."""
        return self.letter == OBJECT


def items(pieces: Iterable[TextPiece]) -> list[Item]:
    """Returns the letters and formulas of a line."""
    return [item for piece in pieces for item in _piece_items(piece)]


def _piece_items(piece: TextPiece) -> list[Item]:
    if piece.is_maths:
        return [as_object((piece,))]
    return [Item(letter, (replace(piece, text=letter),), kind(letter)) for letter in piece.text]


def as_object(pieces: tuple[TextPiece, ...]) -> Item:
    """Returns an item that holds pieces and is ordered as one neutral character."""
    return Item(OBJECT, pieces, "ON")


def ordered(line: Sequence[Item], base: int | None, overrides: Overrides) -> tuple[TextPiece, ...]:
    """Orders the items of a line.

    Parameters
    ----------
    line
        The items as they are read.
    base
        0 for a line that runs from the left, 1 for one from the right, None for the direction of its first letter.
    overrides
        A function that changes the items before they are ordered, given the line's level.

    Returns
    -------
    tuple of Piece
        The pieces from left to right.
    """
    closed = _with_isolates_closed(line, overrides)
    level = _first_level(closed) if base is None else base
    changed = overrides(closed, level)
    item_levels = levels([item.kind for item in changed], "".join(item.letter for item in changed), level)
    visual = _visual_order(changed, item_levels)
    return joined(piece for item, item_level in visual for piece in _pieces(item, rtl=item_level % 2 == 1))


def _with_isolates_closed(line: Sequence[Item], overrides: Overrides) -> list[Item]:
    """Returns the items with each isolate as one item; an unclosed isolate ends with the line."""
    stack: list[list[Item]] = [[]]
    bases: list[int | None] = []
    for item in line:
        if item.letter in ISOLATE_BASES:
            bases.append(ISOLATE_BASES[item.letter])
            stack.append([])
        elif item.letter == CLOSE_ISOLATE and bases:
            _close_isolate(stack, bases, overrides)
        else:
            stack[-1].append(item)
    while bases:
        _close_isolate(stack, bases, overrides)
    return stack[0]


def _close_isolate(stack: list[list[Item]], bases: list[int | None], overrides: Overrides) -> None:
    content = stack.pop()
    stack[-1].append(as_object(ordered(content, bases.pop(), overrides)))


def _first_level(line: Iterable[Item]) -> int:
    """Returns the level of the first letter with a direction."""
    return next((int(item.kind in RIGHT) for item in line if item.kind in RIGHT or item.kind == "L"), 0)


def _visual_order(line: Sequence[Item], item_levels: Sequence[int]) -> list[tuple[Item, int]]:
    """Reverses each sequence of at least a given level, from the highest level to the lowest odd one (rule L2)."""
    pairs = list(zip(line, item_levels, strict=True))
    for level in range(max(item_levels, default=0), 0, -1):
        runs = [(high, list(run)) for high, run in groupby(pairs, key=lambda pair: pair[1] >= level)]
        pairs = [pair for high, run in runs for pair in (reversed(run) if high else run)]
    return pairs


def _pieces(item: Item, *, rtl: bool) -> tuple[TextPiece, ...]:
    if item.is_object:
        return item.pieces
    return () if item.letter in INVISIBLE else tuple(replace(piece, is_rtl=rtl) for piece in item.pieces)


def joined(pieces: Iterable[TextPiece]) -> tuple[TextPiece, ...]:
    """Joins neighbours that can be set as one. A right-to-left run stays in reading order: its font reverses it."""
    line: list[TextPiece] = []
    for piece in pieces:
        last = line[-1] if line else None
        is_alike = last is not None and not (piece.is_maths or last.is_maths)
        if last is not None and is_alike and (piece.colour, piece.is_rtl) == (last.colour, last.is_rtl):
            line[-1] = replace(last, text=piece.text + last.text if piece.is_rtl else last.text + piece.text)
        else:
            line.append(piece)
    return tuple(line)


def for_font(text: str) -> str:
    """Returns the text of a right-to-left run as its font expects it: a font reverses letters, but not signs alone."""
    return text if RIGHT & {kind(letter) for letter in text} else text[::-1].translate(MIRRORED)
