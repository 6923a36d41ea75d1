"""What a function promises besides its numbers."""

import subprocess
import sys

import pytest

from gdanim.functions import build


def test_the_same_text_gives_the_same_function():
    assert build("x**2") is build("x**2")
    assert build("x**2") is not build("x**2", "2*x")


def test_a_function_of_an_expression_has_no_defaults():
    function = build("x**2")
    assert (function.name, function.domain, function.start, function.eta, function.minima) == (None,) * 5
    assert (function.text, function.variables) == ("x**2", ("x",))


def test_a_gradient_given_takes_the_place_of_the_exact_one():
    function = build("abs(x)", "x/abs(x)")
    assert function.gradient((-2.0,)) == (-1,)
    assert function.gradients([4.0]).tolist() == [[1]]
    assert function.warnings == ()


def test_a_gradient_given_wrongly_is_warned_about():
    (warning,) = build("x**2", "3*x").warnings
    assert warning == ("the gradient given disagrees with central differences at x = 0.05: 0.15 is given, 0.1 is found")


@pytest.mark.parametrize(
    ("text", "gradient"),
    [
        ("x**2", "2*x"),
        ("exp(x)", "e**x"),
        ("log(x)", "1/x"),
        ("2*x + exp(-2*x)", "2 - 2*exp(-2*x)"),
        ("sin(x)", "cos(x)"),
    ],
)
def test_a_gradient_given_rightly_is_not(text, gradient):
    assert build(text, gradient).warnings == ()


def test_no_drawing_or_algebra_package_is_imported():
    code = (
        "import sys; from gdanim.functions import build, catalogue; "
        "f = build('2*x + exp(-2*x)'); f.gradient((3.0,)), f.derivative_formula; catalogue.load('hills'); "
        "print(sorted({'sympy', 'matplotlib', 'imageio', 'pydantic'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
