"""Persian: the order of words, numbers and formulas on the page, joined letters, and a page read from the right."""

from types import SimpleNamespace

import numpy as np
import pytest

from gdanim import composition, pipeline, scene, themes
from gdanim.drawing import fonts, glyphs
from gdanim.drawing.geometry import Box
from gdanim.drawing.icons import STROKES, Icon
from gdanim.drawing.label import Label
from gdanim.drawing.reading_direction import ReadingDirection
from gdanim.drawing.text import TextStyle, Typesetter
from gdanim.errors import SceneError
from gdanim.text import mathtext, typesetting, words
from gdanim.text.bidi import TextPiece, for_font

RED, BLUE = (255, 0, 0), (0, 0, 255)
PLAIN = TextStyle(32, "#000000")
BOWL = {"function": "0.1*x**2", "start": 2, "eta": 1, "steps": 4}
FOUR = {"function": "2*x + exp(-2*x)", "start": 3, "eta": [0.2, 0.4, 0.6, 0.8], "title": "چهار طول گام"}


@pytest.fixture(scope="module")
def text():
    return Typesetter(rtl=True)


def page_order(line, *, rtl=True):
    """The pieces of a line from left to right, formulas between dollar signs."""
    return [f"${piece.text}$" if piece.is_maths else piece.text for piece in typesetting.set_line(line, rtl=rtl)]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("گام به گام", ["گام به گام"]),
        ("تابع $2x$ شروع از $x_0$", ["$x_0$", " شروع از ", "$2x$", "تابع "]),
        ("گام \u206612\u2069 از \u206625\u2069", ["25", " از ", "12", "گام "]),
        ("گام ۱۲ از ۲۵", ["۲۵", " از ", "۱۲", "گام "]),
        ("نوسان، از −0.25 تا 0.54", ["0.54", " تا ", "−0.25", "نوسان، از "]),
        ("نوسان، از \u2066−۰٫۲۵\u2069 تا ۰٫۵۴", ["۰٫۵۴", " تا ", "−۰٫۲۵", "نوسان، از "]),
        ("با Adam و SGD در 3 گام", [" گام", "3", " در ", "SGD", " و ", "Adam", "با "]),
        ("Adam، η = 0.7", ["η = 0.7", "، ", "Adam"]),
        ("مومنتوم (momentum)، η = 0.07", ["η = 0.07", ")، ", "momentum", "مومنتوم ("]),
        ("مومنتوم، (x, y) = (−1, 2)", ["(x, y) = (−1, 2)", "مومنتوم، "]),
        ("قاب: x = −3.5", ["x = −3.5", "قاب: "]),
        ("Four step sizes, 25 steps.", ["Four step sizes, 25 steps."]),
        ("(x, y) = (−1, 2)", ["(x, y) = (−1, 2)"]),
        ("درست ۵۰٪ است.", ["٪ است.", "۵۰", "درست "]),
        ("می‌رسد", ["می‌رسد"]),
        ("", []),
    ],
)
def test_a_line_runs_from_right_to_left(line, wanted):
    assert page_order(line) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("the word گام means step", ["the word ", "گام", " means step"]),
        ("گام و momentum", ["momentum", "گام و "]),
        ("« oscille » 12", ["« oscille » 12"]),
    ],
)
def test_on_a_page_from_the_left_the_first_word_says_the_direction(line, wanted):
    assert page_order(line, rtl=False) == wanted


def test_pieces_that_are_given_stand_as_they_are_given(text):
    one, other = TextPiece("a", colour="#FF0000"), TextPiece("گام", colour="#0000FF", is_rtl=True)
    pixels = text.line((one, other), PLAIN).pixels
    red, blue = (np.flatnonzero((pixels[..., :3] == colour).all(axis=2).any(axis=0)) for colour in (RED, BLUE))
    assert red.max() < blue.min()


@pytest.mark.parametrize("word", ["مینیموم", "گچپژ", "می‌رسد", "سلام", "تقریباً", "جست‌وجوی", "(گام)", "«گام»؛"])
def test_a_word_is_joined_as_its_font_joins_it(text, word):
    """What the drawing library sets whole, with its shaping, is what stands on the page."""
    whole = glyphs._set(word, str(fonts.file("regular")), PLAIN.size).alpha
    line = text.line(word, PLAIN).pixels[..., 3]
    assert np.array_equal(*(array[:, array.any(axis=0)][array.any(axis=1)] for array in (whole, line)))


def test_letters_that_are_joined_are_narrower_than_letters_alone(text):
    apart = sum(text.width(letter, PLAIN) for letter in "مینیموم")
    assert text.width("مینیموم", PLAIN) < 0.8 * apart


def test_the_sign_that_parts_two_letters_has_no_width(text):
    assert text.width("می‌رسد", PLAIN) == pytest.approx(text.width("می", PLAIN) + text.width("رسد", PLAIN), abs=2)


@pytest.mark.parametrize(("signs", "wanted"), [(" (", ") "), ("»،", "،«"), ("(گام", "(گام")])
def test_signs_without_a_letter_are_turned_by_hand(signs, wanted):
    """Where a letter stands beside them, their font does it."""
    assert for_font(signs) == wanted


@pytest.mark.parametrize("size", [11, 15, 20, 31])
@pytest.mark.parametrize("weight", ["regular", "semibold", "bold"])
def test_all_persian_digits_are_equally_wide(text, size, weight):
    widths = {text.width(digit * 4, TextStyle(size, "#000000", weight)) for digit in "۰۱۲۳۴۵۶۷۸۹"}
    assert len(widths) == 1


def test_a_minus_stands_before_its_number(text):
    with_minus, without = (text.line(number, PLAIN).pixels[..., 3] for number in ("−۰٫۲۵", "۰٫۲۵"))
    extra = with_minus.shape[1] - without.shape[1]
    middle = with_minus[:, : extra - 2].any(axis=1)
    assert 0 < np.count_nonzero(middle) < 5, "only the minus's bar is at the left"


def test_the_reading_side_is_the_right_one():
    box, reading = Box(10, 0, 110, 50), ReadingDirection(is_rtl=True)
    assert (reading.start, reading.end) == ("right", "left")
    assert (reading.from_start(box, 4), reading.from_end(box, 4), reading.left(box, 4, 20)) == (106, 14, 86)


def picture(keys, language="fa", **more):
    loaded = scene.load({**keys, **more}, {}, language)
    trajectories = pipeline.trace(loaded)
    return composition.compose(loaded, trajectories, pipeline.moments(loaded, trajectories))


def labels(made):
    artists = [artist for drawing in made.drawings for artist in (*drawing.static, *drawing.movers)]
    for drawing in made.drawings:
        drawing.show(made.timeline.moments[0])
    return [artist for artist in artists if isinstance(artist, Label) and artist.content]


def said(made, content):
    return next(label for label in labels(made) if label.content == content)


def test_title_and_clock_change_sides():
    english, persian = (picture(FOUR, language) for language in ("en", "fa"))
    assert said(english, "چهار طول گام").box[0] == 52
    assert said(persian, "چهار طول گام").box[2] == pytest.approx(960 - 40, abs=1)
    assert said(english, "step 0 of 25").box[2] == pytest.approx(960 - 40, abs=1)
    assert said(persian, "گام \u20660\u2069 از \u206625\u2069").box[0] == 52


def test_cells_stand_in_order_from_the_right_and_axes_stay():
    english, persian = (picture(FOUR, language).panels for language in ("en", "fa"))
    boxes = [[panel["box"] for panel in made if panel["panel"] == "curve"] for made in (english, persian)]
    assert boxes[1] == [boxes[0][place] for place in (1, 0, 3, 2)]
    assert [panel["x_range"] for panel in english] == [panel["x_range"] for panel in persian]


def test_tick_labels_stay_at_the_left_edge_of_the_page():
    made = picture(FOUR, digits="persian")
    ticks = [label for label in labels(made) if label.content == "۶"]
    assert ticks
    assert all(label.box[2] < 52 for label in ticks)


def test_the_curve_that_is_not_convex_stays_at_the_right():
    runs = [{"function": "x**2"}, {"function": "x**4/4 - x**2"}]
    keys = {"runs": runs, "start": 2, "eta": 0.1, "panels": ["chord"]}
    made = [picture(keys, language, domain=[-2.2, 2.2]) for language in ("en", "fa")]
    assert [panel["box"] for panel in made[0].panels] == [panel["box"] for panel in made[1].panels]
    assert said(made[1], "غیرمحدب").box[0] > said(made[1], "محدب").box[2]


def test_the_formula_bar_has_its_words_at_the_right_and_its_formula_at_the_left():
    made = picture(BOWL)
    look = said(made, "شیب را ببین")
    eta = next(label for label in labels(made) if label.content == (TextPiece(r"\eta", is_maths=True),))
    assert look.box[2] == pytest.approx(960 - 40 - 64, abs=1)
    assert eta.box[2] < look.box[0]


def test_the_formula_reads_the_same_in_every_language():
    def formula(language):
        index = mathtext.word(words.load(language).label("x_new"))
        rows = [label for label in labels(picture(BOWL, language)) if label.style.size > 25 and label.content]
        contents = [label.content for label in sorted(rows, key=lambda label: (label.y, label.x))]
        return [[piece.text.replace(index, "new") for piece in content] for content in contents]

    assert len(formula("fa")) > 7
    assert formula("fa") == formula("en")


def test_a_letter_that_no_font_has_is_a_problem_at_its_text(tmp_path):
    path = tmp_path / "scene.yaml"
    keys = ['title: "the 好 curve"', "function: x**2", "start: 1", "eta: 0.1", "notes: [{text: 坡}]"]
    path.write_text("\n".join(keys), encoding="utf-8")
    with pytest.raises(SceneError) as raised:
        pipeline.check(scene.load(path))
    assert str(raised.value) == (
        f"{path}:1:8: title holds '好' (U+597D), which no font here can draw; font: may name one that can\n"
        '    1 | title: "the 好 curve"\n'
        "      |        ^^^^^^^^^^^^^\n"
        f"{path}:5:16: text holds '坡' (U+5761), which no font here can draw; font: may name one that can\n"
        "    5 | notes: [{text: 坡}]\n"
        "      |                ^"
    )


def test_words_inside_a_formula_are_a_problem(tmp_path):
    path = tmp_path / "scene.yaml"
    path.write_text('title: "شیب $گام$"\nfunction: x**2\nstart: 1\neta: 0.1\n', encoding="utf-8")
    with pytest.raises(SceneError) as raised:
        scene.load(path)
    assert raised.value.problems[0].message == (
        "$گام$ can't be set as mathematics: it holds 'گ' (U+06AF), and words stand outside the dollar signs; "
        "a dollar sign is \\$"
    )


def test_the_sign_of_a_run_on_its_way_points_the_way_the_page_is_read():
    """Its arrow, drawn on a callout: seen in a mirror on a page that is read from the right, like no other sign."""
    for kind in STROKES:
        left, right = (signed(kind, rtl=rtl) for rtl in (False, True))
        assert np.array_equal(right, left * (-1, 1) if kind == "progressing" else left)


def signed(kind, *, rtl):
    """The corners of a sign's strokes about the sign's middle, as it hands them to the canvas."""
    strokes = []
    canvas = SimpleNamespace(disc=lambda *_: None, stroke=lambda points, *_: strokes.append(np.asarray(points)))
    Icon(themes.load("light"), 1.0, kind, rtl=rtl).draw(canvas)
    return np.vstack(strokes)
