"""Each variable of a run against the step: a line for each, and a dashed one at the minimum that the run reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from gdanim.panels import Drawing, Panel, PanelAxes, PanelContext, PanelSize, limits
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.drawing.label import Label

RANGE_MARGIN = 0.1  # fraction of the height of starts and goals, above and below
MAX_EXCESS = 1.5  # heights of starts and goals: what is farther away leaves the panel


class Options(PluginOptions):
    range: limits.GivenRange | None = Field(None, description="range of the vertical axis")


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the range of steps, and of the variables: starts, goals, and what is not far from them."""
    steps = 0.0, float(max(1, context.scene_facts.steps))
    return steps, context.options.range or _needed_range(context.trajectories)


def _needed_range(trajectories: Sequence[Trajectory]) -> Range:
    ends = [coordinate for trajectory in trajectories for coordinate in _ends(trajectory)]
    low, high = min(ends), max(ends)
    height = (high - low) or max(1.0, abs(high))
    points = np.concatenate([trajectory.points.ravel() for trajectory in trajectories])
    is_near = (points >= low - MAX_EXCESS * height) & (points <= high + MAX_EXCESS * height)
    shown = np.append(points[is_near], ends)
    low, high = float(shown.min()), float(shown.max())
    margin = RANGE_MARGIN * ((high - low) or height)
    return low - margin, high + margin


def _ends(trajectory: Trajectory) -> list[float]:
    """Returns the coordinates of a run's start and of its goal, if it has one."""
    return [*trajectory.points[0].tolist(), *(trajectory.verdict.goal or ())]


def outer_labels(context: PanelContext) -> Sequence[Label]:
    from gdanim.panel_parts import axes_frame
    from gdanim.panels.parameters.static import title

    return [*axes_frame.tick_labels(context), *title(context)]


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panel_parts.run_layer import RunLayers
    from gdanim.panels.parameters.lines import ParameterLines
    from gdanim.panels.parameters.static import static_marks

    runs = [ParameterLines(context, index) for index in range(len(context.trajectories))]
    layers = RunLayers(runs)
    return Drawing(
        static=static_marks(context, runs),
        movers=layers.movers,
        show=layers.show,
        persist=layers.persist,
    )


PLUGIN = Panel(
    summary="each variable of a run against the step, and where it is at the minimum",
    scope="run",
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    options=Options,
    marks=("ball", "trail", "minimum", "ghost", "verdict"),
    axes=PanelAxes(shares_x=False),
    size=PanelSize(weight=0.9, minimum=(0, 54)),
)
