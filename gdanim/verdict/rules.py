"""The rules of judgement, functions from a run to its verdict or None; the first that applies decides."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.verdict.analysis import (
    ARRIVAL_TOLERANCE,
    FLAT_SHARE,
    ROUNDING_ERROR,
    RunAnalysis,
    extent,
    last_thirds,
    lengths,
    measure_target,
    nearest,
    true_from,
    x_range,
)
from gdanim.verdict.convergence import converged
from gdanim.verdict.cycles import cycle
from gdanim.verdict.divergence import diverged
from gdanim.verdict.progress import fades_away, falls, progressing, unbounded

if TYPE_CHECKING:
    from gdanim.verdict.evidence import Evidence
    from gdanim.verdict.verdict import Verdict

AT_REST = 0.05  # extent of the last third, relative to the run's extent, or to the distance from start to target
HARDLY_MOVED = 0.02  # fraction of the distance from start to target
NEAR_TARGET = 1 / 3  # fraction of the distance from start to target: x³ is this slow near 0
NO_STEP = 1e-9  # fraction of the distance travelled or left: smaller steps count as none
NO_WAY = 1e-6  # the same of all steps ahead together
MIN_STALLED_STEPS = 3  # consecutive, at the end
DEAD_ETA = 1e-3  # fraction of the largest step size: a smaller one explains why the run stalls
CREEPING_STEP = 0.05  # maximum fraction of the longest step
CREPT_SHARE = 0.2  # maximum fraction of the run's extent, in twice as many steps
CREEPING_SLOPE = 0.2  # minimum fraction of the steepest slope
SADDLE_DISTANCE = 1e-5  # distance from a saddle, relative to the run's extent or the saddle's coordinates, or to 1
FAR_AWAY = 2  # multiple of the distance from start to target: such a run has left the target's surroundings
MIN_REMAINING = 0.75  # fraction of the distance to the target that is left after the continuation


@np.errstate(all="ignore")  # numbers near the largest overflow in differences; comparisons with infinity hold
def judge(evidence: Evidence) -> Verdict:
    """Returns the verdict of the first rule that applies to a run.

    Parameters
    ----------
    evidence
        All that is known of the run.

    Returns
    -------
    Verdict
        The verdict.
    """
    points, stationary_points = evidence.points, evidence.stationary_points
    kind = "maximum" if evidence.climbs else "minimum"
    anchor = points[0] if evidence.end_reason in {"overflow", "left_domain"} else points[-1]
    goal = nearest([point for point in stationary_points if point.kind == kind], anchor)
    target = (
        None if goal is None else measure_target(goal, points, evidence.values, evidence.tolerance, stationary_points)
    )
    analysis = RunAnalysis(evidence, target)
    return next(verdict for rule in RULES if (verdict := rule(analysis)))


def _left_domain(analysis: RunAnalysis) -> Verdict | None:
    return analysis.verdict("left_domain") if analysis.evidence.end_reason == "left_domain" else None


def _stationary(analysis: RunAnalysis) -> Verdict | None:
    """Returns the verdict on a run that ends at rest where the slope is almost zero.

    After a steep wall any later slope is relatively small, as is any slope near the target. A ball that still falls is
    on its way, as on x⁴ for thousands of steps; a ball that only passes the target is not at rest.
    """
    if saddle := _arrives_at_saddle(analysis):
        return saddle
    if not analysis.ends_flat:
        is_slow = _is_on_plateau(analysis) or _settles_in_a_flat_place(analysis)
        return analysis.verdict("stationary", detail=_moving_plateau(analysis)) if is_slow else None
    late = analysis.points[
        min(2 * len(analysis.points) // 3, len(analysis.points) - 2) :
    ]  # at least two points, if there are two
    start_distance = analysis.target.start_distance if analysis.target else 0.0
    if extent(late) > AT_REST * max(extent(analysis.points), start_distance) or _is_approaching(analysis):
        return None
    since_start = analysis.slopes[0] == 0 and not analysis.has_moved
    detail = _resting_place(analysis)
    if detail == "plateau" and analysis.has_moved:
        if endless := unbounded(analysis):
            return endless
        detail = _moving_plateau(analysis)
    elif _is_leaving(analysis):
        return None
    return analysis.verdict("stationary", 0 if since_start else None, detail=detail)


def _arrives_at_saddle(analysis: RunAnalysis) -> Verdict | None:
    """Returns the verdict on a run that is as near a saddle as one that has converged, and approaches it from there."""
    place = nearest(analysis.evidence.stationary_points, analysis.points[-1])
    if place is None or place.kind != "saddle" or not analysis.has_moved:
        return None
    if not len(analysis.future) or len(analysis.future) < len(analysis.step_lengths):
        return None
    distances, ahead = (lengths(points - place.at) for points in (analysis.points, analysis.future))
    is_near = distances[-1] <= ARRIVAL_TOLERANCE * distances[0]
    if not is_near or ahead.max() > distances[-1] or ahead[-1] > NEAR_TARGET * distances[-1]:
        return None
    return analysis.verdict("stationary", detail="saddle")


def _is_on_plateau(analysis: RunAnalysis) -> bool:
    """Returns whether the run hardly moves, because the slope is far below the mean slope to the target."""
    target = analysis.target
    is_flat = target is not None and bool(analysis.slopes[-1] <= FLAT_SHARE * target.mean_slope)
    return is_flat and _hardly_moves(analysis, len(analysis.step_lengths))


def _hardly_moves(analysis: RunAnalysis, steps_ahead: int) -> bool:
    """Returns whether all steps and those ahead are together a small part of the way to the target, still far away."""
    target = analysis.target
    if target is None or analysis.has_varying_etas or len(analysis.future) < max(steps_ahead, MIN_STALLED_STEPS):
        return False
    path = np.concatenate([analysis.points, analysis.future[:steps_ahead]])
    is_far = target.distances[-1] > max(target.tolerance, target.start_distance / 2)
    return bool(is_far and falls(analysis) and extent(path) <= HARDLY_MOVED * target.start_distance)


def _settles_in_a_flat_place(analysis: RunAnalysis) -> bool:
    """Returns whether a run without a target ends where its continuation comes to rest, as above a jump of f."""
    count, end = len(analysis.step_lengths), analysis.points[-1]
    if analysis.target is not None or analysis.has_varying_etas or len(analysis.future) < max(2 * count, 1):
        return False
    left = float(lengths(analysis.future - end).max())
    is_flat = analysis.slopes[-1] <= FLAT_SHARE * analysis.steepest
    is_lower = bool((np.diff(np.append(analysis.heights[-1], analysis.future_heights)) <= 0).all())
    return is_flat and is_lower and left <= ARRIVAL_TOLERANCE * extent(analysis.points)


def _moving_plateau(analysis: RunAnalysis) -> str:
    """Returns ``far plateau`` for a run that one step or its velocity has carried far away; else ``plateau``.

    It is ``late plateau`` if the run has taken far longer steps before.
    """
    steps, target = analysis.step_lengths, analysis.target
    if target is None:
        is_far = steps.max() >= extent(analysis.points) / 2 and steps[-1] <= CREEPING_STEP * steps.max()
    else:
        is_far = target.distances[-1] > FAR_AWAY * target.start_distance
    if is_far:
        return "far plateau"
    return "late plateau" if steps[-1] <= CREEPING_STEP * steps.max() else "plateau"


def _is_leaving(analysis: RunAnalysis) -> bool:
    """Returns whether the run ends with ever longer steps away from the point at which it seems to rest."""
    place = nearest(analysis.evidence.stationary_points, analysis.points[-1])
    if place is None or len(analysis.points) < MIN_STALLED_STEPS + 2:
        return False
    distances = lengths(analysis.points[-MIN_STALLED_STEPS - 2 :] - place.at)
    steps = analysis.step_lengths[-MIN_STALLED_STEPS:]
    size = max(1.0, extent(analysis.points), math.hypot(*place.at))
    return bool(
        distances[-1] > SADDLE_DISTANCE * size and (np.diff(distances) > 0).all() and (np.diff(steps) > 0).all()
    )


def _is_approaching(analysis: RunAnalysis) -> bool:
    if analysis.target is None or not analysis.has_moved:
        return False
    distance = analysis.target.distances[-1]
    if distance > NEAR_TARGET * analysis.target.start_distance:
        return False
    if distance <= analysis.target.tolerance:
        return True
    return not _rests_elsewhere(analysis) and falls(analysis)


def _rests_elsewhere(analysis: RunAnalysis) -> bool:
    """Returns whether the run takes no more steps: Newton's method may land on a maximum, or settle in a flat point."""
    if analysis.slopes[-1] == 0 and analysis.step_lengths[-1] == 0:
        return True
    ahead = np.concatenate([analysis.points[-1:], analysis.future])
    is_long = len(ahead) > len(analysis.points) and not analysis.has_varying_etas
    return is_long and bool((lengths(ahead - ahead[0]) <= NO_STEP * extent(analysis.points)).all())


def _resting_place(analysis: RunAnalysis) -> str:
    """Returns the kind of the stationary point at the run's end, or ``plateau`` if none is close enough."""
    resting_point = nearest(analysis.evidence.stationary_points, analysis.points[-1])
    if resting_point is None or (analysis.target and resting_point is analysis.target.goal and analysis.has_moved):
        return "plateau"
    distance, start_distance = (math.dist(resting_point.at, analysis.points[index]) for index in (-1, 0))
    search_error = ROUNDING_ERROR * max(1.0, math.hypot(*resting_point.at))
    tolerance = ARRIVAL_TOLERANCE * analysis.target.start_distance if analysis.target else 0.0
    if distance > max(NEAR_TARGET * start_distance, tolerance, search_error):
        return "plateau"
    return "flat point" if resting_point.kind == "flat" else resting_point.kind


def _stopped(analysis: RunAnalysis) -> Verdict | None:
    return (
        None
        if analysis.evidence.stopped_by is None
        else analysis.verdict("stopped", detail=analysis.evidence.stopped_by.rule)
    )


def _stopped_at_start(analysis: RunAnalysis) -> Verdict | None:
    """Returns the verdict on a run whose start meets the stop rule, so that it takes no step."""
    return _stopped(analysis) if len(analysis.points) == 1 else None


def _stalled(analysis: RunAnalysis) -> Verdict | None:
    """Returns the verdict on a run whose steps vanish where the slope doesn't, because of its step size or its rule."""
    steps = analysis.step_lengths
    path_length = max(extent(analysis.points), analysis.target.start_distance if analysis.target else 0.0)
    began = true_from(steps <= NO_STEP * path_length)
    if analysis.slopes[-1] != 0 and _has_spent_its_schedule(analysis, NO_WAY * path_length):
        return analysis.verdict("stalled", min(began, len(steps)), detail="step_size", is_away=analysis.is_away)
    if not 0 < began <= len(steps) - MIN_STALLED_STEPS or analysis.slopes[-1] == 0:
        return _creeping(analysis)
    etas = analysis.evidence.etas
    has_died = etas is not None and bool(etas[-1] < DEAD_ETA * etas.max())
    ratios = steps / analysis.slopes[:-1]
    if not has_died and ratios[-1] >= DEAD_ETA * ratios.max():
        return None  # a slope as small as its steps explains them: the run goes on in a valley that is far longer
    detail = "step_size" if has_died else "rule"
    return analysis.verdict("stalled", began, detail=detail, is_away=analysis.is_away)


def _has_spent_its_schedule(analysis: RunAnalysis, no_way: float) -> bool:
    """Returns whether a run whose step size varies stands still when it goes on, as at the end of a cosine."""
    ahead = np.vstack([analysis.points[-1:], analysis.future])
    if not analysis.has_varying_etas or len(ahead) <= MIN_STALLED_STEPS:
        return False
    return extent(ahead) <= no_way


def _creeping(analysis: RunAnalysis) -> Verdict | None:
    """Returns the verdict on a run whose steps have become short on a slope, and which hardly approaches its target.

    AdamW comes to rest where its decay balances the slope, and approaches this point for thousands of steps. A single
    short step proves nothing: a ball that turns has short steps, and a rule with memory may speed up again. Therefore
    the run is continued for at least as many steps again. A step size that falls explains short steps by itself.
    """
    steps, target = analysis.step_lengths, analysis.target
    if _hardly_moves(analysis, len(analysis.future)):
        return analysis.verdict("stalled", detail="rule")
    is_steep = analysis.slopes[-1] >= CREEPING_SLOPE * analysis.steepest
    if not is_steep or analysis.has_varying_etas or not MIN_STALLED_STEPS <= len(steps) <= len(analysis.future):
        return None
    if target is None:
        late = np.concatenate([last_thirds(analysis.points)[1], analysis.future])
        return analysis.verdict("stalled", detail="rule") if extent(late) <= AT_REST * extent(analysis.points) else None
    _, late = last_thirds(steps)
    began = true_from(steps <= CREEPING_STEP * steps.max())
    if extent(analysis.future[: 2 * len(steps)]) > CREPT_SHARE * extent(analysis.points):
        return None
    future_distances = lengths(analysis.future - target.goal.at)
    if began > 2 * len(steps) // 3 or late[-1] > late[0] or future_distances[-1] < MIN_REMAINING * target.distances[-1]:
        return None
    return analysis.verdict("stalled", detail="rule")


def _wandering(analysis: RunAnalysis) -> Verdict:
    """Returns the verdict ``wandering``, with the range of x from the first turn on if there are at least two turns."""
    start = analysis.turns[0] if len(analysis.turns) > 1 else 0
    return analysis.verdict("wandering", **x_range(analysis.points[start:]))


RULES = (
    _left_domain,
    _stopped_at_start,
    fades_away,
    diverged,
    converged,
    cycle,
    _stationary,
    _stopped,
    _stalled,
    unbounded,
    progressing,
    _wandering,
)
