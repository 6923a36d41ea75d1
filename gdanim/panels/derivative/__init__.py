"""The derivative under the function, on the same x axis: its zeros stand under the extrema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels import Drawing, Panel, PanelContext, RunLayers, limits

if TYPE_CHECKING:
    from gdanim.axis_range import Range

STRETCH = 1.15  # times the lowest and the highest derivative to be shown, before the margin
MARGIN = 0.16  # of the height between them, on either side
SAMPLES = 257


def measure(context: PanelContext) -> tuple[Range, Range]:
    """The curve's x axis; y holds zero, the iterates' derivatives and those between the outermost extrema."""
    low, high = x_range = limits.curve_x_range(context)
    values = [0.0]
    for trajectory in context.trajectories:
        xs, slopes = trajectory.points[:, 0], trajectory.gradients[:, 0]
        values += slopes[np.isfinite(slopes) & (xs >= low) & (xs <= high)].tolist()
        extrema = [each.point[0] for each in trajectory.stationary if low <= each.point[0] <= high]
        if len(extrema) > 1:
            between = np.linspace(min(extrema), max(extrema), SAMPLES)[:, None]
            derivatives = trajectory.run.function.gradients(between)[:, 0]
            values += derivatives[np.isfinite(derivatives)].tolist()
    bottom, top = min(values), max(values)
    if top == bottom:
        bottom, top = -1.0, 1.0
    margin = MARGIN * (top - bottom)
    return x_range, (STRETCH * bottom - margin, STRETCH * top + margin)


def prepare(context: PanelContext) -> Drawing:
    # imported here: what draws loads matplotlib, and checking or listing scenes does not draw
    from gdanim.panels.derivative.curve import static_marks
    from gdanim.panels.derivative.runs import DerivativeRun

    runs = RunLayers([DerivativeRun(context, index) for index in range(len(context.trajectories))])
    return Drawing(static=static_marks(context), movers=runs.movers, show=runs.show)


PLUGIN = Panel(
    summary="the derivative under the function, its zeros under the extrema",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    marks=("ball", "zeros"),
    lesson_marks=("ball", "zeros"),
    comparison_marks=("ball", "zeros"),
    weight=0.7,
)
