"""The step size of all runs against the step: a schedule, seen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.panels import Drawing, Panel, PanelContext

if TYPE_CHECKING:
    from gdanim.axis_range import Range


def measure(context: PanelContext) -> tuple[Range, Range]:
    from gdanim.marks.line_chart import across

    etas = [float(eta) for trajectory in context.trajectories for eta in trajectory.etas if math.isfinite(eta)]
    high = max(etas, default=1.0)
    return across(context), (0.0, 1.15 * high)


def prepare(context: PanelContext) -> Drawing:
    from gdanim.marks.line_chart import LineChart

    rows = [trajectory.etas for trajectory in context.trajectories]
    lines = LineChart(context, rows, f"{context.words.label('step_size')} $\\eta$", stairs=True)
    return Drawing(static=lines.static_marks(), movers=lines.movers, show=lines.show, persist=lines.persist)


PLUGIN = Panel(
    summary="the step size of all runs against the step",
    scope="all",
    prepare=prepare,
    measure=measure,
    weight=0.6,
)
