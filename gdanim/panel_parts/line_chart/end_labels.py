"""Run names at the ends of their lines, where they stand from the first frame to the last.

A name that had to move has a leader from its line's end. The names of runs that end earlier, or leave the panel, are
placed beside the point where they do.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box, samples_along
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, without_overlaps
from gdanim.drawing.shapes import Line
from gdanim.drawing.stacking import stack
from gdanim.drawing.text import HALO_WIDTH, TextStyle
from gdanim.panel_parts.axes_frame import name_size
from gdanim.panel_parts.run_names import name_in_panel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.label import Anchor
    from gdanim.panel_parts.line_chart.line import ChartLine
    from gdanim.panel_parts.panel_context import PanelContext

MAX_NAME_WIDTH = 0.4  # fraction of the panel's width
LINE_GAP = 26  # units from a line's end to its label
LEADER_BEGIN, LEADER_END, LEADER_WIDTH = 11, 4, 1.2  # units from a line's end, and from a label; units
MAX_SHIFT_WITHOUT_LEADER = 0.3  # fraction of the names' size: a name that has moved by less needs no leader
NAME_GAP = HALO_WIDTH + 1  # pixels between two names: neither's halo covers the other's letters
BESIDE_GAP = 17  # units from a point to a label beside it
POINT_LABEL_ROWS = (0, 1, 2)
"""Rows of text in which a label beside a point may stand: a farther one would seem another line's."""
ROW_HEIGHT = 1.35  # fraction of the names' size
LINE_CLEARANCE, SAMPLE_DISTANCE = 3.0, 4.0  # pixels from a label to a line, and between two points of a line
END_DISTANCE = 1.0  # pixels: lines that end so near the last step end with it


def width_share(context: PanelContext) -> float:
    """Returns the part of the panel's width that the names need after the last step."""
    style = TextStyle(name_size(context), context.theme.ink)
    widest = max(context.typesetter.width(name, style) for name in _names(context, style))
    return min(MAX_NAME_WIDTH, (widest + (LINE_GAP + LEADER_END) * context.unit) / context.axes.box.width)


def _names(context: PanelContext, style: TextStyle) -> list[str]:
    """Returns the runs' names, shortened where too wide; none if that makes two of them equal.

    Of many runs in order, only the first and the last have names.
    """
    width = MAX_NAME_WIDTH * context.axes.box.width - (LINE_GAP + LEADER_END) * context.unit
    named = {
        index: name_in_panel(context, index) for index in range(len(context.trajectories)) if _has_name(context, index)
    }
    names = {index: context.typesetter.fit(name, style, width) for index, name in named.items()}
    are_distinct = len(set(names.values())) == len(names)
    return [names.get(index, "") if are_distinct else "" for index in range(len(context.trajectories))]


def _has_name(context: PanelContext, index: int) -> bool:
    """Returns whether a run is named: each of a few, the first and the last of many."""
    return not context.has_many_runs or context.run_styles[index].rank in {0.0, 1.0}


def anchors_beside(context: PanelContext, point: PagePoint, width: float, size: float) -> list[Anchor]:
    """Returns the anchors of a label to the right and left of a point, in rows from it into the panel."""
    box, (x, y), gap = context.axes.box, point, BESIDE_GAP * context.unit
    is_upper = y < (box.top + box.bottom) / 2
    bases = [
        y + size + row * ROW_HEIGHT * size if is_upper else y - (0.3 + ROW_HEIGHT * row) * size
        for row in POINT_LABEL_ROWS
    ]
    return [("left", left, base) for base in bases for left in (x + gap, x - gap - width)]


class EndLabels:
    """The names of all runs, and the leaders to them.

    ``lines`` are the runs' lines; ``levels`` are the y positions of lines across the panel, which no name overlaps;
    ``numbers`` are the widest texts that follow the names of runs outside the panel.
    """

    def __init__(
        self, context: PanelContext, lines: Sequence[ChartLine], levels: Sequence[float], numbers: Mapping[int, str]
    ) -> None:
        self.context, self.lines, self.size = context, lines, name_size(context)
        self.leaders: list[Line] = []
        self.labels: dict[int, Label] = {}
        self.ends: dict[int, PagePoint] = {
            index: line.border_point(latest)
            for index, line in enumerate(lines)
            if (latest := line.latest(line.last)) is not None
        }
        names = _names(context, TextStyle(self.size, context.theme.ink))
        self.labels = {index: self._label(index, names[index]) for index in self.ends if names[index]}
        if self.labels:
            in_column = [index for index in self.labels if self._ends_last(index)]
            self._stack(sorted(in_column, key=self._height), levels)
            self._place_beside([index for index in self.labels if index not in in_column], numbers)

    def _label(self, index: int, name: str) -> Label:
        style = TextStyle(self.size, self.context.text_colour(index), halo=self.context.theme.paper)
        return Label(self.context.typesetter, style).set_text(name)

    @property
    def _last_x(self) -> float:
        return max(x for x, _ in self.ends.values())

    def _ends_last(self, index: int) -> bool:
        line = self.lines[index]
        return line.is_inside(line.last) and self.ends[index][0] > self._last_x - END_DISTANCE

    def _height(self, index: int) -> tuple[float, ...]:
        """Returns the heights of a line from its end backwards: lines that end together are ordered as they came."""
        line = self.lines[index]
        heights = [line.page_point(step)[1] for step in range(line.last, -1, -1) if line.is_finite(step)]
        return (round(heights[0]), *heights)

    def _stack(self, order: Sequence[int], levels: Sequence[float]) -> None:
        """Places the names of the lines that end last under each other, as near to their ends as possible."""
        box, x = self.context.axes.box, self._last_x + LINE_GAP * self.context.unit
        labels = [self.labels[index] for index in order]
        for index, label in zip(order, labels, strict=True):
            label.move_to(x, self.ends[index][1] + label.style.middle_drop)
        edges = [box.top, *sorted(levels), box.bottom]
        intervals = [(upper + NAME_GAP, lower - NAME_GAP) for upper, lower in pairwise(edges)]
        shifts = stack([label.box for label in labels], intervals, NAME_GAP)
        if shifts is None:
            self._drop_colliding(order, levels)
            return
        for index, label, shift in zip(order, labels, shifts, strict=True):
            label.move_to(label.x, label.y + math.floor(shift + 0.5))  # whole pixels keep the gaps
            if abs(shift) > MAX_SHIFT_WITHOUT_LEADER * self.size:
                self.leaders.append(self._leader(index, label))

    def _drop_colliding(self, order: Sequence[int], levels: Sequence[float]) -> None:
        """Keeps the names that meet neither a line across the panel nor an earlier name, inside the panel."""
        for index in order:
            label = self.labels[index]
            label.move_to(label.x, label.y + min(0.0, self.context.axes.box.bottom - NAME_GAP - label.box.bottom))
        crossing = [Box(-math.inf, y, math.inf, y) for y in levels]
        obstacles = Obstacles(boxes=crossing, gap=(math.inf, NAME_GAP))
        kept = without_overlaps([self.labels[index] for index in order], obstacles)
        self.labels = {index: label for index, label in self.labels.items() if index not in order or label in kept}

    def _leader(self, index: int, label: Label) -> Line:
        (x, y), unit, theme = self.ends[index], self.context.unit, self.context.theme
        end = label.left - LEADER_END * unit, label.y - label.style.middle_drop
        return Line(
            [(x + LEADER_BEGIN * unit, y), end], self.context.colour(index), LEADER_WIDTH * unit * theme.line_scale
        )

    def _place_beside(self, indices: Sequence[int], numbers: Mapping[int, str]) -> None:
        """Places the names of lines that end early or outside beside their ends, clear of lines where possible."""
        occupied = Obstacles(boxes=[self.labels[index].padded_box for index in self.labels if index not in indices])
        points = Obstacles(points=self.line_points, clearance=LINE_CLEARANCE, penalty=1)
        for index in indices:
            label = self.labels[index]
            name = label.content
            label.set_text(f"{name}  {numbers[index]}" if index in numbers else name)
            anchors = anchors_beside(self.context, self.ends[index], label.image.width, self.size)
            if not occupied.place(label, anchors, [points], within=self.context.axes.box):
                del self.labels[index]
            label.set_text(name)

    @property
    def line_points(self) -> np.ndarray:
        """Returns points (n, 2) along all lines, so dense that no label fits between them."""
        return samples_along((piece for line in self.lines for piece in line.parts()), SAMPLE_DISTANCE)
