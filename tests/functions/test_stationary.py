"""Stationary points as calculus finds them, whatever part of a function a run has seen."""

import math

import numpy as np
import pytest

from gdanim.functions import build, catalogue
from gdanim.functions.stationary import search


def found(text, *points):
    stationary_points = search(build(text), np.array(points, dtype=float).reshape(-1, 1))
    return [(stationary.point[0], stationary.kind, stationary.scope) for stationary in stationary_points]


@pytest.mark.parametrize(
    ("text", "start", "stationary_points"),
    [
        ("2*x + exp(-2*x)", 3, [(0, "minimum", None)]),
        ("(x - 1)**2", 700_000, [(1, "minimum", None)]),
        ("-x**2", 1, [(0, "maximum", None)]),
        ("log(cosh(x))", 3, [(0, "minimum", None)]),
        ("1 - exp(-x**2/2)", 60, [(0, "minimum", None)]),
        ("x**4/4 - x**2/2", 2, [(-1, "minimum", "global"), (0, "maximum", "local"), (1, "minimum", "global")]),
        ("x**3 - 3*x", 0.5, [(-1, "maximum", "local"), (1, "minimum", "local")]),
        (
            "x**4/4 - 3*x**2/2 - x",
            -2.6,
            [
                (2 * math.cos(7 * math.pi / 9), "minimum", "local"),
                (2 * math.cos(13 * math.pi / 9), "maximum", "local"),
                (2 * math.cos(math.pi / 9), "minimum", "global"),
            ],
        ),
        ("x**4 - 200*x**2", 11, [(-10, "minimum", "global"), (0, "maximum", "local"), (10, "minimum", "global")]),
    ],
)
def test_extrema_are_found_and_told_local_from_global(text, start, stationary_points):
    assert found(text, start) == [(pytest.approx(x, abs=1e-12), kind, scope) for x, kind, scope in stationary_points]


@pytest.mark.parametrize("text", ["5", "x", "exp(-x)", "tanh(x)", "log(x)", "x + sqrt(x)"])
def test_a_slope_without_a_zero_has_no_stationary_points(text):
    assert found(text, 1) == []


@pytest.mark.parametrize(
    ("text", "x"), [("abs(x)", 0), ("abs(x - 0.3)", 0.3), ("sqrt(abs(x))", 0), ("max(x - 1, 1 - x)", 1)]
)
def test_kinks_count_as_minima(text, x):
    assert found(text, 2) == [(pytest.approx(x, abs=1e-12), "minimum", None)]


@pytest.mark.parametrize("text", ["1/x**2", "log(abs(x))", "tan(x)", "1/x"])
def test_poles_do_not(text):
    assert found(text, 1) == []


def test_the_edge_of_a_domain_does_not():
    assert found("x - log(x)", 2) == [(1, "minimum", None)]


@pytest.mark.parametrize(("text", "x"), [("x**3", 0), ("x**5", 0), ("(x - 1)**3 + 1", 1), ("x**3 - 3*x**2 + 3*x", 1)])
def test_a_slope_that_touches_zero_is_flat(text, x):
    assert found(text, 2) == [(pytest.approx(x, abs=1e-6), "flat", None)]


def test_a_level_floor_counts_once_at_its_middle():
    assert found("max(0, abs(x - 2) - 1)", 7) == [(pytest.approx(2, abs=1e-9), "minimum", None)]


def test_a_plateau_counts_once():
    assert found("max(0, x - 1) + min(0, x + 1)", 3) == [(pytest.approx(0, abs=0.1), "flat", None)]


def test_endless_minima_end():
    stationary_points = found("sin(x)", 1)
    assert (pytest.approx(-math.pi / 2), "minimum", "global") in stationary_points
    assert len(stationary_points) < 200


def test_the_iterates_hull_is_searched_too():
    """Ripples far from the start, finer than the wide windows' samples."""
    text = "x**2/1e4 - cos(x)/1e3"
    near_end = found(text, 900, 0.5)
    assert any(kind == "minimum" and abs(x) < 1e-9 for x, kind, _ in near_end)


@pytest.mark.parametrize(
    ("text", "stationary_points"),
    [
        ("x**2", [(0, "minimum", None)]),
        ("(x - 5e6)**2", [(5e6, "minimum", None)]),
        ("2*x + exp(-2*x)", [(0, "minimum", None)]),
        ("x**4/4 - x**2/2", [(-1, "minimum", "global"), (0, "maximum", "local"), (1, "minimum", "global")]),
        ("exp(-x)", []),
    ],
)
@pytest.mark.parametrize("start", [1e7, 1e9, 1e12])
def test_a_start_far_out_sees_what_there_is_about_the_origin(text, stationary_points, start):
    assert found(text, start) == [(pytest.approx(x, abs=1e-9), kind, scope) for x, kind, scope in stationary_points]


def test_minima_of_the_catalogue_stand_exactly():
    trap = catalogue.function("trap")
    minima = [stationary.point for stationary in search(trap, np.array([[-2.6]])) if stationary.kind == "minimum"]
    assert tuple(minima) == trap.minima


def test_minima_of_the_catalogue_are_known_without_a_single_point():
    assert [stationary.point for stationary in search(catalogue.function("kink"), np.empty((0, 1)))] == [(0.0,)]


def test_value_is_the_functions():
    (stationary,) = search(build("2*x + exp(-2*x)"), np.array([[3.0]]))
    assert stationary.value == 1


def test_nothing_depends_on_the_callers_error_state():
    with np.errstate(all="raise"):
        assert found("1 - exp(-x**2/2)", 60) == [(0, "minimum", None)]
