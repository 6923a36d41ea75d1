"""Points and steps as tuples of Python floats, whose arithmetic is the same on every processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.optimizers import Point


def elementwise(function: Callable[..., float], *vectors: Point) -> Point:
    """Applies ``function`` to the numbers of each variable."""
    return tuple(function(*numbers) for numbers in zip(*vectors, strict=True))


def zeros_like(point: Point) -> Point:
    return (0.0,) * len(point)


def subtract(left: Point, right: Point, factor: float = 1.0) -> Point:
    """Returns left − factor·right; with a step and η, the point after the step."""
    return tuple(x - factor * y for x, y in zip(left, right, strict=True))


def moving_average(mean: Point, new: Point, beta: float) -> Point:
    """Returns βm + (1 − β)n, an exponential moving average."""
    return tuple(beta * m + (1 - beta) * n for m, n in zip(mean, new, strict=True))


def square(vector: Point) -> Point:
    return tuple(x * x for x in vector)


def dot(left: Point, right: Point) -> float:
    return sum(x * y for x, y in zip(left, right, strict=True))


def multiple(vector: Point, unit: Point) -> float:
    """Returns how many times ``unit`` a vector is that is parallel to it; 0 if ``unit`` is zero."""
    square_length = dot(unit, unit)
    return dot(vector, unit) / square_length if square_length else 0.0


def sign(x: float) -> float:
    """Returns 1, −1, or 0 at 0."""
    return float((x > 0) - (x < 0))
