"""The contract of named functions."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gdanim import registry
from gdanim.functions import ExpressionError, Function, build, by_name
from gdanim.testing.expectation import expect, expect_formula, expect_words, loaded, registered

if TYPE_CHECKING:
    from collections.abc import Callable

DIFFERENCE_STEP = 1e-5  # of the central differences, relative to a point's size
MINIMUM_OFFSET = 1e-3  # distance from a minimum at which the function must not be lower
SAMPLE_FRACTIONS = (0.21, 0.37, 0.58, 0.83)
"""The fractions of the domain's diagonal at which the gradient is compared."""


def check_function(function: Function | Callable[..., Function] | str) -> None:
    """Checks that a named function fulfils the contract.

    Its factory, if it has one, takes parameters with numbers as defaults and returns equal functions. Its gradient
    matches its values, its minima are minima, its domain, start and formula are valid, and its name, if given, is not
    an expression.

    Parameters
    ----------
    function
        The function, its factory, or its name.

    Raises
    ------
    AssertionError
        If the function violates the contract; the message says how.
    """
    if isinstance(function, str):
        expect(not _is_expression(function), f"the name {function!r} would be read as an expression")
    with registered("functions", loaded("functions", function)) as name:
        values = by_name.parameters(name)
        made, again = by_name.load(name, **values), by_name.load(name)
        expect(made.text == again.text, "the maker must make the same function from the same parameters")
        expect(by_name.summary(name), "the maker's docstring must begin with what the function is")
    _check_places(made)
    _check_gradient(made)
    _check_hessian(made)
    _check_minima(made)
    expect_formula(made.formula)
    expect_words(made.words)
    known = {*registry.load("languages", "en")["labels"], *made.words.get("en", {})}
    unnamed = [key for key, _ in made.named_points if key not in known]
    expect(not unnamed, f"words must have the English for {', '.join(unnamed)}, a named point")
    expect(not made.warnings, f"a function that others use must have no warnings; found {made.warnings}")


def _is_expression(text: str) -> bool:
    try:
        build(text)
    except ExpressionError:
        return False
    return True


def _check_places(function: Function) -> None:
    count = len(function.variables)
    expect(count >= 1, "a function must have a variable")
    if function.domain is not None:
        expect(len(function.domain) == count, "domain must have a range for each variable")
        for low, high in function.domain:
            expect(math.isfinite(low) and math.isfinite(high) and low < high, f"{low} to {high} is no range")
    points = {
        "start": function.start,
        **{f"minimum {place}": point for place, point in enumerate(function.minima or ())},
    }
    for what, point in {**points, **dict(function.named_points)}.items():
        expect(point is None or len(point) == count, f"{what} must have a number for each variable")
    if function.start is not None:
        expect(math.isfinite(function.value(function.start)), "the function must have a value at its start")
    expect(function.eta is None or 0 < function.eta < math.inf, "eta must be a finite number above 0")


def _check_gradient(function: Function) -> None:
    """Compares the gradient with central differences, where both are finite and comparably exact."""
    for point in _sampled(function):
        slopes = function.gradient(point)
        expect(len(slopes) == len(point), "the gradient must have a number for each variable")
        for axis, slope in enumerate(slopes):
            coarse, fine = (_difference(function, point, axis, factor) for factor in (2.0, 1.0))
            smooth = math.isclose(coarse, fine, rel_tol=1e-4, abs_tol=1e-4)
            if smooth and math.isfinite(slope):
                agrees = math.isclose(slope, fine, rel_tol=1e-3, abs_tol=1e-3)
                expect(agrees, f"at {point} the slope {axis} is {slope}, by differences {fine}")


def _check_hessian(function: Function) -> None:
    """Compares the Hessian with central differences of the gradient, where these are well determined."""
    size = range(len(function.variables))
    for point in _sampled(function):
        rows = function.hessian(point)
        expect([len(row) for row in rows] == [len(size)] * len(size), "the Hessian must have a row for each variable")
        for row, column in product(size, size):
            coarse, fine = (_slope_difference(function, point, row, column, factor) for factor in (2.0, 1.0))
            entry = rows[row][column]
            if math.isclose(coarse, fine, rel_tol=1e-4, abs_tol=1e-4) and math.isfinite(entry):
                agrees = math.isclose(entry, fine, rel_tol=1e-3, abs_tol=1e-3)
                expect(agrees, f"at {point} the Hessian {row}, {column} is {entry}, by differences {fine}")


def _slope_difference(function: Function, point: tuple[float, ...], row: int, column: int, factor: float) -> float:
    ahead, behind, width = _beside(point, column, factor)
    return (function.gradient(ahead)[row] - function.gradient(behind)[row]) / width


def _sampled(function: Function) -> list[tuple[float, ...]]:
    ranges = function.domain or ((-1.0, 1.0),) * len(function.variables)
    return [tuple(low + part * (high - low) for low, high in ranges) for part in SAMPLE_FRACTIONS]


def _difference(function: Function, point: tuple[float, ...], axis: int, factor: float) -> float:
    ahead, behind, width = _beside(point, axis, factor)
    return (function.value(ahead) - function.value(behind)) / width


def _beside(point: tuple[float, ...], axis: int, factor: float) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    """Returns the points ahead of and behind a point along an axis, and their distance."""
    step = factor * DIFFERENCE_STEP * max(1.0, abs(point[axis]))
    ahead, behind = (tuple(x + sign * step * (place == axis) for place, x in enumerate(point)) for sign in (1, -1))
    return ahead, behind, 2 * step


def _check_minima(function: Function) -> None:
    for point in function.minima or ():
        axes = MINIMUM_OFFSET * np.eye(len(point))
        around = np.asarray(point) + np.concatenate([axes, -axes])
        values, lowest = function.values(around), function.value(point)
        lower = values < lowest - 1e-9 * max(1.0, abs(lowest))
        expect(not lower.any(), f"{point} is no minimum: it is lower beside it")
