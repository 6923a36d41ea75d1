"""What the method remembers, as bars: momentum's velocity, Adam's means."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels import Drawing, Panel, PanelContext
from gdanim.text.bidi import Piece
from gdanim.text.numbers import longest, mathtext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.animation.timeline import Moment
    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.text.numbers import NumberFormat

NEAR, FAR = 0.13, 0.80  # of the panel's width, from where its lines begin: where the bars may reach
NAME, NUMBER = 0.03, 0.98  # where a row's name begins and its number ends
GAP = 10  # between a bar and a number, at 960 pixels
MEASURED = 3  # of each kind's longest numbers, for the width of their column
MOST, ROW = 6, 1.25  # bars; and the least height of one, of its letters' size


def prepare(context: PanelContext) -> Drawing:
    bars = Bars(context)
    return Drawing(static=bars.static, movers=bars.movers, show=bars.show)


class Bars:
    """A row for each remembered number of a variable. Bars of one kind share a scale; zero is in the middle.

    What is above zero goes to the right on every page, as on an axis.
    """

    def __init__(self, context: PanelContext) -> None:
        from gdanim.drawing.label import Label
        from gdanim.drawing.reading_direction import ReadingDirection
        from gdanim.drawing.shapes import Rectangle
        from gdanim.drawing.text import TextStyle

        self.context = context
        self.states = context.trajectories[0].states
        self.size = max(11.5, 18 * context.unit)
        self.rows = _rows(context)[: max(1, int(context.axes.box.height / (ROW * self.size)))]
        self.most = {key: self._most(key) for key, _ in self.rows}
        self.formats = {key: _format(context, key) for key in self.most}
        self.pitch = min(34 * context.unit, context.axes.box.height / max(1, len(self.rows)) / 1.1)
        self.reading = ReadingDirection(context.words.right_to_left)
        edge = self._columns()
        quiet, places = TextStyle(self.size, context.theme.muted), range(len(self.rows))
        self.bars = [Rectangle(context.axes.box, context.theme.ball) for _ in places]
        self.numbers = [Label(context.text, quiet, edge, self._base(place), "right") for place in places]
        self.static: list[Mark] = [
            Rectangle(context.axes.box, context.theme.sheet),
            *(self._named() or self._nothing()),
        ]
        self.movers: list[Mark] = [*self.bars, *self.numbers]

    def _columns(self) -> float:
        """Set where bars stand and how far they reach; the right edge of the numbers, whose digits stand in columns."""
        from gdanim.drawing.text import TextStyle

        context, box, reading = self.context, self.context.axes.box, self.reading
        style = TextStyle(self.size, context.theme.muted)
        wide = max((context.text.width(number, style) for number in self._widest_numbers()), default=0)
        near, far = NEAR * box.width, min(FAR * box.width, NUMBER * box.width - wide - GAP * context.unit)
        self.middle = reading.from_start(box, (near + far) / 2)
        self.reach = (far - near) / 2
        return reading.from_start(box, NUMBER * box.width - wide * reading.rtl)

    def _named(self) -> list[Mark]:
        """The rows' names and the line of zero; nothing where there are no rows."""
        from gdanim.drawing.label import Label
        from gdanim.drawing.shapes import Line
        from gdanim.drawing.text import TextStyle

        context, box = self.context, self.context.axes.box
        made: list[Mark] = []
        x, style = self.reading.from_start(box, NAME * box.width), TextStyle(self.size, context.theme.ink)
        for place, (key, axis) in enumerate(self.rows):
            name = Label(context.text, style, x, self._base(place), self.reading.start)
            made.append(name.set_text((Piece(_symbol(context, key, axis), maths=True),)))
        zero = [(self.middle, box.top + 6 * context.unit), (self.middle, box.bottom - 6 * context.unit)]
        return [*made, Line(zero, context.theme.axis, 1.2 * context.unit)] if made else []

    def _nothing(self) -> list[Mark]:
        """What is said of a method without a memory."""
        from gdanim.drawing.label import Label
        from gdanim.drawing.text import TextStyle

        context, style = self.context, TextStyle(self.size, self.context.theme.muted)
        said = Label(context.text, style, self.middle, self._base(0), "center")
        return [said.set_text(context.words.label("nothing_remembered"))]

    def _base(self, place: int) -> float:
        """The base line of a row's texts."""
        return self._y(place) + 0.34 * self.size

    def _y(self, place: int) -> float:
        box = self.context.axes.box
        return (box.top + box.bottom) / 2 + (place - (max(1, len(self.rows)) - 1) / 2) * self.pitch

    def _widest_numbers(self) -> Iterator[tuple[Piece, ...]]:
        """Of each kind the longest numbers, and its largest one below zero."""
        for key, most in self.most.items():
            values = {value for state in self.states for value in state.get(key, ())}
            texts = longest({self.formats[key].padded(value) for value in values}, MEASURED)
            for text in (*texts, self.formats[key].padded(-most)):
                yield _piece(text)

    def _most(self, key: str) -> float:
        values = [abs(value) for state in self.states for value in state.get(key, ()) if math.isfinite(value)]
        return max(values, default=0.0) or 1.0

    def show(self, moment: Moment) -> None:
        from gdanim.drawing.geometry import Box

        state = self.states[min(moment.step, len(self.states) - 1)]
        half = 0.3 * self.pitch
        for place, (key, axis) in enumerate(self.rows):
            value = state[key][axis] if key in state else 0.0
            shown = math.isfinite(value)
            self.numbers[place].set_text(_piece(self.formats[key].padded(value)))
            end = self.middle + self.reach * (value / self.most[key] if shown else 0.0)
            y = self._y(place)
            self.bars[place].box = Box(min(end, self.middle), y - half, max(end, self.middle), y + half)
            self.bars[place].visible = abs(end - self.middle) >= 1


def _rows(context: PanelContext) -> list[tuple[str, int]]:
    """The remembered vectors of as many numbers as the function has variables, each number a row."""
    count = len(context.trajectories[0].run.start)
    keys: dict[str, None] = {}
    for state in context.trajectories[0].states:
        keys |= {key: None for key, values in state.items() if len(values) == count}
    return [(key, axis) for key in keys for axis in range(count)][:MOST]


def _format(context: PanelContext, key: str) -> NumberFormat:
    """How the numbers of a remembered vector are printed."""

    def rows(trajectory: Trajectory) -> list[np.ndarray]:
        return list(np.transpose([state[key] for state in trajectory.states if key in state]))

    return context.formats.format_of(rows)


def _piece(number: str) -> tuple[Piece, ...]:
    return (Piece(mathtext(number), maths=True),)


def _symbol(context: PanelContext, key: str, axis: int) -> str:
    """``m_x``; plain m where there is one variable."""
    variables = context.trajectories[0].run.function.variables
    name = key if len(key) == 1 else rf"\mathrm{{{key.replace('_', ' ')}}}"
    return name if len(variables) == 1 else rf"{name}_{{{variables[axis]}}}"


PLUGIN = Panel(
    summary="what the method remembers, as bars",
    scope="run",
    prepare=prepare,
    weight=0.62,
    minimum_size=(0, 48),
)
