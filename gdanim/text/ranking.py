"""Ranks several runs: by the value they reach, then by the number of steps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory

SAME_VALUE = 1e-6  # fraction of the descent from the start: minima whose values differ by less are equally low


@dataclass(frozen=True)
class Ranking:
    """The best of the converged runs, if runs on one function from one start are compared.

    Attributes
    ----------
    best
        The runs that converge to the lowest of the minima reached (the highest of the maxima), in the scene's order.
    first
        The one of them that converges first; None if several do, or only one converges.
    is_race
        Whether all converged runs are equally low, so that time alone distinguishes them.
    by_epochs
        Whether time is counted in epochs, because the runs' epochs have different numbers of steps.
    """

    best: tuple[Trajectory, ...]
    first: Trajectory | None
    is_race: bool
    by_epochs: bool


def ranking(trajectories: Sequence[Trajectory]) -> Ranking | None:
    """Ranks the runs; None if they can't be compared, or if a run that hasn't converged is the lowest of all."""
    if (
        len(
            {
                (trajectory.run.function.text, trajectory.run.start, trajectory.run.direction)
                for trajectory in trajectories
            }
        )
        != 1
    ):
        return None
    arrived = [trajectory for trajectory in trajectories if trajectory.verdict.has_converged]
    if not arrived:
        return None
    margin = SAME_VALUE * max(abs(float(trajectory.values[0]) - _end_value(trajectory)) for trajectory in arrived)
    lowest = min(map(_end_height, arrived))
    if any(_end_height(trajectory) < lowest - margin for trajectory in trajectories if trajectory not in arrived):
        return None
    best = tuple(trajectory for trajectory in arrived if _end_height(trajectory) <= lowest + margin)
    by_epochs = len({_updates_per_epoch(trajectory) for trajectory in trajectories}) > 1
    return Ranking(best, _first(best), len(best) == len(arrived), by_epochs)


def _end_value(trajectory: Trajectory) -> float:
    """Returns the value of the minimum or maximum that a run has reached, or else of its last point."""
    verdict = trajectory.verdict
    if verdict.reached is not None:
        return float(trajectory.run.function.value(verdict.reached))
    return float(trajectory.values[-1])


def _end_height(trajectory: Trajectory) -> float:
    """Returns the final value with a sign such that lower is better; NaN counts as the worst."""
    if trajectory.verdict.kind == "unbounded":
        return -math.inf
    height = _end_value(trajectory) * (-1 if trajectory.run.is_ascent else 1)
    return math.inf if math.isnan(height) else height


def _updates_per_epoch(trajectory: Trajectory) -> int:
    sampling = trajectory.run.sampling
    return sampling.updates_per_epoch if sampling else 1


def _first(best: Sequence[Trajectory]) -> Trajectory | None:
    times = [trajectory.verdict.step / _updates_per_epoch(trajectory) for trajectory in best]
    is_alone = len(best) > 1 and times.count(min(times)) == 1
    return best[times.index(min(times))] if is_alone else None
