"""The legend of a cell that several runs share, in as few lines as all names fit."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from gdanim.decorations import readout, title
from gdanim.decorations.legend.style import (
    MARKER_WIDTH,
    MIN_NAME_SIZE,
    MIN_VALUE_SIZE,
    NAME_GAP,
    LegendStyle,
)
from gdanim.decorations.legend.texts import LegendTexts
from gdanim.drawing.geometry import Box

if TYPE_CHECKING:
    from gdanim.decorations.figure_context import FigureContext
    from gdanim.decorations.legend.style import ReadoutColumns
    from gdanim.drawing.reading_direction import ReadingDirection
    from gdanim.layout.page import Page

TEXT_SIZES = ((17, 15.5), (16, 15), (15, 14), (14, 13))  # units: of names and values
DETAILS_SIZE = 13.5  # units: of details below a name
COLUMN_COUNTS = (2, 3, 1, 4)  # in order of preference
COLUMN_GAP = 30  # units
LINE_PITCH = 1.3  # fraction of the font size
ROW_GAP = 11  # units
MIN_ROW_HEIGHTS, BOTTOM_GAPS = {False: 30, True: 22}, {False: 14, True: 8}  # units, by whether the page is compact
VERDICTS_ROOM = 2.0  # times the height that a legend may have: what one without numbers may have
FULL_VERDICTS_GAIN, LARGER_TEXT_GAIN = 0.55, 25  # rows; pixels of height per pixel of font size


def fitting_style(figure: FigureContext, page: Page, width: float, marks: frozenset[str]) -> LegendStyle:
    """Returns the lowest style in which nothing is shortened, preferring larger letters and longer verdicts.

    With the title it takes at most a quarter of the page if any style does: if need be without the numbers, or even
    with the names alone. Names with verdicts may take twice as much on a page that is not compact.
    """
    fitting = _fitting_candidates(legend_texts(figure, page, width, marks))
    rest = page.max_top_height - title.height(figure, page, width) - BOTTOM_GAPS[page.is_compact] * page.unit
    low = [candidate for candidate in fitting if candidate.height <= rest]
    if low or "title" not in marks or figure.strip_has_legend:
        return (low or fitting)[0].style()
    if {"readout", "verdict"} <= marks and not page.is_compact:
        told = _fitting_candidates(legend_texts(figure, page, width, marks - {"readout"}))
        if low := [candidate for candidate in told if candidate.height <= VERDICTS_ROOM * rest]:
            return low[0].style()
    names = _fitting_candidates(legend_texts(figure, page, width, marks & {"title"}))[0]
    return names.style() if names.height < fitting[0].height else fitting[0].style()


def _fitting_candidates(texts: LegendTexts) -> list[_Candidate]:
    """Returns the arrangements in which nothing is shortened, the best first, or the smallest one."""
    arrangements = [Arrangement(*each) for each in product(TEXT_SIZES, (False, True), (0, 1, 2), COLUMN_COUNTS)]
    candidates = sorted((_Candidate(texts, each) for each in arrangements), key=lambda candidate: candidate.cost)
    smallest = _Candidate(texts, Arrangement(TEXT_SIZES[-1], is_brief=True, lines=2, columns=1))
    return [candidate for candidate in candidates if candidate.fits] or [smallest]


def legend_texts(figure: FigureContext, page: Page, width: float, marks: frozenset[str]) -> LegendTexts:
    without = figure.cell_title_keys | figure.naming.subtitle_keys
    return LegendTexts(figure, page, width, marks - {"title"} if figure.strip_has_legend else marks, without)


def height(figure: FigureContext, style: LegendStyle) -> float:
    """Returns the height of the whole legend in pixels."""
    rows = -(-figure.runs_per_header // style.columns)
    return rows * style.height + BOTTOM_GAPS[style.page.is_compact] * style.page.unit


def entry_boxes(box: Box, count: int, style: LegendStyle, reading: ReadingDirection) -> list[Box]:
    """Returns the boxes of the entries of runs that share a cell, row by row."""
    gap = COLUMN_GAP * style.page.unit
    width = (box.width - (style.columns - 1) * gap) / style.columns
    boxes = []
    for index in range(count):
        row, column = divmod(index, style.columns)
        left, top = reading.left(box, column * (width + gap), width), box.top + row * style.height
        boxes.append(Box(left, top, left + width, top + style.height))
    return boxes


class Arrangement(NamedTuple):
    """The sizes of names and values at 960 pixels, whether verdicts are one word, and the number of columns.

    ``lines`` 0: everything on one line; 1: the details below the name; 2: the value below the name as well.
    """

    sizes: tuple[float, float]
    is_brief: bool
    lines: int
    columns: int


class _Candidate:
    """A candidate arrangement. Its texts are measured only when asked for."""

    def __init__(self, texts: LegendTexts, arrangement: Arrangement) -> None:
        self.texts, (sizes, self.is_brief, self.lines, self.columns) = texts, arrangement
        unit = texts.page.unit
        self.names = [texts.name_and_details(run_index) for run_index in range(len(texts.names))]
        self.name_size = max(MIN_NAME_SIZE, texts.page.text(sizes[0]))
        self.value_size = max(MIN_VALUE_SIZE, texts.page.text(sizes[1]))
        self.details_size = max(MIN_VALUE_SIZE, texts.page.text(DETAILS_SIZE)) if self.lines else self.name_size
        self.width = (texts.width - (self.columns - 1) * COLUMN_GAP * unit) / self.columns
        self.marker_width, self.gap = MARKER_WIDTH * unit, NAME_GAP * unit

    @cached_property
    def readout(self) -> ReadoutColumns:
        one_variable = all(len(run.start) == 1 for run in self.texts.figure.scene.runs)
        return self.texts.readout(self.value_size, self.texts.width, with_points=one_variable)

    @cached_property
    def verdicts(self) -> tuple[str, ...] | None:
        width = self.width - self.value_offset - self.texts.icon_width(self.value_size)
        return self.texts.verdicts(self.value_size, width, is_brief=self.is_brief)

    @cached_property
    def names_width(self) -> float:
        """The width of the longest first line, with its marker and everything on it except the value."""
        names, details = zip(*self.names, strict=True)
        name_widths = [self.texts.text_width(name, self.name_size, "semibold") for name in names]
        details_widths = [self.texts.text_width(each, self.details_size) for each in details]
        if self.lines:
            return self.marker_width + (max(*name_widths, *details_widths) if self.lines == 1 else max(name_widths))
        pairs = zip(name_widths, details_widths, strict=True)
        return self.marker_width + max(name + (self.gap / 2 + other if other else 0) for name, other in pairs)

    @cached_property
    def value_offset(self) -> float:
        """The distance in pixels from the start of the entry to its value."""
        if self.lines < 2:
            return self.names_width + (self.gap if self.names_width > self.marker_width else 0)
        details_width = max(self.texts.text_width(details, self.details_size) for _, details in self.names)
        return self.marker_width + details_width + (self.gap if details_width else 0)

    @property
    def fits(self) -> bool:
        too_many_columns = self.columns > self.texts.figure.runs_per_header
        if too_many_columns or not self._has_second_line or self.names_width > self.width:
            return False
        readout_width = readout.row_width(self.readout.widths, self.value_size)
        return self.verdicts is not None and self.value_offset + readout_width <= self.width

    @property
    def _has_second_line(self) -> bool:
        """Whether any details need a second line of their own."""
        return self.lines != 1 or any(details for _, details in self.names)

    @property
    def _line_pitch(self) -> float:
        return LINE_PITCH * max(self.details_size, self.value_size if self.lines == 2 else 0)

    @property
    def row_height(self) -> float:
        unit = self.texts.page.unit
        second_line = self._line_pitch if self.lines else 0
        row_gap = ROW_GAP * unit if self.lines else 0
        return max(
            MIN_ROW_HEIGHTS[self.texts.page.is_compact] * unit, LINE_PITCH * self.name_size + second_line + row_gap
        )

    @property
    def rows(self) -> int:
        return -(-self.texts.figure.runs_per_header // self.columns)

    @property
    def height(self) -> float:
        return self.rows * self.row_height

    @property
    def cost(self) -> float:
        """The cost of the arrangement: its height plus penalties for short verdicts and small text."""
        brief_cost = FULL_VERDICTS_GAIN * self.row_height if self.is_brief else 0
        smaller = TEXT_SIZES[0][0] * self.texts.page.unit - self.name_size
        return self.height + brief_cost + LARGER_TEXT_GAIN * smaller

    def style(self) -> LegendStyle:
        top = (self.row_height - (LINE_PITCH * self.name_size + (self._line_pitch if self.lines else 0))) / 2
        return LegendStyle(
            page=self.texts.page,
            name_size=self.name_size,
            value_size=self.value_size,
            verdicts=self.verdicts or ("",) * len(self.texts.names),
            readout=self.readout,
            height=self.row_height,
            baseline=top + self.name_size,
            value_offset=self.value_offset,
            value_line=self.lines // 2,
            details_size=self.details_size,
            details_line=min(1, self.lines),
            line_pitch=self._line_pitch,
            has_markers=True,
            has_bold_names=True,
            columns=self.columns,
            has_values=bool(self.texts.marks & {"readout", "verdict"}),
        )
