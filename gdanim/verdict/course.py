"""A run as the rules see it: arrays, the goal, and measures of both."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.verdict.kinds import Ended, Kind, Place, StopRule, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

TOLERANCE = 0.01  # of the way from the start to the goal


@dataclass(frozen=True, eq=False)
class Course:
    """A run as the rules see it. ``heights`` are f, or −f where it climbs, so that down is good; ``distances`` are to
    ``goal``, the minimum reached or nearest; ``way`` is the first of them, ``chord`` the mean slope along it.
    """

    points: np.ndarray
    heights: np.ndarray
    slopes: np.ndarray
    ended: Ended
    stationary: Sequence[Place]
    stop: StopRule | None
    goal: Place | None = None
    distances: np.ndarray | None = None
    tolerance: float | None = None
    way: float = 0.0
    chord: float = 0.0

    def says(self, kind: Kind, step: int | None = None, **more: Any) -> Verdict:
        """The verdict; ``step`` is the last one unless given."""
        step = len(self.points) - 1 if step is None else step
        goal = None if self.goal is None else self.goal.point
        return Verdict(kind, step, goal=goal, tolerance=self.tolerance, **more)

    @property
    def moved(self) -> bool:
        return bool((self.points != self.points[0]).any())

    def towards(self, goal: Place, height: float, tolerance: float | None) -> Course:
        distances = lengths(self.points - goal.point)
        way = float(distances[0])
        chord = abs(float(self.heights[0]) - height) / way if way else 0.0
        tolerance = TOLERANCE * way if tolerance is None else tolerance
        return replace(self, goal=goal, distances=distances, tolerance=tolerance, way=way, chord=chord)


def since(true: np.ndarray) -> int:
    """The index from which all are true, to the end."""
    false = np.flatnonzero(~true)
    return int(false[-1]) + 1 if len(false) else 0


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


def x_range(points: np.ndarray) -> dict[str, float]:
    """Of x, in one variable."""
    return {"low": float(points.min()), "high": float(points.max())} if points.shape[1] == 1 else {}


def first_turn(points: np.ndarray) -> int:
    """The index of the first point from which the run turns back; 0 where it never does."""
    strides = np.diff(points, axis=0)
    back = np.flatnonzero((strides[1:] * strides[:-1]).sum(axis=1) < 0)
    return int(back[0]) + 1 if len(back) else 0
