"""A gradient given by hand: read, and held against central differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.errors import ExpressionError
from gdanim.functions.parse import parse

if TYPE_CHECKING:
    from gdanim.functions.function import Function
    from gdanim.functions.tree import Node

FIRST, LAST = -9.85, 10.0  # where to look; no point is round: kinks like to stand at round numbers
APART = {1: 0.3, 2: 0.9}
"""The distance between points, by the number of variables."""


def slopes(texts: tuple[str, ...], variables: tuple[str, ...]) -> tuple[Node, ...]:
    """The trees of a gradient. Raises ExpressionError, its ``part`` and ``component`` saying where."""
    if len(texts) != len(variables):
        found = f"the gradient needs one expression for each of {', '.join(variables)}; found {len(texts)}"
        raise ExpressionError(found, 0, len(texts[0]) if texts else 1, "gradient")
    return tuple(_slope(text, variables, component) for component, text in enumerate(texts))


def _slope(text: str, variables: tuple[str, ...], component: int) -> Node:
    try:
        return parse(text, variables)
    except ExpressionError as error:
        raise ExpressionError(error.message, error.offset, error.width, "gradient", component) from error


def disagreements(function: Function) -> tuple[str, ...]:
    """A warning about the place nearest to zero where the gradient and central differences part."""
    points = _points(len(function.variables))
    slopes = function.gradients(points)
    differences, uncertain = np.stack(
        [_differences(function, points, axis) for axis in range(points.shape[1])], axis=-1
    )
    allowed = 1e-4 * np.maximum(1, np.abs(differences)) + uncertain
    wrong = np.isfinite(differences) & np.isfinite(slopes) & (np.abs(slopes - differences) > allowed)
    if not wrong.any():
        return ()
    first = min(np.flatnonzero(wrong.any(axis=1)), key=lambda index: float(np.hypot.reduce(points[index])))
    axis = int(wrong[first].argmax())
    return (_warning(function.variables, points[first], axis, slopes[first, axis], differences[first, axis]),)


def _points(dimension: int) -> np.ndarray:
    line = np.arange(FIRST, LAST, APART[dimension])
    return np.stack(np.meshgrid(*[line] * dimension, indexing="ij"), axis=-1).reshape(-1, dimension)


def _differences(function: Function, points: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Central differences, and how far rounding may have put them off."""
    aside = np.zeros_like(points)
    aside[:, axis] = half = 1e-6 * np.maximum(1, abs(points[:, axis]))
    with np.errstate(all="ignore"):
        differences = (function.values(points + aside) - function.values(points - aside)) / (2 * half)
        return differences, 1e-8 * np.abs(function.values(points)) / half


def _warning(variables: tuple[str, ...], point: np.ndarray, axis: int, given: float, found: float) -> str:
    place = ", ".join(f"{name} = {x:.4g}" for name, x in zip(variables, point, strict=True))
    by = "" if len(variables) == 1 else f" by {variables[axis]}"
    return (
        f"the gradient given disagrees with central differences{by} at {place}: "
        f"{given:.6g} is given, {found:.6g} is found"
    )
