"""The step size of all runs against the step: a schedule, seen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.panels import Drawing, Panel, Stage

if TYPE_CHECKING:
    from gdanim.axis_range import Range


def measure(stage: Stage) -> tuple[Range, Range]:
    from gdanim.marks.line_chart import across

    etas = [float(eta) for trajectory in stage.trajectories for eta in trajectory.etas if math.isfinite(eta)]
    high = max(etas, default=1.0)
    return across(stage), (0.0, 1.15 * high)


def prepare(stage: Stage) -> Drawing:
    from gdanim.marks.line_chart import Lines

    rows = [trajectory.etas for trajectory in stage.trajectories]
    lines = Lines(stage, rows, f"{stage.words.say('step_size')} $\\eta$", stairs=True)
    return Drawing(still=lines.still(), movers=lines.movers, show=lines.show, stamps=lines.stamps)


PLUGIN = Panel(
    summary="the step size of all runs against the step",
    scope="all",
    prepare=prepare,
    measure=measure,
    weight=0.6,
)
