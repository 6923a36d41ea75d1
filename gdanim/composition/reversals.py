"""How wildly the balls of a figure swing: how far they turn back, step by step, in widths of the figure."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from gdanim.composition import cells
from gdanim.layout import solver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.composition.context import FigureContext
    from gdanim.descent import Trajectory
    from gdanim.drawing.axes import Axes


def longest(figure: FigureContext) -> tuple[float, ...]:
    """Of each step of the film the longest swing that a panel with a ball shows."""
    return tuple(map(max, zip_longest(*_seen(figure), fillvalue=0.0)))


def turned(hops: np.ndarray) -> np.ndarray:
    """How far each of the hops (n, d) swings (n,).

    A hop that turns back on the one before it swings all its way; one that is turned back itself, as far as the way
    back goes. One that goes on is no swing.
    """
    lengths = np.sqrt((hops**2).sum(axis=1))
    opposed = (hops[1:] * hops[:-1]).sum(axis=1) < 0
    swings = np.zeros(len(hops))
    swings[:-1] = np.where(opposed, np.minimum(lengths[:-1], lengths[1:]), 0.0)
    swings[1:] = np.where(opposed, lengths[1:], swings[1:])
    return swings


def _seen(figure: FigureContext) -> Iterator[list[float]]:
    solved = solver.solve(cells.contents(figure), figure.scene.size)
    for cell, numbers in zip(solved.cells, figure.scene.cells, strict=False):
        for context in cells.panel_contexts(figure, solved, cell, numbers).values():
            if "ball" not in context.show:
                continue
            for trajectory, number in zip(context.trajectories, numbers, strict=True):
                if figure.paces[number].own == figure.paces[number].clock:  # others have many ticks for each hop
                    yield (turned(_hops(trajectory, context.axes)) / solved.page.width).tolist()


def _hops(trajectory: Trajectory, axes: Axes) -> np.ndarray:
    """(n, d) in pixels, d one for a curve, along its axis, and two for a map; zero where no ball is left to hop."""
    known = np.isfinite(trajectory.points).all(axis=1)
    places = np.array([_place(point, axes) for point in trajectory.points.tolist()])
    return np.diff(places, axis=0) * (known[1:] & known[:-1])[:, None]


def _place(point: list[float], axes: Axes) -> list[float]:
    """Where the ball is drawn: outside the picture, on its border."""
    up = axes.y(point[1]) if len(point) > 1 else axes.box.top
    return list(axes.clamp(axes.x(point[0]), up))[: len(point)]
