"""Where callouts stand: near what they speak of, on no text that can't make way, and not on each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import Box
from gdanim.drawing.placement import free

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.drawing.geometry import Point
    from gdanim.panels import PanelContext

LIFT = 34  # units, from the point, or the ball's edge, to the callout
LIFTS = (0, 40, 80, 120)  # units more, where nearer places are taken
ACROSS, DOWN = 7, 6  # places looked at all over the panel
EDGE = 4  # pixels between a callout and the panel's border
PIECE = 6  # pixels: a pointer is looked at in pieces so long


@dataclass(frozen=True)
class CalloutPlacement:
    """``box`` is the callout's, ``anchor`` the tip of its pointer."""

    box: Box
    anchor: Point


def pointing(box: Box, anchor: Point) -> list[Box]:
    """The way from a callout to its anchor, in small boxes."""
    x, y = anchor
    middle, foot = min(max(x, box.left + 18), box.right - 18), box.bottom if box.bottom < y else box.top
    count = 2 + int(math.dist((middle, foot), anchor) / PIECE)
    ways, half = np.linspace((middle, foot), (x, y), count), np.linspace(8, 1, count)
    return [Box(a, b, a, b).grown(h) for (a, b), h in zip(ways.tolist(), half.tolist(), strict=True)]


class CalloutPlacer:
    """The places of a moment's callouts. ``fixed`` texts can't make way, ``names`` had better not have to.

    ``curve`` (n, 2) is the curve on the page, which had better be seen.
    """

    def __init__(self, context: PanelContext, fixed: Sequence[Box], names: Sequence[Box], curve: np.ndarray) -> None:
        self.axes, self.unit = context.axes, context.unit
        self.fixed, self.names, self.curve = list(fixed), list(names), curve
        self.taken: list[Box] = []

    def clear(self) -> None:
        self.taken = []

    def near(self, at: Point, clear: float, width: float, height: float) -> CalloutPlacement | None:
        """The best place about a point: where neither names nor curve are covered, or else no names, or any."""
        return self._best(list(self._about(at, clear, width, height)))

    def top(self, width: float, height: float) -> CalloutPlacement | None:
        """The first place in the middle, from the top downwards."""
        box = self.axes.box
        middle = (box.left + box.right) / 2
        bottoms = np.arange(box.top + height + 8 * self.unit, box.bottom, 20 * self.unit)
        boxes = [self._box(middle - width / 2, float(bottom), width, height) for bottom in bottoms]
        return self._best([CalloutPlacement(each, (middle, each.bottom)) for each in boxes])

    def _best(self, placer: list[CalloutPlacement]) -> CalloutPlacement | None:
        inside = [placement for placement in placer if self._possible(placement)]
        nothing: list[Box] = []
        for names, curve in product((self.names, nothing), (self.curve, self.curve[:0])):
            found = next((placement for placement in inside if free(placement.box, self.axes, names, curve)), None)
            if found:
                self.taken += [found.box, *pointing(found.box, found.anchor)]
                return found
        return None

    def _possible(self, placement: CalloutPlacement) -> bool:
        """Whether it lies in the panel, on no fixed text, and neither it nor its pointer on another callout."""
        none = np.empty((0, 2))
        if not free(placement.box, self.axes, [*self.fixed, *self.taken], none):
            return False
        return not any(
            piece.overlaps(other) for piece in pointing(placement.box, placement.anchor) for other in self.taken
        )

    def _about(self, at: Point, clear: float, width: float, height: float) -> Iterator[CalloutPlacement]:
        """Over the point from near to far, then under it."""
        (x, y), unit = at, self.unit
        lefts = (x - width / 2, x - width + 26 * unit, x - 26 * unit)
        for lift in LIFTS:
            for left in lefts:
                bottom = y - clear - (LIFT + lift) * unit
                yield CalloutPlacement(self._box(left, bottom, width, height), (x, y - clear))
        for lift in LIFTS:
            for left in lefts:
                bottom = y + clear + (LIFT + lift) * unit + height
                yield CalloutPlacement(self._box(left, bottom, width, height), (x, y + clear))
        yield from self._anywhere(at, clear, width, height)

    def _anywhere(self, at: Point, clear: float, width: float, height: float) -> Iterator[CalloutPlacement]:
        """All over the panel, the nearest first."""
        box, (x, y) = self.axes.box, at
        middles = np.linspace(box.left + EDGE + width / 2, box.right - EDGE - width / 2, ACROSS).tolist()
        bottoms = np.linspace(box.top + EDGE + height, box.bottom - EDGE, DOWN).tolist()
        places = [(middle - width / 2, bottom) for middle in [x, *middles] for bottom in bottoms]
        for left, bottom in sorted(places, key=lambda place: math.dist((place[0] + width / 2, place[1]), at)):
            place = self._box(left, bottom, width, height)
            if not place.overlaps(Box(x, y, x, y).grown(clear)):
                yield CalloutPlacement(place, (x, y - clear if place.bottom < y else y + clear))

    def _box(self, left: float, bottom: float, width: float, height: float) -> Box:
        box = self.axes.box
        left = min(max(left, box.left + EDGE), box.right - width - EDGE)
        return Box(left, bottom - height, left + width, bottom)
