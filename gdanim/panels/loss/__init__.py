"""All runs against the step: the function's value, the distance to the minimum, or the size of the gradient."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from gdanim.panels import Drawing, Panel, PanelContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.drawing.label import Label

BELOW, ABOVE = 0.08, 0.1  # margins of a linear axis, of its height
MAX_START = 4.0  # a linear axis holds so many times the values that the runs begin with: a diverging run leaves it
MIN_SHARE = 1e-16  # of the greatest value: a logarithmic axis goes no deeper
MAX_MEDIAN = 4e6  # medians of all values: a logarithmic axis goes no higher
LOG_BELOW, LOG_ABOVE = 0.16, 0.08  # margins of a logarithmic axis: under the values are the names of runs, too
LOG_LIMITS = 1e-300, 1e300  # beyond are numbers without all their digits, and none
MIN_FACTOR = 10.0  # between the ends of a logarithmic axis
TITLES = {"value": "value", "distance": "distance", "gradient": "gradient_size"}  # keys of languages' labels


class Options(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: Literal["value", "distance", "gradient"] = Field("value", description="what is drawn")
    scale: Literal["linear", "log"] = Field("linear", description="the scale of its axis")
    per: Literal["update", "epoch"] | None = Field(
        None, description="what the other axis counts; epochs where the scene counts its steps in them"
    )


def values_by_step(trajectory: Trajectory, measure: str) -> np.ndarray:
    """(n,): f, |x − goal| with the minimum reached or nearest, or |∇f|. NaN where a run has no goal."""
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
    """The steps or epochs, and the values that the runs have; not those of a run that diverges."""
    # imported here, as below: what draws loads matplotlib, and checking or listing scenes does not draw
    from gdanim.marks.line_chart import x_range

    rows = _rows(context)
    values = np.concatenate(rows)
    values = values[np.isfinite(values)]
    is_log = context.options.scale == "log"
    y_range = _log_range(values) if is_log else _linear_range(values, [float(row[0]) for row in rows])
    return x_range(context, _epochs(context) if _counts_epochs(context) else None), y_range


def _rows(context: PanelContext) -> list[np.ndarray]:
    return [values_by_step(trajectory, context.options.measure) for trajectory in context.trajectories]


def _linear_range(values: np.ndarray, starts: Sequence[float]) -> Range:
    low = float(values.min()) if len(values) else 0.0
    height = max((start - low for start in starts if math.isfinite(start)), default=0.0) or 1.0
    high = min(float(values.max()) if len(values) else 1.0, low + MAX_START * height)
    high = high if high > low else low + 1.0
    return low - BELOW * (high - low), high + ABOVE * (high - low)


def _log_range(values: np.ndarray) -> Range:
    values = np.clip(values[values > 0], *LOG_LIMITS)
    if not len(values):
        return 0.1, 10.0
    high = min(float(values.max()), MAX_MEDIAN * float(np.median(values)))
    low = max(float(values.min()), high * MIN_SHARE)
    factor = max(high / low, MIN_FACTOR)
    return low / factor**LOG_BELOW, high * factor**LOG_ABOVE


def _counts_epochs(context: PanelContext) -> bool:
    return context.options.per == "epoch" or (context.options.per is None and context.scene_facts.epochs is not None)


def _epochs(context: PanelContext) -> float:
    """The most passes over the data that a run makes."""
    return max(run.steps * length for run, length in zip(context.scene_facts.runs, _step_lengths(context), strict=True))


def _step_lengths(context: PanelContext) -> list[float]:
    """The part of an epoch that a step of each run takes."""
    samplings = [trajectory.run.sampling for trajectory in context.trajectories]
    return [1 / sampling.updates_per_epoch if sampling else 1.0 for sampling in samplings]


def outer_labels(context: PanelContext) -> Sequence[Label]:
    from gdanim.marks import line_chart

    return line_chart.outer_labels(context, _title(context))


def _title(context: PanelContext) -> str:
    chosen = context.options.measure
    is_loss = chosen == "value" and all(each.run.function.is_data_problem for each in context.trajectories)
    return context.words.label("loss" if is_loss else TITLES[chosen])


def prepare(context: PanelContext) -> Drawing:
    from gdanim.marks.line_chart import LineChart
    from gdanim.panels.loss.tolerance_line import ToleranceLine

    rows, title, by_epoch = _rows(context), _title(context), _counts_epochs(context)
    if context.options.measure != "distance" or by_epoch:
        epochs: dict[str, Any] = {"step_lengths": _step_lengths(context), "unit_key": "epoch"} if by_epoch else {}
        chart = LineChart(context, rows, title, **epochs)
        return Drawing(static=chart.static_marks(), movers=chart.movers, show=chart.show, persist=chart.persist)
    tolerance = ToleranceLine(context, rows)
    chart = LineChart(context, rows, title, lines_across=tolerance.heights)

    def show(moment: Moment) -> None:
        chart.show(moment)
        tolerance.show(chart.end_labels.labels)

    return Drawing(
        static=[*chart.static_marks(), *tolerance.static],
        movers=[*tolerance.labels, *chart.movers],
        show=show,
        persist=chart.persist,
    )


PLUGIN = Panel(
    summary="all runs against the step: value, distance to the minimum, or size of the gradient",
    scope="all",
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    options=Options,
    has_scale=True,
    weight=0.9,
)
