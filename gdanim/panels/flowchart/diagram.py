"""Boxes with texts, connectors between them, and one box that is highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.canvas import Mark
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import rounded_rectangle
from gdanim.drawing.text import TextStyle
from gdanim.panels.flowchart.layout import LINE_HEIGHT, POINT_ASPECT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Box, PagePoint
    from gdanim.panels import PanelContext
    from gdanim.panels.flowchart.layout import FlowchartLayout

CORNER_RADIUS, HEAD_LENGTH, CONNECTOR_WIDTH = 10, 9, 1.8  # units
EDGE_WIDTH = 1.2  # pixels
ANSWER_SCALE = 0.9  # relative font size of "yes" and "no"
YES_GAP, NO_GAP = 0.45, 9  # fraction of the answer's size above a connector; units beside one


class FlowchartDiagram:
    """The boxes of a layout with their texts, and the connectors between them."""

    def __init__(self, context: PanelContext, layout: FlowchartLayout) -> None:
        self.context, self.layout, self.boxes = context, layout, layout.boxes
        self.reading = context.reading
        theme = context.theme
        usual, highlighted = TextStyle(layout.size, theme.ink), TextStyle(layout.size, theme.paper, "semibold")
        self.usual = {name: self._texts(name, usual) for name in self.boxes}
        self.highlighted = {name: [self._node(name, theme.ink), *self._texts(name, highlighted)] for name in self.boxes}
        self.static: list[Mark] = [*self._connectors(), *(self._node(name, theme.sheet) for name in self.boxes)]
        self.movers: list[Mark] = [
            mark for by_name in (self.usual, self.highlighted) for marks in by_name.values() for mark in marks
        ]

    def highlight(self, name: str) -> None:
        """Shows one box highlighted, and the others normally."""
        for other in self.boxes:
            for mark in self.highlighted[other]:
                mark.visible = other == name
            for mark in self.usual[other]:
                mark.visible = other != name

    def _node(self, name: str, colour: str) -> Mark:
        corner = CORNER_RADIUS * self.context.unit
        return NodeBox(self.boxes[name], colour, self.context.theme.axis, corner, is_question=name == "test")

    def _texts(self, name: str, style: TextStyle) -> list[Mark]:
        """Returns a label for each line of a box's text."""
        box, lines = self.boxes[name], self.layout.lines[name]
        x, middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        first = middle - (len(lines) - 1) / 2 * LINE_HEIGHT * style.size + style.middle_drop
        return [
            Label(self.context.typesetter, style, x, first + index * LINE_HEIGHT * style.size, "center").set_text(line)
            for index, line in enumerate(lines)
        ]

    def _connectors(self) -> list[Mark]:
        """Returns the connectors: start to gradient to test; "no" to the step and back; "yes" to the end."""
        start, gradient, test, step, end = (self.boxes[name] for name in ("start", "gradient", "test", "step", "end"))
        x = (gradient.left + gradient.right) / 2
        down = [
            [(x, upper.bottom), (x, lower.top)] for upper, lower in ((start, gradient), (gradient, test), (test, step))
        ]
        across, low, high = ((box.top + box.bottom) / 2 for box in (test, step, gradient))
        yes, back = [(self._far(test), across), (self._near(end), across)], self.layout.return_x
        loop = [(self._near(step), low), (back, low), (back, high), (self._near(gradient), high)]
        colour, unit = self.context.theme.muted, self.context.unit
        return [*(Connector(points, colour, unit) for points in (*down, yes, loop)), *self._answers(x, across)]

    def _answers(self, x: float, across: float) -> list[Label]:
        """Returns the answers: "yes" above the connector to the end; "no" beside the one down, at this x."""
        context, test, unit = self.context, self.boxes["test"], self.context.unit
        style = TextStyle(max(self.context.min_text, ANSWER_SCALE * self.layout.size), context.theme.muted)
        middle = (self._far(test) + self._near(self.boxes["end"])) / 2
        yes = Label(context.typesetter, style, middle, across - YES_GAP * style.size, "center")
        base = (test.bottom + self.boxes["step"].top) / 2 + style.middle_drop
        aside = x + (-NO_GAP if self.reading.is_rtl else NO_GAP) * unit
        no = Label(context.typesetter, style, aside, base, self.reading.start)
        return [yes.set_text(context.words.label("yes")), no.set_text(context.words.label("no"))]

    def _near(self, box: Box) -> float:
        return self.reading.from_start(box, 0)

    def _far(self, box: Box) -> float:
        return self.reading.from_end(box)


class NodeBox(Mark):
    """The background of a ``box``, with pointed sides if it holds a question."""

    def __init__(self, box: Box, colour: str, edge: str, corner: float, *, is_question: bool) -> None:
        super().__init__()
        self.box, self.colour, self.edge = box, colour, edge
        point = box.height * POINT_ASPECT
        middle = (box.top + box.bottom) / 2
        hexagon = [
            (box.left + point, box.top), (box.right - point, box.top), (box.right, middle),
            (box.right - point, box.bottom), (box.left + point, box.bottom), (box.left, middle),
        ]  # fmt: skip
        self.outline = hexagon if is_question else rounded_rectangle(box, corner)

    def draw(self, canvas: Canvas) -> None:
        canvas.fill(self.outline, self.colour)
        canvas.stroke(self.outline, self.edge, EDGE_WIDTH, closed=True)


class Connector(Mark):
    """A polyline through ``points``, along the axes of the page, with an arrow's head at its end."""

    def __init__(self, points: Sequence[PagePoint], colour: str, unit: float) -> None:
        super().__init__()
        self.points, self.colour, self.unit = points, colour, unit

    def draw(self, canvas: Canvas) -> None:
        canvas.stroke(self.points, self.colour, CONNECTOR_WIDTH * self.unit)
        (x0, y0), (x, y) = self.points[-2:]
        length = max(1e-9, abs(x - x0) + abs(y - y0))
        ahead, aside = ((x - x0) / length, (y - y0) / length), (-(y - y0) / length, (x - x0) / length)
        size = HEAD_LENGTH * self.unit
        base = (x - size * ahead[0], y - size * ahead[1])
        wings = [(base[0] + half * aside[0], base[1] + half * aside[1]) for half in (0.6 * size, -0.6 * size)]
        canvas.fill([(x, y), *wings], self.colour)
