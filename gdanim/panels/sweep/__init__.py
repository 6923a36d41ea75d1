"""The chart of a number that takes many values: the steps that each run needs, or where it ends, and the best."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from gdanim.descent.goal_curvature import goal_curvature, swept_step_limits
from gdanim.panels import Drawing, Panel, PanelAxes, PanelContext, PanelSize, SweepRole
from gdanim.plugin_options import PluginOptions
from gdanim.text import narration, numbers, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.drawing.label import Label
    from gdanim.scene.model import Sweep
    from gdanim.text.numbers import NumberFormat
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

RANGE_MARGIN, AXIS_HEADROOM, MIN_DISTANCE = 0.02, 1.06, 1e-12
"""Margin of the swept range; ratio of the axis's end to the largest number; the least distance shown."""
FROM_ZERO = 0.2  # of the largest value: if the least is below, the axis begins at zero
NUMBER_TOLERANCE = 1e-9  # of the range of numbers: those that differ by less are equal
MAX_TOLD_PARAMETERS = 4  # parameters in a sentence
MARKS = ("ball", "trail", "minimum")
Measure = Literal["steps", "value", "distance", "parameters"]


class Options(PluginOptions):
    measure: Measure = Field(
        default="steps",
        description="the steps until a run is there, its last value or distance, or each parameter at the minimum",
    )


def values_by_run(trajectories: Sequence[Trajectory], measure: Measure) -> np.ndarray:
    """Returns a number for each run; NaN for one that is not there, or ends farther away than it began."""
    with np.errstate(all="ignore"):
        return np.array([_value_of_run(trajectory, measure) for trajectory in trajectories], float)


def are_minima(trajectories: Sequence[Trajectory]) -> bool:
    """Returns whether the minimum of each run's function is known."""
    return all(trajectory.run.function.minima for trajectory in trajectories)


def parameters_by_run(trajectories: Sequence[Trajectory]) -> np.ndarray:
    """Returns the parameters (n, d) at the minimum of each run's function; if one isn't known, at the ends of runs."""
    if are_minima(trajectories):
        return np.array([(trajectory.run.function.minima or ())[0] for trajectory in trajectories], float)
    return np.array([trajectory.points[-1] for trajectory in trajectories], float)


def _value_of_run(trajectory: Trajectory, measure: Measure) -> float:
    if measure == "steps":
        return float(trajectory.verdict.step) if trajectory.verdict.has_converged else math.nan
    if measure == "value":
        row = trajectory.values
    else:
        curvature = goal_curvature(trajectory)
        if curvature is None:
            return math.nan
        row = np.linalg.norm(trajectory.points - np.array(curvature.point), axis=1)
    side = -1 if trajectory.run.is_ascent and measure == "value" else 1
    is_nearer = math.isfinite(row[-1]) and side * row[-1] <= side * row[0]
    return float(max(row[-1], MIN_DISTANCE) if measure == "distance" else row[-1]) if is_nearer else math.nan


def best(row: np.ndarray, *, is_largest: bool = False) -> int | None:
    """Returns the index of the best number, of equal ones the first; None if there is none."""
    known = row[np.isfinite(row)] * (-1 if is_largest else 1)
    if not len(known):
        return None
    least = known.min() + NUMBER_TOLERANCE * np.ptp(known)
    return int(np.flatnonzero(row * (-1 if is_largest else 1) <= least)[0])


def bests(row: np.ndarray, *, is_largest: bool = False) -> list[int | None]:
    """Returns the index of the best number up to each; None as long as there is none."""
    return [best(row[: index + 1], is_largest=is_largest) for index in range(len(row))]


def best_format(formats: QuantityFormats, row: np.ndarray, *, is_largest: bool = False) -> NumberFormat:
    """Returns the format of the best number, which changes as runs are added."""
    return formats.of_runs(float(row[index]) for index in bests(row, is_largest=is_largest) if index is not None)


def marked_limits(trajectories: Sequence[Trajectory]) -> dict[str, float]:
    """Returns the limits 1/L and 2/L of the step sizes of runs without momentum; none if another number is swept."""
    if {key for key, _ in trajectories[-1].run.label_fields} != {"eta"} or trajectories[0].run.momentum != 0:
        return {}
    return swept_step_limits(trajectories)


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the range of the swept values, and of the measured numbers."""
    values = context.scene_facts.sweep.values if context.scene_facts.sweep else (0.0, 1.0)
    is_of_parameters = context.options.measure == "parameters"
    row = (
        _parameters_and_zero(context)
        if is_of_parameters
        else values_by_run(context.trajectories, context.options.measure)
    )
    found = row[np.isfinite(row)]
    if context.options.measure == "steps":
        return _across(context, values), (0.0, AXIS_HEADROOM * max(1, context.scene_facts.steps))
    low, high = (float(found.min()), float(found.max())) if len(found) else (0.0, 1.0)
    if context.options.measure == "distance":
        return _across(context, values), (max(low, MIN_DISTANCE) / 2, 2 * max(high, 2 * MIN_DISTANCE))
    margin = (AXIS_HEADROOM - 1) * ((high - low) or max(1.0, abs(high)))
    return _across(context, values), (low - margin, high + margin)


def _parameters_and_zero(context: PanelContext) -> np.ndarray:
    """Returns all parameters, and zero, which the axis always has."""
    return np.append(parameters_by_run(context.trajectories).ravel(), 0.0)


def _across(context: PanelContext, values: Sequence[float]) -> Range:
    low, high = values[0], values[-1]
    if has_log_x(context):
        ratio = (high / low) ** RANGE_MARGIN
        return low / ratio, high * ratio
    margin = RANGE_MARGIN * (high - low)
    return (0.0 if 0 < low < FROM_ZERO * high else low - margin), high + margin


def has_log_x(context: PanelContext) -> bool:
    """Returns whether the swept values have equal ratios."""
    return context.scene_facts.sweep is not None and context.scene_facts.sweep.scale == "log"


def outer_labels(context: PanelContext) -> Sequence[Label]:
    from gdanim.panel_parts import axes_frame
    from gdanim.panels.sweep.chart import inner_context

    return axes_frame.tick_labels(inner_context(context))


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panels.sweep.chart import Chart, inner_context

    if context.options.measure == "parameters":
        return _parameter_drawing(inner_context(context))
    chart = Chart(context)
    box, row = chart.box, chart.row
    found = best(row, is_largest=chart.is_largest)
    values = dict(chart.limits) | ({} if found is None else {"best": chart.values[found]})
    return Drawing(
        static=chart.static_marks(),
        movers=chart.movers,
        show=chart.show,
        persist=chart.persist,
        sidecar={"values": values, "box": [round(side) for side in (box.left, box.top, box.right, box.bottom)]},
    )


def _parameter_drawing(context: PanelContext) -> Drawing:
    from gdanim.panels.sweep.parameters import ParameterChart

    chart, box = ParameterChart(context), context.axes.box
    columns = zip(chart.names, chart.rows.T.tolist(), strict=True)
    return Drawing(
        static=chart.static_marks(),
        movers=chart.movers,
        show=chart.show,
        persist=chart.persist,
        sidecar={
            "parameters": {
                name: [value if math.isfinite(value) else None for value in column] for name, column in columns
            },
            "box": [round(side) for side in (box.left, box.top, box.right, box.bottom)],
        },
    )


def held_values(trajectories: Sequence[Trajectory], options: Options, sweep: Sweep) -> Sequence[float]:
    """Returns the limits, and the best value."""
    kind = options.measure
    if kind == "parameters":
        return []
    found = best(values_by_run(trajectories, kind), is_largest=trajectories[0].run.is_ascent and kind == "value")
    return [*marked_limits(trajectories).values(), *([] if found is None else [sweep.values[found]])]


def sentences(
    words: Words, trajectories: Sequence[Trajectory], formats: QuantityFormats, options: Options
) -> Sequence[str]:
    """Returns sentences: which value is best by the measure and the limits of a step size, or the parameters."""
    kind = options.measure
    if kind == "parameters":
        return _parameter_sentences(words, trajectories, formats)
    row = values_by_run(trajectories, kind)
    is_largest = trajectories[0].run.is_ascent and kind == "value"
    found = best(row, is_largest=is_largest)
    count = phrases.count(words, len(trajectories))
    texts = []
    if found is None:
        texts.append(words.fill(words.report(f"sweep_none_{kind}"), n=trajectories[0].run.steps))
    else:
        trajectory = trajectories[found]
        name = narration.Narration(words, trajectories, formats).leads.name(trajectory.run)
        tolerance = trajectory.verdict.tolerance
        within = words.fill(words.data["report"]["within"], low=tolerance) if kind == "steps" and tolerance else ""
        number = words.printed(best_format(formats, row, is_largest=is_largest).plain(float(row[found])))
        pattern = words.report(f"sweep_best_{kind}")
        texts.append(
            words.fill(pattern, count=count, label=name, n=trajectory.verdict.step, value=number, within=within)
        )
    marked = [words.formula(f"{key} = {numbers.single(value)}") for key, value in marked_limits(trajectories).items()]
    if marked:
        texts.append(words.fill(words.report("sweep_limits"), limits=phrases.series(words, marked)))
    return texts


def _parameter_sentences(words: Words, trajectories: Sequence[Trajectory], formats: QuantityFormats) -> Sequence[str]:
    """Returns from where to where each parameter goes, and from which value on one is zero."""
    rows, leads = parameters_by_run(trajectories), narration.Narration(words, trajectories, formats).leads
    told = []
    for name, column in list(zip(trajectories[0].run.function.variables, rows.T, strict=True))[:MAX_TOLD_PARAMETERS]:
        printed = formats.of_runs((column[0], column[-1]))
        begin, end = (words.printed(printed.plain(float(value))) for value in (column[0], column[-1]))
        zeros = np.flatnonzero(column != 0)
        first = int(zeros[-1]) + 1 if len(zeros) else 0
        values = {"name": words.formula(phrases.symbol(name)), "begin": begin, "end": end}
        if 0 < first < len(column):
            lead = leads.name(trajectories[first].run)
            told.append(words.fill(words.report("sweep_parameter_zero"), at=lead, **values))
        else:
            key = "sweep_parameter" if begin != end else "sweep_parameter_same"
            told.append(words.fill(words.report(key), **values))
    key = "sweep_parameters" if are_minima(trajectories) else "sweep_parameters_end"
    return [words.fill(words.report(key), parameters=phrases.joined_clauses(words, told))]


PLUGIN = Panel(
    summary="what becomes of runs as one number takes many values: the steps that each needs, and the best",
    scope="run",
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    default_for={"swept": 0},
    marks=MARKS,
    options=Options,
    size=PanelSize(weight=1.3, placement="aside", minimum=(220, 110), full_width=430),
    axes=PanelAxes(
        has_log_x=has_log_x, has_log_y=lambda context: context.options.measure == "distance", shares_x=False
    ),
    sweep=SweepRole(held_values=held_values),
    sentences=sentences,
)
