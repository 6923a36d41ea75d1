"""Every rule of differentiation against sympy, and the conventions at kinks that sympy does not share."""

import pytest

from gdanim.functions import build

POINTS = (-1.7, -0.35, 0.2, 0.9, 2.6)
EVERYWHERE = [
    "5",
    "x",
    "2*x + exp(-2*x)",
    "0.1*x**2",
    "x**4/4 - x**2/2",
    "-x**2",
    "x*x*x",
    "(2*x)**3",
    "(x-1)**2*(x+1)**2",
    "x/(1 + x**2)",
    "(x+1)/(x-4)",
    "1 - 2/(x+3)",
    "1/(1 + exp(-x))",
    "x**-2",
    "x**2/(2*x)",
    "2**x",
    "e**(-x)",
    "(1 + x**2)**x",
    "sin(3*x)*cos(x)",
    "tan(x/2)",
    "asin(x/3)",
    "acos(x/3)",
    "atan(x)",
    "sinh(x)/cosh(x)",
    "tanh(2*x)",
    "cosh(x)*sinh(x)",
    "log(1 + x**2)",
    "log(cosh(x))",
    "sqrt(1 + x**2)",
    "sqrt(x**2 + 1)**3",
    "sin(x)/cos(x)",
    "exp(sin(x))**2",
    "exp(-(x - 1)**2/2)/sqrt(2*pi)",
    "abs(x)**3",
    "abs(x - 1)*x",
    "sign(x)*x**2",
    "x*abs(sin(x))",
    "0*log(x)",
    "x - (x - 1)",
    "x**0",
    "(1e12**64)*x/(1e12**64)",
]
RIGHT_OF_ZERO = ["log(x)*x", "x**x", "sqrt(x)*x**2", "x**0.5", "x**(3/2)", "1/log(1 + x)", "(x/3)**1.5"]


@pytest.fixture(scope="module")
def exact_slope():
    """f′ by sympy to 30 digits, where f is smooth."""
    sympy = pytest.importorskip("sympy")
    x = sympy.Symbol("x", real=True)
    names = {"x": x, "e": sympy.E, "abs": sympy.Abs}

    def slope(text, at):
        point = sympy.Rational(str(at))
        return float(sympy.diff(sympy.sympify(text, names, rational=True), x).subs(x, point).doit().evalf(30))

    return slope


@pytest.mark.parametrize("text", EVERYWHERE)
def test_slope_is_sympys(text, exact_slope):
    assert [build(text).gradient((x,))[0] for x in POINTS] == pytest.approx(
        [exact_slope(text, x) for x in POINTS], rel=1e-12, abs=1e-14
    )


@pytest.mark.parametrize("text", RIGHT_OF_ZERO)
def test_slope_is_sympys_where_the_function_has_values(text, exact_slope):
    assert [build(text).gradient((x,))[0] for x in POINTS[2:]] == pytest.approx(
        [exact_slope(text, x) for x in POINTS[2:]], rel=1e-12
    )


@pytest.mark.parametrize(
    ("text", "x", "slope"),
    [
        ("abs(x)", 0.0, 0.0),
        ("3*abs(x - 2)", 2.0, 0.0),
        ("sign(x)", 0.0, 0.0),
        ("max(x, 3*x)", 0.0, 2.0),
        ("max(x, 3*x)", 1.0, 3.0),
        ("min(x, 3*x)", 1.0, 1.0),
        ("min(x, 3*x)", 0.0, 2.0),
        ("max(-x, x, 4*x)", 0.0, 4 / 3),
        ("max(0, x)**2", 3.0, 6.0),
        ("max(0, x)", -1.0, 0.0),
        ("max(x, x)", 5.0, 1.0),
    ],
)
def test_slope_at_a_kink_is_the_mean_of_those_that_tie(text, x, slope):
    assert build(text).gradient((x,)) == (pytest.approx(slope),)
    assert build(text).gradients([x])[0, 0] == pytest.approx(slope)


def test_log_cosh_keeps_its_slope_where_cosh_overflows():
    assert build("log(cosh(x))").gradient((1000.0,)) == (1.0,)


def test_square_root_has_an_infinite_slope_at_zero():
    assert build("sqrt(x)").gradient((0.0,)) == (float("inf"),)
