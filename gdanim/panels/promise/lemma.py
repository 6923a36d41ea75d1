"""The descent lemma: by how much a step goes down at least, if no curvature on its way is greater than L.

f(x − η∇f) ≤ f(x) − η(1 − ηL/2)|∇f|². Nesterov, Introductory Lectures on Convex Optimization, 2004, Lemma 1.2.3.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gdanim.descent.goal_curvature import MAX_CURVATURE_COORDINATE, goal_curvature, step_limits

if TYPE_CHECKING:
    from gdanim.descent import Trajectory

CURVATURE_SAMPLES = 2000  # of the curvature along the steps of a run


class Promises(NamedTuple):
    """The descents that steps promise and keep, (n − 1,) each, and the largest curvature, which may be infinite."""

    curvature: float
    promised: np.ndarray
    kept: np.ndarray

    @property
    def is_known(self) -> bool:
        """Whether there is a largest curvature."""
        return math.isfinite(self.curvature)

    @property
    def step_limits(self) -> dict[str, float]:
        """The limits 1/L and 2/L of the step size; none without a largest curvature, or on a straight line."""
        return step_limits(self.curvature)


def largest_curvature(trajectory: Trajectory) -> float:
    """Returns the largest |curvature| along the steps of a run and to its goal; infinite where the slope jumps."""
    function, points = trajectory.run.function, trajectory.points
    points = points[(np.abs(points) < MAX_CURVATURE_COORDINATE).all(axis=1)]
    if trajectory.verdict.reached is not None:
        points = np.vstack((points, trajectory.verdict.reached))
    places = [point.at for point in trajectory.stationary_points]
    if any(function.has_kink_at(place) for place in places):
        return math.inf
    if len(points) < 2:
        return abs(function.curvature(trajectory.run.start)[0])
    count = max(3, math.ceil(CURVATURE_SAMPLES / (len(points) - 1)))
    parts = np.linspace(0.0, 1.0, count)[:, None, None]
    samples = (points[:-1] + parts * np.diff(points, axis=0)).reshape(-1, points.shape[1])
    with np.errstate(all="ignore"):
        hessians = function.hessians(samples)
    hessians = hessians[np.isfinite(hessians).all(axis=(1, 2))]
    return float(np.abs(np.linalg.eigvalsh(hessians)).max()) if len(hessians) else math.inf


def promises(trajectory: Trajectory, chosen: float | str = "run") -> Promises:
    """Returns what each step promises and keeps, with the curvature of the run, of the minimum, or a given one."""
    run, etas = trajectory.run, trajectory.etas
    if chosen == "minimum":
        found = goal_curvature(trajectory)
        curvature = found.largest if found is not None and found.is_known else math.inf
    else:
        curvature = largest_curvature(trajectory) if chosen == "run" else float(chosen)
    side = -1.0 if run.is_ascent else 1.0
    with np.errstate(all="ignore"):
        promised = etas * (1 - etas * curvature / 2) * trajectory.gradient_sizes[:-1] ** 2
        kept = -side * np.diff(trajectory.values)
    return Promises(curvature, promised, kept)
