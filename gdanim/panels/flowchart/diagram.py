"""Boxes with words, arrows between them, and one box that is lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.canvas import Mark
from gdanim.drawing.label import Label
from gdanim.drawing.reading_direction import ReadingDirection
from gdanim.drawing.shapes import rounded_rectangle
from gdanim.drawing.sizes import MIN_TEXT
from gdanim.drawing.text import TextStyle
from gdanim.panels.flowchart.boxes import LINE, POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext
    from gdanim.panels.flowchart.boxes import FlowchartLayout

ROUND, HEAD = 10, 9  # a box's corners and a way's head, at 960 pixels


class FlowchartDiagram:
    """The boxes of a plan with their words, and the ways between them."""

    def __init__(self, context: PanelContext, plan: FlowchartLayout) -> None:
        self.context, self.plan, self.places = context, plan, plan.boxes
        self.reading = ReadingDirection(context.words.right_to_left)
        quiet, lit = TextStyle(plan.size, context.theme.ink), TextStyle(plan.size, context.theme.paper, "semibold")
        self.quiet = {name: self._words(name, quiet) for name in plan.boxes}
        self.lit = {name: [self._plate(name, context.theme.ink), *self._words(name, lit)] for name in plan.boxes}
        self.static: list[Mark] = [*self._ways(), *(self._plate(name, context.theme.sheet) for name in plan.boxes)]
        self.movers: list[Mark] = [
            artist for texts in (self.quiet, self.lit) for artists in texts.values() for artist in artists
        ]

    def light(self, name: str) -> None:
        for texts, wanted in ((self.lit, True), (self.quiet, False)):
            for other, artists in texts.items():
                for artist in artists:
                    artist.visible = (other == name) == wanted

    def _plate(self, name: str, colour: str) -> Mark:
        return NodeBox(
            self.places[name], colour, self.context.theme.axis, ROUND * self.context.unit, pointed=name == "test"
        )

    def _words(self, name: str, style: TextStyle) -> list[Mark]:
        box, lines = self.places[name], self.plan.lines[name]
        middle, pitch = (box.top + box.bottom) / 2, LINE * style.size
        made: list[Mark] = []
        for index, line in enumerate(lines):
            base = middle + (index - (len(lines) - 1) / 2) * pitch + 0.36 * style.size
            made.append(Label(self.context.text, style, (box.left + box.right) / 2, base, "center").set_text(line))
        return made

    def _ways(self) -> list[Mark]:
        """Start to gradient to test; no: to the step and back to the gradient; yes: to the end."""
        at, near, far, lane = self.places, self._near, self._far, self.plan.lane
        middle = (at["gradient"].left + at["gradient"].right) / 2
        down = [(at["start"], at["gradient"]), (at["gradient"], at["test"]), (at["test"], at["step"])]
        made: list[Mark] = [self._way([(middle, upper.bottom), (middle, lower.top)]) for upper, lower in down]
        across = (at["test"].top + at["test"].bottom) / 2
        made.append(self._way([(far(at["test"]), across), (near(at["end"]), across)]))
        back, home = ((box.top + box.bottom) / 2 for box in (at["step"], at["gradient"]))
        made.append(self._way([(near(at["step"]), back), (lane, back), (lane, home), (near(at["gradient"]), home)]))
        return [*made, *self._answers(middle, across)]

    def _answers(self, middle: float, across: float) -> list[Label]:
        """Yes, over the way to the end; no, behind the way down."""
        context, at, unit = self.context, self.places, self.context.unit
        style = TextStyle(max(MIN_TEXT, 0.9 * self.plan.size), context.theme.muted)
        between = (self._far(at["test"]) + self._near(at["end"])) / 2
        yes = Label(context.text, style, between, across - 0.45 * style.size, "center").set_text(
            context.words.label("yes")
        )
        base = (at["test"].bottom + at["step"].top) / 2 + 0.36 * style.size
        aside = middle + (-9 if self.reading.rtl else 9) * unit
        return [yes, Label(context.text, style, aside, base, self.reading.start).set_text(context.words.label("no"))]

    def _near(self, box: Box) -> float:
        return self.reading.from_start(box, 0)

    def _far(self, box: Box) -> float:
        return self.reading.from_end(box)

    def _way(self, points: Sequence[tuple[float, float]]) -> Connector:
        return Connector(points, self.context.theme.muted, self.context.unit)


class NodeBox(Mark):
    """A box's ground; ``pointed`` for a question."""

    def __init__(self, box: Box, colour: str, edge: str, radius: float, *, pointed: bool) -> None:
        super().__init__()
        self.colour, self.edge = colour, edge
        slant = box.height * POINT
        corners = [
            (box.left + slant, box.top), (box.right - slant, box.top), (box.right, (box.top + box.bottom) / 2),
            (box.right - slant, box.bottom), (box.left + slant, box.bottom), (box.left, (box.top + box.bottom) / 2),
        ]  # fmt: skip
        self.outline = corners if pointed else rounded_rectangle(box, radius)

    def draw(self, canvas: Canvas) -> None:
        canvas.fill(self.outline, self.colour)
        canvas.stroke(self.outline, self.edge, 1.2, closed=True)


class Connector(Mark):
    """A line through ``points`` with a head at its end."""

    def __init__(self, points: Sequence[tuple[float, float]], colour: str, unit: float) -> None:
        super().__init__()
        self.points, self.colour, self.unit = points, colour, unit

    def draw(self, canvas: Canvas) -> None:
        canvas.stroke(self.points, self.colour, 1.8 * self.unit)
        (x0, y0), (x, y) = self.points[-2:]
        length = max(1e-9, abs(x - x0) + abs(y - y0))  # ways run along the axes
        ahead, aside = ((x - x0) / length, (y - y0) / length), (-(y - y0) / length, (x - x0) / length)
        size = HEAD * self.unit
        foot = (x - size * ahead[0], y - size * ahead[1])
        wings = [(foot[0] + half * aside[0], foot[1] + half * aside[1]) for half in (0.6 * size, -0.6 * size)]
        canvas.fill([(x, y), *wings], self.colour)
