"""The author's caption at the bottom of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle
from gdanim.layout.lengths import CAPTION_LINE_HEIGHT
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from gdanim.decorations.figure_context import FigureContext
    from gdanim.drawing.geometry import Box
    from gdanim.layout.page import Page

TEXT_SIZE = 18  # units
BASELINE_SHARE = 0.8  # fraction of the line height, from its top


def lines(figure: FigureContext, page: Page, width: float) -> list[str]:
    """Returns the lines of the caption wrapped to ``width`` pixels; none without a caption."""
    caption = (figure.scene.caption or "").strip()
    return figure.typesetter.wrap(caption, _style(figure, page), width) if caption else []


def drawing(figure: FigureContext, page: Page, box: Box) -> Drawing:
    style, reading = _style(figure, page), figure.reading
    labels = []
    for index, line in enumerate(lines(figure, page, box.width)):
        baseline = box.top + (index + BASELINE_SHARE) * CAPTION_LINE_HEIGHT * page.unit
        labels.append(
            Label(figure.typesetter, style, reading.from_start(box, 0), baseline, reading.start).set_text(line)
        )
    return Drawing(static=labels)


def _style(figure: FigureContext, page: Page) -> TextStyle:
    return TextStyle(page.text(TEXT_SIZE), figure.theme.muted)
