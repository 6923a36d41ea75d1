"""Evaluates a costly function at few points of many, and interpolates between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_VARIABLES = 2  # of a grid


def evaluate(
    exact: Callable[[np.ndarray], np.ndarray], points: np.ndarray, affordable: float, *, is_cubic: bool = False
) -> np.ndarray:
    """Returns what ``exact`` gives at points (n, d): in one or two variables interpolated, if n is not ``affordable``.

    The values on a grid over the points are interpolated linearly, which adds no extrema, or by cubic polynomials,
    which look smoother; where one of those is no number, the nearest counts. In one variable, a grid for linear
    interpolation consists of some of the points, so that it is dense where they are.

    Parameters
    ----------
    exact
        The function, from points ``(m, d)`` to arrays ``(m, …)``.
    points
        The points.
    affordable
        The number of points at which ``exact`` may be evaluated.
    is_cubic
        Whether polynomials are cubic instead of linear.

    Returns
    -------
    numpy.ndarray
        The values ``(n, …)``.
    """
    count, size = points.shape
    if count <= affordable or size > MAX_VARIABLES or not np.isfinite(points).all():
        return exact(points)
    if size == 1 and not is_cubic:
        return _between_some(exact, points[:, 0], int(affordable))
    side = int(affordable ** (1 / size))
    axes = [np.linspace(low, high, side) for low, high in zip(points.min(axis=0), points.max(axis=0), strict=True)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    table = exact(grid.reshape(-1, size))
    found = table.reshape(*grid.shape[:-1], *table.shape[1:])
    with np.errstate(all="ignore"):
        positions = [_position(axis, column) for axis, column in zip(axes, points.T, strict=True)]
        return _interpolated(found, positions, 4 if is_cubic else 2)


def _between_some(exact: Callable[[np.ndarray], np.ndarray], numbers: np.ndarray, count: int) -> np.ndarray:
    """Returns the values at numbers (n,), linear between ``count`` of them."""
    distinct = np.unique(numbers)
    nodes = distinct[np.unique(np.linspace(0, len(distinct) - 1, count).astype(int))]
    table = exact(nodes[:, None])
    flat = table.reshape(len(nodes), -1)
    found = np.stack([np.interp(numbers, nodes, column) for column in flat.T], axis=1)
    return found.reshape(len(numbers), *table.shape[1:])


def _position(axis: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Returns the numbers in units of the axis' spacing, from 0 to its last index."""
    spacing = (axis[-1] - axis[0]) / (len(axis) - 1)
    return (numbers - axis[0]) / spacing if spacing else np.zeros_like(numbers)


def _interpolated(table: np.ndarray, positions: list[np.ndarray], order: int) -> np.ndarray:
    """Returns a table's values at positions (n,) along its first axes, each from ``order`` neighbours."""
    total, nearest = (
        np.zeros((len(positions[0]), *table.shape[len(positions) :])),
        tuple(np.rint(each).astype(int) for each in positions),
    )
    steps = [_weights(position, table.shape[axis], order) for axis, position in enumerate(positions)]
    for offsets in np.ndindex(*(order,) * len(positions)):
        index = tuple(indices[offset] for (indices, _), offset in zip(steps, offsets, strict=True))
        weight = np.prod([weights[offset] for (_, weights), offset in zip(steps, offsets, strict=True)], axis=0)
        total += table[index] * weight.reshape(-1, *(1,) * (total.ndim - 1))
    return np.where(np.isfinite(total), total, table[nearest])


def _weights(position: np.ndarray, count: int, order: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Returns the indices of each position's neighbours, and their weights in Lagrange's polynomial."""
    first = np.clip(np.floor(position).astype(int) - order // 2 + 1, 0, max(0, count - order))
    nodes, t = np.arange(order), position - first
    weights = [np.prod([(t - other) / (node - other) for other in nodes if other != node], axis=0) for node in nodes]
    return [np.minimum(first + node, count - 1) for node in nodes], weights
