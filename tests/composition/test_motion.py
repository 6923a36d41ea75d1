"""An animation takes its time from what is visible: how far its balls turn back on the page."""

import json

import numpy as np
import pytest
from drawn import draw, words

from gdanim import pipeline, scene as scenes
from gdanim.composition.motion import reversal_lengths, settled_step
from gdanim.drawing.axes import Axes
from gdanim.drawing.ball import Ball
from gdanim.drawing.geometry import Box

approx = pytest.approx
WILD = {"function": "x**2", "start": 2, "eta": 0.95, "steps": 6, "timing": {"beats": "one", "fps": 50}}


def moments(keys):
    loaded = scenes.load(keys)
    return pipeline.moments(loaded, pipeline.trace(loaded))


def speeds(drawn, *, between):
    """The speeds of the only ball along the axis, in page widths a second, frame by frame."""
    places = [ball.x for moment in drawn.moments if moment.step in between for ball in drawn.visible(Ball, moment)]
    return np.abs(np.diff(places)) / drawn.picture.size[0] * drawn.picture.fps


def test_a_hop_that_turns_back_counts_whole_and_the_one_before_as_far_as_it_is_undone():
    assert reversal_lengths(np.array([[3.0], [-2.0], [1.0], [1.0], [-4.0]])) == approx([2, 2, 1, 1, 4])


def test_hops_that_go_on_are_no_reversals_however_long():
    assert reversal_lengths(np.array([[9.0], [5.0], [0.0], [1.0]])) == approx([0, 0, 0, 0])
    assert reversal_lengths(np.empty((0, 2))).shape == (0,)


def test_on_a_map_a_turn_by_more_than_a_right_angle_is_a_reversal():
    assert reversal_lengths(np.array([[3.0, 4.0], [3.0, -4.0], [4.0, 3.0]])) == approx([5, 5, 0])


def test_a_ball_that_bounces_over_the_page_goes_no_faster_than_an_eye_follows():
    """Each hop turns back on 0.9 of the one before; the first counts no more than the second."""
    drawn = draw(WILD)
    assert speeds(drawn, between=range(1, 7)).max() == approx(1.5, rel=0.03)
    assert speeds(drawn, between=range(1)).max() == approx(1.5 / 0.9, rel=0.03)
    plain = draw(WILD, timing="{beats: one, fps: 50, frames_per_step: 20}")
    assert speeds(plain, between=range(7)).max() > 3


def test_what_is_smaller_on_the_page_may_go_faster_over_its_panel():
    """Two panels beside each other: the same reversals cover less than half as much of the page."""
    timing = {"beats": "one", "fps": 50}
    alone = moments({"function": "x**2", "start": [-2, 2], "eta": 0.9, "compare": "overlay", "timing": timing})
    apart = moments({"function": "x**2", "start": [-2, 2], "eta": 0.9, "timing": timing})
    assert len(alone.moments) > len(apart.moments)


@pytest.mark.parametrize(
    "calm",
    [
        {"function": "x**2", "start": 3, "eta": [0.1, 0.4], "steps": 10},
        {"function": "x**2", "start": 3, "eta": [0.1, 0.6], "steps": 10},
        {"function": "abs(x)", "start": 2, "eta": [0.3, 0.1], "steps": 10},
        {"function": "x**2", "start": 3, "eta": [0.9, 0.95], "steps": 10, "panels": ["loss"]},
    ],
    ids=["straight down", "turns back at once", "small", "no ball"],
)
def test_a_film_whose_balls_do_not_turn_back_far_has_its_usual_length(calm):
    timeline = moments(calm)
    start = 1.0
    assert timeline.seconds == approx(start + 10 * 0.4 + 0.05 + 3)


def test_a_run_that_diverges_is_followed_to_the_border_and_takes_no_more_than_twenty_seconds():
    long = moments({**WILD, "eta": 0.999, "steps": 40})
    assert long.seconds == approx(1 + 20 + 0.02 + 3)
    leaving = moments({**WILD, "eta": 1.5, "steps": 40})  # the tenth iterate, 2048, is far outside
    assert leaving.arrivals[40] - leaving.arrivals[10] < 2 < leaving.arrivals[5]
    overflowing = moments({"function": "x**4", "start": 9, "eta": 9, "steps": 12, "timing": {"beats": "one"}})
    assert overflowing.seconds <= 1 + 20 + 0.05 + 3


def test_the_sidecar_tells_when_the_calmer_steps_land(tmp_path):
    keys = {**WILD, "size": [160, 120], "output": ["gif"]}
    written = pipeline.render(scenes.load(keys), tmp_path)
    content = json.loads(written.sidecar.read_text(encoding="utf-8"))
    timeline = moments(keys)
    assert [entry["seconds"] for entry in content["steps"]] == approx(timeline.arrivals)
    assert content["outputs"][0]["frames"] == len(timeline.moments)


@pytest.mark.parametrize(
    ("eta", "start", "settled"),
    [(0.25, 2, 10), (1.5, 1, 2), (1.0, 1, 25), (0.5, 2, 1), (0.25, 0, 0)],
    ids=["arrives", "leaves", "swings", "leaps there", "stands"],
)
def test_a_ball_has_settled_where_it_ends_or_outside_its_panel(eta, start, settled):
    """x_k is start · (1 − 2 eta)^k, on an axis from −2.5 to 2.5 with 200 pixels a unit, where half a pixel is still."""
    (trajectory,) = pipeline.trace(scenes.load({"function": "x**2", "start": start, "eta": eta}))
    axes = Axes(Box(0.0, 0.0, 1000.0, 100.0), (-2.5, 2.5), (0.0, 6.0))
    assert settled_step(trajectory, axes, 0.5) == settled


@pytest.mark.parametrize(
    "keys",
    [{"start": 1, "eta": 1.1}, {"start": 0, "eta": 0.1}, {"start": 2, "eta": 0.4}],
    ids=["leaves", "stands", "arrives"],
)
def test_steps_in_which_nothing_moves_are_hurried_through_and_none_is_left_out(keys):
    timeline = moments({"function": "x**2", "steps": 25, **keys})
    durations = np.diff(timeline.arrivals)
    assert len(timeline.arrivals) == 26
    assert durations[-12:].max() <= 0.101
    assert durations[0] > 0.9
    assert [moment.step for moment in timeline.moments] == sorted(moment.step for moment in timeline.moments)


def test_a_note_and_a_length_of_the_author_are_waited_for():
    still = {"function": "x**2", "start": 0, "eta": 0.1, "steps": 10}
    noted = moments({**still, "notes": [{"text": "look", "steps": [8, 10]}]})
    assert np.diff(noted.arrivals)[7] > 0.9
    assert moments({**still, "timing": {"seconds": 12}}).seconds == approx(12)


def test_a_run_alone_in_its_cell_has_its_own_clock_in_every_panel():
    """One epoch is three steps of batches of four, and one step of all twelve points."""
    pair = draw(
        {
            "function": {"linear_regression": {"generate": {"n": 12, "slope": 2, "intercept": 1, "seed": 7}}},
            "start": [-0.5, -0.5],
            "eta": 0.05,
            "optimizer": "momentum",
            "batch": [4, "all"],
            "steps": {"epochs": 3},
            "compare": "side_by_side",
            "panels": ["contour", "state"],
            "size": [1200, 900],
        }
    )
    boxes = [Box(*entry["box"]) for entry in pair.picture.panels if entry["panel"] == "state"]

    def numbers(box, step):
        labels = pair.labels(pair.at(step))
        return [
            words(label) for label in labels if box.left <= label.x <= box.right and box.top <= label.y <= box.bottom
        ]

    changes = [[numbers(box, step) != numbers(box, step + 1) for step in range(8)] for box in boxes]
    assert changes == [[True] * 8, [False, False, True] * 2 + [False, False]]
