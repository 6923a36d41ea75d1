"""The part of the plane shown by a panel of two variables: the window of its runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panels.limits.window import window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.axis_range import Range
    from gdanim.panels import PanelContext

CROSSED = 0.05  # of a catalogue's domain: where runs and their goals span so much of it, all of it is shown
MAX_WIDTH_GROWTH, MAX_HEIGHT_GROWTH = 4.0, 2.5  # of the horizontal and of the vertical range, for equal units


def plane_ranges(context: PanelContext) -> tuple[Range, Range]:
    """Returns the author's domain, or a catalogue's if the runs cross enough of it, or the window of the runs.

    A bowl looks the same in all of its domain, and is shown as far as its runs go.
    """
    domain, known = context.scene_facts.domain, context.function.domain
    if domain:
        return domain[0], domain[1]
    found = window(context.trajectories, known)
    x_range, y_range = found.ranges
    if (
        known
        and not found.is_bowl
        and any(high - low >= CROSSED * (end - begin) for (low, high), (begin, end) in _pairs(found.path, known))
    ):
        (x_range, y_range) = (
            (min(low, begin), max(high, end)) for (low, high), (begin, end) in _pairs(found.ranges, known)
        )
    return x_range, y_range


def _pairs(ranges: Sequence[Range], others: Sequence[Range]) -> Iterator[tuple[Range, Range]]:
    return zip(ranges, others, strict=True)


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
