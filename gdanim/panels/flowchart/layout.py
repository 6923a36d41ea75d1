"""Computes the boxes of a flowchart, sized to their texts, which are as large as the panel allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box
from gdanim.drawing.text import TextStyle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.panels import PanelContext

COLUMN_BOXES = ("start", "gradient", "test", "step")  # from top to bottom; the end is beside the test
TEXT_SIZES = (24, 22, 20, 18, 17, 16, 15, 14, 13, 12)  # units
# times the texts' size:
LINE_HEIGHT = 1.3  # a line's height
BOX_PADDING = 0.5  # between texts and a box's edge
RETURN_WIDTH = 1.3  # the width for the connector back to the gradient
MIN_CONNECTOR_LENGTH, MAX_CONNECTOR_LENGTH = 1.3, 2.4  # the length of the connectors down the column
MAX_COLUMN_WIDTH = 15  # the column's width
POINT_ASPECT = 0.32  # the width of the points of the test's box, times its height


@dataclass(frozen=True)
class FlowchartLayout:
    """The ``lines`` and ``boxes`` by the boxes' names; ``size`` is the font size, ``return_x`` the way back's x."""

    size: float
    lines: Mapping[str, list[str]]
    boxes: Mapping[str, Box]
    return_x: float


def largest_layout(context: PanelContext, texts: Mapping[str, str]) -> FlowchartLayout | None:
    """Returns the layout with the largest texts that fits into the panel, or None."""
    sizes = dict.fromkeys(context.text_size(size) for size in TEXT_SIZES)
    layouts = (_Fit(context, texts, size).layout() for size in sizes)
    return next((layout for layout in layouts if layout), None)


class _Fit:
    """The boxes with texts of one size. Distances along a line are measured in the reading direction."""

    def __init__(self, context: PanelContext, texts: Mapping[str, str], size: float) -> None:
        self.context, self.texts, self.size = context, texts, size
        self.style = TextStyle(size, context.theme.ink, "semibold")  # as wide as they ever are
        box = context.axes.box
        self.end_width = self._width(texts["end"]) + 2 * BOX_PADDING * size
        self.answer_width = self._width(context.words.label("yes")) + 2 * MIN_CONNECTOR_LENGTH * size
        beside = self.end_width + self.answer_width + RETURN_WIDTH * size
        self.max_width = min(box.width - beside, MAX_COLUMN_WIDTH * size)
        self.point_width = 2 * (LINE_HEIGHT + BOX_PADDING) * size * POINT_ASPECT

    def _width(self, text: str) -> int:
        return self.context.typesetter.width(text, self.style)

    def layout(self) -> FlowchartLayout | None:
        """Returns the layout, or None if the panel is too small for it."""
        box, size = self.context.axes.box, self.size
        lines = {name: self._lines(name) for name in COLUMN_BOXES} | {"end": [self.texts["end"]]}
        width = max(self._box_width(name, lines[name]) for name in COLUMN_BOXES)
        heights = [(LINE_HEIGHT * len(lines[name]) + 2 * BOX_PADDING) * size for name in COLUMN_BOXES]
        connector = min((box.height - sum(heights)) / (len(COLUMN_BOXES) - 1), MAX_CONNECTOR_LENGTH * size)
        if width > self.max_width or connector < MIN_CONNECTOR_LENGTH * size:
            return None
        boxes = self._boxes(width, heights, connector)
        reading, begin = self.context.reading, self._begin(width)
        return FlowchartLayout(size, lines, boxes, reading.from_start(box, begin + 0.1 * RETURN_WIDTH * size))

    def _lines(self, name: str) -> list[str]:
        """Returns the text in as few lines as fit, of similar length."""
        room = self.max_width - self._box_width(name, [])
        wrapped = [self.context.typesetter.wrap(self.texts[name], self.style, room * part / 8) for part in range(4, 9)]
        return next(lines for lines in wrapped if len(lines) == len(wrapped[-1]))

    def _box_width(self, name: str, lines: Sequence[str]) -> float:
        edges = 2 * (BOX_PADDING * self.size + (self.point_width if name == "test" else 0))
        return max(map(self._width, lines), default=0) + edges

    def _begin(self, width: float) -> float:
        """Returns the distance from the panel's side that centres the diagram with a column of this width."""
        total = RETURN_WIDTH * self.size + width + self.answer_width + self.end_width
        return (self.context.axes.box.width - total) / 2

    def _boxes(self, width: float, heights: list[float], connector: float) -> dict[str, Box]:
        box, reading = self.context.axes.box, self.context.reading
        begin, column = self._begin(width), RETURN_WIDTH * self.size
        top = box.top + (box.height - sum(heights) - connector * (len(heights) - 1)) / 2
        left, boxes = reading.left(box, begin + column, width), {}
        for name, height in zip(COLUMN_BOXES, heights, strict=True):
            boxes[name] = Box(left, top, left + width, top + height)
            top += height + connector
        middle, half = (boxes["test"].top + boxes["test"].bottom) / 2, (LINE_HEIGHT / 2 + BOX_PADDING) * self.size
        whole = column + width + self.answer_width + self.end_width
        left = reading.left(box, begin + whole - self.end_width, self.end_width)
        return boxes | {"end": Box(left, middle - half, left + self.end_width, middle + half)}
