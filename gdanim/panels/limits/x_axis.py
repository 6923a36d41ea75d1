"""The x axis of a function of one variable: the author's domain, or the window of its runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.panel_parts.slope_scale import FIRST_STEPS, step_scales
from gdanim.panels.limits.window import window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.panels import PanelContext

SLOPE_ARROW_SHARE = 0.2  # fraction of the width from the start uphill, for the slope arrow and its words
ARROW_MARGIN = 0.02  # of the width, between an arrow's tip and the border
MAX_WIDENING = 1.5  # times the width, so that no slope arrow is shorter than its step


def curve_x_range(context: PanelContext) -> Range:
    """Returns the x axis common to all panels on the curve's axis, whatever else they show."""
    domain = context.scene_facts.domain
    return x_range(context.trajectories, domain[0] if domain else None, slope_arrows=context.is_lesson)


def runs_x_range(context: PanelContext) -> Range:
    """Returns the part of that axis whose values have to be visible; all of a domain that the author chose."""
    domain = context.scene_facts.domain
    return domain[0] if domain else window(context.trajectories, _catalogue_domain(context.trajectories)).core[0]


def x_range(trajectories: Sequence[Trajectory], domain: Range | None = None, *, slope_arrows: bool = False) -> Range:
    """Returns the author's ``domain``, or the window of the runs, limited by a catalogue's domain.

    ``slope_arrows`` adds room for the first slope arrow.
    """
    if domain:
        return domain
    low, high = window(trajectories, _catalogue_domain(trajectories)).ranges[0]
    return _with_slope_arrow(trajectories[0], low, high) if slope_arrows else (low, high)


def _with_slope_arrow(trajectory: Trajectory, low: float, high: float) -> Range:
    """Returns ``low`` and ``high`` with room for the first slope arrows and their words."""
    start, slope, room = trajectory.points[0, 0], trajectory.gradients[0, 0], SLOPE_ARROW_SHARE * (high - low)
    low, high = (
        float(min(low, start - room) if slope < 0 else low),
        float(max(high, start + room) if slope > 0 else high),
    )
    xs, slopes = trajectory.points[:FIRST_STEPS, 0], trajectory.gradients[:FIRST_STEPS, 0]
    is_shown = (xs >= low) & (xs <= high) & np.isfinite(slopes)
    for scale in step_scales([trajectory]):
        tips = xs[is_shown] + scale * slopes[is_shown]
        if not len(tips):
            break
        margin = ARROW_MARGIN * max(high - low, np.ptp(tips))
        least, most = min(low, tips.min() - margin), max(high, tips.max() + margin)
        if most - least <= MAX_WIDENING * (high - low):
            return float(least), float(most)
    return low, high


def _catalogue_domain(trajectories: Sequence[Trajectory]) -> tuple[Range, ...] | None:
    return trajectories[0].run.function.domain
