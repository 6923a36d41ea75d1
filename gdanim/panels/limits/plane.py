"""The part of the plane shown by a panel of two variables: the window of its runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panels.limits.window import window

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.panels import PanelContext

MAX_WIDTH_GROWTH, MAX_HEIGHT_GROWTH = 4.0, 2.5  # of the horizontal and of the vertical range, for equal units


def plane_ranges(context: PanelContext) -> tuple[Range, Range]:
    """Returns the author's domain, or the window of the runs, limited by a catalogue's domain."""
    domain = context.scene_facts.domain
    if domain:
        return domain[0], domain[1]
    x_range, y_range = window(context.trajectories, context.function.domain).ranges
    return x_range, y_range


def equal_units(x_range: Range, y_range: Range, aspect: float) -> tuple[Range, Range]:
    """Returns the ranges, extended so that units are equal on both axes of a box with this ``aspect`` (width / height).

    They are unchanged if one of them would be extended too much: most of the map's width or height would be unused.
    """
    ratio = (x_range[1] - x_range[0]) / (y_range[1] - y_range[0]) / aspect
    if not 1 / MAX_WIDTH_GROWTH <= ratio <= MAX_HEIGHT_GROWTH:
        return x_range, y_range
    return _stretched(x_range, max(1.0, 1 / ratio)), _stretched(y_range, max(1.0, ratio))


def _stretched(limits: Range, factor: float) -> Range:
    middle, half = (limits[0] + limits[1]) / 2, (limits[1] - limits[0]) / 2
    return middle - factor * half, middle + factor * half
