"""The function's curve with the ball, its slope, its step and the landing point."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.panel_parts.ball_path import on_curve
from gdanim.panels import CalloutTarget, DefaultMarks, Drawing, FunctionRole, Panel, PanelContext, PanelPage, limits

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark

MARKS = (
    *("ball", "trail", "tangent", "step_arrow", "slope_arrow", "tries", "drop_line", "minimum", "maximum", "parabola"),
    *("upper", "lower", "readout", "formula", "verdict"),
)
LESSON = tuple(mark for mark in MARKS if mark not in {"maximum", "parabola", "upper", "lower"})
OVERLAY = ("ball", "trail", "minimum", "readout", "verdict")
COMPARISON = ("ball", "trail", "step_arrow", "minimum", "readout", "verdict")
TICK_TOLERANCE = 0.01  # of the heights shown
MARGIN_BELOW, LESSON_MARGIN_BELOW = 38, 46  # units below the lowest point, for the marks there
MARGIN_ABOVE, LESSON_MARGIN_ABOVE, CALLOUTS_MARGIN_ABOVE = 19, 70, 110  # units above the highest


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the part of the function for a box of this height, with room for the marks around the ball."""
    from gdanim.panel_parts import companions

    unit = context.unit * sizes.narrow_scale(context.axes.box.width)
    below, above = (LESSON_MARGIN_BELOW, LESSON_MARGIN_ABOVE) if context.is_lesson else (MARGIN_BELOW, MARGIN_ABOVE)
    above = CALLOUTS_MARGIN_ABOVE if context.is_lesson and context.scene_facts.notes else above
    margins = limits.MarkMargins(height=context.axes.box.height, below=below * unit, above=above * unit)
    heights = context.scene_facts.value_range or limits.y_range(
        context.trajectories,
        limits.runs_x_range(context),
        margins,
        whole_curve=context.scene_facts.domain is not None,
    )
    beside = companions.height_range(context, limits.curve_x_range(context))
    if beside and not context.scene_facts.value_range:
        heights = min(heights[0], beside[0]), max(heights[1], beside[1])
    return limits.curve_x_range(context), heights


def prepare(context: PanelContext) -> Drawing:
    from gdanim.drawing import ticks
    from gdanim.panel_parts import axes_frame, companions, constraint_sets, function_curve
    from gdanim.panel_parts.empty_warnings import empty_warnings
    from gdanim.panels.curve import extrema
    from gdanim.panels.curve.runs import CurveRuns

    heights = function_curve.heights(context)
    context = replace(context, axes=replace(context.axes, lowest_y_tick=_lowest_tick(context, heights)))
    grid = ticks.grid(context.axes, context.theme, context.unit)
    has_x_labels = "drop_line" not in context.shown_marks  # drop lines have the numbers of the axis
    background: list[Mark] = [
        *grid,
        *function_curve.break_marks(context),
        *axes_frame.axis_marks(context, has_x_labels=has_x_labels),
    ]
    markers, names = extrema.extrema(context)
    background += constraint_sets.on_curve(context)
    background += companions.on_curve(context)
    background += [function_curve.curve_line(context), *function_curve.jump_ends(context)]
    layers = CurveRuns(context, [*(name.padded_box for name in names), *(marker.box for marker in markers)])
    back, middle, front = layers.levels
    return Drawing(
        static=background,
        movers=[*back, *markers, *names, *layers.scale_labels, *middle, *front],
        show=layers.show,
        persist=layers.persist,
        warnings=empty_warnings(context, "curve", [heights]),
    )


def _lowest_tick(context: PanelContext, heights: np.ndarray) -> float:
    """Returns the number from which on heights have ticks: that of the curve's lowest point, if no range is given."""
    from gdanim.panel_parts.stationary_markers import points_on_curve

    if context.scene_facts.value_range is not None:
        return -math.inf
    low, high = context.axes.y_range
    known = [trajectory.values for trajectory in context.trajectories]
    lowest = np.concatenate([heights, *known, [point.value for point in points_on_curve(context)]])
    return float(np.min(lowest[np.isfinite(lowest)], initial=np.inf)) - TICK_TOLERANCE * (high - low)


def callout_target(context: PanelContext) -> CalloutTarget:
    from gdanim.panel_parts import function_curve
    from gdanim.panels.curve.slope_triangle import triangle_points

    trajectory = context.trajectories[0]
    path = on_curve(trajectory, context.axes, context.timeline.motion, context.unit)
    return CalloutTarget(path, np.vstack([function_curve.page_points(context), triangle_points(context)]))


PLUGIN = Panel(
    summary="the curve with the ball, its slope and its step",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    default_for={"data_of_one_parameter": 1, "one_variable": 0, "one_variable_in_cells": 0},
    marks=MARKS,
    default_marks=DefaultMarks(lesson=LESSON, comparison=COMPARISON, overlay=OVERLAY),
    page=PanelPage(leads_cell=True),
    function=FunctionRole(is_shown=True, callout_target=callout_target),
)
