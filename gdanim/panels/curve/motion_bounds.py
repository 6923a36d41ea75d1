"""Computes the boxes that balls and arrows cover during the whole animation, for placing fixed labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import Box
from gdanim.panel_parts.slope_scale import slope_scale

if TYPE_CHECKING:
    from gdanim.descent import Trajectory
    from gdanim.panels import PanelContext


def swept_boxes(context: PanelContext) -> list[Box]:
    """Returns page boxes of each ball and arrow of the animation; non-finite ones overlap nothing."""
    size = context.mark_sizes
    boxes: list[Box] = []
    for trajectory in context.trajectories:
        balls = context.axes.to_pixels(trajectory.points[:, 0], trajectory.values)
        if "ball" in context.shown_marks:
            boxes += _boxes(balls[:, 0], balls, size.ball)
        for tips in _arrow_tips(context, trajectory):
            boxes += _boxes(tips, balls[: len(tips)], size.head[1] / 2)
    return boxes


def _arrow_tips(context: PanelContext, trajectory: Trajectory) -> list[np.ndarray]:
    """Returns the x positions of the ends of each step's arrows."""
    xs, ends = trajectory.points[:, 0], []
    if "step_arrow" in context.shown_marks:
        ends.append(xs[1:])
    if "slope_arrow" in context.shown_marks:
        with np.errstate(all="ignore"):
            ends.append(xs + trajectory.gradients[:, 0] / slope_scale(context))
    return [context.axes.to_pixels(each, np.zeros(len(each)))[:, 0] for each in ends]


def _boxes(tips: np.ndarray, balls: np.ndarray, half: float) -> list[Box]:
    """Returns boxes from ``balls`` (n, 2) to the x positions ``tips`` (n,), extended by ``half`` on all sides."""
    xs, ys = np.array([tips, balls[:, 0]]), balls[:, 1]
    sides = xs.min(axis=0) - half, ys - half, xs.max(axis=0) + half, ys + half
    return [Box(*row) for row in np.column_stack(sides).tolist()]
