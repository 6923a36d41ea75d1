"""Expressions in x and y, or x1 and x2: names, values, gradients, Hessians and formulas."""

import math

import numpy as np
import pytest
from mathtext import width

from gdanim.functions import ExpressionError, build

POINTS = [(-1.7, 0.4), (0.2, 2.1), (0.9, -0.35)]
TEXTS = [
    "x**2 + y**2",
    "100*(y - x**2)**2 + (1 - x)**2",
    "sin(x + y) + (x - y)**2 - 1.5*x + 2.5*y + 1",
    "exp(-(x - 1)**2/2 - y**2)*x",
    "x**3 - 3*x*y**2",
    "log(1 + x**2*y**2)",
    "sqrt(x**2 + y**2)",
    "x/(1 + y**2)",
    "abs(x - y)*y",
    "(1 + x**2)**y",
    "tanh(x*y)*cosh(y)",
    "-(y + 47)*sin(sqrt(abs(x/2 + y + 47))) - x*sin(sqrt(abs(x - y - 47)))",
    "y**4",
]


@pytest.fixture(scope="module")
def exact():
    """Value, gradient and Hessian by sympy to 30 digits, where f is smooth."""
    sympy = pytest.importorskip("sympy")
    symbols = sympy.symbols("x y", real=True)
    names = dict(zip("xy", symbols, strict=True)) | {"e": sympy.E, "abs": sympy.Abs}

    def numbers(text, point):
        f = sympy.sympify(text, names, rational=True)
        at = dict(zip(symbols, [sympy.Rational(str(x)) for x in point], strict=True))
        gradient = [sympy.diff(f, one) for one in symbols]
        hessian = [[sympy.diff(slope, one) for one in symbols] for slope in gradient]
        return [float(each.subs(at).doit().evalf(30)) for each in (f, *gradient, *hessian[0], *hessian[1])]

    return numbers


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("point", POINTS)
def test_value_gradient_and_hessian_are_sympys(text, point, exact):
    function = build(text)
    found = [function.value(point), *function.gradient(point), *np.ravel(function.hessian(point))]
    assert found == pytest.approx(exact(text, point), rel=1e-11, abs=1e-12)


@pytest.mark.parametrize("text", TEXTS)
def test_numbers_and_arrays_agree(text):
    function = build(text)
    assert function.values(POINTS) == pytest.approx([function.value(point) for point in POINTS])
    assert function.gradients(POINTS) == pytest.approx(np.array([function.gradient(point) for point in POINTS]))
    assert function.hessians(POINTS) == pytest.approx(np.array([function.hessian(point) for point in POINTS]))


def test_shapes_are_points_by_variables():
    function = build("x*y")
    assert function.values(POINTS).shape == (3,)
    assert function.gradients(POINTS).shape == (3, 2)
    assert function.hessians(POINTS).shape == (3, 2, 2)
    assert function.hessian((1.0, 2.0)) == ((0, 1), (1, 0))
    assert build("x**3").hessian((2.0,)) == ((12,),)


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("x**2", ("x",)),
        ("5", ("x",)),
        ("x + y", ("x", "y")),
        ("y**2", ("x", "y")),
        ("x1*x2", ("x1", "x2")),
        ("x1", ("x1", "x2")),
        ("x2**2", ("x1", "x2")),
    ],
)
def test_variables_are_those_the_author_names(text, variables):
    assert build(text).variables == variables


NO_VARIABLE = (
    "'{0}' is no variable beside '{1}' of itself; "
    "variables: [{1}, {0}] makes it one, and parameters: {{{0}: 1}} gives it a value"
)


@pytest.mark.parametrize(
    ("text", "message", "offset", "width"),
    [
        ("x + x1", NO_VARIABLE.format("x1", "x"), 4, 2),
        ("x2*y", NO_VARIABLE.format("y", "x2"), 3, 1),
        ("x*y*z", NO_VARIABLE.format("z", "x"), 4, 1),
        ("x*a", NO_VARIABLE.format("a", "x"), 2, 1),
        ("2*xy", "write 2*x*y for '2*xy'", 0, 4),
        ("x1x2", "write x1*x2 for 'x1x2'", 0, 4),
        ("3y", "write 3*y for '3y'", 0, 2),
        ("sin y", "write sin(y) for 'sin y'", 0, 5),
    ],
)
def test_names_that_are_no_variables_are_pointed_at(text, message, offset, width):
    with pytest.raises(ExpressionError) as caught:
        build(text)
    assert (caught.value.message, caught.value.offset, caught.value.width) == (message, offset, width)


@pytest.mark.parametrize(
    ("text", "point", "curvature"),
    [
        ("(x**2 + 10*y**2)/2", (0.0, 0.0), (10, 1)),
        ("x**2 - y**2", (3.0, 1.0), (2, -2)),
        ("x*y", (0.0, 0.0), (1, -1)),
        ("(1 - x)**2 + 100*(y - x**2)**2", (1.0, 1.0), (501 + math.sqrt(250601), 501 - math.sqrt(250601))),
    ],
)
def test_curvature_is_the_hessians_greatest_and_least_eigenvalue(text, point, curvature):
    assert build(text).curvature(point) == pytest.approx(curvature, rel=1e-9)


def test_names_are_kept_in_formulas():
    function = build("x1**2 - x1*x2")
    assert function.formula == r"x_{1}^{2} - x_{1}x_{2}"
    assert function.gradient_formulas == (r"2x_{1} - x_{2}", r"-x_{1}")
    assert function.derivative_formula == r"2x_{1} - x_{2}"


def test_where_a_derivative_has_no_formula_it_is_partial():
    assert build("max(x, y)").gradient_formulas[1] == r"\frac{\partial}{\partial y}\max(x,\,y)"
    assert build("max(x, 1)").gradient_formulas == (r"\frac{d}{dx}\max(x,\,1)",)


@pytest.mark.parametrize("text", TEXTS)
def test_formulas_can_be_set(text):
    assert all(width(formula) > 0 for formula in (build(text).formula, *build(text).gradient_formulas))


def test_what_is_outside_the_domain_is_nan_and_silent():
    function = build("log(x) + sqrt(y)")
    assert math.isnan(function.value((-1.0, 1.0)))
    assert np.isnan(function.values([(-1, 1), (1, -1)])).all()
    assert all(map(math.isnan, function.curvature((1.0, -1.0))))


def test_a_gradient_given_has_an_expression_for_each_variable():
    function = build("abs(x) + y**2", ("x/abs(x)", "2*y"))
    assert function.gradient((-3.0, 2.0)) == (-1, 4)
    assert function.warnings == ()


def test_a_gradient_given_wrongly_is_warned_about_by_its_variable():
    (warning,) = build("x**2 + y**2", ("2*x", "y")).warnings
    assert warning == (
        "the gradient given disagrees with central differences by y at x = 0.05, y = 0.05: 0.05 is given, 0.1 is found"
    )


@pytest.mark.parametrize(
    ("gradient", "message", "component", "offset"),
    [
        ("2*x", "the gradient needs one expression for each of x, y; found 1", 0, 0),
        (("2*x", "2*y", "1"), "the gradient needs one expression for each of x, y; found 3", 0, 0),
        (("2*x", "2*x1"), "unknown name 'x1'; did you mean 'x'?", 1, 2),
        (("2*t", "2*y"), "unknown name 't'; the variables are called 'x' and 'y'", 0, 2),
    ],
)
def test_a_gradient_that_does_not_fit_is_refused(gradient, message, component, offset):
    with pytest.raises(ExpressionError) as caught:
        build("x**2 + y**2", gradient)
    error = caught.value
    assert (error.message, error.part, error.component, error.offset) == (message, "gradient", component, offset)
