"""The bands of a page: their heights add up, and the boxes lie one under the other without overlap."""

import pytest

from gdanim.drawing.geometry import Box
from gdanim.layout.bands import Bands, page_bands
from gdanim.layout.page import Page
from gdanim.layout.panel_size import PanelSize
from gdanim.layout.spec import LayoutSpec, PanelNeeds

PAGE = Page(960, 720)
PARTS = [(0, False), (1, False), (0, True), (2, True)]


def bands(lines=0, has_formula_bar=None, page=PAGE, reach_below=0.0):
    panels = (PanelNeeds(PanelSize()),)
    spec = LayoutSpec(1, panels, has_formula_bar=bool(has_formula_bar), caption_lines=lambda _page, _width: lines)
    return page_bands(spec, page, 800, reach_below)


def test_a_page_of_panels_has_a_title_and_a_margin_for_tick_labels():
    assert bands() == Bands(title=116, margin_below=44, formula_bar=0, caption_gap=0, caption=0, edge=0)


@pytest.mark.parametrize(("lines", "height"), [(1, 25), (2, 50)])
def test_a_caption_is_25_units_high_a_line_and_has_a_gap_of_14_below_a_formula_bar(lines, height):
    assert bands(lines) == Bands(116, 34, 0, 0, height, 24)
    assert bands(lines, True) == Bands(116, 48, 142, 14, height, 24)


def test_the_bands_grow_with_the_page():
    assert bands(1, True, Page(1920, 1080)).total == 2 * bands(1, True).total


@pytest.mark.parametrize(("lines", "has_formula_bar"), PARTS)
@pytest.mark.parametrize("reach_below", [0, 90])
def test_the_boxes_have_the_heights_of_their_bands_and_end_at_the_edge_of_the_page(lines, has_formula_bar, reach_below):
    page_parts = bands(lines, has_formula_bar, reach_below=reach_below)
    panels = page_parts.panels_box(PAGE, 50, 900)
    assert panels == Box(50, 116, 900, 720 - page_parts.below_panels)
    assert PAGE.height == pytest.approx(page_parts.total + panels.height)
    below = [page_parts.formula_bar_box(PAGE, 50, 900), page_parts.caption_box(PAGE, 50, 900)]
    tops = [box.top for box in below if box]
    assert [box is not None for box in below] == [has_formula_bar, lines > 0]
    assert all(top >= panels.bottom + reach_below for top in tops)
    assert tops == sorted(tops)
