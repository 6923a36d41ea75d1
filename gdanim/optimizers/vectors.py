"""Points and steps as tuples of Python floats, whose arithmetic is the same on every processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.optimizers import Point


def each(of: Callable[..., float], *vectors: Point) -> Point:
    """``of`` each variable's numbers."""
    return tuple(of(*numbers) for numbers in zip(*vectors, strict=True))


def zeros(point: Point) -> Point:
    return (0.0,) * len(point)


def against(point: Point, step: Point, eta: float) -> Point:
    """A step of ηs back from x."""
    return tuple(x - eta * s for x, s in zip(point, step, strict=True))


def averaged(mean: Point, new: Point, beta: float) -> Point:
    """βm + (1 − β)n: an average that forgets."""
    return tuple(beta * m + (1 - beta) * n for m, n in zip(mean, new, strict=True))


def squared(vector: Point) -> Point:
    return tuple(x * x for x in vector)


def dot(left: Point, right: Point) -> float:
    return sum(x * y for x, y in zip(left, right, strict=True))


def sign(x: float) -> float:
    """1, −1, or 0 at 0."""
    return float((x > 0) - (x < 0))
