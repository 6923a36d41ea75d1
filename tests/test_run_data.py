"""The numbers of runs as plain data, in one variable, two and more."""

import csv
import io
import itertools

import pytest

from gdanim import pipeline, run_data, scene


@pytest.fixture
def traced():
    def traced(**keys):
        found = scene.load({"steps": 2, "eta": 0.1, **keys})
        return found, pipeline.trace(found)

    return traced


def rows(trajectories):
    return list(csv.DictReader(io.StringIO(run_data.as_csv(trajectories))))


def test_a_point_of_two_variables_has_a_column_for_each(traced):
    _, trajectories = traced(function="x**2 + y**2/2", start=[1, -2])
    first, second, last = rows(trajectories)
    assert list(first) == ["run", "label", "step", "x", "y", "value", "gradient_x", "gradient_y", "eta"]
    assert [float(first[name]) for name in ("x", "y", "value", "gradient_x", "gradient_y")] == [1, -2, 3, 2, -2]
    assert (float(second["x"]), float(second["y"])) == pytest.approx((0.8, -1.8))
    assert (second["eta"], last["eta"]) == ("0.1", "")


def test_columns_have_the_names_of_the_variables(traced):
    _, trajectories = traced(function="x1**2 + x2**2", start=[1, -2])
    assert list(rows(trajectories)[0])[3:8] == ["x1", "x2", "value", "gradient_x1", "gradient_x2"]


def test_runs_of_fewer_variables_leave_their_columns_empty(traced):
    _, trajectories = traced(function={"ellipse": {"n": [2, 3]}})
    plane, space = rows(trajectories)[0], rows(trajectories)[-1]
    assert list(plane)[3:6] == ["x1", "x2", "x3"]
    assert (plane["x3"], plane["gradient_x3"]) == ("", "")
    assert "" not in (space["x3"], space["gradient_x3"])


def test_a_rule_without_eta_has_none(traced):
    found, trajectories = traced(function="x**2 + y**2", start=[1, -2], optimizer="bfgs")
    assert {row["eta"] for row in rows(trajectories)} == {""}
    (run,) = run_data.as_dict(found, trajectories)["runs"]
    assert (run["label"], run["eta"]) == ("BFGS", None)
    assert (run["points"][0], run["gradients"][0]) == ([1, -2], [2, -4])


def test_a_verdict_has_the_name_of_its_point(traced):
    found, trajectories = traced(function="saddle", start=[1, 0], steps=80)
    (entry,) = run_data.verdicts(found, trajectories)
    assert (entry["verdict"]["kind"], entry["verdict"]["text"]) == ("stationary", "stands still on the saddle")


@pytest.mark.parametrize(
    ("stop", "text"),
    [
        ({"change": 0.001}, "reaches the minimum after 21 steps; stops after 30 steps: x changes by less than 0.001"),
        ({"gradient": 3}, "stops after 4 steps: the slope is below 3"),
    ],
)
def test_a_run_that_a_rule_has_ended_says_which_and_when(traced, stop, text):
    """On x² from 3 with η = 0.1: x = 3·0.8ᵏ, its slope 2x, and step k is 0.6·0.8ᵏ long."""
    found, trajectories = traced(function="x**2", start=3, steps=100, stop=stop)
    (entry,) = run_data.verdicts(found, trajectories)
    [(rule, threshold)] = stop.items()
    assert entry["verdict"]["stopped_by"] == {"rule": rule, "threshold": threshold}
    assert entry["verdict"]["text"] == text


def described(**keys):
    found = scene.load({"steps": 2, "eta": 0.1, "start": 2, "size": [320, 240], **keys})
    trajectories = pipeline.trace(found)
    return pipeline.compose(found, trajectories, pipeline.moments(found, trajectories)).describe()


def test_a_step_of_two_beats_is_full_before_its_ball_leaves():
    """And not when it lands, where nothing of the step has appeared."""
    timing = {"beats": "two", "fps": 20, "frames_per_step": 40, "slow": 0, "hold": {"start": 0, "end": 0}}
    steps = described(function="x**2", timing=timing)["steps"]
    for step, following in itertools.pairwise(steps):
        assert step["seconds"] < step["full"] < following["seconds"]
    assert steps[-1]["full"] == steps[-1]["seconds"]
    assert [step["told"] for step in steps] == ["step 0 of 2", "step 1 of 2", "step 2 of 2"]


def test_a_step_of_one_beat_is_full_at_once():
    steps = described(function="x**2", timing={"beats": "one"})["steps"]
    assert [step["full"] for step in steps] == [step["seconds"] for step in steps]


def test_a_verdict_is_earned_when_the_picture_shows_it():
    """A cycle of two is told after two whole periods, what is still on its way at the end."""
    content = described(function="x**2", eta=[0.01, 1], steps=9)
    assert [(run["verdict"]["kind"], run["earned"]) for run in content["runs"]] == [("progressing", 9), ("cycle", 4)]
    assert described(function="x**2", steps=0)["runs"][0]["earned"] is None


def test_a_question_has_the_time_at_which_the_film_goes_on():
    timing = {"fps": 20, "beats": "one", "frames_per_step": 10, "hold": {"start": 1, "end": 1}}
    notes = [
        {"text": "and $x$?", "steps": 1, "pause": 2},
        {"text": "why?", "pause": 3},
        {"text": "so!", "steps": [1, 2]},
    ]
    content = described(function="x**2", notes=notes, timing=timing)
    assert content["fps"] == 20
    assert content["notes"] == [
        {"step": 0, "text": "why?", "seconds": 0.0, "until": 4.0},  # after the hold of a second
        {"step": 1, "text": "and x?", "seconds": 4.45, "until": 6.45},
        {"step": 1, "text": "so!", "seconds": 4.45, "until": 4.45},
    ]


def test_points_held_out_have_a_column_with_their_loss_at_every_step(traced):
    points = [[x, 2 * x + (-1) ** x] for x in range(1, 11)]
    _, trajectories = traced(function={"linear_regression": {"points": points}}, eta=0.001, validation=0.3)
    found = rows(trajectories)
    assert list(found[0])[-2:] == ["eta", "validation"]
    assert [float(row["validation"]) for row in found] == trajectories[0].validation_values.tolist()
