"""The author's caption at the foot of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.reading_direction import Reading
from gdanim.drawing.text import Label, Style
from gdanim.layout.spec import FOOT_LINE, MARGIN_LEFT, MARGIN_RIGHT
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from gdanim.composition.context import Setting
    from gdanim.drawing.geometry import Box
    from gdanim.layout.spec import Page


def lines(setting: Setting, page: Page) -> list[str]:
    """The caption as it is broken on this page; none where there is none."""
    width = page.width - (MARGIN_LEFT + MARGIN_RIGHT) * page.unit
    caption = (setting.scene.caption or "").strip()
    return setting.text.wrap(caption, _style(setting, page), width) if caption else []


def foot(setting: Setting, page: Page, box: Box) -> Drawing:
    style, reading = _style(setting, page), Reading(setting.words.right_to_left)
    made = []
    for index, line in enumerate(lines(setting, page)):
        base = box.top + (index + 0.8) * FOOT_LINE * page.unit
        made.append(Label(setting.text, style, reading.x(box, 0), base, reading.start).say(line))
    return Drawing(still=made)


def _style(setting: Setting, page: Page) -> Style:
    return Style(page.text(18), setting.theme.muted)
