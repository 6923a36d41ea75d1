"""Panel `chord`: a chord slides along the curve and is marked where the curve crosses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from gdanim.functions.properties.convexity import convexity
from gdanim.panels import Drawing, Panel, PanelContext, PanelPage, PanelSize, limits
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark

CURVE_SAMPLES = 801
MARGIN_BELOW, MARGIN_ABOVE, MARGIN_WITH_TITLES = 20, 44, 96  # units


class Options(PluginOptions):
    width: float = Field(0.62, gt=0.05, lt=0.95, description="width of the chord as a fraction of the axis")


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the scene's or the catalogue's domain, or the curve's own range, and the range of its values."""
    domain, unit = context.scene_facts.domain, context.unit
    x_range = limits.x_range(context.trajectories, domain[0] if domain else None)
    heights = context.function.values(np.linspace(*x_range, CURVE_SAMPLES))
    heights = heights[np.isfinite(heights)]
    above = MARGIN_WITH_TITLES if "title" in context.shown_marks else MARGIN_ABOVE
    margins = limits.MarkMargins(context.axes.box.height, below=MARGIN_BELOW * unit, above=above * unit)
    low, high = (float(heights.min()), float(heights.max())) if len(heights) else (0.0, 0.0)
    if limits.is_flat(low, high):
        low, high = low - 1, high + 1
    return x_range, context.scene_facts.value_range or limits.with_margins(low, high, margins)


def prepare(context: PanelContext) -> Drawing:
    from gdanim.drawing import ticks
    from gdanim.panel_parts import axes_frame, function_curve
    from gdanim.panel_parts.empty_warnings import empty_warnings
    from gdanim.panels.chord.sliding_chord import SlidingChord
    from gdanim.panels.chord.titles import is_convex, kind_title, relation_title

    convexity_kind = convexity(context.function, context.axes.x_range)
    kind, relation = kind_title(context, convexity_kind), relation_title(context, convexity_kind)
    chord = SlidingChord(context, [*kind, *relation])
    static: list[Mark] = [
        *ticks.grid(context.axes, context.theme, context.unit),
        *function_curve.break_marks(context),
        *axes_frame.axis_marks(context),
        function_curve.curve_line(context),
        *kind,
    ]

    def show(moment: Moment) -> None:
        chord.show(moment)
        for label in relation:
            label.visible = is_convex(convexity_kind) or chord.is_crossed

    warnings = empty_warnings(context, "chord", [function_curve.heights(context)])
    return Drawing(static=static, movers=[*chord.movers, *relation], show=show, warnings=warnings)


PLUGIN = Panel(
    summary="a chord that slides along the curve and shows convexity",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    options=Options,
    size=PanelSize(weight=1.4),
    report_key="chord",
    page=PanelPage(is_left_to_right=True),  # convex to the left, however the page is read
)
