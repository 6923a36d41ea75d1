"""The cobweb diagram: its map, its web and its arrow, by the closed form of a parabola and a steep wall's cycle."""

import math

import numpy as np
import pytest
from drawn import draw

from gdanim import SceneError, scene as scenes
from gdanim.drawing.arrows import Arrow
from gdanim.panels.cobweb import regime
from gdanim.panels.cobweb.runs import Web

WALL = {"function": "steep_wall", "start": 3, "steps": 25, "domain": [-0.95, 3.35], "panels": ["curve", "cobweb"],
        "size": [960, 720]}  # fmt: skip


def corners(drawn, panel, step):
    """The corners of the web after a step, in the numbers of the axes."""
    (web,) = drawn.visible(Web, drawn.at(step))
    return drawn.axes(panel).from_pixels(web.line.points)


@pytest.mark.parametrize(("a", "eta"), [(1, 0.2), (0.5, 0.3), (1, 0.8), (2, 0.3)])
def test_the_web_of_a_parabola_is_a_geometric_sequence(a, eta):
    """Of f = ax² the map is (1 − 2aη)x, so x_k = (1 − 2aη)^k x₀."""
    keys = {"function": f"{a}*x**2", "start": 1.6, "eta": eta, "steps": 6, "panels": ["curve", "cobweb"]}
    drawn = draw({**keys, "domain": [-2, 2], "size": [960, 960]})
    factor = 1 - 2 * a * eta
    expected = [1.6 * factor**k for k in range(7)]
    assert drawn.picture.panels[1]["values"]["slope"] == pytest.approx(factor)
    points = corners(drawn, 1, 6)
    assert points[::2] == pytest.approx(np.column_stack((expected, expected)), abs=0.01)
    assert points[1::2] == pytest.approx(np.column_stack((expected[:-1], expected[1:])), abs=0.01)


@pytest.mark.parametrize("eta", [0.2, 0.4, 0.6])
def test_the_slope_of_the_map_at_the_minimum_of_a_steep_wall_is_one_minus_four_eta(eta):
    assert draw({**WALL, "eta": eta}).picture.panels[1]["values"] == pytest.approx({"L": 4, "slope": 1 - 4 * eta})


def test_a_slope_steeper_than_minus_one_ends_in_a_cycle_of_two():
    (trajectory,) = draw({**WALL, "eta": 0.6, "steps": 200}).trajectories
    assert sorted(trajectory.points[-2:, 0].tolist()) == pytest.approx([-0.2530, 0.5373], abs=5e-5)
    assert trajectory.verdict.period == 2


def test_still_longer_steps_end_in_a_cycle_of_four():
    (trajectory,) = draw({**WALL, "eta": 0.65, "steps": 400}).trajectories
    last = trajectory.points[-8:, 0]
    assert last[:4] == pytest.approx(last[4:], abs=1e-6)
    assert len({round(x, 3) for x in last}) == 4


@pytest.mark.parametrize("step", [0, 1, 2])
def test_the_arrow_is_as_long_as_that_on_the_curve_and_vertical(step):
    drawn = draw({**WALL, "eta": [0.4, 0.6]})
    arrows = drawn.visible(Arrow, drawn.at(step))
    down = sorted((arrow for arrow in arrows if arrow.direction == (0, 1)), key=lambda arrow: arrow.tail)
    along = sorted((arrow for arrow in arrows if arrow not in down), key=lambda arrow: arrow.tail)
    assert len(down) == len(along) == 2
    for one, other in zip(down, along, strict=True):
        assert one.tip - one.tail == pytest.approx(abs(other.tip - other.tail), abs=0.5)


def test_both_balls_have_one_x_at_every_moment():
    drawn = draw({**WALL, "eta": [0.4, 0.6]})
    for moment in drawn.moments[::3]:
        balls = [mark for mark in drawn.visible(object, moment) if type(mark).__name__ == "RunBall"]
        xs = sorted(ball.x for ball in balls)
        assert xs[0] == pytest.approx(xs[1], abs=1e-6)
        assert xs[2] == pytest.approx(xs[3], abs=1e-6)


@pytest.mark.parametrize(
    ("slope", "key"),
    [(1, "level"), (0.4, "stairs"), (0, "at_once"), (-0.6, "spiral"), (-1, "swings"), (-1.4, "leaves")],
)
def test_a_slope_has_its_way(slope, key):
    assert regime(slope) == f"cobweb_{key}"


def test_the_alt_text_tells_the_slope_and_the_way_of_each_run():
    drawn = draw({**WALL, "eta": [0.4, 0.6]})
    alt = drawn.picture.words.alt(drawn.scene, drawn.trajectories, drawn.picture.panels)
    assert (
        "With η = 0.4, the map from each point to the next has slope −0.6 at the minimum: near it, the web is a spiral "
        "that leads in." in alt
    )
    assert "slope −1.4 at the minimum: steeper than −1, so near it, every step leads farther away." in alt


NO_MAP = (
    "momentum does not step from x alone, and this panel draws the map from x to the next x; plain gradient_descent "
    "has one, and the panels loss and state show any rule"
)
MANY_MAPS = (
    "this panel draws one map from x to the next x, and a step size that changes has another at each step; give eta as "
    "a number"
)


@pytest.mark.parametrize(
    ("keys", "told"), [({"optimizer": "momentum"}, NO_MAP), ({"eta": {"cosine": {"eta": 0.3}}}, MANY_MAPS)]
)
def test_what_has_no_map_from_x_alone_is_refused(keys, told):
    with pytest.raises(SceneError) as caught:
        scenes.load({**WALL, "eta": 0.4, **keys})
    assert [problem.message for problem in caught.value.problems] == [told]


def test_momentum_without_momentum_is_plain_descent():
    assert scenes.load({**WALL, "eta": 0.4, "optimizer": {"momentum": {"beta": 0}}})


def test_a_kink_has_no_slope():
    drawn = draw({"function": "abs(x)", "start": 2, "eta": 0.3, "panels": ["curve", "cobweb"], "steps": 3})
    assert drawn.picture.panels[1]["values"]["slope"] is None
    assert math.isfinite(drawn.trajectories[0].points[-1, 0])
