"""Numbers that change on landing, each in a place of its own width, so that nothing beside it moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.panels.marks.text import Label, Style
from gdanim.typeset import Piece, as_maths, fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from matplotlib.artist import Artist

    from gdanim.panels.marks.text import Typesetter

WIDEST = 1e4  # numbers beyond are written in powers of ten, and may need more than their place
GAP, BETWEEN = 8, 26  # after the equals sign, and between two numbers


@dataclass(frozen=True)
class Field:
    """``symbol`` is mathematics; ``values`` (n,) are the run's, one a step."""

    symbol: str
    values: np.ndarray
    colour: str


class Readout:
    """A row of fields; ``x`` is its left end, or its right end where ``right``."""

    def __init__(
        self,
        text: Typesetter,
        fields: Sequence[Field],
        size: float,
        muted: str,
        x: float,
        y: float,
        *,
        decimals: int = 2,
        right: bool = False,
    ) -> None:
        self.fields = fields
        self.decimals = decimals
        self.symbols = [
            Label(text, Style(size, muted), 0, y).say((Piece(f"{field.symbol} =", maths=True),)) for field in fields
        ]
        self.numbers = [Label(text, Style(size, field.colour), 0, y, "right") for field in fields]
        self.width = self._place(x, size)
        if right:
            for label in (*self.symbols, *self.numbers):
                label.x -= self.width
        self.artists: list[Artist] = [*self.symbols, *self.numbers]

    def _place(self, x: float, size: float) -> float:
        gap, between = GAP * size / 20, BETWEEN * size / 20
        at = x
        for index, symbol in enumerate(self.symbols):
            symbol.x = at
            at += symbol.image.width + gap + self._widest(index)
            self.numbers[index].x = at
            at += between
        return at - between - x

    def _widest(self, index: int) -> int:
        texts = {self._write(index, step) for step in range(len(self.fields[index].values))}
        kinds = ({text for text in texts if "10^" not in text}, {text for text in texts if "10^" in text})
        longest = [text for kind in kinds for text in sorted(kind, key=len)[-3:]]  # powers are written longer than set
        return max(self.numbers[index].say((Piece(text, maths=True),)).image.width for text in longest)

    def _write(self, index: int, step: int) -> str:
        value = float(self.fields[index].values[step])
        return as_maths(fixed(value, self.decimals))

    def show(self, step: int, *, visible: bool = True) -> None:
        for label in (*self.symbols, *self.numbers):
            label.set_visible(visible)
        for index, label in enumerate(self.numbers):
            label.say((Piece(self._write(index, step), maths=True),))
