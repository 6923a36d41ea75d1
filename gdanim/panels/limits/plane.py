"""The part of the plane that a panel of two variables shows: the window of its runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panels.limits.window import window

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.panels import PanelContext

MAX_STRETCH = 4.0  # equal units are kept where no range need be stretched more than this


def plane_ranges(context: PanelContext) -> tuple[Range, Range]:
    """Returns the author's domain as it is, or the window of the runs, which a catalogue's domain bounds."""
    domain = context.scene_facts.domain
    if domain:
        return domain[0], domain[1]
    x_range, y_range = window(context.trajectories, context.trajectories[0].run.function.domain).ranges
    return x_range, y_range


def equal_units(x_range: Range, y_range: Range, aspect: float) -> tuple[Range, Range]:
    """Returns the ranges, stretched to one unit as long on both axes of a box ``aspect`` times as wide as high.

    They stay as they are where one of them would be stretched too much.
    """
    ratio = (x_range[1] - x_range[0]) / (y_range[1] - y_range[0]) / aspect
    if not 1 / MAX_STRETCH <= ratio <= MAX_STRETCH:
        return x_range, y_range
    return _stretched(x_range, max(1.0, 1 / ratio)), _stretched(y_range, max(1.0, ratio))


def _stretched(limits: Range, factor: float) -> Range:
    middle, half = (limits[0] + limits[1]) / 2, (limits[1] - limits[0]) / 2
    return middle - factor * half, middle + factor * half
