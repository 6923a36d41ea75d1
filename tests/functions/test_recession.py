"""Whether a function falls without end ahead of a point."""

from __future__ import annotations

import pytest

from gdanim.functions.asymptotes import falls_for_ever
from gdanim.functions.function import build


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
    assert falls_for_ever(build(text), point)


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
    assert not falls_for_ever(build(text), point)


def test_ascent_rises_where_descent_would_come_back():
    assert falls_for_ever(build("x^2"), (1,), ascends=True)
    assert not falls_for_ever(build("-x^2"), (1,), ascends=True)
