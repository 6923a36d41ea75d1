"""A formula in a panel stands where no line runs through it."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from drawn import draw

from gdanim.drawing.axes import Axes
from gdanim.drawing.geometry import Box
from gdanim.drawing.text import TextStyle, Typesetter
from gdanim.panels.derivative.curve_label import curve_label

SCENE = Path(__file__).parents[2] / "scenes" / "derivative-zeros.yaml"


def formula(drawn):
    return next(label for drawing in drawn.picture.drawings for label in drawing.static
                if "prime" in str(getattr(label, "content", "")))  # fmt: skip


@pytest.mark.parametrize("size", [[960, 786], [480, 360], [640, 480], [1920, 1080], [720, 1280]], ids=str)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_neither_the_derivative_nor_a_line_to_a_zero_of_it_runs_through_its_formula(language, size):
    """x⁵ − 5x³ + 4x is zero at −2, −1, 0, 1 and 2; the lines come down to the axis."""
    drawn = draw(SCENE, language=language, size=size)
    axes, box = drawn.axes(1), formula(drawn).box
    xs = np.linspace(*axes.x_range, 4000)
    places = [axes.to_pixels(xs, xs**5 - 5 * xs**3 + 4 * xs)]
    places += [axes.to_pixels(np.full(200, zero), np.linspace(0, axes.y_range[1], 200)) for zero in (-2.0, -1, 0, 1, 2)]
    x, y = np.vstack(places).T
    assert not ((box.left < x) & (x < box.right) & (box.top < y) & (y < box.bottom)).any()


def test_a_shorter_text_is_written_where_the_longer_has_no_room_and_none_where_neither_has():
    box, style = Box(0, 0, 400, 100), TextStyle(18, "#000000")
    context = SimpleNamespace(axes=Axes(box), typesetter=Typesetter(), unit=1.0)
    texts = ("a text through which a line comes", "f")

    def written(count):
        """What is written between so many lines."""
        lines = [np.array([(x, box.top), (x, box.bottom)]) for x in np.linspace(box.left, box.right, count + 2)[1:-1]]
        return [label.content for label in curve_label(context, texts, style, lines)]

    assert written(0) == [texts[0]]
    assert written(7) == [texts[1]]
    assert written(99) == []
