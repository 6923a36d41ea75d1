"""The catalogue's functions of two variables: what is known of them, and what the lessons need of them."""

import math
from dataclasses import replace

import numpy as np
import pytest
from mathtext import width

from gdanim.functions import build, catalogue
from gdanim.functions.expressions.tokenizer import MAX_LENGTH
from gdanim.functions.search.stationary import search

NAMES = [name for name in catalogue.names() if len(catalogue.load(name).variables) == 2]
SMOOTH = [name for name in NAMES if name != "ackley"]  # its minimum is a kink


def roll(function, start, *, eta, beta=0.0, steps=80):
    """The ball's points: v ← βv + ∇f(x);  x ← x − ηv."""
    point, velocity, points = np.array(start, dtype=float), np.zeros(2), [np.array(start, dtype=float)]
    for _ in range(steps):
        velocity = beta * velocity + function.gradient(point)
        point = point - eta * velocity
        points.append(point)
    return np.array(points)


def there(points, goal):
    """The step from which the ball stays within 1 % of the way of its goal."""
    away = np.hypot(*(points - goal).T)
    return int(np.flatnonzero(away > 0.01 * away[0])[-1]) + 1


def test_the_classics_and_those_made_for_teaching_are_there():
    assert set(NAMES) == {
        *("sphere", "ellipse", "rosenbrock", "beale", "himmelblau", "booth", "matyas", "six_hump_camel"),
        *("three_hump_camel", "mccormick", "rastrigin", "ackley", "styblinski_tang", "goldstein_price", "eggholder"),
        *("saddle", "monkey_saddle", "landscape", "rugged", "long_valley"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_is_complete(name):
    function, entry = catalogue.load(name), catalogue.entry(name)
    assert function.name == name
    assert function.variables == ("x", "y")
    assert len(function.text) <= MAX_LENGTH
    assert build(function.text).tree == function.tree
    for point in (function.start, *function.minima, *(stationary for _, stationary in function.named_points)):
        assert all(low < x < high for x, (low, high) in zip(point, function.domain, strict=True))
    assert function.eta > 0
    assert entry.teaches
    assert entry.source


@pytest.mark.parametrize("name", SMOOTH)
def test_minima_are_exact(name):
    """Newton's next step from them is shorter than 1e-10."""
    function = catalogue.load(name)
    assert len(function.minima) == len(catalogue.entry(name).minima)
    for point in function.minima:
        step = np.linalg.solve(function.hessian(point), function.gradient(point))
        assert np.hypot(*step) < 1e-10
        assert function.curvature(point)[1] > 0


@pytest.mark.parametrize(
    ("name", "point", "value"),
    [
        ("rosenbrock", (-1.2, 1), 24.2),
        ("beale", (3, 0.5), 0),
        ("himmelblau", (0, 0), 170),
        ("booth", (0, 0), 74),
        ("matyas", (1, 1), 0.04),
        ("six_hump_camel", (0.0898420131, -0.7126564030), -1.0316284534898774),
        ("three_hump_camel", (0, 0), 0),
        ("mccormick", (-0.5471975512, -1.5471975512), -1.9132229549810367),
        ("rastrigin", (0, 0), 0),
        ("rastrigin", (1, 2), 5),
        ("ackley", (0, 0), 0),
        ("styblinski_tang", (-2.9035340278, -2.9035340278), -78.33233140754282),
        ("goldstein_price", (0, -1), 3),
        ("goldstein_price", (-0.6, -0.4), 30),
        ("goldstein_price", (1.8, 0.2), 84),
        ("goldstein_price", (1.2, 0.8), 840),
        ("eggholder", (512, 404.2319), -959.6406627),
        ("monkey_saddle", (1, 1), -2),
    ],
)
def test_values_are_those_of_the_literature(name, point, value):
    assert catalogue.load(name).value(point) == pytest.approx(value, rel=1e-8, abs=1e-12)


@pytest.mark.parametrize("name", [name for name in SMOOTH if name not in {"eggholder", "rastrigin"}])
def test_the_search_finds_the_minima_without_being_told(name):
    """Of functions with hundreds it keeps those near the run."""
    function = catalogue.load(name)
    found = [stationary.at for stationary in search(replace(function, minima=None), np.array([function.start]))]
    for exact in function.minima:
        assert min(math.dist(exact, point) for point in found) < 1e-9


@pytest.mark.parametrize("name", NAMES)
def test_the_default_eta_goes_downhill_without_running_away(name):
    function = catalogue.load(name)
    points = roll(function, function.start, eta=function.eta, steps=25)
    assert function.value(points[-1]) < function.value(function.start)
    if name not in {"saddle", "monkey_saddle"}:
        assert all(
            (low <= points[:, axis]).all() and (points[:, axis] <= high).all()
            for axis, (low, high) in enumerate(function.domain)
        )


@pytest.mark.parametrize("name", [name for name in NAMES if catalogue.load(name).named_points])
def test_named_places_are_what_their_names_say(name):
    function = catalogue.load(name)
    found = {stationary.at: stationary for stationary in search(function, np.array([function.start]))}
    for word, point in function.named_points:
        if word == "start":
            assert point == function.start
            continue
        stationary = found[min(found, key=lambda other: math.dist(other, point))]
        assert stationary.at == pytest.approx(point, abs=1e-10)
        assert word == ("saddle" if stationary.kind == "saddle" else f"{stationary.scope}_{stationary.kind}")


def test_the_landscape_has_two_minima_and_the_saddle_between_and_nothing_else():
    function = catalogue.load("landscape")
    found = search(function, np.array([function.start]))
    assert [(stationary.kind, stationary.scope) for stationary in found] == [
        ("minimum", "local"),
        ("saddle", None),
        ("minimum", "global"),
    ]


def test_in_the_landscape_momentum_passes_what_catches_plain_descent():
    function = catalogue.load("landscape")
    named_points = {word: np.array(point) for word, point in function.named_points}
    plain = roll(function, function.start, eta=function.eta)
    momentum = roll(function, function.start, eta=function.eta, beta=0.9)
    assert there(plain, named_points["local_minimum"]) == 13
    assert there(momentum, named_points["global_minimum"]) == 67
    assert np.hypot(*(momentum - named_points["local_minimum"]).T).min() < 0.35
    assert np.hypot(*(momentum - named_points["saddle"]).T).min() < 0.05


def test_the_landscapes_lesson_does_not_hang_on_a_digit():
    function = catalogue.load("landscape")
    lowest = function.named_points[-1][1]
    for eta in (0.11, 0.13):
        for beta in (0.87, 0.9, 0.92):
            assert roll(function, function.start, eta=eta, beta=beta, steps=150)[-1] == pytest.approx(lowest, abs=0.02)


def test_on_rugged_ground_four_starts_have_four_ends():
    function = catalogue.load("rugged")
    starts = [(0.6, 0.4), (2.6, -0.8), (-0.2, -2.4), (-2.2, -1.2)]
    ends = [roll(function, start, eta=function.eta)[-1] for start in starts]
    reached = [min(function.minima, key=lambda point, end=end: math.dist(point, end)) for end in ends]
    assert [math.dist(end, point) < 1e-3 for end, point in zip(ends, reached, strict=True)] == [True] * 4
    assert len(set(reached)) == 4
    assert function.value(reached[-1]) == min(map(function.value, function.minima))


def test_in_the_long_valley_momentum_is_far_ahead():
    function = catalogue.load("long_valley")
    (goal,) = function.minima
    plain, momentum = (roll(function, function.start, eta=function.eta, beta=beta)[-1] for beta in (0, 0.9))
    assert math.dist(momentum, goal) < 0.3
    assert math.dist(plain, goal) > 4


def test_the_ellipses_curvatures_are_its_condition_and_one():
    function = catalogue.load("ellipse", condition=25)
    assert function.curvature((0.0, 0.0)) == (25, 1)
    assert function.text == "(x**2 + 25*y**2)/2"


@pytest.mark.parametrize("name", NAMES)
def test_formulas_can_be_set(name):
    function = catalogue.load(name)
    assert all(width(formula) > 0 for formula in (function.formula, *function.gradient_formulas))
