"""Paths computed elsewhere: from a CSV file or from an array, with the values and the verdicts of the function."""

import json
from pathlib import Path

import numpy as np
import pytest

import gdanim
from gdanim.errors import SceneError
from gdanim.run_data import as_csv

BOWL = "x**2 + 2*y**2"
PLANE = "".join(f"{3 * 0.5**k},{2 * 0.25**k}\n" for k in range(12))


def load(**keys):
    return gdanim.load({"function": BOWL, **keys})


def problems(**keys):
    with pytest.raises(SceneError) as caught:
        gdanim.load({"function": BOWL, **keys})
    return [str(problem).splitlines()[0] for problem in caught.value.problems]


@pytest.fixture
def file(here):
    """Writes a CSV file beside the scenes, and returns its name."""

    def write(text):
        Path("mine.csv").write_text(text, encoding="utf-8")
        return "mine.csv"

    return write


@pytest.mark.parametrize("header", ["", "x,y\n", "# my method\nx,y\n"])
def test_a_path_has_the_values_and_slopes_of_the_function(file, header):
    (trajectory,) = gdanim.trace({"function": BOWL, "runs": [{"trajectory": file(header + PLANE)}]})
    points = np.array([(3 * 0.5**k, 2 * 0.25**k) for k in range(12)])
    assert trajectory.points == pytest.approx(points)
    assert trajectory.values == pytest.approx(points[:, 0] ** 2 + 2 * points[:, 1] ** 2)
    assert trajectory.gradients == pytest.approx(points * [2, 4])
    assert np.isnan(trajectory.etas).all()
    assert (trajectory.verdict.kind, trajectory.verdict.step) == ("converged", 7)  # 3·0.5⁷ is below 1 % of |(3, 2)|
    assert trajectory.run.label == "mine"


def test_columns_are_found_by_the_names_of_the_variables(file):
    name = file("step;loss;y;x\n0;1;2,5;1,5\n1;1;1;0,5\n")
    (trajectory,) = gdanim.trace({"function": BOWL, "runs": [{"trajectory": name, "label": "my method"}]})
    assert trajectory.points.tolist() == [[1.5, 2.5], [0.5, 1]]
    assert trajectory.run.label == "my method"


def test_what_trace_writes_is_a_path(file):
    scene = gdanim.load({"function": BOWL, "start": [3, 2], "eta": 0.1, "steps": 5})
    first = gdanim.trace(scene)
    (again,) = gdanim.trace({"function": BOWL, "runs": [{"trajectory": file(as_csv(first))}]})
    assert again.points.tolist() == first[0].points.tolist()


def test_top_level_keys_of_a_rule_hold_for_the_other_runs_alone(file):
    scene = load(
        start=[1, 1], eta=0.1, steps=3, stop={"change": 5}, optimizer="adam",
        runs=[{"trajectory": file(PLANE)}, {"eta": 0.2}],
    )  # fmt: skip
    path, run = scene.runs
    assert (path.start, path.steps, path.schedule, path.stop.change) == ((3, 2), 11, None, None)
    assert (run.start, run.steps, run.optimizer.name, run.schedule.text) == ((1, 1), 3, "adam", "0.2")


def test_keys_of_a_rule_beside_a_path_are_refused(file):
    name = file(PLANE)
    for key, value in {"eta": 0.1, "optimizer": "adam", "steps": 3, "stop": {"change": 1}, "start": [1, 2]}.items():
        expected = [f"a run with a trajectory is not computed: leave out {key}"]
        assert problems(runs=[{"trajectory": name, key: value}]) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "mine.csv holds no point; a path needs a row for each step, from its start on"),
        ("x,y\n", "mine.csv holds no point; a path needs a row for each step, from its start on"),
        ("1,2,3\n", "mine.csv:1:1: a path has a column for each of x, y; mine.csv has 3 columns without names: "),
        ("x,z\n1,2\n", "mine.csv:1:1: mine.csv has no column 'y'; a path has one for each of x, y"),
        ("x,y\n1,2\n3,three\n", "mine.csv:3:3: y must be a number; found 'three'"),
        ("x,y\n1,\n", "mine.csv:2:3: y must be a number; found nothing"),
        ("x,y\n1,2,3\n", "mine.csv:2:1: this row has 3 cells, but there are 2 columns"),
        ("x,y\n" + "1,2\n" * 10_002, "mine.csv:10003:1: mine.csv holds more than 10,001 points"),
    ],
)
def test_a_file_that_is_no_path_is_told_with_its_line(file, text, sentence):
    (problem,) = problems(runs=[{"trajectory": file(text)}])
    assert problem.startswith(sentence)


def test_a_path_is_read_like_other_files_of_a_scene(here):
    assert problems(runs=[{"trajectory": "none.csv"}]) == ["none.csv can't be read: no such file or directory"]
    assert "outside" in problems(runs=[{"trajectory": "../other.csv"}])[0]


def test_the_file_is_in_the_fingerprint(file, tmp_path):
    name = file(PLANE)
    keys = {"function": BOWL, "runs": [{"trajectory": name}], "size": [320, 240]}
    assert [gdanim.render(keys, tmp_path, "png").state for _ in range(2)] == ["rendered", "up_to_date"]
    file(PLANE + "0,0\n")
    assert gdanim.render(keys, tmp_path, "png").state == "rendered"


def test_a_path_in_a_scene_file(file):
    file(PLANE)
    Path("scene.yaml").write_text(
        f"function: {BOWL}\nstart: [3, 2]\neta: 0.1\ncompare: overlay\n"
        "runs:\n  - {trajectory: mine.csv, label: my method}\n  - {label: ours}\n",
        encoding="utf-8",
    )
    assert [run.label for run in gdanim.load("scene.yaml").runs] == ["my method", "ours"]


@pytest.mark.parametrize(
    ("points", "start"),
    [([3, 2, 1], (3,)), (np.array([3.0, 2, 1]), (3,)), ([[3], [2], [1]], (3,)), ([np.float64(3), 2, 1], (3,))],
)
def test_points_may_be_an_array(points, start, tmp_path):
    rendered = gdanim.animate("x**2", points=points, folder=tmp_path, formats="png", size=[320, 240])
    (trajectory,) = rendered.trajectories
    assert (trajectory.run.start, trajectory.points.ravel().tolist()) == (start, [3, 2, 1])
    told = json.loads(rendered.sidecar.read_text(encoding="utf-8"))
    assert told["alt"].startswith("An animation shows a given path on f(x) = x² from x = 3, 2 steps.")


def test_points_show_what_a_callable_takes(tmp_path):
    points = np.array([(3 * 0.5**k, 2 * 0.25**k) for k in range(4)])
    (run,) = gdanim.load({"function": lambda w: float(w @ w), "runs": [{"trajectory": points}]}).runs
    assert run.function.variables == ("w1", "w2")
    (run,) = gdanim.load({"function": lambda x: float(np.sum(x**2)), "runs": [{"trajectory": [3, 2]}]}).runs
    assert (run.function.variables, run.start) == (("x",), (3,))


def test_a_path_may_overflow():
    (trajectory,) = gdanim.trace({"function": "x**2", "runs": [{"trajectory": [1.0, 1e200, np.inf, 3.0]}]})
    assert trajectory.end_reason == "overflow"
    assert trajectory.verdict.kind == "diverged"
    (trajectory,) = gdanim.trace({"function": "log(x)", "runs": [{"trajectory": [1.0, 0.5, -0.1, 3.0]}]})
    assert (trajectory.verdict.kind, len(trajectory.points)) == ("left_domain", 3)


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ([[1, 2], [2, 3]], "a point of this path must hold as many numbers as there are variables: 1; found 2"),
        ([], "trajectory is an empty list; it must hold at least one point"),
        ([1, "two"], "trajectory[1] must be a number; found 'two'"),
        ({"file": "mine.csv"}, "trajectory must be the path of a CSV file with a row for each step; found a mapping"),
    ],
)
def test_points_that_are_no_path_are_refused(points, sentence):
    assert problems(function="x**2", runs=[{"trajectory": points}]) == [sentence]
