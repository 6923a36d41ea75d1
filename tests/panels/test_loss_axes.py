"""The axes of a loss panel: heights above the minimum, logarithmic steps, step sizes, and guide lines."""

import numpy as np
import pytest
from drawn import draw, words

import gdanim
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line

QUICK = "{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}"
BOWL = {"function": "x**2 + 5", "start": 3, "eta": 0.25, "steps": 8, "size": [960, 600]}


def loss(**options):
    keys = options.pop("keys", BOWL)
    return draw({**keys, "panels": [{"loss": options}]}, timing=QUICK)


def points(drawn):
    """The positions and numbers on the axes at the ends of the run's pieces of line."""
    lines = [mark for step in range(99) for mark in drawn.picture.drawings[-1].persist(step) if isinstance(mark, Line)]
    return drawn.axes(0).from_pixels(np.array([line.points[-1] for line in lines]))


def guides(drawn):
    muted = drawn.theme.muted
    lines = [m for m in drawn.picture.drawings[-1].static if isinstance(m, Line) and m.colour == muted and m.dashes]
    return [drawn.axes(0).from_pixels(np.array(line.points)) for line in lines]


def texts(drawn):
    return [words(mark) for mark in drawn.picture.drawings[-1].static if isinstance(mark, Label)]


def test_a_gap_is_the_height_above_the_minimum():
    """x_k = 3·0.5ᵏ, and f − f* its square."""
    drawn = loss(measure="gap", scale="log")
    assert "function value above the minimum" in texts(drawn)
    assert points(drawn) == pytest.approx(np.column_stack((np.arange(1, 9), 9 * 0.25 ** np.arange(1, 9))), rel=0.01)


def test_a_gap_without_a_known_minimum_draws_no_line_and_says_so():
    drawn = loss(measure="gap", keys={**BOWL, "function": "x", "domain": [-9, 4]})
    assert [mark for step in range(99) for mark in drawn.picture.drawings[-1].persist(step)] == []
    assert len(drawn.picture.warnings) == 1


def test_a_logarithmic_axis_of_steps_begins_at_step_1():
    drawn = loss(axis="log", measure="gap", scale="log")
    panel = drawn.picture.panels[0]
    assert panel["scale"] == ["log", "log"]
    assert panel["x_range"][0] == pytest.approx(1)
    assert points(drawn)[:, 0] == pytest.approx(np.arange(2, 9), rel=0.01)


def test_against_step_sizes_each_value_stands_at_that_of_the_step_that_leaves_it():
    keys = {**BOWL, "eta": {"exponential": {"eta": 0.01, "factor": 2}}, "steps": 5}
    drawn = loss(against="eta", measure="gap", scale="log", keys=keys)
    etas = 0.01 * 2.0 ** np.arange(5)
    heights = 9 * np.cumprod([1.0, *(1 - 2 * etas)]) ** 2
    assert drawn.picture.panels[0]["scale"] == ["log", "log"]
    assert points(drawn) == pytest.approx(np.column_stack((etas, heights[:5]))[1:], rel=0.01)
    assert any(text.startswith("step size") for text in texts(drawn))


@pytest.mark.parametrize(("guide", "power"), [("1/k", -1), ("k**(-2)", -2)])
def test_a_guide_goes_through_the_first_number_with_the_slope_of_its_power(guide, power):
    drawn = loss(axis="log", measure="gap", scale="log", guides=[guide])
    [line] = guides(drawn)
    assert line[0] == pytest.approx([1, 9 * 0.25], rel=0.01)
    slopes = np.diff(np.log(line[:, 1])) / np.diff(np.log(line[:, 0]))
    assert slopes == pytest.approx(power, rel=0.01)


def test_a_guide_of_a_geometric_series_lies_on_a_run_that_is_one():
    drawn = loss(measure="gap", scale="log", guides=["0.25**k"])
    [line] = guides(drawn)
    assert line[:, 1] == pytest.approx(9 * 0.25 ** line[:, 0], rel=0.02)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"guides": ["1/q"]}, "unknown name 'q'; the variable is called 'k'"),
        ({"guides": ["k - 1"]}, "a guide must have a value other than 0 at k = 1; found k - 1"),
        (
            {"against": "eta", "per": "epoch"},
            "against: eta has step sizes on the horizontal axis, which are not per epoch; leave out per",
        ),
    ],
)
def test_what_no_axis_can_show_is_refused(options, problem):
    with pytest.raises(gdanim.SceneError) as raised:
        gdanim.load({**BOWL, "panels": [{"loss": options}]})
    assert str(raised.value) == problem
