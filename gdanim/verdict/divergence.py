"""Whether a run diverges: away from its target, or, where there is none, from its start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.verdict.analysis import NEGLIGIBLE, RunAnalysis, Target, last_thirds, lengths, true_from

if TYPE_CHECKING:
    import numpy as np

    from gdanim.verdict.verdict import Verdict

OUT_OF_SIGHT = 1e12  # of the first step: no function is drawn this far from the start


def diverged(run: RunAnalysis) -> Verdict | None:
    if run.end_reason == "overflow":
        return run.verdict("diverged")
    if len(run.step_lengths) == 0:
        return None
    return _leaves_target(run, run.target) if run.target else _leaves_start(run)


def _leaves_target(run: RunAnalysis, target: Target) -> Verdict | None:
    if not _keeps_growing(target.distances) or (run.ends_flat and _slows_down(run.step_lengths)):
        return None
    return run.verdict("diverged", true_from(_is_doubled(target.distances)))


def _leaves_start(run: RunAnalysis) -> Verdict | None:
    """The run takes ever longer steps where it is ever steeper, or is out of sight.

    Longer steps alone prove nothing: some rules begin with tiny ones.
    """
    steps = run.step_lengths
    if _keeps_growing(steps) and _keeps_growing(run.slopes):
        return run.verdict("diverged", 1 + true_from(_is_doubled(steps)))
    far = lengths(run.points - run.points[0]) > OUT_OF_SIGHT * steps[0]
    return run.verdict("diverged", true_from(far)) if far[-1] else None


def _is_doubled(sizes: np.ndarray) -> np.ndarray:
    return sizes > 2 * sizes[0]


def _keeps_growing(sizes: np.ndarray) -> bool:
    """Whether the last size is the largest, and the last third lies beyond the middle one or ends at twice as much.

    A wandering oscillation reaches new maxima by chance.
    """
    middle, late = last_thirds(sizes)
    largest = middle.max(initial=0)
    beyond = late.min() >= largest or late[-1] > 2 * largest
    return bool(_is_doubled(sizes)[-1] and sizes[-1] > sizes[:-1].max() and beyond)


def _slows_down(steps: np.ndarray) -> bool:
    """Whether the steps shorten: a ball that momentum threw far out onto a plateau comes to rest there."""
    _, late = last_thirds(steps)
    return bool(late[-1] < (1 - NEGLIGIBLE) * late[0])
