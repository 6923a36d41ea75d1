"""The intervals of functions of one argument, and of their first three derivatives, on an interval of the argument."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.properties.intervals import INTERVALS, Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _outer_sine(u: Interval) -> tuple[Interval, ...]:
    sine, cosine = INTERVALS["sin"](u), INTERVALS["cos"](u)
    return sine, cosine, -sine, -cosine


def _outer_cosine(u: Interval) -> tuple[Interval, ...]:
    sine, cosine = INTERVALS["sin"](u), INTERVALS["cos"](u)
    return cosine, -sine, -cosine, sine


def _outer_tangent(u: Interval) -> tuple[Interval, ...]:
    tangent = INTERVALS["tan"](u)
    square = tangent.power(2)
    first = square + 1.0
    return tangent, first, tangent * first * 2.0, first * (square * 3.0 + 1.0) * 2.0


def _outer_hyperbolic_tangent(u: Interval) -> tuple[Interval, ...]:
    tangent, first = INTERVALS["tanh"](u), INTERVALS["cosh"](u).power(-2)
    return tangent, first, tangent * first * -2.0, first * (tangent.power(2) * 3.0 + -1.0) * 2.0


def _outer_arcsine(u: Interval) -> tuple[Interval, ...]:
    inside = u.clipped(-1.0, 1.0)
    rest = (-inside.power(2) + 1.0).clipped(0.0, 1.0)
    third = (inside.power(2) * 2.0 + 1.0) * rest.power(-2.5)
    return INTERVALS["asin"](u), rest.power(-0.5), inside * rest.power(-1.5), third


def _outer_arctangent(u: Interval) -> tuple[Interval, ...]:
    square = u.power(2)
    first = (square + 1.0).reciprocal()
    third = (square * 6.0 + -2.0) * first.power(3)
    return INTERVALS["atan"](u), first, u * first.power(2) * -2.0, third


def _outer_softplus(u: Interval) -> tuple[Interval, ...]:
    half = u * 0.5
    exponential, slope = INTERVALS["exp"](u), (INTERVALS["exp"](-u) + 1.0).reciprocal()
    second = INTERVALS["cosh"](half).power(-2) * 0.25
    return INTERVALS["log"](exponential + 1.0), slope, second, -second * INTERVALS["tanh"](half)


def _outer_log_cosh(u: Interval) -> tuple[Interval, ...]:
    return INTERVALS["log"](INTERVALS["cosh"](u)), *_outer_hyperbolic_tangent(u)[:3]


def _outer_logarithm(u: Interval) -> tuple[Interval, ...]:
    inside = u.clipped(0.0, np.inf)
    return INTERVALS["log"](u), inside.reciprocal(), -inside.power(-2), inside.power(-3) * 2.0


def _outer_sigmoid(u: Interval) -> tuple[Interval, ...]:
    half = u * 0.5
    first, tangent = INTERVALS["cosh"](half).power(-2) * 0.25, INTERVALS["tanh"](half)
    return INTERVALS["sigmoid"](u), first, -first * tangent, first * (tangent.power(2) * 1.5 + -0.5)


def _outer_error(u: Interval) -> tuple[Interval, ...]:
    first = INTERVALS["exp"](-u.power(2)) * (2 / np.sqrt(np.pi))
    return INTERVALS["erf"](u), first, u * first * -2.0, first * (u.power(2) * 4.0 + -2.0)


def _outer_cube_root(u: Interval) -> tuple[Interval, ...]:
    root = INTERVALS["cbrt"](u)
    return root, root.power(-2) * (1 / 3), root.power(-5) * (-2 / 9), root.power(-8) * (10 / 27)


def _outer_area_sine(u: Interval) -> tuple[Interval, ...]:
    square = u.power(2)
    rest = square + 1.0
    return INTERVALS["asinh"](u), rest.power(-0.5), -u * rest.power(-1.5), (square * 2.0 + -1.0) * rest.power(-2.5)


def _outer_area_cosine(u: Interval) -> tuple[Interval, ...]:
    inside = u.clipped(1.0, np.inf)
    square = inside.power(2)
    rest = (square + -1.0).clipped(0.0, np.inf)
    third = (square * 2.0 + 1.0) * rest.power(-2.5)
    return INTERVALS["acosh"](u), rest.power(-0.5), -inside * rest.power(-1.5), third


def _outer_area_tangent(u: Interval) -> tuple[Interval, ...]:
    inside = u.clipped(-1.0, 1.0)
    square = inside.power(2)
    first = (-square + 1.0).clipped(0.0, 1.0).reciprocal()
    return INTERVALS["atanh"](u), first, inside * first.power(2) * 2.0, (square * 6.0 + 2.0) * first.power(3)


OUTER: Mapping[str, Callable[[Interval], tuple[Interval, ...]]] = {
    "exp": lambda u: (INTERVALS["exp"](u),) * 4,
    "log": _outer_logarithm,
    "softplus": _outer_softplus,
    "log_cosh": _outer_log_cosh,
    "sin": _outer_sine,
    "cos": _outer_cosine,
    "tan": _outer_tangent,
    "asin": _outer_arcsine,
    "acos": lambda u: (INTERVALS["acos"](u), *(-each for each in _outer_arcsine(u)[1:])),
    "atan": _outer_arctangent,
    "sinh": lambda u: (INTERVALS["sinh"](u), INTERVALS["cosh"](u)) * 2,
    "cosh": lambda u: (INTERVALS["cosh"](u), INTERVALS["sinh"](u)) * 2,
    "tanh": _outer_hyperbolic_tangent,
    "asinh": _outer_area_sine,
    "acosh": _outer_area_cosine,
    "atanh": _outer_area_tangent,
    "sigmoid": _outer_sigmoid,
    "erf": _outer_error,
    "erfc": lambda u: (INTERVALS["erfc"](u), *(-each for each in _outer_error(u)[1:])),
    "cbrt": _outer_cube_root,
}
"""The bounds of a function and of its first three derivatives."""
