"""The function's curve with the ball on it: slope, step and landing, once a run or several runs on one curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panels import Drawing, Panel, Stage

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


def measure(stage: Stage) -> tuple[Range, Range]:
    """What is shown of the function, for a box of the stage's height."""
    from gdanim.drawing import sizes
    from gdanim.panels import limits

    unit = stage.unit * sizes.small(stage.plot.box.width)
    room = limits.Room(
        height=stage.plot.box.height,
        below=(46 if stage.lesson else 38) * unit,
        above=((110 if stage.scene.notes else 70) if stage.lesson else 19) * unit,
    )
    return limits.along(stage), stage.scene.range or limits.y_range(stage.trajectories, limits.core(stage), room)


def prepare(stage: Stage) -> Drawing:
    from gdanim.drawing import ticks
    from gdanim.marks import axes_frame, function_curve
    from gdanim.panels.curve import static
    from gdanim.panels.curve.runs import Actors

    still: list[Mark] = [*ticks.grid(stage.plot, stage.theme, stage.unit), *axes_frame.base(stage)]
    signs, names = static.extrema(stage)
    still.append(function_curve.curve(stage))
    actors = Actors(stage, [*(name.plate for name in names), *map(static.around, signs)])
    return Drawing(
        still=still, movers=[*actors.lines, *signs, *names, *actors.movers], show=actors.show, stamps=actors.stamps
    )


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
)
