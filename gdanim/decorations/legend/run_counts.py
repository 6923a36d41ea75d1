"""The header of a cell of many runs: how many have which verdict, and the colours of runs in order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gdanim.decorations.legend.style import ICON_GAP, ICON_RADIUS, MIN_VALUE_SIZE
from gdanim.drawing.icons import Icon
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Rectangle
from gdanim.drawing.text import MIDDLE_DROP, TextStyle
from gdanim.panels import Drawing
from gdanim.text import run_order
from gdanim.text.verdict_text import COUNTED_KEYS, counted_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.decorations.figure_context import FigureContext
    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.layout.page import Page
    from gdanim.panels import PanelContext

    Rows = list[list[str]]

TEXT_SIZE = 17  # units
CHIP_GAP = 22  # units between two counts
ROW_HEIGHT, BOTTOM_GAP = 30, 12  # units
BAR_WIDTH, BAR_HEIGHT, BAR_GAP = 90, 9, 9  # units: of the scale of colours, and between it and its ends' names
GRADATION_COUNT = 24  # of the scale of colours
PENDING = "progressing"  # the key of runs whose verdict isn't known yet


def height(figure: FigureContext, page: Page, width: float, marks: frozenset[str]) -> float:
    """Returns the height in pixels of every header ``width`` pixels wide of many runs; 0 if nothing is shown."""
    headers = [
        _Header(figure, page, width, tuple(figure.trajectories[index] for index in cell), marks)
        for cell in figure.scene.cells
    ]
    count = max(header.line_count for header in headers)
    return (count * ROW_HEIGHT + BOTTOM_GAP) * page.unit if count else 0.0


def drawing(figure: FigureContext, page: Page, context: PanelContext, box: Box) -> Drawing:
    """Returns the drawing of a cell's header: counts that change with each verdict, and the scale of colours."""
    header = _Header(figure, page, box.width, context.trajectories, context.shown_marks)
    counts = _RunCounts(header, context, box)
    return Drawing(static=_scale(header, context, box), movers=counts.marks, show=counts.show)


@dataclass(frozen=True)
class _Header:
    """The contents of a header ``width`` pixels wide for ``trajectories``, and their rows."""

    figure: FigureContext
    page: Page
    width: float
    trajectories: Sequence[Trajectory]
    marks: frozenset[str]

    @property
    def size(self) -> float:
        """The font size in pixels."""
        return max(MIN_VALUE_SIZE, self.page.text(TEXT_SIZE))

    def text_width(self, text: str, weight: str = "semibold") -> float:
        return self.figure.typesetter.width(text, TextStyle(self.size, self.figure.theme.ink, weight))

    def text(self, key: str, count: int) -> str:
        """Returns a count with its words, such as ``17 at a minimum``."""
        return self.figure.words.fill(self.figure.words.data["counted"][key], n=count)

    @property
    def icon_width(self) -> float:
        """The width of an icon and the gap after it."""
        return 2 * ICON_RADIUS * self.size + ICON_GAP * self.page.unit

    @property
    def rows(self) -> Rows:
        """The keys of the verdicts in each row, in which they all fit with the largest count that each may have.

        The scale of colours has a row of its own, without keys, if there is no room after them.
        """
        if "verdict" not in self.marks:
            return []
        found = [counted_key(trajectory) for trajectory in self.trajectories]
        largest = {key: found.count(key) for key in COUNTED_KEYS if key in found} | {PENDING: len(found)}
        widths = {key: self.icon_width + self.text_width(self.text(key, count)) for key, count in largest.items()}
        rows = self.wrapped({key: widths[key] for key in sorted(widths, key=COUNTED_KEYS.index)})
        used = sum(widths[key] + CHIP_GAP * self.page.unit for key in rows[-1])
        has_own_row = self.scale_texts is not None and used + self.scale_width > self.width
        return [*rows, []] if has_own_row else rows

    def wrapped(self, widths: Mapping[str, float]) -> Rows:
        """Returns the keys in rows that are no wider than the header, in the order of ``widths``."""
        rows, used = [list[str]()], 0.0
        for key, width in widths.items():
            if rows[-1] and used + width > self.width:
                rows.append([])
                used = 0.0
            rows[-1].append(key)
            used += width + CHIP_GAP * self.page.unit
        return rows

    @property
    def line_count(self) -> int:
        """The number of lines."""
        return len(self.rows) or (1 if self.scale_texts else 0)

    @property
    def scale_texts(self) -> tuple[str, str] | None:
        """The names at the ends of the scale of colours; None for runs without order."""
        figure, runs = self.figure, [trajectory.run for trajectory in self.trajectories]
        key = run_order.ordering_key(runs)
        if key is None or "title" not in self.marks or figure.run_ranks[0] is None:
            return None
        ordered = sorted(runs, key=lambda run: run_order.number(run, key))
        first, last = (figure.naming.name_parts[figure.scene.runs.index(run)][key] for run in (ordered[0], ordered[-1]))
        return first, last

    @property
    def scale_width(self) -> float:
        """The width of the scale of colours with its names."""
        names = sum(self.text_width(text, "regular") for text in self.scale_texts or ())
        return names + (BAR_WIDTH + 2 * BAR_GAP) * self.page.unit


class _RunCounts:
    """The counts of the verdicts that are known, each with its icon; a run whose verdict isn't is on its way."""

    def __init__(self, header: _Header, context: PanelContext, box: Box) -> None:
        self.header, self.context, self.box = header, context, box
        self.keys = [counted_key(trajectory) for trajectory in context.trajectories]
        style = TextStyle(header.size, context.theme.ink, "semibold")
        goal = TextStyle(header.size, context.theme.minimum, "semibold")
        self.icons: dict[str, Icon] = {}
        self.labels: dict[str, Label] = {}
        for key in (key for row in header.rows for key in row):
            counted = [each for each, own in zip(context.trajectories, self.keys, strict=True) if own == key]
            is_goal = bool(counted) and all(each.verdict.has_reached_goal for each in counted)
            self.icons[key] = self._icon(key, is_goal=is_goal)
            self.labels[key] = Label(context.typesetter, goal if is_goal else style)

    def _icon(self, key: str, *, is_goal: bool) -> Icon:
        kind = "converged" if key.startswith("converged") else key
        radius, is_rtl = ICON_RADIUS * self.header.size, self.context.reading.is_rtl
        return Icon(self.context.theme, radius, kind, is_success=is_goal, rtl=is_rtl)

    @property
    def marks(self) -> list[Mark]:
        return [*self.icons.values(), *self.labels.values()]

    def show(self, moment: Moment) -> None:
        """Sets the counts at a moment."""
        known = [self._known_key(index, moment) for index in range(len(self.keys))]
        for key, label in self.labels.items():
            label.set_text(self.header.text(key, known.count(key)))
            label.visible = self.icons[key].visible = key in known
        widths = {key: self.header.icon_width + self.labels[key].image.width for key in self.labels if key in known}
        for line, keys in enumerate(self.header.wrapped(widths)):
            self._place(line, keys)

    def _known_key(self, index: int, moment: Moment) -> str:
        own, first = self.context.run_moment(index, moment), self.context.trajectories[index].verdict_known_from
        return self.keys[index] if own.phase == "end" or 0 < first <= own.step else PENDING

    def _place(self, line: int, keys: Iterable[str]) -> None:
        """Places counts after each other on a line."""
        reading, offset, baseline = self.context.reading, 0.0, _baseline(self.header, self.box, line)
        for key in keys:
            icon, label = self.icons[key], self.labels[key]
            middle = baseline - MIDDLE_DROP * self.header.size
            icon.move_to(reading.from_start(self.box, offset + icon.radius), middle)
            offset += self.header.icon_width
            label.move_to(reading.from_start(self.box, offset), baseline).side = reading.start
            offset += label.image.width + CHIP_GAP * self.context.unit


def _baseline(header: _Header, box: Box, line: int) -> float:
    """Returns the baseline of a line: text stands in the middle of it."""
    return box.top + (line + 0.5) * ROW_HEIGHT * header.page.unit + MIDDLE_DROP * header.size


def _scale(header: _Header, context: PanelContext, box: Box) -> list[Mark]:
    """Returns the scale of colours from the first run to the last, at the end of the last line."""
    texts = header.scale_texts
    if texts is None:
        return []
    unit, reading = context.unit, context.reading
    baseline = _baseline(header, box, max(0, header.line_count - 1))
    is_alone = not header.rows or not header.rows[-1]
    begin = 0.0 if is_alone else box.width - header.scale_width
    style = TextStyle(header.size, context.theme.ink)
    first, last = (Label(context.typesetter, style, 0.0, baseline, reading.start).set_text(text) for text in texts)
    first.move_to(reading.from_start(box, begin), baseline)
    begin += first.image.width + BAR_GAP * unit
    left = reading.left(box, begin, BAR_WIDTH * unit)
    last.move_to(reading.from_start(box, begin + (BAR_WIDTH + BAR_GAP) * unit), baseline)
    middle, half = baseline - MIDDLE_DROP * header.size, BAR_HEIGHT / 2 * unit
    edges = np.linspace(left, left + BAR_WIDTH * unit, GRADATION_COUNT + 1).tolist()
    parts = np.linspace(1, 0, GRADATION_COUNT) if reading.is_rtl else np.linspace(0, 1, GRADATION_COUNT)
    bar: list[Mark] = [
        Rectangle(box._replace(left=low, top=middle - half, right=high, bottom=middle + half), colour)
        for (low, high), colour in zip(pairwise(edges), map(context.theme.ramp_colour, parts.tolist()), strict=True)
    ]
    return [first, *bar, last]
