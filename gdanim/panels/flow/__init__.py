"""The gradient flow x′ = −∇f(x) beside gradient descent, which is Euler's method for it: on the map, and how far apart.

Su, Boyd and Candès, J. Mach. Learn. Res. 17, 2016, §1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import Field

from gdanim.descent.goal_curvature import goal_of
from gdanim.messages import message
from gdanim.panels import Drawing, FunctionRole, Panel, PanelAxes, PanelContext, PanelFilm, PanelSize
from gdanim.panels.flow.solution import gaps
from gdanim.plugin_options import PluginOptions
from gdanim.text import narration, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.messages import Message
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

MAX_WAY_LENGTHS = 3.0  # ways from the start to the goal: a distance beyond leaves the strip
AXIS_HEADROOM = 1.5  # ratio of the axis' end to the largest distance: room for words
MARKS = ("ball", "trail")
VARIABLES_OF_MAP = 2


class Options(PluginOptions):
    field: bool = Field(default=True, description="whether fine lines show the flow all over the map")
    joins: bool = Field(default=True, description="whether dotted lines join the two at equal times")


def time_of(trajectory: Trajectory) -> float:
    """Returns the time that a step of a run takes: its step size."""
    return trajectory.run.schedule.at(0) if trajectory.run.schedule else 0.0


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the range of times, and of distances from zero."""
    rows = [gaps(trajectory) for trajectory in context.trajectories]
    top: float = max([float(row[np.isfinite(row)].max(initial=0.0)) for row in rows], default=0.0)
    start_distances: list[float] = [
        float(np.linalg.norm(each.points[0] - goal)) for each in context.trajectories if (goal := goal_of(each))
    ]
    top = min(top, MAX_WAY_LENGTHS * max(start_distances)) if max(start_distances, default=0.0) else top
    end = max(time_of(trajectory) * max(1, trajectory.last_step) for trajectory in context.trajectories)
    return (0.0, end), (0.0, AXIS_HEADROOM * (top or 1.0))


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panels.flow.strip import FlowStrip

    strip = FlowStrip(context)
    largest = [float(np.nanmax(gaps(trajectory))) for trajectory in context.trajectories]
    return Drawing(
        static=strip.static_marks(),
        movers=strip.movers,
        show=strip.show,
        persist=strip.persist,
        sidecar={"values": {"largest_distance": max(largest)}},
    )


def on_function(context: PanelContext) -> Drawing:
    """Returns the flow on the map of a function of two variables."""
    if len(context.trajectories[0].run.start) != VARIABLES_OF_MAP:
        return Drawing()
    from gdanim.panels.flow.on_map import FlowOnMap

    flow = FlowOnMap(context)
    return Drawing(static=flow.static_marks(), movers=flow.movers, show=flow.show, persist=flow.persist)


def sentences(
    words: Words, trajectories: Sequence[Trajectory], formats: QuantityFormats, _options: Options
) -> Sequence[str]:
    """Returns a sentence for each run: how far from the flow its steps lead."""
    printed = formats.of_runs(float(row[np.isfinite(row)].max(initial=0.0)) for row in map(gaps, trajectories))

    def tell(trajectory: Trajectory) -> str:
        row = gaps(trajectory)
        if not np.isfinite(row).any() or len(row) < 2:
            return ""
        step = int(np.nanargmax(row))
        distance = words.printed(printed.plain(float(row[step])))
        time = words.formula(f"t = {numbers.single(step * time_of(trajectory))}")
        return words.fill(words.report("flow"), distance=distance, time=time, n=step)

    return narration.each_run(words, trajectories, formats, tell)


def refusal(run: Run, _options: Any) -> Message | None:
    """Returns an objection to a run that is not Euler's method with even steps."""
    if run.momentum != 0:
        return message("scene.needs_plain_steps", rule=run.optimizer.rule.display_name)
    if run.schedule is None or not run.schedule.is_constant:
        return message("scene.needs_even_times")
    return None


PLUGIN = Panel(
    summary="the gradient flow on the map, of which descent is Euler's method, and how far the two are apart",
    scope="run",
    prepare=prepare,
    measure=measure,
    marks=MARKS,
    options=Options,
    size=PanelSize(weight=0.5, minimum=(0, 54)),
    axes=PanelAxes(shares_x=False),
    film=PanelFilm(counts_time=True),
    function=FunctionRole(add=on_function),
    refusal=refusal,
    sentences=sentences,
)
