"""Chooses callout positions: near their points, never overlapping, avoiding labels and the curve where possible."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import Box
from gdanim.drawing.placement import Candidate, Obstacles, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gdanim.drawing.geometry import PagePoint
    from gdanim.panels import PanelContext

CALLOUT_LIFT = 34  # units from the point, or the ball's edge, to the callout
FURTHER_LIFTS = (0, 40, 80, 120)  # additional units if there is no room nearer
POINTER_SHIFT = 26  # units from a callout's end to its pointer, if the callout isn't centred
GRID_COLUMNS, GRID_ROWS = 7, 6  # grid of candidate positions all over the panel
TOP_MARGIN = 8  # units from the panel's top to a callout without a pointer
ROW_STEP = 20  # units between its candidate positions
PANEL_MARGIN = 4  # pixels between a callout and the panel's border
MIN_POINTER_OFFSET = 18  # pixels from a callout's end to the base of its pointer
POINTER_HALF_WIDTHS = (8, 1)  # pixels at the pointer's base, and at its tip
POINTER_PIECE = 6  # pixels: length of the pieces in which a pointer is tested


def pointer_base(box: Box, tip: PagePoint) -> PagePoint:
    """Returns the midpoint of a pointer's wide end, on the nearer side of the callout's box."""
    x, y = tip
    base = min(max(x, box.left + MIN_POINTER_OFFSET), box.right - MIN_POINTER_OFFSET)
    return base, box.bottom if box.bottom < y else box.top


def pointer_boxes(box: Box, tip: PagePoint) -> list[Box]:
    """Returns small boxes that cover a pointer."""
    base = pointer_base(box, tip)
    count = 2 + int(math.dist(base, tip) / POINTER_PIECE)
    centres, halves = np.linspace(base, tip, count), np.linspace(*POINTER_HALF_WIDTHS, count)
    return [Box(x, y, x, y).grown(half) for (x, y), half in zip(centres.tolist(), halves.tolist(), strict=True)]


class CalloutPlacer:
    """Places the callouts of a moment.

    Parameters
    ----------
    context
        The context of the panel that has the callouts.
    fixed
        Boxes of fixed texts, which no callout overlaps.
    names
        Boxes of labels that a callout would hide, avoided where possible.
    curve
        The points (n, 2) of the page that stay visible where possible.
    """

    def __init__(self, context: PanelContext, fixed: Sequence[Box], names: Sequence[Box], curve: np.ndarray) -> None:
        self.box, self.unit = context.axes.box, context.unit
        self.placed = Obstacles()
        self.obstacles = [
            Obstacles(boxes=list(fixed)),
            self.placed,
            Obstacles(boxes=list(names), penalty=2),
            Obstacles(points=curve, penalty=1),
        ]

    def clear(self) -> None:
        """Forgets the callouts placed so far."""
        self.placed.boxes.clear()

    def place_near(self, point: PagePoint, distance: float, width: float, height: float) -> Candidate | None:
        """Places a callout with a pointer.

        Parameters
        ----------
        point
            The page point that the note is about.
        distance
            The distance from the point to the tip of the pointer, in pixels.
        width, height
            The callout's size in pixels.

        Returns
        -------
        Candidate or None
            Its box, with the tip of the pointer as ``anchor``; None if the panel has no room for it.
        """
        (x, y), candidates = point, self._candidates(point, distance, width, height)
        return self._place(candidates, Obstacles(boxes=[Box(x, y, x, y).grown(distance)]))

    def place_at_top(self, width: float, height: float) -> Candidate | None:
        """Places a callout without a pointer, centred in the panel and as high as possible."""
        box, unit = self.box, self.unit
        middle = (box.left + box.right) / 2
        bottoms = np.arange(box.top + height + TOP_MARGIN * unit, box.bottom, ROW_STEP * unit).tolist()
        boxes = [self._box(middle - width / 2, bottom, width, height) for bottom in bottoms]
        return self._place(Candidate(box, (middle, box.bottom)) for box in boxes)

    def _place(self, candidates: Iterable[Candidate], *obstacles: Obstacles) -> Candidate | None:
        chosen = place(candidates, [*self.obstacles, *obstacles], within=self.box)
        if chosen:
            self.placed.add(chosen.box, *pointer_boxes(chosen.box, chosen.anchor))
        return chosen

    def _candidates(self, point: PagePoint, distance: float, width: float, height: float) -> Iterator[Candidate]:
        """Yields candidates above the point from near to far, then below it, then anywhere in the panel."""
        (x, y), unit = point, self.unit
        lefts = (x - width / 2, x - width + POINTER_SHIFT * unit, x - POINTER_SHIFT * unit)
        lifts = [distance + (CALLOUT_LIFT + more) * unit for more in FURTHER_LIFTS]
        for bottom, tip in (
            *((y - lift, (x, y - distance)) for lift in lifts),
            *((y + lift + height, (x, y + distance)) for lift in lifts),
        ):
            for left in lefts:
                yield _candidate(self._box(left, bottom, width, height), tip)
        yield from self._anywhere(point, distance, width, height)

    def _anywhere(self, point: PagePoint, distance: float, width: float, height: float) -> Iterator[Candidate]:
        """Yields candidates anywhere in the panel, nearest first."""
        panel, (x, y) = self.box, point
        left, right = panel.left + PANEL_MARGIN + width / 2, panel.right - PANEL_MARGIN - width / 2
        middles = [x, *np.linspace(left, right, GRID_COLUMNS).tolist()]
        bottoms = np.linspace(panel.top + PANEL_MARGIN + height, panel.bottom - PANEL_MARGIN, GRID_ROWS).tolist()
        positions = [(middle, bottom) for middle in middles for bottom in bottoms]
        for middle, bottom in sorted(positions, key=lambda position: math.dist(position, point)):
            box = self._box(middle - width / 2, bottom, width, height)
            yield _candidate(box, (x, y - distance if box.bottom < y else y + distance))

    def _box(self, left: float, bottom: float, width: float, height: float) -> Box:
        left = min(max(left, self.box.left + PANEL_MARGIN), self.box.right - width - PANEL_MARGIN)
        return Box(left, bottom - height, left + width, bottom)


def _candidate(box: Box, tip: PagePoint) -> Candidate:
    return Candidate(box, tip, leader=(tip, pointer_base(box, tip)))
