"""The bifurcation diagram: periods, places and limits by closed forms, and by the logistic map."""

import math

import numpy as np
import pytest
from drawn import draw, words

from gdanim import SceneError, functions, scene as scenes
from gdanim.drawing.label import Label
from gdanim.panels.bifurcation import ranges
from gdanim.panels.bifurcation.cursor import OrbitDots
from gdanim.panels.bifurcation.orbits import Orbit, cycle, ink, iterates

WELL = {"function": "double_well", "start": 0.6, "domain": [-1.62, 1.62], "size": [960, 720],
        "panels": ["curve", "bifurcation"]}  # fmt: skip


def orbit_at(function, eta, start, skip=2000, keep=1600):
    """The places after many steps of one step size."""
    kept, left_at = iterates(function, np.array([eta]), start, skip, keep)
    return cycle(kept[:, 0]) if left_at[0] < 0 else left_at[0]


@pytest.fixture(scope="module")
def well():
    return functions.build("x**4/4 - x**2/2")


@pytest.fixture(scope="module")
def wall():
    return functions.build("2*x + exp(-2*x)")


@pytest.fixture(scope="module")
def logistic():
    """Its step is x + ηx(1 − x), the logistic map with r = 1 + η."""
    return functions.build("x**3/3 - x**2/2")


@pytest.mark.parametrize(
    ("eta", "period"), [(0.8, 1), (1.1, 2), (1.25, 4), (1.29, 8), (1.3, 16), (1.455, 3), (1.835, 4)]
)
def test_the_periods_of_a_double_well(well, eta, period):
    assert len(orbit_at(well, eta, 0.6)) == period


def test_a_cycle_of_two_has_its_closed_form(well):
    """Of g = (1 + η)x − ηx³ it satisfies x² + y² = 1 + 1/η and xy = 1/η."""
    x, y = sorted(orbit_at(well, 1.1, 0.6))
    assert (x, y) == pytest.approx((0.81455, 1.11606), abs=5e-6)
    assert x * x + y * y == pytest.approx(1 + 1 / 1.1)
    assert x * y == pytest.approx(1 / 1.1)


def test_just_below_two_over_l_a_slow_run_is_in_one_place_and_just_above_in_two(well):
    assert len(orbit_at(well, 1.0, 0.6, 600)) == 1
    assert len(orbit_at(well, 1.01, 0.6)) == 2


@pytest.mark.parametrize(("eta", "period"), [(0.4, 1), (0.55, 2), (0.6, 2), (0.65, 4)])
def test_the_periods_of_a_steep_wall(wall, eta, period):
    assert len(orbit_at(wall, eta, 3)) == period


def test_both_valleys_are_visited_from_the_closed_form_on(well):
    """From η = 3√3/2 − 1 on, the step from the highest point that is reached leads across the hill."""
    border = 3 * math.sqrt(3) / 2 - 1
    kept, _ = iterates(well, np.array([border - 0.005, border + 0.005]), 0.6, 600, 3000)
    assert (kept.min(axis=0) < 0).tolist() == [False, True]


def test_above_two_the_double_well_lets_go(well):
    kept, left_at = iterates(well, np.array([1.99, 2.1]), 0.6, 600, 400)
    assert left_at.tolist() == [-1, 6]
    assert np.abs(kept[:, 0]).max() <= math.sqrt(2)
    assert np.isnan(kept[:, 1]).all()


def test_the_periods_of_the_logistic_map_double_at_their_known_places(logistic):
    """R = 3, 1 + √6, 3.54409, 3.56441, and chaos beyond 3.56995."""
    for below, above, period in ((3, 3, 1), (1 + math.sqrt(6), 1 + math.sqrt(6), 2), (3.54409, 3.54409, 4)):
        assert len(orbit_at(logistic, below - 1 - 0.002, 0.3, 6000)) == period
        assert len(orbit_at(logistic, above - 1 + 0.002, 0.3, 6000)) == 2 * period
    assert len(orbit_at(logistic, 2.6, 0.3)) == 0
    assert len(orbit_at(logistic, 2.565, 0.3, 6000)) == 16


def test_the_ratio_of_the_lengths_of_periods_is_near_feigenbaums(logistic):
    etas = np.linspace(2.42, 2.568, 1481)
    kept, _ = iterates(logistic, etas, 0.3, 6000, 400)
    periods = np.array([len(cycle(column)) for column in kept.T])
    two, four, eight = (etas[np.flatnonzero(periods == period).max()] for period in (2, 4, 8))
    assert (four - two) / (eight - four) == pytest.approx(4.669, rel=0.05)


def test_the_ink_of_a_cycle_is_dark_where_its_places_are(well):
    dark = ink(well, np.linspace(1.1, 1.1001, 8), [0.6], (-1.62, 1.62), (324, 2), (600, 400))
    columns = np.flatnonzero(dark[0] > 0.5)
    for place in (0.81455, 1.11606):
        assert np.abs(columns - (place + 1.62) * 100).min() <= 1
    assert len(columns) <= 8


def test_a_single_window_in_chaos_belongs_to_it():
    wanders, window, one = (
        Orbit("wanders", 0, np.empty(0)),
        Orbit("places", 3, np.zeros(3)),
        Orbit("places", 1, np.zeros(1)),
    )
    assert ranges([one, one, wanders, window, wanders]) == [("one_place", 0, 1), ("wanders", 2, 4)]


def test_the_picture_knows_limits_and_places():
    drawn = draw({**WELL, "eta": {"sweep": [0.5, 1.3], "count": 9}})
    entry = drawn.picture.panels[1]
    assert entry["values"] == pytest.approx({"1/L": 0.5, "2/L": 1})
    assert entry["places"] == [1, 1, 1, 1, 1, 1, 2, 2, 16]
    assert entry["y_range"] == [1.3, 0.5]


def test_the_dots_of_the_cursor_and_the_rings_on_the_curve_stand_at_the_places():
    drawn = draw({**WELL, "eta": {"sweep": [0.9, 1.3], "count": 5}})
    on_cursor, on_curve = drawn.axes(1), drawn.axes(0)
    dots = drawn.visible(OrbitDots, drawn.at(2))
    places = np.array([0.81455, 1.11606])
    heights = places**4 / 4 - places**2 / 2
    cursor = on_cursor.to_pixels(places, np.full(2, 1.1))
    rings = on_curve.to_pixels(places, heights)
    found = [mark.points[np.argsort(mark.points[:, 0])] for mark in dots]
    assert any(one == pytest.approx(cursor, abs=0.5) for one in found)
    assert any(one == pytest.approx(rings, abs=0.5) for one in found)


def test_the_caption_tells_the_ranges():
    drawn = draw({**WELL, "eta": {"sweep": [0.2, 1.2], "count": 11}})
    caption = drawn.picture.words.caption(drawn.scene, drawn.trajectories, drawn.picture.panels)
    assert caption == (
        "In the long run, the ball rests in one place for η from 0.2 to 1; it swings between two places from 1.1 to "
        "1.2. Marked: 1/L = 0.5 and 2/L = 1."
    )


NO_MAP = (
    "momentum does not step from x alone, and this panel draws the map from x to the next x; plain gradient_descent "
    "has one, and the panels loss and state show any rule"
)
OTHER = (
    "panel 'bifurcation' takes a sweep of eta, and start is swept; sweep the other number, or choose the panel sweep"
)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"eta": {"sweep": [0.1, 1]}, "optimizer": "momentum"}, NO_MAP),
        ({"eta": 0.1, "start": {"sweep": [0.1, 1]}}, OTHER),
    ],
)
def test_what_has_no_long_run_of_step_sizes_is_refused(keys, told):
    with pytest.raises(SceneError) as caught:
        scenes.load({**WELL, **keys})
    assert told in [problem.message for problem in caught.value.problems]


def test_words_stand_over_the_line_of_the_current_step_size():
    drawn = draw({**WELL, "eta": {"sweep": [0.2, 1.6]}})
    dots = next(index for index, mark in enumerate(drawn.artists) if isinstance(mark, OrbitDots) and not mark.inside)
    names = [mark for mark in drawn.artists[dots:] if isinstance(mark, Label)]
    assert {words(name) for name in names} >= {"two places", "more places"}
