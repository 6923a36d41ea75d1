"""The part of the plane shown by a panel of two variables: the window of its runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panels.limits.window import clear_of_border, goals_in_sight, window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.axis_range import Range
    from gdanim.panels import PanelContext

CROSSED_SHARE, CROSSED_SHARE_OF_MANY = 0.05, 0.25
"""Share of a catalogue's domain: where runs and their goals span so much of it, all of it is shown; the same of a
landscape of many valleys, which are too small to be followed if all are shown."""
MANY_POINTS = 40  # stationary points of such a landscape near a run
MAX_GROWTH = 4.0  # of the horizontal or of the vertical range, for equal units


def plane_ranges(context: PanelContext) -> tuple[Range, Range]:
    """Returns the author's domain, or a catalogue's if the runs cross enough of it, or the window of the runs.

    A bowl looks the same in all of its domain, and is shown as far as its runs go.
    """
    domain, known = context.scene_facts.domain, context.function.domain
    if domain:
        return domain[0], domain[1]
    found = window(context.trajectories, known)
    has_many = any(len(trajectory.stationary_points) > MANY_POINTS for trajectory in context.trajectories)
    share = CROSSED_SHARE_OF_MANY if has_many else CROSSED_SHARE
    x_range, y_range = found.ranges
    if (
        known
        and not found.is_bowl
        and any(high - low >= share * (end - begin) for (low, high), (begin, end) in _pairs(found.path, known))
    ):
        (x_range, y_range) = (
            (min(low, begin), max(high, end)) for (low, high), (begin, end) in _pairs(found.ranges, known)
        )
    return x_range, y_range


def _pairs(ranges: Sequence[Range], others: Sequence[Range]) -> Iterator[tuple[Range, Range]]:
    return zip(ranges, others, strict=True)


def map_ranges(context: PanelContext) -> tuple[Range, Range]:
    """Returns the part of the plane shown by a map with equal units, about the goals and none of them at its border.

    A catalogue's part is in the middle. Beside another panel that shows it, it is the same part, in a box of its shape.
    """
    x_range, y_range = plane_ranges(context)
    box = context.axes.box
    aspect = box.width / box.height
    if context.scene_facts.domain:
        return equal_units(x_range, y_range, aspect)
    is_of_catalogue = context.function.domain is not None and tuple(context.function.domain) == (x_range, y_range)
    middle = None if is_of_catalogue else goals_in_sight(context.trajectories, x_range, y_range)
    x_range, y_range = equal_units(x_range, y_range, aspect, middle)
    if context.scene_facts.has_several_maps:
        return x_range, y_range
    return equal_units(*clear_of_border(context.function, context.trajectories, x_range, y_range), aspect, middle)


def equal_units(
    x_range: Range, y_range: Range, aspect: float, middle: Sequence[float] | None = None
) -> tuple[Range, Range]:
    """Returns the ranges, extended so that units are equal on both axes of a box with this ``aspect`` (width / height).

    They are unchanged if one of them would be extended too much: most of the map's width or height would be unused.
    What is added lies on the side that brings ``middle`` nearer to the middle, by default on both sides.
    """
    ratio = (x_range[1] - x_range[0]) / (y_range[1] - y_range[0]) / aspect
    if not 1 / MAX_GROWTH <= ratio <= MAX_GROWTH:
        return x_range, y_range
    wanted = middle or (sum(x_range) / 2, sum(y_range) / 2)
    return _stretched(x_range, max(1.0, 1 / ratio), wanted[0]), _stretched(y_range, max(1.0, ratio), wanted[1])


def _stretched(limits: Range, factor: float, wanted: float) -> Range:
    """Returns a range that is so much longer, still holds the first, and has its middle as near as possible."""
    old, half = (limits[0] + limits[1]) / 2, (limits[1] - limits[0]) / 2
    added = (factor - 1) * half
    middle = min(max(wanted, old - added), old + added)
    return middle - factor * half, middle + factor * half
