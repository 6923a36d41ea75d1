"""The title of a panel, above its box at the reading start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle

if TYPE_CHECKING:
    from gdanim.panel_parts.panel_context import PanelContext

TITLE_SIZE, MIN_TITLE_SIZE = 17, 12.0  # units; pixels
TITLE_RAISE = 10  # units above the panel


def panel_title(context: PanelContext, title: str, rise: float = TITLE_RAISE) -> list[Label]:
    """Returns the title, ``rise`` units above the box and no wider, if the context shows titles."""
    if "title" not in context.shown_marks:
        return []
    style = TextStyle(context.text_size(TITLE_SIZE, MIN_TITLE_SIZE), context.theme.ink, "semibold")
    fitting = context.typesetter.fit(title, style, context.axes.box.width)
    return [text_above(context, fitting, style, 0.0, rise)]


def text_above(context: PanelContext, text: str, style: TextStyle, offset: float, rise: float = TITLE_RAISE) -> Label:
    """Returns a text above the box, which begins ``offset`` pixels from the reading start."""
    box, reading = context.axes.box, context.reading
    x, baseline = reading.from_start(box, offset), box.top - rise * context.unit
    return Label(context.typesetter, style, x, baseline, reading.start).set_text(text)
