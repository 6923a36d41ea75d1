"""Judges a run by its function, or by what a penalty or a constraint makes of it."""

from __future__ import annotations

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


def judged(
    run: Run,
    rows: tuple[np.ndarray, np.ndarray, np.ndarray],
    end_reason: EndReason,
    *,
    stopped_by: MetStopRule | None = None,
    etas: np.ndarray | None = None,
    look_ahead: Callable[[], np.ndarray] | None = None,
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
    places = stationary.search(run.function, finite)
    objective = run.objective
    composite = None if objective.is_plain or run.steps == 0 else Composite(run, objective)
    own = places
    if composite is not None:
        own = stationary_points(composite, finite, places)
        values, gradients = composite.values(points, values), composite.slopes(points, gradients)
        places = (*places, *(each for each in own if each not in places))
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
        else lambda: has_no_minimum_ahead(run.function, tuple(points[-1].tolist()), ascends=run.is_ascent),
        has_no_bound=None if composite else lambda: has_no_bound(run.function, run.start, ascends=run.is_ascent),
    )
    return places, Verdict("unjudged", 0, goal=verdict.goal) if run.steps == 0 else verdict
