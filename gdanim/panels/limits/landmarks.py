"""The parts of a plane that are shown whole: closed lines of extrema, and a domain that ends near the runs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.search.level_lines import trace
from gdanim.panels.limits.breaks import domain_ends_along

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory
    from gdanim.functions import Function

SEARCH_REACH, RING_REACH = 1.5, 8.0  # of the longer side: how far out ends of the domain, and rings, are looked for
RING_STEPS = 24  # steps along a line as long as the longer side
MAX_CLOSING_STEPS = 3.0  # steps between the ends of a closed line at most


def ring_points(trajectories: Sequence[Trajectory], low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Returns the points (n, d) of closed lines of extrema, of which a stationary point is in the window."""
    found, function = [np.empty((0, len(low)))], trajectories[0].run.function
    if len(low) != 2:
        return found[0]
    size = float((high - low).max())
    begin, end, step = low - RING_REACH * size, high + RING_REACH * size, size / RING_STEPS
    points = {
        (point.at, point.kind)
        for trajectory in trajectories
        for point in trajectory.stationary_points
        if point.spread == "line" and (low <= point.at).all() and (point.at <= high).all()
    }
    for at, kind in sorted(points):
        lines = trace(function, at, 1 if kind == "minimum" else -1, step, begin, end)
        found += [
            line
            for line in lines
            if len(line) > MAX_CLOSING_STEPS and math.dist(line[0], line[-1]) <= MAX_CLOSING_STEPS * step
        ]
    return np.vstack(found)


def domain_points(
    trajectories: Sequence[Trajectory], points: np.ndarray, low: np.ndarray, high: np.ndarray
) -> np.ndarray:
    """Returns the ends (n, d) of a plane's domain at which f has a limit, on lines along the axes through the places.

    ``points`` are the stationary points (m, d) of the window; without any the lines go through its middle.
    """
    function = trajectories[0].run.function
    if len(low) != 2 or function.is_slow:
        return np.empty((0, len(low)))
    reach = SEARCH_REACH * float((high - low).max())
    centres = np.unique(points, axis=0) if len(points) else (low + high)[None] / 2
    found = [end for centre in centres for axis in (0, 1) for end in _ends(function, centre, axis, low, high, reach)]
    return np.array(found).reshape(-1, 2)


def _ends(
    function: Function, centre: np.ndarray, axis: int, low: np.ndarray, high: np.ndarray, reach: float
) -> list[np.ndarray]:
    """Returns the nearest ends of the domain on both sides of a point, along an axis."""

    def along(positions: np.ndarray) -> np.ndarray:
        points = np.repeat(centre[None], len(positions), axis=0)
        points[:, axis] = positions
        return function.values(points)

    ends = [at for at, _ in domain_ends_along(along, (float(low[axis]) - reach, float(high[axis]) + reach))]
    nearest = [
        max((at for at in ends if at < centre[axis]), default=None),
        min((at for at in ends if at > centre[axis]), default=None),
    ]
    return [np.where(np.arange(2) == axis, at, centre) for at in nearest if at is not None]
