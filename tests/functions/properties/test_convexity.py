"""Convex or not, as calculus has it: f″ between kinks, the jump of f′ at each, poles and gaps."""

import numpy as np
import pytest

from gdanim.functions import build
from gdanim.functions.properties.convexity import convexity
from gdanim.functions.properties.curvature_bounds import curvature_bounds
from gdanim.panels.chord.sliding_chord import crossings

EVERYWHERE = [
    ("x^2", -2, 2),
    ("x^4", -2, 2),
    ("x*x*x*x", -2, 2),
    ("2*x + 1", -3, 3),
    ("5 + 0*x", -1, 1),
    ("-x", 0, 1),
    ("exp(x)", -30, 30),
    ("2^x", -5, 5),
    ("cosh(x)", -5, 5),
    ("2*x + exp(-2*x)", -1, 3),
    ("exp(-x) + x^2", -3, 3),
    ("sqrt(x^2 + 1)", -3, 3),
    ("log(1 + exp(x))", -20, 20),
    ("log(cosh(x))", -20, 20),
    ("x^2/2 + cos(x)", -5, 5),  # f″ = 1 − cos x touches 0
    ("1e-20*x^2", -2, 2),
    ("1e12*x^2", -2, 2),
    ("abs(x)", -1, 1),
    ("abs(x - 0.3)", -1, 1),
    ("sqrt(x^2)", -1, 1),
    ("abs(x) + x^2", -2, 2),
    ("abs(x)^1.5", -2, 2),
    ("abs(x^3)", -2, 2),
    ("max(0, 1 - x)", -2, 4),
    ("max(x^2, 1)", -2, 3),
    ("max(x, x^2)", -1, 2),
    ("max(abs(x) - 1, 0)", -3, 3),
    ("max(x^2, (x - 2)^2, 3)", -2, 4),
    ("max(sin(x), 2)", -3, 3),
    ("-log(x)", -1, 3),
    ("x*log(x)", -0.5, 3),
    ("-sqrt(x)", -1, 4),
    ("-log(x) - log(2 - x)", -1, 3),
    ("x^x", 0.01, 3),
]
ON_THE_INTERVAL = [
    ("x^3", 0.5, 2),
    ("sin(x)", 3.2, 6.2),
    ("1/x", 0.1, 2),
    ("x + 1/x", 0.1, 4),
    ("tan(x)^2", -1.5, 1.5),
    ("log(1 + x^2)", -0.9, 0.9),
    ("-asin(x)", -1, 0),
    ("x^4/4 - x^2", 1, 3),
    ("-exp(-x^2)", -0.7, 0.7),
]
NOT = [
    ("min(x^2, (x - 2)^2)", -2, 4),
    ("-abs(x)", -1, 1),
    ("-abs(x - 0.3) + x^2/100", -1, 1),
    ("x^2 - 0.001*abs(x)", -2, 2),
    ("x^2 - 0.000001*abs(x - 0.123)", -2, 2),
    ("abs(x^2 - 1)", -2, 2),
    ("abs(abs(x) - 1)", -3, 3),
    ("min(x, x^2)", -1, 2),
    ("-x^2", -2, 2),
    ("-1e-20*x^2", -2, 2),
    ("log(x)", 0.1, 3),
    ("sqrt(x)", 0, 4),
    ("abs(x)^0.5", -2, 2),
    ("-abs(x)^0.5", -2, 2),
    ("x^3", -1, 1),
    ("x^4/4 - x^2/2", -2, 2),
    ("x^6 - x^3", -1, 1),
    ("(x - 1)^2*(x + 1)^2", -2, 2),
    ("x^2 + 10*sin(x)", -8, 8),
    ("x^2 + 0.001*exp(-1000000*(x - 0.5)^2)", -2, 2),
    ("exp(-x^2)", -3, 3),
    ("1/(1 + exp(-x))", -5, 5),
    ("1/x", -2, 2),
    ("1/x^2", -2, 2),
    ("-log(abs(x))", -2, 2),
    ("tan(x)^2", -2, 2),
    ("sign(x)", -1, 1),
    ("atan(x)^2", -1, 1),
]


@pytest.mark.parametrize(("text", "low", "high"), EVERYWHERE)
def test_a_convex_function_is_proved_so(text, low, high):
    assert convexity(build(text), (low, high)) == "convex"


@pytest.mark.parametrize(("text", "low", "high"), ON_THE_INTERVAL)
def test_what_is_convex_on_the_interval_alone_is_convex_here(text, low, high):
    assert convexity(build(text), (low, high)) == "convex_here"


@pytest.mark.parametrize(("text", "low", "high"), NOT)
def test_what_has_a_chord_below_the_curve_is_not(text, low, high):
    assert convexity(build(text), (low, high)) == "non_convex"


def test_what_is_not_defined_between_two_parts_is_not_though_both_are():
    """√(x² − 1)³ has f″ = 3(2x² − 1)/√(x² − 1) on both sides of its gap, and all chords across it are above."""
    assert convexity(build("(x^2 - 1)^1.5"), (-3, 3)) == "non_convex_gap"
    assert convexity(build("(x^2 - 1)^1.5"), (1, 3)) == "convex_here"


def test_what_can_not_be_proved_looks_convex():
    """sin² + cos² is 1, of which its bounds know nothing."""
    assert convexity(build("sin(x)^2 + cos(x)^2"), (-3, 3)) == "looks_convex"


@pytest.mark.parametrize("text", sorted({text for text, *_ in EVERYWHERE + ON_THE_INTERVAL + NOT}))
def test_bounds_hold_what_the_derivatives_are(text):
    """At 400 points between the ends of 40 intervals of different widths; f″ at kinks is no number."""
    function, generator = build(text), np.random.default_rng(7)
    low = generator.uniform(-2, 2, 40)
    high = low + 10.0 ** generator.uniform(-6, 0.5, 40)
    with np.errstate(all="ignore"):
        bounds = curvature_bounds(function)(low, high)
        for part in np.linspace(0.01, 0.99, 10):
            x = low + part * (high - low)
            values, slopes = function.values(x), function.gradients(x)[:, 0]
            curvatures = function.hessians(x[:, None])[:, 0, 0]
            for each, numbers in ((bounds.value, values), (bounds.slope, slopes), (bounds.curvature, curvatures)):
                known = np.isfinite(numbers) & np.isfinite(values)
                slack = 1e-9 * (1 + np.abs(numbers[known]))
                assert (each.low[known] <= numbers[known] + slack).all()
                assert (each.high[known] >= numbers[known] - slack).all()


def test_a_curve_that_jumps_over_its_chord_does_not_cross_it():
    assert crossings(build("1/x"), -1.0, 1.1) == []
    assert crossings(build("sign(x)"), -1.0, 1.5) == []
    assert crossings(build("x^3"), -1.0, 1.0) == pytest.approx([0.0], abs=1e-9)


def test_a_line_lies_on_its_chord_and_does_not_cross_it():
    assert crossings(build("0.1*x + 0.3"), -1.0, 1.7) == []
