"""The step size of all runs against the step."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pydantic import Field

from gdanim.panels import Drawing, Panel, PanelContext, PanelSize, limits
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.drawing.label import Label

AXIS_HEADROOM = 1.15  # ratio of the axis's end to the largest step size


class Options(PluginOptions):
    range: limits.GivenRange | None = Field(None, description="range of the vertical axis")


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the ranges of steps, and of step sizes from zero."""
    from gdanim.panel_parts.line_chart.chart import x_range

    etas = [float(eta) for trajectory in context.trajectories for eta in trajectory.etas if math.isfinite(eta)]
    return x_range(context), context.options.range or (0.0, AXIS_HEADROOM * max(etas, default=1.0))


def outer_labels(context: PanelContext) -> Sequence[Label]:
    from gdanim.panel_parts.line_chart import chart as line_chart

    return line_chart.outer_labels(context, _title(context))


def _title(context: PanelContext) -> str:
    return f"{context.words.label('step_size')} $\\eta$"


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panel_parts.empty_warnings import empty_warnings
    from gdanim.panel_parts.line_chart.chart import LineChart

    rows = [trajectory.etas for trajectory in context.trajectories]
    chart = LineChart(context, rows, _title(context), context.formats.eta, stairs=True)
    return Drawing(
        static=chart.static_marks(),
        movers=chart.movers,
        show=chart.show,
        persist=chart.persist,
        warnings=empty_warnings(context, "eta", rows),
    )


PLUGIN = Panel(
    summary="the step size of all runs against the step",
    scope="all",
    marks=("ghost",),
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    options=Options,
    size=PanelSize(weight=0.6),
)
