"""Sizes of marks: as designed at 960 pixels, in proportion to the page, and never too small to be read."""

import pytest

from gdanim.drawing.sizes import (
    COMPARISON,
    LESSON,
    MIN_SCALE,
    MIN_TEXT,
    map_sizes,
    narrow_scale,
    panel_sizes,
    scaled_dashes,
)


@pytest.mark.parametrize(("is_lesson", "design"), [(False, COMPARISON), (True, LESSON)])
def test_on_a_page_of_960_pixels_marks_are_as_designed(is_lesson, design):
    assert panel_sizes(is_lesson=is_lesson, unit=1.0, width=400) == design


def test_on_a_page_twice_as_wide_all_are_twice_as_large():
    sizes = panel_sizes(is_lesson=False, unit=2.0, width=400)
    assert (sizes.curve, sizes.ball, sizes.shaft, sizes.head) == (6.4, 22, 12, (36, 32))
    assert (sizes.label, sizes.tick) == (32, 30)


@pytest.mark.parametrize(("width", "scale"), [(1000, 1.0), (260, 1.0), (130, 0.5), (26, MIN_SCALE)])
def test_marks_shrink_with_a_panel_narrower_than_260_pixels(width, scale):
    assert narrow_scale(width) == scale
    assert panel_sizes(is_lesson=False, unit=1.0, width=width).ball == 11 * scale


def test_texts_do_not_shrink_below_the_least_size_that_can_be_read():
    sizes = panel_sizes(is_lesson=False, unit=0.1, width=26)
    assert (sizes.label, sizes.tick) == (MIN_TEXT, MIN_TEXT)
    assert (sizes.curve, sizes.ball, sizes.shaft) == (1.2, 3.0, 1.6)


def test_a_theme_has_thicker_curves_alone():
    thick, usual = (panel_sizes(is_lesson=False, unit=1.0, width=400, line=line) for line in (1.5, 1.0))
    assert (thick.curve, thick.shaft) == (1.5 * usual.curve, usual.shaft)


@pytest.mark.parametrize(("width", "design"), [(600, LESSON), (599, COMPARISON)])
def test_a_lessons_map_has_its_sizes_where_it_has_the_page_to_itself(width, design):
    assert map_sizes(is_lesson=True, unit=1.0, width=width) == design


def test_dashes_and_gaps_grow_alike():
    assert scaled_dashes((4, 3), 1.5) == (6, 4.5)
