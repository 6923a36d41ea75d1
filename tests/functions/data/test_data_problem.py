"""A data problem that is not of gdanim: points and a model are all that it needs to be sampled, drawn and told of."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

import gdanim
from gdanim import registry, testing
from gdanim.functions import data
from gdanim.functions.data import DataProblem
from gdanim.functions.data.sample import Sample


@dataclass(frozen=True, eq=False, kw_only=True)
class Average(DataProblem):
    """The mean of (c − y)²/2, whose minimum is the points' average."""

    def value(self, point):
        return float(((point[0] - self.sample.y) ** 2).mean() / 2)

    def gradient(self, point):
        return (float((point[0] - self.sample.y).mean()),)

    def hessian(self, _):
        return ((1.0,),)

    def predict(self, point, x):
        return np.full_like(x, point[0])


HEIGHTS = np.array([1.0, 2.0, 6.0, 7.0])


def average(scale=1.0):
    """The average of four points."""
    sample, lowest = Sample(np.arange(4.0), scale * HEIGHTS), (float(scale * HEIGHTS.mean()),)
    words = {"en": {"description": "the error of an average of {n:point|points}"}}
    return Average(
        text="average", variables=("c",), sample=sample, start=(0.0,), eta=0.5, minima=(lowest,),
        formula_override=r"\frac{1}{n} \sum_i (c - y_i)^2 / 2", words=words,
    )  # fmt: skip


@pytest.fixture
def registered():
    gdanim.register("functions", "average", average)
    yield
    registry.unregister("functions", "average")


def test_it_keeps_the_contract_of_functions():
    testing.check_function(average)


@pytest.mark.usefixtures("registered")
def test_runs_on_all_points_close_half_of_the_way_with_each_step():
    (trajectory,) = gdanim.trace({"function": "average", "steps": 4})
    assert trajectory.points[:, 0] == pytest.approx([4 * (1 - 0.5**k) for k in range(5)])


@pytest.mark.usefixtures("registered")
def test_a_batch_is_some_of_its_points():
    (trajectory,) = gdanim.trace({"function": "average", "steps": 4, "batch": 1, "seed": 3})
    heights = 2 * trajectory.points[1:, 0] - trajectory.points[:-1, 0]  # c ← (c + y)/2
    assert sorted(heights) == pytest.approx(HEIGHTS.tolist())


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize("panels", [None, ["data", "loss", "curve"]])
def test_its_panels_are_drawn_and_described(here, panels):
    scene = {"function": "average", "steps": 2, "size": [480, 640], **({"panels": panels} if panels else {})}
    gdanim.render(scene, formats="png")
    sidecar = json.loads(Path("output/scene.json").read_text(encoding="utf-8"))
    assert {panel["panel"] for panel in sidecar["panels"]} == {*(panels or ["data", "curve"])}
    assert "on the error of an average of 4 points" in sidecar["alt"]


def test_the_names_of_data_problems_are_those_that_are_described():
    assert tuple(data.PROBLEMS) == data.NAMES
