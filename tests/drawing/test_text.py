"""Lines of text: widths add up, wrapped lines fit, and what is shortened ends in an ellipsis."""

import numpy as np
import pytest

from gdanim import themes
from gdanim.drawing.text import HALO_WIDTH, TextStyle, Typesetter
from gdanim.text.numbers import with_commas_in_maths

TEXT = Typesetter()
STYLE = TextStyle(20, "#102030")
SENTENCE = "the ball reaches the minimum after ten steps"


def test_a_line_is_at_least_as_wide_as_each_of_its_words():
    assert TEXT.width(SENTENCE, STYLE) > max(TEXT.width(word, STYLE) for word in SENTENCE.split())


def test_an_empty_line_has_no_width():
    assert TEXT.width("", STYLE) == 0


def test_a_scale_enlarges_every_text():
    assert Typesetter(scale=2.0).width(SENTENCE, STYLE) == TEXT.width(SENTENCE, TextStyle(40, "#102030"))


@pytest.mark.parametrize("width", [100, 150, 260, 1000])
def test_wrapped_lines_fit_and_say_everything(width):
    lines = TEXT.wrap(SENTENCE, STYLE, width)
    assert " ".join(lines) == SENTENCE
    assert all(TEXT.width(line, STYLE) <= width for line in lines)


def test_a_word_longer_than_a_line_has_one_to_itself():
    assert TEXT.wrap("a minimum b", STYLE, 1) == ["a", "minimum", "b"]


def test_a_formula_is_not_broken_at_its_spaces():
    assert TEXT.wrap("at $x = 2 + 3$ it stops", STYLE, 1) == ["at", "$x = 2 + 3$", "it", "stops"]


def test_a_text_that_fits_is_left_as_it_is():
    assert TEXT.fit(SENTENCE, STYLE, TEXT.width(SENTENCE, STYLE)) == SENTENCE


@pytest.mark.parametrize("width", [30, 100, 200])
def test_a_text_too_long_is_its_beginning_with_an_ellipsis(width):
    short = TEXT.fit(SENTENCE, STYLE, width)
    assert short.endswith("…")
    assert SENTENCE.startswith(short[:-1])
    assert TEXT.width(short, STYLE) <= width


def test_an_ellipsis_cuts_neither_numbers_nor_formulas():
    text = r"at $x_0 = 2$ and 3.14159"
    shortened = {TEXT.fit(text, STYLE, width) for width in range(10, TEXT.width(text, STYLE))}
    assert shortened == {"…", "a…", "at…", "at $x_0 = 2$…", "at $x_0 = 2$ a…", "at $x_0 = 2$ an…", "at $x_0 = 2$ and…"}


def test_letters_have_their_colour_and_a_halo_lies_about_them():
    plain, haloed = TEXT.line("H", STYLE), TEXT.line("H", TextStyle(20, "#102030", halo="#FFFFFF"))
    assert set(map(tuple, plain.pixels[plain.pixels[..., 3] == 255][:, :3].tolist())) == {themes.rgb("#102030")}
    assert haloed.pixels.shape == tuple(np.add(plain.pixels.shape, (2 * HALO_WIDTH, 2 * HALO_WIDTH, 0)))
    assert (haloed.width, haloed.ascent) == (plain.width, plain.ascent + HALO_WIDTH)
    assert (haloed.pixels[..., 3] > 0).sum() > (plain.pixels[..., 3] > 0).sum()


def test_formulas_have_decimal_commas_where_the_language_has():
    line = Typesetter(localized=with_commas_in_maths).line(r"$x = 0.5$", STYLE)
    assert "{,}" in line.parts[0].glyph.text


def test_a_line_is_set_once():
    assert TEXT.line(SENTENCE, STYLE) is TEXT.line(SENTENCE, STYLE)


def test_the_parts_of_a_line_follow_each_other_from_the_left():
    offsets = [part.offset for part in TEXT.line(r"slope $f'(x)$ at $x$", STYLE).parts]
    assert offsets == sorted(offsets)
    assert offsets[0] == 0
