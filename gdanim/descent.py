"""Computes the trajectories of runs. Divergence is data, not an error."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from gdanim.functions import stationary
from gdanim.functions.asymptotes import has_no_bound, has_no_minimum_ahead
from gdanim.optimizers import state_vectors
from gdanim.verdict import EndReason, MetStopRule, Verdict, judge
from gdanim.verdict.analysis import lengths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.functions import Function
    from gdanim.functions.data import Sampling
    from gdanim.functions.stationary import StationaryPoint
    from gdanim.optimizers import Optimizer
    from gdanim.schedules import Schedule

Point = tuple[float, ...]

LOOK_AHEAD_FACTOR, MAX_STEPS_AHEAD = 10, 2000  # maximum continuation of a run: as a multiple of its steps, and in total
MAX_VARIABLES_AHEAD = 2
NEIGHBOUR_DISTANCE = 1e-9  # relative to a coordinate, or to 1
FAR_COORDINATE = 1e50  # above it, NaN comes from ∞ − ∞ and not from a hole in the domain


@dataclass(frozen=True)
class StopRule:
    """The stop rules of a run: the first that holds ends it; if several begin to hold at once, the first in this order.

    Attributes
    ----------
    gradient
        Stop when the gradient's norm is below this number.
    change
        Stop when the last step's length is below this number.
    value
        Stop when f changes by at most this number in a step.
    """

    gradient: float | None = None
    change: float | None = None
    value: float | None = None


@dataclass(frozen=True, eq=False)
class Run:
    """The specification of a run.

    Attributes
    ----------
    function, optimizer, start, steps, direction, stop
        The function, the update rule, the start, the maximum number of steps, the direction, and the stop rules.
    schedule
        The step size; None if the rule has none.
    tolerance
        The distance from the minimum within which the run has converged; None for a fraction of the first distance.
    sampling
        The points of a data problem that each step uses; None if every step uses the whole loss.
    label
        The run's name in plain text.
    label_fields
        The settings that an automatic label names, ``(("eta", "0.2"),)``.
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

    @property
    def is_ascent(self) -> bool:
        """Whether the run maximises f."""
        return self.direction == "ascend"

    @property
    def goal_kind(self) -> Literal["minimum", "maximum"]:
        """The kind of stationary point that the run looks for."""
        return "maximum" if self.is_ascent else "minimum"


@dataclass(frozen=True, eq=False)
class Trajectory:
    """The result of a run, in n rows: ``steps + 1``, or fewer if it stopped or its last row is not finite.

    Attributes
    ----------
    run
        The run's specification.
    points
        The points ``(n, d)``. This array and the next four are read-only.
    values
        The values ``(n,)``; with batches, of the whole loss.
    gradients
        The gradients ``(n, d)``; with batches, of the batch that the next step uses.
    full_gradients
        The gradients ``(n, d)`` of the whole loss; without batches, the same as ``gradients``.
    etas
        The step sizes ``(n - 1,)``; NaN if the rule has none.
    states
        The optimizer's state at each point, ``{"m": …, "v": …}``.
    probes
        The trial points of the optimizer before it left each point; none for the last point.
    evaluations
        The number of gradients evaluated before each point.
    end_reason
        The reason for the run's end.
    stationary
        The function's stationary points near the run.
    verdict
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

    @property
    def last_step(self) -> int:
        """The number of steps taken: the index of the last point."""
        return len(self.points) - 1

    @cached_property
    def gradient_sizes(self) -> np.ndarray:
        """The norm of the whole gradient at each point, ``(n,)``."""
        return lengths(self.full_gradients)

    @property
    def verdict_known_from(self) -> int:
        """The step from which the verdict may be shown."""
        return self.verdict.known_from(self.last_step)


class _CountingOracle:
    """The function as a rule sees it: −f in ascent, since maximising f is minimising −f.

    Records the points at which a step evaluates f or its gradient, other than its own start, and counts gradients.
    Repeated evaluations within a step, or at its end point, count once.
    """

    def __init__(self, run: Run) -> None:
        self._function = run.function
        self._run = run
        self._sign = -1.0 if run.is_ascent else 1.0  # a float's sign changes exactly
        self._gradients: dict[Point, Point] = {}
        self._step_start: Point | None = None
        self.probes: dict[Point, None] = {}
        self.count = 0

    def use_batch_of(self, step: int) -> None:
        """Evaluates the loss on the batch of ``step`` from here on."""
        sampling = self._run.sampling
        if sampling is not None and not sampling.is_full_batch:
            self._function = self._run.function.on_batch(sampling.rows(step))
            self._gradients = {}

    def begin_step(self, point: Point) -> None:
        self._step_start, self.probes, self._gradients = point, {}, {}

    def value(self, point: Point) -> float:
        self._record(point)
        return self._sign * self._function.value(point)

    def gradient(self, point: Point) -> Point:
        self._record(point)
        return tuple(self._sign * slope for slope in self.function_gradient(point))

    def hessian(self, point: Point) -> tuple[Point, ...]:
        return tuple(tuple(self._sign * entry for entry in row) for row in self._function.hessian(point))

    def function_gradient(self, point: Point) -> Point:
        """Returns the gradient of f itself on the batch, in descent and in ascent."""
        if point not in self._gradients:
            self.count += 1
            self._gradients[point] = self._function.gradient(point)
        return self._gradients[point]

    def full_gradient(self, point: Point) -> Point:
        """Returns the gradient of f on all points.

        It is not counted, because a rule that uses batches never sees it.
        """
        whole = self._run.function
        return self.function_gradient(point) if self._function is whole else whole.gradient(point)

    def _record(self, point: Point) -> None:
        if point != self._step_start:
            self.probes[point] = None


@dataclass
class _History:
    """The rows of a run so far, in Python floats, whose arithmetic is the same on every processor."""

    points: list[Point] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    gradients: list[Point] = field(default_factory=list)
    full_gradients: list[Point] = field(default_factory=list)
    etas: list[float] = field(default_factory=list)
    states: list[Mapping[str, Point]] = field(default_factory=list)
    probes: list[tuple[Point, ...]] = field(default_factory=list)
    evaluations: list[int] = field(default_factory=list)

    def add(self, point: Point, value: float, state: Any, oracle: _CountingOracle) -> None:
        self.evaluations.append(oracle.count)
        self.points.append(point)
        self.values.append(value)
        self.gradients.append(oracle.function_gradient(point))
        self.full_gradients.append(oracle.full_gradient(point))
        self.states.append(state_vectors(state))

    def end_reason(self, stop: StopRule) -> EndReason | None:
        """Returns the reason for the run's end at its last row, or None."""
        point, numbers = self.points[-1], (self.values[-1], *self.gradients[-1])
        if all(map(math.isfinite, point + numbers)):
            return "stopped" if self.met_stop_rule(stop) else None
        is_far = not all(abs(x) < FAR_COORDINATE for x in point)
        return "overflow" if is_far or any(map(math.isinf, numbers)) else "left_domain"

    def met_stop_rule(self, stop: StopRule) -> MetStopRule | None:
        """Returns the stop rule that the last row meets, or None."""
        if stop.gradient is not None and math.hypot(*self.full_gradients[-1]) < stop.gradient:
            return MetStopRule("gradient", stop.gradient)
        if len(self.points) == 1:
            return None
        if stop.change is not None and math.dist(*self.points[-2:]) < stop.change:
            return MetStopRule("change", stop.change)
        if stop.value is not None and abs(self.values[-1] - self.values[-2]) <= stop.value:
            return MetStopRule("value", stop.value)
        return None


def compute_trajectory(run: Run) -> Trajectory:
    """Computes a run to its end and judges it.

    Parameters
    ----------
    run
        The run to compute.

    Returns
    -------
    Trajectory
        The trajectory, also of a run that diverges or leaves the domain: nothing is raised, and the last row contains
        the numbers that aren't finite.
    """
    history, end_reason = _iterate(run)
    if end_reason == "overflow" and _is_at_edge(run.function, history.points[-1]):
        end_reason = "left_domain"
    dimension = len(run.start)
    points, values = _read_only(history.points, dimension), _read_only(history.values)
    full_gradients = _read_only(history.full_gradients, dimension)
    stationary_points = stationary.search(run.function, points[np.isfinite(points).all(axis=1)])
    verdict = judge(
        points,
        values,
        full_gradients,
        end_reason,
        stationary_points,
        direction=run.direction,
        tolerance=run.tolerance,
        stopped_by=history.met_stop_rule(run.stop) if end_reason == "stopped" else None,
        etas=_read_only(history.etas),
        look_ahead=(lambda: _look_ahead(run)) if _can_look_ahead(run) else None,
        recedes=lambda: has_no_minimum_ahead(run.function, history.points[-1], ascends=run.is_ascent),
        has_no_bound=lambda: has_no_bound(run.function, run.start, ascends=run.is_ascent),
    )
    if run.steps == 0:
        verdict = Verdict("unjudged", 0, goal=verdict.goal)
    return Trajectory(
        run=run,
        points=points,
        values=values,
        gradients=_read_only(history.gradients, dimension),
        full_gradients=full_gradients,
        etas=_read_only(history.etas),
        states=tuple(history.states),
        probes=(*history.probes, ()),
        evaluations=tuple(history.evaluations),
        end_reason=end_reason,
        stationary=stationary_points,
        verdict=verdict,
    )


def _is_at_edge(function: Function, point: Point) -> bool:
    """Returns whether f or its slope is infinite only at the point, as log(x) at 0, and not by overflow."""
    if not all(abs(x) < FAR_COORDINATE for x in point):
        return False
    moved = [
        tuple(x + side * NEIGHBOUR_DISTANCE * max(1.0, abs(x)) if index == axis else x for index, x in enumerate(point))
        for axis in range(len(point))
        for side in (-1, 1)
    ]
    return any(all(map(math.isfinite, (function.value(each), *function.gradient(each)))) for each in moved)


def _can_look_ahead(run: Run) -> bool:
    """Returns whether more steps wouldn't change the run: its step sizes and batches don't depend on their number."""
    is_steady = run.schedule is None or run.schedule.is_constant
    sees_all = run.sampling is None or run.sampling.is_full_batch
    return is_steady and sees_all and len(run.start) <= MAX_VARIABLES_AHEAD and run.steps < MAX_STEPS_AHEAD


def _look_ahead(run: Run) -> np.ndarray:
    """Returns the points of the same run with more steps."""
    steps = min((1 + LOOK_AHEAD_FACTOR) * run.steps, MAX_STEPS_AHEAD)
    history, _ = _iterate(replace(run, steps=steps, stop=StopRule()))
    return _read_only(history.points, len(run.start))


def _iterate(run: Run) -> tuple[_History, EndReason]:
    rule, options = run.optimizer.rule, run.optimizer.effective_options
    schedule = run.schedule.for_steps(run.steps) if run.schedule else None
    point = tuple(map(float, run.start))
    state, oracle, history = rule.init(point, options), _CountingOracle(run), _History()
    oracle.use_batch_of(0)
    history.add(point, run.function.value(point), state, oracle)
    for k in range(run.steps):
        if end_reason := history.end_reason(run.stop):
            return history, end_reason
        eta = schedule.at(k) if schedule else math.nan
        gradient = oracle.gradient(point)
        oracle.begin_step(point)
        point, state = rule.step(state, point, gradient, eta, options, oracle)
        history.etas.append(eta)
        history.probes.append(tuple(oracle.probes))
        oracle.use_batch_of(k + 1)
        history.add(point, run.function.value(point), state, oracle)
    return history, history.end_reason(run.stop) or "steps"


def _read_only(rows: Sequence, dimension: int | None = None) -> np.ndarray:
    array = np.array(rows, dtype=float)
    if dimension:
        array = array.reshape(-1, dimension)
    array.flags.writeable = False
    return array
