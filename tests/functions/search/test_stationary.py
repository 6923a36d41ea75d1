"""Stationary points as calculus finds them, whatever part of a function a run has seen."""

import math

import numpy as np
import pytest

from gdanim.functions import build, catalogue
from gdanim.functions.search.stationary import are_packed, complete, search


def found(text, *points):
    stationary_points = search(build(text), np.array(points, dtype=float).reshape(-1, 1))
    return [(stationary.at[0], stationary.kind, stationary.scope) for stationary in stationary_points]


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
def test_extrema_are_found_with_their_scope(text, start, stationary_points):
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


@pytest.mark.parametrize(
    ("text", "kind", "extent"),
    [
        ("max(0, abs(x - 2) - 1)", "minimum", (1, 3)),
        ("max(0, 1 - x)", "minimum", (1, math.inf)),
        ("max(0, 1 - x)^2", "minimum", (1, math.inf)),
        ("max(0, x)", "minimum", (-math.inf, 0)),
        ("max(x^2, 1)", "minimum", (-1, 1)),
        ("max(x^2, 1)*(1 + 0*x)", "minimum", (-1, 1)),
        ("abs(x - 1) + abs(x + 1)", "minimum", (-1, 1)),
        ("abs(x - 0.3) + abs(x - 0.301)", "minimum", (0.3, 0.301)),
        ("log(max(1, x))", "minimum", (-math.inf, 1)),
        ("-max(0, abs(x) - 2)", "maximum", (-2, 2)),
        ("max(0, x - 1) + min(0, x + 1)", "flat", (-1, 1)),
    ],
)
@pytest.mark.parametrize("end", [-7.0, 0.3005, 7.0])
def test_a_level_floor_is_one_interval_of_which_the_point_nearest_to_the_runs_end_stands(text, kind, extent, end):
    (floor,) = search(build(text), np.array([[7.0], [end]]))
    assert (floor.kind, floor.scope, floor.extent) == (kind, None, pytest.approx(extent, abs=1e-12))
    assert floor.at == pytest.approx((min(max(end, extent[0]), extent[1]),), abs=1e-12)


def test_two_level_floors_at_one_height_are_both_global():
    low, top, high = search(build("max(0, 1 - x^2)"), np.array([[0.5]]))
    assert [(each.kind, each.scope) for each in (low, top, high)] == [
        ("minimum", "global"), ("maximum", None), ("minimum", "global")
    ]  # fmt: skip
    assert (low.extent, top.extent, high.extent) == ((-math.inf, -1), None, (1, math.inf))


@pytest.mark.parametrize("text", ["exp(-x^2)", "max(exp(-x^2), 0)", "1 - exp(-x^2/2)", "tanh(x)", "5", "sign(x)"])
def test_what_underflows_or_is_level_all_over_has_no_floor(text):
    assert not [each for each in search(build(text), np.array([[60.0]])) if each.extent]


def test_kinks_keep_their_places_to_the_last_digit():
    """|sin x| has its minima at the multiples of π: rounded to six digits they would lie at 1e-7, and differ."""
    minima = [each for each in search(build("abs(sin(x))"), np.array([[1.0]])) if each.kind == "minimum"]
    assert len(minima) >= 20
    assert all(each.at[0] == pytest.approx(round(each.at[0] / math.pi) * math.pi, rel=1e-15) for each in minima)
    assert {each.scope for each in minima} == {"global"}


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
    trap = catalogue.load("trap")
    minima = [stationary.at for stationary in search(trap, np.array([[-2.6]])) if stationary.kind == "minimum"]
    assert tuple(minima) == trap.minima


def test_minima_of_the_catalogue_are_known_without_a_single_point():
    assert [stationary.at for stationary in search(catalogue.load("kink"), np.empty((0, 1)))] == [(0.0,)]


def test_value_is_the_functions():
    (stationary,) = search(build("2*x + exp(-2*x)"), np.array([[3.0]]))
    assert stationary.value == 1


def test_nothing_depends_on_the_callers_error_state():
    with np.errstate(all="raise"):
        assert found("1 - exp(-x**2/2)", 60) == [(0, "minimum", None)]


def extrema_by_scanning(function, low, high):
    """Extrema by an independent search: a million samples, none lower beside the lowest, golden sections between."""
    xs = np.linspace(low, high, 1_000_003)
    values = function.values(xs)
    found = []
    for sign, kind in ((1, "minimum"), (-1, "maximum")):
        inner = sign * values[1:-1]
        for index in np.flatnonzero((inner < sign * values[:-2]) & (inner <= sign * values[2:])):
            a, b = xs[index], xs[index + 2]
            for _ in range(60):
                left, right = a + 0.381966 * (b - a), b - 0.381966 * (b - a)
                a, b = (a, right) if sign * function.value((left,)) < sign * function.value((right,)) else (left, b)
            found.append(((a + b) / 2, kind))
    return sorted(found)


@pytest.mark.parametrize(
    ("text", "start", "low", "high"),
    [
        ("x^4/4 - x^2/2", 1.5, -3, 3),
        ("x^2 + 10*sin(x)", 8, -10, 10),
        ("sin(x)", 1, -100, 100),
        ("sin(3*x) + sin(5*x)", 0.2, -12, 12),
        ("x^2/50 - cos(7*x)", 1, -9, 9),
        ("sin(50*x) + x^2", 1, -2, 2),
        ("sin(500*x)/100 + x^2", 1, -0.2, 0.2),
        ("abs(sin(x))", 1, -40, 40),
        ("abs(abs(x) - 1) + x/10", 2, -4, 4),
        ("min(x^2, (x - 2)^2, (x + 3)^2 + 1)", 0.8, -6, 6),
        ("exp(-x^2)*cos(9*x)", 0.3, -3, 3),
        ("x*sin(x)", 2, -60, 60),
        ("(x - 1)*(x - 2)*(x - 3)*(x - 4)*(x - 5)", 2.2, 0.5, 5.5),
    ],
)
def test_the_points_in_an_interval_are_all_there_are(text, start, low, high):
    function = build(text)
    points = complete(function, search(function, np.array([[start]])), (low, high))
    inside = [(each.at[0], each.kind) for each in points if low < each.at[0] < high and each.kind != "flat"]
    expected = extrema_by_scanning(function, low, high)
    assert [kind for _, kind in inside] == [kind for _, kind in expected]
    assert [x for x, _ in inside] == pytest.approx([x for x, _ in expected], abs=2e-6)
    lowest = min(function.value((x,)) for x, _ in expected)
    minima = [each for each in points if each.kind == "minimum" and low < each.at[0] < high]
    for each in minima:
        if each.scope == "global":
            assert each.value == pytest.approx(lowest, abs=1e-9)


@pytest.mark.parametrize("factor", ["1e-10*", "", "1e6*"])
def test_local_is_distinguished_from_global_in_any_units(factor):
    scopes = [each.scope for each in search(build(f"{factor}(0.3*x^4 - x^2 + 0.2*x)"), np.array([[1.9]]))]
    assert scopes == ["global", "local", "local"]
    scopes = [each.scope for each in search(build(f"{factor}(x^2 - 1)^2"), np.array([[0.5]]))]
    assert scopes == ["global", "local", "global"]


@pytest.mark.parametrize("half", [4, 6])
def test_the_points_in_a_window_are_all_there_are(half):
    """Those of cos x + cos y are at all multiples of π; the search near the start ends at the first minima."""
    function, ranges = build("cos(x) + cos(y)"), ((-half, half), (-half, half))
    points = complete(function, search(function, np.array([[0.3, 0.2]])), *ranges)
    inside = {tuple(round(x / np.pi, 6) for x in each.at) for each in points if max(map(abs, each.at)) < half}
    reach = range(-int(half / np.pi), int(half / np.pi) + 1)
    assert inside == {(a, b) for a in reach for b in reach}


def test_the_domain_that_a_scene_shows_is_searched():
    """x² about 0, and a narrow well at 900 that no search about the start sees."""
    function = build("x^2/(1 + x^2) - 2*exp(-(x - 900)^2/50)")
    assert [each.scope for each in search(function, np.array([[1.0]]), ((-10, 1000),))] == ["local", "local", "global"]


@pytest.mark.parametrize(
    ("text", "ranges", "is_packed"),
    [
        ("x^2", [(-3, 3)], False),
        ("cos(x)", [(-40, 40)], False),
        ("x^2*sin(1/x)", [(-0.5, 0.5)], True),
        ("sin(5000*x)", [(-1, 1)], True),
        ("cos(x) + cos(y)", [(-6, 6), (-6, 6)], False),
        ("sin(10*x)*sin(10*y)", [(-5, 5), (-5, 5)], True),
    ],
)
def test_points_as_near_as_the_samples_are_packed(text, ranges, is_packed):
    function = build(text)
    points = complete(function, search(function, np.full((1, len(ranges)), 0.3)), *ranges)
    assert are_packed(function, points, *ranges) is is_packed


@pytest.mark.parametrize(
    ("text", "point", "has_kink"),
    [
        ("abs(x)", (0,), True),
        ("-abs(x - 3)", (3,), True),
        ("min(x, -x)", (0,), True),
        ("sqrt(x^2 + y^2)", (0, 0), True),
        ("abs(x) + y^2", (1, 0), False),
        ("x^4", (0,), False),
        ("abs(x)^3", (0,), False),
        ("cos(x)", (0,), False),
    ],
)
def test_a_kink_is_where_the_slope_jumps(text, point, has_kink):
    assert build(text).has_kink_at(point) is has_kink


@pytest.mark.parametrize(
    ("text", "floors"),
    [
        ("where(x<0, 1, x^2)", [("maximum", 1.0, (-math.inf, 0.0))]),
        ("where(x<0, 1, where(x<1, 0, x-1))", [("maximum", 1.0, (-math.inf, 0.0)), ("minimum", 0.0, (0.0, 1.0))]),
        ("round(x)^2", [("minimum", 0.0, (-0.5, 0.5))]),
        ("floor(x)", []),
    ],
)
def test_a_level_interval_ends_where_f_jumps_and_stands_at_its_height(text, floors):
    points = search(build(text), np.array([[2.2]]))
    assert [(point.kind, point.value, point.extent) for point in points if point.extent] == floors
    assert all(build(text).value(point.at) == point.value for point in points)
