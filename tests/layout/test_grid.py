"""The grid: how many columns a page has, and how high the page is that its contents ask for."""

from dataclasses import replace

import pytest

from gdanim.layout import grid, lengths, page_size, solver
from gdanim.layout.margins import CellMargins, Margins, PageMargins
from gdanim.layout.page import Page
from gdanim.layout.panel_size import PanelSize
from gdanim.layout.spec import LayoutSpec, PanelNeeds

CURVE, MAP = (PanelNeeds(PanelSize(1.0)),), (PanelNeeds(PanelSize(1.7, "map")),)


@pytest.mark.parametrize(("cells", "columns"), [(0, 1), (1, 1), (2, 2), (3, 3), (4, 2), (5, 3), (9, 3), (10, 4)])
def test_without_a_size_up_to_three_stand_in_a_row_and_more_in_a_square(cells, columns):
    assert grid.column_count(LayoutSpec(cells, CURVE), None) == columns


@pytest.mark.parametrize(("asked", "columns"), [(1, 1), (2, 2), (4, 4), (9, 4)])
def test_a_scene_has_the_columns_that_it_asks_for_and_no_empty_one(asked, columns):
    assert grid.column_count(LayoutSpec(4, CURVE, columns=asked), (960, 720)) == columns


def test_on_a_tall_page_cells_stand_one_under_the_other():
    assert grid.column_count(LayoutSpec(6, CURVE), (400, 2400)) == 1


def test_measured_margins_do_not_change_the_grid():
    margins = PageMargins((CellMargins(cell=Margins(left=300, below=90)),) * 6)
    for size in ((960, 720), (1600, 500), (400, 900)):
        wanted = grid.column_count(LayoutSpec(6, CURVE), size)
        assert grid.column_count(LayoutSpec(6, CURVE, margins=margins), size) == wanted


def test_a_single_cell_is_as_high_as_its_panel_between_title_and_margin():
    """At 868 pixels' width a curve is 2.1 times its 166 units high, under a title of 60 and a header of 46."""
    page = page_size.natural_page(LayoutSpec(1, CURVE, title_height=lambda _page, _width: 60.0), 1, 1)
    growth = min(868 / 412, 2.1)
    assert (page.width, page.height) == (960, 2 * round((60 + 46 + growth * 166 + 32 + 12) / 2))


@pytest.mark.parametrize("title", [116, 150, 200])
def test_a_page_of_any_height_is_four_times_as_high_as_its_header(title):
    page = page_size.natural_page(LayoutSpec(1, CURVE, title_height=lambda _page, _width: title), 1, 1)
    assert page.height == 4 * (title + 46)


def test_low_maps_stand_one_under_another():
    """A valley ten times as long as it is wide needs no height; three of them in a row would be stripes."""
    low = (PanelNeeds(PanelSize(1.7, "map"), natural_aspect=0.3),)
    assert grid.column_count(LayoutSpec(3, low), None) == 1
    assert grid.column_count(LayoutSpec(3, MAP), None) == 3


@pytest.mark.parametrize(("table", "columns"), [((2, 3), 3), ((3, 2), 2), ((2, 6), 2), ((6, 2), 2)])
def test_two_lists_make_a_table_which_is_turned_if_it_has_many_columns(table, columns):
    assert grid.column_count(LayoutSpec(table[0] * table[1], CURVE, table=table), None) == columns


def test_a_table_is_turned_on_a_tall_page():
    spec = LayoutSpec(8, CURVE, table=(2, 4))
    assert grid.column_count(spec, (1920, 1080)) == 4
    assert grid.column_count(spec, (720, 1280)) == 2


@pytest.mark.parametrize("cells", [6, 9])
def test_curves_of_three_columns_are_166_pixels_high(cells):
    rows = cells // 3
    page = page_size.natural_page(LayoutSpec(cells, CURVE), rows, 3)
    (cell, *_) = solver.solve(LayoutSpec(cells, CURVE), None).cells
    assert page.width == 1200
    assert cell.panels[0].height >= 165


@pytest.mark.parametrize(("columns", "width"), [(1, 960), (2, 960), (3, 1200), (4, 1280), (5, 1600), (8, 1600)])
def test_a_page_is_wider_with_more_columns(columns, width):
    assert page_size.natural_page(LayoutSpec(columns, CURVE), 1, columns).width == width


def test_a_second_row_makes_the_page_higher_by_a_cell_and_a_gap():
    one, two, three = (page_size.natural_page(LayoutSpec(2 * rows, CURVE), rows, 2).height for rows in (1, 2, 3))
    cell = 46 + 166 * 412 / 412 + 24
    assert three - two == pytest.approx(cell, abs=2)
    assert one < two


def test_a_formula_bar_and_a_caption_make_the_page_higher_by_their_height():
    plain = LayoutSpec(1, CURVE, title_height=lambda _page, _width: 60.0)
    bare = page_size.natural_page(plain, 1, 1).height
    assert page_size.natural_page(replace(plain, has_formula_bar=True), 1, 1).height == bare + 142 + 36
    captioned = replace(plain, caption_lines=lambda _page, _width: 2)
    assert page_size.natural_page(captioned, 1, 1).height == pytest.approx(bare + 2 * 25 + 14, abs=1)


def test_a_page_has_even_sides():
    for cells in range(1, 12):
        page = page_size.natural_page(LayoutSpec(cells, MAP), -(-cells // 3), min(cells, 3))
        assert page.height % 2 == 0


@pytest.mark.parametrize("size", [(960, 300), (480, 600), (960, 720)], ids=str)
def test_a_narrow_page_keeps_its_unit_however_low_it_is(size):
    assert page_size.page_of_size(LayoutSpec(4, CURVE), 2, 2, size).unit == Page(*size).unit


def test_a_wide_and_low_page_has_a_smaller_unit():
    high = page_size.page_of_size(LayoutSpec(4, CURVE), 2, 2, (1920, 1400))
    low = page_size.page_of_size(LayoutSpec(4, CURVE), 2, 2, (1920, 400))
    assert high.unit == 2.0
    assert low.unit == pytest.approx(0.8 * 2)


def test_a_header_below_the_panels_takes_nothing_of_the_top_of_the_page():
    above, below = (LayoutSpec(1, CURVE, header_edge=edge) for edge in ("top", "bottom"))
    page = Page(960, 720)
    assert page_size.top_height(above, page) - page_size.top_height(below, page) == 46
    assert page_size.top_height(below, page) == below.title_height(page, 868)


def test_below_a_header_at_the_bottom_is_the_edge_of_the_page_alone():
    """No tick labels stand there; with shared panels, they stand below these."""
    (cell,) = solver.solve(LayoutSpec(1, CURVE, header_edge="bottom"), (960, 720)).cells
    assert cell.header.bottom == 720 - lengths.PAGE_EDGE
    shared = LayoutSpec(1, CURVE, shared_panels=CURVE, header_edge="bottom")
    (panel,) = solver.solve(shared, (960, 720)).shared_panels
    assert panel.bottom == 720 - lengths.MARGIN_BOTTOM - lengths.TICK_LABELS_HEIGHT
