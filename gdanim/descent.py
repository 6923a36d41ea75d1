"""A function, a rule, a start and a number of steps become the points of a run. Divergence is data, never an error."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdanim.functions import stationary
from gdanim.verdict import Ended, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.functions import Function
    from gdanim.functions.stationary import Stationary
    from gdanim.optimizers import Optimizer
    from gdanim.schedules import Schedule

Point = tuple[float, ...]

FAR = 1e50  # beyond, a missing number is ∞ − ∞ and no hole in the domain


@dataclass(frozen=True)
class Stop:
    """A run ends early where the gradient's length, or the last step's, is below the number given."""

    gradient: float | None = None
    change: float | None = None


@dataclass(frozen=True, eq=False)
class Run:
    """What is to be done. ``schedule`` is None where the rule takes no eta; ``tolerance`` is a distance.

    ``label`` is plain text; ``differs`` holds what an automatic one names, ``(("eta", "0.2"),)``.
    """

    function: Function
    optimizer: Optimizer
    schedule: Schedule | None
    start: Point
    steps: int
    direction: Literal["descend", "ascend"] = "descend"
    stop: Stop = Stop()
    tolerance: float | None = None
    label: str = ""
    differs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Trajectory:
    """What a run did. ``points`` and ``gradients`` are (n, d), ``values`` (n,), ``etas`` (n - 1,); all read-only.

    n is ``steps + 1``, less if the run stopped or its numbers failed: the row where they failed is the last.
    ``etas`` are nan where the rule takes none.
    """

    run: Run
    points: np.ndarray
    values: np.ndarray
    gradients: np.ndarray
    etas: np.ndarray
    ended: Ended
    stationary: tuple[Stationary, ...]
    verdict: Verdict


@dataclass
class _Log:
    """The rows of a run so far, in Python floats: repeated float arithmetic, the same on every processor."""

    points: list[Point] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    gradients: list[Point] = field(default_factory=list)
    etas: list[float] = field(default_factory=list)

    def add(self, point: Point, function: Function) -> None:
        self.points.append(point)
        self.values.append(function.value(point))
        self.gradients.append(function.gradient(point))

    def ended(self, stop: Stop) -> Ended | None:
        """Why the run ends at its last row, or None."""
        point, numbers = self.points[-1], (self.values[-1], *self.gradients[-1])
        if all(map(math.isfinite, point + numbers)):
            return "stopped" if self._stops(stop) else None
        far = not all(abs(x) < FAR for x in point)
        return "overflow" if far or any(map(math.isinf, numbers)) else "left_domain"

    def _stops(self, stop: Stop) -> bool:
        if stop.gradient is not None and math.hypot(*self.gradients[-1]) < stop.gradient:
            return True
        return stop.change is not None and len(self.points) > 1 and math.dist(*self.points[-2:]) < stop.change


def run(run: Run) -> Trajectory:
    log, ended = _walk(run)
    points = _frozen(log.points, len(run.start))
    values, gradients = _frozen(log.values), _frozen(log.gradients, len(run.start))
    found = stationary.search(run.function, points[np.isfinite(points).all(axis=1)])
    verdict = judge(
        *(points, values, gradients, ended, found), direction=run.direction, tolerance=run.tolerance, stop=run.stop
    )
    return Trajectory(run, points, values, gradients, _frozen(log.etas), ended, found, verdict)


def _walk(run: Run) -> tuple[_Log, Ended]:
    rule, options = run.optimizer.rule, run.optimizer.chosen
    schedule = run.schedule.over(run.steps) if run.schedule else None
    start = tuple(map(float, run.start))
    state, log = rule.init(start, options), _Log()
    log.add(start, run.function)
    for k in range(run.steps):
        if ended := log.ended(run.stop):
            return log, ended
        eta = schedule.at(k) if schedule else math.nan
        point, state = rule.update(state, log.points[-1], _slope(log.gradients[-1], run.direction), eta, options)
        log.etas.append(eta)
        log.add(point, run.function)
    return log, log.ended(run.stop) or "steps"


def _slope(gradient: Point, direction: str) -> Point:
    """To climb f is to descend −f; a float's sign changes exactly."""
    return gradient if direction == "descend" else tuple(-g for g in gradient)


def _frozen(rows: Sequence, dimension: int | None = None) -> np.ndarray:
    array = np.array(rows, dtype=float)
    if dimension:
        array = array.reshape(-1, dimension)
    array.flags.writeable = False
    return array
