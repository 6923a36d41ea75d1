"""The energies of runs with momentum: what theory guarantees, and which hill a ball passes."""

import numpy as np
import pytest
from drawn import draw

from gdanim import SceneError, pipeline, scene as scenes
from gdanim.drawing.shapes import Polygon
from gdanim.panels.energy import energy, hill

TRAP = {"function": "trap", "start": -2.6, "steps": 72}


def run(beta, eta, **keys):
    (trajectory,) = pipeline.trace(scenes.load({**TRAP, "eta": eta, "optimizer": {"momentum": {"beta": beta}}, **keys}))
    return trajectory


def test_the_hill_is_as_high_as_its_polynomial_says():
    """Of x⁴/4 − 3x²/2 − x the slope x³ − 3x − 1 is zero at 2cos(π/9 + 2πk/3)."""
    values = {place: place**4 / 4 - 1.5 * place**2 - place for place in 2 * np.cos(np.pi * np.array([1, 5, 7]) / 9)}
    place, height = hill(run(0.9, 0.02))
    assert place == pytest.approx(2 * np.cos(5 * np.pi / 9), abs=1e-6)
    assert height == pytest.approx(max(values.values()) - min(values.values()))
    assert height == pytest.approx(4.2286, abs=5e-5)


@pytest.mark.parametrize(("beta", "passes"), [(0.8, False), (0.85, False), (0.87, True), (0.9, True)])
def test_enough_momentum_passes_the_hill(beta, passes):
    trajectory = run(beta, 0.02)
    assert bool((trajectory.points[:, 0] > hill(trajectory)[0]).any()) is passes


def test_a_ball_passes_with_more_energy_than_the_hill_is_high():
    trajectory = run(0.9, 0.02)
    step = int(np.argmax(trajectory.points[:, 0] > hill(trajectory)[0]))
    assert step == 9
    assert energy(trajectory).total[step] == pytest.approx(4.844, abs=5e-4)


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.8, 0.9])
def test_short_steps_lose_energy_at_each_of_them(beta):
    trajectory = run(beta, 0.004)
    assert energy(trajectory).rises == 0


def test_long_steps_add_energy():
    assert energy(run(0.8, 0.02)).rises == energy(run(0.9, 0.02)).rises == 0
    assert energy(run(0.9, 0.03, steps=120)).rises == 24


@pytest.mark.parametrize(("beta", "eta"), [(0.8, 0.02), (0.9, 0.02), (0.9, 0.03), (0.5, 0.05)])
def test_no_step_loses_less_energy_than_is_guaranteed(beta, eta):
    """E_{k+1} − E_k ≤ −(1−β)|d_k|²/2η − ((1−β)/η − L)|d_{k+1}|²/2, with L the largest |3x² − 3| along the run."""
    trajectory = run(beta, eta)
    xs, total = trajectory.points[:, 0], energy(trajectory).total
    curvature = np.abs(3 * np.linspace(xs.min(), xs.max(), 999) ** 2 - 3).max()
    steps = np.append(0.0, np.diff(xs))
    bound = -(1 - beta) * steps[:-1] ** 2 / (2 * eta) - ((1 - beta) / eta - curvature) * steps[1:] ** 2 / 2
    assert (np.diff(total) <= bound + 1e-9).all()


def test_without_momentum_the_kinetic_energy_is_half_eta_times_the_squared_slope():
    trajectory = run(0.0, 0.02)
    slopes = trajectory.gradients[:-1, 0]
    assert energy(trajectory).kinetic[1:] == pytest.approx(0.02 * slopes**2 / 2)


def test_the_areas_of_the_strip_end_at_the_energies():
    keys = {**TRAP, "eta": 0.02, "optimizer": {"momentum": {"beta": [0.8, 0.9]}}, "panels": ["curve", "energy"]}
    drawn = draw({**keys, "size": [960, 720]})
    axes = drawn.axes(1)
    assert drawn.picture.panels[1]["values"] == pytest.approx({"hill": 4.2286}, abs=5e-5)
    for step in (3, 9, 40):
        areas = [mark for mark in drawn.visible(Polygon, drawn.at(step)) if mark.alpha == 1][:2]
        potential, total = (axes.from_pixels(area.outline)[step, 1] for area in areas)
        own = energy(drawn.trajectories[0])
        assert (potential, total) == pytest.approx((own.potential[step], own.total[step]), abs=1e-4)


def test_the_alt_text_tells_who_passes_the_hill():
    keys = {**TRAP, "eta": [0.02, 0.03], "optimizer": {"momentum": {"beta": 0.9}}, "panels": ["curve", "energy"]}
    drawn = draw(keys)
    alt = drawn.picture.words.alt(drawn.scene, drawn.trajectories, drawn.picture.panels)
    assert "the hill of height 4.229 is passed at step 9, with energy 4.844." in alt
    assert "it rises at 13 steps, because too large a step adds energy" in alt


def test_rules_without_such_an_energy_are_refused():
    with pytest.raises(SceneError, match="Adam has no energy that this panel could draw"):
        scenes.load({**TRAP, "eta": 0.02, "optimizer": "adam", "panels": ["curve", "energy"]})
