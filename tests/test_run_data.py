"""The numbers of runs as plain data, in one variable, two and more."""

import csv
import io

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
