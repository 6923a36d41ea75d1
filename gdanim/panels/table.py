"""The run as a table that fills row by row: k, x, f′ and the new x."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panels import Drawing, Panel, Stage
from gdanim.typeset import Piece, as_maths, fixed

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.panels.marks.text import Label
    from gdanim.timeline import Moment

ROW, HEAD = 34, 46  # heights at 960 pixels
PLACES = 3
NARROW = 154  # pixels: below, four columns of the least letters have no room
REVEALED = {"k": 0.0, "x": 0.0, "slope": 0.5, "new": 5 / 6}  # when in beat one a column's number appears


def prepare(stage: Stage) -> Drawing:
    if stage.plot.box.width < NARROW:
        return Drawing()
    table = Table(stage)
    return Drawing(still=table.still(), movers=table.movers, show=table.show)


class Table:
    """As many rows as have room; the latest row stays in sight.

    Columns: name, symbol, colour, and where their right edge stands, of the width, on a page from the left and from the
    right.
    """

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.trajectory = stage.trajectories[0]
        self.last = len(self.trajectory.points) - 1
        theme, unit, box = stage.theme, stage.unit, stage.plot.box
        new = rf"x_{{\mathrm{{{stage.words.say('x_new')}}}}}"
        self.columns = [
            ("k", "k", theme.muted, (0.14, 0.97)),
            ("x", "x", theme.ball, (0.38, 0.83)),
            ("slope", r"f\,\prime(x)", theme.slope_text, (0.68, 0.555)),
            ("new", new, theme.step, (0.97, 0.28)),
        ]
        self.height = ROW * unit
        self.rows = max(1, min(self.last + 1, int((box.height - HEAD * unit) / self.height)))
        self.cells = [self._row(place) for place in range(self.rows)]
        self.band = self._band()
        self.movers: list[Artist] = [self.band, *(label for row in self.cells for label in row.values())]

    def _row(self, place: int) -> dict[str, Label]:
        from gdanim.panels.marks.text import Label, Style

        size = min(max(11.0, 19 * self.stage.unit), self.stage.plot.box.width / 14)
        y = self._top(place) + 0.68 * self.height
        return {
            name: Label(self.stage.text, Style(size, colour), self._right(edges), y, "right")
            for name, _, colour, edges in self.columns
        }

    def _right(self, edges: tuple[float, float]) -> float:
        """A column's right edge, on which its numbers stand one under the other."""
        box = self.stage.plot.box
        return box.left + edges[self.stage.words.right_to_left] * box.width

    def _top(self, place: int) -> float:
        return self.stage.plot.box.top + HEAD * self.stage.unit + place * self.height

    def _band(self) -> Artist:
        from gdanim.panels.marks.plot import Box
        from gdanim.panels.marks.shapes import Area

        box = self.stage.plot.box
        return Area(
            Box(box.left, box.top, box.right, box.top + self.height), self.stage.theme.sheet, 6 * self.stage.unit
        )

    def still(self) -> list[Artist]:
        from gdanim.panels.marks.shapes import Line
        from gdanim.panels.marks.text import Label, Style

        box, unit = self.stage.plot.box, self.stage.unit
        size = min(max(12.0, 21 * unit), box.width / 14)
        y = box.top + 0.62 * HEAD * unit
        heads = [
            Label(self.stage.text, Style(size, colour), self._right(edges), y, "right").say(
                (Piece(symbol, maths=True),)
            )
            for _, symbol, colour, edges in self.columns
        ]
        rule = box.top + (HEAD - 6) * unit
        return [*heads, Line([(box.left, rule), (box.right, rule)], self.stage.theme.axis, 1.2 * unit, cap="butt")]

    def show(self, moment: Moment) -> None:
        now = min(moment.step, self.last)
        first = max(0, now - self.rows + 1)
        from gdanim.panels.marks.plot import Box

        top, box = self._top(now - first), self.stage.plot.box
        self.band.box = Box(box.left, top, box.right, top + self.height)  # type: ignore[attr-defined]
        for place, row in enumerate(self.cells):
            step = first + place
            for name, label in row.items():
                shown = step < now or (step == now and self._revealed(name, moment))
                text = self._write(name, step) if shown and step <= now else ""
                label.set_visible(bool(text))
                label.say((Piece(text, maths=True),) if text else "")

    def _revealed(self, name: str, moment: Moment) -> bool:
        return moment.phase == "end" or moment.look >= REVEALED[name]

    def _write(self, name: str, step: int) -> str:
        if name == "k":
            return str(step)
        if name == "new":
            return self._number(self.trajectory.points[step + 1, 0]) if step < self.last else ""
        return self._number(self.trajectory.points[step, 0] if name == "x" else self.trajectory.gradients[step, 0])

    def _number(self, value: float) -> str:
        return as_maths(fixed(float(value), PLACES))


PLUGIN = Panel(
    summary="the run as a table that fills row by row: k, x, slope and the new x",
    scope="run",
    variables=(1,),
    prepare=prepare,
    weight=1.0,
    beside=True,
)
