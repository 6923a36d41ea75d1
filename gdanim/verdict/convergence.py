"""Decides whether a run has converged: it ends at its target, and does not merely pass it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

from gdanim.verdict.analysis import (
    ROUNDING_ERROR,
    RunAnalysis,
    Target,
    distances_to,
    has_lapsed_before,
    lengths,
    true_from,
)

if TYPE_CHECKING:
    import numpy as np

    from gdanim.verdict.verdict import StationaryPointLike, Verdict

MAX_SHORT_STAY = 2  # points within the tolerance; a longer stay is none that a ball makes when it swings across
LONG_STAY = 0.2  # fraction of the run's points
MIN_STEPS_AHEAD = 10  # steps for which a ball must stay when its run is continued, even if it has just arrived
MAX_EXCESS = 2  # tolerances: a ball may be this far away in between
MAX_STEEPER = 100  # times the slopes seen near the target: how steep f may be on the rest of the way
ON_TARGET = 0.001  # fraction of the tolerance


def converged(analysis: RunAnalysis) -> Verdict | None:
    if analysis.target is None or not analysis.has_moved:
        return None
    near = analysis.target.distances <= analysis.target.tolerance
    arrival = true_from(near)
    floor = _is_on_floor(analysis, analysis.target)
    details: dict[str, Any] = {"is_loose": analysis.target.is_loose}
    if floor[-1] and _remains_on_floor(analysis, analysis.target):
        arrival, details = true_from(near | floor), {"tolerance": None}
    elif not near[-1] or has_lapsed_before(near) or not _stays(analysis, analysis.target, arrival):
        return None
    goal = analysis.target.goal
    below = _what_is_below(analysis, goal) if goal.scope == "local" else None
    return analysis.verdict("converged", arrival, detail=goal.scope, below=below, **details)


def _is_above_jump(analysis: RunAnalysis, target: Target) -> bool:
    """Returns whether f jumps between the ball and its target: the slopes near it don't explain the ball's height."""
    if analysis.points.shape[1] > 1:
        return False
    height = float(analysis.heights[-1]) - target.bottom
    steepest = float(analysis.slopes[target.distances <= target.tolerance].max())
    explained = MAX_STEEPER * steepest * float(target.distances[-1])
    return height > max(explained, ROUNDING_ERROR * (float(analysis.heights[0]) - target.bottom))


def _remains_on_floor(analysis: RunAnalysis, target: Target) -> bool:
    """Returns whether a ball on a level floor lies still, or rolls on it to its end when the run is continued."""
    if analysis.step_lengths[-1] == 0:
        return True
    ahead = analysis.future_heights
    return len(ahead) >= len(analysis.step_lengths) and bool((ahead == target.bottom).all())


def _is_on_floor(analysis: RunAnalysis, target: Target) -> np.ndarray:
    """Returns whether each point is on a level floor with the target, as of max(x², 1), where all points are minima."""
    sign = 1 if target.goal.kind == "minimum" else -1
    is_beside = target.distances > ON_TARGET * target.tolerance
    return (
        (is_beside | (target.goal.extent is not None))
        & (analysis.slopes == 0)
        & (analysis.heights == sign * target.goal.value)
    )


def _what_is_below(analysis: RunAnalysis, goal: StationaryPointLike) -> Literal["minimum", "unbounded", "elsewhere"]:
    """Returns the kind of values below a local minimum, or above a local maximum."""
    if any(_is_better(point, goal) for point in analysis.evidence.stationary_points):
        return "minimum"
    return "unbounded" if analysis.evidence.has_no_bound and analysis.evidence.has_no_bound() else "elsewhere"


def _is_better(other: StationaryPointLike, goal: StationaryPointLike) -> bool:
    """Returns whether ``other`` is a lower minimum, or if ``goal`` is a maximum, a higher one."""
    sign = 1 if goal.kind == "minimum" else -1
    return other.kind == goal.kind and sign * other.value < sign * goal.value


def _stays(analysis: RunAnalysis, target: Target, arrival: int) -> bool:
    leaves = _hops_on(analysis, target) or _moves_on(analysis, target, arrival)
    return not (leaves or _is_passing(analysis, target, arrival) or _is_above_jump(analysis, target))


def _moves_on(analysis: RunAnalysis, target: Target, arrival: int) -> bool:
    """Returns whether the run, when it goes on, leaves the target within as many steps as it has stayed.

    A stay that is long compared with the run counts, whatever follows.
    """
    stay = len(analysis.points) - arrival
    if stay > LONG_STAY * len(analysis.points):
        return False
    distances = distances_to(target.goal, analysis.future[: max(stay, MIN_STEPS_AHEAD)])
    return bool((distances > MAX_EXCESS * target.tolerance).any())


def _hops_on(analysis: RunAnalysis, target: Target) -> bool:
    """Returns whether the run, when it goes on, leaves the target's valley, which its rule can't hold.

    Only a run that comes from outside the valley, or whose last step is longer than the tolerance, is continued.
    """
    is_outsider = target.start_distance > target.reach
    if target.reach == math.inf or not (is_outsider or analysis.step_lengths[-1] > target.tolerance):
        return False
    return bool((lengths(analysis.future - target.goal.at) > target.reach).any())


def _is_passing(analysis: RunAnalysis, target: Target, arrival: int) -> bool:
    """Returns whether the run only passes its target when it ends: farthest from it since its arrival, and moving away.

    On |x| from 2 with steps of 0.1, every second point is the kink, and a large oscillation may hit the minimum by
    chance. The next step is assumed to have the same ratio of length to slope as the last one. Where that ratio varies
    strongly, the ball has a velocity of its own, and a single point near the minimum proves nothing. A ball exactly on
    the point, up to rounding, has arrived: a rule that uses the curvature lands there in one step.
    """
    distances, slopes, steps = target.distances, analysis.slopes, analysis.step_lengths
    stay, on_target = len(distances) - arrival, ON_TARGET * target.tolerance
    if stay > MAX_SHORT_STAY or (distances[arrival:-1] >= distances[-1]).any() or slopes[-1] == 0:
        return False
    if steps[-1] * slopes[-1] > max(2 * distances[-1], on_target) * slopes[-2]:
        return True
    ratio_changes = stay == 1 < len(steps) and not 0.5 <= _eta_ratio(steps, slopes[:-1]) <= 2
    return bool(ratio_changes and distances[-1] > on_target)


def _eta_ratio(steps: np.ndarray, slopes: np.ndarray) -> float:
    """Returns the ratio of the last two apparent step sizes, each a step's length divided by its slope."""
    return float(steps[-1] * slopes[-2] / (steps[-2] * slopes[-1]))
