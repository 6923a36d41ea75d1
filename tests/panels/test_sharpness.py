"""The sharpness along runs on (1 − xy)²/2, whose minima lie on xy = 1: closed forms, and who leaves the steep part."""

import math

import numpy as np
import pytest
from drawn import draw, words

from gdanim import SceneError, pipeline, scene as scenes
from gdanim.panels.sharpness import limit, sharpness

HYPERBOLA = {"function": "(1 - x*y)**2/2", "start": [3, 0.34], "steps": 30}
PAGE = {
    **HYPERBOLA,
    "eta": [0.2, 0.28],
    "domain": [[0.95, 3.55], [-0.55, 1.38]],
    "panels": ["contour", "sharpness"],
}


def run(eta, **keys):
    (trajectory,) = pipeline.trace(scenes.load({**HYPERBOLA, "eta": eta, **keys}))
    return trajectory


@pytest.mark.parametrize("eta", [0.2, 0.28])
def test_the_sharpness_is_that_of_the_closed_form(eta):
    trajectory = run(eta)
    x, y = trajectory.points.T
    expected = (x**2 + y**2 + np.sqrt((x**2 - y**2) ** 2 + 4 * (2 * x * y - 1) ** 2)) / 2
    assert sharpness(trajectory) == pytest.approx(expected)


@pytest.mark.parametrize("eta", [0.2, 0.28])
def test_runs_keep_the_closed_form_of_their_difference_of_squares(eta):
    """Of x² − y² each step leaves 1 − η²(xy − 1)²."""
    x, y = run(eta).points.T
    difference = x**2 - y**2
    assert difference[1:] == pytest.approx(difference[:-1] * (1 - eta**2 * (x * y - 1)[:-1] ** 2))


def test_a_short_step_stays_in_the_steep_part():
    found = sharpness(run(0.2))
    assert found[0] == pytest.approx(9.1201, abs=5e-5)
    assert found[-1] == pytest.approx(9.1063, abs=5e-5)
    assert limit(run(0.2)) == pytest.approx(10)


def test_a_long_step_is_thrown_out_and_settles_below_its_limit():
    trajectory = run(0.28)
    found = sharpness(trajectory)
    assert limit(trajectory) == pytest.approx(7.143, abs=5e-4)
    assert found.max() == pytest.approx(9.831, abs=5e-4)
    assert int(np.flatnonzero(found > limit(trajectory)).max()) + 1 == 13
    x, y = trajectory.points[-1]
    assert found[-1] == pytest.approx(math.hypot(x**2 - y**2, 2), abs=1e-4)
    assert found[-1] == pytest.approx(4.4947, abs=5e-5)


@pytest.mark.parametrize(("beta", "expected"), [(0.0, 10.0), (0.5, 15.0), (0.9, 19.0)])
def test_momentum_has_a_higher_limit(beta, expected):
    assert limit(run(0.2, optimizer={"momentum": {"beta": beta}})) == pytest.approx(expected)


def test_in_one_variable_it_is_the_second_derivative():
    trajectory = run(0.2, function="steep_wall", start=3)
    assert sharpness(trajectory) == pytest.approx(4 * np.exp(-2 * trajectory.points[:, 0]))


def test_the_panel_names_its_limit_and_the_ground_below_it():
    drawn = draw(PAGE)
    texts = [words(label) for label in drawn.labels(drawn.at(30))]
    assert {"$2/\\eta = 10$", "$2/\\eta = 7.143$", "can hold"} <= set(texts)
    limits = [entry["values"]["limit"] for entry in drawn.picture.panels if entry["panel"] == "sharpness"]
    assert limits == pytest.approx([10, 7.142857], abs=1e-6)


def test_the_alt_text_tells_where_the_sharpness_goes():
    drawn = draw(PAGE)
    alt = drawn.picture.words.alt(drawn.scene, drawn.trajectories, drawn.picture.panels)
    assert "With η = 0.2, the sharpness goes from 9.12 to 9.106, with the limit 2/η = 10." in alt
    assert "the sharpness goes from 9.12 to 4.495, in a wider part, with the limit 2/η = 7.143." in alt


@pytest.mark.parametrize("optimizer", ["adam", "nesterov"])
def test_rules_with_another_limit_are_refused(optimizer):
    with pytest.raises(SceneError, match="has another limit of the curvature"):
        scenes.load({**PAGE, "eta": 0.2, "optimizer": optimizer})
