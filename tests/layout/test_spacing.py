"""The margins and gaps of a page: the least ones in units, and wider ones where labels reach farther."""

import pytest

from gdanim.layout.margins import CellMargins, Margins, PageMargins
from gdanim.layout.page import Page
from gdanim.layout.panel_size import PanelSize
from gdanim.layout.spacing import page_spacing
from gdanim.layout.spec import LayoutSpec, PanelNeeds

CURVE = (PanelNeeds(PanelSize(1.0)),)
PAGE = Page(960, 720)


def spacing(cells, columns, *measured, page=PAGE, **more):
    margins = PageMargins(tuple(CellMargins(cell=each) for each in measured))
    return page_spacing(LayoutSpec(cells, CURVE, margins=margins, **more), page, columns)


@pytest.mark.parametrize("width", [960, 1920, 480])
def test_without_labels_margins_and_gaps_are_the_least_ones(width):
    page = Page(width, 720)
    found = spacing(4, 2, page=page)
    assert (found.left, found.right) == (52 * page.unit, 40 * page.unit)
    assert (found.columns, found.rows) == ((44 * page.unit,), (24 * page.unit,))


def test_more_than_four_columns_stand_closer():
    found = spacing(10, 5)
    assert found.columns == (22,) * 4
    assert found.rows == (18,)


def test_all_columns_share_what_margins_and_gaps_leave():
    found = spacing(4, 2)
    assert found.content_width(PAGE) == 960 - 52 - 40
    assert found.cell_width(868) == (868 - 44) / 2


def test_the_left_margin_holds_the_labels_of_the_first_column_alone():
    long, short = Margins(left=100), Margins(left=30)
    assert spacing(2, 2, long, short).left == 108
    assert spacing(2, 2, short, long).left == 52


def test_a_gap_between_columns_holds_the_labels_of_the_cell_at_its_right():
    long, none = Margins(left=100), Margins()
    assert spacing(2, 2, none, long).columns == (108,)
    assert spacing(2, 2, long, none).columns == (44,)


def test_a_gap_between_rows_holds_tick_labels_and_what_stands_over_the_next_row():
    """Below 20 and above 15 pixels; where labels are measured, a row has 18 units for them from the start."""
    upper, lower = Margins(below=20), Margins(above=15)
    assert spacing(2, 1, upper, lower).rows == (42,)
    assert spacing(2, 1, Margins(below=40), lower).rows == (63,)


def test_rows_that_are_expected_to_have_tick_labels_stand_farther_apart():
    assert spacing(2, 1, has_row_tick_labels=True).rows == (24 + 18,)


def test_a_panel_for_all_runs_has_a_gap_over_it_for_its_title_and_the_numbers_of_what_is_above():
    spec = LayoutSpec(2, CURVE, shared_panels=(PanelNeeds(PanelSize(0.9)), PanelNeeds(PanelSize(0.9))))
    assert page_spacing(spec, PAGE, 2).shared_panels == (62, 62)
    measured = PageMargins((CellMargins(cell=Margins(below=40)),) * 2, (Margins(above=30, below=5), Margins()))
    wide = page_spacing(LayoutSpec(2, CURVE, spec.shared_panels, margins=measured), PAGE, 2)
    assert wide.shared_panels == (40 + 30 + 8, 62)
    assert wide.reach_below == 0


def test_what_is_under_the_lowest_panels_is_the_reach_of_the_last_row():
    assert spacing(2, 1, Margins(below=90), Margins(below=20)).reach_below == 20
