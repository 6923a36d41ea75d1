"""Assigns each run a colour and marker: its own, or the one of its limit point if only the starts differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory

POINT_DECIMALS = 6  # in which the goals of two runs agree if they are one point


def style_indices(trajectories: Sequence[Trajectory], *, overlay: bool) -> tuple[int, ...]:
    """Returns the style index of each run.

    In separate cells, or if all runs reach one point or each its own, the styles are the runs' own indices.
    """
    own = tuple(range(len(trajectories)))
    goals = [trajectory.verdict.reached for trajectory in trajectories]
    differ_by_start = overlay and all(
        {key for key, _ in trajectory.run.label_fields} == {"start"} for trajectory in trajectories
    )
    if not differ_by_start or None in goals:
        return own
    rounded = [tuple(round(x, POINT_DECIMALS) for x in goal) for goal in goals if goal is not None]
    distinct = list(dict.fromkeys(rounded))
    return tuple(map(distinct.index, rounded)) if 1 < len(distinct) < len(own) else own
