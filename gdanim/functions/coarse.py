"""Evaluates a costly function at few points of many, and interpolates between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_VARIABLES = 2  # of a grid


def evaluate(exact: Callable[[np.ndarray], np.ndarray], points: np.ndarray, affordable: float) -> np.ndarray:
    """Returns what ``exact`` gives at points (n, d): in one or two variables interpolated, if n is not ``affordable``.

    The values on a grid over the points are interpolated by cubic polynomials; where one of those is no number, the
    nearest counts.

    Parameters
    ----------
    exact
        The function, from points ``(m, d)`` to arrays ``(m, …)``.
    points
        The points.
    affordable
        The number of points at which ``exact`` may be evaluated.

    Returns
    -------
    numpy.ndarray
        The values ``(n, …)``.
    """
    count, size = points.shape
    if count <= affordable or size > MAX_VARIABLES or not np.isfinite(points).all():
        return exact(points)
    side = int(affordable ** (1 / size))
    axes = [np.linspace(low, high, side) for low, high in zip(points.min(axis=0), points.max(axis=0), strict=True)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    table = exact(grid.reshape(-1, size))
    found = table.reshape(*grid.shape[:-1], *table.shape[1:])
    with np.errstate(all="ignore"):
        return _interpolated(found, [_position(axis, column) for axis, column in zip(axes, points.T, strict=True)])


def _position(axis: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Returns the numbers in units of the axis' spacing, from 0 to its last index."""
    spacing = (axis[-1] - axis[0]) / (len(axis) - 1)
    return (numbers - axis[0]) / spacing if spacing else np.zeros_like(numbers)


def _interpolated(table: np.ndarray, positions: list[np.ndarray]) -> np.ndarray:
    """Returns a table's values at positions (n,) along its first axes."""
    total, nearest = (
        np.zeros((len(positions[0]), *table.shape[len(positions) :])),
        tuple(np.rint(each).astype(int) for each in positions),
    )
    steps = [_weights(position, table.shape[axis]) for axis, position in enumerate(positions)]
    for offsets in np.ndindex(*(4,) * len(positions)):
        index = tuple(indices[offset] for (indices, _), offset in zip(steps, offsets, strict=True))
        weight = np.prod([weights[offset] for (_, weights), offset in zip(steps, offsets, strict=True)], axis=0)
        total += table[index] * weight.reshape(-1, *(1,) * (total.ndim - 1))
    return np.where(np.isfinite(total), total, table[nearest])


def _weights(position: np.ndarray, count: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Returns the indices of four neighbours of each position, and their weights in Lagrange's cubic polynomial."""
    first = np.clip(np.floor(position).astype(int) - 1, 0, max(0, count - 4))
    nodes, t = np.arange(4), position - first
    weights = [np.prod([(t - other) / (node - other) for other in nodes if other != node], axis=0) for node in nodes]
    return [np.minimum(first + node, count - 1) for node in nodes], weights
