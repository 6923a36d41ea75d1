"""A run as the rules see it: its arrays and its aim, and measures of both."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.verdict.kinds import EndReason, Kind, Place, StopRule, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

TOLERANCE = 0.01  # of the way from the start to the goal
ALIKE = 0.01  # what is too little to be a difference: of a swing, or of a step
EXACT = 1e-6  # of whatever it is compared with: no difference at all
STILL = 0.001  # of the largest slope
LEVEL = 0.05  # of the mean slope of all the ground covered


@dataclass(frozen=True, eq=False)
class Aim:
    """The minimum reached, or the nearest. ``distances`` (n,) are to it, ``way`` is the first of them, and ``chord``
    the mean slope along it.
    """

    goal: Place
    distances: np.ndarray
    tolerance: float
    way: float
    chord: float


@dataclass(frozen=True, eq=False)
class Course:
    """The points (n, d) of a run; ``heights`` (n,) are f, or −f where it climbs, so that down is good; ``slopes`` (n,)
    the gradients' lengths.
    """

    points: np.ndarray
    heights: np.ndarray
    slopes: np.ndarray
    end_reason: EndReason
    stationary: Sequence[Place]
    stop: StopRule | None
    aim: Aim | None

    def says(self, kind: Kind, step: int | None = None, **more: Any) -> Verdict:
        """The verdict; ``step`` is the last one unless given."""
        step = len(self.points) - 1 if step is None else step
        goal, tolerance = (self.aim.goal.point, self.aim.tolerance) if self.aim else (None, None)
        return Verdict(kind, step, goal=goal, tolerance=tolerance, **more)

    @property
    def moved(self) -> bool:
        return bool((self.points != self.points[0]).any())

    @cached_property
    def flat(self) -> bool:
        """Whether the slope at the end is almost zero: beside the largest of the run, and of what it would see.

        That is the mean slope to the goal, since on a plateau all slopes of a run are small. And the ground covered,
        goal included, must itself be steeper: after a wall of 44,000 the slope of 2 that the ball then climbs for miles
        is no plateau.
        """
        chord, way = (self.aim.chord, self.aim.way) if self.aim else (0.0, 0.0)
        ground, rise = max(extent(self.points), way), max(float(np.ptp(self.heights)), chord * way)
        slope = self.slopes[-1]
        return bool(slope <= STILL * max(self.slopes.max(), chord) and slope * ground <= LEVEL * rise)

    @cached_property
    def strides(self) -> np.ndarray:
        """The lengths of the steps, (n - 1,)."""
        return lengths(np.diff(self.points, axis=0))

    @cached_property
    def turns(self) -> np.ndarray:
        """The indices of the points from which the run turns back: by over a right angle since it last set out."""
        found, ahead = [], np.zeros(self.points.shape[1])
        for index, step in enumerate(np.diff(self.points, axis=0)):
            back = (step * ahead).sum() < 0
            if back:
                found.append(index)
            if back or not ahead.any():
                ahead = step
        return np.array(found, dtype=int)


def aim(goal: Place, points: np.ndarray, values: np.ndarray, tolerance: float | None) -> Aim:
    distances = lengths(points - goal.point)
    way = float(distances[0])
    chord = abs(float(values[0]) - goal.value) / way if way else 0.0
    return Aim(goal, distances, TOLERANCE * way if tolerance is None else tolerance, way, chord)


def since(true: np.ndarray) -> int:
    """The index from which all are true, to the end."""
    false = np.flatnonzero(~true)
    return int(false[-1]) + 1 if len(false) else 0


def fleeting(true: np.ndarray) -> bool:
    """Whether what is true at the end has been true as long before, and ended: it may well end again."""
    began = since(true)
    false = np.flatnonzero(~true[:began])
    return bool((np.diff(false, prepend=-1) - 1).max(initial=0) >= len(true) - began)


def thirds(array: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The middle and the last third."""
    count = len(array)
    return array[count // 3 : 2 * count // 3], array[2 * count // 3 :]


def nearest(places: Sequence[Place], point: np.ndarray) -> Place | None:
    return min(places, key=lambda place: math.dist(place.point, point), default=None)


def lengths(rows: np.ndarray) -> np.ndarray:
    return np.array([math.hypot(*row) for row in rows])  # not np.linalg.norm, whose squares overflow


def extent(points: np.ndarray) -> float:
    return math.hypot(*(points.max(axis=0) - points.min(axis=0)))


def x_range(points: np.ndarray) -> dict[str, Any]:
    """Of x, in one variable; an end that is 0 but for rounding is 0."""
    if points.shape[1] > 1:
        return {}
    low, high = float(points.min()), float(points.max())
    least = EXACT * max(abs(low), abs(high))
    return {"low": low if abs(low) > least else 0.0, "high": high if abs(high) > least else 0.0}
