"""How wildly the balls of a page swing: how far they turn back, step by step, in widths of the page."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from gdanim.composition import cells
from gdanim.layout import solver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.composition.context import Setting
    from gdanim.descent import Trajectory
    from gdanim.drawing.axes import Plot


def longest(page: Setting) -> tuple[float, ...]:
    """Of each step of the film the longest swing that a panel with a ball shows."""
    return tuple(map(max, zip_longest(*_seen(page), fillvalue=0.0)))


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


def _seen(page: Setting) -> Iterator[list[float]]:
    solved = solver.solve(cells.contents(page), page.scene.size)
    for cell, numbers in zip(solved.cells, page.scene.cells, strict=False):
        for stage in cells.staged(page, solved, cell, numbers).values():
            if "ball" not in stage.show:
                continue
            for trajectory, number in zip(stage.trajectories, numbers, strict=True):
                if page.paces[number].own == page.paces[number].clock:  # others have many ticks for each hop
                    yield (turned(_hops(trajectory, stage.plot)) / solved.page.width).tolist()


def _hops(trajectory: Trajectory, plot: Plot) -> np.ndarray:
    """(n, d) in pixels, d one for a curve, along its axis, and two for a map; zero where no ball is left to hop."""
    known = np.isfinite(trajectory.points).all(axis=1)
    places = np.array([_place(point, plot) for point in trajectory.points.tolist()])
    return np.diff(places, axis=0) * (known[1:] & known[:-1])[:, None]


def _place(point: list[float], plot: Plot) -> list[float]:
    """Where the ball is drawn: outside the picture, on its border."""
    up = plot.y(point[1]) if len(point) > 1 else plot.box.top
    return list(plot.clamp(plot.x(point[0]), up))[: len(point)]
