"""The panels of a cell: heights by their weights, maps in a row, and tables aside where there is room."""

import pytest

from gdanim.drawing.geometry import Box
from gdanim.layout.panel_size import PanelSize
from gdanim.layout.panel_stack import PanelStack
from gdanim.layout.spec import PanelNeeds

CURVE, STRIP, MAP = (
    PanelNeeds(PanelSize(1.0)),
    PanelNeeds(PanelSize(0.34, is_thin=True), index=1),
    PanelNeeds(PanelSize(1.7, "map"), index=2),
)
TABLE = PanelNeeds(PanelSize(1.0, "aside", (200, 120), full_width=300), has_axes=False, index=3)
CHART = PanelNeeds(PanelSize(1.0), has_axes=False, index=4)
BOX = Box(0, 0, 800, 400)


def boxes(*panels, box=BOX, unit=1.0, rtl=False):
    return PanelStack(panels, unit, rtl).boxes(box)


def test_a_single_panel_has_the_whole_box():
    assert boxes(CURVE) == (BOX,)


def test_panels_on_one_axis_share_the_height_by_their_weights_without_a_gap():
    upper, lower = boxes(CURVE, STRIP)
    assert (upper.top, lower.bottom) == pytest.approx((0, 400))
    assert upper.bottom == lower.top == pytest.approx(400 / 1.34)


def test_where_an_axis_ends_there_is_a_gap_for_its_numbers():
    upper, lower = boxes(CURVE, CHART)
    assert lower.top - upper.bottom == pytest.approx(34)
    assert upper.height == lower.height == pytest.approx((400 - 34) / 2)


def test_maps_stand_in_a_row_where_it_is_wide_and_in_a_column_where_it_is_narrow():
    left, right = boxes(MAP, MAP)
    assert (left.top, left.right, right.right) == (right.top, (800 - 56) / 2, 800)
    upper, lower = boxes(MAP, MAP, box=Box(0, 0, 400, 800))
    assert (upper.left, upper.right) == (lower.left, lower.right) == (0, 400)
    assert lower.top - upper.bottom == pytest.approx(34)


def test_from_the_right_the_first_map_is_the_right_one():
    first, second = boxes(MAP, MAP, rtl=True)
    assert first.left > second.right


def test_a_table_stands_aside_with_its_full_width_and_the_gap():
    """0.42 of 800 pixels are more than the 300 and the gap of 28 that the table asks for."""
    curve, table = boxes(CURVE, TABLE)
    assert table.right == 800
    assert table.left - curve.right == pytest.approx(28)
    assert curve.right == pytest.approx(800 - 0.42 * 800)
    assert curve.height == table.height == 400


def test_from_the_right_a_table_is_at_the_left_and_the_curves_numbers_have_a_gap_of_their_own():
    curve, table = boxes(CURVE, TABLE, rtl=True)
    assert (table.left, curve.right) == (0, 800)
    assert curve.left - table.right == pytest.approx(56)


def test_in_a_tall_box_a_table_stands_under_the_curve():
    curve, table = boxes(CURVE, TABLE, box=Box(0, 0, 600, 1200))
    assert table.top > curve.bottom
    assert (curve.right, table.right) == (600, 600)


def test_a_row_is_no_lower_than_its_letters_need():
    needy = PanelNeeds(PanelSize(0.1, minimum=(0, 150), is_thin=True), index=5)
    upper, lower = boxes(CURVE, needy)
    assert (upper.height, lower.height) == (250, 150)


@pytest.mark.parametrize(("width", "height"), [(412, 166), (206, 83), (824, 332), (4120, 2.1 * 166), (100, 72)])
def test_a_curve_is_166_units_high_in_412_and_grows_with_its_width_within_limits(width, height):
    assert PanelStack((CURVE,), 1.0).natural_height(width, only_cell=False) == pytest.approx(height)


@pytest.mark.parametrize(("only_cell", "aspect"), [(True, 0.86), (False, 0.64)])
def test_a_map_is_higher_in_the_pages_only_cell_beside_another(only_cell, aspect):
    stack = PanelStack((MAP, MAP), 1.0)
    assert stack.natural_height(856, only_cell=only_cell) == pytest.approx(aspect * 400)


def test_the_total_weight_is_that_of_the_rows():
    assert PanelStack((CURVE, STRIP), 1.0).total_weight(800) == 1.34
    assert PanelStack((MAP, MAP), 1.0).total_weight(800) == 1.7
    assert PanelStack((CURVE, TABLE), 1.0).total_weight(800) == 1.0


def test_panels_lose_their_shape_where_they_are_higher_than_1_2_times_their_width():
    assert PanelStack((CURVE,), 1.0).max_height(500) == 1.2 * 500 + 34


def test_a_row_is_as_high_as_what_keeps_its_own_shape():
    """Of 800 − 56 pixels a block of weight 1.7 beside a map of the same weight has half, and 0.9 of it in height."""
    block = PanelNeeds(PanelSize(1.7, "map", aspect=0.74, has_fixed_aspect=True), natural_aspect=0.9)
    row = PanelStack((block, MAP), 1.0)
    assert row.natural_height(800, only_cell=True) == pytest.approx(0.9 * (800 - 56) / 2)
    assert row.has_row_of_fixed(800)
    assert not PanelStack((MAP, MAP), 1.0).has_row_of_fixed(800)
    alone = PanelStack((block,), 1.0)
    assert alone.natural_height(800, only_cell=True) == pytest.approx(0.74 * 800)
    assert alone.natural_height(800, only_cell=False) == pytest.approx(0.9 * 800)
