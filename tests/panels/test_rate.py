"""The plane of step size and momentum: rates against the eigenvalues of the update's matrix, and closed forms."""

import math

import numpy as np
import pytest
from drawn import draw, words

from gdanim import SceneError, pipeline, scene as scenes
from gdanim.panels.rate.regions import Regions

TEN = Regions(1.0, 10.0)
SCENE = {"function": {"ellipse": {"condition": 10}}, "start": [4.5, 1.2], "steps": 40, "compare": "overlay"}
RUNS = [
    {"optimizer": "gradient_descent", "eta": "2/11"},
    {"optimizer": {"momentum": {"beta": 0.2699}}, "eta": 0.2308},
    {"optimizer": {"momentum": {"beta": 0.85}}, "eta": 0.1},
    {"optimizer": {"momentum": {"beta": 0.3}}, "eta": 0.05},
]
PAGE = {**SCENE, "runs": RUNS, "panels": ["rate", "contour"], "size": [960, 860]}


def spectral_radius(eta, beta, curvature):
    """That of the matrix which takes (x_k, x_{k−1}) to (x_{k+1}, x_k)."""
    return np.abs(np.linalg.eigvals([[1 + beta - eta * curvature, -beta], [1, 0]])).max()


@pytest.mark.parametrize("eta", np.linspace(0.01, 0.39, 9))
@pytest.mark.parametrize("beta", [0.0, 0.1, 0.27, 0.5, 0.85, 0.97])
def test_a_rate_is_the_spectral_radius_of_the_update(eta, beta):
    expected = max(spectral_radius(eta, beta, curvature) for curvature in TEN)
    assert TEN.rate(eta, beta) == pytest.approx(expected, rel=1e-6, abs=1e-6)


def test_the_best_place_is_polyaks():
    eta, beta = TEN.best
    assert (eta, beta) == pytest.approx((0.230886, 0.269874), abs=5e-7)
    assert TEN.rate(eta, beta) == pytest.approx(0.519494, abs=1e-6)
    assert TEN.rate(2 / 11, 0.0) == pytest.approx(9 / 11)


@pytest.mark.parametrize(("place", "rate"), [((0.1, 0.85), math.sqrt(0.85)), ((0.05, 0.3), 0.92604)])
def test_other_places_have_their_rates(place, rate):
    assert TEN.rate(*place) == pytest.approx(rate, abs=5e-6)


@pytest.mark.parametrize("beta", [0.0, 0.3, 0.9])
def test_beyond_the_line_two_plus_two_beta_a_run_flies_off(beta):
    limit = 2 * (1 + beta) / 10
    assert TEN.rate(limit, beta) == pytest.approx(1)
    assert TEN.mode(1.001 * limit, beta) == "flies_off"
    assert TEN.mode(0.999 * limit, beta) != "flies_off"


@pytest.mark.parametrize("rate", [0.6, 0.7, 0.85, 0.95, 1.0])
def test_the_rate_is_the_same_all_along_the_border_of_a_band(rate):
    corners = TEN.corners(rate)
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        eta, beta = start + 0.4 * (end - start)
        if beta > 0:
            assert TEN.rate(eta, beta) == pytest.approx(rate, abs=1e-9)


def test_nothing_is_faster_than_the_best():
    assert len(TEN.corners(0.5)) == 0
    assert len(TEN.corners(0.53)) == 4


@pytest.mark.parametrize(("border", "other"), [(0, "creeps"), (1, "zigzags")])
def test_the_borders_part_the_ways(border, other):
    for eta, beta in TEN.borders()[border][5:-5:9]:
        assert TEN.mode(eta, beta + 0.01) == "rolls"
        assert TEN.mode(eta, beta - 0.002) in {other, "creeps", "zigzags"}


def test_all_borders_meet_at_the_best_place():
    first, second, third = TEN.borders()
    for end in (first[-1], second[0], third[0]):
        assert end == pytest.approx(TEN.best, abs=1e-9)
    assert third[-1] == pytest.approx((2 / 11, 0), abs=1e-9)


def test_runs_need_the_steps_that_their_rates_foretell():
    """To 1 % of the first distance, for good."""
    needed, best = [], {"optimizer": {"momentum": {"beta": TEN.best[1]}}, "eta": TEN.best[0]}
    for run in pipeline.trace(scenes.load({**SCENE, "steps": 80, "runs": [RUNS[0], best, *RUNS[2:]]})):
        distances = np.linalg.norm(run.points, axis=1)
        needed.append(int(np.flatnonzero(distances > 0.01 * distances[0]).max()) + 1)
    assert needed == [23, 11, 52, 60]


def test_the_places_of_the_runs_have_their_rates_and_the_ways_their_names():
    drawn = draw(PAGE)
    assert drawn.picture.panels[0]["values"]["best"] == pytest.approx(
        {"eta": 0.230886, "beta": 0.269874, "rate": 0.519494}, abs=1e-6
    )
    texts = {words(label) for label in drawn.labels(drawn.at(40))}
    assert {"0.8182", "0.5252", "0.9220", "0.9260", "rolls", "creeps", "zig-zags", "flies off", "best"} <= texts


def test_a_flat_direction_has_no_rate_and_a_warning():
    drawn = draw({"function": "x**2 + 0*y", "start": [2, 1], "eta": 0.1, "steps": 3, "panels": ["rate"]})
    assert drawn.picture.panels[0]["values"] == {}
    assert any("the panel rate has no map here" in warning for warning in drawn.picture.warnings)


@pytest.mark.parametrize("optimizer", ["nesterov", "adam"])
def test_rules_with_other_rates_are_refused(optimizer):
    with pytest.raises(SceneError, match="has other rates than this panel draws"):
        scenes.load({**SCENE, "eta": 0.1, "optimizer": optimizer, "panels": ["rate"]})


def test_the_alt_text_tells_rate_and_way_of_each_run():
    drawn = draw(PAGE)
    alt = drawn.picture.words.alt(drawn.scene, drawn.trajectories, drawn.picture.panels)
    assert "each step near the minimum leaves 0.8182 of the distance in the long run" in alt
    assert "every part rolls past the minimum and back." in alt
