"""Glyph images: what is set is where its baseline and its advance say, and digits are equally wide."""

import numpy as np
import pytest

from gdanim.drawing.glyphs import ITALIC_OVERHANG, PERSIAN_DIGIT_WIDTH, STIX_SCALE, glyphs
from gdanim.text.bidi import TextPiece


def glyph(text, size=40.0, *, maths=False, rtl=False, weight="regular"):
    (found,) = glyphs(TextPiece(text, is_maths=maths, is_rtl=rtl), size, weight)
    return found


def ink(image):
    """The rows above the baseline, positive, and the columns from the origin, that have ink."""
    rows, columns = image.alpha.nonzero()
    return image.ascent - rows, columns - image.pad


def test_a_capital_stands_on_the_baseline_and_a_p_goes_below_it():
    above, _ = ink(glyph("H"))
    assert above.min() in (0, 1)
    assert ink(glyph("p"))[0].min() < -5


@pytest.mark.parametrize("text", ["H", "m", "minimum"])
def test_the_ink_of_a_text_lies_between_its_origin_and_its_advance(text):
    _, columns = ink(glyph(text))
    assert columns.min() >= -ITALIC_OVERHANG
    assert columns.max() <= glyph(text).advance + ITALIC_OVERHANG


def test_a_text_twice_as_large_advances_twice_as_far():
    assert glyph("minimum", 80).advance == pytest.approx(2 * glyph("minimum", 40).advance, rel=0.02)


def test_mathematics_is_set_larger_by_the_factor_that_makes_both_look_equally_large():
    assert glyph("x", 40, maths=True).size == pytest.approx(40 * STIX_SCALE)


@pytest.mark.parametrize("pair", [("1111", "8888"), ("0.17", "9.99"), ("−12", "−34")])
def test_numbers_of_formulas_with_as_many_digits_are_equally_wide(pair):
    one, other = (glyph(number, maths=True).advance for number in pair)
    assert one == pytest.approx(other)


@pytest.mark.parametrize("number", ["۰", "۱", "۸"])
def test_persian_digits_are_equally_wide(number):
    assert glyph(number).advance == PERSIAN_DIGIT_WIDTH * 40
    assert glyph(3 * number).advance == pytest.approx(3 * PERSIAN_DIGIT_WIDTH * 40)


@pytest.mark.parametrize("digit", "۰۱۲۳۴۵۶۷۸۹")
@pytest.mark.parametrize("size", [20.0, 40.0])
def test_the_ink_of_a_persian_digit_is_centred_so_that_the_spaces_about_a_number_are_alike(digit, size):
    image = glyph(digit, size)
    columns = np.flatnonzero((image.alpha > 64).any(axis=0)) - image.pad
    left, right = columns[0], image.advance - (columns[-1] + 1)
    assert abs(left - right) <= 1 + 1e-9  # to whole pixels


def test_the_dot_of_a_persian_zero_is_drawn_larger_and_stands_in_the_middle_of_the_digits():
    zero, eight = (ink(glyph(digit))[0] for digit in "۰۸")
    assert eight.min() < zero.min()
    assert zero.max() < eight.max()


def test_a_letter_that_the_family_lacks_comes_from_another_font():
    parts = glyphs(TextPiece("aη"), 40, "regular")
    assert [part.text for part in parts] == ["a", "η"]
    assert parts[0].font != parts[1].font


def test_coverage_is_a_number_of_a_byte():
    image = glyph("H")
    assert image.alpha.dtype == np.uint8
    assert image.alpha.max() == 255
