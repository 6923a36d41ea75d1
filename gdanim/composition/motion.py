"""Measures how balls move on the page: how far they turn back in each step, and from when they all stand still."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from gdanim.composition.page_layout import lay_out
from gdanim.composition.panel_contexts import PanelContexts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.animation.run_clock import RunClock
    from gdanim.decorations.figure_context import FigureContext
    from gdanim.descent import Trajectory
    from gdanim.drawing.axes import Axes
    from gdanim.layout.page_boxes import Layout


MAX_STILL_DISTANCE = 0.004  # of the page's width: a ball that goes no farther from where it ends stands still


@dataclass(frozen=True)
class BallMotion:
    """The motion of a figure's balls.

    ``reversals`` are, for each step of the animation, the longest reversal in any panel with a ball, in page widths.
    From the step ``settled`` on, all balls stand still or are outside their panels; None if that is not known.
    """

    reversals: tuple[float, ...] = ()
    settled: int | None = None


def ball_motion(figure: FigureContext) -> BallMotion:
    """Returns the motion of the balls in all panels that have one."""
    contexts = PanelContexts(figure)
    layout = lay_out(contexts)
    width, runs = layout.page.width, list(_runs_with_axes(contexts, layout))
    synchronous = [(trajectory, axes) for trajectory, axes, clock in runs if clock.is_synchronous]
    reversals = [(reversal_lengths(_hops(*run)) / width).tolist() for run in synchronous]
    is_known = runs and len(synchronous) == len(runs)  # other runs take many ticks of the animation's clock per hop
    settled = max(settled_step(*run, MAX_STILL_DISTANCE * width) for run in synchronous) if is_known else None
    return BallMotion(tuple(map(max, zip_longest(*reversals, fillvalue=0.0))), settled)


def settled_step(trajectory: Trajectory, axes: Axes, distance: float) -> int:
    """Returns the step from which a ball is within ``distance`` pixels of where it ends, or outside the panel."""
    positions = np.array([_ball_position(point, axes) for point in trajectory.points.tolist()])
    is_away = np.sqrt(((positions - positions[-1]) ** 2).sum(axis=1)) > distance
    is_inside = np.array([_is_inside(point, axes) for point in trajectory.points.tolist()])
    return int(np.flatnonzero(is_inside & is_away).max(initial=-1)) + 1


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


def _runs_with_axes(contexts: PanelContexts, layout: Layout) -> Iterator[tuple[Trajectory, Axes, RunClock]]:
    """Yields each run of each panel with a ball, the panel's axes, and the run's clock."""
    for cell, run_indices in contexts.cells(layout):
        for context in contexts.of_cell(layout, cell, run_indices).values():
            if "ball" not in context.shown_marks:
                continue
            for trajectory, style in zip(context.trajectories, context.run_styles, strict=True):
                yield trajectory, context.axes, style.clock


def _hops(trajectory: Trajectory, axes: Axes) -> np.ndarray:
    """Returns the ball's hops (n, d) in pixels: on the axis of a curve, in the plane of a map; or zeros."""
    known = np.isfinite(trajectory.points).all(axis=1)
    positions = np.array([_ball_position(point, axes) for point in trajectory.points.tolist()])
    return np.diff(positions, axis=0) * (known[1:] & known[:-1])[:, None]


def _ball_position(point: list[float], axes: Axes) -> list[float]:
    """Returns the ball's page position, clamped to the panel's border."""
    y = axes.y(point[1]) if len(point) > 1 else axes.box.top
    return list(axes.clamp(axes.x(point[0]), y))[: len(point)]


def _is_inside(point: list[float], axes: Axes) -> bool:
    """Returns whether a ball is in its panel: on a curve's axis, or in the plane of a map."""
    return axes.contains(point[0], point[1] if len(point) > 1 else axes.y_range[0])
