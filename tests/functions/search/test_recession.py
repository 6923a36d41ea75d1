"""Whether a function falls without end ahead of a point."""

from __future__ import annotations

import pytest

from gdanim.functions import build
from gdanim.functions.search.asymptotes import has_no_bound, has_no_minimum_ahead


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("2*x", (1,)),
        ("exp(-x)", (0,)),
        ("exp(x)", (1,)),
        ("tanh(x)", (0,)),
        ("-x^2", (1,)),
        ("x^3 - 3*x", (-2,)),
        ("log(1 + exp(x))", (2,)),
        ("1/x", (1,)),
        ("x/(1 + x^2)", (2,)),
        ("exp(-x) + y^2", (2, 1e-6)),
        ("x + 2*y", (0, 0)),
    ],
)
def test_a_fall_without_end(text, point):
    assert has_no_minimum_ahead(build(text), point)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("x^2", (1,)),
        ("max(0, 1 - x)", (-2,)),
        ("max(0, 1 - x)^2", (-2,)),
        ("-exp(-x^2)", (4,)),
        ("sin(x) + x/4", (0,)),
        ("log(x)", (1,)),
        ("x^2 - y^2", (1, 0)),
        ("x - log(x)", (3,)),
    ],
)
def test_a_fall_that_ends(text, point):
    assert not has_no_minimum_ahead(build(text), point)


def test_ascent_rises_where_descent_would_come_back():
    assert has_no_minimum_ahead(build("x^2"), (1,), ascends=True)
    assert not has_no_minimum_ahead(build("-x^2"), (1,), ascends=True)


WAVES = ("cos(x)", "tanh(x)", "atan(x)", "0.001*cos(50*x)")


@pytest.mark.parametrize(
    ("expression", "start", "ascends"),
    [
        *(("x**3 - 3*x", 2.0, ascends) for ascends in (False, True)),
        ("x**2", 1.0, True),
        ("log(x) + sin(2*x)", 3.0, False),
        ("log(3 - x)", 1.0, False),
        ("log(abs(x - 9))", 3.0, False),
        ("sin(2*x) + 1/(x - 9)", 3.0, False),
        ("sin(2*x) - 1/(x - 9)**2", 3.0, False),
        ("x - log(x)", 1.0, True),
        ("log(1 + x**2)", 1.0, True),
        ("x/4 + sin(x)", 0.0, False),
        ("exp(-x)", 0.0, True),
        ("tan(x)", 0.0, False),
    ],
)
def test_a_function_that_goes_to_infinity_anywhere_has_no_bound(expression, start, ascends):
    assert has_no_bound(build(expression), (start,), ascends=ascends)


@pytest.mark.parametrize(
    ("expression", "start", "ascends"),
    [
        *((f"sqrt({inner}) + sin(2*x)", 1.0, False) for inner in ("x", "3 - x", "abs(x - 1)")),
        *((text, 1.0, False) for text in ("x**0.3", "x*log(x)", "x - log(x)", "abs(x)", "x**2", "x**2 + 10*sin(x)")),
        *((text, 0.0, ascends) for text in WAVES for ascends in (False, True)),
        ("exp(-x)", 0.0, False),
        ("-1/(x**2 + 0.01)", 1.0, False),
        ("sin(2*x) + 1/(x - 9)**2", 3.0, False),
        ("sin(x)*sin(1.3*x) + cos(7*x)", 1.0, False),
    ],
)
def test_a_function_that_stays_above_a_number_is_bounded_whether_it_reaches_it_or_not(expression, start, ascends):
    assert not has_no_bound(build(expression), (start,), ascends=ascends)


def test_in_two_variables_a_function_is_followed_far_out():
    assert has_no_bound(build("x**2*(1 - x/3) + y**2"), (0.5, 1.0))
    assert not has_no_bound(build("x**2 + y**2 + cos(5*x)"), (0.5, 1.0))
