"""The function's curve with the ball on it: slope, step and landing, once a run or several runs on one curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.panels import CalloutTarget, Drawing, Panel, PanelContext, limits

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark

MARKS = (
    "ball", "trail", "tangent", "step_arrow", "slope_arrow", "drop_line", "minimum", "maximum", "parabola",
    "readout", "formula", "verdict",
)  # fmt: skip
LESSON = (
    "ball",
    "trail",
    "tangent",
    "step_arrow",
    "slope_arrow",
    "drop_line",
    "minimum",
    "readout",
    "formula",
    "verdict",
)
OVERLAY = ("ball", "trail", "minimum", "readout", "verdict")
COMPARISON = ("ball", "trail", "step_arrow", "minimum", "readout", "verdict")


def measure(context: PanelContext) -> tuple[Range, Range]:
    """The part of the function that a box of this height shows, with room for the marks about the ball."""
    unit = context.unit * sizes.narrow_scale(context.axes.box.width)
    margins = limits.MarkMargins(
        height=context.axes.box.height,
        below=(46 if context.lesson else 38) * unit,
        above=((110 if context.scene.callouts else 70) if context.lesson else 19) * unit,
    )
    core = limits.core_x_range(context)
    heights = context.scene.value_range or limits.y_range(context.trajectories, core, margins)
    return limits.shared_x_range(context), heights


def prepare(context: PanelContext) -> Drawing:
    from gdanim.drawing import ticks
    from gdanim.marks import axes_frame, function_curve
    from gdanim.panels.curve import static
    from gdanim.panels.curve.runs import CurveRuns

    background: list[Mark] = [*ticks.grid(context.axes, context.theme, context.unit), *axes_frame.axis_marks(context)]
    markers, names = static.extrema(context)
    background.append(function_curve.curve_line(context))
    runs = CurveRuns(context, [*(name.padded_box for name in names), *(marker.box for marker in markers)])
    back, middle, front = runs.levels
    return Drawing(
        static=background,
        movers=[*back, *markers, *names, *middle, *front],
        show=runs.show,
        persist=runs.persist,
    )


def callout_target(context: PanelContext) -> CalloutTarget:
    from gdanim.marks import function_curve
    from gdanim.marks.ball_path import on_curve

    trajectory = context.trajectories[0]
    samples = function_curve.sample_curve(context.axes, trajectory.run.function.values)
    path = on_curve(trajectory, context.axes, context.timeline.motion, context.unit)
    return CalloutTarget(path, context.axes.to_pixels(*samples))


PLUGIN = Panel(
    summary="the curve with the ball, its slope and its step",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    marks=MARKS,
    lesson=LESSON,
    comparison=COMPARISON,
    overlay=OVERLAY,
    leads_cell=True,
    callout_target=callout_target,
)
