"""The derivative below the function, on the same x axis, so that its zeros are aligned with the extrema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from gdanim.panels import Drawing, Panel, PanelContext, PanelSize, limits
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.axis_range import Range

HEIGHT_MARGIN = 0.16  # fraction of the height, on either side
CURVE_SAMPLES = 513
POLE_SHARE, POLE_REACH = 0.05, 2.0  # fraction of the curve's samples; heights of the others' range


class Options(PluginOptions):
    range: limits.GivenRange | None = Field(None, description="range of the derivative's axis")


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the curve's x axis; y includes zero and the derivative wherever the curve is shown."""
    x_range = limits.curve_x_range(context)
    return x_range, context.options.range or _heights(context, x_range)


def _heights(context: PanelContext, x_range: Range) -> Range:
    low, high = x_range
    values = [0.0]
    for trajectory in context.trajectories:
        xs, slopes = trajectory.points[:, 0], trajectory.gradients[:, 0]
        values += slopes[np.isfinite(slopes) & (xs >= low) & (xs <= high)].tolist()
    curve = _shown_derivatives(context, x_range)
    if len(curve):
        bottom, top = np.quantile(curve, [POLE_SHARE, 1 - POLE_SHARE])
        reach = POLE_REACH * (top - bottom)
        values += np.clip([curve.min(), curve.max()], bottom - reach, top + reach).tolist()
    bottom, top = min(values), max(values)
    if top == bottom:
        bottom, top = -1.0, 1.0
    margin = HEIGHT_MARGIN * (top - bottom)
    return bottom - margin, top + margin


def _shown_derivatives(context: PanelContext, x_range: Range) -> np.ndarray:
    """Returns the derivatives along the curve: in an author's domain all, otherwise those of its visible part."""
    function = context.function
    xs = np.linspace(*x_range, CURVE_SAMPLES)
    derivatives = function.gradients(xs[:, None])[:, 0]
    is_shown = np.isfinite(derivatives)
    if not context.scene_facts.domain:
        low, high = context.scene_facts.value_range or limits.y_range(
            context.trajectories, limits.runs_x_range(context), limits.NO_MARKS
        )
        heights = function.values(xs)
        is_shown &= (heights >= low) & (heights <= high)
    return derivatives[is_shown]


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panel_parts.empty_warnings import empty_warnings
    from gdanim.panel_parts.offscreen_labels import LabelledRunLayers
    from gdanim.panels.derivative.curve import static_marks
    from gdanim.panels.derivative.runs import DOT_RADIUS, DerivativeRun

    layers = [DerivativeRun(context, index) for index in range(len(context.trajectories))]
    run_layers = LabelledRunLayers(layers, DOT_RADIUS * context.unit)
    derivatives = _shown_derivatives(context, context.axes.x_range)
    warnings = empty_warnings(context, "derivative", [derivatives])
    return Drawing(static=static_marks(context), movers=run_layers.movers, show=run_layers.show, warnings=warnings)


PLUGIN = Panel(
    summary="the derivative below the function, zeros aligned with extrema",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    marks=("ball", "zeros"),
    options=Options,
    size=PanelSize(weight=0.7),
)
