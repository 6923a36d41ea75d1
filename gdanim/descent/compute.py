"""Computes the trajectory of a run, step by step, and judges it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.descent.averages import average_verdict, averages
from gdanim.descent.history import History, read_only
from gdanim.descent.judgement import judge_run
from gdanim.descent.kink_landing import land_on_kink
from gdanim.descent.oracle import CountingOracle
from gdanim.descent.run import StopRule
from gdanim.descent.trajectory import Trajectory
from gdanim.points import FAR_COORDINATE
from gdanim.verdict import Evidence

if TYPE_CHECKING:
    import numpy as np

    from gdanim.descent.run import Run
    from gdanim.functions import Function
    from gdanim.points import Point
    from gdanim.verdict import EndReason

LOOK_AHEAD_FACTOR, MAX_STEPS_AHEAD = 10, 2000  # maximum continuation of a run: as a multiple of its steps, and in total
MAX_VARIABLES_AHEAD = 2
NEIGHBOUR_DISTANCE = 1e-9  # relative to a coordinate, or to 1


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
    points, values = read_only(history.points, dimension), read_only(history.values)
    full_gradients, etas = read_only(history.full_gradients, dimension), read_only(history.etas)
    evidence = Evidence(
        points,
        values,
        full_gradients,
        end_reason,
        stopped_by=history.met_stop_rule(run.stop) if end_reason == "stopped" else None,
        etas=etas,
        look_ahead=(lambda: _look_ahead(run)) if _can_look_ahead(run) else None,
    )
    stationary_points, verdict = judge_run(run, evidence)
    means = averages(points, run.average_from)
    return Trajectory(
        run=run,
        points=points,
        values=values,
        gradients=read_only(history.gradients, dimension),
        full_gradients=full_gradients,
        half_points=read_only(history.half_points, dimension),
        averages=means,
        etas=etas,
        states=tuple(history.states),
        probes=(*history.probes, ()),
        evaluations=tuple(history.evaluations),
        end_reason=end_reason,
        stationary_points=stationary_points,
        verdict=verdict,
        average_verdict=None if means is None else average_verdict(run, means),
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
    """Returns whether the run can be continued: it has no random numbers, few variables, and not too many steps."""
    if run.is_random or run.optimizer.rule.is_recorded or run.function.is_slow:
        return False
    return len(run.start) <= MAX_VARIABLES_AHEAD and run.steps < MAX_STEPS_AHEAD


def _look_ahead(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """Returns the points of the same run with more steps, and their values. A schedule ends where it ended."""
    steps = min((1 + LOOK_AHEAD_FACTOR) * run.steps, MAX_STEPS_AHEAD)
    schedule = run.schedule.for_steps(run.steps) if run.schedule else None
    history, _ = _iterate(replace(run, steps=steps, schedule=schedule, stop=StopRule()))
    return read_only(history.points, len(run.start)), read_only(history.values)


def _iterate(run: Run) -> tuple[History, EndReason]:
    rule, options = run.optimizer.rule, run.optimizer.options
    course = run.schedule.for_steps(run.steps).course() if run.schedule else None
    sign = -1.0 if run.is_ascent else 1.0
    point = tuple(map(float, run.start))
    state, oracle, history = rule.init(point, options), CountingOracle(run), History()
    oracle.use_batch_of(0)
    history.add(point, run.function.value(point), state, oracle)
    is_exact = len(point) <= MAX_VARIABLES_AHEAD and not (run.is_random or rule.is_recorded or run.function.is_slow)
    for k in range(run.steps):
        if end_reason := history.end_reason(run.stop):
            return history, end_reason
        eta = course(k, sign * history.values[-1]) if course else math.nan
        gradient = oracle.gradient(point)
        oracle.begin_step(point)
        landing, state = rule.step(state, point, gradient, eta, options, oracle)
        if is_exact:
            landing = land_on_kink(run.function, history.points[0], point, landing, k + 1)
        is_outside = run.constraint is not None and not run.constraint.contains(landing)
        point = run.constraint.project(landing) if run.constraint and is_outside else landing
        history.half_points.append(landing if is_outside else (math.nan,) * len(point))
        history.etas.append(eta)
        history.probes.append(tuple(oracle.probes))
        oracle.use_batch_of(k + 1)
        history.add(point, run.function.value(point), state, oracle)
    return history, history.end_reason(run.stop) or "steps"
