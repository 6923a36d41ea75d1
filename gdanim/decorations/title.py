"""The top of the page: title and subtitle at the reading start, the progress at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.decorations import layout_warnings, subtitle
from gdanim.decorations.progress import Progress
from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle
from gdanim.layout.spec import SHORT_TITLE_HEIGHT, TITLE_HEIGHT
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.decorations.figure_context import FigureContext
    from gdanim.layout.page import Page
    from gdanim.layout.page_boxes import Layout

TITLE_BASELINE, SUBTITLE_BASELINE = 54, 91  # units from the top of the page
TWO_LINE_BASELINES = (-24, 6)  # units from the title's baseline, for a title in two lines
TITLE_SIZE, MIN_TITLE_SIZE, TWO_LINES_SIZE = 31, 24, 22  # units
PROGRESS_GAP = 24  # units between the title and the progress
SUBTITLE_GAP = 4  # units between the progress and a subtitle below it


def drawing(figure: FigureContext, layout: Layout) -> Drawing:
    """Returns the drawing of title, subtitle and progress; in a frame of a strip only the progress, if anything moves.

    The title is smaller if it and the progress don't fit beside each other.
    """
    page = layout.page
    line = Box(layout.left, 0, layout.right, page.height)
    progress = Progress(figure, page, line, TITLE_BASELINE * page.unit) if figure.is_animated else None
    static: list[Label] = []
    warnings: list[str] = []
    if not figure.is_strip_frame:
        width = line.width - (progress.width + PROGRESS_GAP * page.unit if progress else 0)
        static += title_lines(figure, page, line, width, TITLE_BASELINE * page.unit)
        placed = subtitle.subtitle(figure, page, _subtitle_lines(figure, layout, static, progress))
        static += placed.labels
        warnings += [layout_warnings.subtitle_omits(placed.omitted, page)] if placed.omitted else []
    if progress is None:
        return Drawing(static=static, warnings=warnings)
    return Drawing(static=static, movers=progress.marks, show=progress.show, warnings=warnings)


def _subtitle_lines(
    figure: FigureContext, layout: Layout, title: Sequence[Label], progress: Progress | None
) -> list[subtitle.Line]:
    """Returns the line of the subtitle beside the progress, and a longer one between the progress and the cells."""
    unit, reading = layout.page.unit, figure.reading
    title_bottom = max((label.box.bottom for label in title), default=0.0)
    baseline = (SUBTITLE_BASELINE if figure.scene.title else TITLE_BASELINE) * unit
    page_line = Box(layout.left, title_bottom, layout.right, layout.page.height)
    if progress is None:
        return [subtitle.Line(page_line, baseline)]
    width = page_line.width - progress.width - PROGRESS_GAP * unit
    left = reading.left(page_line, 0, width)
    under = max(title_bottom, progress.bar.box.bottom + SUBTITLE_GAP * unit)
    cells_top = TITLE_HEIGHT * unit if figure.scene.title else SHORT_TITLE_HEIGHT * unit
    return [
        subtitle.Line(page_line._replace(left=left, right=left + width), baseline),
        subtitle.Line(page_line._replace(top=under, bottom=cells_top)),
    ]


def title_lines(figure: FigureContext, page: Page, line: Box, width: float, baseline: float) -> list[Label]:
    """Returns the title on its baseline, ``width`` pixels wide, or in two lines around it."""
    title, typesetter, ink = " ".join((figure.scene.title or "").split()), figure.typesetter, figure.theme.ink
    if not title:
        return []
    size = page.text(TITLE_SIZE)
    while size > page.text(MIN_TITLE_SIZE) and typesetter.width(title, TextStyle(size, ink, "bold")) > width:
        size -= 1
    lines: list[str] = [title]
    baselines: tuple[float, ...] = (baseline,)
    if typesetter.width(title, TextStyle(size, ink, "bold")) > width:
        size, baselines = page.text(TWO_LINES_SIZE), tuple(baseline + shift * page.unit for shift in TWO_LINE_BASELINES)
        lines = typesetter.wrap(title, TextStyle(size, ink, "bold"), width)
    style, reading = TextStyle(size, ink, "bold"), figure.reading
    last = len(baselines) - 1
    contents = [*lines[:last], " ".join(lines[last:])]  # the rest ends in an ellipsis
    return [
        Label(typesetter, style, reading.from_start(line, 0), y, reading.start).set_text(
            typesetter.fit(content, style, width)
        )
        for content, y in zip(contents, baselines, strict=False)
        if content
    ]
