"""The remembered numbers as bars with their names and values, a row each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.reading_direction import ReadingDirection
from gdanim.drawing.shapes import Line, Rectangle
from gdanim.drawing.text import TextStyle
from gdanim.text import line
from gdanim.text.numbers import longest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.animation.timeline import Moment
    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext
    from gdanim.text.bidi import Piece
    from gdanim.text.numbers import NumberFormat

TEXT, MIN_TEXT = 18, 11.5  # the texts' size in units, and the least in pixels
BARS_BEGIN, BARS_END = 0.13, 0.80  # parts of the panel's width, from where lines begin: where bars may reach
NAME, NUMBER = 0.03, 0.98  # parts of the width: where a row's name begins and its number ends
GAP = 10  # units between a bar and a number
LONGEST_NUMBERS = 3  # of each vector, for the width of their column
MAX_ROWS = 6
ROW, MIN_ROW, FILL = 34, 1.25, 1.1  # a row's height in units, the least in the texts' size; part of the panel for rows
BAR = 0.3  # half a bar's height, of its row's
BASELINE = 0.34  # from the middle of a row down to its baseline, of the texts' size


class StateBars:
    """A row for each remembered number of a variable. Bars of one vector share a scale; zero is in the middle.

    What is above zero goes to the right on every page, as on an axis.
    """

    def __init__(self, context: PanelContext) -> None:
        self.context, self.box = context, context.axes.box
        self.states = context.trajectories[0].states
        self.size = max(MIN_TEXT, TEXT * context.unit)
        self.reading = ReadingDirection(context.words.right_to_left)
        self.rows = _rows(context)[: max(1, int(self.box.height / (MIN_ROW * self.size)))]
        self.largest = {key: self._largest(key) for key, _ in self.rows}
        self.formats = {key: _format(context, key) for key in self.largest}
        self.row_height = min(ROW * context.unit, self.box.height / max(1, len(self.rows)) / FILL)
        style = TextStyle(self.size, context.theme.muted)
        width = max((context.typesetter.width(number, style) for number in self._widest_numbers()), default=0)
        self.zero, self.reach = self._scale(width)
        edge = self.reading.from_start(self.box, NUMBER * self.box.width - width * self.reading.rtl)
        self.bars = [Rectangle(self.box, context.theme.ball) for _ in self.rows]
        self.numbers = [
            Label(context.typesetter, style, edge, self._baseline(row), "right") for row in range(len(self.rows))
        ]
        names = [*self._names(), self._zero_line()] if self.rows else [self._no_memory()]
        self.static: list[Mark] = [Rectangle(self.box, context.theme.sheet), *names]
        self.movers: list[Mark] = [*self.bars, *self.numbers]

    def _scale(self, number_width: float) -> tuple[float, float]:
        """Returns the page's x of zero, and how far the longest bars reach from it, beside numbers of a width."""
        begin, width = BARS_BEGIN * self.box.width, self.box.width
        end = min(BARS_END * width, NUMBER * width - number_width - GAP * self.context.unit)
        return self.reading.from_start(self.box, (begin + end) / 2), (end - begin) / 2

    def _names(self) -> list[Label]:
        x, style = (
            self.reading.from_start(self.box, NAME * self.box.width),
            TextStyle(self.size, self.context.theme.ink),
        )
        return [
            Label(self.context.typesetter, style, x, self._baseline(row), self.reading.start).set_text(
                line.maths(_symbol(self.context, key, axis))
            )
            for row, (key, axis) in enumerate(self.rows)
        ]

    def _zero_line(self) -> Line:
        unit, box = self.context.unit, self.box
        ends = [(self.zero, box.top + 6 * unit), (self.zero, box.bottom - 6 * unit)]
        return Line(ends, self.context.theme.axis, 1.2 * unit)

    def _no_memory(self) -> Label:
        """Returns what is written for a method without a memory."""
        style = TextStyle(self.size, self.context.theme.muted)
        label = Label(self.context.typesetter, style, self.zero, self._baseline(0), "center")
        return label.set_text(self.context.words.label("nothing_remembered"))

    def _baseline(self, row: int) -> float:
        return self._middle(row) + BASELINE * self.size

    def _middle(self, row: int) -> float:
        """Returns the page's y of a row."""
        rows = max(1, len(self.rows))
        return (self.box.top + self.box.bottom) / 2 + (row - (rows - 1) / 2) * self.row_height

    def _widest_numbers(self) -> Iterator[tuple[Piece, ...]]:
        """Of each vector the longest numbers, and its largest one below zero."""
        for key, largest in self.largest.items():
            values = {value for state in self.states for value in state.get(key, ())}
            texts = longest({self.formats[key].padded(value) for value in values}, LONGEST_NUMBERS)
            for text in (*texts, self.formats[key].padded(-largest)):
                yield line.number(text)

    def _largest(self, key: str) -> float:
        """Returns the largest size of a vector's numbers in the film, 1 where all are zero."""
        values = [abs(value) for state in self.states for value in state.get(key, ()) if math.isfinite(value)]
        return max(values, default=0.0) or 1.0

    def show(self, moment: Moment) -> None:
        state = self.states[min(moment.step, len(self.states) - 1)]
        half = BAR * self.row_height
        for row, (key, axis) in enumerate(self.rows):
            value = state[key][axis] if key in state else 0.0
            self.numbers[row].set_text(line.number(self.formats[key].padded(value)))
            end = self.zero + self.reach * (value / self.largest[key] if math.isfinite(value) else 0.0)
            y = self._middle(row)
            self.bars[row].box = Box(min(end, self.zero), y - half, max(end, self.zero), y + half)
            self.bars[row].visible = abs(end - self.zero) >= 1


def _rows(context: PanelContext) -> list[tuple[str, int]]:
    """Returns the vectors that have a number for each variable, by key; each number with its variable's index is a
    row.
    """
    count = len(context.trajectories[0].run.start)
    keys: dict[str, None] = {}
    for state in context.trajectories[0].states:
        keys |= {key: None for key, values in state.items() if len(values) == count}
    return [(key, axis) for key in keys for axis in range(count)][:MAX_ROWS]


def _format(context: PanelContext, key: str) -> NumberFormat:
    """Returns how the numbers of a remembered vector are printed."""

    def rows(trajectory: Trajectory) -> list[np.ndarray]:
        return list(np.transpose([state[key] for state in trajectory.states if key in state]))

    return context.formats.format_of(rows)


def _symbol(context: PanelContext, key: str, axis: int) -> str:
    """``m_x``; plain m where there is one variable."""
    variables = context.trajectories[0].run.function.variables
    name = key if len(key) == 1 else rf"\mathrm{{{key.replace('_', ' ')}}}"
    return name if len(variables) == 1 else rf"{name}_{{{variables[axis]}}}"
