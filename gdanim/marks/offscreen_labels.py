"""What marks at a map's border say, each beside its mark and off other texts; several off paths and balls, too."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import placement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.axes import Axes
    from gdanim.drawing.geometry import Box
    from gdanim.drawing.text import Label
    from gdanim.marks.ball_path import BallPath
    from gdanim.marks.offscreen import OffscreenMarker

CLOSE = 8.0  # pixels between two points of a way: no text fits between them
OFF = 4.0  # pixels from a text to a path


class OffscreenLabels:
    """Numbers at the ``markers`` of a axes. ``clear``: how far from a ball's middle a text may stand, in pixels.

    ``standing`` is where other texts are. Nothing here depends on how far a step has come: a number doesn't move.
    """

    def __init__(self, markers: Sequence[OffscreenMarker], axes: Axes, clear: float) -> None:
        self.markers, self.axes, self.clear = markers, axes, clear
        self.ways = [PathPoints(border.ball_path) for border in markers]
        self.standing: list[Box] = []

    def show(self, steps: Sequence[int]) -> None:
        """Set them to the runs' own steps; on a path only where nothing else is left, and on a ball nowhere."""
        if len(self.markers) == 1:
            self._alone(self.markers[0])
            return
        told = [border for border, step in zip(self.markers, steps, strict=True) if _told(border, step)]
        if not told:
            return
        balls = np.vstack([way.during(step) for way, step in zip(self.ways, steps, strict=True)])
        paths = np.vstack([way.before(step) for way, step in zip(self.ways, steps, strict=True)])
        taken = list(self.standing)
        for border in told:
            if any(self._put(border, taken, balls, crossed) for crossed in (paths, paths[:0])):
                taken.append(border.label.padded_box)
            else:
                border.label.visible = False

    def _alone(self, border: OffscreenMarker) -> None:
        """What a run has for itself is always said."""
        nothing = np.empty((0, 2))
        if border.label.visible and not self._put(border, self.standing, nothing, nothing):
            border.label.move_to(*border.places[0])

    def _put(self, border: OffscreenMarker, taken: list[Box], balls: np.ndarray, paths: np.ndarray) -> bool:
        return any(self._free(border.label.move_to(*place), taken, balls, paths) for place in border.places)

    def _free(self, label: Label, taken: list[Box], balls: np.ndarray, paths: np.ndarray) -> bool:
        off_balls = placement.free(label.box, self.axes, taken, balls, self.clear)
        return off_balls and placement.free(label.box, self.axes, (), paths, OFF)


class PathPoints:
    """Points (n, 2) along a ball's way over a map, where it is in the picture."""

    def __init__(self, ball_path: BallPath) -> None:
        self.ball_path = ball_path

    def during(self, step: int) -> np.ndarray:
        """Those of this step, or where the ball has stopped."""
        ball_path = self.ball_path
        step = min(step, ball_path.last)
        seen = ball_path.seen(step) if step < ball_path.last else None
        if seen is None:
            return np.array([ball_path.pixel(step)] if ball_path.inside(step) else np.empty((0, 2)))
        here, there = map(np.array, seen)
        parts = np.linspace(0, 1, 2 + math.floor(math.dist(*seen) / CLOSE))[:, None]
        return here + parts * (there - here)

    def before(self, step: int) -> np.ndarray:
        """Those of all steps before this one. They are found once a film: a frame's cost does not grow with k."""
        points, ends = self._all
        return points[: ends[min(step, self.ball_path.last)]]

    @cached_property
    def _all(self) -> tuple[np.ndarray, np.ndarray]:
        ways = [self.during(step) for step in range(self.ball_path.last)]
        return np.vstack([np.empty((0, 2)), *ways]), np.cumsum([0, *map(len, ways)])


def _told(border: OffscreenMarker, step: int) -> bool:
    """Whether the run's point lies outside, and has a number."""
    step = min(step, border.ball_path.last)
    return border.ball_path.number(step) and not border.ball_path.inside(step)
