"""All runs against the step: the function's value, the distance to the minimum, or the gradient's norm."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import Field, model_validator

from gdanim.messages import message
from gdanim.panels import Drawing, Panel, PanelAxes, PanelContext, PanelData, PanelSize, limits
from gdanim.panels.loss import ranges
from gdanim.panels.loss.scale import AxisScale, automatic, beside_validation, heights
from gdanim.plugin_options import PluginOptions
from gdanim.spelling import ALL_DIGITS, typed_number
from gdanim.text.narration import each_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.drawing.label import Label
    from gdanim.panel_parts.line_chart.chart import LineChart
    from gdanim.text.numbers import NumberFormat
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

TITLES = {"value": "value", "distance": "distance", "gradient": "gradient_size"}  # label keys of the language files
SYMBOLS = {"value": "f", "distance": r"|x - x^*|", "gradient": r"|\nabla f|"}  # mathtext


class Options(PluginOptions, strict=False):
    measure: Literal["value", "distance", "gradient"] = Field("value", description="quantity of the vertical axis")
    scale: Literal["auto", "linear", "log"] = Field(
        "auto",
        description="scale of the vertical axis; auto is log where a linear one would show values as flat lines, "
        "which are then heights above the minimum",
    )
    per: Literal["update", "epoch"] | None = Field(
        None, description="unit of the horizontal axis; by default as the scene counts"
    )
    range: limits.GivenRange | None = Field(
        None, description="range of the vertical axis; for values, by default the scene's range"
    )

    @model_validator(mode="after")
    def _check_range(self) -> Options:
        if self.scale == "log" and self.range and self.range[0] <= 0:
            found = ", ".join(typed_number(end, ALL_DIGITS) for end in self.range)
            raise ValueError(message("scene.log_range", found=found))
        return self


class CompleteOptions(Options):
    """The options of a panel whose runs are known. ``minima`` are subtracted from the values of the runs.

    ``is_automatic``: the scale was chosen for them.
    """

    minima: tuple[float, ...] = ()
    is_automatic: bool = False


def complete_options(context: PanelContext) -> CompleteOptions:
    """Returns the options with a scale chosen for the runs where the author chose neither scale nor range."""
    options, trajectories = context.options, context.trajectories
    chosen = AxisScale("linear", (0.0,) * len(trajectories))
    if options.scale == "auto" and options.measure == "value" and _given_range(context) is None:
        chosen = beside_validation(trajectories) or automatic(trajectories)
    given = {**options.model_dump(), "scale": chosen.scale if options.scale == "auto" else options.scale}
    return CompleteOptions(**given, minima=chosen.minima, is_automatic=options.scale == "auto")


def values_by_step(trajectory: Trajectory, measure: str) -> np.ndarray:
    """Returns f, |x − goal| with the minimum reached or nearest, or |∇f|, as (n,). NaN if a run has no goal."""
    if measure == "gradient":
        return trajectory.gradient_sizes
    if measure == "value":
        return trajectory.values
    goal = trajectory.verdict.goal
    if goal is None:
        return np.full(len(trajectory.points), np.nan)
    with np.errstate(all="ignore"):
        return np.linalg.norm(trajectory.points - np.asarray(goal), axis=1)


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the range of steps or epochs, and of the runs' values, without all values of a run that diverges."""
    from gdanim.panel_parts.line_chart.chart import x_range

    rows = [*_rows(context), *_validation_rows(context)]
    y_range = _given_range(context) or _needed_range(context, rows)
    return x_range(context, _epochs(context) if _counts_epochs(context) else None), y_range


def _given_range(context: PanelContext) -> Range | None:
    """Returns the panel's own range, or for values the scene's, if the axis can show it on this scale."""
    options, scene_range = context.options, context.scene_facts.value_range
    given: Range | None = options.range or (scene_range if options.measure == "value" else None)
    return None if given and options.scale == "log" and given[0] <= 0 else given


def _needed_range(context: PanelContext, rows: Sequence[np.ndarray]) -> Range:
    if context.options.scale == "linear":
        return ranges.linear_range(rows, [*_goals(context), *_lowest_beside_validation(context)])
    return ranges.log_range(rows, ranges.MAX_DECADES_OF_VALUES if context.options.is_automatic else ranges.MAX_DECADES)


def _lowest_beside_validation(context: PanelContext) -> list[float]:
    """Returns the lowest losses of all runs and of their points held out; empty without such points."""
    held_out = _validation_rows(context)
    rows = [*held_out, *_rows(context)] if held_out else []
    return [float(row[np.isfinite(row)].min()) for row in rows if np.isfinite(row).any()]


def _goals(context: PanelContext) -> list[float]:
    """Returns the values at the runs' goals."""
    if context.options.measure != "value":
        return [0.0]
    pairs = [(trajectory.run.function, trajectory.verdict.goal) for trajectory in context.trajectories]
    return [float(function.value(goal)) for function, goal in pairs if goal is not None]


def _number_format(context: PanelContext) -> NumberFormat:
    """Returns the number format of the chosen measure."""
    if context.options.measure == "value":
        return context.formats.value
    return context.formats.format_of(lambda trajectory: [values_by_step(trajectory, context.options.measure)])


def _rows(context: PanelContext) -> list[np.ndarray]:
    options, rows = context.options, []
    for trajectory, minimum in zip(context.trajectories, options.minima, strict=True):
        rows.append(heights(values_by_step(trajectory, options.measure), minimum))
    return rows


def _validation_rows(context: PanelContext) -> list[np.ndarray]:
    """Returns the losses of the points held out of each run that has such points, if the panel shows losses."""
    rows = [trajectory.validation_values for trajectory in context.trajectories]
    return [row for row in rows if row is not None] if context.options.measure == "value" else []


def _counts_epochs(context: PanelContext) -> bool:
    return context.options.per == "epoch" or (context.options.per is None and context.scene_facts.epochs is not None)


def _epochs(context: PanelContext) -> float:
    """Returns the maximum number of epochs of a run."""
    lengths = zip(context.trajectories, _step_lengths(context), strict=True)
    return max(trajectory.last_step * length for trajectory, length in lengths) or 1.0


def _step_lengths(context: PanelContext) -> list[float]:
    """Returns the fraction of an epoch per step of each run."""
    samplings = [trajectory.run.sampling for trajectory in context.trajectories]
    return [1 / sampling.updates_per_epoch if sampling else 1.0 for sampling in samplings]


def outer_labels(context: PanelContext) -> Sequence[Label]:
    from gdanim.panel_parts.line_chart import chart as line_chart

    return line_chart.outer_labels(context, _title(context))


def _title(context: PanelContext) -> str:
    chosen, words = context.options.measure, context.words
    is_loss = chosen == "value" and all(trajectory.run.function.is_data_problem for trajectory in context.trajectories)
    title = words.label("loss" if is_loss else TITLES[chosen])
    if _validation_rows(context):
        counts = [trajectory.run.function.held_out_count for trajectory in context.trajectories]
        return words.label("with_held_out", quantity=title, n=max(counts))
    return words.label("above_minimum", quantity=title) if any(context.options.minima) else title


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panel_parts.line_chart.chart import LineChart
    from gdanim.panels.loss.tolerance_line import ToleranceLine

    rows, title, by_epoch = _rows(context), _title(context), _counts_epochs(context)
    number_format = _number_format(context)
    symbol = r"f - f_{\min}" if any(context.options.minima) else SYMBOLS[context.options.measure]
    if context.options.measure != "distance" or by_epoch:
        epochs: dict[str, Any] = {"step_lengths": _step_lengths(context), "unit_key": "epoch"} if by_epoch else {}
        chart = LineChart(context, rows, title, number_format, symbol=symbol, **epochs)
        minima = context.options.minima
        own = Drawing(
            sidecar={"y_zero": list(minima)} if any(minima) else {},
            static=chart.static_marks(),
            movers=chart.movers,
            show=chart.show,
            persist=chart.persist,
            warnings=_warnings(context, rows),
        )
        return _with_validation(context, own, chart) if _validation_rows(context) else own
    tolerance = ToleranceLine(context, rows)
    chart = LineChart(context, rows, title, number_format, levels=tolerance.heights, symbol=symbol)
    return Drawing(
        static=[*chart.static_marks(), *tolerance.static, *tolerance.labels_clear_of(chart.names.values())],
        movers=chart.movers,
        show=chart.show,
        persist=chart.persist,
        warnings=_warnings(context, rows),
    )


def _with_validation(context: PanelContext, own: Drawing, chart: LineChart) -> Drawing:
    """Returns a chart's drawing with the losses of the points held out."""
    from gdanim.panels.loss.validation_lines import ValidationLines

    lengths = _step_lengths(context) if _counts_epochs(context) else [1.0] * len(context.trajectories)
    lines = ValidationLines(context, chart, lengths)

    def show(moment: Moment) -> None:
        own.show(moment)
        lines.show(moment)

    return replace(
        own,
        sidecar={**own.sidecar, "validation": lines.sidecar},
        static=[*own.static, *lines.ghosts],
        movers=[*own.movers, *lines.movers],
        show=show,
        persist=lambda step: [*lines.persist(step), *own.persist(step)],
    )


def sentences(
    words: Words, trajectories: Sequence[Trajectory], formats: QuantityFormats, options: Options
) -> Sequence[str]:
    """Returns for each run when the loss of the points held out is lowest."""
    if options.measure != "value":
        return []

    def tell(trajectory: Trajectory) -> str:
        step = trajectory.lowest_validation_step
        if step is None:
            return ""
        key = "still_falling" if step == trajectory.last_step else "lowest"
        return words.fill(words.report(f"held_out_{key}"), n=step)

    return each_run(words, trajectories, formats, tell)


def _warnings(context: PanelContext, rows: Sequence[np.ndarray]) -> list[str]:
    """Returns a warning if the panel shows no line."""
    from gdanim.panel_parts.empty_warnings import empty_warnings

    if all(np.isnan(row).all() for row in rows):
        return [message("layout.no_distances")]
    return empty_warnings(context, "loss", rows)


PLUGIN = Panel(
    summary="all runs against the step: value, distance to the minimum, or gradient norm",
    scope="all",
    complete_options=complete_options,
    marks=("ghost",),
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    default_for={"more_variables": 0, "data": 1},
    data=PanelData(counts_epochs=lambda options: options.per == "epoch"),
    options=Options,
    axes=PanelAxes(has_log_y=lambda context: context.options.scale == "log"),
    sentences=sentences,
    size=PanelSize(weight=0.9),
)
