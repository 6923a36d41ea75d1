"""Catalogue functions of as many variables as are asked for."""

import math

import numpy as np
import pytest
from mathtext import width

from gdanim.functions import ExpressionError, catalogue
from gdanim.functions.search.stationary import search

NAMES = [name for name in catalogue.names() if catalogue.entry(name).n_variables]


def test_some_functions_know_any_number_of_variables():
    assert set(NAMES) == {"sphere", "ellipse", "rosenbrock", "rastrigin", "styblinski_tang"}


@pytest.mark.parametrize("name", NAMES)
def test_variables_are_numbered_and_points_repeat(name):
    function, flat = catalogue.load(name, n=5), catalogue.load(name)
    assert function.variables == ("x1", "x2", "x3", "x4", "x5")
    assert function.start == (*flat.start, *flat.start, flat.start[0])
    assert len(function.domain) == 5
    assert function.name == name


@pytest.mark.parametrize("name", NAMES)
def test_two_variables_are_x_and_y(name):
    assert catalogue.load(name, n=2).variables == ("x", "y")
    assert catalogue.load(name, n=2.0).text == catalogue.load(name).text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sphere", lambda x: sum(x**2)),
        ("ellipse", lambda x: sum(10.0 ** (np.arange(len(x)) / (len(x) - 1)) * x**2) / 2),
        ("rosenbrock", lambda x: sum((1 - x[:-1]) ** 2 + 100 * (x[1:] - x[:-1] ** 2) ** 2)),
        ("rastrigin", lambda x: sum(10 + x**2 - 10 * np.cos(2 * np.pi * x))),
        ("styblinski_tang", lambda x: sum(x**4 - 16 * x**2 + 5 * x) / 2),
    ],
)
@pytest.mark.parametrize("n", [3, 7])
def test_values_are_those_of_the_definition(name, value, n):
    point = np.linspace(-1.3, 1.9, n)
    function = catalogue.load(name, n=n)
    assert function.value(point) == pytest.approx(value(point), rel=1e-13)
    assert function.values(point[None])[0] == pytest.approx(value(point), rel=1e-13)


@pytest.mark.parametrize("name", NAMES)
def test_gradients_and_hessians_agree_with_central_differences(name):
    function, point, half = catalogue.load(name, n=4), np.array([0.3, -0.7, 1.1, 0.4]), 1e-5
    steps = half * np.eye(4)
    gradient = [(function.value(point + step) - function.value(point - step)) / (2 * half) for step in steps]
    hessian = [
        np.subtract(function.gradient(point + step), function.gradient(point - step)) / (2 * half) for step in steps
    ]
    assert function.gradient(point) == pytest.approx(gradient, rel=1e-6, abs=1e-6)
    assert np.array(function.hessian(point)) == pytest.approx(np.array(hessian), rel=1e-6, abs=1e-5)


@pytest.mark.parametrize("name", NAMES)
def test_minima_are_minima_in_fifty_variables(name):
    function = catalogue.load(name, n=50)
    assert function.minima
    for point in function.minima:
        assert math.hypot(*function.gradient(point)) < 1e-12
        assert function.curvature(point)[1] > 0


def test_the_ellipse_keeps_its_condition_in_fifty_variables():
    greatest, least = catalogue.load("ellipse", condition=20, n=50).curvature((0.0,) * 50)
    assert (greatest, least) == (pytest.approx(20), pytest.approx(1))


def test_the_search_knows_the_catalogues_minima_and_which_is_lowest():
    function = catalogue.load("styblinski_tang", n=6)
    found = search(function, np.array([function.start]))
    assert [stationary.at for stationary in found] == list(function.minima)
    assert [stationary.scope for stationary in found] == ["global", "local", "local", "local"]
    (only,) = search(catalogue.load("sphere", n=6), np.ones((1, 6)))
    assert (only.at, only.value, only.kind, only.scope) == ((0,) * 6, 0, "minimum", None)


@pytest.mark.parametrize("n", [1, 101, 2.5, -3])
def test_a_number_of_variables_that_is_none_is_refused(n):
    with pytest.raises(ExpressionError) as caught:
        catalogue.load("sphere", n=n)
    assert str(caught.value) == f"n must be a whole number from 2 to 100; found {n}"


def test_text_and_formula_stay_short():
    function = catalogue.load("ellipse", condition=20, n=50)
    assert function.text == "20**((1 - 1)/(50 - 1))*x1**2/2 + … + 20**((50 - 1)/(50 - 1))*x50**2/2"
    assert function.formula == r"\frac{1}{2}\sum_{i=1}^{50} 20^{\,(i-1)/49}\,x_i^2"
    assert catalogue.load("rosenbrock", n=3).text == (
        "(1 - x1)**2 + 100*(x2 - x1**2)**2 + (1 - x2)**2 + 100*(x3 - x2**2)**2"
    )


@pytest.mark.parametrize("name", NAMES)
def test_formulas_can_be_set(name):
    function = catalogue.load(name, n=9)
    assert all(width(formula) > 0 for formula in (function.formula, *function.gradient_formulas))
