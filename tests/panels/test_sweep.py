"""The panel of a sweep: a dot for each value at its number, by closed forms, and the whole run of one beside it."""

import math

import numpy as np
import pytest
from drawn import draw, words

from gdanim.drawing.canvas import Group
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Marker, Ring
from gdanim.panel_parts.run_ball import RunBall
from gdanim.panels.sweep import Options, best, held_values, values_by_run

WALL = {"function": "steep_wall", "start": 3, "steps": 25, "domain": [-0.95, 3.35], "size": [960, 720],
        "eta": {"sweep": [0.02, 1], "count": 50}, "panels": ["curve", "history", "sweep"]}  # fmt: skip


def test_the_steps_that_each_step_size_needs_on_a_steep_wall():
    """They are those of an independent simulation of x − η(2 − 2e^(−2x)) from 3, within 0.03 of 0 for good."""
    drawn = draw(WALL)
    row = dict(zip(drawn.scene.sweep.values, values_by_run(drawn.trajectories, "steps"), strict=True))
    by_eta = {round(eta, 2): steps for eta, steps in row.items()}
    known = {0.1: 21, 0.2: 10, 0.3: 6, 0.4: 6, 0.42: 4, 0.44: 8, 0.48: 20}
    assert {eta: by_eta[eta] for eta in known} == known
    assert all(math.isnan(steps) for eta, steps in by_eta.items() if eta < 0.1 or eta >= 0.5)
    assert drawn.picture.panels[2]["values"] == pytest.approx({"1/L": 0.25, "2/L": 0.5, "best": 0.42})


@pytest.mark.parametrize(("a", "start"), [(1, 2.0), (0.5, 3.0)])
def test_on_a_parabola_the_steps_follow_from_the_factor_of_each(a, start):
    """Each step multiplies x by 1 − 2aη, so x is within 1 % of the way after ⌈ln 0.01 / ln|1 − 2aη|⌉ steps."""
    keys = {"function": f"{a}*x**2", "start": start, "steps": 60, "eta": {"sweep": [0.1 / a, 0.9 / a], "count": 17}}
    drawn = draw({**keys, "panels": ["curve", "sweep"]})
    factors = [abs(1 - 2 * a * eta) for eta in drawn.scene.sweep.values]
    expected = [1 if factor < 1e-12 else math.ceil(math.log(0.01) / math.log(factor)) for factor in factors]
    assert values_by_run(drawn.trajectories, "steps").tolist() == expected
    assert drawn.picture.panels[1]["values"]["best"] == pytest.approx(1 / (2 * a))


def test_the_distance_at_the_end_is_that_of_the_closed_form():
    drawn = draw({"function": "x**2", "start": 2, "steps": 6, "eta": {"sweep": [0.1, 1.1], "count": 6},
                  "panels": ["curve", {"sweep": {"measure": "distance"}}]})  # fmt: skip
    row = values_by_run(drawn.trajectories, "distance")
    assert row[:5] == pytest.approx([2 * abs(1 - 2 * eta) ** 6 for eta in drawn.scene.sweep.values[:5]], rel=1e-6)
    assert math.isnan(row[5])
    assert drawn.picture.panels[1]["scale"] == ["linear", "log"]


def test_of_equal_numbers_the_first_is_best():
    assert best(np.array([math.nan, 5.0, 4.0, 4.0])) == 2
    assert best(np.array([math.nan, math.nan])) is None
    assert best(np.array([1.0, 3.0, 2.0]), is_largest=True) == 1


def test_a_dot_appears_with_its_value_and_one_that_is_not_there_in_the_strip_above():
    drawn = draw(WALL)
    axes, chart = drawn.axes(2), drawn.picture.drawings[-1]
    for index, eta in ((0, 0.02), (20, 0.42), (40, 0.82)):
        marks = [mark for mark in chart.persist(index) if isinstance(mark, Marker | Ring)]
        (mark,) = marks
        assert mark.x == pytest.approx(axes.x(eta), abs=0.5)
        if eta == 0.42:
            assert mark.y == pytest.approx(axes.y(4), abs=0.5)
        else:
            assert mark.y < axes.box.top
            assert isinstance(mark, Ring)


def test_no_line_joins_dots_with_one_between_that_is_not_there():
    chart = draw(WALL).picture.drawings[-1]
    joined = [index for index in range(50) if any(isinstance(mark, Line) for mark in chart.persist(index))]
    assert joined == list(range(5, 24))


@pytest.mark.parametrize("index", [3, 20, 45])
def test_beside_it_the_whole_run_is_drawn_and_its_ball_where_it_ends(index):
    drawn = draw(WALL)
    drawn.show(drawn.at(index))
    (runs,) = [mark for mark in drawn.artists if isinstance(mark, Group)]
    (ball,) = [mark for mark in runs.children if isinstance(mark, RunBall) and mark.visible]
    axes = drawn.axes(0)
    x = drawn.trajectories[index].points[-1, 0]
    assert (ball.x, ball.y) == pytest.approx((axes.x(x), axes.y(2 * x + math.exp(-2 * x))), abs=0.5)


def test_the_clock_names_the_value():
    drawn = draw(WALL)
    for index, told in ((0, r"$\eta = 0.02$"), (30, r"$\eta = 0.62$")):
        assert told in {words(label) for label in drawn.visible(Label, drawn.at(index))}


def test_the_best_so_far_is_named_clear_of_the_cursor():
    drawn = draw(WALL)
    for index in range(6, 50):
        (named,) = [
            label for label in drawn.labels(drawn.at(index)) if "eta" in words(label) and "step" in words(label)
        ]
        x = drawn.axes(2).x(drawn.scene.sweep.values[index])
        assert named.box.right < x or named.box.left > x


def test_captions_tell_the_best_and_the_limits():
    drawn = draw(WALL)
    caption = drawn.picture.words.caption(drawn.scene, drawn.trajectories, drawn.picture.panels)
    assert "Of these 50 values, η = 0.42 is there soonest: after 4 steps (within 0.03)." in caption
    assert "Marked: 1/L = 0.25 and 2/L = 0.5." in caption
    alt = drawn.picture.words.alt(drawn.scene, drawn.trajectories, drawn.picture.panels)
    assert alt.startswith(
        "One run after another shows gradient descent on f(x) = 2x + e^(−2x) from x = 3, for 50 values of η from 0.02 "
        "to 1, 25 steps each."
    )


@pytest.mark.parametrize(
    ("a", "etas"),
    [(1e6, [1e-8, 1.2e-6]), (1e-5, [2e4, 1.2e5]), (1.0, [0.1, 0.8])],
    ids=["powers of ten", "thousands", "values with more digits than are printed"],
)
def test_the_animation_stops_at_swept_values_themselves(a, etas):
    drawn = draw({"function": f"{a}*x**2", "start": 2, "steps": 30, "eta": {"sweep": etas, "count": 7},
                  "panels": ["curve", "sweep"]})  # fmt: skip
    sweep = drawn.scene.sweep
    below, above, chosen = held_values(drawn.trajectories, Options(), sweep)
    assert (below, above) == pytest.approx((1 / (2 * a), 1 / a))
    assert chosen in sweep.values
    assert drawn.picture.panels[1]["values"]["best"] == chosen


def test_where_none_arrives_nothing_is_best():
    drawn = draw({**WALL, "steps": 2})
    assert "best" not in drawn.picture.panels[2]["values"]
    caption = drawn.picture.words.caption(drawn.scene, drawn.trajectories, drawn.picture.panels)
    assert "None is there within 2 steps." in caption


@pytest.mark.parametrize("options", [{}, {"measure": "parameters"}], ids=str)
def test_a_swept_option_without_a_symbol_is_named_by_its_word(options):
    fit = {"linear_regression": {"generate": {}, "ridge": {"sweep": [0, 1], "count": 3}}}
    drawn = draw({"function": fit, "eta": 0.1, "panels": ["contour", {"sweep": options}]})
    assert [words(label) for label in drawn.labels(drawn.moments[0])].count("ridge") == 1
