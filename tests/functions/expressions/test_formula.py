"""Formulas in their author's own order and digits, and derivatives as a teacher would write them."""

import pytest
from mathtext import width

from gdanim.functions import build, catalogue


def formula(text):
    return build(text).formula


def slope(text):
    return build(text).derivative_formula


@pytest.mark.parametrize(
    ("text", "mathtext"),
    [
        ("2*x + exp(-2*x)", r"2x + e^{-2x}"),
        ("exp(-2*x) + 2*x", r"e^{-2x} + 2x"),
        ("0.1*x**2", r"0.1x^{2}"),
        ("2.50*x^2", r"2.50x^{2}"),
        ("1e-7*x", r"10^{-7}x"),
        ("2.5e3*x", r"2.5 \times 10^{3}x"),
        ("x**4/4 - x**2/2", r"\frac{x^{4}}{4} - \frac{x^{2}}{2}"),
        ("1/2*x", r"\frac{1}{2}x"),
        ("-x/2", r"-\frac{x}{2}"),
        ("exp(-x**2/2)", r"e^{-x^{2}/2}"),
        ("exp(-(x - 1)**2/2)", r"e^{-(x - 1)^{2}/2}"),
        ("x**(1/(2*x))", r"x^{1/(2x)}"),
        ("sqrt(1 + x**2)", r"\sqrt{1 + x^{2}}"),
        ("abs(x)", r"|x|"),
        ("abs(-x)", r"|{-x}|"),
        ("abs(x/2)", r"\left|\frac{x}{2}\right|"),
        ("e^x", r"e^{x}"),
        ("pi*x", r"\pi x"),
        ("2*pi*x**2", r"2\pi x^{2}"),
        ("log(x)", r"\ln x"),
        ("asin(2*x)", r"\arcsin 2x"),
        ("sin(x + 1)", r"\sin(x + 1)"),
        ("sin(x/2)", r"\sin\left(\frac{x}{2}\right)"),
        ("sign(x)", r"\mathrm{sign}(x)"),
        ("max(0, x)", r"\max(0,\,x)"),
        ("sin(x)**2", r"\sin^{2} x"),
        ("log(x)**2", r"(\ln x)^{2}"),
        ("exp(x)**2", r"(e^{x})^{2}"),
        ("x**2**3", r"x^{2^{3}}"),
        ("(x**2)**3", r"(x^{2})^{3}"),
    ],
)
def test_formula_is_set_as_mathematics_in_the_authors_order_and_digits(text, mathtext):
    assert formula(text) == mathtext


@pytest.mark.parametrize(
    ("text", "mathtext"),
    [
        ("2*x", r"2x"),
        ("x*2", r"x \cdot 2"),
        ("2*3*x", r"2 \cdot 3x"),
        ("x*x", r"x \cdot x"),
        ("3*2**x", r"3 \cdot 2^{x}"),
        ("2*(x/3)", r"2 \cdot \frac{x}{3}"),
        ("x*(x + 1)", r"x\,(x + 1)"),
        ("2*(x + 1)", r"2(x + 1)"),
        ("(x - 1)*(x + 1)", r"(x - 1)(x + 1)"),
        ("x*exp(-x)", r"x\,e^{-x}"),
        ("2*sin(x)", r"2\,\sin x"),
        ("sin(x)*x", r"\sin(x)\,x"),
        ("x*sin(x)*cos(x)", r"x\,\sin(x)\,\cos x"),
    ],
)
def test_product_can_not_be_misread(text, mathtext):
    assert formula(text) == mathtext


@pytest.mark.parametrize(
    ("text", "mathtext"),
    [
        ("x - (x - 1)", r"x - (x - 1)"),
        ("x + (x - 1)", r"x + x - 1"),
        ("x - -x", r"x - (-x)"),
        ("x + -2*x", r"x + (-2x)"),
        ("-2*x", r"-2x"),
        ("2*-x", r"2(-x)"),
        ("-(x - 1)", r"-(x - 1)"),
        ("(-x)**2", r"(-x)^{2}"),
        ("-x**2", r"-x^{2}"),
        ("(2*x)**2", r"(2x)^{2}"),
        ("(x/2)**2", r"\left(\frac{x}{2}\right)^{2}"),
        ("sqrt(x)**3", r"(\sqrt{x})^{3}"),
    ],
)
def test_brackets_stand_where_meaning_needs_them(text, mathtext):
    assert formula(text) == mathtext


@pytest.mark.parametrize(
    ("text", "mathtext"),
    [
        ("0.1*x**2", r"0.2x"),
        ("2*x + exp(-2*x)", r"2 - 2e^{-2x}"),
        ("x**4/4 - x**2/2", r"x^{3} - x"),
        ("x**2/4", r"\frac{x}{2}"),
        ("0.5*x**2/2", r"0.5x"),
        ("x/3 + 0.5*x**2", r"\frac{1}{3} + x"),
        ("abs(x)", r"\mathrm{sign}(x)"),
        ("x**3", r"3x^{2}"),
        ("x**-1", r"-\frac{1}{x^{2}}"),
        ("5", r"0"),
        ("-x", r"-1"),
        ("(2*x)**2", r"8x"),
        ("(x - 1)**2", r"2(x - 1)"),
        ("x*(x + 1)", r"2x + 1"),
        ("x*exp(-x)", r"e^{-x} - x\,e^{-x}"),
        ("exp(-x**2)", r"-2x\,e^{-x^{2}}"),
        ("1/(1 + exp(-x))", r"\frac{e^{-x}}{(1 + e^{-x})^{2}}"),
        ("sqrt(1 + x**2)", r"\frac{x}{\sqrt{1 + x^{2}}}"),
        ("log(cosh(x))", r"\tanh x"),
        ("log(cos(x))", r"-\tan x"),
        ("cos(2*pi*x)", r"-2\pi\,\sin 2\pi x"),
        ("1e-7*x**2", r"2 \times 10^{-7}x"),
        ("2**x", r"2^{x}\,\ln 2"),
        ("max(0, x)", r"\frac{d}{dx}\max(0,\,x)"),
        ("max(x, x + 1)", r"1"),
        ("x/x", r"0"),
        ("x**1.5", r"1.5x^{0.5}"),
        ("sin(x)**2", r"2\,\sin(x)\,\cos x"),
    ],
)
def test_derivative_is_tidied(text, mathtext):
    assert slope(text) == mathtext


def test_a_gradient_given_is_set_as_its_author_wrote_it():
    assert build("x**2", "x + x").derivative_formula == "x + x"


@pytest.mark.parametrize("name", catalogue.names())
def test_matplotlib_can_set_every_formula_of_the_catalogue(name):
    function = catalogue.load(name)
    assert all(width(mathtext) > 0 for mathtext in (function.formula, function.derivative_formula))


@pytest.mark.parametrize(
    "text",
    [
        "abs(-x/2)",
        "sign(x/2)",
        "max(x/2, -x)*x",
        "atan(x)",
        "2.5e-3*x",
        "min(x, 1)**2",
        "exp(-abs(x))",
        "acos(x)*tan(x)",
    ],
)
def test_matplotlib_can_set_what_the_catalogue_lacks(text):
    assert all(width(mathtext) > 0 for mathtext in (formula(text), slope(text)))
