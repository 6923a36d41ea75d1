"""Which colour and marker a run has: its own; where runs differ by their start alone, that of the place it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory

ALIKE = 6  # decimals in which two runs' goals agree where they are one place


def signs(trajectories: Sequence[Trajectory], *, overlay: bool) -> tuple[int, ...]:
    """One a run. Side by side, or where all reach one place or each its own, they are the runs' own numbers."""
    own = tuple(range(len(trajectories)))
    goals = [one.verdict.goal if one.verdict.kind == "converged" else None for one in trajectories]
    comb = overlay and all({key for key, _ in one.run.label_fields} == {"start"} for one in trajectories)
    if not comb or None in goals:
        return own
    rounded = [tuple(round(x, ALIKE) for x in goal) for goal in goals if goal is not None]
    places = list(dict.fromkeys(rounded))
    return tuple(map(places.index, rounded)) if 1 < len(places) < len(own) else own
