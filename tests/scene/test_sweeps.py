"""A swept number: its values and runs, and what goes with it and what does not."""

import jsonschema
import numpy as np
import pytest

from gdanim import SceneError, pipeline, scene as scenes

LINE = {"function": "x**2", "start": 1, "steps": 5, "panels": ["curve", "sweep"]}


def swept(low, high, **more):
    return {"sweep": [low, high], **more}


def problems(**keys):
    with pytest.raises(SceneError) as caught:
        scenes.load({**LINE, "eta": 0.1, **keys})
    return [problem.message for problem in caught.value.problems]


def test_the_values_of_a_sweep_are_evenly_spaced_and_each_has_a_run():
    scene = scenes.load({**LINE, "eta": swept(0.02, 1, count=150)})
    assert [run.schedule.at(0) for run in scene.runs] == np.linspace(0.02, 1, 150).tolist()
    assert scene.sweep.values == tuple(np.linspace(0.02, 1, 150).tolist())
    assert scene.sweep.trait == "eta"
    assert len({run.label for run in scene.runs}) == 150


def test_on_a_logarithmic_scale_they_have_equal_ratios():
    scene = scenes.load({**LINE, "eta": swept(0.001, 1, count=4, scale="log")})
    assert [run.schedule.at(0) for run in scene.runs] == pytest.approx([0.001, 0.01, 0.1, 1])


@pytest.mark.parametrize(
    ("keys", "trait", "found"),
    [
        ({"start": swept(-1, 1, count=3)}, "start", lambda run: run.start[0]),
        ({"optimizer": {"momentum": {"beta": swept(0, 0.9, count=3)}}}, "optimizer.beta",
         lambda run: run.optimizer.options.beta),
        ({"function": "a*x**2", "parameters": {"a": swept(1, 3, count=3)}}, "function.a",
         lambda run: dict(run.function.parameters)["a"]),
        ({"weight_decay": swept(0, 1, count=3)}, "weight_decay", lambda run: run.weight_decay),
        ({"function": {"ellipse": {"condition": swept(2, 10, count=3)}}, "start": [1, 1],
          "panels": ["contour", "sweep"]},
         "function.condition", lambda run: run.function.hessian((0, 0))[1][1]),
    ],
    ids=["start", "beta", "parameter", "weight decay", "option of a function"],
)  # fmt: skip
def test_any_one_number_may_be_swept(keys, trait, found):
    scene = scenes.load({**LINE, "eta": 0.1, **keys})
    assert scene.sweep.trait == trait
    assert [found(run) for run in scene.runs] == pytest.approx(scene.sweep.values)


def test_a_sweep_without_panels_has_the_whole_run_and_the_panel_of_all_values():
    assert [panel.name for panel in scenes.load({"function": "x**2", "start": 1, "eta": swept(0.1, 1)}).panels] == [
        "curve", "history", "sweep",
    ]  # fmt: skip
    plane = {"function": "x**2 + y**2", "start": [1, 1], "eta": swept(0.1, 0.5)}
    assert [panel.name for panel in scenes.load(plane).panels] == ["contour", "sweep"]


def test_each_value_is_a_step_of_the_animation():
    scene = scenes.load({**LINE, "eta": swept(0.1, 1, count=10)})
    trajectories = pipeline.trace(scene)
    timeline = pipeline.moments(scene, trajectories)
    assert timeline.last_step == 9
    facts = pipeline.compose(scene, trajectories, timeline).describe()
    assert facts["clock"] == {"name": "eta", "values": np.linspace(0.1, 1, 10).tolist()}
    assert [step["step"] for step in facts["steps"]] == list(range(10))
    assert facts["steps"][0]["told"] == "$\\eta = 0.1$"
    assert [run["earned"] for run in facts["runs"]] == list(range(10))


def test_the_animation_stops_at_the_limits_and_at_the_best():
    """Of 2x² the limits are 1/L = 0.25 and 2/L = 0.5, and 0.25 arrives in one step."""
    scene = scenes.load({**LINE, "function": "2*x**2", "eta": swept(0.05, 0.55, count=11), "steps": 9})
    timeline = pipeline.moments(scene, pipeline.trace(scene))
    lengths = np.diff(timeline.arrivals)
    assert np.flatnonzero(lengths > 0.5).tolist() == [0, 4, 9]  # the first is held, too


TOO_MANY = (
    "the runs of this sweep take 2,000,000 steps together, and at most 200,000 are possible; give a smaller count, or "
    "fewer steps"
)
NEEDED = (
    "panel 'sweep' shows what becomes of runs as one number takes many values; give the step size as eta: "
    "{sweep: [0.1, 1], count: 50}, or sweep another number"
)
ONE = "a sweep goes with one value of everything else: its 3 values make 6 runs here; take the lists out"


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"eta": swept(1, 0.1)}, ["sweep must go from low to high; found [1, 0.1]"]),
        ({"eta": swept(0.1, 1, count=201)}, ["count must be from 2 to 200; found 201"]),
        ({"eta": swept(0, 1, scale="log")}, ["eta has scale: log, so its values must be above 0; found 0"]),
        ({"eta": swept(-1, 1)}, ["eta[0] must be above 0; found -1.0"]),
        ({"eta": {**swept(0.1, 1), "cuont": 3}}, ["unknown key of a sweep 'cuont'; did you mean 'count'?"]),
        ({"eta": swept(0.1, 1, count=3), "start": [1, 2]}, [ONE]),
        ({"eta": swept(0.1, 1), "start": swept(0, 1)},
         ["a scene sweeps one number, and start is swept, too; give one of them as a number"]),
        ({"runs": [{"eta": swept(0.1, 1)}]},
         ["a number is swept at the top of a scene, not in one of its runs; leave runs out"]),
        ({"eta": swept(0.1, 1), "compare": "overlay"},
         ["the runs of a sweep are shown one after the other; leave compare out"]),
        ({"eta": swept(0.1, 1, count=200), "steps": 10_000},
         [TOO_MANY]),
        ({"eta": swept(0.1, 1), "steps": 0},
         ["a sweep shows what becomes of runs, so they must take steps; give steps, or leave the sweep out"]),
        ({"eta": swept(0.1, 1), "panels": ["curve", "loss", "sweep"]},
         ["panel 'loss' can't show one run after another; leave it out of a scene with a sweep"]),
        ({}, [NEEDED]),
    ],
    ids=lambda part: "" if isinstance(part, list) else str(part)[:40],
)  # fmt: skip
def test_what_no_sweep_can_be_is_told(keys, told):
    assert problems(**keys) == told


def test_a_sweep_needs_a_panel_that_shows_all_values():
    (told,) = problems(eta=swept(0.1, 1), panels=["curve"])
    assert told.startswith("none of these panels shows all values of the sweep; add ")


@pytest.mark.parametrize(
    "keys",
    [
        {"eta": swept(0.1, 1, count=3)},
        {"eta": 0.1, "start": swept(0.1, 1)},
        {"eta": 0.1, "optimizer": {"momentum": {"beta": swept(0.1, 0.9)}}},
        {"eta": 0.1, "function": "a*x**2", "parameters": {"a": swept(0.1, 1)}},
    ],
    ids=str,
)
def test_the_schema_knows_sweeps(keys):
    jsonschema.validate({**LINE, **keys}, scenes.schema())


def test_the_schema_knows_no_sweep_of_three_numbers():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**LINE, "eta": {"sweep": [1, 2, 3]}}, scenes.schema())


def test_a_run_of_a_sweep_that_diverges_is_what_it_shows_and_no_warning():
    scene = scenes.load({**LINE, "eta": swept(0.5, 4, count=8), "steps": 60})
    trajectories = pipeline.trace(scene)
    assert "diverged" in {trajectory.verdict.kind for trajectory in trajectories}
    assert pipeline.warnings(scene, trajectories) == ()
