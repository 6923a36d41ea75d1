"""What stands once above the frames of a strip: title, function and start, and the legend that all frames share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim.decorations import subtitle, title
from gdanim.drawing.canvas import Canvas
from gdanim.drawing.geometry import Box
from gdanim.drawing.reading_direction import Reading
from gdanim.drawing.shapes import Marker
from gdanim.drawing.text import Label, TextStyle
from gdanim.layout.spec import MARGIN_LEFT, MARGIN_RIGHT, REFERENCE, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.composition.context import FigureContext
    from gdanim.drawing.canvas import Mark

UNIT = 0.9  # of a page of 960 pixels: larger than the frames' own, as their common head
TITLE, LINE, LEGEND, FOOT = 50, 38, 34, 12  # what each line takes of the height, in units, and what is left below
SIZE, GAP = 22, 40  # of a run's name, and between two, in units


@dataclass(frozen=True)
class StripHeading:
    """``height`` in pixels; 0 where there is nothing to say."""

    height: int
    artists: tuple[Mark, ...]

    def draw(self, renderer: Any) -> None:
        Canvas(renderer).paint(self.artists)


def banner(figure: FigureContext, frame: int, count: int) -> StripHeading:
    """For ``count`` frames, each ``frame`` pixels wide."""
    page, unit = Page(round(UNIT * REFERENCE), 0), Page(frame, 0).unit
    line = Box(MARGIN_LEFT * unit, 0, count * frame - MARGIN_RIGHT * unit, 0)
    artists: list[Mark] = []
    base = 0.0
    if figure.scene.title:
        base += TITLE * page.unit
        artists += title.title(figure, page, line, line.width, base)
    told = subtitle.facts(figure, page, line, line.width, base + LINE * page.unit)
    if told:
        base += LINE * page.unit
        artists += told
    for entries in _legend(figure, page, line):
        base += LEGEND * page.unit
        artists += [mark for entry in entries for mark in entry.at(base)]
    deepest = max((each.box.bottom for each in told), default=0.0)  # a sum reaches far below its line
    return StripHeading(math.ceil(max(base, deepest) + FOOT * page.unit) if artists else 0, tuple(artists))


class _Entry:
    """One run's sign and name, ``along`` pixels from where the line begins."""

    def __init__(self, figure: FigureContext, page: Page, number: int, line: Box, along: float) -> None:
        theme, unit = figure.theme, page.unit
        reading = Reading(figure.words.right_to_left)
        self.raised = 6 * unit
        sign = figure.signs[number]
        self.sign = Marker(sign, theme.runs[sign % 8], theme.paper, 7 * unit)
        self.sign.x = reading.x(line, along + 7 * unit)
        name = Label(
            figure.text, TextStyle(page.text(SIZE), theme.ink), reading.x(line, along + 24 * unit), 0, reading.start
        )
        self.name = name.set_text(figure.name(number, figure.said))
        self.end = along + 24 * unit + name.image.width

    def at(self, base: float) -> tuple[Mark, ...]:
        return self.sign.move_to(self.sign.x, base - self.raised), self.name.move_to(self.name.x, base)


def _legend(figure: FigureContext, page: Page, line: Box) -> Iterator[list[_Entry]]:
    """The runs' names in lines that are as long as the strip."""
    if not figure.named_above:
        return
    entries: list[_Entry] = []
    along = 0.0
    for number in figure.scene.cells[0]:
        entry = _Entry(figure, page, number, line, along)
        if entries and entry.end > line.width:
            yield entries
            entries, entry = [], _Entry(figure, page, number, line, 0.0)
        entries.append(entry)
        along = entry.end + GAP * page.unit
    yield entries
