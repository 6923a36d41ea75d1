"""A picture that no step changes is written as one frame, and said to be a still picture."""

import pytest

from gdanim import pipeline, scene as scenes
from gdanim.batch.job import Animation
from gdanim.cli import summary

CURVE = {"function": "x**2", "start": 2, "eta": 0.1, "steps": 4, "size": [480, 320]}
MAP = {**CURVE, "function": "x**2 + y**2", "start": [2, 1]}


def picture(**keys):
    loaded = scenes.load({**CURVE, **keys})
    return pipeline.compose_animation(loaded, pipeline.trace(loaded))


@pytest.mark.parametrize(
    "keys",
    [
        {"steps": 0},
        {"show": []},
        {"show": ["minimum"], "notes": [{"text": "here", "at": 0}]},
        {**MAP, "show": []},
        {**MAP, "steps": 0},
    ],
)
def test_a_picture_that_no_step_changes_has_one_frame(keys):
    made = picture(**keys)
    assert made.count == 1
    described = made.describe()
    assert [entry["step"] for entry in described["steps"]] == [0]
    assert made.frame(0).shape == (320, 480, 4)


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"show": ["tangent"]},
        {"show": [], "notes": [{"text": "now", "steps": 3}]},
        {"show": [], "panels": ["curve", "table"]},
        {"panels": [{"chord": {}}], "domain": [-2, 2]},
        {**MAP, "panels": [{"surface": {"orbit": 60}}], "show": []},
    ],
)
def test_one_in_which_anything_changes_has_all_of_its_frames(keys):
    assert picture(**keys).count > 4


def test_the_frame_of_a_still_picture_is_the_one_that_it_showed_all_along():
    loaded = scenes.load({**CURVE, "show": ["minimum"]})
    trajectories = pipeline.trace(loaded)
    moving = pipeline.compose(loaded, trajectories, pipeline.moments(loaded, trajectories))
    still = pipeline.compose_animation(loaded, trajectories)
    assert (still.frame(0) == moving.frame(0)).all()
    assert (still.frame(0) == moving.frame(moving.count - 1)).all()


def test_the_command_calls_it_a_still_picture():
    assert summary.animation_text(Animation((480, 320), 1, 0.05)) == "a still picture, 480 × 320 pixels"
    assert summary.animation_text(Animation((480, 320), 2, 0.1)) == "2 frames, 0.1 seconds, 480 × 320 pixels"
