"""The panel of data with two classes in two features: its boundary, and the shade of chances."""

import numpy as np
import pytest
from drawn import draw

from gdanim.drawing.shapes import Line
from gdanim.panels.data.classes import ChanceShade, ClassPoints

POINTS = [[-1, -1, 0], [-1, 1, 0], [1, -1, 1], [1, 1, 1], [0.5, 0, 0], [-0.5, 0.5, 1]]
STILL = "{frames_per_step: 8, hold: {start: 0.1, end: 0.1}}"


@pytest.fixture(scope="module", params=["logistic_regression", "linear_classification"])
def boundary(request):
    scene = {"function": {request.param: {"points": POINTS}}, "start": [1, -2, 0.3], "eta": 0.3, "steps": 4}
    return draw(scene | {"panels": ["data"]}, timing=STILL)


def movers(drawn):
    return next(
        each for each in drawn.picture.drawings if any(isinstance(art, ClassPoints) for art in each.movers)
    ).movers


@pytest.mark.parametrize("step", range(5))
def test_the_boundary_is_where_both_classes_have_the_same_chance(boundary, step):
    """On it w₁x₁ + w₂x₂ + b = 0."""
    boundary.show(boundary.at(step))
    line = next(art for art in movers(boundary) if isinstance(art, Line) and art.casing).points
    weights = boundary.trajectories[0].points[step]
    points = boundary.axes().from_pixels(line)
    distances = (points @ weights[:2] + weights[2]) / np.hypot(*weights[:2])
    assert len(points) > 1
    assert distances == pytest.approx(np.zeros(len(points)), abs=0.004)


def test_the_shade_is_the_chance(boundary):
    boundary.show(boundary.at(0))
    (shade,) = [art for art in movers(boundary) if isinstance(art, ChanceShade)]
    axes, fitted = boundary.axes(), boundary.scene.runs[0].function
    left_top = np.array([[axes.x_range[0], axes.y_range[1]]])
    assert shade.chances[0, 0] == pytest.approx(np.clip(fitted.predict((1, -2, 0.3), left_top), 0, 1)[0])
