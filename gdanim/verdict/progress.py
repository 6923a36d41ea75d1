"""Decides whether a run is still falling: on its way to its target, or for ever."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gdanim.verdict.analysis import RunAnalysis, distances_to, extent, last_thirds

if TYPE_CHECKING:
    from gdanim.verdict.verdict import Verdict

MIN_PROGRESS = 0.01  # fraction of the run's range of f
SLOW_OSCILLATION = 6  # minimum steps between two turns
MIN_AHEAD = 3  # steps of a continued run: fewer prove nothing
ALMOST_DOWN = 0.25  # fraction of the present height above the target
EVEN_SHARE = 0.25  # of a run's steps: so many more show that it goes on as it did


def unbounded(analysis: RunAnalysis) -> Verdict | None:
    """Returns the verdict on a run that falls where f is unbounded ahead, without a stationary point ahead as on x³."""
    if analysis.evidence.recedes is None or not analysis.has_moved or not falls(analysis):
        return None
    end, step = analysis.points[-1], analysis.points[-1] - analysis.points[-2]
    is_ahead = any(float(step @ (np.array(point.at) - end)) >= 0 for point in analysis.evidence.stationary_points)
    if is_ahead or _turns_to_target(analysis) or not any(map(analysis.evidence.recedes, _ends(analysis))):
        return None
    return analysis.verdict("unbounded")


def _ends(analysis: RunAnalysis) -> list[np.ndarray]:
    """Returns the run's last point, and that of its continuation if it falls all the way, to the end of a valley."""
    heights = np.append(analysis.heights[-1], analysis.future_heights)
    is_falling = len(heights) > MIN_AHEAD and bool((np.diff(heights) <= 0).all())
    return [analysis.points[-1], *(analysis.future[len(heights) - 2 : len(heights) - 1] if is_falling else ())]


def _turns_to_target(analysis: RunAnalysis) -> bool:
    """Returns whether the run, when it goes on, comes far nearer to its target, in a valley aside of its fall."""
    if analysis.target is None or not len(analysis.future):
        return False
    distance = distances_to(analysis.target.goal, analysis.future[-1:])[0]
    return bool(distance < analysis.target.distances[-1] / 2)


def progressing(analysis: RunAnalysis) -> Verdict | None:
    is_falling = falls(analysis) or _glides_to_target(analysis) or _swings_less(analysis)
    is_on_its_way = is_falling and not _hops_for_ever(analysis) and _goes_on(analysis)
    return analysis.verdict("progressing", is_away=analysis.is_away) if is_on_its_way else None


def _goes_on(analysis: RunAnalysis) -> bool:
    """Returns whether the run still falls when it goes on: at every step, or until hardly any height is left.

    On |x| a ball falls until it swings between two points, with a step size too large as high as ever. A run that
    can't be continued is judged by what it did.
    """
    ahead, last = analysis.future_heights, analysis.heights[-1]
    if len(ahead) < 2 * MIN_AHEAD:
        return True
    if (ahead[0] <= last and (np.diff(ahead) <= 0).all()) or _falls_on_evenly(analysis):
        return True
    second, third, fourth = (part.max() for part in np.array_split(ahead, 4)[1:])
    recent = analysis.heights[analysis.turns[-2:].min(initial=len(analysis.heights) - 1) :].max()
    if fourth >= min(recent, third):
        return bool(fourth < recent and analysis.target and _is_almost_down(fourth, recent, analysis.target.bottom))
    if analysis.target is None or second - third <= third - fourth:
        return True
    limit = fourth - (third - fourth) ** 2 / (second - 2 * third + fourth)  # of a geometric sequence, by Aitken
    return _is_almost_down(min(limit, fourth), recent, analysis.target.bottom)


def _is_almost_down(height: float, recent: float, bottom: float) -> bool:
    return bool(height - bottom <= ALMOST_DOWN * (recent - bottom))


def _falls_on_evenly(analysis: RunAnalysis) -> bool:
    """Returns whether a run has fallen at every step without a turn, and does so for many more steps.

    Whatever becomes of it in the end: on √|x| the ball is thrown out of the valley when it comes very near.
    """
    heights = np.append(analysis.heights, analysis.future_heights)
    is_rising = np.append(np.diff(heights) >= 0, True)
    steps = len(analysis.heights) - 1
    return not len(analysis.turns) and int(is_rising.argmax()) >= steps + max(MIN_AHEAD, EVEN_SHARE * steps)


def _swings_less(analysis: RunAnalysis) -> bool:
    """Returns whether a run swings slowly about its target, and turns nearer to it each time."""
    target, turns = analysis.target, analysis.turns
    if target is None or not 0 < len(turns) <= len(analysis.points) / SLOW_OSCILLATION:
        return False
    reaches = target.distances[[0, *turns.tolist()]]
    return bool((np.diff(reaches) < 0).all() and target.distances[-1] < reaches[-1])


def fades_away(analysis: RunAnalysis) -> Verdict | None:
    """Returns the verdict ``unbounded`` on a run that leaves its target on ever gentler slopes, as on x²·exp(−x)."""
    target = analysis.target
    has_left = target is not None and target.distances[-1] > 2 * target.start_distance
    return unbounded(analysis) if has_left and analysis.slopes[-1] < analysis.steepest else None


def _hops_for_ever(analysis: RunAnalysis) -> bool:
    """Returns whether a run that has hopped over valleys still turns back and hops when it goes on."""
    late, target = analysis.future[3 * len(analysis.future) // 4 :], analysis.target
    if target is None or not len(late) >= MIN_AHEAD or target.start_distance <= target.reach:
        return False
    steps = np.diff(late, axis=0)
    return extent(late) > 2 * target.reach and bool(((steps[1:] * steps[:-1]).sum(axis=1) < 0).any())


def falls(analysis: RunAnalysis) -> bool:
    return _falls_without_turning(analysis) or _falls_every_second_step(analysis.heights) or _falls_overall(analysis)


def _falls_without_turning(analysis: RunAnalysis) -> bool:
    """Returns whether the run is lower after every step, or lower in the end without ever turning."""
    f = analysis.heights
    return bool(f[-1] < f[0] and ((np.diff(f) < 0).all() or not len(analysis.turns)))


def _falls_every_second_step(f: np.ndarray) -> bool:
    """Returns whether each point is lower than the last but one, as for a ball that crosses a valley at every step."""
    settled = f[len(f) // 3 :]
    return len(settled) > 3 and bool((settled[2:] < settled[:-2]).all())


def _glides_to_target(analysis: RunAnalysis) -> bool:
    """Returns whether a run that has been thrown about is lower after every step since then, and goes to its target.

    Beside the wall up which momentum has thrown a ball, its way down the floor of a curved valley is slight.
    """
    target, half = analysis.target, len(analysis.points) // 2
    if target is None or half < MIN_AHEAD or not len(analysis.future) or (analysis.turns > half).any():
        return False
    distance = distances_to(target.goal, analysis.future[-1:])[0]
    return bool((np.diff(analysis.heights[half:]) < 0).all() and distance <= target.distances[-1] / 2)


def _falls_overall(analysis: RunAnalysis) -> bool:
    """Returns whether the maximum of the last third is significantly below that of the middle third.

    It is significant if the ball oscillates slowly, as with momentum, or if the maximum of each fifth is below that of
    the previous fifth.
    """
    f = analysis.heights
    if len(f) < 5:
        return False
    middle, late = last_thirds(f)
    highest = [fifth.max() for fifth in np.array_split(f, 5)]
    falls = (
        all(later < earlier for earlier, later in pairwise(highest)) or len(analysis.turns) <= len(f) / SLOW_OSCILLATION
    )
    return falls and bool(middle.max() - late.max() > MIN_PROGRESS * np.ptp(f))
