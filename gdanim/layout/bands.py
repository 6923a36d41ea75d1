"""The vertical bands of a page: the title above its panels, and what is below them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box
from gdanim.layout.lengths import (
    CAPTION_GAP,
    CAPTION_LINE_HEIGHT,
    FORMULA_BAR_GAP,
    LINES_BESIDE_WORDS,
    LOW_FORMULA_BAR_GAP,
    LOW_FORMULA_BAR_HEIGHTS,
    LOW_PAGE_EDGE,
    MARGIN_BOTTOM,
    MIN_WIDTH_OF_LINES,
    PAGE_EDGE,
    TICK_LABELS_HEIGHT,
    bar_height,
)
from gdanim.layout.margins import margin_for

if TYPE_CHECKING:
    from gdanim.layout.page import Page
    from gdanim.layout.spec import LayoutSpec


@dataclass(frozen=True)
class Bands:
    """The heights in pixels of the bands of a page from top to bottom; 0 for those that it doesn't have.

    Attributes
    ----------
    title
        The title area, above the panels.
    margin_below
        The margin below the panels, which holds the tick labels of the lowest.
    formula_bar
        The formula bar.
    caption_gap
        The gap between the formula bar and the caption.
    caption
        The caption.
    edge
        The edge of the page.
    """

    title: float
    margin_below: float
    formula_bar: float = 0.0
    caption_gap: float = 0.0
    caption: float = 0.0
    edge: float = 0.0

    @property
    def below_panels(self) -> float:
        """The height of everything below the panels."""
        return self.margin_below + self.formula_bar + self.caption_gap + self.caption + self.edge

    @property
    def total(self) -> float:
        """The height of the page without its panels."""
        return self.title + self.below_panels

    def panels_box(self, page: Page, left: float, right: float) -> Box:
        """Returns the box of all panels on a page, between two edges."""
        return Box(left, self.title, right, page.height - self.below_panels)

    def formula_bar_box(self, page: Page, left: float, right: float) -> Box | None:
        """Returns the box of the formula bar, or None."""
        bottom = page.height - self.edge - self.caption - self.caption_gap
        return Box(left, bottom - self.formula_bar, right, bottom) if self.formula_bar else None

    def caption_box(self, page: Page, left: float, right: float) -> Box | None:
        """Returns the box of the caption, or None."""
        bottom = page.height - self.edge
        return Box(left, bottom - self.caption, right, bottom) if self.caption else None


def formula_lines(spec: LayoutSpec, page: Page) -> int:
    """Returns the number of lines of the formula bar that a page has room for: all, or that of the new point."""
    is_crowded = page.width < MIN_WIDTH_OF_LINES or (page.is_tall and spec.formula_lines > LINES_BESIDE_WORDS)
    return 1 if is_crowded or page.is_low else spec.formula_lines


def formula_bar_height(spec: LayoutSpec, page: Page) -> float:
    """Returns the height in pixels of the formula bar, which has numbers alone on a low page."""
    rows = min(len(LOW_FORMULA_BAR_HEIGHTS), spec.formula_rows)
    height = bar_height(formula_lines(spec, page), rows, is_page_tall=page.is_tall)
    return (LOW_FORMULA_BAR_HEIGHTS[rows - 1] if page.is_low else height) * page.unit


def page_bands(spec: LayoutSpec, page: Page, width: float, reach_below: float = 0.0) -> Bands:
    """Returns the bands of a page.

    Parameters
    ----------
    spec
        The contents of the page.
    page
        The page; of its size, only the width matters.
    width
        The width of the title and the caption in pixels.
    reach_below
        The extent in pixels of the labels below the lowest panels.
    """
    unit, caption_line_count = page.unit, spec.caption_lines(page, width)
    if spec.has_formula_bar:
        margin = (LOW_FORMULA_BAR_GAP if page.is_low else FORMULA_BAR_GAP) + TICK_LABELS_HEIGHT
    elif caption_line_count:
        margin = MARGIN_BOTTOM + TICK_LABELS_HEIGHT - PAGE_EDGE + CAPTION_GAP
    elif spec.header_edge == "bottom" and not spec.shared_panels:  # the headers stand below the tick labels
        margin = PAGE_EDGE
    else:
        margin = MARGIN_BOTTOM + TICK_LABELS_HEIGHT
    return Bands(
        title=spec.title_height(page, width),
        margin_below=margin_for(reach_below, margin * unit, unit),
        formula_bar=formula_bar_height(spec, page) if spec.has_formula_bar else 0.0,
        caption_gap=CAPTION_GAP * unit if spec.has_formula_bar and caption_line_count else 0.0,
        caption=CAPTION_LINE_HEIGHT * unit * caption_line_count,
        edge=(LOW_PAGE_EDGE if page.is_low else PAGE_EDGE) * unit
        if spec.has_formula_bar or caption_line_count
        else 0.0,
    )
