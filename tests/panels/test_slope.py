"""The slope at the ball: the tangent touches the curve, avoids markers and names, and fits the formula bar's step."""

from pathlib import Path

import numpy as np
import pytest
from drawn import draw, meet, words

from gdanim.drawing.arrows import Arrow
from gdanim.drawing.shapes import Line, Triangle

SCENES = Path(__file__).parents[2] / "scenes"


def texts(drawn, moment):
    return [words(label) for label in drawn.labels(moment)]


def grown(box, by):
    left, top, right, bottom = box
    return left - by, top - by, right + by, bottom + by


def test_the_tangent_touches_the_curve_at_the_ball_with_its_slope(lesson):
    axes = lesson.axes()
    (tangent,) = [line for line in lesson.visible(Line, lesson.at(0)) if line.colour == lesson.theme.tangent]
    (left, top), (right, bottom) = tangent.points[[0, -1]]
    across, up = axes.box.width / (axes.x_range[1] - axes.x_range[0]), axes.box.height / (
        axes.y_range[1] - axes.y_range[0])  # fmt: skip
    assert (top - bottom) / (right - left) == pytest.approx(4 * up / across, rel=1e-3)
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((axes.x(2), axes.y(4)), abs=0.01)


def test_at_the_end_no_slope_stands_beside_the_formula_bars_last_equation(lesson):
    """The formula bar tells of the step to x₄; the tangent there would have another slope."""
    end = lesson.moments[-1]
    assert not [line for line in lesson.visible(Line, end) if line.colour == lesson.theme.tangent]
    assert not [text for text in texts(lesson, end) if text.startswith("slope") and "arrow" not in text]
    assert [line for line in lesson.visible(Line, lesson.at(3)) if line.colour == lesson.theme.tangent]


def test_without_a_formula_bar_the_tangent_stays_to_the_end():
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.25, "steps": 2, "show": ["-formula"]})
    end = drawn.moments[-1]
    assert [line for line in drawn.visible(Line, end) if line.colour == drawn.theme.tangent]
    assert "slope 1" in texts(drawn, end)


@pytest.mark.parametrize("start", [2, -2])
def test_a_minimums_name_stands_on_the_side_away_from_the_path(start):
    drawn = draw({"function": "0.1*x**2", "start": start, "eta": 1, "steps": 8})
    (sign,) = drawn.visible(Triangle, drawn.moments[0])
    (name,) = [label for label in drawn.labels(drawn.moments[0]) if words(label) == "minimum"]
    left, _, right, _ = name.box
    assert (right < sign.x) if start > 0 else (left > sign.x)


@pytest.mark.parametrize("start", [2, -2])
def test_a_tangent_ends_before_the_minimums_marker_and_its_name(start):
    drawn = draw({"function": "0.1*x**2", "start": start, "eta": 1, "steps": 8})
    moments = [moment for moment in drawn.sampled() if moment.step > 2]
    for moment in moments:
        (sign,) = drawn.visible(Triangle, moment)
        (name,) = [label for label in drawn.labels(moment) if words(label) == "minimum"]
        blocks = [name.box, (sign.x - sign.size / 2, sign.y, sign.x + sign.size / 2, sign.y + 0.82 * sign.size)]
        for line in drawn.visible(Line, moment):
            if line.colour == drawn.theme.tangent:
                points = line.points[0] + np.linspace(0, 1, 99)[:, None] * (line.points[-1] - line.points[0])
                assert not [point for point in points for box in blocks if meet((*point, *point), grown(box, 7.5))]


@pytest.mark.parametrize("scene", ["descent", "new-point", "negative-slope"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_first_slope_is_written_at_its_tangent(scene, language):
    drawn = draw(SCENES / f"{scene}.yaml", language=language)
    said = {"en": ("slope 0.4", "slope −0.4"), "fa": ("شیب ۰٫۴", "شیب −۰٫۴")}[language]
    assert len([text for text in texts(drawn, drawn.moments[0]) if text in said]) == 1


@pytest.mark.parametrize(
    ("function", "start", "eta"),
    [("x**2", 3, 0.1), ("2*x + exp(-2*x)", 3, 0.6), ("x**4 - 3*x**2 + x", 1.9, 0.02), ("x**2", 1, 1.15)],
)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_no_text_of_a_lesson_lies_on_an_arrow(function, start, eta, language):
    drawn = draw({"function": function, "start": start, "eta": eta, "steps": 6, "language": language})
    for moment in drawn.sampled():
        labels = drawn.labels(moment)
        for arrow in (found for found in drawn.visible(Arrow, moment) if found.is_drawn):
            corners = np.array(arrow.outline())
            box = (*corners.min(axis=0), *corners.max(axis=0))
            assert [words(label) for label in labels if meet(label.box, box)] == []


@pytest.mark.parametrize("scene", ["descent", "new-point", "negative-slope", "left-or-right"])
def test_the_tangents_words_stand_on_its_side_of_the_curve(scene):
    """The curve is 0.1x² and bends up: its tangents lie under it."""
    drawn = draw(SCENES / f"{scene}.yaml")
    axes, count = drawn.axes(), 0
    for moment in drawn.sampled():
        for label in drawn.labels(moment):
            if words(label).startswith("slope ") and "arrow" not in words(label):
                count += 1
                left, top, right, _ = label.box
                xs = np.array([left, right])
                low, high = axes.x_range
                values = 0.1 * (low + (xs - axes.box.left) / axes.box.width * (high - low)) ** 2
                assert all(top > axes.y(value) for value in values)
    assert count


def test_a_ball_that_does_not_move_has_one_number_and_the_maximum_it_stands_on_is_marked():
    drawn = draw({"function": "cos(x)", "start": 0, "eta": 0.1, "steps": 3})
    first = drawn.at(0)
    (ball,) = [label for label in drawn.labels(first) if words(label) == "0" and label.style.weight == "bold"]
    assert ball.x == pytest.approx(drawn.axes().x(0), abs=1)
    assert [sign for sign in drawn.visible(Triangle, first) if sign.down]
