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

FLOOR = 1e-16  # of the greatest number: a logarithmic axis goes no deeper
UNDER, OVER = 0.16, 0.08  # parts of such an axis beyond the numbers: under them stand the names of runs, too
FAR = 1e-300, 1e300  # it goes no farther: beyond are numbers without all their digits, and none
LEAST = 10.0  # times its lowest, such an axis holds at least
CEILING = 4.0  # times the numbers that the runs begin with: a diverging run leaves at the top
NAMES = {"value": "value", "distance": "distance", "gradient": "gradient_size"}


class Options(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: Literal["value", "distance", "gradient"] = Field("value", description="what is drawn")
    scale: Literal["linear", "log"] = Field("linear", description="the scale of its axis")
    per: Literal["update", "epoch"] | None = Field(
        None, description="what the other axis counts; epochs where the scene counts its steps in them"
    )


def numbers(trajectory: Trajectory, measure: str) -> np.ndarray:
    """(n,): f, |x − goal| with the minimum reached or nearest, or |∇f|. NaN where a run has no goal."""
    if measure == "gradient":
        with np.errstate(all="ignore"):
            return np.linalg.norm(trajectory.full_gradients, axis=1)
    if measure == "value":
        return trajectory.values
    goal = trajectory.verdict.goal
    if goal is None:
        return np.full(len(trajectory.points), np.nan)
    with np.errstate(all="ignore"):
        return np.linalg.norm(trajectory.points - np.asarray(goal), axis=1)


def measure(context: PanelContext) -> tuple[Range, Range]:
    rows = [numbers(trajectory, context.options.measure) for trajectory in context.trajectories]
    from gdanim.marks.line_chart import x_range

    across = x_range(context, _epochs(context) if _by_epoch(context) else None)
    starts = [float(row[0]) for row in rows if math.isfinite(row[0])]
    values = np.concatenate(rows)
    values = values[np.isfinite(values)]
    if context.options.scale == "log":
        return across, _logarithmic(values)
    low = float(values.min()) if len(values) else 0.0
    reach = max((value - low for value in starts), default=0.0) or 1.0
    high = min(float(values.max()) if len(values) else 1.0, low + CEILING * reach)
    high = high if high > low else low + 1.0
    return across, (low - 0.08 * (high - low), high + 0.1 * (high - low))


def _by_epoch(context: PanelContext) -> bool:
    return context.options.per == "epoch" or (context.options.per is None and context.scene.epochs is not None)


def _epochs(context: PanelContext) -> float:
    """The most passes over the data that a run makes."""
    return max(run.steps * part for run, part in zip(context.scene.runs, _parts(context), strict=True))


def _parts(context: PanelContext) -> list[float]:
    """The part of an epoch that a step of each run takes."""
    return [1 / one.run.sampling.updates_per_epoch if one.run.sampling else 1.0 for one in context.trajectories]


def _logarithmic(values: np.ndarray) -> Range:
    values = np.clip(values[values > 0], *FAR)
    if not len(values):
        return 0.1, 10.0
    high = min(float(values.max()), CEILING * float(np.median(values)) * 1e6)
    low = max(float(values.min()), high * FLOOR)
    long = max(high / low, LEAST)
    return low / long**UNDER, high * long**OVER


def outer_labels(context: PanelContext) -> Sequence[Label]:
    from gdanim.marks import line_chart

    return line_chart.outer_labels(context, _title(context))


def _title(context: PanelContext) -> str:
    chosen, is_loss = context.options.measure, all(one.run.function.is_data_problem for one in context.trajectories)
    return context.words.label("loss" if is_loss and chosen == "value" else NAMES[chosen])


def prepare(context: PanelContext) -> Drawing:
    from gdanim.marks.line_chart import LineChart
    from gdanim.panels.loss.tolerance_line import ToleranceLine

    rows = [numbers(trajectory, context.options.measure) for trajectory in context.trajectories]
    chosen, title = context.options.measure, _title(context)
    per_epoch: dict[str, Any] = {"step_lengths": _parts(context), "unit_key": "epoch"} if _by_epoch(context) else {}
    if chosen != "distance" or per_epoch:
        lines = LineChart(context, rows, title, **per_epoch)
        return Drawing(static=lines.static_marks(), movers=lines.movers, show=lines.show, persist=lines.persist)
    arrived = ToleranceLine(context, rows)
    lines = LineChart(context, rows, title, lines_across=arrived.heights)

    def show(moment: Moment) -> None:
        lines.show(moment)
        arrived.show(lines.end_labels.labels)

    return Drawing(
        static=[*lines.static_marks(), *arrived.static],
        movers=[*arrived.words, *lines.movers],
        show=show,
        persist=lines.persist,
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
