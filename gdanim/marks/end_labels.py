"""Run names beside the ends of their lines, each after its run's marker, without overlaps and clear of other lines.

The name of a run outside the panel is followed by its number.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, keep_free
from gdanim.drawing.shapes import Marker
from gdanim.drawing.stacking import stack
from gdanim.drawing.text import HALO_WIDTH, MIDDLE_DROP, TextStyle
from gdanim.marks.axes_frame import name_size
from gdanim.marks.run_names import name_in_panel
from gdanim.text.numbers import longest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Point
    from gdanim.marks.panel_context import PanelContext

MAX_NAME_WIDTH = 0.4  # fraction of the panel's width
LONGEST_NUMBERS = 3  # number of the longest texts measured to find the widest
LINE_GAP = 12  # units from a line's end to its label
MARKER_WIDTH = 14  # units: width of the marker's column
MARKER_RADIUS = 4  # units
NAMES_MARGIN = LINE_GAP + MARKER_WIDTH + 6
NUMBER_GAP = 8  # units from a name to its number
NAME_GAP = HALO_WIDTH + 1  # pixels between two names: neither's halo covers the other's letters


def width_share(context: PanelContext, numbers: Iterable[str] = ()) -> float:
    """Returns the part of the panel's width that the names need after the last step, each with one of these numbers."""
    style, number_width = TextStyle(name_size(context), context.theme.ink), _number_width(context, numbers)
    widest = max(context.typesetter.width(name, style) for name in _names(context, style, number_width))
    return min(MAX_NAME_WIDTH, (widest + number_width + NAMES_MARGIN * context.unit) / context.axes.box.width)


def _number_width(context: PanelContext, numbers: Iterable[str]) -> float:
    """Returns the width in pixels of the widest number and the gap before it."""
    style, texts = TextStyle(name_size(context), context.theme.ink, "semibold"), longest(set(numbers), LONGEST_NUMBERS)
    widest = max((context.typesetter.width(text, style) for text in texts), default=0.0)
    return widest + NUMBER_GAP * context.unit if widest else 0.0


def _names(context: PanelContext, style: TextStyle, number_width: float) -> list[str]:
    """Returns the runs' names, shortened where too wide; none if that makes two of them equal."""
    width = MAX_NAME_WIDTH * context.axes.box.width - NAMES_MARGIN * context.unit - number_width
    names = [
        context.typesetter.fit(name_in_panel(context, index), style, width)
        for index in range(len(context.trajectories))
    ]
    return names if len(set(names)) == len(names) else [""] * len(names)


class EndLabels:
    """The labels of all runs.

    ``lines`` are the y positions of lines across the panel, which no name overlaps. ``numbers`` are all numbers that
    may follow names.

    ``numbers`` are all numbers that may follow the names.
    """

    def __init__(self, context: PanelContext, lines: Sequence[float] = (), numbers: Iterable[str] = ()) -> None:
        box, theme = context.axes.box, context.theme
        self.context, self.size, self.lines = context, name_size(context), sorted(lines)
        edges = [box.top, *self.lines, box.bottom]
        self.intervals = [(upper + NAME_GAP, lower - NAME_GAP) for upper, lower in pairwise(edges)]
        style = TextStyle(self.size, theme.ink, halo=theme.paper)
        has_names = context.has_several_runs and "names" in context.shown_marks
        names = _names(context, style, _number_width(context, numbers)) if has_names else []
        self.labels = [EndLabel(context, index, style, name) for index, name in enumerate(names)]
        self.numbers = [self._number(run_index) for run_index in range(len(names))]

    def _number(self, index: int) -> Label:
        theme, colour = self.context.theme, self.context.text_colour(index)
        return Label(self.context.typesetter, TextStyle(self.size, colour, "semibold", halo=theme.paper))

    def show(self, ends: Mapping[int, Point], order: Sequence[int], numbers: Mapping[int, str]) -> None:
        """Sets the labels of runs whose lines end at these page points, ordered from the top.

        ``numbers`` are those of the runs that are outside the panel.
        """
        for index, label in enumerate(self.labels):
            label.visible = index in ends
        if not self.labels:
            return
        self._show_names(ends, order)
        for index, (label, number) in enumerate(zip(self.labels, self.numbers, strict=True)):
            number.visible = label.visible and index in numbers
            number.set_text(numbers.get(index, ""))
            gap = NUMBER_GAP * self.context.unit if label.content else 0.0
            number.move_to(label.box.right + gap, label.y)

    def _show_names(self, ends: Mapping[int, Point], order: Sequence[int]) -> None:
        for index, (x, y) in ends.items():
            self.labels[index].move_to(x + (LINE_GAP + MARKER_WIDTH) * self.context.unit, y + MIDDLE_DROP * self.size)
        labels = [self.labels[run_index] for run_index in order]
        shifts = stack([label.box for label in labels], self.intervals, NAME_GAP)
        if shifts is None:
            self._show_some([self.labels[index] for index in sorted(ends)])
            return
        for label, shift in zip(labels, shifts, strict=True):
            label.move_to(label.x, label.y + math.floor(shift + 0.5))  # whole pixels keep the gaps

    def _show_some(self, labels: Sequence[EndLabel]) -> None:
        """Places each name beside its own marker, hiding those that meet a line or an earlier name."""
        bottom = self.context.axes.box.bottom
        for label in labels:
            label.move_to(label.x, label.y + min(0.0, bottom - label.box.bottom))
        lines = [Box(-math.inf, y, math.inf, y) for y in self.lines]
        free = keep_free(labels, Obstacles(boxes=lines, gap=(math.inf, NAME_GAP)))
        for label in labels:
            label.visible = label in free


class EndLabel(Label):
    """A run's name after the run's marker, which is present at every step, so that names don't move when lines meet."""

    def __init__(self, context: PanelContext, index: int, style: TextStyle, name: str) -> None:
        super().__init__(context.typesetter, style)
        self.content = name
        self.marker_offset = (MARKER_WIDTH - MARKER_RADIUS) * context.unit
        radius, style_index = MARKER_RADIUS * context.unit, context.style_index(index)
        self.marker = Marker(style_index, context.colour(index), context.theme.paper, radius)

    def draw(self, canvas: Canvas) -> None:
        super().draw(canvas)
        if self.content:
            self.marker.move_to(self.x - self.marker_offset, self.y - self.style.middle_drop).draw(canvas)
