"""Runs over many parameters as they are seen on a map of two of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory
    from gdanim.functions.data.loss_slice import LossSlice
    from gdanim.panels import PanelContext


def sliced(context: PanelContext, names: Sequence[str]) -> PanelContext:
    """The context with the runs' shadows on the plane of the parameters ``names``."""
    from gdanim.functions.data.loss_slice import slice_through

    cut = slice_through(context.trajectories[0].run.function, names)  # type: ignore[arg-type]
    return replace(context, trajectories=tuple(_shadow(one, cut) for one in context.trajectories))


def _shadow(one: Trajectory, cut: LossSlice) -> Trajectory:
    columns = list(cut.columns)

    def flat(point: Sequence[float]) -> tuple[float, ...]:
        return tuple(point[column] for column in columns)

    goal = one.verdict.goal
    return replace(
        one,
        run=replace(one.run, function=cut, start=flat(one.run.start)),
        points=one.points[:, columns],
        gradients=one.gradients[:, columns],
        full_gradients=one.full_gradients[:, columns],
        stationary=tuple(replace(place, point=flat(place.point)) for place in one.stationary),
        verdict=replace(one.verdict, goal=None if goal is None else flat(goal)),
    )
