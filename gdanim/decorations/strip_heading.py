"""The heading above the frames of a strip: title, function and start, and the legend common to all frames."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim.decorations import subtitle, title
from gdanim.decorations.legend.style import MARKER_RADIUS, MARKER_WIDTH
from gdanim.drawing.canvas import Canvas
from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Marker
from gdanim.drawing.text import TextStyle
from gdanim.layout.page import REFERENCE_WIDTH, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.decorations.figure_context import FigureContext
    from gdanim.drawing.canvas import Mark
    from gdanim.layout.page_boxes import Layout

HEADING_UNIT = 0.9  # units of a page 960 pixels wide: the heading's texts are larger than those of the frames
TITLE_HEIGHT, SUBTITLE_HEIGHT, LEGEND_HEIGHT = 50, 38, 34  # units per line
BOTTOM_GAP = 12  # units
NAME_SIZE, ENTRY_GAP = 22, 40  # units: of a run's name; between two entries of the legend
MARKER_RAISE = 6  # units


@dataclass(frozen=True)
class StripHeading:
    """The heading of a strip; ``height`` is in pixels, 0 if there is nothing to write."""

    height: int
    marks: tuple[Mark, ...]

    def draw(self, renderer: Any) -> None:
        Canvas(renderer).paint(self.marks)


def strip_heading(figure: FigureContext, frame: Layout, count: int) -> StripHeading:
    """Returns the heading of ``count`` frames with this layout, as wide as all of them together."""
    page = Page(round(HEADING_UNIT * REFERENCE_WIDTH), 0)
    line = Box(frame.left, 0, (count - 1) * frame.page.width + frame.right, 0)
    marks: list[Mark] = []
    baseline = 0.0
    if figure.scene.title:
        baseline += TITLE_HEIGHT * page.unit
        titled = title.title_lines(figure, page, line.width)
        baselines = titled.baselines(baseline)
        marks += titled.labels(figure, line, baselines)
        baseline = baselines[-1]
    width = min(line.width, page.width)  # as in the animation: a formula that is longer there has its name
    left = figure.reading.left(line, 0, width)
    below = line._replace(left=left, right=left + width, bottom=math.inf)
    line_below = subtitle.SubtitleLine(below, baseline + SUBTITLE_HEIGHT * page.unit)
    labels = subtitle.subtitle(figure, page, [line_below]).labels
    if labels:
        baseline += SUBTITLE_HEIGHT * page.unit
        marks += labels
    for entries in _legend_lines(figure, page, line):
        baseline += LEGEND_HEIGHT * page.unit
        marks += [mark for entry in entries for mark in entry.on(baseline)]
    lowest = max((label.box.bottom for label in labels), default=0.0)  # a sum reaches far below its baseline
    return StripHeading(math.ceil(max(baseline, lowest) + BOTTOM_GAP * page.unit) if marks else 0, tuple(marks))


class _LegendEntry:
    """One run's marker and name, ``along`` pixels from the start of the line."""

    def __init__(self, figure: FigureContext, page: Page, run_index: int, line: Box, along: float) -> None:
        theme, unit = figure.theme, page.unit
        reading = figure.reading
        self.marker_raise = MARKER_RAISE * unit
        self.marker = Marker(run_index, theme.run_colour(run_index), theme.paper, MARKER_RADIUS * unit)
        self.marker.x = reading.from_start(line, along + MARKER_RADIUS * unit)
        style = TextStyle(page.text(NAME_SIZE), theme.ink)
        name = Label(figure.typesetter, style, reading.from_start(line, along + MARKER_WIDTH * unit), 0, reading.start)
        self.name = name.set_text(figure.naming.name(run_index, figure.naming.subtitle_keys))
        self.end = along + MARKER_WIDTH * unit + name.image.width

    def on(self, baseline: float) -> tuple[Mark, ...]:
        """Returns the marks of the entry, moved to a baseline."""
        return self.marker.move_to(self.marker.x, baseline - self.marker_raise), self.name.move_to(
            self.name.x, baseline
        )


def _legend_lines(figure: FigureContext, page: Page, line: Box) -> Iterator[list[_LegendEntry]]:
    """Yields the runs' names in lines as long as the strip."""
    if not figure.strip_has_legend:
        return
    entries: list[_LegendEntry] = []
    along = 0.0
    for run_index in figure.scene.cells[0]:
        entry = _LegendEntry(figure, page, run_index, line, along)
        if entries and entry.end > line.width:
            yield entries
            entries, entry = [], _LegendEntry(figure, page, run_index, line, 0.0)
        entries.append(entry)
        along = entry.end + ENTRY_GAP * page.unit
    yield entries
