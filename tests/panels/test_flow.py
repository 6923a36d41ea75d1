"""The gradient flow: its solution and the distance from it by closed forms, and the clock of the time."""

import math

import numpy as np
import pytest
from drawn import draw, words

from gdanim import SceneError, pipeline, scene as scenes
from gdanim.animation.run_clock import RunClock, time_clocks
from gdanim.panels.flow.on_map import Head
from gdanim.panels.flow.solution import flow_lines, gaps, solution

BOOTH = {"function": "booth", "start": [-3.4, 4.6], "domain": [[-4.2, 3.4], [-0.2, 7.4]], "size": [960, 720],
         "runs": [{"eta": 0.03, "steps": 100}, {"eta": 0.1, "steps": 30}], "panels": ["contour", "flow"]}  # fmt: skip


def trajectory(**keys):
    (only,) = pipeline.trace(scenes.load({"panels": ["contour", "flow"], **keys}))
    return only


def test_the_solution_of_a_quadratic_is_its_closed_form():
    """Along an eigenvector of curvature λ it is e^(−λt)."""
    run = trajectory(function="x**2/2 + 5*y**2", start=[2, 1], eta=0.05, steps=40)
    per_step, rows = solution(run)
    times = 0.05 * np.arange(len(rows)) / per_step
    assert rows == pytest.approx(np.column_stack((2 * np.exp(-times), np.exp(-10 * times))), abs=1e-8)


@pytest.mark.parametrize(("eta", "first", "largest", "step"), [(0.03, 0.24314, 0.25381, 2), (0.1, 1.91285, 1.91285, 1)])
def test_the_distances_on_booth(eta, first, largest, step):
    """After one step it is |(1 − ηλ − e^(−ηλ))·c| with λ = 2 and 18."""
    row = gaps(trajectory(function="booth", start=[-3.4, 4.6], eta=eta, steps=20))
    away = np.array([-3.4, 4.6]) - (1, 3)
    along = np.array([(1, -1), (1, 1)]) / math.sqrt(2)
    parts = (along @ away) * [1 - eta * rate - math.exp(-eta * rate) for rate in (2, 18)]
    assert row[1] == pytest.approx(float(np.hypot(*parts)), abs=1e-7)
    assert row[1] == pytest.approx(first, abs=5e-6)
    assert (row.max(), int(row.argmax())) == (pytest.approx(largest, abs=5e-6), step)


def test_at_one_time_the_distance_halves_with_the_step_size():
    rows = [
        gaps(trajectory(function="booth", start=[-3.4, 4.6], eta=eta, steps=round(0.5 / eta))) for eta in (0.01, 0.005)
    ]
    assert [row[-1] for row in rows] == pytest.approx([0.01574, 0.00784], abs=5e-6)


def test_the_flow_of_a_function_that_is_not_quadratic_agrees_with_small_steps():
    run = trajectory(function="rosenbrock", start=[-1, 1], eta=0.001, steps=200)
    _, rows = solution(run)
    point = np.array([-1.0, 1.0])
    for _ in range(200_000):
        point = point - 1e-6 * run.run.function.gradients(point[None])[0]
    assert rows[-1] == pytest.approx(point, abs=1e-4)


def test_in_ascent_the_flow_climbs():
    run = trajectory(function="-x**2 - y**2", start=[1, 0.5], eta=0.1, steps=10, direction="ascend")
    _, rows = solution(run)
    assert rows[-1] == pytest.approx(np.array([1, 0.5]) * math.exp(-2), abs=1e-8)


def test_lines_of_the_flow_end_near_the_minimum_or_on_the_frame_and_never_climb():
    function = trajectory(function="x**2/2 + 2*y**2", start=[2, 1], eta=0.1, steps=2).run.function
    lines = flow_lines(function, (-3, 3), (-2, 2))
    assert len(lines) == 48
    for line in lines:
        assert np.hypot(*line[-1]) < 0.1
        assert (np.diff(function.values(line)) <= 1e-9).all()


def test_smaller_steps_make_more_of_them_in_the_same_time():
    assert time_clocks([0.03, 0.1]) == (RunClock(1, 1), RunClock(3, 10))
    assert time_clocks([0.5, 0.25]) == (RunClock(1, 2), RunClock(1, 1))
    drawn = draw(BOOTH)
    assert drawn.picture.timeline.last_step == 100
    told = {words(label) for label in drawn.labels(drawn.at(20))}
    assert "$t = 0.6$" in told


def test_the_sidecar_has_the_clock_of_the_time():
    facts = draw(BOOTH).picture
    loaded = scenes.load(BOOTH)
    runs = pipeline.trace(loaded)
    described = pipeline.compose(loaded, runs, pipeline.moments(loaded, runs)).describe()
    assert described["clock"]["name"] == "t"
    assert described["clock"]["values"] == pytest.approx([0.03 * step for step in range(101)])
    assert facts.panels[1]["values"]["largest_distance"] == pytest.approx(0.25381, abs=5e-6)
    assert facts.panels[3]["values"]["largest_distance"] == pytest.approx(1.91285, abs=5e-6)


@pytest.mark.parametrize("step", [10, 40, 100])
def test_both_flows_are_at_one_place_at_every_time(step):
    drawn = draw(BOOTH)
    heads = drawn.visible(Head, drawn.at(step))
    places = [
        drawn.axes(panel).from_pixels(np.array([[head.x, head.y]]))[0]
        for panel, head in zip((0, 2), heads, strict=True)
    ]
    assert places[0] == pytest.approx(places[1], abs=0.05)


def test_the_caption_tells_how_far_each_run_leaves_the_flow():
    drawn = draw(BOOTH)
    caption = drawn.picture.words.caption(drawn.scene, drawn.trajectories, drawn.picture.panels)
    assert "the iterates are farthest from the gradient flow at t = 0.06, after 2 steps: 0.254." in caption
    assert "the iterates are farthest from the gradient flow at t = 0.1, after 1 step: 1.913." in caption


UNEVEN = (
    "this panel compares the runs with the flow at times k times eta, so a step size must stay as it is; give eta as a "
    "number"
)
NOT_PLAIN = (
    "Adam does not take plain steps of eta times the slope, for which this panel holds; choose gradient_descent, or "
    "the panel loss, which shows any rule"
)


@pytest.mark.parametrize(
    ("keys", "told"), [({"eta": {"cosine": {"eta": 0.1}}}, UNEVEN), ({"eta": 0.1, "optimizer": "adam"}, NOT_PLAIN)]
)
def test_what_is_not_eulers_method_is_refused(keys, told):
    with pytest.raises(SceneError) as caught:
        scenes.load({"function": "booth", "start": [1, 1], "panels": ["contour", "flow"], **keys})
    assert [problem.message for problem in caught.value.problems] == [told]
