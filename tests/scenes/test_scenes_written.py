"""The shipped scenes, rendered small: every output is there, and the sidecar describes it completely."""

import hashlib
import json

import pytest
from shipped import FOLDER, NAMES, load

import gdanim
from gdanim import pipeline

pytestmark = pytest.mark.slow

SMALL = {"size": "[640, 480]", "timing": "{frames_per_step: 1, fps: 20, hold: {start: 0.1, end: 0.1}}"}
SIDECAR_KEYS = {
    *("scene", "title", "language", "alt", "caption", "fingerprint", "components", "reads"),
    *("outputs", "runs", "steps", "panels"),
}
OUTPUT = {
    "file": str,
    "format": str,
    "width": int,
    "height": int,
    "frames": int,
    "seconds": float,
    "bytes": int,
    "sha256": str,
}
VERDICT = {
    "kind": str,
    "step": int,
    "period": int | None,
    "place": str | None,
    "tolerance": float | None,
    "stopped_by": dict | None,
    "text": str,
}


def typed(entry, types):
    return set(entry) == set(types) and all(isinstance(entry[key], expected) for key, expected in types.items())


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def write(tmp_path_factory):
    """Renders a scene, once, and returns its sidecar's content and the folder."""
    folder, sidecars = tmp_path_factory.mktemp("scenes"), {}

    def render_once(name):
        if name not in sidecars:
            done = gdanim.render(load(name, **SMALL), folder)
            sidecars[name] = json.loads(done.sidecar.read_text(encoding="utf-8"))
        return sidecars[name], folder

    return render_once


@pytest.mark.parametrize("name", NAMES)
def test_every_output_is_as_the_sidecar_lists_it(write, name):
    sidecar, folder = write(name)
    loaded = load(name)
    assert set(sidecar) == SIDECAR_KEYS
    assert (sidecar["scene"], sidecar["title"], sidecar["language"]) == (name, loaded.title, "en")
    assert sidecar["reads"][f"{name}.yaml"] == sha256(FOLDER / f"{name}.yaml")
    assert len(sidecar["fingerprint"]) == 64
    assert [entry["format"] for entry in sidecar["outputs"]] == list(loaded.output)
    for entry in sidecar["outputs"]:
        assert typed(entry, OUTPUT)
        assert (entry["width"], entry["height"]) == (640, 480)
        assert entry["seconds"] == pytest.approx(entry["frames"] / 20)
        assert (folder / entry["file"]).stat().st_size == entry["bytes"]
        assert sha256(folder / entry["file"]) == entry["sha256"]


@pytest.mark.parametrize("name", NAMES)
def test_the_sidecar_describes_runs_and_steps(write, name):
    sidecar, _ = write(name)
    loaded = load(name)
    trajectories = pipeline.trace(loaded)
    assert all(set(one) == {"label", "verdict"} for one in sidecar["runs"])
    assert [one["label"] for one in sidecar["runs"]] == [one.run.label for one in trajectories]
    verdicts = [one["verdict"] for one in sidecar["runs"]]
    if loaded.steps:
        assert [verdict["kind"] for verdict in verdicts] == [one.verdict.kind for one in trajectories]
        assert all(typed(verdict, VERDICT) for verdict in verdicts)
    else:
        assert verdicts == [None] * len(trajectories)
    seconds = [step["seconds"] for step in sidecar["steps"]]
    longest = max(len(one.points) for one in trajectories)
    assert [step["step"] for step in sidecar["steps"]] == list(range(longest))
    assert seconds == sorted(seconds)
    assert seconds[-1] < sidecar["outputs"][0]["seconds"]
    assert sidecar["caption"] in sidecar["alt"] or sidecar["caption"] == loaded.caption


@pytest.mark.parametrize("name", NAMES)
def test_the_sidecar_has_the_box_of_every_panel(write, name):
    sidecar, _ = write(name)
    assert {panel["panel"] for panel in sidecar["panels"]} == {panel.name for panel in load(name).panels}
    for panel in sidecar["panels"]:
        own = {"projection"} if panel["panel"] == "surface" else set()
        assert set(panel) == {"panel", "runs", "box", "x_range", "y_range", "scale"} | own
        left, top, right, bottom = panel["box"]
        assert 0 <= left < right <= 640
        assert 0 <= top < bottom <= 480
        assert (panel["x_range"] is None) == (panel["y_range"] is None)
        if panel["x_range"]:
            assert panel["x_range"][0] < panel["x_range"][1]
            assert panel["y_range"][0] != panel["y_range"][1]  # a history counts its steps downwards
    drawn = {run for panel in sidecar["panels"] for run in panel["runs"]}
    assert drawn == set(range(len(sidecar["runs"])))


def test_the_alt_text_of_the_four_step_sizes_reads_as_a_teacher_would_write_it(write):
    assert write("stepsizes")[0]["alt"] == (
        "Four panels show gradient descent on f(x) = 2x + e^(−2x) from x = 3, 25 steps each. With η = 0.2, the ball "
        "reaches the minimum after 10 steps and with η = 0.4 after 6 (within 0.03). With η = 0.6, it swings between "
        "−0.25 and 0.54; with η = 0.8, it has not settled after 25 steps. Of the four, η = 0.4 is there soonest."
    )
