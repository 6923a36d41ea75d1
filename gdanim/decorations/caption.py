"""The author's caption at the foot of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.reading_direction import Reading
from gdanim.drawing.text import Label, TextStyle
from gdanim.layout.spec import FOOT_LINE, MARGIN_LEFT, MARGIN_RIGHT
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from gdanim.composition.context import FigureContext
    from gdanim.drawing.geometry import Box
    from gdanim.layout.spec import Page


def lines(figure: FigureContext, page: Page) -> list[str]:
    """The caption as it is broken on this page; none where there is none."""
    width = page.width - (MARGIN_LEFT + MARGIN_RIGHT) * page.unit
    caption = (figure.scene.caption or "").strip()
    return figure.text.wrap(caption, _style(figure, page), width) if caption else []


def foot(figure: FigureContext, page: Page, box: Box) -> Drawing:
    style, reading = _style(figure, page), Reading(figure.words.right_to_left)
    made = []
    for index, line in enumerate(lines(figure, page)):
        base = box.top + (index + 0.8) * FOOT_LINE * page.unit
        made.append(Label(figure.text, style, reading.x(box, 0), base, reading.start).set_text(line))
    return Drawing(static=made)


def _style(figure: FigureContext, page: Page) -> TextStyle:
    return TextStyle(page.text(18), figure.theme.muted)
