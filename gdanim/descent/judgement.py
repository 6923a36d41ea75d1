"""Judges a run by its function, or by what a penalty or a constraint makes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gdanim.descent.constrained import Composite, stationary_points
from gdanim.functions import stationary
from gdanim.functions.asymptotes import has_no_bound, has_no_minimum_ahead
from gdanim.verdict import EndReason, MetStopRule, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.descent.run import Run
    from gdanim.functions.stationary import StationaryPoint

STEPS_COMPARED = (10**4, 10**8)  # at which a schedule shows whether its step sizes die out


def judged(
    run: Run,
    rows: tuple[np.ndarray, np.ndarray, np.ndarray],
    end_reason: EndReason,
    *,
    stopped_by: MetStopRule | None = None,
    etas: np.ndarray | None = None,
    look_ahead: Callable[[], tuple[np.ndarray, np.ndarray]] | None = None,
) -> tuple[tuple[StationaryPoint, ...], Verdict]:
    """Returns the stationary points near a run, and its verdict.

    Parameters
    ----------
    run
        The run.
    rows
        Its points, its values, and the whole gradients there.
    end_reason, stopped_by, etas, look_ahead
        The arguments of ``gdanim.verdict.judge`` with these names.

    Returns
    -------
    tuple of (stationary points, Verdict)
    """
    points, values, gradients = rows
    finite = points[np.isfinite(points).all(axis=1)]
    places = stationary.search(run.function, finite, run.domain)
    objective = run.objective
    composite = None if objective.is_plain or run.steps == 0 else Composite(run, objective)
    own = places
    if composite is not None:
        own = stationary_points(composite, finite, places)
        values, gradients = composite.values(points, values), composite.slopes(points, gradients)
        found = [replace(each, value=run.function.value(each.point)) for each in own if each not in places]
        places = (*places, *found)  # marked at their height on f
        look_ahead = _on_objective(composite, look_ahead) if look_ahead else None
    verdict = judge(
        points,
        values,
        gradients,
        end_reason,
        own,
        direction=run.direction,
        tolerance=run.tolerance,
        stopped_by=stopped_by,
        etas=etas,
        look_ahead=look_ahead,
        recedes=None
        if composite
        else lambda: (
            _steps_without_end(run)
            and has_no_minimum_ahead(run.function, tuple(points[-1].tolist()), ascends=run.is_ascent)
        ),
        has_no_bound=None if composite else lambda: has_no_bound(run.function, run.start, ascends=run.is_ascent),
    )
    if run.steps == 0:
        return places, Verdict("unjudged", 0, goal=verdict.goal)
    if (verdict.kind, verdict.step) == ("stationary", 0) and run.function.has_kink_at(run.start):
        verdict = replace(verdict, is_at_kink=True)
    return places, verdict


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
    if run.optimizer.rule.decays_weights(run.optimizer.effective_options):
        return False
    if run.schedule is None or run.schedule.is_constant:
        return True
    schedule = run.schedule.for_steps(run.steps)
    near, far = (k * schedule.at(k) for k in STEPS_COMPARED)
    return far >= near / 2 > 0
