"""Values and gradients: two evaluators that agree, and numbers that run out without a sound."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, strategies as st

from gdanim.functions import build
from gdanim.functions.expressions.arithmetic import ARRAYS, NUMBERS
from gdanim.functions.expressions.tree import FUNCTIONS

EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, -3.0, 2.0, 800.0, -800.0, 1e308, -1e308, math.inf, -math.inf, math.nan]

LEAVES = st.sampled_from(["x", "x", "1", "0.5", "2", "3", "pi", "e"])


def _grown(inner):
    unary = ["sin({})", "cos({})", "tanh({})", "atan({})", "exp(-({})**2)", "sqrt(1 + ({})**2)", "-({})", "({})**2"]
    binary = ["({}) + ({})", "({}) - ({})", "({})*({})", "({})/(1 + ({})**2)"]
    return st.builds(str.format, st.sampled_from(unary), inner) | st.builds(
        str.format, st.sampled_from(binary), inner, inner
    )


SMOOTH = st.recursive(LEAVES, _grown, max_leaves=6).filter(lambda text: text.count("(") < 40 and len(text) < 300)
NEAR = st.floats(-2, 2).map(lambda x: round(x, 3))


def same(left, right):
    return left == right or (math.isnan(left) and math.isnan(right)) or math.isclose(left, right, rel_tol=1e-14)


@given(SMOOTH, NEAR)
def test_numbers_and_arrays_give_the_same_values(text, x):
    function = build(text)
    assume(abs(function.gradient((x,))[0]) < 1e4)
    assert function.values([x])[0] == pytest.approx(function.value((x,)), rel=1e-9, abs=1e-9)
    assert function.gradients([x])[0, 0] == pytest.approx(function.gradient((x,))[0], rel=1e-9, abs=1e-7)


@given(SMOOTH, NEAR)
def test_gradient_agrees_with_central_differences(text, x):
    function = build(text)

    def slope(half):
        return (function.value((x + half,)) - function.value((x - half,))) / (2 * half)

    assume(math.isclose(slope(1e-5), slope(2e-5), rel_tol=1e-4, abs_tol=1e-4))  # else differences say nothing
    assert function.gradient((x,))[0] == pytest.approx(slope(1e-5), rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("name", [name for name, (least, _) in FUNCTIONS.items() if least == 1])
@pytest.mark.parametrize("value", EDGES)
def test_both_tables_know_the_edges_of_a_function(name, value):
    with np.errstate(all="ignore"):
        assert same(NUMBERS[name](value), float(ARRAYS[name](value)))


@pytest.mark.parametrize("sign", [*"+-*/^", "min", "max", "mod", "hypot", "leaky_relu"])
@pytest.mark.parametrize("left", EDGES)
def test_both_tables_know_the_edges_of_an_operation(sign, left):
    with np.errstate(all="ignore"):
        for right in EDGES:
            if sign == "^" and left == -math.inf and right == 0.5:
                continue  # numpy takes a root here, and C a power
            assert same(NUMBERS[sign](left, right), float(ARRAYS[sign](left, right))), (left, sign, right)


@pytest.mark.parametrize(
    ("text", "x", "value"),
    [
        ("2*x + exp(-2*x)", 0.0, 1.0),
        ("x**4/4 - x**2/2", 1.0, -0.25),
        ("2**3**2 - 512", 0.0, 0.0),
        ("-x**2", 3.0, -9.0),
        ("sin(pi*x)", 0.5, 1.0),
        ("log(e)", 0.0, 1.0),
        ("sign(x)", -3.0, -1.0),
        ("min(x, 2, 0.5)", 1.0, 0.5),
        ("exp(-x)", -1000.0, math.inf),
        ("sinh(x)", -1000.0, -math.inf),
        ("x**3", -1e200, -math.inf),
        ("1/x", 0.0, math.inf),
        ("1/x**2", 0.0, math.inf),
        ("-1/x", 0.0, -math.inf),
        ("log(x)", 0.0, -math.inf),
        ("log(x)", -1.0, math.nan),
        ("sqrt(x)", -1.0, math.nan),
        ("x**0.5", -1.0, math.nan),
        ("asin(x)", 2.0, math.nan),
        ("0/x", 0.0, math.nan),
        ("sin(x)", math.inf, math.nan),
        ("max(x, 1)", math.nan, math.nan),
    ],
)
def test_value_is_that_of_mathematics_infinite_or_not_a_number(text, x, value):
    assert build(text).value((x,)) == pytest.approx(value, abs=1e-15, nan_ok=True)
    assert build(text).values([x])[0] == pytest.approx(value, abs=1e-15, nan_ok=True)


def test_values_of_a_constant_are_as_many_as_its_points():
    function = build("5")
    assert function.values(np.zeros((3, 1))).tolist() == [5, 5, 5]
    assert function.gradients([1.0, 2.0]).tolist() == [[0], [0]]


def test_values_are_the_callers_own():
    function = build("x")
    points = np.array([1.0, 2.0])
    function.values(points)[0] = 7
    assert points.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("text", "x", "curvature"),
    [("2*x + exp(-2*x)", 0.0, 4.0), ("x**4/4 - x**2/2", 1.0, 2.0), ("abs(x)", 1.0, 0.0), ("max(x, 2*x)", 1.0, 0.0)],
)
def test_curvature_of_one_variable_is_its_second_derivative(text, x, curvature):
    assert build(text).curvature((x,)) == (curvature, curvature)


def test_curvature_that_is_no_number_is_nan():
    assert all(map(math.isnan, build("sqrt(x)").curvature((-1.0,))))


@pytest.mark.parametrize(
    ("text", "point", "value", "slope"),
    [
        ("log(1 + exp(x))", 800.0, 800.0, 1.0),
        ("log(cosh(x))", 800.0, 800.0 - math.log(2), 1.0),
        ("log(cosh(x))", -800.0, 800.0 - math.log(2), -1.0),
        ("1/(1 + exp(-x))", -800.0, 0.0, 0.0),
        ("1/(1 + exp(-x))", 800.0, 1.0, 0.0),
        ("sqrt(x^2)", 0.0, 0.0, 0.0),
        ("x + sqrt(x^2)", 0.0, 0.0, 1.0),
        ("sqrt((x - 3)^2)", 3.0, 0.0, 0.0),
    ],
)
def test_a_value_that_exists_is_found_though_an_inner_term_has_none(text, point, value, slope):
    function = build(text)
    assert function.value((point,)) == pytest.approx(value, abs=1e-12)
    assert function.gradient((point,)) == pytest.approx((slope,), abs=1e-6)
    assert function.values([point]) == pytest.approx([value], abs=1e-12)


def test_a_cone_has_no_slope_at_its_tip():
    assert build("sqrt(x^2 + y^2)").gradient((0.0, 0.0)) == (0.0, 0.0)


@pytest.mark.parametrize(("text", "point"), [("log(x)", 0.0), ("1/x", 0.0), ("sqrt(x)", 0.0), ("exp(x)", 800.0)])
def test_a_pole_an_edge_and_an_overflow_are_no_kinks(text, point):
    assert not math.isfinite(build(text).gradient((point,))[0])


@pytest.mark.parametrize(
    ("text", "point", "slopes"),
    [
        ("sqrt(x^2)", (0.0,), (0.0,)),
        ("sqrt((x - 1)^2)", (1.0,), (0.0,)),
        ("(x^2)^0.5", (0.0,), (0.0,)),
        ("max(x, -x)", (0.0,), (0.0,)),
        ("max(0, 1 - x)", (1.0,), (-0.5,)),
        ("sqrt(abs(x))", (0.0,), (0.0,)),
        ("abs(x)^1.5", (0.0,), (0.0,)),
        ("sqrt(x^2 + y^2)", (0.0, 0.0), (0.0, 0.0)),
        ("sqrt(x^2 + y^2)", (3.0, 4.0), (0.6, 0.8)),
        ("sqrt(x^2 + y^2)", (1e4, -1e4), (math.sqrt(0.5), -math.sqrt(0.5))),
        ("abs(x*y)", (0.0, 0.0), (0.0, 0.0)),
        ("abs(x*y)", (0.0, 2.0), (0.0, 0.0)),
        ("abs(x*y)", (-1.0, 2.0), (-2.0, 1.0)),
    ],
)
def test_gradient_at_a_kink_is_the_mean_of_the_slopes_whatever_its_form(text, point, slopes):
    assert build(text).gradient(point) == pytest.approx(slopes)


def _sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))


@pytest.mark.parametrize("x", [1e4, -1e4, 800.0, -800.0, 40.0, -40.0, 0.3])
@pytest.mark.parametrize(
    ("text", "value", "slope"),
    [
        ("1/(1 + exp(-x))", _sigmoid, lambda x: _sigmoid(x) * _sigmoid(-x)),
        ("exp(x)/(1 + exp(x))", _sigmoid, lambda x: _sigmoid(x) * _sigmoid(-x)),
        ("log(cosh(x))", lambda x: abs(x) + math.log1p(math.exp(-2 * abs(x))) - math.log(2), math.tanh),
        ("log(1 + exp(x))", lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))), _sigmoid),
        ("tanh(x)", math.tanh, lambda x: (1 - math.tanh(x)) * (1 + math.tanh(x))),
    ],
)
def test_values_and_slopes_are_finite_where_they_exist(text, value, slope, x):
    function = build(text)
    assert function.value((x,)) == pytest.approx(value(x), rel=1e-12, abs=1e-15)
    assert function.gradient((x,))[0] == pytest.approx(slope(x), rel=1e-9, abs=1e-15)
    if abs(x) < 1e3:
        assert math.isfinite(function.curvature((x,))[0])


def test_a_logarithm_at_zero_is_a_pole_and_left_of_it_none():
    function = build("log(x)")
    assert function.value((0.0,)) == -math.inf
    assert math.isnan(function.value((-1.0,)))
