"""What has to be placed: positions in the grid follow from the spec alone."""

import pytest

from gdanim.layout.page import Page
from gdanim.layout.panel_size import PanelSize
from gdanim.layout.spec import LayoutSpec, PanelNeeds, usual_header_height

CURVE = (PanelNeeds(PanelSize(1.0)),)


@pytest.mark.parametrize(("index", "position"), [(0, (0, 0)), (2, (0, 2)), (3, (1, 0)), (5, (1, 2))])
def test_cells_fill_the_grid_row_by_row(index, position):
    assert LayoutSpec(6, CURVE).grid_position(index, 3) == position


@pytest.mark.parametrize(("index", "position"), [(0, (0, 2)), (2, (0, 0)), (3, (1, 2)), (5, (1, 0))])
def test_from_the_right_the_first_cell_is_the_rightmost(index, position):
    assert LayoutSpec(6, CURVE, is_rtl=True).grid_position(index, 3) == position


def test_a_header_of_one_line_is_46_units_high():
    assert usual_header_height(Page(960, 720), 300) == 46


def test_the_panels_of_a_cell_are_stacked_with_margins_wide_enough_for_every_cell():
    stack = LayoutSpec(2, CURVE, is_rtl=True).panel_stack(0.7)
    assert (stack.panels, stack.unit, stack.is_rtl) == (CURVE, 0.7, True)
