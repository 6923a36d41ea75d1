"""Functions drawn beside the one that is descended: where they are, how they are read, and what is wrong with them."""

import numpy as np
import pytest
from drawn import draw, words

from gdanim import SceneError, scene as scenes
from gdanim.drawing.shapes import Line

CURVE = {"function": {"expression": "x**2", "also": [{"expression": "3*x - 1", "label": {"en": "line", "fa": "خط"}}]},
         "start": 2, "eta": 0.1, "steps": 3, "domain": [-3, 3]}  # fmt: skip
MAP = {"function": {"expression": "(x - 2)**2 + y**2", "also": [{"expression": "x**2 + y**2", "levels": [1, 4]}]},
       "start": [-1, 1], "eta": 0.1, "steps": 3, "domain": [[-3, 3], [-3, 3]]}  # fmt: skip


def dashed(drawn):
    colour = drawn.theme.run_colour(1)
    return [each for each in drawn.visible(Line, drawn.at(0)) if each.dashes and each.colour == colour]


def test_a_curve_beside_another_is_drawn_where_it_is_and_has_room():
    drawn = draw(CURVE)
    (line,) = dashed(drawn)
    xs, heights = drawn.axes().from_pixels(line.points).T
    assert heights == pytest.approx(3 * xs - 1)
    assert drawn.axes().y_range[0] <= -10
    assert "line" in [words(label) for label in drawn.labels(drawn.at(0))]


def test_level_lines_beside_those_of_a_map_are_at_the_heights_given():
    drawn = draw(MAP)
    heights = [np.square(drawn.axes().from_pixels(line.points)).sum(axis=1) for line in dashed(drawn)]
    assert [row.mean() for row in heights] == pytest.approx([1, 4], abs=0.05)


def test_no_run_descends_a_companion():
    loaded = scenes.load(CURVE)
    assert len(loaded.runs) == 1
    assert loaded.runs[0].function.also[0].label("fa") == "خط"
    assert scenes.load(MAP).runs[0].function.also[0].label("en") == "$x^{2} + y^{2}$"


@pytest.mark.parametrize(
    ("also", "told"),
    [
        ([{"label": "line"}], "also[0] needs 'expression'"),
        ([{"expression": "y"}], "unknown name 'y'; the variable is called 'x'"),
        (
            [{"expression": "x", "colour": "red"}],
            "unknown key of also 'colour'; there is expression, label, levels",
        ),
        ("x", "also must be a list of functions, [x]; found 'x'"),
        ([], "also is an empty list; it must hold at least one item"),
    ],
)
def test_what_is_wrong_with_a_companion_is_told(also, told):
    with pytest.raises(SceneError) as caught:
        scenes.load({**CURVE, "function": {"expression": "x**2", "also": also}})
    assert [problem.message for problem in caught.value.problems] == [told]
