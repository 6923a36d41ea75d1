"""The values, slopes and minimum of a run with a penalty or a constraint, by which it is judged instead of f's."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.search.stationary import StationaryPoint
from gdanim.points import FAR_COORDINATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.constraints import Objective
    from gdanim.descent.run import Run
    from gdanim.points import Point

MAX_TRIES = 4000  # proximal steps of the search
AT_MINIMUM = 1e-12  # relative to a coordinate, or to 1: shorter steps end the search
MAX_LAST_STEP = 1e-7  # relative to a coordinate, or to 1: longer last steps mean that nothing was found
SAME_POINT = 1e-6  # relative to a coordinate, or to 1: a minimum of f itself is as near
ZERO_TOLERANCE = 1e-9  # relative to the point: smaller coordinates are 0
MIN_SIZE, MAX_SIZE = 1e-12, 1e12  # of a proximal step


@dataclass(frozen=True)
class Composite:
    """f with the penalty of a run, over its set; −f in ascent, but for ``values``, which keep their sign."""

    run: Run
    objective: Objective

    @property
    def sign(self) -> float:
        return -1.0 if self.run.is_ascent else 1.0

    def value(self, point: Point) -> float:
        return self.sign * self.run.function.value(point) + self.objective.penalty(point)

    def gradient(self, point: Point) -> Point:
        return tuple(self.sign * slope for slope in self.run.function.gradient(point))

    def values(self, points: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Returns the heights with the penalty, ``(n,)``."""
        return values + self.sign * np.array([self.objective.penalty(point) for point in points.tolist()])

    def slopes(self, points: np.ndarray, gradients: np.ndarray) -> np.ndarray:
        """Returns the gradient mapping at each point, ``(n, d)``: zero where the run has nowhere to go."""
        size = self._step_size(points)
        rows = zip(points.tolist(), (self.sign * gradients).tolist(), strict=True)
        return np.array([self.objective.slope(tuple(point), tuple(slopes), size) for point, slopes in rows])

    def _step_size(self, points: np.ndarray) -> float:
        """Returns one over the curvature at the last point where it is known and positive, else 1."""
        for point in points[::-1].tolist():
            curvature = max(map(abs, self.run.function.curvature(point)))
            if 0 < curvature < math.inf:
                return 1 / curvature
        return 1.0

    def minimum(self, near: Point) -> Point | None:
        """Returns the minimum that proximal steps with backtracking find from a point; None if they find none."""
        point, size = self.objective.proximal(near, 1.0) if self.objective.sets else near, 1.0
        step = math.inf
        for _ in range(MAX_TRIES):
            value, slopes = self.value(point), self.gradient(point)
            new = self._ahead(point, slopes, size)
            while size > MIN_SIZE and not self._is_lower(new, point, value, size):
                size /= 2
                new = self._ahead(point, slopes, size)
            step, point, size = math.dist(point, new), new, min(1.5 * size, MAX_SIZE)
            if not AT_MINIMUM * max(1.0, math.hypot(*point)) < step < FAR_COORDINATE:
                break
        found = step <= MAX_LAST_STEP * max(1.0, math.hypot(*point)) and math.isfinite(self.value(point))
        return _without_noise(point) if found else None

    def _is_lower(self, new: Point, point: Point, value: float, size: float) -> bool:
        """Returns whether a proximal step of this size is low enough for its length."""
        length = math.dist(point, new)
        return self.value(new) <= value - length * length / (4 * size)

    def _ahead(self, point: Point, slopes: Point, size: float) -> Point:
        return self.objective.proximal(tuple(x - size * g for x, g in zip(point, slopes, strict=True)), size)


def stationary_points(
    composite: Composite, points: np.ndarray, known: Sequence[StationaryPoint]
) -> tuple[StationaryPoint, ...]:
    """Returns what a run may come to: stationary points of f that the set holds, and the minimum near the run's end.

    With a penalty, those of f are none of the run's.
    """
    objective, run = composite.objective, composite.run
    inner_points = [
        each for each in known if not objective.is_penalised and all(held.contains(each.at) for held in objective.sets)
    ]
    found = composite.minimum(tuple(points[-1].tolist()))
    if found is None or any(_is_at(each, found) for each in inner_points):
        return tuple(inner_points)
    found_point: StationaryPoint = StationaryPoint(
        found,
        run.function.value(found) + composite.sign * objective.penalty(found),
        run.goal_kind,
        scope="penalised" if objective.is_penalised else "constrained",
    )
    return (*inner_points, found_point)


def _without_noise(point: Point) -> Point:
    """Returns a point whose coordinates are 0 where they are so only up to rounding."""
    error = ZERO_TOLERANCE * math.hypot(*point)
    return tuple(0.0 if abs(x) <= error else x for x in point)


def _is_at(found_point: StationaryPoint, point: Point) -> bool:
    if found_point.extent is not None and found_point.extent[0] <= point[0] <= found_point.extent[1]:
        return True
    return math.dist(found_point.at, point) <= SAME_POINT * max(1.0, math.hypot(*point))
