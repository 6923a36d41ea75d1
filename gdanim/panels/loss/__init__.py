"""All runs against the step: the function's value, the distance to the minimum, or the gradient's norm."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gdanim.messages import message
from gdanim.panels import Drawing, Panel, PanelAxes, PanelContext, PanelData, PanelSize
from gdanim.panels.loss import ranges
from gdanim.panels.loss.horizontal import counts_epochs, horizontal_axis, is_logarithmic
from gdanim.panels.loss.options import CompleteOptions, Options
from gdanim.panels.loss.scale import AxisScale, automatic, beside_validation, heights, lowest_minima
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

TITLES = {"value": "value", "gap": "value", "distance": "distance", "gradient": "gradient_size"}
"""The keys of the titles in language files."""
SYMBOLS = {"value": "f", "gap": "f", "distance": r"|x - x^*|", "gradient": r"|\nabla f|"}  # mathtext


def complete_options(context: PanelContext) -> CompleteOptions:
    """Returns the options with a scale chosen for the runs where the author chose neither scale nor range."""
    options, trajectories = context.options, context.trajectories
    chosen = AxisScale("linear", (0.0,) * len(trajectories))
    if options.measure == "gap":
        chosen = AxisScale(automatic(trajectories).scale, lowest_minima(trajectories))
    elif options.scale == "auto" and options.measure == "value" and _given_range(context) is None:
        chosen = beside_validation(trajectories) or automatic(trajectories)
    given = {**options.model_dump(), "scale": chosen.scale if options.scale == "auto" else options.scale}
    return CompleteOptions(**given, minima=chosen.minima, is_automatic=options.scale == "auto")


def values_by_step(trajectory: Trajectory, measure: str) -> np.ndarray:
    """Returns f, |x − goal| with the minimum reached or nearest, or |∇f|, as (n,). NaN if a run has no goal.

    The values of a gap are not yet above anything.
    """
    if measure == "gradient":
        return trajectory.gradient_sizes
    if measure in {"value", "gap"}:
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
    horizontal = None if _has_steps(context) else horizontal_axis(context)
    return x_range(context, horizontal, log=is_logarithmic(context.options)), y_range


def _has_steps(context: PanelContext) -> bool:
    """Returns whether the horizontal axis has steps, one as far from the next as any other."""
    options = context.options
    return options.against == "step" and not (is_logarithmic(options) or counts_epochs(context))


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
    if context.options.measure in {"value", "gap"}:
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


def outer_labels(context: PanelContext) -> Sequence[Label]:
    from gdanim.panel_parts.line_chart import chart as line_chart

    return line_chart.outer_labels(context, _title(context))


def _title(context: PanelContext) -> str:
    chosen, words = context.options.measure, context.words
    has_values = chosen in {"value", "gap"}
    is_loss = has_values and all(trajectory.run.function.is_data_problem for trajectory in context.trajectories)
    title = words.label("loss" if is_loss else TITLES[chosen])
    if _validation_rows(context):
        counts = [trajectory.run.function.held_out_count for trajectory in context.trajectories]
        return words.label("with_held_out", quantity=title, n=max(counts))
    is_above = chosen == "gap" or any(context.options.minima)
    return words.label("above_minimum", quantity=title) if is_above else title


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panel_parts.line_chart.chart import LineChart
    from gdanim.panels.loss.guides import Guides
    from gdanim.panels.loss.tolerance_line import ToleranceLine

    rows, title, horizontal = _rows(context), _title(context), horizontal_axis(context)
    number_format = _number_format(context)
    is_above = context.options.measure == "gap" or any(context.options.minima)
    symbol = r"f - f_{\min}" if is_above else SYMBOLS[context.options.measure]
    if context.options.measure != "distance" or not _has_steps(context):
        chart = LineChart(context, rows, title, number_format, symbol=symbol, horizontal=horizontal)
        minima = [minimum for minimum in context.options.minima if math.isfinite(minimum)]
        own = Drawing(
            sidecar={"y_zero": minima} if any(minima) else {},
            static=[*chart.static_marks(), *Guides(context, chart).marks],
            movers=chart.movers,
            show=chart.show,
            persist=chart.persist,
            warnings=_warnings(context, rows),
        )
        return _with_validation(context, own, chart) if _validation_rows(context) else own
    tolerance = ToleranceLine(context, rows)
    chart = LineChart(context, rows, title, number_format, levels=tolerance.heights, symbol=symbol)
    return Drawing(
        static=[
            *chart.static_marks(),
            *Guides(context, chart).marks,
            *tolerance.static,
            *tolerance.labels_clear_of(chart.names.values()),
        ],
        movers=chart.movers,
        show=chart.show,
        persist=chart.persist,
        warnings=_warnings(context, rows),
    )


def _with_validation(context: PanelContext, own: Drawing, chart: LineChart) -> Drawing:
    """Returns a chart's drawing with the losses of the points held out."""
    from gdanim.panels.loss.validation_lines import ValidationLines

    lines = ValidationLines(context, chart)

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
    axes=PanelAxes(
        has_log_x=lambda context: is_logarithmic(context.options),
        has_log_y=lambda context: context.options.scale == "log",
    ),
    sentences=sentences,
    size=PanelSize(weight=0.9),
)
