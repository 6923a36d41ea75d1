"""Measurements of a run that the rules use: its arrays, its target, and properties of sequences."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.points import FAR_COORDINATE
from gdanim.verdict.verdict import Kind, StationaryPointLike, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.verdict.evidence import Evidence

ARRIVAL_TOLERANCE = 0.01  # fraction of the distance from the start to the target
NEGLIGIBLE_SHARE = 0.01  # fraction of an oscillation or a step
ROUNDING_ERROR = 1e-6  # relative
FLAT_SLOPE = 0.001  # fraction of the largest slope
FLAT_SHARE = 0.05  # fraction of the mean slope over the run's whole extent
VALLEY_SHARE = 0.1  # maximum default tolerance, as a fraction of the distance from a minimum to the valley's edge
LOOSE_TOLERANCE = 0.1  # fraction of the distance from the start: a larger tolerance is no arrival
MAX_VALLEY_SHARE = 0.5  # the same of the distance to the valley's edge


@dataclass(frozen=True, eq=False)
class Target:
    """The target of a run: the minimum reached, or the nearest one.

    ``distances`` (n,) are those from the run's points to it, ``start_distance`` is the first of them, and
    ``mean_slope`` is the mean slope from the start to it. ``reach`` is its distance to the nearest stationary point
    of another kind, where its valley ends; infinite if there is none.
    """

    goal: StationaryPointLike
    distances: np.ndarray
    tolerance: float
    start_distance: float
    mean_slope: float
    reach: float = math.inf

    @property
    def is_loose(self) -> bool:
        """Whether to be within the tolerance is no arrival, because it is a large part of the way, or of the valley."""
        return self.tolerance > LOOSE_TOLERANCE * self.start_distance or self.tolerance > MAX_VALLEY_SHARE * self.reach

    @property
    def bottom(self) -> float:
        """The height of the target: its value, or with the opposite sign that of a maximum."""
        return self.goal.value if self.goal.kind == "minimum" else -self.goal.value


@dataclass(frozen=True, eq=False)
class RunAnalysis:
    """The measurements of a run by which the rules judge it."""

    evidence: Evidence
    target: Target | None

    @property
    def points(self) -> np.ndarray:
        """The run's points (n, d)."""
        return self.evidence.points

    @cached_property
    def heights(self) -> np.ndarray:
        """The heights (n,): f, or −f where the run climbs, so that lower is always better."""
        return -self.evidence.values if self.evidence.climbs else self.evidence.values

    @cached_property
    def slopes(self) -> np.ndarray:
        """The lengths (n,) of the gradients."""
        return lengths(self.evidence.gradients)

    def verdict(self, kind: Kind, step: int | None = None, **fields: Any) -> Verdict:
        """Returns the verdict with the target's fields; ``step`` is the last one by default."""
        step = len(self.points) - 1 if step is None else step
        goal, tolerance = (self.target.goal.at, self.target.tolerance) if self.target else (None, None)
        about_target = {"goal": goal, "tolerance": tolerance, "stopped_by": self.evidence.stopped_by}
        return Verdict(kind, step, **{**about_target, **fields})

    @property
    def is_away(self) -> bool:
        """Whether the run has no target, or is farther from it than its start and doesn't return."""
        if self.target is None:
            return True
        distances = self.target.distances
        return bool(distances[-1] > self.target.start_distance and distances[-1] >= distances[-2:][0])

    @property
    def has_varying_etas(self) -> bool:
        """Whether the step size has not been the same throughout the run."""
        etas = self.evidence.etas
        return etas is not None and len(etas) > 0 and not bool((etas == etas[0]).all() or np.isnan(etas).all())

    @property
    def has_moved(self) -> bool:
        return bool((self.points != self.points[0]).any())

    @cached_property
    def ends_flat(self) -> bool:
        """Whether the final slope is almost zero, compared with two slopes.

        It must be small compared with the largest slope of the run and with the mean slope to the target, because on a
        plateau all slopes are small. It must also be small compared with the mean slope over the run's extent including
        the target: after a wall with a slope of 44,000, a long ascent with a slope of 2 is not a plateau. Points above
        the start don't count: beside those of a ball that is thrown high up a wall and back, any slope is small.
        """
        mean_slope, distance = (self.target.mean_slope, self.target.start_distance) if self.target else (0.0, 0.0)
        counts = self.is_below_start
        width = max(extent(self.points[counts]), distance)
        rise = max(float(np.ptp(self.heights[counts])), mean_slope * distance)
        slope = self.slopes[-1]
        return bool(slope <= FLAT_SLOPE * max(self.steepest, mean_slope) and slope * width <= FLAT_SHARE * rise)

    @cached_property
    def is_below_start(self) -> np.ndarray:
        """Whether each point (n,) is at most as high as the start; true of the last one."""
        is_below = self.heights <= self.heights[0]
        is_below[[0, -1]] = True
        return is_below

    @property
    def steepest(self) -> float:
        """The largest slope of the points that are at most as high as the start."""
        return float(self.slopes[self.is_below_start].max())

    @property
    def future(self) -> np.ndarray:
        """The points (m, d) that would follow, up to the first far away; none if the run can't be continued."""
        return self._continuation[0]

    @property
    def future_heights(self) -> np.ndarray:
        """The heights (m,) of the points that would follow, up to the first that is no number."""
        values = self._continuation[1]
        return (-values if self.evidence.climbs else values)[: int(np.argmax(np.append(np.isnan(values), True)))]

    @cached_property
    def is_soon_beyond_numbers(self) -> bool:
        """Whether coordinates or values overflow when the run is continued."""
        points, values = self._rows_ahead
        return not bool(np.isfinite(points).all() and np.isfinite(values).all())

    @cached_property
    def _rows_ahead(self) -> tuple[np.ndarray, np.ndarray]:
        """The points and values of the continued run; those of the run itself if it can't be continued."""
        if self.evidence.look_ahead is None or self.evidence.end_reason != "steps":
            return self.points, self.heights
        return self.evidence.look_ahead()

    @cached_property
    def _continuation(self) -> tuple[np.ndarray, np.ndarray]:
        points, values = (each[len(self.points) :] for each in self._rows_ahead)
        is_near = (np.abs(points) < FAR_COORDINATE).all(axis=1)  # false for NaN
        count = int(np.argmin(np.append(is_near, False)))
        return points[:count], values[:count]

    @cached_property
    def step_lengths(self) -> np.ndarray:
        """The lengths of the steps, (n - 1,)."""
        return lengths(np.diff(self.points, axis=0))

    @cached_property
    def turns(self) -> np.ndarray:
        """The indices of the points where the run turns: by over 90° from its direction after the previous turn."""
        indices, direction = [], np.zeros(self.points.shape[1])
        for index, step in enumerate(np.diff(self.points, axis=0)):
            turns_back = (step * direction).sum() < 0
            if turns_back:
                indices.append(index)
            if turns_back or not direction.any():
                direction = step
        return np.array(indices, dtype=int)


def measure_target(
    goal: StationaryPointLike,
    points: np.ndarray,
    values: np.ndarray,
    tolerance: float | None,
    stationary_points: Sequence[StationaryPointLike] = (),
) -> Target:
    """Measures the distances to a target.

    The default tolerance is a fraction of the first distance, but no larger than a fraction of the valley's width.
    """
    reach = _distance_to_edge(goal, stationary_points)
    distances = distances_to(goal, points)
    start_distance = float(distances[0])
    mean_slope = abs(float(values[0]) - goal.value) / start_distance if start_distance else 0.0
    if tolerance is None:
        tolerance = min(ARRIVAL_TOLERANCE * start_distance, VALLEY_SHARE * reach)
    return Target(goal, distances, tolerance, start_distance, mean_slope, reach)


def _distance_to_edge(goal: StationaryPointLike, stationary_points: Sequence[StationaryPointLike]) -> float:
    """Returns the distance from a target to the nearest stationary point of another kind, or infinity.

    One that begins at the target, above a jump, does not count.
    """
    edges = [np.array([other.at]) for other in stationary_points if other.kind != goal.kind and not _touch(goal, other)]
    return min((float(distances_to(goal, edge)[0]) for edge in edges), default=math.inf)


def _touch(goal: StationaryPointLike, other: StationaryPointLike) -> bool:
    """Returns whether an interval of extrema ends at a target."""
    ends = goal.extent or goal.at
    return other.extent is not None and any(end in ends for end in other.extent)


def distances_to(goal: StationaryPointLike, points: np.ndarray) -> np.ndarray:
    """Returns the distances to a point, or to the interval on which f is as low (for a maximum: as high)."""
    if goal.extent is None:
        return lengths(points - goal.at)
    low, high = goal.extent
    return np.maximum(0.0, np.maximum(low - points[:, 0], points[:, 0] - high))


def true_from(flags: np.ndarray) -> int:
    """Returns the first index from which all flags are true to the end."""
    false = np.flatnonzero(~flags)
    return int(false[-1]) + 1 if len(false) else 0


def has_lapsed_before(flags: np.ndarray) -> bool:
    """Returns whether a streak of flags as long as the last one has ended before, so that the last may end as well."""
    began = true_from(flags)
    false = np.flatnonzero(~flags[:began])
    return bool((np.diff(false, prepend=-1) - 1).max(initial=0) >= len(flags) - began)


def last_thirds(array: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the middle third and the last third."""
    count = len(array)
    return array[count // 3 : 2 * count // 3], array[2 * count // 3 :]


def nearest(stationary_points: Sequence[StationaryPointLike], point: np.ndarray) -> StationaryPointLike | None:
    return min(stationary_points, key=lambda found: math.dist(found.at, point), default=None)


def lengths(rows: np.ndarray) -> np.ndarray:
    return np.array([math.hypot(*row) for row in rows])  # not np.linalg.norm, whose squares overflow


def extent(points: np.ndarray) -> float:
    """Returns the diagonal of the points' bounding box."""
    return math.hypot(*(points.max(axis=0) - points.min(axis=0)))


def x_range(points: np.ndarray) -> dict[str, Any]:
    """Returns the verdict's ``low`` and ``high`` in one variable; a bound that is 0 up to rounding is 0."""
    if points.shape[1] > 1:
        return {}
    low, high = float(points.min()), float(points.max())
    min_size = ROUNDING_ERROR * max(abs(low), abs(high))
    return {"low": low if abs(low) > min_size else 0.0, "high": high if abs(high) > min_size else 0.0}
