"""The scale of slope arrows: one for all panels on the same axes, so that an arrow shrinks when the slope does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.text import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.descent import Trajectory
    from gdanim.panel_parts.panel_context import PanelContext

MAX_SHARE = 0.3  # of the panel's width, for the longest arrow
LEAST_SHARE = 0.03  # of the panel's width: if the longest arrow were shorter, all are magnified
BORDER_GAP = 4  # pixels between an arrow's tip and the border
LEAST_ROOM = 0.08  # of the panel's width: an arrow that has less room reaches over the border
SCALE_FACTORS = (1, 2, 5)  # denominators of scales, times powers of ten
MAX_POWER = 12  # of ten
LENGTH_TOLERANCE = 1e-9  # relative, of lengths


def slope_scale(context: PanelContext) -> float:
    """Returns how many times shorter than the slope its arrow is: 1, 2, 5, 10, 20 …

    It is the least at which each arrow in the panel is at most 30 % of the panel's width, and ends inside the panel.
    An arrow from a later point at the border doesn't count: it isn't shown where it would leave the panel. Where all
    arrows would be too short to be seen, they are longer than the slope: 1/2, 1/5, 1/10 …

    Parameters
    ----------
    context
        The context of a panel with one axis for each variable, or with f on the second axis.

    Returns
    -------
    float
        The scale's denominator.
    """
    arrows = [arrow for trajectory in context.runs_on_same_axes for arrow in _arrows(context, trajectory)]
    needed = max((_needed(context, *arrow) for arrow in arrows), default=1.0)
    longest = max((math.hypot(*arrow[2:]) for arrow in arrows), default=0.0)
    if not 0 < longest < LEAST_SHARE * context.axes.box.width:
        return next(
            (each for each in _round_numbers() if max(needed, 1.0) <= each * (1 + LENGTH_TOLERANCE)), 10.0**MAX_POWER
        )
    fitting = [each for each in _round_numbers() if needed * each <= 1 + LENGTH_TOLERANCE]
    return 1 / max(fitting, default=1.0)


def scale_text(context: PanelContext, denominator: float) -> str:
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
        Such as ``slope arrow 1 : 5``, or ``slope arrow 20 : 1`` for longer arrows.
    """
    if denominator == 1:
        return ""
    words = context.words
    parts = (1, round(denominator)) if denominator > 1 else (round(1 / denominator), 1)
    arrow, slope = (words.localized(numbers.count(part)) for part in parts)
    return words.label("arrow_scale", arrow=arrow, slope=slope)


def _round_numbers() -> Iterator[float]:
    """Yields 1, 2, 5, 10, 20 …"""
    return (float(factor * 10**power) for power in range(MAX_POWER + 1) for factor in SCALE_FACTORS)


def _arrows(context: PanelContext, trajectory: Trajectory) -> Iterator[tuple[float, float, float, float]]:
    """Yields the tail, and the components at full length, of each slope arrow in the panel, in pixels."""
    axes, is_curve = context.axes, len(trajectory.run.start) == 1
    across, up = axes.x_unit, 0.0 if is_curve else axes.y_unit
    rows = zip(trajectory.points, trajectory.values, trajectory.gradients, strict=True)
    for step, (point, value, gradient) in enumerate(rows):
        x, y = float(point[0]), float(value if is_curve else point[1])
        if axes.contains(x, y) and np.isfinite(gradient).all():
            arrow = axes.x(x), axes.y(y), across * float(gradient[0]), -up * float(gradient[-1])
            if not step or _room_share(context, *arrow) >= LEAST_ROOM:
                yield arrow


def _needed(context: PanelContext, x: float, y: float, right: float, down: float) -> float:
    """Returns the factor by which an arrow has to be shorter than the slope; below 1 if it may be longer."""
    length, width = math.hypot(right, down), context.axes.box.width
    share = min(MAX_SHARE, max(_room_share(context, x, y, right, down), LEAST_ROOM))
    return length / (share * width)


def _room_share(context: PanelContext, x: float, y: float, right: float, down: float) -> float:
    """Returns the room ahead of an arrow as far as the border, along it, as a share of the panel's width."""
    box, length, rooms = context.axes.box, math.hypot(right, down), [math.inf]
    for at, part, low, high in ((x, right, box.left, box.right), (y, down, box.top, box.bottom)):
        if part:
            rooms.append(((high - at if part > 0 else at - low) - BORDER_GAP) * length / abs(part))
    return min(rooms) / box.width
