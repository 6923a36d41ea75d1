"""The data points and the fitted model, which moves with the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from pydantic import Field

from gdanim.panels import DefaultMarks, Drawing, Panel, PanelContext, PanelData, PanelSize, limits
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Label
    from gdanim.functions.data import DataProblem

MARKS = ("points", "model", "chance", "ghosts", "residuals", "batch", "threshold", "readout", "formula", "verdict")
X_MARGIN, Y_MARGIN = 0.05, 0.09  # fractions of the points' range
MAX_GROWTH = 1.5  # relative to the points' range: more room for the starts' models would crowd the points
NAME_ROOM = 30  # units between such a model and the edge, for the axis's name
MIN_VISIBLE_SHARE = 1 / 3  # fraction of a model's width that suffices
MODEL_SAMPLES = 61


class Options(PluginOptions):
    range: limits.GivenRange | None = Field(None, description="range of the vertical axis")


def data_problem(context: PanelContext) -> DataProblem:
    """Returns the data problem of a panel's runs."""
    return _data_problem(context.trajectories[0])


def _data_problem(trajectory: Trajectory) -> DataProblem:
    return cast("DataProblem", trajectory.run.function)  # the panel is for data problems alone


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the points' ranges; the vertical one includes the starts' models as far as points keep enough room.

    Points are as far from the edges of the extended range as of their own.
    """
    sample = data_problem(context).all_points
    if sample.feature_count == 2:
        first, second = (_with_margin(column, X_MARGIN) for column in sample.columns)
        return first, second
    x_range, y_range = _with_margin(sample.x, X_MARGIN), _with_margin(sample.y, Y_MARGIN)
    if context.options.range:
        return x_range, context.options.range
    low, high = _with_first_models(context, x_range, y_range)
    margin = Y_MARGIN / (1 + 2 * Y_MARGIN) * (high - low)
    return x_range, (min(low, float(sample.y.min()) - margin), max(high, float(sample.y.max()) + margin))


def is_in_space(context: PanelContext) -> bool:
    """Returns whether the panel shows a surface over two features, in three dimensions."""
    problem = data_problem(context)
    return problem.sample.feature_count == 2 and not problem.is_classifier


def outer_labels(context: PanelContext) -> Sequence[Label]:
    """Returns the tick labels about the panel; in three dimensions they are within it."""
    from gdanim.panel_parts import axes_frame

    return [] if is_in_space(context) else axes_frame.tick_labels(context)


def _with_margin(values: np.ndarray, margin: float) -> Range:
    low, high = float(values.min()), float(values.max())
    span = (high - low) or max(1.0, abs(low))
    return low - margin * span, high + margin * span


def _with_first_models(context: PanelContext, x_range: Range, y_range: Range) -> Range:
    """Returns the range extended to models that it hardly shows, beginning with the smallest extension."""
    span = y_range[1] - y_range[0]
    margin = max(Y_MARGIN, NAME_ROOM * context.unit / context.axes.box.height)
    xs = np.linspace(*x_range, MODEL_SAMPLES)
    starts = [trajectory.points[0].tolist() for trajectory in context.trajectories]
    models = zip(map(_data_problem, context.trajectories), starts, strict=True)
    grown = [_growth(fit.predict(start, xs), y_range, margin) for fit, start in models]
    below = above = 0.0
    for down, up in sorted(grown, key=sum):
        if max(below, down) + max(above, up) <= MAX_GROWTH * span:
            below, above = max(below, down), max(above, up)
    return y_range[0] - below, y_range[1] + above


def _growth(heights: np.ndarray, y_range: Range, margin: float) -> tuple[float, float]:
    """Returns the extension of the range, down and up, that shows a run's first model, or enough of it.

    It is zero if enough is visible already. ``margin`` is the margin around the models, as a fraction of the range.
    """
    low, high = y_range
    outside = np.maximum(low - heights, heights - high)
    if not np.isfinite(heights).all() or np.mean(outside <= 0) >= MIN_VISIBLE_SHARE:
        return 0.0, 0.0
    growths = []
    for reach in (float(outside.max()), float(np.quantile(outside, MIN_VISIBLE_SHARE))):
        held = heights[outside <= reach]
        down, up = max(0.0, low - float(held.min())), max(0.0, float(held.max()) - high)
        beyond = margin * (high - low + down + up)
        growths.append((down + beyond if down else 0.0, up + beyond if up else 0.0))
    return growths[0] if sum(growths[0]) <= MAX_GROWTH * (high - low) else growths[1]


def prepare(context: PanelContext) -> Drawing:
    from gdanim.drawing import ticks
    from gdanim.panel_parts import axes_frame
    from gdanim.panel_parts.empty_warnings import empty_warnings
    from gdanim.panels.data import boundary, points, space
    from gdanim.panels.data.runs import model_runs

    if is_in_space(context):
        return space.drawing(context)
    static: list[Mark] = [*ticks.grid(context.axes, context.theme, context.unit), *axes_frame.axis_marks(context)]
    if data_problem(context).sample.feature_count == 2:
        return boundary.drawing(context, points.axis_names(context), static)
    if "points" in context.shown_marks:
        static += points.data_points(context)
    names = points.axis_names(context)
    names += points.held_out_key(context, names)
    layers = model_runs(context, names)
    warnings = empty_warnings(context, "data", [data_problem(context).sample.y])
    movers = [*layers.movers, *names]
    return Drawing(static=static, movers=movers, show=layers.show, persist=layers.persist, warnings=warnings)


PLUGIN = Panel(
    summary="the points of a data problem, and the model as it is fitted",
    scope="run",
    data=PanelData(is_required=True),
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    default_for={"data": 0, "data_of_one_parameter": 0, "data_of_two_parameters": 0},
    marks=MARKS,
    default_marks=DefaultMarks(
        comparison=("points", "model", "chance", "ghosts", "batch", "threshold", "readout", "verdict"),
        overlay=("points", "model", "readout", "verdict"),
    ),
    options=Options,
    size=PanelSize(weight=1.7, placement="map"),
)
