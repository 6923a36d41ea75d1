"""Labels: what they cover follows from their text's width, their side and their baseline."""

import pytest

from gdanim.drawing.label import Label
from gdanim.drawing.text import HALO_WIDTH, TextStyle, Typesetter

TEXT, STYLE = Typesetter(), TextStyle(20, "#102030")


def label(content="minimum", side="left", x=100, y=50):
    return Label(TEXT, STYLE, x, y, side).set_text(content)


@pytest.mark.parametrize(("side", "share"), [("left", 0), ("center", 0.5), ("right", 1)])
def test_a_label_is_held_at_its_side(side, share):
    held = label(side=side)
    assert held.box.width == TEXT.width("minimum", STYLE)
    assert held.box.left == pytest.approx(100 - share * held.box.width, abs=0.5)


def test_a_label_stands_on_its_baseline():
    """Letters without a descender end on it, at the most a pixel lower; a p goes farther down."""
    assert 50 <= label("minimum").box.bottom <= 52
    assert label("p").box.bottom > label("minimum").box.bottom


def test_a_label_is_on_whole_pixels():
    assert label(x=100.4, y=50.3).box == label().box


def test_a_padded_box_has_the_halo_about_it():
    assert label().padded_box == label().box.grown(HALO_WIDTH)


def test_an_anchor_is_where_a_label_stands():
    moved = label().move_to_anchor(("right", 30, 40))
    assert moved.anchor == ("right", 30, 40)
    assert moved.move_to(7, 8).anchor == ("right", 7, 8)


def test_a_label_is_drawn_with_its_letters_in_its_box(canvas):
    drawn = label()
    drawn.draw(canvas)
    (image,) = canvas.calls
    rows, columns = image.pixels[..., 3].nonzero()
    box = drawn.box
    assert image.left + columns.min() >= box.left - 1
    assert image.left + columns.max() <= box.right + 1
    assert image.top + rows.min() >= box.top - 1
    assert image.top + rows.max() <= box.bottom


@pytest.mark.parametrize("hidden", [{"content": ""}, {"alpha": 0.0}, {"is_covered": True}], ids=str)
def test_nothing_is_drawn_of_an_empty_transparent_or_covered_label(hidden, canvas):
    drawn = label()
    for name, value in hidden.items():
        setattr(drawn, name, value)
    drawn.draw(canvas)
    assert canvas.calls == []
