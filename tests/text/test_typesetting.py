"""Lines of text: words and formulas in order, dollar signs as written, digits of one width, every letter set."""

import numpy as np
import pytest

from gdanim.drawing import fonts
from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle, Typesetter
from gdanim.text import mathtext as formula, numbers
from gdanim.text.bidi import TextPiece
from gdanim.text.typesetting import pieces

PLAIN = TextStyle(20, "#1B2430")
WEIGHTS = ("regular", "semibold", "bold")


@pytest.fixture(scope="module")
def text():
    return Typesetter()


def ink(image):
    """The columns of an image that hold any letter, first and last."""
    columns = np.flatnonzero(image.pixels[..., 3].any(axis=0))
    return columns.min(), columns.max()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("plain words", [("plain words", False)]),
        ("$x^2$", [("x^2", True)]),
        ("the curve $x^2$ and its slope $2x$", [
            ("the curve ", False), ("x^2", True), (" and its slope ", False), ("2x", True)]),
        (r"it costs \$5", [("it costs $5", False)]),
        ("it costs $5", [("it costs $5", False)]),
        (r"\$5 for $x$", [("$5 for ", False), ("x", True)]),
        (r"$a \$ b$", [(r"a \$ b", True)]),
        ("$$", [("$$", False)]),
        ("", []),
    ],
)  # fmt: skip
def test_a_line_is_read_as_words_and_formulas(line, wanted):
    assert [(piece.text, piece.is_maths) for piece in pieces(line)] == wanted


def test_a_scale_multiplies_the_sizes_of_words_and_formulas():
    halved = TextStyle(PLAIN.size / 2, PLAIN.colour)
    for line in ("slope", "$x^2$", "شیب"):
        assert Typesetter(scale=2).line(line, halved).parts[0].glyph.size == pytest.approx(
            Typesetter().line(line, PLAIN).parts[0].glyph.size
        )


def test_formulas_and_words_stand_beside_each_other(text):
    both, words, formula = (text.line(line, PLAIN).width for line in ("slope $2x$", "slope ", "$2x$"))
    assert both == pytest.approx(words + formula, abs=2)


def test_words_and_formulas_share_their_base_line(text):
    """A plus sign of the formula stands as high above the base line as one of the words."""
    assert text.line("x", PLAIN).ascent <= text.line("x $x$", PLAIN).ascent


def test_a_pieces_own_colour_is_used(text):
    image = text.line((TextPiece("a", colour="#FF0000"), TextPiece("b", colour="#0000FF")), PLAIN)
    colours = {tuple(pixel) for pixel in image.pixels[image.pixels[..., 3] > 200][:, :3]}
    assert colours == {(255, 0, 0), (0, 0, 255)}


@pytest.mark.parametrize("size", [11, 15, 20, 31, 60])
def test_all_digits_are_equally_wide(text, size):
    style = TextStyle(size, "#000000")
    for plain in (False, True):
        widths = {text.line((TextPiece(digit * 4, is_maths=plain),), style).width for digit in "0123456789"}
        assert len(widths) == 1


@pytest.mark.parametrize("size", [11, 20, 31])
def test_a_changing_number_stands_where_it_stood(text, size):
    """Set to the right, the digits that stay are drawn on the same pixels."""

    def drawn(number):
        label = Label(text, TextStyle(size, "#000000"), 200, 50, "right").set_text((TextPiece(number, is_maths=True),))
        sheet = np.zeros((100, 220), int)
        image, left, top = label.image, label.left - label.image.pad, 50 - label.image.ascent
        sheet[top : top + image.height, left : left + image.pixels.shape[1]] = image.pixels[..., 3]
        return sheet

    one, other = drawn("1.234"), drawn("7.234")
    changed = np.flatnonzero((one != other).any(axis=0))
    digit = text.line((TextPiece("0", is_maths=True),), TextStyle(size, "#000000")).width
    assert changed.max() - changed.min() <= digit + 2


def test_a_minus_in_a_number_is_a_minus_sign(text):
    with_minus, without = (text.line((TextPiece(body, is_maths=True),), PLAIN) for body in ("−2", "2"))
    hyphen = text.line("-", PLAIN)
    assert with_minus.width - without.width > 1.5 * hyphen.width


def test_a_number_of_digits_looks_like_the_formula_it_is(text):
    """Put together from its digits, 12.5 is as wide as mathtext sets it, to a pixel."""
    assert text.line((TextPiece("12.5", is_maths=True),), PLAIN).width == pytest.approx(
        text.line((TextPiece("{12.5}", is_maths=True),), PLAIN).width, abs=1
    )


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_words_of_the_languages_have_all_their_characters(weight):
    assert not fonts.missing("Four step sizes, 25 steps each: η = 0.2 → x₀ ↓ ▲ −0.25 … “slope” f′(x)", weight)
    assert not fonts.missing("چهار اندازه گام، هر کدام ۲۵ گام", weight)


@pytest.mark.parametrize(("line", "missing"), [("the 好 curve", "好"), ("好学好", "好学"), ("plain", "")])
def test_a_letter_that_no_font_has_is_found(line, missing):
    assert fonts.missing(line) == missing


def test_a_sign_that_the_family_lacks_is_set_by_the_next_font():
    parts = fonts.split("a ▲ b", "regular")
    assert "".join(part for part, _ in parts) == "a ▲ b"
    assert [path.name.split("-")[0].split(".")[0] for _, path in parts] == ["IBMPlexSansArabic", "DejaVuSans",
                                                                           "IBMPlexSansArabic"]  # fmt: skip


def test_a_line_too_long_is_wrapped_at_spaces_and_never_inside_a_formula(text):
    line = "the curve $2 x + e^{-2 x}$ falls steeply at first and is flat in the end"
    lines = text.wrap(line, PLAIN, 200)
    assert " ".join(lines) == line
    assert sum(part.count("$") for part in lines) == 2
    assert all(part.count("$") in {0, 2} for part in lines)
    assert all(text.width(part, PLAIN) <= 200 for part in lines)


def test_a_word_wider_than_the_line_stands_alone(text):
    assert text.wrap("a incomprehensibilities b", PLAIN, 60) == ["a", "incomprehensibilities", "b"]


@pytest.mark.parametrize("width", [40, 90, 200])
def test_a_text_too_wide_ends_in_an_ellipsis(text, width):
    fitted = text.fit("A title that is rather long", PLAIN, width)
    assert text.width(fitted, PLAIN) <= width
    assert fitted.endswith("…")
    assert "A title that is rather long".startswith(fitted[:-1])


def test_a_text_that_fits_is_left_alone(text):
    assert text.fit("short", PLAIN, 200) == "short"


@pytest.mark.parametrize(("side", "left", "right"), [("left", 100, None), ("right", None, 100), ("center", None, None)])
def test_a_label_stands_at_its_left_end_middle_or_right_end(text, side, left, right):
    label = Label(text, PLAIN, 100, 50, side).set_text("minimum")
    box = label.box
    assert left is None or box[0] == left
    assert right is None or box[2] == pytest.approx(right, abs=1)
    assert side != "center" or (box[0] + box[2]) / 2 == pytest.approx(100, abs=1)


@pytest.mark.parametrize("line", ["minimum", "fig", r"$\frac{df}{dx}$", "$x_{k+1}$", "−0.25"])
def test_a_labels_box_holds_its_letters(text, line):
    label = Label(text, PLAIN, 100, 50).set_text(line)
    image = label.image
    first, last = ink(image)
    rows = np.flatnonzero(image.pixels[..., 3].any(axis=1))
    left, top = label.left - image.pad, round(label.y) - image.ascent
    assert left + first >= label.box[0] - 3, "an italic letter may overhang"
    assert left + last <= label.box[2] + 3
    assert top + rows.min() >= label.box[1] - 1
    assert top + rows.max() <= label.box[3] + 1


def test_a_halo_is_a_soft_edge_of_the_paper(text):
    bare = text.line("a", PLAIN)
    haloed = text.line("a", TextStyle(20, "#1B2430", halo="#FCFBF8"))
    assert haloed.width == bare.width
    assert (haloed.pixels[..., 3] > 0).sum() > 1.5 * (bare.pixels[..., 3] > 0).sum()
    assert tuple(haloed.pixels[haloed.pixels[..., 3] > 0][0, :3]) == (252, 251, 248), "the uppermost is edge only"


def test_each_line_is_set_once(text):
    assert text.line("minimum", PLAIN) is text.line("minimum", PLAIN)


def test_nothing_is_written_for_an_empty_text(text):
    image = text.line("", PLAIN)
    assert image.width == 0
    assert not image.pixels[..., 3].any()


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("|x|", r"{\!\mid\!}x{\!\mid\!}"),
        (r"2|x - 1|^2", r"2{\!\mid\!}x - 1{\!\mid\!}^2"),
        (r"|\nabla f|", r"{\!\mid\!}\nabla f{\!\mid\!}"),
        (r"\left|x\right|", r"\left|x\right|"),
        (r"\|x\|", r"\|x\|"),
        (r"\bigl|x\bigr|", r"\bigl|x\bigr|"),
        (r"p_\text{a|b}", r"p_\text{a|b}"),
    ],
)
def test_bars_are_set_as_bars(body, wanted):
    assert formula.with_tall_bars(body) == wanted


def test_a_bar_may_be_an_index(text):
    assert text.line("$x_| + y^|$", PLAIN).width > text.line("$x + y$", PLAIN).width


@pytest.mark.parametrize("size", [13, 21, 34])
def test_a_bar_reaches_below_the_base_line_as_no_letter_l_does(text, size):
    style = TextStyle(size, "#000000")
    bars, letters = (text.line(f"${body}$", style) for body in ("|x|", "lxl"))
    descents = [np.flatnonzero(image.pixels[..., 3].any(axis=1)).max() - image.ascent for image in (bars, letters)]
    assert descents[0] >= descents[1] + 0.1 * size


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("0.5", "0{,}5"),
        (r"0.3 \cdot 0.87^{k}", r"0{,}3 \cdot 0{,}87^{k}"),
        ("(-2.5, 1.7)", r"(-2{,}5\,;\,1{,}7)"),
        (r"(1,\ {-}1.5)", r"(1\,;\,{-}1{,}5)"),
        ("f(x, y)", "f(x, y)"),
    ],
)
def test_formulas_with_decimal_commas(body, wanted):
    assert numbers.with_commas_in_maths(body) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (r"\frac{1}{60} \sum_i (w x_i)^2", r"\frac{1}{60}\,{\sum}_i\,(w x_i)^2"),
        (r"\sum_{i=1}^{50} x_i^2", r"{\sum}_{i=1}^{50}\,x_i^2"),
        (r"a^2 + 3 \sum_j w_j^2", r"a^2 + 3\,{\sum}_j\,w_j^2"),
        (r"x^2 + y^2", r"x^2 + y^2"),
    ],
)
def test_in_a_line_a_sum_has_its_limits_beside_it_and_room_about_it(body, wanted):
    """Braces make it a sign like others, whose index is set at its side."""
    assert formula.with_inline_sums(body) == wanted


def test_a_number_with_a_decimal_comma_keeps_its_width():
    text = Typesetter(localized=numbers.with_commas_in_maths)
    widths = {text.line((TextPiece(number, is_maths=True),), PLAIN).width for number in ("0.123", "4.567", "8.900")}
    assert widths == {Typesetter().line((TextPiece("0.123", is_maths=True),), PLAIN).width}
