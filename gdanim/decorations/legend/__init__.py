"""Headers of cells: each run's name, its numbers and its verdict.

A lesson has one header, a comparison one at each cell; the header of a cell that several runs share is their legend,
that of many runs counts their verdicts.
All headers of a page have one style, in which the longest name and verdict fit. ``LayoutSpec.header_edge`` says whether
they stand above or below the panels. A heading is something else: the title of a line chart, or of a strip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.decorations.legend import run_counts, shared_legend, single_run
from gdanim.decorations.legend.entry import LegendEntry
from gdanim.decorations.legend.lesson_header import LessonHeader, line_count
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


def height(figure: FigureContext, page: Page, width: float, marks: frozenset[str]) -> float:
    """Returns the height in pixels of every header ``width`` pixels wide that shows these ``marks``."""
    if figure.is_lesson:
        return LESSON_HEIGHT * page.unit * line_count(figure, page, width, marks)
    if figure.runs_per_header == 1:
        is_empty = figure.naming.table is not None and not ({"readout", "verdict"} & marks)
        return 0.0 if is_empty else single_run.fitting_style(figure, page, width, marks).height
    title_height = TITLE_HEIGHT * page.unit if figure.cells_have_titles else 0.0
    if figure.has_many_runs:
        return run_counts.height(figure, page, width, marks) + title_height
    style = shared_legend.fitting_style(figure, page, width, marks)
    return shared_legend.height(figure, style) + title_height


def drawings(figure: FigureContext, page: Page, context: PanelContext, box: Box) -> list[Drawing]:
    """Returns the drawings of a cell's header for the runs and marks of ``context``."""
    if figure.is_lesson:
        return [LessonHeader(context, box, line_count(figure, page, box.width, context.shown_marks) or 1).drawing()]
    if figure.runs_per_header == 1:
        style = single_run.fitting_style(figure, page, box.width, context.shown_marks)
        name = (
            figure.naming.name_and_eta(context.run_styles[0].run_index) if "title" in context.shown_marks else ("", "")
        )
        return [LegendEntry(context, 0, box, style, name).drawing()]
    titles = []
    if figure.cells_have_titles:
        titles.append(_cell_title(figure, context, box))
        box = box.inset(top=TITLE_HEIGHT * page.unit)
    if figure.has_many_runs:
        return [*titles, run_counts.drawing(figure, page, context, box)]
    return titles + _entries(figure, page, context, box)


def _cell_title(figure: FigureContext, context: PanelContext, box: Box) -> Drawing:
    """Returns the title of a cell: what its runs have in common and those of other cells don't."""
    reading = context.reading
    style = TextStyle(context.text_size(TITLE_SIZE, MIN_TITLE_SIZE), context.theme.ink, "semibold")
    x, y = reading.from_start(box, 0), box.top + TITLE_BASELINE * context.unit
    label = Label(context.typesetter, style, x, y, reading.start)
    title = figure.naming.cell_title(context.run_styles[0].run_index)
    return Drawing(static=[label.set_text(context.typesetter.fit(title, style, box.width))])


def _entries(figure: FigureContext, page: Page, context: PanelContext, box: Box) -> list[Drawing]:
    """Returns the legend's entries, one per run."""
    style = shared_legend.fitting_style(figure, page, box.width, context.shown_marks)
    texts = shared_legend.legend_texts(figure, page, box.width, context.shown_marks)
    boxes = shared_legend.entry_boxes(box, len(context.run_styles), style, context.reading)
    return [
        LegendEntry(
            context, index, entry_box, style, texts.name_and_details(context.run_styles[index].run_index)
        ).drawing()
        for index, entry_box in enumerate(boxes)
    ]
