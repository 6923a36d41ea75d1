"""Separates the pointers of several runs along the border, so that each is visible and has room for its label."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box
from gdanim.drawing.placement import Candidate, Obstacles, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.geometry import PagePoint
    from gdanim.panel_parts.ball_path import BallState
    from gdanim.panel_parts.offscreen import OffscreenMarker, OffscreenPath

POINTER_SPACING = 2.2  # pointer radii between two pointers


class OffscreenSpacing:
    """Moves the pointer of each run along the border as far as earlier runs' pointers require."""

    def __init__(self, markers: Sequence[OffscreenMarker], box: Box) -> None:
        self.markers, self.box = markers, box
        first = markers[0]
        self.spacing = POINTER_SPACING * first.pointer.radius + first.label.style.size  # each has a label beside it
        self.shifts = cache(self._find_shifts)

    def show(self, ball_states: Sequence[BallState]) -> None:
        """Shows all markers. A moving pointer is interpolated between its separated positions."""
        before = self.shifts(tuple(ball_state.step for ball_state in ball_states))
        after = self.shifts(tuple(ball_state.step + 1 for ball_state in ball_states))
        for marker, ball_state, (x0, y0), (x1, y1) in zip(self.markers, ball_states, before, after, strict=True):
            part = ball_state.travel_progress
            marker.resting_shift, marker.rank = (x0, y0), round(math.hypot(x0, y0) / self.spacing)
            marker.shift = x0 + (x1 - x0) * part, y0 + (y1 - y0) * part
            marker.show(ball_state)

    def _find_shifts(self, steps: tuple[int, ...]) -> list[PagePoint]:
        """Returns the displacement of each pointer while the runs rest at their own ``steps``."""
        occupied = Obstacles()
        shifts = []
        for marker, step in zip(self.markers, steps, strict=True):
            point = _pointer_point(marker.ball_path, min(step, marker.ball_path.last))
            chosen = place(self._candidates(point, len(occupied.boxes)), [occupied]) if point else None
            shifts.append(chosen.anchor if chosen else (0.0, 0.0))
            if chosen:
                occupied.add(chosen.box)
        return shifts

    def _candidates(self, point: PagePoint, others: int) -> list[Candidate]:
        """Returns positions from a point along the border towards its centre; up and down from a point inside."""
        (x, y), box = point, self.box
        is_side = not (box.left + 1 < x < box.right - 1) or box.top + 1 < y < box.bottom - 1
        middle = (box.top + box.bottom) / 2 if is_side else (box.left + box.right) / 2
        step = self.spacing if (y if is_side else x) <= middle else -self.spacing
        shifts = [(0.0, index * step) if is_side else (index * step, 0.0) for index in range(others + 1)]
        radius = (self.spacing - 1) / 2
        return [Candidate(Box(x + a, y + b, x + a, y + b).grown(radius), (a, b)) for a, b in shifts]


def _pointer_point(ball_path: OffscreenPath, step: int) -> PagePoint | None:
    """Returns the position of a run's pointer on the border, or None."""
    while step and not ball_path.is_finite(step):
        step -= 1
    is_inside = ball_path.is_inside(step) or not ball_path.is_finite(step)
    return None if is_inside else ball_path.border_point(step)
