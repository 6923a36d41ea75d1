"""Numbers that change on landing, each in a column of fixed width, so that their neighbours don't move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle
from gdanim.text import typesetting
from gdanim.text.numbers import longest

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.text import Typesetter
    from gdanim.text.bidi import TextPiece
    from gdanim.text.numbers import NumberFormat

SYMBOL_GAP, FIELD_GAP = 0.4, 1.3  # of the font size: after the equals sign, and between two fields
MEASURED_NUMBERS = 3  # number of a column's longest numbers that are measured


@dataclass(frozen=True)
class Field:
    """A symbol and the number after it.

    ``symbol`` is mathematics; ``values`` (n,) are the run's, one per step, of which the first ``shown`` are visible.
    """

    symbol: str
    values: np.ndarray
    number_format: NumberFormat
    colour: str
    shown: int | None = None


def column_widths(typesetter: Typesetter, rows: Sequence[Sequence[Field]], size: float) -> tuple[float, ...]:
    """Returns the width of each field with its symbol, the maximum over all runs and steps."""
    return tuple(max(_width(typesetter, field, size) for field in column) for column in zip(*rows, strict=True))


def row_width(widths: Sequence[float], size: float) -> float:
    """Returns the width in pixels of a row of fields with these column widths."""
    return sum(widths) + FIELD_GAP * size * max(0, len(widths) - 1)


def _width(typesetter: Typesetter, field: Field, size: float) -> float:
    numbers = {field.number_format.padded(value) for value in field.values[: field.shown].tolist()}
    style = TextStyle(size, field.colour)
    widest = max(typesetter.width(typesetting.number(number), style) for number in longest(numbers, MEASURED_NUMBERS))
    return typesetter.width(_equation_start(field), style) + SYMBOL_GAP * size + widest


def _equation_start(field: Field) -> tuple[TextPiece, ...]:
    """Returns the field's symbol with the equals sign, such as ``x =``."""
    return typesetting.maths(f"{field.symbol} =")


class Readout:
    """A row of fields in columns of the given widths; ``x`` is its left end. ``is_rtl``: the first is at its right end.

    Each number is right-aligned in its column, directly after its symbol. With ``aligned_symbols``, symbols are at the
    left ends of their columns. With ``aligned_starts``, where nothing is above or below, each field is at the start of
    its column: from the left, the number begins directly after the symbol.
    """

    def __init__(
        self,
        typesetter: Typesetter,
        fields: Sequence[Field],
        widths: Sequence[float],
        size: float,
        muted: str,
        x: float,
        y: float,
        *,
        is_rtl: bool = False,
        aligned_symbols: bool = False,
        aligned_starts: bool = False,
    ) -> None:
        aligned_starts = aligned_starts and not is_rtl
        self.fields = tuple(reversed(fields)) if is_rtl else tuple(fields)
        self.aligned_symbols = aligned_symbols or aligned_starts
        self.gap = SYMBOL_GAP * size
        self.symbols, self.numbers = [], []
        for field, width in zip(self.fields, reversed(widths) if is_rtl else widths, strict=True):
            symbol = Label(typesetter, TextStyle(size, muted), x, y).set_text(_equation_start(field))
            self.symbols.append(symbol)
            number = Label(typesetter, TextStyle(size, field.colour), x + width, y, "right")
            if aligned_starts:
                number.move_to_anchor(("left", x + symbol.image.width + self.gap, y))
            self.numbers.append(number)
            x += width + FIELD_GAP * size
        self.marks: list[Mark] = [*self.symbols, *self.numbers]

    def show(self, step: int, *, visible: bool = True) -> None:
        for field, symbol, number in zip(self.fields, self.symbols, self.numbers, strict=True):
            number.set_text(typesetting.number(field.number_format.padded(float(field.values[step]))))
            if not self.aligned_symbols:
                symbol.x = number.left - self.gap - symbol.image.width
            for label in (symbol, number):
                label.visible = visible
