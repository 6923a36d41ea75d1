"""A scene of no steps is a picture: one frame in every format, of which there is no verdict and no clock."""

import json

import imageio_ffmpeg
import pytest
from PIL import Image

from gdanim import pipeline, run_data, scene as scenes
from gdanim.drawing.label import Label
from gdanim.errors import SceneError
from gdanim.text import words

PICTURE = {"function": "0.1*x**2", "start": 2, "steps": 0, "size": [320, 240]}
FORMATS = ["gif", "mp4", "webp", "apng", "png"]


def test_a_picture_is_one_frame_in_every_format(tmp_path):
    done = pipeline.render(scenes.load({**PICTURE, "output": FORMATS}), tmp_path)
    assert len(done.files) == len(FORMATS)
    films = {file.suffix: file for file in done.files}
    assert imageio_ffmpeg.count_frames_and_secs(films.pop(".mp4"))[0] == 1
    for file in films.values():
        with Image.open(file) as picture:
            assert getattr(picture, "n_frames", 1) == 1
    sidecar = json.loads(done.sidecar.read_text(encoding="utf-8"))
    assert [entry["frames"] for entry in sidecar["outputs"]] == [1] * len(FORMATS)
    assert [(entry["step"], entry["seconds"], entry["full"]) for entry in sidecar["steps"]] == [(0, 0.0, 0.0)]
    assert [run["verdict"] for run in sidecar["runs"]] == [None]


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam", "newton"])
def test_a_picture_needs_no_step_size(optimizer):
    scene = scenes.load({**PICTURE, "optimizer": optimizer})
    [run] = run_data.as_dict(scene, pipeline.trace(scene))["runs"]
    assert (run["points"], run["verdict"]) == ([[2.0]], None)


@pytest.mark.parametrize(
    "more", [{}, {"start": [2, -1]}, {"start": [2, -1], "compare": "overlay"}, {"show": ["+formula"]}]
)
def test_a_picture_has_no_clock_no_verdict_and_no_formula_of_a_step(more):
    scene = scenes.load({**PICTURE, **more})
    trajectories = pipeline.trace(scene)
    picture = pipeline.compose(scene, trajectories, pipeline.moments(scene, trajectories))
    assert picture.count == 1
    drawings = [mark for each in picture.drawings for mark in (*each.static, *each.movers)]
    said = " ".join(str(mark.content) for mark in drawings if isinstance(mark, Label))
    assert not [word for word in ("step", "there", "settle", "k+1", "on its way") if word in said]


@pytest.mark.parametrize("panel", ["contour", "surface", "curve", "history", "loss", "eta", "table", "state", "chord"])
def test_every_panel_draws_a_picture_without_steps(panel):
    function, start = ("x**2 + 2*y**2", [2, 1]) if panel in {"contour", "surface"} else ("x**2", 2)
    scene = scenes.load({"function": function, "start": start, "steps": 0, "panels": [panel]})
    trajectories = pipeline.trace(scene)
    picture = pipeline.compose(scene, trajectories, pipeline.moments(scene, trajectories))
    assert picture.frame(0).any()


def test_a_stop_rule_beside_no_steps_is_refused():
    with pytest.raises(SceneError, match="steps: 0 makes a picture, in which nothing runs: leave stop out"):
        scenes.load({**PICTURE, "stop": {"gradient": 1}})


def test_a_picture_beside_runs_is_refused():
    runs = [{"steps": 0}, {"steps": 3, "eta": 0.1}]
    with pytest.raises(SceneError, match="give all of them steps, or none"):
        scenes.load({"function": "x**2", "start": 2, "runs": runs})


def test_a_picture_of_several_starts_tells_each():
    scene = scenes.load({**PICTURE, "start": [2, -1]})
    assert words.load("en").alt(scene, pipeline.trace(scene)) == (
        "A picture shows f(x) = 0.1x². Marked on it: start at x = −1, minimum at x = 0 and start at x = 2."
    )
