"""The cobweb diagram of gradient descent: the map from x_k to x_{k+1}, its diagonal, and the web of the iterates.

Strogatz, Nonlinear Dynamics and Chaos, §10.1. All of it follows from the slope of the map at the minimum, 1 − ηf″.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import Field

from gdanim.descent.goal_curvature import goal_curvature
from gdanim.messages import message
from gdanim.panels import DefaultMarks, Drawing, Panel, PanelContext, PanelSize, limits
from gdanim.plugin_options import PluginOptions
from gdanim.text import narration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.messages import Message
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

HEIGHT_MARGIN = 0.06  # fraction of the needed height, on either side
MARKS = ("ball", "trail", "step_arrow", "drop_line", "minimum")
SLOPE_TOLERANCE = 1e-9  # slopes nearer to 0, 1 or −1 are these


class Options(PluginOptions):
    cone: bool = Field(default=True, description="whether the ground is green where a step leads nearer to the minimum")
    steps: int | Literal["all"] = Field(60, description="number of the last steps that the web shows, or all")


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the curve's x axis; y holds the iterates there, with equal units if these fit."""
    low, high = x_range = limits.curve_x_range(context)
    iterates = np.concatenate([trajectory.points[:, 0] for trajectory in context.trajectories])
    shown = iterates[(iterates >= low) & (iterates <= high)]
    shown = shown if len(shown) else np.array(x_range)
    bottom, top = float(shown.min()), float(shown.max())
    margin = HEIGHT_MARGIN * ((top - bottom) or (high - low))
    equal = (high - low) * context.axes.box.height / context.axes.box.width
    half, middle = max(equal, top - bottom + 2 * margin) / 2, (bottom + top) / 2
    return x_range, (middle - half, middle + half)


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panels import RunLayers
    from gdanim.panels.cobweb.runs import CobwebRun
    from gdanim.panels.cobweb.static import StaticMarks

    layers = RunLayers([CobwebRun(context, index) for index in range(len(context.trajectories))])
    static: list[Mark] = StaticMarks(context).marks
    curvature = goal_curvature(context.trajectories[0])
    values = {"L": curvature.largest, "slope": slope(context.trajectories[0])} if curvature else {}
    return Drawing(static=static, movers=layers.movers, show=layers.show, sidecar={"values": values})


def step_size(run: Run) -> float:
    """Returns a run's constant step size, negative in ascent."""
    eta = run.schedule.at(0) if run.schedule else 0.0
    return -eta if run.is_ascent else eta


def slope(trajectory: Trajectory) -> float | None:
    """Returns the slope of the map at a run's goal, or None where it has none."""
    curvature = goal_curvature(trajectory)
    if curvature is None or not curvature.is_known:
        return None
    return 1 - abs(step_size(trajectory.run)) * curvature.largest


def regime(slope: float) -> str:
    """Returns the key of the sentence about the web near a fixed point where the map has this slope."""
    for edge, key in ((1.0, "level"), (0.0, "at_once"), (-1.0, "swings")):
        if abs(slope - edge) < SLOPE_TOLERANCE:
            return f"cobweb_{key}"
    if slope > 0:
        return "cobweb_stairs"
    return "cobweb_spiral" if slope > -1 else "cobweb_leaves"


def sentences(
    words: Words, trajectories: Sequence[Trajectory], formats: QuantityFormats, _options: Options
) -> Sequence[str]:
    """Returns a sentence for each run: the slope of its map, and which way the web leads."""
    printed = formats.of_runs(known for known in map(slope, trajectories) if known is not None)

    def tell(trajectory: Trajectory) -> str:
        goal_slope = slope(trajectory)
        if goal_slope is None:
            return ""
        slope_text = words.printed(printed.plain(goal_slope))
        goal = words.data["labels"][trajectory.run.goal_kind]
        return words.fill(words.report("cobweb"), slope=slope_text, goal=goal, way=words.report(regime(goal_slope)))

    return narration.each_run(words, trajectories, formats, tell)


def refusal(run: Run, _options: Any) -> Message | None:
    """Returns an objection to a run whose next point does not follow from x alone."""
    if run.momentum != 0:
        return message("scene.needs_map_of_state", rule=run.optimizer.rule.display_name)
    if run.schedule is not None and not run.schedule.is_constant:
        return message("scene.needs_constant_eta")
    return None


PLUGIN = Panel(
    summary="the map from x to the next x as a cobweb diagram, below the curve",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    marks=MARKS,
    default_marks=DefaultMarks(overlay=("ball", "trail", "minimum")),
    options=Options,
    size=PanelSize(weight=2.3, minimum=(0, 150)),
    refusal=refusal,
    sentences=sentences,
)
