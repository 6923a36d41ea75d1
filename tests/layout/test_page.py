"""A page: its unit grows with its width, and letters stay large enough to be read."""

import pytest

from gdanim.layout.page import Page, page_of


@pytest.mark.parametrize(("width", "unit"), [(960, 1.0), (1920, 2.0), (720, 0.75), (480, 0.62), (100, 0.62)])
def test_the_unit_is_a_pixel_at_960_pixels_and_no_less_than_0_62(width, unit):
    assert Page(width, 720).unit == unit


@pytest.mark.parametrize(
    ("width", "factor", "unit"), [(1920, 0.8, 1.6), (1920, 0.3, 1.0), (960, 0.5, 1.0), (480, 0.5, 0.62)]
)
def test_a_low_page_has_a_smaller_unit_down_to_one_pixel(width, factor, unit):
    assert Page(width, 300, factor).unit == pytest.approx(unit)


@pytest.mark.parametrize("size", [(1080, 1920), (720, 1280), (900, 1600)], ids=str)
def test_on_a_tall_page_the_smallest_letters_are_a_38th_of_its_width(size):
    page = page_of(size)
    assert page.text(15) == pytest.approx(size[0] / 38)
    assert page.text(1) == pytest.approx(size[0] / 38)


def test_a_page_is_tall_above_a_height_of_1_4_widths():
    assert [page_of((1000, height)).is_tall for height in (1400, 1401)] == [False, True]


@pytest.mark.parametrize(("width", "size"), [(960, 15), (1920, 30), (480, 11)])
def test_a_text_grows_with_the_unit_and_is_never_under_11_pixels(width, size):
    assert Page(width, 720).text(15) == size
