"""Judges a run by its function, or by what a penalty or a constraint makes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gdanim.descent.constrained import Composite, stationary_points
from gdanim.functions.search import stationary
from gdanim.functions.search.asymptotes import has_no_bound, has_no_minimum_ahead
from gdanim.verdict import Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.descent.run import Run
    from gdanim.functions.search.stationary import StationaryPoint
    from gdanim.verdict import Evidence

STEPS_COMPARED = (10**4, 10**8)  # at which a schedule shows whether its step sizes die out


def judge_run(run: Run, evidence: Evidence) -> tuple[tuple[StationaryPoint, ...], Verdict]:
    """Returns the stationary points near a run, and its verdict.

    Parameters
    ----------
    run
        The run.
    evidence
        The run's own rows, with the whole gradients. The evidence of the run's settings and of its function is added.

    Returns
    -------
    tuple of (stationary points, Verdict)
    """
    finite = evidence.points[np.isfinite(evidence.points).all(axis=1)]
    function_points = stationary.search(run.function, finite, run.domain)
    evidence = replace(evidence, direction=run.direction, tolerance=run.tolerance)
    if run.objective.is_plain or run.steps == 0:
        verdict = judge(_about_function(run, evidence, function_points))
    else:
        composite = Composite(run, run.objective)
        objective_points = stationary_points(composite, finite, function_points)
        verdict = judge(_about_objective(composite, evidence, objective_points))
        found = [
            replace(each, value=run.function.value(each.at)) for each in objective_points if each not in function_points
        ]
        function_points = (*function_points, *found)  # marked at their height on f
    if run.steps == 0:
        return function_points, Verdict("unjudged", 0, goal=verdict.goal)
    if (verdict.kind, verdict.step) == ("stationary", 0) and run.function.has_kink_at(run.start):
        verdict = replace(verdict, is_at_kink=True)
    return function_points, verdict


def _about_function(run: Run, evidence: Evidence, function_points: tuple[StationaryPoint, ...]) -> Evidence:
    """Returns the evidence with what is known of the run's function: its stationary points, and where it has no end."""

    def recedes(point: np.ndarray) -> bool:
        begin = tuple(point.tolist())
        return _steps_without_end(run) and has_no_minimum_ahead(run.function, begin, ascends=run.is_ascent)

    def is_unbounded() -> bool:
        return has_no_bound(run.function, run.start, ascends=run.is_ascent)

    return replace(evidence, stationary_points=function_points, recedes=recedes, has_no_bound=is_unbounded)


def _about_objective(
    composite: Composite, evidence: Evidence, function_points: tuple[StationaryPoint, ...]
) -> Evidence:
    """Returns the evidence on what a penalty or a constraint makes of f, with the stationary points of that."""
    return replace(
        evidence,
        values=composite.values(evidence.points, evidence.values),
        gradients=composite.slopes(evidence.points, evidence.gradients),
        stationary_points=function_points,
        look_ahead=_on_objective(composite, evidence.look_ahead) if evidence.look_ahead else None,
    )


def _on_objective(
    composite: Composite, look_ahead: Callable[[], tuple[np.ndarray, np.ndarray]]
) -> Callable[[], tuple[np.ndarray, np.ndarray]]:
    """Returns a continuation of the run with the values of what a penalty or a constraint makes of f."""

    def ahead() -> tuple[np.ndarray, np.ndarray]:
        points, values = look_ahead()
        return points, composite.values(points, values)

    return ahead


def _steps_without_end(run: Run) -> bool:
    """Returns whether the run could move on for ever on a slope: no decay holds it, nor do its step sizes die out.

    The sum of step sizes has no limit if they fall as slowly as 1/k.
    """
    if run.optimizer.rule.decays_weights(run.optimizer.options):
        return False
    if run.schedule is None or run.schedule.is_constant:
        return True
    schedule = run.schedule.for_steps(run.steps)
    near, far = (k * schedule.at(k) for k in STEPS_COMPARED)
    return far >= near / 2 > 0
