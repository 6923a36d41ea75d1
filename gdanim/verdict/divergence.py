"""Decides whether a run diverges: away from its target, or without a target, from its start."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.verdict.analysis import (
    NEGLIGIBLE_SHARE,
    ROUNDING_ERROR,
    RunAnalysis,
    Target,
    last_thirds,
    lengths,
    nearest,
    true_from,
)
from gdanim.verdict.progress import unbounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.verdict.verdict import Verdict

OUT_OF_REACH = 10  # multiple of the present distance from the start, when the run goes on
OUT_OF_SIGHT = 1e12  # multiple of the first step: no function is drawn this far from the start
MIN_GROWING_STEPS = 6  # consecutive steps with growing distance that prove a slow divergence
FARTHER_RATIO = 1.2  # times as far away: what a run that diverges reaches when it goes on
SETTLED_RATIO = 1.05  # times as far away: what a run exceeds in the last quarter of its continuation if it never rests
MIN_TURNS = 2  # of a run that oscillates or spirals
PART_COUNT, FUTURE_PART_COUNT = 5, 6
"""Parts of a run that oscillates, and of its continuation: the amplitude must grow from each to the next."""
MIN_GROWTH_RATIO = 0.95  # of the growth per step at the end and at first: less indicates that an oscillation levels off


def diverged(analysis: RunAnalysis) -> Verdict | None:
    if analysis.evidence.end_reason == "overflow":
        return analysis.verdict("diverged")
    if len(analysis.step_lengths) == 0:
        return None
    if analysis.target:
        leaving = (
            _leaves_target(analysis, analysis.target)
            or _oscillates_ever_wider(analysis, analysis.target)
            or _oscillates_ever_wider_across(analysis, analysis.target)
        )
    else:
        endless = None if analysis.is_soon_beyond_numbers else unbounded(analysis)
        leaving = endless or _leaves_start(analysis)
    return leaving or _swings_ever_wider(analysis)


def _leaves_target(analysis: RunAnalysis, target: Target) -> Verdict | None:
    if not _keeps_growing(target.distances) or (analysis.ends_flat and _slows_down(analysis.step_lengths)):
        return None
    if _stays_near(analysis, target.goal.at):
        return None
    return _finite_divergence(analysis, true_from(_is_doubled(target.distances)), target.distances)


def _stays_near(analysis: RunAnalysis, place: Sequence[float] | np.ndarray) -> bool:
    """Returns whether the run, when it goes on, comes back, or comes to rest: AdamW's decay sets a limit to it."""
    if len(analysis.future) < len(analysis.step_lengths):
        return False
    distances, now = lengths(analysis.future - place), lengths(analysis.points[-1:] - place)[0]
    late = distances[3 * len(distances) // 4 :]
    return bool(late.max() < max(FARTHER_RATIO * now, SETTLED_RATIO * late[0]))


def _oscillates_ever_wider(analysis: RunAnalysis, target: Target) -> Verdict | None:
    """Returns whether the run crosses its target at every step and ends farther from it, as on x² with η = 1.01.

    The growth must not fade: an oscillation that levels off becomes a cycle. It must also continue when the run is
    continued, unlike that of a ball thrown from a narrow valley into a wide one.
    """
    if analysis.evidence.look_ahead is None:
        return None
    distances = target.distances
    began = true_from(np.diff(distances) > 0)
    steps = np.diff(analysis.points[began:], axis=0)
    if len(steps) < max(MIN_GROWING_STEPS, len(analysis.step_lengths) / 2) or distances[-1] <= target.tolerance:
        return None
    crosses = ((steps[1:] * steps[:-1]).sum(axis=1) < 0).all()
    growth = np.diff(np.log(distances[began:]))
    early, late = np.array_split(growth, 2)
    future = np.append(distances[-1], lengths(analysis.future - target.goal.at))
    if (
        not crosses
        or late.mean() < max(MIN_GROWTH_RATIO * early.mean(), ROUNDING_ERROR)
        or (np.diff(future) <= 0).any()
    ):
        return None
    return analysis.verdict("diverged", began + MIN_GROWING_STEPS, is_growing=True)


def _oscillates_ever_wider_across(analysis: RunAnalysis, target: Target) -> Verdict | None:
    """Returns whether the run swings ever wider across a valley while it comes nearer along it.

    On x² + 20y² with η = 0.051, y grows by the factor -1.04 while x shrinks. The second differences of the points
    measure the swings alone. Their growth must not fade, neither in the run nor when it is continued.
    """
    if analysis.points.shape[1] == 1 or len(analysis.future) < MIN_GROWING_STEPS:
        return None
    count = len(analysis.points) - 2
    swings = np.diff(np.concatenate([analysis.points, analysis.future]), n=2, axis=0)
    began = true_from(np.diff(lengths(swings)) > 0)
    sizes, swings = lengths(swings)[began:], swings[began:]
    if count - began < max(MIN_GROWING_STEPS, len(analysis.step_lengths) / 2):
        return None
    crosses = bool(((swings[1:] * swings[:-1]).sum(axis=1) < 0).all())
    early, late = np.array_split(np.diff(np.log(sizes)), 2)
    is_steady = late.mean() >= max(MIN_GROWTH_RATIO * early.mean(), ROUNDING_ERROR)
    is_wide = sizes[count - began - 1] > NEGLIGIBLE_SHARE * target.start_distance
    is_rising = analysis.heights[-1] > analysis.heights[len(analysis.heights) // 2]
    if not (crosses and is_steady and is_wide and is_rising):
        return None
    return _finite_divergence(analysis, len(analysis.points) - 1, target.distances)


def _swings_ever_wider(analysis: RunAnalysis) -> Verdict | None:
    """Returns whether the run oscillates or spirals around a point with an amplitude that grows throughout the run.

    When the run is continued, the amplitude must keep growing until it has doubled.
    """
    if len(analysis.turns) < MIN_TURNS or (
        analysis.target and analysis.target.distances[-1] <= analysis.target.tolerance
    ):
        return None
    if len(analysis.points) < 2 * PART_COUNT or len(analysis.future) < FUTURE_PART_COUNT:
        return None
    place = (
        analysis.target.goal if analysis.target else nearest(analysis.evidence.stationary_points, analysis.points[0])
    )
    centre = analysis.points.mean(axis=0) if place is None else place.at
    distances = lengths(analysis.points - centre)
    widths, future_widths = (
        np.array([part.max() for part in np.array_split(sizes, count)])
        for sizes, count in ((distances, PART_COUNT), (lengths(analysis.future - centre), FUTURE_PART_COUNT))
    )
    grows = (np.diff(widths[1:]) > 0).all() and (np.diff(future_widths) > 0).all()
    if not grows or widths[-1] <= distances[0] or future_widths[-1] < 2 * widths[-1]:
        return None
    return _finite_divergence(analysis, len(distances) - 1, distances)


def _finite_divergence(analysis: RunAnalysis, step: int, distances: np.ndarray) -> Verdict:
    """Returns the verdict on a divergence without overflow: ever larger distances, or growing oscillations."""
    is_growing = bool((np.diff(distances)[len(distances) // 2 :] > 0).all())
    is_swinging = not is_growing and len(analysis.turns) >= MIN_TURNS
    return analysis.verdict("diverged", step, is_growing=is_growing, is_swinging=is_swinging)


def _leaves_start(analysis: RunAnalysis) -> Verdict | None:
    """Returns whether the run takes ever longer steps on ever steeper slopes or uphill, or is far outside all sight.

    Growing steps alone prove nothing: some rules begin with tiny ones.
    """
    steps, distances = analysis.step_lengths, lengths(analysis.points - analysis.points[0])
    if (analysis.has_varying_etas and _stays_near(analysis, analysis.points[0])) or _eases_off(analysis):
        return None
    if _keeps_growing(steps) and (_keeps_growing(analysis.slopes) or _runs_away(analysis)):
        return _finite_divergence(analysis, 1 + true_from(_is_doubled(steps)), distances)
    far = distances > OUT_OF_SIGHT * steps[0]
    return _finite_divergence(analysis, true_from(far), distances) if far[-1] else None


def _eases_off(analysis: RunAnalysis) -> bool:
    """Returns whether a run that falls at every step has ever shorter steps ahead, as across a sigmoid's flank."""
    ahead = np.concatenate([analysis.points[-1:], analysis.future])
    if len(ahead) <= len(analysis.points) or not (np.diff(analysis.heights) < 0).all():
        return False
    if (np.diff(np.append(analysis.heights[-1], analysis.future_heights)) > 0).any():
        return False
    return _slows_down(lengths(np.diff(ahead, axis=0)))


def _runs_away(analysis: RunAnalysis) -> bool:
    """Returns whether the run has risen and moves ever farther away, as Newton's method on atan(x)."""
    distances = lengths(analysis.future - analysis.points[0])
    if len(distances) < FUTURE_PART_COUNT or analysis.heights[-1] <= analysis.heights[0]:
        return False
    return bool(distances[-1] > OUT_OF_REACH * math.dist(analysis.points[-1], analysis.points[0]))


def _is_doubled(sizes: np.ndarray) -> np.ndarray:
    return sizes > 2 * sizes[0]


def _keeps_growing(sizes: np.ndarray) -> bool:
    """Returns whether the last size is the largest, and the last third exceeds the middle one or doubles it at its end.

    An irregular oscillation may reach a new maximum by chance.
    """
    middle, late = last_thirds(sizes)
    largest = middle.max(initial=0)
    beyond = late.min() >= largest or late[-1] > 2 * largest
    return bool(_is_doubled(sizes)[-1] and sizes[-1] > sizes[:-1].max() and beyond)


def _slows_down(steps: np.ndarray) -> bool:
    """Returns whether the steps shorten, as when a ball thrown onto a plateau by momentum comes to rest there."""
    _, late = last_thirds(steps)
    return bool(late[-1] < (1 - NEGLIGIBLE_SHARE) * late[0])
