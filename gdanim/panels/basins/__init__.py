"""The basins of attraction: the valley in which a ball comes to rest, for each start and step size, or for each start.

Strogatz, Nonlinear Dynamics and Chaos, §6.4.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import Field

from gdanim.messages import message
from gdanim.panels import Drawing, FunctionRole, Panel, PanelContext, PanelPage, PanelSize, limits
from gdanim.plugin_options import PluginOptions
from gdanim.text import numbers, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.drawing.label import Label
    from gdanim.messages import Message
    from gdanim.points import Point
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

MARKS = ("ball", "trail", "minimum", "drop_line")
LETTERS = "ABCDEFGH"
BEYOND_LIMIT, BEYOND_ETA = 1.15, 1.3  # of the least 2/f″, and of the runs' step sizes: the end of the axis


class Options(PluginOptions):
    eta: tuple[float, float] | None = Field(None, description="one variable: the range of step sizes shown")
    shade: Literal["steps", "none"] = Field(default="steps", description="whether later arrivals are darker")
    steps: int = Field(default=300, ge=10, le=2000, description="the number of steps after which no rest is no rest")
    detail: int = Field(default=1, ge=1, le=16, description="the pixels of a place on the map")
    letters: bool = Field(default=True, description="whether valleys have letters on the map")


def valleys(trajectory: Trajectory) -> list[Point]:
    """Returns the minima of a run's function in order: from the left, or around their middle; at most eight.

    Of Newton's method they are stationary points of any kind, for it comes to rest at all of them.
    """
    kind, of_any_kind = trajectory.run.goal_kind, damping(trajectory.run) is not None
    places = [point for point in trajectory.stationary_points if point.extent is None]
    found = [point for point in places if of_any_kind or point.kind == kind]
    points = [point.at for point in sorted(found, key=lambda point: point.value)[: len(LETTERS)]]
    if not points or len(points[0]) == 1:
        return sorted(points)
    middle = np.mean(points, axis=0)
    return sorted(points, key=lambda point: math.atan2(point[1] - middle[1], point[0] - middle[0]) % (2 * math.pi))


def damping(run: Run) -> float | None:
    """Returns the damping of a run of Newton's method; None of all others."""
    return run.optimizer.rule.damping(run.optimizer.options) if run.has_plain_steps and not run.is_random else None


def limit_at(trajectory: Trajectory, point: Point) -> float | None:
    """Returns 2/L of a valley; None where its curvature is no number above zero, or there is a kink."""
    function = trajectory.run.function
    if damping(trajectory.run) is not None:
        return None
    high, low = function.curvature(point)
    largest = -low if trajectory.run.is_ascent else high
    if function.has_kink_at(point) or not 0 < largest < math.inf:
        return None
    return 2 * (1 + float(trajectory.run.momentum or 0.0)) / largest


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the curve's x axis and the step sizes from zero; for two variables the plane, with equal units."""
    first = context.trajectories[0]
    if len(first.run.start) > 1:
        from gdanim.panels.basins.map import inner_box

        box = inner_box(context)
        return limits.equal_units(*limits.plane_ranges(context), box.width / box.height)
    if context.options.eta:
        return limits.curve_x_range(context), context.options.eta
    etas = [float(trajectory.etas[0]) for trajectory in context.trajectories if len(trajectory.etas)]
    known = [at for point in valleys(first) if (at := limit_at(first, point)) is not None]
    end = max([BEYOND_LIMIT * min(known, default=0.0), BEYOND_ETA * max(etas, default=1.0)])
    return limits.curve_x_range(context), (0.0, end)


def outer_labels(context: PanelContext) -> Sequence[Label]:
    from gdanim.panel_parts import axes_frame
    from gdanim.panels.basins.map import inner_context

    return axes_frame.tick_labels(inner_context(context))


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panels.basins.map import BasinMap

    drawn = BasinMap(context)
    box = drawn.box
    return Drawing(
        static=drawn.static_marks(),
        movers=drawn.movers,
        show=drawn.show,
        persist=drawn.persist,
        sidecar={
            "values": {"shares": drawn.shares},
            "box": [round(side, 3) for side in (box.left, box.top, box.right, box.bottom)],
        },
    )


def on_function(context: PanelContext) -> Drawing:
    """Returns the valleys' grounds and letters on the curve, and the lines to the runs' starts."""
    if len(context.trajectories[0].run.start) > 1:
        return Drawing()
    from gdanim.panels.basins.on_curve import on_curve

    return Drawing(static=on_curve(context))


def sentences(
    words: Words, trajectories: Sequence[Trajectory], formats: QuantityFormats, _options: Options
) -> Sequence[str]:
    """Returns a sentence: the valleys by their letters, each with the limit of its step size."""
    first = trajectories[0]
    valley_texts = []
    for letter, point in zip(LETTERS, valleys(first), strict=False):
        at = limit_at(first, point)
        point_text = phrases.point(words, first.run, point, formats.point)
        limit = "" if at is None else words.formula(f"2/L = {numbers.single(at)}")
        key = "basins_valley" if limit else "basins_valley_without_limit"
        valley_texts.append(words.fill(words.report(key), letter=letter, place=point_text, limit=limit))
    if not valley_texts:
        return [words.report("no_minimum_known")]
    return [words.fill(words.report("basins"), valleys=phrases.series(words, valley_texts))]


def refusal(run: Run, _options: Any) -> Message | None:
    """Returns an objection to a run whose rule can't be followed from every point of the map at once."""
    if damping(run) is None and (run.momentum is None or run.optimizer.rule.step_form == "change"):
        return message("scene.needs_many_starts", rule=run.optimizer.rule.display_name)
    if run.schedule is None or not run.schedule.is_constant:
        return message("scene.needs_one_eta")
    return message("scene.needs_quick_function") if run.function.is_slow else None


PLUGIN = Panel(
    summary="the valley in which a ball comes to rest, from each start with each step size, or from each of a plane",
    scope="run",
    variables=(1, 2),
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    marks=MARKS,
    options=Options,
    size=PanelSize(weight=2.4, minimum=(0, 110)),
    map_size=PanelSize(placement="map", aspect=0.64, minimum=(0, 110)),
    page=PanelPage(colours_places=True),
    function=FunctionRole(add=on_function),
    refusal=refusal,
    sentences=sentences,
)
