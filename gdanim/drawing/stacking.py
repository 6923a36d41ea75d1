"""Moves several labels together: into a column, each as near to its own height as possible, or clear of obstacles."""

from __future__ import annotations

import math
from bisect import bisect
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.drawing.geometry import Box


def stack(boxes: Sequence[Box], intervals: Sequence[Range], gap: float) -> list[float] | None:
    """Moves boxes up and down until they form a stack, each as near to its own height as possible.

    Parameters
    ----------
    boxes
        The boxes at their preferred positions, in their order from the top.
    intervals
        The vertical intervals that may hold boxes, each as (top, bottom), from the uppermost down. A box goes into the
        interval of its centre, or if that is full, into the next one that has space.
    gap
        The minimum distance between two boxes in pixels.

    Returns
    -------
    list of float or None
        The shift of each box downwards in pixels; None if the intervals are too short for all boxes.
    """
    groups = _shared(boxes, intervals, gap)
    if groups is None:
        return None
    return [shift for group, interval in zip(groups, intervals, strict=True) for shift in _spread(group, interval, gap)]


def _shared(boxes: Sequence[Box], intervals: Sequence[Range], gap: float) -> list[list[Box]] | None:
    """Returns the boxes of each interval."""
    groups: list[list[Box]] = [[] for _ in intervals]
    borders = [(upper[1] + lower[0]) / 2 for upper, lower in pairwise(intervals)]
    reached = 0
    for box in boxes:
        reached = max(reached, bisect(borders, (box.top + box.bottom) / 2))
        groups[reached].append(box)
    for index, interval in enumerate(intervals[:-1]):
        while not _fits(groups[index], interval, gap):
            groups[index + 1].insert(0, groups[index].pop())
    for index, interval in reversed([*enumerate(intervals)][1:]):
        while not _fits(groups[index], interval, gap):
            groups[index - 1].append(groups[index].pop(0))
    return (
        groups if all(_fits(group, interval, gap) for group, interval in zip(groups, intervals, strict=True)) else None
    )


def _fits(group: Sequence[Box], interval: Range, gap: float) -> bool:
    return sum(box.height + gap for box in group) - gap <= max(0.0, interval[1] - interval[0])


def _spread(group: Sequence[Box], interval: Range, gap: float) -> list[float]:
    """Returns the shifts with the least sum of squares: isotonic regression by pooling adjacent violators.

    Barlow, Bartholomew, Bremner and Brunk, Statistical Inference under Order Restrictions, 1972.
    """
    offsets = [0.0, *accumulate(box.height + gap for box in group)]
    pools: list[tuple[float, int]] = []  # mean top less the offset, and number of touching boxes
    for box, offset in zip(group, offsets, strict=False):
        mean, count = box.top - offset, 1
        while pools and pools[-1][0] > mean:
            before, more = pools.pop()
            mean, count = (before * more + mean * count) / (more + count), more + count
        pools.append((mean, count))
    lowest, highest = interval[0], interval[1] - offsets[-1] + gap
    tops = [min(max(mean, lowest), highest) for mean, count in pools for _ in range(count)]
    return [top + offset - box.top for top, offset, box in zip(tops, offsets, group, strict=False)]


def clearing_shift(
    boxes: Sequence[Box],
    obstacles: Sequence[Box],
    direction: Literal["left", "down"],
    gap: tuple[float, float] = (0, 0),
) -> int:
    """Returns the shift that moves boxes, all together, clear of all obstacles.

    Parameters
    ----------
    boxes
        The boxes of a row of labels, or of a column.
    obstacles
        The obstacles.
    direction
        The direction of the shift.
    gap
        The minimum distance of a box from these obstacles, in pixels across and down.

    Returns
    -------
    int
        The smallest shift in whole pixels; 0 if no box meets an obstacle.
    """
    across, down = gap
    wide = [obstacle.inset(-across, -down, -across, -down) for obstacle in obstacles]
    shift = 0
    while True:
        moved = [box.shifted(-shift, 0) if direction == "left" else box.shifted(0, shift) for box in boxes]
        met = [(box, obstacle) for box in moved for obstacle in wide if box.overlaps(obstacle)]
        if not met:
            return shift
        depths = [box.right - each.left if direction == "left" else each.bottom - box.top for box, each in met]
        shift += max(1, math.ceil(max(depths)))
