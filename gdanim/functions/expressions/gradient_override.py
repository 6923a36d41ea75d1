"""An author's own gradient: parsed, and compared with central differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.errors import ExpressionError
from gdanim.functions.expressions.parse import parse
from gdanim.messages import message
from gdanim.spelling import typed_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gdanim.functions.expressions.tree import Node
    from gdanim.messages import Message

    Evaluate = Callable[[np.ndarray], np.ndarray]

FIRST_SAMPLE, LAST_SAMPLE = -9.85, 10.0  # no sample is round, because kinks often are at round numbers
SAMPLE_SPACING = {1: 0.3, 2: 0.9}
"""The distance between the points compared, by the number of variables."""
POINT_DIGITS = 4  # significant digits of a point's coordinates in a warning
SLOPE_TOLERANCE = 1e-4  # relative to a slope, or to 1 if that is larger


def parse_gradient(
    texts: tuple[str, ...], variables: tuple[str, ...], parameters: Mapping[str, float]
) -> tuple[Node, ...]:
    """Returns a tree for each component. Raises ExpressionError with ``part`` and ``component``."""
    if len(texts) != len(variables):
        sentence = message("functions.gradient_components", variables=", ".join(variables), found=len(texts))
        raise ExpressionError(sentence, 0, len(texts[0]) if texts else 1, "gradient")
    return tuple(_parse_component(text, variables, parameters, component) for component, text in enumerate(texts))


def _parse_component(text: str, variables: tuple[str, ...], parameters: Mapping[str, float], component: int) -> Node:
    try:
        return parse(text, variables, parameters)
    except ExpressionError as error:
        raise error.in_gradient(component) from error


def disagreements(variables: tuple[str, ...], values: Evaluate, gradients: Evaluate) -> tuple[str, ...]:
    """Returns a warning about the point nearest to 0 where the gradient and central differences differ, if any.

    ``values`` and ``gradients`` are those of a function, at points (n, d).
    """
    points = _grid(len(variables))
    slopes = gradients(points)
    differences, rounding = np.stack(
        [_central_differences(values, points, axis) for axis in range(points.shape[1])], axis=-1
    )
    allowed = SLOPE_TOLERANCE * np.maximum(1, np.abs(differences)) + rounding
    wrong = np.isfinite(differences) & np.isfinite(slopes) & (np.abs(slopes - differences) > allowed)
    if not wrong.any():
        return ()
    first = min(np.flatnonzero(wrong.any(axis=1)), key=lambda index: float(np.hypot.reduce(points[index])))
    axis = int(wrong[first].argmax())
    return (warning(variables, points[first], axis, slopes[first, axis], differences[first, axis]),)


def _grid(dimension: int) -> np.ndarray:
    line = np.arange(FIRST_SAMPLE, LAST_SAMPLE, SAMPLE_SPACING[dimension])
    return np.stack(np.meshgrid(*[line] * dimension, indexing="ij"), axis=-1).reshape(-1, dimension)


def _central_differences(values: Evaluate, points: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Returns the differences along an axis, and the bound of their rounding errors."""
    offset = np.zeros_like(points)
    offset[:, axis] = half = 1e-6 * np.maximum(1, abs(points[:, axis]))
    with np.errstate(all="ignore"):
        differences = (values(points + offset) - values(points - offset)) / (2 * half)
        return differences, 1e-8 * np.abs(values(points)) / half


def warning(variables: tuple[str, ...], point: np.ndarray, axis: int, gradient: float, difference: float) -> Message:
    """Returns the warning that a component of the gradient at a point is not what differences give."""
    point_text = ", ".join(
        f"{name} = {typed_number(x, POINT_DIGITS)}" for name, x in zip(variables, point, strict=True)
    )
    if len(variables) == 1:
        return message("functions.gradient_disagrees", point=point_text, given=gradient, found=difference)
    return message(
        "functions.gradient_disagrees_by", variable=variables[axis], point=point_text, given=gradient, found=difference
    )
