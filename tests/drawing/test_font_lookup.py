"""Fonts: each letter comes from the first font of the chain that has it; what none has is reported."""

import pytest

from gdanim.drawing import fonts


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
def test_there_are_files_for_each_weight(weight):
    assert all(path.is_file() for path in fonts.chain(weight))


def test_latin_and_persian_come_from_one_design_and_greek_from_the_fallback():
    assert fonts.split("step گام", "regular") == [("step گام", fonts.file("regular"))]
    assert fonts.split("η=2", "regular") == [("η", fonts.fallback("regular")), ("=2", fonts.file("regular"))]


def test_the_persian_decimal_sign_is_no_latin_comma():
    regular = fonts.file("regular")
    assert fonts.split("۲٫۵", "regular") == [("۲", regular), ("٫", fonts.fallback("regular")), ("۵", regular)]
    assert fonts.split("۲٫۵", "regular", "DejaVu Sans") == [("۲٫۵", fonts.fallback("regular"))]


def test_invisible_characters_stay_with_their_neighbours():
    assert fonts.split("می\u200cرسد", "bold") == [("می\u200cرسد", fonts.file("bold"))]
    assert fonts.has_no_ink("\u200c")
    assert fonts.has_no_ink(" ")
    assert not fonts.has_no_ink("a")


def test_a_letter_that_no_font_has_is_missing_once():
    assert fonts.missing("step 𓀀𓀀 ✕ گام") == "𓀀"
