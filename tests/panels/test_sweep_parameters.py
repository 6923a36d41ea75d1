"""The parameters of a model against a penalty that is swept: closed forms, and what the picture says of them."""

import numpy as np
import pytest
from drawn import draw, words

from gdanim.drawing.shapes import Marker
from gdanim.panels.sweep import parameters_by_run
from gdanim.text import words as languages

LINE = {"generate": {"n": 30, "noise": 0.4}, "standardise": True}
PANELS = ["data", {"sweep": {"measure": "parameters"}}]


def swept(problem, options, penalty, low, high, **keys):
    function = {problem: {**options, penalty: {"sweep": [low, high], "count": 9}}}
    return draw({"function": function, "steps": 5, "panels": PANELS, **keys})


def slope_without_penalty(drawn):
    """Of a standardised feature, Σ z y / n."""
    sample = drawn.trajectories[0].run.function.sample
    z = (sample.x - sample.x.mean()) / sample.x.std()
    return float(np.mean(z * sample.y)), float(sample.y.mean())


def test_under_an_l1_penalty_the_slope_is_soft_thresholded_at_half_of_it():
    """Of the mean of squares, ½ · derivative is w − c ± l1/2. Tibshirani, J. R. Stat. Soc. B 58(1), 1996."""
    drawn = swept("linear_regression", LINE, "l1", 0, 4)
    c, mean = slope_without_penalty(drawn)
    expected = [np.sign(c) * max(abs(c) - l1 / 2, 0) for l1 in drawn.scene.sweep.values]
    assert parameters_by_run(drawn.trajectories)[:, 0] == pytest.approx(expected, abs=1e-9)
    assert parameters_by_run(drawn.trajectories)[:, 1] == pytest.approx([mean] * 9, abs=1e-9)
    assert drawn.picture.panels[1]["parameters"]["w"] == pytest.approx(expected, abs=1e-9)


def test_under_a_ridge_the_slope_shrinks_by_one_plus_the_penalty():
    drawn = swept("linear_regression", LINE, "ridge", 0, 3)
    c, _ = slope_without_penalty(drawn)
    expected = [c / (1 + ridge) for ridge in drawn.scene.sweep.values]
    assert parameters_by_run(drawn.trajectories)[:, 0] == pytest.approx(expected, abs=1e-9)


def test_of_two_features_the_parameters_solve_the_normal_equations_with_the_penalty():
    drawn = swept("linear_regression", {"generate": {"slopes": [2, -1]}}, "ridge", 0.1, 3, eta=0.01)
    sample = drawn.trajectories[0].run.function.sample
    a = np.column_stack((sample.x, np.ones(len(sample))))
    for ridge, found in zip(drawn.scene.sweep.values, parameters_by_run(drawn.trajectories), strict=True):
        matrix = a.T @ a / len(sample) + ridge * np.diag([1, 1, 0])
        assert found == pytest.approx(np.linalg.solve(matrix, a.T @ sample.y / len(sample)), abs=1e-9)


def test_without_a_known_minimum_the_parameters_are_those_at_the_end_of_each_run():
    drawn = draw({"function": "x**4 + 0.01*sin(50*x)", "start": {"sweep": [-1, 1], "count": 5}, "eta": 0.001,
                  "steps": 3, "panels": ["curve", {"sweep": {"measure": "parameters"}}]})  # fmt: skip
    assert parameters_by_run(drawn.trajectories)[:, 0].tolist() == [each.points[-1, 0] for each in drawn.trajectories]


def test_the_heads_stand_at_the_parameters_of_the_shown_value():
    drawn = swept("linear_regression", LINE, "l1", 0, 4)
    axes, rows = drawn.axes(1), parameters_by_run(drawn.trajectories)
    for index in (0, 4, 8):
        heads = [
            mark
            for mark in drawn.visible(Marker, drawn.at(index))
            if mark.radius > 5 and axes.box.has((mark.x, mark.y))
        ]
        found = [(head.x, head.y) for head in heads]
        assert found == [(axes.x(drawn.scene.sweep.values[index]), pytest.approx(axes.y(each))) for each in rows[index]]


@pytest.mark.parametrize("language", ["en", "fa", "fr"])
def test_each_line_and_the_axis_have_their_names(language):
    drawn = swept("linear_regression", LINE, "l1", 0, 4, language=language)
    shown = [words(label) for label in drawn.labels(drawn.moments[0])]
    assert {"$w$", "$b$", "$l_{1}$"} <= set(shown)
    assert languages.load(language).label("sweep_parameters") in shown


def test_the_alt_text_says_where_the_parameters_go_and_which_is_zero_from_where():
    drawn = swept("linear_regression", LINE, "l1", 0, 8)
    alt = languages.of_scene(drawn.scene).alt(drawn.scene, drawn.trajectories)
    rows = parameters_by_run(drawn.trajectories)
    first_zero = drawn.scene.sweep.values[int(np.flatnonzero(rows[:, 0] == 0)[0])]
    assert "The parameters at the minimum: w goes from " in alt
    assert f"to 0, and is 0 from l₁ = {first_zero:g} on" in alt
