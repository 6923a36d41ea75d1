"""Projects runs over many parameters onto a slice through two of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.functions.data.loss_slice import slice_through

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory
    from gdanim.functions.data.loss_slice import LossSlice
    from gdanim.panels import PanelContext


def slice_context(context: PanelContext, names: Sequence[str]) -> PanelContext:
    """Returns the context with its runs projected onto the slice through the parameters ``names``."""
    loss_slice = slice_through(context.function, names)
    return replace(
        context, trajectories=tuple(_projected(trajectory, loss_slice) for trajectory in context.trajectories)
    )


def _projected(trajectory: Trajectory, loss_slice: LossSlice) -> Trajectory:
    columns = list(loss_slice.columns)

    def project(point: Sequence[float]) -> tuple[float, ...]:
        return tuple(point[column] for column in columns)

    run, goal = trajectory.run, trajectory.verdict.goal
    return replace(
        trajectory,
        run=replace(run, function=loss_slice, start=project(run.start), constraint=None),
        points=trajectory.points[:, columns],
        gradients=trajectory.gradients[:, columns],
        full_gradients=trajectory.full_gradients[:, columns],
        half_points=trajectory.half_points[:, columns],
        averages=None if trajectory.averages is None else trajectory.averages[:, columns],
        stationary_points=tuple(replace(point, at=project(point.at)) for point in trajectory.stationary_points),
        verdict=replace(trajectory.verdict, goal=None if goal is None else project(goal)),
    )
