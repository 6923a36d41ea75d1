"""The scale of slope arrows: one for all panels on the same axes, so that an arrow shrinks when the slope does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.descent import Trajectory
    from gdanim.panel_parts.panel_context import PanelContext

MAX_SHARE = 0.3  # of the panel's width, for the longest arrow
BORDER_GAP = 4  # pixels between an arrow's tip and the border
LEAST_ROOM = 0.08  # of the panel's width: an arrow that has less room reaches over the border
FACTORS = (1, 2, 5)  # denominators of scales, times powers of ten
MAX_POWER = 12  # of ten


def slope_scale(context: PanelContext) -> int:
    """Returns how many times shorter than the slope its arrow is: 1, 2, 5, 10, 20 …

    It is the least at which each arrow in the panel is at most 30 % of the panel's width, and ends inside the panel.

    Parameters
    ----------
    context
        The context of a panel with one axis for each variable, or with f on the second axis.

    Returns
    -------
    int
        The scale's denominator.
    """
    arrows = (arrow for trajectory in context.runs_on_same_axes for arrow in _arrows(context, trajectory))
    needed = max((_needed(context, *arrow) for arrow in arrows), default=1.0)
    for power in range(MAX_POWER + 1):
        for factor in FACTORS:
            if needed <= factor * 10**power * (1 + 1e-9):
                return factor * 10**power
    return int(10**MAX_POWER)


def scale_text(context: PanelContext, denominator: int) -> str:
    """Returns the words that tell a scale, or none if it is 1.

    Parameters
    ----------
    context
        The panel's context.
    denominator
        The scale's denominator, of ``slope_scale``.

    Returns
    -------
    str
        Such as ``arrow 1 : 5``.
    """
    if denominator == 1:
        return ""
    words = context.words
    return words.label("arrow_scale", n=words.localized(str(denominator)))


def _arrows(context: PanelContext, trajectory: Trajectory) -> Iterator[tuple[float, float, float, float]]:
    """Yields the tail, and the components at full length, of each slope arrow in the panel, in pixels."""
    axes, is_curve = context.axes, len(trajectory.run.start) == 1
    across, up = axes.x_unit, 0.0 if is_curve else axes.y_unit
    for point, value, gradient in zip(trajectory.points, trajectory.values, trajectory.gradients, strict=True):
        x, y = float(point[0]), float(value if is_curve else point[1])
        if axes.contains(x, y) and np.isfinite(gradient).all():
            yield axes.x(x), axes.y(y), across * float(gradient[0]), -up * float(gradient[-1])


def _needed(context: PanelContext, x: float, y: float, right: float, down: float) -> float:
    """Returns the factor by which an arrow has to be shorter than the slope."""
    box, length = context.axes.box, math.hypot(right, down)
    if not length:
        return 1.0
    rooms = [MAX_SHARE * box.width]
    for at, part, low, high in ((x, right, box.left, box.right), (y, down, box.top, box.bottom)):
        room = (high - at if part > 0 else at - low) - BORDER_GAP
        if part:
            rooms.append(max(room, LEAST_ROOM * box.width) * length / abs(part))
    return max(1.0, length / min(rooms))
