"""The header of a cell, of one of four kinds: of a lesson, of one run, of runs that share the cell, of many runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.decorations.legend import run_counts, shared_legend, single_run
from gdanim.decorations.legend.entry import LegendEntry
from gdanim.decorations.legend.lesson_header import LessonLine, line_count
from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from gdanim.decorations.figure_context import FigureContext
    from gdanim.drawing.geometry import Box
    from gdanim.layout.page import Page
    from gdanim.panels import PanelContext

LESSON_HEIGHT = 34  # units
TITLE_SIZE, TITLE_BASELINE, TITLE_HEIGHT = 20, 24, 34  # units: of a cell's title above its legend
MIN_TITLE_SIZE = 14.0  # pixels


@dataclass(frozen=True)
class Header:
    """A header.

    Attributes
    ----------
    figure, page
        The figure and the page it is for.
    width
        The header's width in pixels.
    marks
        The names of the marks that it shows.
    """

    figure: FigureContext
    page: Page
    width: float
    marks: frozenset[str]

    @property
    def height(self) -> float:
        """The height in pixels of every header of this kind on the page."""
        raise NotImplementedError

    def drawings(self, context: PanelContext, box: Box) -> list[Drawing]:
        """Returns the drawings in a box as wide as the header, for the runs of ``context``."""
        raise NotImplementedError


class LessonHeader(Header):
    """The header of a lesson: its numbers and its verdict, in a line or two."""

    @property
    def _lines(self) -> int:
        return line_count(self.figure, self.page, self.width, self.marks)

    @property
    def height(self) -> float:
        return LESSON_HEIGHT * self.page.unit * self._lines

    def drawings(self, context: PanelContext, box: Box) -> list[Drawing]:
        return [LessonLine(context, box, self._lines or 1).drawing()]


class RunHeader(Header):
    """The header of a cell with one run."""

    @property
    def height(self) -> float:
        is_empty = self.figure.naming.table is not None and not ({"readout", "verdict"} & self.marks)
        return 0.0 if is_empty else single_run.fitting_style(self.figure, self.page, self.width, self.marks).height

    def drawings(self, context: PanelContext, box: Box) -> list[Drawing]:
        style = single_run.fitting_style(self.figure, self.page, self.width, self.marks)
        run_index = context.run_styles[0].run_index
        name = self.figure.naming.name_and_eta(run_index) if "title" in self.marks else ("", "")
        return [LegendEntry(context, 0, box, style, name).drawing()]


class _SharedHeader(Header):
    """A header of several runs, below the title of their cell where cells have titles."""

    @property
    def _title_height(self) -> float:
        return TITLE_HEIGHT * self.page.unit if self.figure.cells_have_titles else 0.0

    def drawings(self, context: PanelContext, box: Box) -> list[Drawing]:
        titles = [_cell_title(self.figure, context, box)] if self.figure.cells_have_titles else []
        return titles + self._entries(context, box.inset(top=self._title_height))

    def _entries(self, context: PanelContext, box: Box) -> list[Drawing]:
        """Returns what stands below the title."""
        raise NotImplementedError


class SharedLegend(_SharedHeader):
    """The legend of the runs of a cell: an entry for each."""

    @property
    def height(self) -> float:
        style = shared_legend.fitting_style(self.figure, self.page, self.width, self.marks)
        return shared_legend.height(self.figure, style) + self._title_height

    def _entries(self, context: PanelContext, box: Box) -> list[Drawing]:
        style = shared_legend.fitting_style(self.figure, self.page, self.width, self.marks)
        texts = shared_legend.legend_texts(self.figure, self.page, self.width, self.marks)
        boxes = shared_legend.entry_boxes(box, len(context.run_styles), style, context.reading)
        names = [texts.name_and_details(each.run_index) for each in context.run_styles]
        return [
            LegendEntry(context, index, entry_box, style, name).drawing()
            for index, (entry_box, name) in enumerate(zip(boxes, names, strict=True))
        ]


class RunCounts(_SharedHeader):
    """The header of many runs, which counts their verdicts."""

    @property
    def height(self) -> float:
        return run_counts.height(self.figure, self.page, self.width, self.marks) + self._title_height

    def _entries(self, context: PanelContext, box: Box) -> list[Drawing]:
        return [run_counts.drawing(self.figure, self.page, context, box)]


def header_for(figure: FigureContext, page: Page, width: float, marks: frozenset[str]) -> Header:
    """Returns the header of a figure's cells, ``width`` pixels wide, that shows these marks."""
    if figure.is_lesson:
        kind: type[Header] = LessonHeader
    elif figure.runs_per_header == 1:
        kind = RunHeader
    else:
        kind = RunCounts if figure.has_many_runs else SharedLegend
    return kind(figure, page, width, marks)


def _cell_title(figure: FigureContext, context: PanelContext, box: Box) -> Drawing:
    """Returns the title of a cell: what its runs have in common and those of other cells don't."""
    reading = context.reading
    style = TextStyle(context.text_size(TITLE_SIZE, MIN_TITLE_SIZE), context.theme.ink, "semibold")
    x, y = reading.from_start(box, 0), box.top + TITLE_BASELINE * context.unit
    label = Label(context.typesetter, style, x, y, reading.start)
    title = figure.naming.cell_title(context.run_styles[0].run_index)
    return Drawing(static=[label.set_text(context.typesetter.fit(title, style, box.width))])
