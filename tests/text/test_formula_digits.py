"""Digits by part: formulas, and numbers that stand alone, in Persian or Arabic digits."""

import numpy as np
import pytest

from gdanim import scene
from gdanim.drawing.text import TextStyle, Typesetter
from gdanim.drawing.ticks import labels
from gdanim.text import mathtext, words
from gdanim.text.numbers import in_digits_of_maths

STYLE = TextStyle(20, "#000000")
SCENE = {"function": "x**2", "start": 3, "eta": 0.4, "steps": 3, "language": "fa"}


def persian(body):
    return in_digits_of_maths(body, "persian")


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("x^12", r"x^{\mathtt{۱}}{\mathtt{۲}}"),
        ("0.4", r"{\mathbfit{۰}}{\mathsf{٫}}{\mathtt{۴}}"),
        (r"\hspace{0.5}x_n", r"\hspace{0.5}x_n"),
        (r"\sqrt[3]{8}", r"\sqrt[3]{{\mathtt{۸}}}"),
        ("a.b", "a.b"),
    ],
)
def test_digits_of_a_formula(body, written):
    assert persian(body) == written
    assert in_digits_of_maths(written, "persian") == written


@pytest.mark.parametrize(
    "body", [r"\frac12", "x^{-2}", r"x_0 = 1.5", r"\sqrt{2}", r"3{\times}10^{-7}", r"10\,000", "0"]
)
def test_a_formula_in_persian_digits_has_ink_and_no_missing_glyph(body, caplog):
    line = Typesetter(localized=persian).line(f"${body}$", STYLE)
    assert np.any(line.pixels[..., 3])
    assert "does not have a glyph" not in caplog.text


def test_changing_numbers_in_persian_digits_have_one_width():
    typesetter = Typesetter(localized=persian)
    assert len({typesetter.width(f"${number}$", STYLE) for number in ("0.100", "2.345", "1.111", "0.000")}) == 1


def test_digits_by_part_and_by_language():
    parts = {"words": "persian", "formulas": "persian"}
    for digits in (parts, {"fa": parts}):
        read = scene.load({**SCENE, "digits": digits})
        assert (read.digits, read.formula_digits) == ("persian", "persian")
    assert scene.load({**SCENE, "digits": {"fa": "persian"}}).formula_digits == "latin"
    assert scene.load({**SCENE, "digits": {"formulas": "arabic"}}).digits == "latin"


def test_an_unknown_part_is_a_problem():
    with pytest.raises(Exception, match="unknown part 'axes'"):
        scene.load({**SCENE, "digits": {"fa": {"axes": "persian"}}})


def test_sentences_have_coordinates_in_the_digits_of_words_and_formulas_in_their_own():
    from gdanim import pipeline

    read = scene.load({**SCENE, "digits": "persian"})
    alt = words.of_scene(read).alt(read, pipeline.trace(read))
    assert "x=۳" in alt
    assert "η=0.4" in alt
    read = scene.load({**SCENE, "digits": {"words": "persian", "formulas": "persian"}})
    alt = words.of_scene(read).alt(read, pipeline.trace(read))
    assert "η=۰٫۴" in alt
    assert not set(alt) & set("0123456789")


def test_logarithmic_ticks_have_the_digits_of_the_others():
    write = words.load("fa", digits="persian").localized
    assert labels([0.001, 0.01, 0.1], log=True, write=write)[0] == f"${persian('10^{-3}')}$"
    assert labels([0.2, 0.5, 1.0], log=True, write=write) == ["۰٫۲", "۰٫۵", "۱"]
    assert labels([0.001, 0.01, 0.1], log=True)[0] == "$10^{-3}$"


def test_an_index_in_persian_has_joined_letters():
    assert mathtext.word("new") == r"\mathrm{new}"
    assert mathtext.word("جدید") == "\\mathtt{ﺪﯾﺪﺟ}"
