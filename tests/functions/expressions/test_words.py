"""The words of expressions: values, slopes and curvatures against mpmath, jumps and kinks against closed forms."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from gdanim.functions import build
from gdanim.functions.expressions.tree import ALIASES, CONNECTIVES, CONSTANTS, FUNCTIONS
from gdanim.functions.expressions.vocabulary import WORDS as WORDS_LISTED
from gdanim.functions.properties.convexity import convexity
from gdanim.functions.properties.curvature_bounds import curvature_bounds
from gdanim.functions.properties.jumps import jumps
from gdanim.functions.search.stationary import search
from gdanim.text.plain_formula import plain

POINTS = (-2.7, -0.85, 0.35, 1.3, 3.6)
WORDS = {
    "sigmoid(x)": lambda m, x: 1 / (1 + m.exp(-x)),
    "relu(x)": lambda m, x: max(x, m.mpf(0)),
    "leaky_relu(x)": lambda m, x: max(x, x / m.mpf(100)),
    "leaky_relu(x, 0.2)": lambda m, x: max(x, x / m.mpf(5)),
    "leaky_relu(x, 3)": lambda m, x: min(x, x * m.mpf(3)),
    "softplus(x)": lambda m, x: m.log(1 + m.exp(x)),
    "gelu(x)": lambda m, x: x * m.ncdf(x),
    "swish(x)": lambda m, x: x / (1 + m.exp(-x)),
    "silu(2*x)": lambda m, x: 2 * x / (1 + m.exp(-2 * x)),
    "erf(x)": lambda m, x: m.erf(x),
    "erfc(x/2)": lambda m, x: m.erfc(x / 2),
    "floor(x)*x": lambda m, x: m.floor(x) * x,
    "ceil(x)*x": lambda m, x: m.ceil(x) * x,
    "round(x)*x": lambda m, x: m.nint(x) * x,
    "mod(x, 1.5)": lambda m, x: x - 1.5 * m.floor(x / 1.5),
    "x**2 % 2": lambda m, x: x**2 - 2 * m.floor(x**2 / 2),
    "mod(6.9, x)": lambda m, x: m.mpf("6.9") - x * m.floor(m.mpf("6.9") / x),
    "ln(x + 3)": lambda m, x: m.log(x + 3),
    "log2(x + 3)": lambda m, x: m.log(x + 3, 2),
    "log10(x + 3)": lambda m, x: m.log10(x + 3),
    "arcsin(x/4)": lambda m, x: m.asin(x / 4),
    "arccos(x/4)": lambda m, x: m.acos(x / 4),
    "arctan(x)": lambda m, x: m.atan(x),
    "asinh(x)": lambda m, x: m.asinh(x),
    "arccosh(x + 4)": lambda m, x: m.acosh(x + 4),
    "artanh(x/4)": lambda m, x: m.atanh(x / 4),
    "cbrt(x)": lambda m, x: m.sign(x) * m.cbrt(abs(x)),
    "hypot(x, 2)": lambda m, x: m.hypot(x, 2),
    "clip(x**2, 1, 4)": lambda m, x: min(max(x**2, m.mpf(1)), m.mpf(4)),
    "step(x)*x**2": lambda m, x: x**2 if x >= 0 else m.mpf(0),
    "where(x < 0, -x, x**3)": lambda m, x: m.fabs(x) if x < 0 else x**3,
    "where(-1 < x <= 1, x**2, 2*abs(x) - 1)": lambda m, x: x**2 if -1 < x <= 1 else 2 * m.fabs(x) - 1,
    "where(x < -1 or x > 2, 1, where(not x >= 0, x**2, x**3))": lambda m, x: (
        m.mpf(1) if x < -1 or x > 2 else x**2 if x < 0 else x**3
    ),
    "where(x > 0 and x < 3, sin(x), cos(x))": lambda m, x: m.sin(x) if 0 < x < 3 else m.cos(x),
}


@pytest.fixture(scope="module")
def exact():
    """Derivatives by mpmath to 40 digits."""
    mpmath = pytest.importorskip("mpmath")
    mpmath.mp.dps = 40

    def derivative(text, at, order):
        return float(mpmath.diff(lambda x: WORDS[text](mpmath, x), mpmath.mpf(str(at)), order, h=mpmath.mpf("1e-12")))

    return derivative


@pytest.mark.parametrize("text", WORDS)
def test_values_slopes_and_curvatures_are_those_of_mpmath(text, exact):
    function = build(text)
    wanted = np.array([[exact(text, x, order) for order in (0, 1, 2)] for x in POINTS])
    found = [[function.value((x,)), function.gradient((x,))[0], function.hessian((x,))[0][0]] for x in POINTS]
    assert np.array(found) == pytest.approx(wanted, rel=1e-10, abs=1e-11)


@pytest.mark.parametrize("text", WORDS)
def test_arrays_have_the_values_of_single_points(text):
    function, points = build(text), np.linspace(-2.9, 3.9, 23)
    assert function.values(points) == pytest.approx([function.value((x,)) for x in points], rel=1e-14, abs=1e-15)
    slopes = [function.gradient((x,))[0] for x in points]
    assert function.gradients(points)[:, 0] == pytest.approx(slopes, rel=1e-13, abs=1e-14)


@pytest.mark.parametrize("text", WORDS)
def test_bounds_hold_all_values_slopes_and_curvatures(text):
    function = build(text)
    low = np.linspace(-2.9, 3.8, 40)
    with np.errstate(all="ignore"):
        bounds = curvature_bounds(function)(low, low + 0.13)
    inside = low[:, None] + 0.13 * np.linspace(0.013, 0.987, 7)
    exact = (
        (bounds.value, function.values(inside.ravel())),
        (bounds.slope, function.gradients(inside.ravel())[:, 0]),
        (bounds.curvature, function.hessians(inside.ravel())[:, 0, 0]),
    )
    for interval, values in exact:
        table = values.reshape(inside.shape)
        slack = 1e-9 * (1 + np.abs(table))
        assert (interval.low[:, None] <= table + slack).all()
        assert (interval.high[:, None] >= table - slack).all()


@pytest.mark.parametrize(
    ("text", "x", "value"),
    [("sigmoid(x)", -745, 5e-324), ("sigmoid(x)", 800, 1), ("softplus(x)", 800, 800), ("softplus(x)", -745, 5e-324)],
)
def test_far_out_nothing_overflows(text, x, value):
    assert build(text).value((x,)) == pytest.approx(value, rel=1e-9)
    assert math.isfinite(build(text).gradient((x,))[0])


def test_a_gelu_keeps_its_digits_far_to_the_left():
    mpmath = pytest.importorskip("mpmath")
    assert build("gelu(x)").value((-10.0,)) == pytest.approx(float(-10 * mpmath.ncdf(-10)), rel=1e-12)


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("relu(x)", 0.5),
        ("leaky_relu(x)", 0.505),
        ("where(x < 0, -x, x**2)", -0.5),
        ("where(x <= 0, -x, x**2)", -0.5),
        ("where(x < 0, -3*x, where(x < 1, 2*x, 9))", -0.5),
        ("clip(x, 0, 1)", 0.5),
    ],
)
def test_at_a_kink_the_slope_is_the_mean_of_both_sides(text, slope):
    assert build(text).gradient((0.0,)) == (pytest.approx(slope),)


def test_at_a_jump_the_slope_is_that_of_the_value_chosen():
    assert build("where(x < 0, x, 5 + 3*x)").gradient((0.0,)) == (3.0,)
    assert build("where(x <= 0, x, 5 + 3*x)").gradient((0.0,)) == (1.0,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("where(x < 0, x**2 + 1, x)", [(0, 1, 0, 0)]),
        ("where(x <= 0, x**2 + 1, x)", [(0, 1, 0, 1)]),
        ("sign(x)", [(0, -1, 1, 0)]),
        ("step(x - 0.1)", [(0.1, 0, 1, 1)]),
        ("floor(x)", [(x, x - 1, x, x) for x in (-1, 0, 1)]),
        ("ceil(x)", [(x, x, x + 1, x) for x in (-1, 0, 1)]),
        ("x - round(x)", [(-0.5, 0.5, -0.5, -0.5), (0.5, 0.5, -0.5, 0.5)]),
        ("mod(x, 0.75)", [(0.75 * k, 0.75, 0, 0) for k in (-1, 0, 1)]),
        ("where(x <= 0 <= x, 5, x**2)", [(0, 0, 0, 5)]),
        ("where(x**2 < 0.5, 1, 2)", [(-math.sqrt(0.5), 2, 1, 2), (math.sqrt(0.5), 1, 2, 2)]),
        ("x*sign(x)", []),
        ("where(x < 0, -x, x**2)", []),
        ("relu(x)", []),
        ("1/x", []),
    ],
)
def test_jumps_have_their_place_and_both_limits(text, found):
    seen = [(jump.x, jump.left.value, jump.right.value, jump.value) for jump in jumps(build(text), -1.2, 1.2)]
    assert seen == [pytest.approx(each, abs=1e-12) for each in found]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("where(x < 0, -x, x**2 - 1)", [(0, "minimum", None)]),
        ("where(x <= 0, -x, x**2 - 1)", []),  # the least value is not attained
        ("where(x < 0, x**2 + 1, (x - 1)**2 - 1)", [(1, "minimum", None)]),
        ("where(x < 1, x**2, (x - 2)**2 - 3)", [(0, "minimum", "local"), (2, "minimum", "global")]),
        ("where(x <= 0 <= x, 5, x**2)", [(0, "maximum", "local")]),
        ("gelu(x)", [(-0.751791524693564, "minimum", None)]),
        ("x**2/4 + floor(x)/2", []),  # more jumps than are looked for far out; each value lies above its left limit
    ],
)
def test_an_extremum_at_a_jump_needs_the_value_there(text, points):
    found = [(each.at[0], each.kind, each.scope) for each in search(build(text), np.array([[2.0], [1.5]]))]
    assert found == [(pytest.approx(x, abs=1e-9), kind, scope) for x, kind, scope in points]


def test_of_many_extrema_at_jumps_the_lowest_is_global():
    found = {each.at[0]: each.scope for each in search(build("x**2/4 - floor(x)/2"), np.array([[2.0], [1.5]]))}
    assert (found[0.0], found[1.0], found[2.0]) == ("local", "global", "local")


def test_teeth_have_a_minimum_at_each_jump():
    minima = [each.at[0] for each in search(build("x - floor(x)"), np.array([[0.7], [0.5]]))]
    assert {-1.0, 0.0, 1.0} <= set(minima)
    assert all(x == int(x) for x in minima)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("softplus(x)", "convex"),
        ("relu(x) + leaky_relu(-x)", "convex"),
        ("hypot(x, 1)", "convex"),
        ("where(x < 0, -x, x**2)", "convex"),
        ("gelu(x)", "non_convex"),
        ("where(x < 0, 1, 0)", "non_convex"),
        ("where(x <= 0 <= x, 5, x**2)", "non_convex"),
        ("where(x < 0, x**2, -x)", "non_convex"),
    ],
)
def test_convexity_is_known_of_all_words(text, kind):
    assert convexity(build(text), (-3.0, 3.0)) == kind


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("sigmoid(2*x)", "σ(2x)"),
        ("relu(x)**2", "ReLU(x)²"),
        ("floor(x/2)", "⌊x/2⌋"),
        ("x*ceil(x)", "x⌈x⌉"),
        ("mod(x, 2)", "x mod 2"),
        ("cbrt(x)", "³√x"),
        ("log10(x)", "log₁₀ x"),
        ("hypot(x, 1)", "√(x² + 1²)"),
        ("arcsinh(x)", "arsinh x"),
        ("where(x < 0, -x, x**2)", "{−x, x < 0; x², x ≥ 0}"),
        ("where(x < 0 or x > 9, 1, where(x <= 1, x, 2))", "{1, x < 0 ∨ x > 9; x, x ≤ 1; 2, x > 1}"),
        ("where(not x < 0, 1, 2)", "{1, ¬x < 0; 2, x < 0}"),
        ("clip(x, -1, 1)", "clip(x, −1, 1)"),
        ("theta**2 + θ₁", "θ² + θ₁"),
        ("b*alpha", "bα"),
    ],
)
def test_formulas_are_those_of_textbooks(text, formula):
    assert plain(build(text).formula) == formula


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("x**2", ("x",)),
        ("y**2", ("x", "y")),
        ("y + x", ("x", "y")),
        ("x2**2", ("x1", "x2")),
        ("x3 + x1", ("x1", "x2", "x3")),
        ("w**2", ("w",)),
        ("b + w", ("b", "w")),
        ("theta**2", ("θ",)),
        ("θ₁ + theta_0", ("θ1", "θ0")),
        ("w_1*w2", ("w1", "w2")),
        ("lambda**2 + mu", ("λ", "μ")),
        ("t + e*pi + π", ("t",)),
        ("K*m", ("K", "m")),
        ("5", ("x",)),
    ],
)
def test_variables_are_the_letters_in_the_order_in_which_they_appear(text, variables):
    assert build(text).variables == variables


def test_the_list_of_words_names_every_function_and_no_other():
    listed = set(re.findall(r"[a-z_]\w*", " ".join([*WORDS_LISTED, *WORDS_LISTED.values()])))
    assert {*FUNCTIONS, *ALIASES, *CONSTANTS, *CONNECTIVES} <= listed
    heads = set(re.findall(r"[a-z_]\w+", " ".join(WORDS_LISTED)))
    assert heads - {"condition"} <= {*FUNCTIONS, *CONSTANTS}
