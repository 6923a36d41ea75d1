"""The author's caption at the foot of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.page.layout import FOOT_LINE, MARGIN_LEFT, MARGIN_RIGHT
from gdanim.panels import Drawing
from gdanim.panels.marks.text import Label, Style

if TYPE_CHECKING:
    from gdanim.page.layout import Page
    from gdanim.panels.marks.plot import Box
    from gdanim.panels.marks.text import Typesetter
    from gdanim.themes import Theme


def style(page: Page, theme: Theme) -> Style:
    return Style(page.text(18), theme.muted)


def lines(caption: str, page: Page, theme: Theme, text: Typesetter) -> list[str]:
    """The caption as it is broken on this page; none where it is empty."""
    width = page.width - (MARGIN_LEFT + MARGIN_RIGHT) * page.unit
    return text.wrap(caption, style(page, theme), width) if caption.strip() else []


def foot(broken: list[str], box: Box, page: Page, theme: Theme, text: Typesetter) -> Drawing:
    made = [
        Label(text, style(page, theme), box.left, box.top + (index + 0.8) * FOOT_LINE * page.unit).say(line)
        for index, line in enumerate(broken)
    ]
    return Drawing(still=made)
