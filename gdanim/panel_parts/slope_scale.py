"""The scale of slope arrows: one for all panels on the same axes, so that an arrow shrinks when the slope does."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.text import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.descent import Trajectory
    from gdanim.panel_parts.panel_context import PanelContext

    PageArrow = tuple[float, float, float, float]  # its tail, and its components at full length, in pixels

MAX_SHARE, MAX_STEP_SHARE = 0.3, 0.5
"""Shares of the panel's width for the longest arrow, and for one that would else be shorter than the step."""
LEAST_SHARE = 0.03  # of the panel's width: if the longest arrow were shorter, all are magnified
BORDER_GAP = 4  # pixels between an arrow's tip and the border
LEAST_ROOM = 0.08  # of the panel's width: an arrow that has less room reaches over the border
SCALE_FACTORS = (1, 2, 5)  # round numbers, times powers of ten
MAX_POWER = 12  # of ten, and of one tenth
LENGTH_TOLERANCE = 1e-9  # relative, of lengths
FIRST_STEPS = 3  # whose arrows are compared with their steps
MAX_TOLD = 10000  # times shorter or longer than the slope: a ratio beyond it is nothing that one can picture
MAX_PARTS = 20  # of a scale such as 3 : 5 that is the step size itself
LEAST_HEAD = 0.9  # of a head's length: what is seen of a start's arrow, beyond the ball, at the least
MAX_GAIN = 10  # times longer than fits all, for the sake of the start's arrow


def slope_scale(context: PanelContext) -> float:
    """Returns how many times shorter than the slope its arrow is: 1, 2, 5, 10, 20 …; below 1 if it is longer.

    It is the least, from 1 on, at which each arrow in the panel is at most 30 % of the panel's width, and ends inside
    the panel. An arrow from a later point at the border doesn't count: it isn't shown where it would leave the panel.
    Where it would be shorter than the step against the slope, it is as long as that, or longer, if the first ones fit
    so; see ``step_scales``.
    Where all arrows, or those at the start, would be too short to be seen, they are longer: at first as far as all fit;
    then as far as those at the start need it to be seen, and arrows that leave the panel aren't shown.

    Parameters
    ----------
    context
        The context of a panel with one axis for each variable, or with f on the second axis.

    Returns
    -------
    float
        The scale's denominator.
    """
    runs = [list(_arrows(context, trajectory)) for trajectory in context.runs_on_same_axes]
    arrows = [arrow for run in runs for arrow in run]
    needed = max((_needed(context, *arrow) for arrow in arrows), default=1.0)
    longest = max((math.hypot(*arrow[2:]) for arrow in arrows), default=0.0)
    fitting = _round_at_most(1 / needed) if needed else 1.0
    starts = [run[0] for run in runs if run]
    if scales := step_scales(context.runs_on_same_axes, fitting):
        first = [arrow for run in runs for arrow in run[:FIRST_STEPS]]
        most = 1 / max((_needed(context, *arrow, MAX_STEP_SHARE) for arrow in first), default=1.0)
        fitting = max(fitting, next((scale for scale in scales if scale <= most * (1 + LENGTH_TOLERANCE)), 0.0))
    if not longest or _are_seen(context, min(fitting, 1.0), longest, starts):
        return 1 / min(fitting, 1.0)
    if fitting > 1 or _are_seen(context, fitting, longest, starts):
        return 1 / fitting
    shortest = min((length for start in starts if (length := math.hypot(*start[2:]))), default=longest)
    useful = 1 / _round_at_most(shortest / _least_length(context))  # the least factor that makes them long enough
    own = max((_needed(context, *start) for start in starts), default=1.0)
    return 1 / max(fitting, _round_at_most(min(useful, MAX_GAIN * fitting, 1 / own if own else useful)))


def step_scales(trajectories: Sequence[Trajectory], fitting: float = 0.0) -> list[float]:
    """Returns the scales, the best first, at which a slope's arrow can be compared with the step against the slope.

    The first is simple, and no arrow is shorter than its step; then come the step size itself, and simple ones below.
    A step size above 1 counts as 1.

    Parameters
    ----------
    trajectories
        The runs.
    fitting
        The scale at which all arrows fit; smaller scales are left out.

    Returns
    -------
    list of float
        The scales; none if no step is a multiple of its slope.
    """
    etas = [
        trajectory.etas[np.isfinite(trajectory.etas)].max(initial=0.0)
        for trajectory in trajectories
        if trajectory.run.optimizer.rule.step_form == "gradient"
    ]
    eta = min(1.0, float(max(etas, default=0.0)))
    if eta <= 0 or math.isinf(1 / eta):
        return []
    simple = 1 / math.floor(1 / eta + LENGTH_TOLERANCE)
    exact = Fraction(eta).limit_denominator(MAX_PARTS)
    is_simple = exact > 0 and abs(exact - eta) <= LENGTH_TOLERANCE
    scales = [
        simple,
        *([float(exact)] if is_simple else []),
        *(simple * _round_at_most(0.5) * part for part in (1, 0.4)),
    ]
    return [scale for scale in scales if scale > fitting]


def _least_length(context: PanelContext) -> float:
    """Returns the least length in pixels of a start's arrow, from the ball's centre."""
    size = context.map_sizes if len(context.trajectories[0].run.start) > 1 else context.mark_sizes
    return size.ball + sizes.HALO_WIDTH * context.unit + LEAST_HEAD * size.head[0]


def _are_seen(context: PanelContext, scale: float, longest: float, starts: Sequence[PageArrow]) -> bool:
    """Returns whether the longest arrow and those at the runs' starts are long enough to be seen."""
    lengths = [length for start in starts if (length := scale * math.hypot(*start[2:]))]
    are_long = all(length >= _least_length(context) for length in lengths)
    return scale * longest >= LEAST_SHARE * context.axes.box.width and are_long


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
        Such as ``slope arrow 1 : 5``, ``slope arrow 20 : 1`` for longer arrows, or that there is no telling scale.
    """
    if denominator == 1:
        return ""
    parts = _parts(context, denominator)
    if parts is None:
        return context.words.label("arrow_not_to_scale")
    return context.words.label("arrow_scale", arrow=parts[0], slope=parts[1])


def with_scale(context: PanelContext, text: str) -> str:
    """Returns the words on a slope's arrow with its scale, if that is not 1 and can be told."""
    denominator = slope_scale(context)
    parts = _parts(context, denominator)
    if denominator == 1 or parts is None:
        return text
    return context.words.label("arrow_drawn", words=text, arrow=parts[0], slope=parts[1])


def _parts(context: PanelContext, denominator: float) -> tuple[str, str] | None:
    """Returns how long an arrow is, and its slope, as small whole numbers; None if they are not small."""
    scale = Fraction(1 / denominator).limit_denominator(2 * MAX_TOLD)
    parts = scale.numerator, scale.denominator
    if not 0 < max(parts) <= MAX_TOLD or not parts[0]:
        return None
    arrow, slope = (context.words.localized(numbers.count(part)) for part in parts)
    return arrow, slope


def _round_at_most(number: float) -> float:
    """Returns the greatest number of … 1/5, 1/2, 1, 2, 5, 10 … that is at most ``number``."""
    limit = number * (1 + LENGTH_TOLERANCE)
    large = [float(factor * 10**power) for power in range(MAX_POWER + 1) for factor in SCALE_FACTORS]
    small = [1 / each for each in large]
    return max((each for each in (*small, *large) if each <= limit), default=min(small))


def _arrows(context: PanelContext, trajectory: Trajectory) -> Iterator[PageArrow]:
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


def _needed(
    context: PanelContext, x: float, y: float, right: float, down: float, max_share: float = MAX_SHARE
) -> float:
    """Returns the factor by which an arrow has to be shorter than the slope; below 1 if it may be longer."""
    length, width = math.hypot(right, down), context.axes.box.width
    share = min(max_share, max(_room_share(context, x, y, right, down), LEAST_ROOM))
    return length / (share * width)


def _room_share(context: PanelContext, x: float, y: float, right: float, down: float) -> float:
    """Returns the room ahead of an arrow as far as the border, along it, as a share of the panel's width."""
    box, length, rooms = context.axes.box, math.hypot(right, down), [math.inf]
    for at, part, low, high in ((x, right, box.left, box.right), (y, down, box.top, box.bottom)):
        if part:
            rooms.append(((high - at if part > 0 else at - low) - BORDER_GAP) * length / abs(part))
    return min(rooms) / box.width
