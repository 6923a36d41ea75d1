"""Which scale the axis of a loss has where its author chooses none: none on which a run is a flat line."""

import math

import numpy as np
import pytest
from drawn import draw, words

from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line
from gdanim.panels.loss.scale import heights as above_minimum

QUICK = "{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}"
SIZE = {"size": [960, 600]}
BOWL = {"function": "x**2 + 10*y**2", "start": [2, 1], "steps": 25, **SIZE}


def loss(keys, **options):
    return draw({**keys, "panels": [{"loss": options}] if options else ["loss"]}, timing=QUICK)


def scale(drawn):
    return drawn.picture.panels[-1]["scale"][1]


def heights(drawn, index):
    """The numbers that a run's line shows, read back from its corners by the sidecar's axes."""
    colour = drawn.theme.runs[index] if len(drawn.trajectories) > 1 else drawn.theme.ball
    panel, axes = drawn.picture.drawings[-1], drawn.axes(len(drawn.picture.panels) - 1)
    lines = [mark for step in range(99) for mark in panel.persist(step) if isinstance(mark, Line)]
    ends = np.array([line.points[-1] for line in lines if line.colour == colour])
    return axes.from_pixels(ends)[:, 1]


def title(drawn):
    texts = [words(label) for label in drawn.labels(drawn.moments[0])]
    return next(text for text in texts if text.startswith(("function value", "loss")))


def test_a_run_whose_second_half_is_near_the_minimum_has_a_logarithmic_axis():
    """x_k = 3·0.8ᵏ: after 12 of 25 steps f has fallen to 0.8²⁴, half a per cent of its start."""
    drawn = loss({"function": "x**2", "start": 3, "eta": 0.1, **SIZE})
    assert scale(drawn) == "log"
    assert title(drawn) == "function value"
    assert heights(drawn, 0) == pytest.approx(9 * 0.64 ** np.arange(1, 26), rel=0.01)


def test_a_run_that_is_still_high_after_half_of_its_steps_has_a_linear_axis():
    """0.98²⁴ of the start's height is more than half."""
    assert scale(loss({"function": "x**2", "start": 3, "eta": 0.01, **SIZE})) == "linear"


@pytest.mark.parametrize("chosen", ["linear", "log"])
def test_the_authors_scale_wins(chosen):
    for eta in (0.1, 0.01):
        assert scale(loss({"function": "x**2", "start": 3, "eta": eta, **SIZE}, scale=chosen)) == chosen


def test_a_range_of_values_keeps_the_linear_axis_that_it_was_given_for():
    drawn = loss({"function": "x**2", "start": 3, "eta": 0.1, **SIZE}, range=[-1, 10])
    assert (scale(drawn), drawn.picture.panels[0]["y_range"]) == ("linear", [-1, 10])


def test_above_a_minimum_that_is_not_zero_the_heights_over_it_are_drawn_and_said_to_be():
    drawn = loss({"function": "x**2 - 7", "start": 3, "eta": 0.1, **SIZE})
    assert scale(drawn) == "log"
    assert title(drawn) == "function value above the minimum"
    assert drawn.picture.panels[0]["y_zero"] == [pytest.approx(-7)]
    assert heights(drawn, 0) == pytest.approx(9 * 0.64 ** np.arange(1, 26), rel=0.01)


@pytest.mark.parametrize(("language", "said"), [("fa", "مقدار تابع بالاتر از مینیموم"), ("fr", "au-dessus du minimum")])
def test_the_title_says_so_in_each_language(language, said):
    keys = {"function": "x**2 - 7", "start": 3, "eta": 0.1, "panels": ["loss"], "language": language, **SIZE}
    drawn = draw(keys, timing=QUICK)
    texts = [words(label).translate(dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069)))
             for label in drawn.labels(drawn.moments[0])]  # fmt: skip
    assert any(said in text for text in texts)


@pytest.mark.parametrize(
    "keys",
    [
        {"function": "-x**2", "start": 0.1, "eta": 0.1},
        {"function": "x**3 - 3*x", "start": 2, "eta": 0.05},
        {"function": "-(x - 2)**2", "start": 0, "eta": 0.2, "direction": "ascend"},
    ],
)
def test_without_a_least_value_the_axis_is_linear(keys):
    assert scale(loss({**keys, **SIZE})) == "linear"


def test_a_run_that_diverges_leaves_the_others_most_of_the_axis():
    """By η = 0.11 the y of each step is −1.2 times the last one; by 0.05 and 0.09 the runs converge."""
    drawn = loss({**BOWL, "eta": [0.05, 0.09, 0.11]})
    assert scale(drawn) == "log"
    low, high = drawn.picture.panels[0]["y_range"]
    ends = [run.values[-1] for run in drawn.trajectories]
    assert low < min(ends)
    assert np.log(ends[0] / ends[1]) > 0.1 * np.log(high / low)


def test_one_that_grows_beyond_all_bounds_leaves_through_the_top():
    drawn = loss({**BOWL, "eta": [0.05, 0.9]})
    low, high = drawn.picture.panels[0]["y_range"]
    assert high < 14 * 1e6
    assert np.log10(14 / low) > 0.3 * np.log10(high / low)


def test_a_run_alone_that_grows_is_a_straight_line():
    drawn = loss({"function": "x**2", "start": 1, "eta": 1.2, "steps": 40, **SIZE})  # f = 1.96ᵏ
    assert heights(drawn, 0) == pytest.approx(1.96 ** np.arange(1, 41), rel=0.02)


def test_a_run_that_overflows_above_a_minimum_never_falls_to_zero():
    """x_k = (-1999)ᵏ: f is no number from step 47 on, and its height above the minimum 1 neither."""
    drawn = loss({"function": "x**2 + 1", "start": 1, "eta": [1000, 0.1], "steps": 60, **SIZE}, scale="log")
    values = drawn.trajectories[0].values
    assert np.isinf(values[-1])
    assert not np.isfinite(above_minimum(values, 1.0)[-1])
    assert (np.diff(heights(drawn, 0)) >= 0).all()
    assert len(heights(drawn, 0)) > 0


def test_a_method_that_is_there_at_once_leaves_the_others_their_height():
    """Newton's method is at the minimum after one step, with numbers that are rounding alone."""
    runs = [{"optimizer": "newton", "eta": 1}, {"optimizer": "momentum", "eta": 0.05}]
    drawn = loss({"function": "x**2/2 + exp(-x)", "start": 3, "steps": 30, "runs": runs, **SIZE})
    low, high = drawn.picture.panels[0]["y_range"]
    assert np.log10(high / low) < 11


@pytest.mark.parametrize("size", [[960, 600], [480, 300], [360, 270]])
@pytest.mark.parametrize("eta", [0.1, 0.3, 1.05])
def test_a_logarithmic_axis_has_at_least_three_numbers_inside_the_page(size, eta):
    drawn = loss({"function": "x**2", "start": 3, "eta": eta, "size": size})
    left, top, _, bottom = drawn.picture.panels[0]["box"]
    labels = [label for label in drawn.visible(Label, drawn.moments[0]) if label.side == "right" and label.x < left]
    assert len(labels) >= 3
    assert all(label.box.left >= 0 and top - 12 < label.y < bottom + 12 for label in labels)


def test_steps_are_counted_in_whole_numbers():
    for steps in (2, 3, 7, 25, 110):
        drawn = loss({"function": "x**2", "start": 3, "eta": 0.1, "steps": steps, **SIZE})
        bottom = drawn.picture.panels[0]["box"][3]
        below = [words(label) for label in drawn.visible(Label, drawn.moments[0]) if bottom < label.y < bottom + 30]
        assert len([text for text in below if text.isdigit()]) >= 2
        assert not [text for text in below if "." in text]


def test_positive_values_without_a_known_minimum_have_a_logarithmic_axis():
    """x_k of each of three variables shrinks by 0.8, 0.6 and 0.4 a step."""
    drawn = loss({"function": "x1**2 + 2*x2**2 + 3*x3**2", "start": [1, 1, 1], "eta": 0.1, **SIZE})
    steps = np.arange(1, 26)
    assert scale(drawn) == "log"
    assert heights(drawn, 0) == pytest.approx(0.64**steps + 2 * 0.36**steps + 3 * 0.16**steps, rel=0.01)


def test_runs_that_lie_on_each_other_at_the_bottom_have_a_logarithmic_axis():
    """On Rosenbrock's valley all are at 4 or lower after a few of 200 steps, and the steepest begins at 38."""
    keys = {"function": "rosenbrock", "start": [-1.2, 1], "eta": [0.0005, 0.001, 0.002], "steps": 200, **SIZE}
    assert scale(loss(keys)) == "log"
    assert scale(loss(keys | {"eta": 0.0005, "start": [-1, 1], "steps": 25})) == "linear"


def test_a_value_under_a_logarithmic_axis_is_told_as_less_than_the_power_there():
    """The run ends within 1e-15 of the minimum; the axis ends near 1e-8."""
    scene = {"function": "x^4-3*x^2+x", "start": 2, "eta": [0.01, 0.05, 0.1], "panels": ["loss"]}
    drawn = draw(scene, timing="{frames_per_step: 2}")
    (told,) = [words(label) for label in drawn.labels(drawn.moments[-1]) if "f_" in words(label)]
    power = math.ceil(math.log10(drawn.axes().y_range[0]))
    assert told.endswith(f"< 10^{{{power}}}$")
    assert drawn.trajectories[2].values[-1] - min(drawn.trajectories[2].values) < 10.0**power
