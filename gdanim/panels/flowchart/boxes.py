"""Where the boxes of a flowchart stand: as large as their words, which are as large as the panel lets them be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box
from gdanim.drawing.reading_direction import ReadingDirection
from gdanim.drawing.sizes import MIN_TEXT
from gdanim.drawing.text import TextStyle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdanim.panels import PanelContext

COLUMN = ("start", "gradient", "test", "step")  # from top to bottom; the end stands beside the test
SIZES = (24, 22, 20, 18, 17, 16, 15, 14, 13, 12)  # of the words, at 960 pixels
LINE = 1.3  # a line's height, of its letters'
EDGE, POINT = 0.5, 0.32  # between words and a box's edge, of their size; a question's points, of its height
LANE, WAY = 1.3, 1.3  # for the way back, and the least length of a way, of the words' size
WIDEST = 15  # of the main column, of the words' size
TALLEST = 2.4  # of the ways down


@dataclass(frozen=True)
class FlowchartLayout:
    """``lines`` and ``boxes`` by name; ``lane`` is the page's x of the way back."""

    size: float
    lines: Mapping[str, list[str]]
    boxes: Mapping[str, Box]
    lane: float


def plan(context: PanelContext, words: Mapping[str, str]) -> FlowchartLayout | None:
    """The largest that fits into the context's box; None where none does."""
    sizes = dict.fromkeys(max(MIN_TEXT, size * context.unit) for size in SIZES)
    tried = (_Attempt(context, words, size).plan() for size in sizes)
    return next((found for found in tried if found), None)


class _Attempt:
    """The boxes with words of one size. Across goes from where a line is begun to be read."""

    def __init__(self, context: PanelContext, words: Mapping[str, str], size: float) -> None:
        self.context, self.words, self.size = context, words, size
        self.style = TextStyle(size, context.theme.ink, "semibold")  # as wide as they ever are
        box = context.axes.box
        self.end = self._width(words["end"]) + 2 * EDGE * size
        self.answer = self._width(context.words.label("yes")) + 2 * WAY * size
        self.room = min(box.width - self.end - self.answer - LANE * size, WIDEST * size)
        self.slant = 2 * (LINE + EDGE) * size * POINT

    def _width(self, words: str) -> int:
        return self.context.text.width(words, self.style)

    def plan(self) -> FlowchartLayout | None:
        box, size = self.context.axes.box, self.size
        lines = {name: self._lines(name) for name in COLUMN} | {"end": [self.words["end"]]}
        widest = max(self._needs(name, lines[name]) for name in COLUMN)
        heights = [(LINE * len(lines[name]) + 2 * EDGE) * size for name in COLUMN]
        way = min((box.height - sum(heights)) / (len(COLUMN) - 1), TALLEST * size)
        if widest > self.room or way < WAY * size:
            return None
        return self._placed(lines, widest, heights, way)

    def _lines(self, name: str) -> list[str]:
        """The words in as few lines as have room, of nearly one length."""
        room = self.room - self._needs(name, [])
        tried = [self.context.text.wrap(self.words[name], self.style, room * part / 8) for part in range(4, 9)]
        return next(lines for lines in tried if len(lines) == len(tried[-1]))

    def _needs(self, name: str, lines: list[str]) -> float:
        """The width of a box about these lines."""
        edges = 2 * (EDGE * self.size + (self.slant if name == "test" else 0))
        return max(map(self._width, lines), default=0) + edges

    def _placed(
        self, lines: Mapping[str, list[str]], width: float, heights: list[float], way: float
    ) -> FlowchartLayout:
        box, reading, lane = self.context.axes.box, ReadingDirection(self.context.words.right_to_left), LANE * self.size
        whole = lane + width + self.answer + self.end
        begin = (box.width - whole) / 2
        top = box.top + (box.height - sum(heights) - way * (len(heights) - 1)) / 2
        made = {}
        left = reading.left(box, begin + lane, width)
        for name, height in zip(COLUMN, heights, strict=True):
            made[name] = Box(left, top, left + width, top + height)
            top += height + way
        middle = (made["test"].top + made["test"].bottom) / 2
        half, left = (LINE / 2 + EDGE) * self.size, reading.left(box, begin + whole - self.end, self.end)
        made["end"] = Box(left, middle - half, left + self.end, middle + half)
        return FlowchartLayout(self.size, lines, made, reading.from_start(box, begin + 0.1 * lane))
