"""A function, a rule, a start and a number of steps become the points of a run. Divergence is data, never an error."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from gdanim.functions import stationary
from gdanim.optimizers import remembered
from gdanim.verdict import EndReason, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.functions import Function
    from gdanim.functions.data import Sampling
    from gdanim.functions.stationary import StationaryPoint
    from gdanim.optimizers import Optimizer
    from gdanim.schedules import Schedule

Point = tuple[float, ...]

FAR = 1e50  # beyond, a missing number is ∞ − ∞ and no hole in the domain


@dataclass(frozen=True)
class StopRule:
    """A run ends early where the gradient's length, or the last step's, is below the number given."""

    gradient: float | None = None
    change: float | None = None


@dataclass(frozen=True, eq=False)
class Run:
    """What is to be done. ``schedule`` is None where the rule takes no eta; ``tolerance`` is a distance.

    With ``sampling`` each step sees the loss on its own batch of a data problem's points.

    ``label`` is plain text; ``label_fields`` holds what an automatic one names, ``(("eta", "0.2"),)``.
    """

    function: Function
    optimizer: Optimizer
    schedule: Schedule | None
    start: Point
    steps: int
    direction: Literal["descend", "ascend"] = "descend"
    stop: StopRule = StopRule()
    tolerance: float | None = None
    sampling: Sampling | None = None
    label: str = ""
    label_fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Trajectory:
    """What a run did. ``points`` and ``gradients`` are (n, d), ``values`` (n,), ``etas`` (n - 1,); all read-only.

    Of a run by batches ``gradients`` are those of the batch that the next step uses, and ``full_gradients`` are those
    of the whole loss, whose values ``values`` are; of any other run, both are the same.

    n is ``steps + 1``, less if the run stopped or its numbers failed: the row where they failed is the last.
    ``etas`` are nan where the rule takes none. The tuples hold n entries, too: what the method remembers at a point
    (``{"m": …, "v": …}``), the points it tried elsewhere before it left (of the last point, none), and the number of
    gradients it had asked for when it came there.
    """

    run: Run
    points: np.ndarray
    values: np.ndarray
    gradients: np.ndarray
    full_gradients: np.ndarray
    etas: np.ndarray
    states: tuple[Mapping[str, Point], ...]
    probes: tuple[tuple[Point, ...], ...]
    evaluations: tuple[int, ...]
    end_reason: EndReason
    stationary: tuple[StationaryPoint, ...]
    verdict: Verdict


class _Asked:
    """The function as a rule may ask it, upside down where the run climbs: to climb f is to descend −f.

    Keeps the points a step asks about, other than the one it starts from, and counts gradients: one asked for again
    within a step, or at the point where it ends, is the same one.
    """

    def __init__(self, run: Run) -> None:
        self._function = run.function
        self._run = run
        self._sign = 1.0 if run.direction == "descend" else -1.0  # a float's sign changes exactly
        self._slopes: dict[Point, Point] = {}
        self._from: Point | None = None
        self.probes: dict[Point, None] = {}
        self.count = 0

    def turn(self, step: int) -> None:
        """What is asked from here on is asked of the batch of ``step``."""
        sampling = self._run.sampling
        if sampling is not None and not sampling.is_full_batch:
            self._function = self._run.function.on_batch(sampling.rows(step))  # type: ignore[attr-defined]
            self._slopes = {}

    def leave(self, point: Point) -> None:
        """A step begins."""
        self._from, self.probes, self._slopes = point, {}, {}

    def value(self, point: Point) -> float:
        self._note(point)
        return self._sign * self._function.value(point)

    def gradient(self, point: Point) -> Point:
        self._note(point)
        return tuple(self._sign * slope for slope in self.slopes(point))

    def slopes(self, point: Point) -> Point:
        """The gradient as it is, the right way up."""
        if point not in self._slopes:
            self.count += 1
            self._slopes[point] = self._function.gradient(point)
        return self._slopes[point]

    def whole_slopes(self, point: Point) -> Point:
        """The gradient of the whole loss, which no rule is told of where it goes by batches: it is not counted."""
        return self.slopes(point) if self._function is self._run.function else self._run.function.gradient(point)

    def hessian(self, point: Point) -> tuple[Point, ...]:
        return tuple(tuple(self._sign * entry for entry in row) for row in self._function.hessian(point))

    def _note(self, point: Point) -> None:
        if point != self._from:
            self.probes[point] = None


@dataclass
class _Log:
    """The rows of a run so far, in Python floats: repeated float arithmetic, the same on every processor."""

    points: list[Point] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    gradients: list[Point] = field(default_factory=list)
    full: list[Point] = field(default_factory=list)
    etas: list[float] = field(default_factory=list)
    states: list[Mapping[str, Point]] = field(default_factory=list)
    probes: list[tuple[Point, ...]] = field(default_factory=list)
    evaluations: list[int] = field(default_factory=list)

    def add(self, point: Point, value: float, state: Any, asked: _Asked) -> None:
        self.evaluations.append(asked.count)
        self.points.append(point)
        self.values.append(value)
        self.gradients.append(asked.slopes(point))
        self.full.append(asked.whole_slopes(point))
        self.states.append(remembered(state))

    def ended(self, stop: StopRule) -> EndReason | None:
        """Why the run ends at its last row, or None."""
        point, numbers = self.points[-1], (self.values[-1], *self.gradients[-1])
        if all(map(math.isfinite, point + numbers)):
            return "stopped" if self._stops(stop) else None
        far = not all(abs(x) < FAR for x in point)
        return "overflow" if far or any(map(math.isinf, numbers)) else "left_domain"

    def _stops(self, stop: StopRule) -> bool:
        if stop.gradient is not None and math.hypot(*self.full[-1]) < stop.gradient:
            return True
        return stop.change is not None and len(self.points) > 1 and math.dist(*self.points[-2:]) < stop.change


def run(run: Run) -> Trajectory:
    """Walk to the run's end, however it comes, and judge what was done."""
    log, ended = _walk(run)
    dimension = len(run.start)
    points, values, full = _frozen(log.points, dimension), _frozen(log.values), _frozen(log.full, dimension)
    found = stationary.search(run.function, points[np.isfinite(points).all(axis=1)])
    verdict = judge(
        points,
        values,
        full,
        ended,
        found,
        direction=run.direction,
        tolerance=run.tolerance,
        stop=run.stop,
    )
    return Trajectory(
        run=run,
        points=points,
        values=values,
        gradients=_frozen(log.gradients, dimension),
        full_gradients=full,
        etas=_frozen(log.etas),
        states=tuple(log.states),
        probes=(*log.probes, ()),
        evaluations=tuple(log.evaluations),
        end_reason=ended,
        stationary=found,
        verdict=verdict,
    )


def _walk(run: Run) -> tuple[_Log, EndReason]:
    rule, options = run.optimizer.rule, run.optimizer.chosen
    schedule = run.schedule.over(run.steps) if run.schedule else None
    point = tuple(map(float, run.start))
    state, asked, log = rule.init(point, options), _Asked(run), _Log()
    asked.turn(0)
    log.add(point, run.function.value(point), state, asked)
    for k in range(run.steps):
        if ended := log.ended(run.stop):
            return log, ended
        eta = schedule.at(k) if schedule else math.nan
        gradient = asked.gradient(point)
        asked.leave(point)
        point, state = rule.step(state, point, gradient, eta, options, asked)
        log.etas.append(eta)
        log.probes.append(tuple(asked.probes))
        asked.turn(k + 1)
        log.add(point, run.function.value(point), state, asked)
    return log, log.ended(run.stop) or "steps"


def _frozen(rows: Sequence, dimension: int | None = None) -> np.ndarray:
    array = np.array(rows, dtype=float)
    if dimension:
        array = array.reshape(-1, dimension)
    array.flags.writeable = False
    return array
