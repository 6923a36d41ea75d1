"""The points of a data problem with the model on them, which moves as the ball moves over its loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from gdanim.panels import Drawing, Panel, PanelContext, limits

if TYPE_CHECKING:
    import numpy as np

    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark

MARKS = ("points", "model", "ghosts", "residuals", "batch", "threshold", "readout", "formula", "verdict")
X_MARGIN, Y_MARGIN = 0.05, 0.09  # about the points, of their range


class Options(BaseModel, frozen=True, extra="forbid", strict=True):
    range: limits.GivenRange | None = Field(None, description="the part of the vertical axis that is shown")


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the points' ranges: a model that leaves them leaves the panel."""
    sample = context.trajectories[0].run.function.sample  # type: ignore[attr-defined]
    return _with_margin(sample.x, X_MARGIN), context.options.range or _with_margin(sample.y, Y_MARGIN)


def _with_margin(values: np.ndarray, margin: float) -> Range:
    low, high = float(values.min()), float(values.max())
    span = (high - low) or max(1.0, abs(low))
    return low - margin * span, high + margin * span


def prepare(context: PanelContext) -> Drawing:
    # imported here: what draws loads matplotlib, and checking or listing scenes does not draw
    from gdanim.drawing import ticks
    from gdanim.marks import axes_frame
    from gdanim.panels.data import points
    from gdanim.panels.data.runs import model_runs

    static: list[Mark] = [*ticks.grid(context.axes, context.theme, context.unit), *axes_frame.axis_marks(context)]
    if "points" in context.shown_marks:
        static.append(points.data_points(context))
    names = points.axis_names(context)
    runs = model_runs(context, names)
    return Drawing(static=static, movers=[*runs.movers, *names], show=runs.show, persist=runs.persist)


PLUGIN = Panel(
    summary="the points of a data problem, and the model on its way into place",
    scope="run",
    data_only=True,
    prepare=prepare,
    measure=measure,
    default_for={"data": 0, "data_of_two_parameters": 0},
    marks=MARKS,
    lesson_marks=MARKS,
    comparison_marks=("points", "model", "ghosts", "batch", "threshold", "readout", "verdict"),
    overlay_marks=("points", "model", "readout", "verdict"),
    options=Options,
    weight=1.7,
    square=True,
)
