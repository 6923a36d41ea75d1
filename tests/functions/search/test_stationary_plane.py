"""Stationary points of two variables as calculus finds them."""

import math

import numpy as np
import pytest

from gdanim.functions import build
from gdanim.functions.search.level_lines import trace
from gdanim.functions.search.stationary import search


def found(text, *points):
    stationary_points = search(build(text), np.array(points, dtype=float))
    return [(*stationary.at, stationary.kind, stationary.scope) for stationary in stationary_points]


@pytest.mark.parametrize(
    ("text", "start", "stationary"),
    [
        ("(x - 1)**2 + (y + 2)**2", (3, 4), (1, -2, "minimum", None)),
        ("(x - 700)**2 + (y + 50)**2", (0, 0), (700, -50, "minimum", None)),
        ("100*(y - x**2)**2 + (1 - x)**2", (-1.2, 1), (1, 1, "minimum", None)),
        ("1 - x**2 - 3*y**2", (1, 1), (0, 0, "maximum", None)),
        ("x**2 - y**2", (1, 0.1), (0, 0, "saddle", None)),
        ("x1*x2", (1, 0.1), (0, 0, "saddle", None)),
        ("1 - exp(-x**2 - y**2)", (2, 2), (0, 0, "minimum", None)),
    ],
)
def test_a_point_is_classified_by_its_hessian(text, start, stationary):
    assert found(text, start) == [stationary]


@pytest.mark.parametrize("start", [(1e5, 1e5), (1e9, 0), (-1e7, 2)])
def test_a_start_far_out_sees_what_there_is_about_the_origin(start):
    assert found("(x - 1)**2 + (y + 2)**2", start) == [(1, -2, "minimum", None)]
    assert found("x**2 - y**2", start) == [(0, 0, "saddle", None)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("x**4 + y**4", "minimum"),
        ("x**4 + y**2", "minimum"),
        ("-x**4 - y**6", "maximum"),
        ("x**4 - y**2", "saddle"),
        ("x**3 - 3*x*y**2", "saddle"),
        ("x**3 + y**2", "flat"),
    ],
)
def test_where_the_hessian_is_silent_the_values_around_decide(text, kind):
    assert found(text, (1, 0.7)) == [(0, 0, kind, None)]


def test_local_and_global_are_distinguished():
    stationary_points = found("x**4/4 - x**2/2 + x/10 + y**2", (1, 1))
    assert [(kind, scope) for *_, kind, scope in stationary_points] == [
        ("minimum", "global"),
        ("saddle", None),
        ("minimum", "local"),
    ]


def test_a_function_without_a_bottom_has_only_local_minima():
    assert [(kind, scope) for *_, kind, scope in found("x**3 - 3*x + y**2", (1, 1))] == [
        ("saddle", None),
        ("minimum", "local"),
    ]


def test_himmelblaus_nine_are_found():
    stationary_points = found("(x**2 + y - 11)**2 + (x + y**2 - 7)**2", (0, 0))
    assert [kind for *_, kind, _ in stationary_points].count("minimum") == 4
    assert [kind for *_, kind, _ in stationary_points].count("saddle") == 4
    assert [kind for *_, kind, _ in stationary_points].count("maximum") == 1


@pytest.mark.parametrize("text", ["x + y", "exp(x + y)", "log(x) + y**2", "1/(x**2 + y**2)", "5 + 0*y"])
def test_a_gradient_without_a_single_zero_has_none(text):
    assert found(text, (1, 1)) == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("x1**2", (0.0, 0.7)),
        ("(x - y)**2", (1.5, 1.5)),
        ("(x*y - 1)**2", (2.0, 0.5)),
        ("(x**2 + y**2 - 1)**2", (0.6, 0.8)),
    ],
)
def test_a_level_floor_counts_once_where_the_run_ends(text, end):
    minima = [stationary[:2] for stationary in found(text, (2, 1), end) if stationary[2] == "minimum"]
    assert minima == [pytest.approx(end, abs=1e-9)]


def test_endless_minima_end():
    stationary_points = found("sin(x)*cos(y)", (0.3, 0.2))
    assert (pytest.approx(-math.pi / 2), 0, "minimum", "global") in stationary_points
    assert len(stationary_points) < 200


def test_a_run_that_fled_is_searched_near_its_start():
    assert found("x**2 - y**2", (1, 0.1), (3, 1e5), (3, 1e300)) == [(0, 0, "saddle", None)]


def test_the_same_call_gives_the_same_places():
    text = "sin(3*x)*cos(2*y) + (x**2 + y**2)/9"
    assert found(text, (1, 1), (0.5, 0.6)) == found(text, (1, 1), (0.5, 0.6))


def test_without_a_single_point_nothing_is_found():
    assert search(build("x**2 + y**2"), np.empty((0, 2))) == ()


def test_nothing_depends_on_the_callers_error_state():
    with np.errstate(all="raise"):
        assert found("1 - exp(-x**2 - y**2)", (2, 2)) == [(0, 0, "minimum", None)]


@pytest.mark.parametrize(
    ("text", "stationary"),
    [
        ("abs(x) + abs(y)", (0, 0, "minimum", None)),
        ("sqrt(x**2 + y**2)", (0, 0, "minimum", None)),
        ("max(abs(x - 1), abs(y))", (1, 0, "minimum", None)),
        ("abs(x - 1) + y**2", (1, 0, "minimum", None)),
        ("abs(x + 2*y) + abs(x - y)/10", (0, 0, "minimum", None)),
        ("max(x, y, -x - y)", (0, 0, "minimum", None)),
        ("-abs(x) - abs(y - 1)", (0, 1, "maximum", None)),
    ],
)
def test_kinks_count(text, stationary):
    assert found(text, (2, 1), (1.8, 0.8)) == [stationary]


@pytest.mark.parametrize("text", ["log(x**2 + y**2)", "-1/(abs(x) + abs(y))", "abs(x) - abs(y)", "abs(x) + y"])
def test_poles_and_kinks_with_a_way_down_do_not(text):
    assert [kind for *_, kind, _ in found(text, (2, 1)) if kind in {"minimum", "maximum"}] == []


def test_a_level_crease_counts_once():
    assert len(found("abs(x - y)", (2, 1), (1.6, 1.4))) == 1


def test_a_narrow_domain_is_no_obstacle():
    assert found("asin(100*x)**2 + y**2", (0.005, 1), (0.001, 0.5)) == [(0, 0, "minimum", None)]


@pytest.mark.parametrize("start", [(0.0, 1.0), (26.0, 0.5), (40.0, 0.0), (-3.0, 2.0)])
@pytest.mark.parametrize("text", ["exp(-x) + y^2", "1/(1 + exp(x)) + y^2", "atan(-x) + y^2"])
def test_a_valley_that_sinks_towards_infinity_has_no_minimum(text, start):
    assert not [each for each in search(build(text), np.array([start])) if each.kind == "minimum"]


def test_a_degenerate_minimum_is_none_of_those():
    for text in ("x^4 + y^2", "x^4 - x^6/9 + y^2"):
        found = search(build(text), np.array([(0.5, 0.5)]))
        assert [each.kind for each in found if each.at == pytest.approx((0, 0), abs=0.05)] == ["minimum"], text


@pytest.mark.parametrize("text", ["x^6 + y^2", "x^8 + y^2", "(x - 0.3)^8 + (y - 1)^2", "x^12 + y^2", "x^8 + y^8"])
def test_a_minimum_as_flat_as_that_of_a_high_power_is_one_point(text):
    """There Newton's steps shrink so slowly that each start ends in a place of its own."""
    middle = (0.3, 1.0) if "0.3" in text else (0.0, 0.0)
    assert found(text, (1.2, 0.7)) == [(*middle, "minimum", None)]


LINES = [
    ("(x - y)^2", lambda x, y: x - y),
    ("(x^2 + y^2 - 1)^2", lambda x, y: math.hypot(x, y) - 1),
    ("(sqrt(x^2 + y^2) - 1)^2", lambda x, y: math.hypot(x, y) - 1),
    ("abs(x^2 + y^2 - 1)", lambda x, y: math.hypot(x, y) - 1),
    ("sqrt((x^2 + y^2 - 1)^2)", lambda x, y: math.hypot(x, y) - 1),
    ("x1^2 + 0*x2", lambda x, _: x),
    ("1 - exp(-x^2) + 0*y", lambda x, _: x),
    ("abs(x - y)", lambda x, y: x - y),
    ("(y - x^2)^2", lambda x, y: y - x * x),
    ("max(0, abs(x) - 1) + y^2", lambda _, y: y),
    ("(x + y - 1)^2 + (2*x + 2*y - 2)^2", lambda x, y: x + y - 1),
]


@pytest.mark.parametrize(("text", "distance"), LINES)
def test_a_line_of_minima_is_one(text, distance):
    minima = [each for each in search(build(text), np.array([(1.2, 0.7)])) if each.kind == "minimum"]
    assert [(each.spread, each.scope) for each in minima] == [("line", None)]
    assert distance(*minima[0].at) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "point", "lengths"),
    [
        ("(x - y)^2", (0.95, 0.95), [1.05 * math.sqrt(2), 2.95 * math.sqrt(2)]),
        ("(x^2 + y^2 - 1)^2", (0.6, 0.8), [2 * math.pi]),
        ("abs(x^2 + y^2 - 1)", (0.6, 0.8), [2 * math.pi]),
        ("max(0, abs(x) - 1) + y^2", (0.5, 0.0), [0.5, 1.5]),
        ("x^2*y^2", (0.0, 0.0), [2, 2, 2, 2]),
        ("x^2 + y^2", (0.0, 0.0), []),
        ("x^8 + y^2", (0.0, 0.0), []),
    ],
)
def test_a_line_is_traced_to_its_end_and_to_the_border(text, point, lengths):
    low, high = np.array([-2.0, -2.0]), np.array([2.0, 2.0])
    lines = trace(build(text), point, 1, 0.025, low, high)
    inside = [line[((line >= low) & (line <= high)).all(axis=1)] for line in lines]
    traced = sorted(np.hypot(*np.diff(line, axis=0).T).sum() for line in inside)
    assert traced == pytest.approx(lengths, abs=0.06)
    for line in lines:
        assert build(text).values(line) == pytest.approx(build(text).value(point), abs=1e-9)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("max(0, x^2 + y^2 - 1)", (0.3, -0.2)),
        ("max(x^2 + y^2, 1)", (0.3, -0.2)),
        ("max(0, 1 - x) + 0*y", (4.0, 0.7)),
        ("max(0, x) + max(0, y)", (-1.0, -0.4)),
        ("max(0, abs(x) + abs(y) - 1)^2", (0.3, -0.2)),
    ],
)
def test_a_level_area_is_one_minimum_and_a_run_that_ends_on_it_is_there(text, end):
    assert [(each.at, each.kind, each.spread, each.scope) for each in search(build(text), np.array([(2, 1.5), end]))
            ] == [(end, "minimum", "area", None)]  # fmt: skip


@pytest.mark.parametrize("text", ["max(0, x - 1) + min(0, x + 1) + 0*y", "5 + 0*x*y", "exp(-x^2 - y^2)", "tanh(x*y)"])
def test_a_plateau_with_a_way_down_is_no_minimum(text):
    points = search(build(text), np.array([(0.2, 0.1), (0.3, 0.2), (40.0, 50.0)]))
    assert not [each for each in points if each.kind == "minimum"]


@pytest.mark.parametrize("start", [(1.2, 0.7), (10.0, 0.5)])
@pytest.mark.parametrize(
    "text",
    [
        "exp(-x) + y^2", "1/(1 + x^2) + y^2", "1/(1 + exp(x)) + y^2", "exp(-x^2) + y^2", "exp(-x) + exp(-y)",
        "-atan(x) + y^2", "1/(1 + x^2 + y^2)", "-tanh(x) + y^2", "exp(-x - y) + (x - y)^2", "log(1 + exp(-x)) + y^2",
        "1/(1 + x^4) + y^2", "sqrt(1 + x^2) - x + y^2", "exp(-x)*(1 + y^2)", "1/(2 + x^2) + 3*y^2", "2^(-x) + y^4",
        "exp(-0.1*x) + y^2", "1/cosh(x) + y^2", "exp(-x^2)*(1 + y^2)", "-log(1 + x^2) + y^2", "exp(-abs(x)) + y^2",
    ],
)  # fmt: skip
def test_an_asymptote_is_no_minimum(text, start):
    assert [each for each in search(build(text), np.array([start])) if each.kind == "minimum"] == []


@pytest.mark.parametrize("text", ["exp(-x^2-y^2)", "3*exp(-(x-1)^2-2*y^2)", "exp(-100*x^2-100*y^2)", "x^2 + exp(-y^2)"])
def test_where_a_bell_underflows_is_no_minimum(text):
    assert not [place for place in found(text, (1, 1)) if "minimum" in place]


def test_a_cone_between_smooth_minima_is_found():
    """Ackley's function has a kink at its global minimum, the origin, whose neighbours are smooth."""
    radius, waves = "exp(-0.2*sqrt(0.5*(x^2+y^2)))", "exp(0.5*(cos(2*pi*x)+cos(2*pi*y)))"
    function = build(f"-20*{radius} - {waves} + e + 20")
    found = {point.at: point for point in search(function, np.array([[2.5, 1.5], [2.0, 1.0]]))}
    assert found[0.0, 0.0].key == "global_minimum"
    assert found[0.0, 0.0].value == pytest.approx(0, abs=1e-12)
