"""The table's columns and rows, with the current row highlighted. Shows as many rows as fit, and scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.animation import appearance
from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Rectangle
from gdanim.drawing.text import MIDDLE_DROP, TextStyle
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.ghost import ghost_colour, has_ghost
from gdanim.text import function_symbols, typesetting
from gdanim.text.numbers import count, is_latin, longest

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext
    from gdanim.text.typesetting import TextPiece

TEXT_SIZES, MIN_TEXT_SIZE = (19, 17, 15, 13), 12.0  # units; pixels
# times the numbers' size:
ROW_HEIGHT, HEADER_HEIGHT = 1.8, 2.3  # heights of a row, and of the row with the columns' names
HEADING_SCALE = 1.1  # the size of the columns' names
COLUMN_GAP = 0.9  # between two columns
WIDE_NUMBER = -1.0  # a number of typical width
APPEARANCE = {"slope": appearance.SLOPE_ARROW, "new": appearance.STEP_ARROW}  # of a column's number; others are there
MIN_COLUMNS = 2  # fewer columns are not drawn


class Table:
    """A table with as many rows as fit, scrolled to the latest. The last columns are dropped where they don't fit.

    ``edges`` are the x positions of the columns' right edges by name, empty if a table doesn't fit.
    """

    def __init__(self, context: PanelContext) -> None:
        self.context, self.box = context, context.axes.box
        self.trajectory = context.trajectories[0]
        self.last = self.trajectory.last_step
        theme = context.theme
        function = self.trajectory.run.function
        x = function_symbols.variable(function)
        self.headings = {
            "k": ("k", theme.muted),
            "x": (x, context.text_colour(0)),
            "slope": (function_symbols.derivative(function), theme.slope_text),
            "new": (function_symbols.new_point(x, context.words), theme.step),
        }
        self.size, self.edges = self._columns()
        self.row_height, self.header_height = ROW_HEIGHT * self.size, HEADER_HEIGHT * self.size
        self.rows = max(1, min(self.last + 1, int((self.box.height - self.header_height) / self.row_height)))
        self.cells = [self._cells(row) for row in range(self.rows)]
        self.highlight = Rectangle(self._row_box(0), theme.sheet, 6 * context.unit)
        self.ghosts = [self._cells(row, is_ghost=True) for row in range(self.rows)] if has_ghost(context) else []
        rows = [*self.ghosts, *self.cells]
        self.movers: list[Mark] = [self.highlight, *(label for row in rows for label in row.values())]

    def _columns(self) -> tuple[float, dict[str, float]]:
        """Returns the font size, and each column's right edge, for all columns in small letters or the first ones."""
        sizes = dict.fromkeys(self.context.text_size(size, MIN_TEXT_SIZE) for size in TEXT_SIZES)
        for columns in range(len(self.headings), MIN_COLUMNS - 1, -1):
            for size in sizes:
                widths = [self._width(name, size) for name in list(self.headings)[:columns]]
                spare = self.box.width - sum(widths) - COLUMN_GAP * size * columns
                if spare >= 0:
                    return size, self._edges(widths, spare / columns + COLUMN_GAP * size)
        return min(sizes), {}

    def _edges(self, widths: list[float], gap: float) -> dict[str, float]:
        """Returns the right edges at which numbers are aligned; columns begin at the reading start."""
        reading = self.context.reading
        edges, begin = {}, gap / 2
        for name, width in zip(self.headings, widths, strict=False):
            edges[name] = reading.left(self.box, begin, width) + width
            begin += width + gap
        return edges

    def _width(self, name: str, size: float) -> float:
        """Returns the width of the widest text in a column."""
        symbol, colour = self.headings[name]
        texts = {self._number(name, step) for step in range(self.last + 1)} - {""}
        texts |= set() if name == "k" else {self._written(name, WIDE_NUMBER)}  # tables beside each other have one size
        style, heading = TextStyle(size, colour), TextStyle(HEADING_SCALE * size, colour)
        numbers = (self.context.typesetter.width(_line(text), style) for text in longest(texts, 3))
        return max(self.context.typesetter.width(typesetting.maths(symbol), heading), *numbers)

    def _cells(self, row: int, *, is_ghost: bool = False) -> dict[str, Label]:
        """Returns a row's labels by column: those of its numbers, or of their ghosts until they appear."""
        paper = self.context.theme.paper
        colours = {
            name: ghost_colour(colour, paper) if is_ghost else colour for name, (_, colour) in self.headings.items()
        }
        y = self._row_box(row).top + 0.5 * self.row_height + MIDDLE_DROP * self.size
        return {
            name: Label(self.context.typesetter, TextStyle(self.size, colours[name]), edge, y, "right")
            for name, edge in self.edges.items()
        }

    def _row_box(self, row: int) -> Box:
        top = self.box.top + self.header_height + row * self.row_height
        return Box(self.box.left, top, self.box.right, top + self.row_height)

    def static_marks(self) -> list[Mark]:
        """Returns the columns' names, and a line below them."""
        unit, y = self.context.unit, self.box.top + 0.62 * self.header_height
        labels: list[Mark] = []
        for name, edge in self.edges.items():
            symbol, colour = self.headings[name]
            style = TextStyle(HEADING_SCALE * self.size, colour)
            labels.append(Label(self.context.typesetter, style, edge, y, "right").set_text(typesetting.maths(symbol)))
        line_y = self.box.top + self.header_height - 6 * unit
        return [*labels, axes_frame.axis_line(self.context, (self.box.left, line_y), (self.box.right, line_y))]

    def show(self, moment: Moment) -> None:
        moment = self.context.run_moment(0, moment)
        current = min(moment.step, self.last)
        first = max(0, current - self.rows + 1)
        self.highlight.box = self._row_box(current - first)
        for step, cells in enumerate(self.cells, first):
            for name, label in cells.items():
                number = self._number(name, step)
                is_shown = step < current or (step == current and _is_revealed(name, moment))
                _write(label, number if is_shown else "")
                if self.ghosts:
                    _write(self.ghosts[step - first][name], "" if is_shown else number)

    def _number(self, name: str, step: int) -> str:
        """Returns the text of a column in a step's row; empty for the new x of the last one."""
        if name == "k":
            return self.context.words.localized(count(step))
        if name == "new":
            return self._written(name, self.trajectory.points[step + 1, 0]) if step < self.last else ""
        values = self.trajectory.points if name == "x" else self.trajectory.gradients
        return self._written(name, values[step, 0])

    def _written(self, name: str, value: float) -> str:
        formats = self.context.formats
        return (formats.slope if name == "slope" else formats.point[0]).padded(float(value))


def _write(label: Label, text: str) -> None:
    label.visible = bool(text)
    label.set_text(_line(text))


def _line(text: str) -> str | tuple[TextPiece, ...]:
    """Returns a number as a line; only one with Latin digits is a formula."""
    return typesetting.number(text) if is_latin(text) else text


def _is_revealed(name: str, moment: Moment) -> bool:
    """Returns whether a column's number of the current step has appeared."""
    return moment.phase == "end" or name not in APPEARANCE or moment.reveal(*APPEARANCE[name]) == 1
