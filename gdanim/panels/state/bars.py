"""The numbers of state vectors as bars with their names and values, one row each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Rectangle
from gdanim.drawing.text import MIDDLE_DROP, TextStyle
from gdanim.functions.expressions.formula import letter
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.empty_warnings import empty_warnings
from gdanim.panel_parts.ghost import ghost_colour, has_ghost
from gdanim.panel_parts.offscreen import Pointer
from gdanim.text import typesetting
from gdanim.text.function_symbols import indexed
from gdanim.text.numbers import longest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext
    from gdanim.text.bidi import TextPiece
    from gdanim.text.numbers import NumberFormat

TEXT_SIZE, MIN_TEXT_SIZE = 18, 11.5  # units; pixels
BARS_BEGIN, BARS_END = 0.13, 0.80  # fractions of the panel's width from the reading start, between which bars extend
NAME_START, NUMBER_END = 0.03, 0.98  # fractions of the panel's width: where a row's name begins and its number ends
NUMBER_GAP = 10  # units between a bar and a number
LONGEST_NUMBERS = 3  # number of each vector's longest texts measured for the width of their column
MAX_ROWS = 6
ROW_HEIGHT = 34  # units
MIN_ROW_HEIGHT = 1.25  # fraction of the font size
ROWS_HEADROOM = 1.1  # ratio of the panel's height to that of all rows
BAR_HALF_HEIGHT = 0.3  # fraction of the row's height
POINTER_RADIUS = 0.28  # fraction of the row's height
POINTER_GAP = 2.0  # pointer radii from the bar's end to the pointer's tip
FIRST_STEPS, MAX_GROWTH = 4, 30.0  # of a run that diverges: first steps, and the largest growth from them that is shown


class StateBars:
    """The bars: one row for each number of a state vector. The bars of one vector share a scale.

    Zero is in the middle, unless the author gives a range. Positive bars extend to the right on every page, as on an
    axis. The bar of a number outside the range ends in a pointer.
    """

    def __init__(self, context: PanelContext) -> None:
        self.context, self.box = context, context.axes.box
        self.states = context.trajectories[0].states
        self.size = context.text_size(TEXT_SIZE, MIN_TEXT_SIZE)
        self.reading = context.reading
        self.rows = _rows(context)[: max(1, int(self.box.height / (MIN_ROW_HEIGHT * self.size)))]
        self.ranges = {key: context.options.range or self._needed_range(key) for key, _ in self.rows}
        self.formats = {key: _format(context, key) for key in self.ranges}
        self.row_height = min(ROW_HEIGHT * context.unit, self.box.height / max(1, len(self.rows)) / ROWS_HEADROOM)
        style = TextStyle(self.size, context.theme.muted)
        width = max((context.typesetter.width(number, style) for number in self._widest_numbers()), default=0)
        self.left, self.right = self._ends(width)
        edge = self.reading.from_start(self.box, NUMBER_END * self.box.width - width * self.reading.is_rtl)
        self.bars = [Rectangle(self.box, context.colour(0)) for _ in self.rows]
        self.numbers = [
            Label(context.typesetter, style, edge, self._baseline(row), "right") for row in range(len(self.rows))
        ]
        radius = POINTER_RADIUS * self.row_height
        self.pointers = [Pointer(context.colour(0), context.theme.sheet, radius) for _ in self.rows]
        names = [*self._names(), *self._zero_line()] if self.rows else [self._no_memory()]
        self.static: list[Mark] = [Rectangle(self.box, context.theme.sheet), *self._ghosts(), *names]
        self.movers: list[Mark] = [*self.bars, *self.pointers, *self.numbers]

    def _ends(self, number_width: float) -> tuple[float, float]:
        """Returns the x positions of the ranges' ends, beside numbers of a width."""
        begin, width = BARS_BEGIN * self.box.width, self.box.width
        end = min(BARS_END * width, NUMBER_END * width - number_width - NUMBER_GAP * self.context.unit)
        left, right = sorted(self.reading.from_start(self.box, each) for each in (begin, end))
        return left, right

    def _x(self, key: str, value: float) -> float:
        """Returns a number's x position, clamped to the ends of the range."""
        low, high = self.ranges[key]
        return self.left + (min(max(value, low), high) - low) / (high - low) * (self.right - self.left)

    def _names(self) -> list[Label]:
        x, style = (
            self.reading.from_start(self.box, NAME_START * self.box.width),
            TextStyle(self.size, self.context.theme.ink),
        )
        return [
            Label(self.context.typesetter, style, x, self._baseline(row), self.reading.start).set_text(
                typesetting.maths(_state_symbol(self.context, key, axis))
            )
            for row, (key, axis) in enumerate(self.rows)
        ]

    def _ghosts(self) -> list[Rectangle]:
        """Returns a bar in each row as far as its numbers will reach on both sides."""
        if not has_ghost(self.context):
            return []
        colour, half = ghost_colour(self.context.colour(0), self.context.theme.sheet), BAR_HALF_HEIGHT * self.row_height
        ghosts = []
        for row, (key, axis) in enumerate(self.rows):
            values = [state[key][axis] for state in self.states if key in state and math.isfinite(state[key][axis])]
            ends = [self._x(key, value) for value in (min(values, default=0.0), 0.0, max(values, default=0.0))]
            ghosts.append(
                Rectangle(Box(min(ends), self._middle(row) - half, max(ends), self._middle(row) + half), colour)
            )
        return ghosts

    def _zero_line(self) -> list[Line]:
        """Returns the line from which bars extend, if the ranges contain zero: it has one position in all of them."""
        unit, box, (key, _) = self.context.unit, self.box, self.rows[0]
        low, high = self.ranges[key]
        zero = self._x(key, 0.0)
        top, bottom = (zero, box.top + 6 * unit), (zero, box.bottom - 6 * unit)
        return [axes_frame.axis_line(self.context, top, bottom)] if low <= 0 <= high else []

    def _no_memory(self) -> Label:
        """Returns the text for an optimizer without state."""
        style = TextStyle(self.size, self.context.theme.muted)
        label = Label(self.context.typesetter, style, (self.left + self.right) / 2, self._baseline(0), "center")
        return label.set_text(self.context.words.label("nothing_remembered"))

    def _baseline(self, row: int) -> float:
        return self._middle(row) + MIDDLE_DROP * self.size

    def _middle(self, row: int) -> float:
        """Returns the y position of a row's centre."""
        rows = max(1, len(self.rows))
        return (self.box.top + self.box.bottom) / 2 + (row - (rows - 1) / 2) * self.row_height

    def _widest_numbers(self) -> Iterator[tuple[TextPiece, ...]]:
        """Yields the longest numbers of each vector, and its largest negative one."""
        for key in self.ranges:
            values = {value for state in self.states for value in state.get(key, ())}
            texts = longest({self.formats[key].padded(value) for value in values}, LONGEST_NUMBERS)
            largest = max(map(abs, filter(math.isfinite, values)), default=0.0)
            for text in (*texts, self.formats[key].padded(-largest)):
                yield typesetting.number(text)

    def warnings(self) -> list[str]:
        """Returns a warning if the author's range has none of the numbers."""
        values = [value for state in self.states for key in self.ranges for value in state.get(key, ())]
        given = self.context.options.range
        return empty_warnings(self.context, "state", [np.array(values)], given) if given else []

    def _needed_range(self, key: str) -> Range:
        """Returns the range of a vector: its largest number, or if the run diverges, the first steps of growth."""
        rows = [[abs(value) for value in state.get(key, ()) if math.isfinite(value)] for state in self.states]
        sizes = [max(row, default=0.0) for row in rows]
        largest = max(sizes, default=0.0) or 1.0
        if self.context.trajectories[0].verdict.kind == "diverged":
            first = max([size for size in sizes if size][:FIRST_STEPS], default=largest)
            largest = max(size for size in [*sizes, first] if size <= MAX_GROWTH * first)
        return -largest, largest

    def show(self, moment: Moment) -> None:
        state = self.states[min(self.context.run_moment(0, moment).step, len(self.states) - 1)]
        for row, (key, axis) in enumerate(self.rows):
            value = state[key][axis] if key in state else 0.0
            self.numbers[row].set_text(typesetting.number(self.formats[key].padded(value)))
            self._show_bar(row, key, value)

    def _show_bar(self, row: int, key: str, value: float) -> None:
        bar, pointer, y, half = self.bars[row], self.pointers[row], self._middle(row), BAR_HALF_HEIGHT * self.row_height
        (low, high), is_finite = self.ranges[key], math.isfinite(value)
        begin, end = self._x(key, 0.0), self._x(key, value if is_finite else 0.0)
        pointer.visible = is_finite and not low <= value <= high
        if pointer.visible:
            outwards = 1 if value > high else -1
            pointer.move_to(end, y, outwards, 0, crossed=False)
            end -= outwards * min(POINTER_GAP * pointer.radius, abs(end - begin))
        bar.box = Box(min(begin, end), y - half, max(begin, end), y + half)
        bar.visible = abs(end - begin) >= 1


def _rows(context: PanelContext) -> list[tuple[str, int]]:
    """Returns the vectors with a number per variable, by key; each number with its variable's index is a row."""
    count = len(context.trajectories[0].run.start)
    keys: dict[str, None] = {}
    for state in context.trajectories[0].states:
        keys |= {key: None for key, values in state.items() if len(values) == count}
    return [(key, axis) for key in keys for axis in range(count)][:MAX_ROWS]


def _format(context: PanelContext, key: str) -> NumberFormat:
    """Returns the number format of a state vector."""

    def rows(trajectory: Trajectory) -> list[np.ndarray]:
        return list(np.transpose([state[key] for state in trajectory.states if key in state]))

    return context.formats.format_of(rows)


def _state_symbol(context: PanelContext, key: str, axis: int) -> str:
    """Returns the symbol, such as ``m_x``; plain m for a single variable."""
    variables = context.function.variables
    name = key if len(key) == 1 else rf"\mathrm{{{key.replace('_', ' ')}}}"
    return name if len(variables) == 1 else indexed(name, letter(variables[axis]))
