"""The ruler of step sizes: its limits, and the measured factors, by closed forms."""

import numpy as np
import pytest
from drawn import draw, words

from gdanim import SceneError, pipeline, scene as scenes
from gdanim.drawing.shapes import Marker
from gdanim.panels.ruler import factors

WALL = {"function": "steep_wall", "start": 3, "eta": [0.2, 0.4, 0.6, 0.8], "steps": 25, "columns": 4}
PAGE = {**WALL, "panels": ["curve", "history", "ruler"]}


def entry(drawn):
    return next(panel for panel in drawn.picture.panels if panel["panel"] == "ruler")


@pytest.mark.parametrize("eta", [0.1, 0.5, 0.7, 0.9, 1.2])
def test_on_a_parabola_each_step_leaves_the_same_share_of_the_distance(eta):
    """Of f = ax² with a = 1, L = 2 and each distance is |1 − 2η| times the one before."""
    (run,) = pipeline.trace(scenes.load({"function": "x**2", "start": 2, "eta": eta, "steps": 12}))
    found = factors(run)[1:]
    measurable = np.abs(run.points[1:, 0]) > 1e-9
    assert found[measurable] == pytest.approx(abs(1 - 2 * eta), rel=1e-6)


@pytest.mark.parametrize(("eta", "factor"), [(0.2, 0.2), (0.4, 0.6), (0.6, 1.0)])
def test_on_a_steep_wall_the_factors_settle_on_the_line_and_a_cycle_stops_at_one(eta, factor):
    (run,) = pipeline.trace(scenes.load({**WALL, "eta": eta}))
    assert factors(run)[20] == pytest.approx(factor, abs=0.01)


def test_the_limits_are_those_of_the_curvature_at_the_minimum():
    drawn = draw(PAGE)
    assert entry(drawn)["values"] == pytest.approx({"1/L": 0.25, "2/L": 0.5})
    texts = [words(label) for label in drawn.labels(drawn.at(25))]
    assert {"1/L = 0.25", "2/L = 0.5"} <= {text.strip("$") for text in texts}
    assert {"creeps in", "swings and settles", "does not settle"} <= set(texts)


def test_only_a_quadratic_lets_a_run_fly_off():
    drawn = draw({"function": "x**2", "start": 2, "eta": [0.2, 0.7], "steps": 5, "panels": ["curve", "ruler"]})
    assert "flies off" in [words(label) for label in drawn.labels(drawn.at(5))]


def test_a_pin_stands_at_its_step_size_and_factor():
    drawn = draw(PAGE)
    axes = drawn.axes(drawn.picture.panels.index(entry(drawn)))
    markers = [mark for mark in drawn.visible(Marker, drawn.at(20)) if mark.radius > 6]
    pins = [(mark.x, mark.y) for mark in markers if axes.box.has((mark.x, mark.y))]
    places = axes.from_pixels(np.array(pins))
    assert places[:, 0] == pytest.approx([0.2, 0.4, 0.6, 0.8], abs=1e-6)
    assert places[:3, 1] == pytest.approx([0.2, 0.6, 1.0], abs=0.01)


@pytest.mark.parametrize(
    ("function", "told"), [("abs(x)", "no curvature at the kink"), ("x**4", "no limit: $f\\,″ = 0$")]
)
def test_without_a_curvature_there_is_no_limit(function, told):
    drawn = draw({"function": function, "start": 1, "eta": [0.1, 0.2], "steps": 5, "panels": ["curve", "ruler"]})
    assert entry(drawn)["values"] == {}
    assert told in [words(label) for label in drawn.labels(drawn.at(5))]


def test_the_alt_text_tells_which_step_sizes_are_below_the_limit():
    drawn = draw(PAGE)
    alt = drawn.picture.words.alt(drawn.scene, drawn.trajectories, drawn.picture.panels)
    assert "η = 0.2 and 0.4 stand below 2/L = 0.5; η = 0.6 and 0.8 stand at or above 2/L = 0.5." in alt


def test_a_rule_that_does_not_step_plainly_is_refused():
    with pytest.raises(SceneError) as caught:
        scenes.load({**PAGE, "optimizer": "adam"})
    told = (
        "Adam does not take plain steps of eta times the slope, for which this panel holds; choose gradient_descent, "
        "or the panel loss, which shows any rule"
    )
    assert [problem.message for problem in caught.value.problems] == [told]
