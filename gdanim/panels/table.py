"""The run as a table that fills row by row: k, x, f′ and the new x."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panels import Drawing, Panel, PanelContext
from gdanim.text.bidi import Piece
from gdanim.text.numbers import longest, mathtext

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Label

ROW, HEAD = 1.8, 2.3  # heights of a row and of the columns' names, of the letters' size
SIZES = (19, 17, 15, 13)  # of the numbers, at 960 pixels
LEAST = 12.0  # pixels
NAMES = 1.1  # of the numbers' size
APART = 0.9  # between two columns, of the letters' size
NEGATIVE = -1.0  # a number as wide as most
REVEALED = {"k": 0.0, "x": 0.0, "slope": 0.5, "new": 5 / 6}  # when in beat one a column's number appears
NEEDED = 2  # columns: fewer are no table


def prepare(context: PanelContext) -> Drawing:
    table = Table(context)
    return Drawing(static=table.static_marks(), movers=table.movers, show=table.show) if table.columns else Drawing()


class Table:
    """As many rows as have room; the latest row stays in sight. The last columns are left out where they have none."""

    def __init__(self, context: PanelContext) -> None:
        self.context = context
        self.trajectory = context.trajectories[0]
        self.last = len(self.trajectory.points) - 1
        theme, box = context.theme, context.axes.box
        new = rf"x_{{\mathrm{{{context.words.label('x_new')}}}}}"
        self.heads = {
            "k": ("k", theme.muted),
            "x": ("x", theme.ball),
            "slope": (r"f\,\prime(x)", theme.slope_text),
            "new": (new, theme.step),
        }
        self.size, self.columns = self._columns()
        self.height, self.head = ROW * self.size, HEAD * self.size
        self.rows = max(1, min(self.last + 1, int((box.height - self.head) / self.height)))
        self.cells = [self._row(place) for place in range(self.rows)]
        self.band = self._band()
        self.movers: list[Mark] = [self.band, *(label for row in self.cells for label in row.values())]

    def _columns(self) -> tuple[float, dict[str, float]]:
        """The letters' size, and each column's right edge: all columns if need be in small letters, or the first."""
        sizes = dict.fromkeys(max(LEAST, size * self.context.unit) for size in SIZES)
        for count in range(len(self.heads), NEEDED - 1, -1):
            for size in sizes:
                widths = [self._width(name, size) for name in list(self.heads)[:count]]
                spare = self.context.axes.box.width - sum(widths) - APART * size * count
                if spare >= 0:
                    return size, self._edges(widths, spare / count + APART * size)
        return LEAST, {}

    def _edges(self, widths: list[float], apart: float) -> dict[str, float]:
        """Right edges on which numbers stand one under the other; the columns begin where reading does."""
        from gdanim.drawing.reading_direction import ReadingDirection

        reading, box = ReadingDirection(self.context.words.right_to_left), self.context.axes.box
        edges, along = {}, apart / 2
        for name, width in zip(self.heads, widths, strict=False):
            edges[name] = reading.left(box, along, width) + width
            along += width + apart
        return edges

    def _width(self, name: str, size: float) -> float:
        """Of the widest text in a column."""
        from gdanim.drawing.text import TextStyle

        symbol, colour = self.heads[name]
        texts = {self._write(name, step) for step in range(self.last + 1)} - {""}
        texts |= set() if name == "k" else {self._number(name, NEGATIVE)}  # tables beside each other have one size
        style, head = TextStyle(size, colour), TextStyle(NAMES * size, colour)
        numbers = (self.context.text.width(_piece(text), style) for text in longest(texts, 3))
        return max(self.context.text.width((Piece(symbol, maths=True),), head), *numbers)

    def _row(self, place: int) -> dict[str, Label]:
        from gdanim.drawing.label import Label
        from gdanim.drawing.text import TextStyle

        y = self._top(place) + 0.5 * self.height + 0.34 * self.size
        return {
            name: Label(self.context.text, TextStyle(self.size, self.heads[name][1]), right, y, "right")
            for name, right in self.columns.items()
        }

    def _top(self, place: int) -> float:
        return self.context.axes.box.top + self.head + place * self.height

    def _band(self) -> Mark:
        from gdanim.drawing.geometry import Box
        from gdanim.drawing.shapes import Rectangle

        box = self.context.axes.box
        return Rectangle(
            Box(box.left, box.top, box.right, box.top + self.height), self.context.theme.sheet, 6 * self.context.unit
        )

    def static_marks(self) -> list[Mark]:
        from gdanim.drawing.label import Label
        from gdanim.drawing.shapes import Line
        from gdanim.drawing.text import TextStyle

        box, unit = self.context.axes.box, self.context.unit
        y = box.top + 0.62 * self.head
        heads = [
            Label(self.context.text, TextStyle(NAMES * self.size, colour), self.columns[name], y, "right").set_text(
                (Piece(symbol, maths=True),)
            )
            for name, (symbol, colour) in self.heads.items()
            if name in self.columns
        ]
        rule = box.top + self.head - 6 * unit
        return [*heads, Line([(box.left, rule), (box.right, rule)], self.context.theme.axis, 1.2 * unit, cap="butt")]

    def show(self, moment: Moment) -> None:
        now = min(moment.step, self.last)
        first = max(0, now - self.rows + 1)
        from gdanim.drawing.geometry import Box

        top, box = self._top(now - first), self.context.axes.box
        self.band.box = Box(box.left, top, box.right, top + self.height)  # type: ignore[attr-defined]
        for place, row in enumerate(self.cells):
            step = first + place
            for name, label in row.items():
                shown = step < now or (step == now and self._revealed(name, moment))
                text = self._write(name, step) if shown and step <= now else ""
                label.visible = bool(text)
                label.set_text(_piece(text) if text else "")

    def _revealed(self, name: str, moment: Moment) -> bool:
        return moment.phase == "end" or moment.look >= REVEALED[name]

    def _write(self, name: str, step: int) -> str:
        if name == "k":
            return str(step)
        if name == "new":
            return self._number(name, self.trajectory.points[step + 1, 0]) if step < self.last else ""
        row = self.trajectory.points if name == "x" else self.trajectory.gradients
        return self._number(name, row[step, 0])

    def _number(self, name: str, value: float) -> str:
        formats = self.context.formats
        return (formats.slope if name == "slope" else formats.point[0]).padded(float(value))


def _piece(number: str) -> tuple[Piece, ...]:
    return (Piece(mathtext(number), maths=True),)


PLUGIN = Panel(
    summary="the run as a table that fills row by row: k, x, slope and the new x",
    scope="run",
    variables=(1,),
    prepare=prepare,
    weight=1.0,
    beside=True,
    lists_steps=True,
    minimum_size=(150, 72),
    full_width=174,
)
