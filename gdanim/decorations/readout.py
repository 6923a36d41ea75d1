"""Numbers that change on landing, each in a place of its own width, so that nothing beside it moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.drawing.text import Label, TextStyle
from gdanim.text.bidi import Piece
from gdanim.text.numbers import as_maths, fixed, longest

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.text import Typesetter

WIDEST = 1e4  # numbers beyond are written in powers of ten, and may need more than their place
GAP, BETWEEN = 8, 26  # after the equals sign, and between two numbers, at a size of 20
BRIEF, FULL = 2, 3  # decimals


@dataclass(frozen=True)
class Field:
    """``symbol`` is mathematics; ``values`` (n,) are the run's, one a step, told with more ``decimals`` than others."""

    symbol: str
    values: np.ndarray
    colour: str
    decimals: int = 0


def places(text: Typesetter, rows: Sequence[Sequence[Field]], size: float, decimals: int = BRIEF) -> tuple[float, ...]:
    """The width of each figure with its symbol, the widest of all runs over the film."""
    return tuple(max(_needs(text, field, size, decimals) for field in column) for column in zip(*rows, strict=True))


def total(widths: Sequence[float], size: float) -> float:
    """Of a row of figures with such places."""
    return sum(widths) + BETWEEN * size / 20 * max(0, len(widths) - 1)


def _needs(text: Typesetter, field: Field, size: float, decimals: int) -> float:
    texts = {_write(value, max(decimals, field.decimals)) for value in field.values}
    kinds = ({each for each in texts if "10^" not in each}, {each for each in texts if "10^" in each})
    tried = [each for kind in kinds for each in longest(kind, 3)]  # powers are written longer than set
    style = TextStyle(size, field.colour)
    widest = max(text.width((Piece(each, maths=True),), style) for each in tried)
    return text.width(_symbol(field), style) + GAP * size / 20 + widest


def _symbol(field: Field) -> tuple[Piece, ...]:
    return (Piece(f"{field.symbol} =", maths=True),)


def _write(value: float, decimals: int) -> str:
    return as_maths(fixed(float(value), decimals))


class Readout:
    """A row of figures in places of the given widths; ``x`` is its left end.

    Each ends where its place ends, its symbol right before it; where ``apart`` the symbol stands at the place's start.
    """

    def __init__(
        self,
        text: Typesetter,
        fields: Sequence[Field],
        widths: Sequence[float],
        size: float,
        muted: str,
        x: float,
        y: float,
        *,
        decimals: int = BRIEF,
        apart: bool = False,
    ) -> None:
        self.fields, self.decimals, self.apart, self.gap = fields, decimals, apart, GAP * size / 20
        self.symbols, self.numbers = [], []
        for field, width in zip(fields, widths, strict=True):
            symbol = Label(text, TextStyle(size, muted), x, y).set_text(_symbol(field))
            self.symbols.append(symbol)
            self.numbers.append(Label(text, TextStyle(size, field.colour), x + width, y, "right"))
            x += width + BETWEEN * size / 20
        self.artists: list[Mark] = [*self.symbols, *self.numbers]

    def show(self, step: int, *, visible: bool = True) -> None:
        for field, symbol, number in zip(self.fields, self.symbols, self.numbers, strict=True):
            decimals = max(self.decimals, field.decimals)
            number.set_text((Piece(_write(field.values[step], decimals), maths=True),))
            if not self.apart:
                symbol.x = number.left - self.gap - symbol.image.width
            for label in (symbol, number):
                label.visible = visible
