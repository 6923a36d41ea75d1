"""Measures how far balls turn back in each step, in page widths."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from gdanim.composition import panel_contexts
from gdanim.composition.page_layout import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.decorations.figure_context import FigureContext
    from gdanim.descent import Trajectory
    from gdanim.drawing.axes import Axes


def longest_reversals(figure: FigureContext) -> tuple[float, ...]:
    """Returns, for each step of the animation, the longest reversal in any panel with a ball, in page widths."""
    return tuple(map(max, zip_longest(*_run_reversals(figure), fillvalue=0.0)))


def reversal_lengths(hops: np.ndarray) -> np.ndarray:
    """Returns the reversal of each of the hops (n, d), as (n,).

    A hop opposite to the previous one counts with its full length; a hop that the next one turns back, with the length
    that is turned back. A hop that continues in its direction counts 0.
    """
    lengths = np.sqrt((hops**2).sum(axis=1))
    opposed = (hops[1:] * hops[:-1]).sum(axis=1) < 0
    reversals = np.zeros(len(hops))
    reversals[:-1] = np.where(opposed, np.minimum(lengths[:-1], lengths[1:]), 0.0)
    reversals[1:] = np.where(opposed, lengths[1:], reversals[1:])
    return reversals


def _run_reversals(figure: FigureContext) -> Iterator[list[float]]:
    """Yields, for each run of each panel with a ball, its reversal at every step, in page widths."""
    layout = lay_out(figure)
    for cell, numbers in zip(layout.cells, figure.scene.cells, strict=False):
        for context in panel_contexts.cell_contexts(figure, layout, cell, numbers).values():
            if "ball" not in context.shown_marks:
                continue
            for trajectory, number in zip(context.trajectories, numbers, strict=True):
                run_clock = figure.scene.run_clocks[number]
                if run_clock.is_synchronous:  # other runs take many ticks of the animation's clock per hop
                    yield (reversal_lengths(_hops(trajectory, context.axes)) / layout.page.width).tolist()


def _hops(trajectory: Trajectory, axes: Axes) -> np.ndarray:
    """Returns the ball's hops (n, d) in pixels: on the axis of a curve, in the plane of a map; or zeros."""
    known = np.isfinite(trajectory.points).all(axis=1)
    positions = np.array([_ball_position(point, axes) for point in trajectory.points.tolist()])
    return np.diff(positions, axis=0) * (known[1:] & known[:-1])[:, None]


def _ball_position(point: list[float], axes: Axes) -> list[float]:
    """Returns the ball's page position, clamped to the panel's border."""
    y = axes.y(point[1]) if len(point) > 1 else axes.box.top
    return list(axes.clamp(axes.x(point[0]), y))[: len(point)]
