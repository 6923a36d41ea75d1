"""The descent lemma: what steps promise, what they keep, and with which largest curvature."""

import math

import numpy as np
import pytest
from drawn import draw, words

from gdanim import SceneError, pipeline, scene as scenes
from gdanim.panels.promise.lemma import promises

WALL = {"function": "steep_wall", "start": 3, "steps": 12}
PAGE = {**WALL, "eta": [0.2, 0.6], "panels": ["curve", "promise"], "size": [960, 720]}


def run(**keys):
    (trajectory,) = pipeline.trace(scenes.load({**WALL, **keys}))
    return trajectory


@pytest.mark.parametrize(("a", "eta"), [(1, 0.1), (2, 0.2), (0.5, 1.5), (1, 1.1)])
def test_a_parabola_keeps_exactly_what_is_promised(a, eta):
    own = promises(run(function=f"{a}*x**2", start=2, eta=eta))
    assert own.curvature == pytest.approx(2 * a)
    assert own.kept == pytest.approx(own.promised, rel=1e-9, abs=1e-12)


def test_short_steps_on_a_steep_wall_keep_more_than_they_promise():
    own = promises(run(eta=0.2))
    assert own.curvature == pytest.approx(4)
    assert (own.promised[0], own.kept[0]) == pytest.approx((0.478, 0.795), abs=5e-4)


def test_long_steps_on_a_steep_wall_promise_nothing():
    own = promises(run(eta=0.6))
    assert own.curvature == pytest.approx(6.749, abs=5e-4)
    assert own.promised[:4] == pytest.approx([-2.447, -2.327, -1.273, -0.819], abs=1e-3)
    assert own.kept[:4] == pytest.approx([2.369, 2.081, 0.430, -0.203], abs=1e-3)


@pytest.mark.parametrize(
    "keys",
    [
        {"eta": 0.2},
        {"eta": 0.8, "steps": 40},
        {"function": "hills", "start": -3.6, "eta": 0.3, "steps": 40},
        {"function": "sin(x)", "start": 1, "eta": 0.7, "direction": "ascend"},
        {"function": "booth", "start": [-3.4, 4.6], "eta": 0.1},
        {"function": "himmelblau", "start": [-0.5, -1], "eta": 0.0145, "steps": 40},
        {"function": "(1 - x*y)**2/2", "start": [3, 0.34], "eta": 0.28, "steps": 30},
    ],
)
def test_a_promise_is_kept_on_every_landscape(keys):
    own = promises(run(**keys))
    scale = np.abs(own.promised).max()
    assert (own.kept >= own.promised - 1e-3 * scale).all()


def test_a_kink_has_no_largest_curvature():
    assert math.isinf(promises(run(function="abs(x)", start=2, eta=0.3)).curvature)
    drawn = draw({**PAGE, "function": "abs(x)", "start": 2, "eta": 0.3})
    assert any(warning.startswith("the panel promise knows no largest curvature") for warning in drawn.picture.warnings)


def test_a_curvature_given_too_small_is_broken_and_told():
    drawn = draw({**PAGE, "eta": 0.2, "panels": ["curve", {"promise": {"L": 0.1}}]})
    told = [warning for warning in drawn.picture.warnings if "go down by less than it promises" in warning]
    own = promises(drawn.trajectories[0], 0.1)
    broken = int((own.kept < own.promised - 1e-9).sum())
    assert broken
    (text,) = told
    assert text.startswith(
        f"with this L, {broken} steps go down by less than it promises: it is smaller than a curvature"
    )


def test_the_limit_is_printed():
    drawn = draw(PAGE)
    texts = [words(label) for label in drawn.labels(drawn.at(12))]
    assert "$L = 4,\\quad 2/L = 0.5$" in texts
    assert "$L = 6.749,\\quad 2/L = 0.2963$" in texts
    assert drawn.picture.panels[1]["values"] == pytest.approx({"L": 4, "2/L": 0.5})


def test_the_alt_text_tells_whether_steps_promise_anything():
    drawn = draw(PAGE)
    alt = drawn.picture.words.alt(drawn.scene, drawn.trajectories, drawn.picture.panels)
    assert "With η = 0.2, the step size is below 2/L = 0.5, so steps promise to go down; 0 of 12 go uphill." in alt
    uphill = int((np.diff(drawn.trajectories[1].values) > 0).sum())
    assert f"steps promise nothing, as the step size is not below 2/L = 0.2963; {uphill} of 12 go uphill." in alt


def test_a_rule_that_does_not_step_plainly_is_refused():
    with pytest.raises(SceneError, match="momentum does not take plain steps"):
        scenes.load({**PAGE, "optimizer": "momentum"})
