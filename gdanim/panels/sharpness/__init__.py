"""The sharpness along a run: the largest curvature at each point, and the limit 2/η above which no minimum can hold it.

Cohen et al., ICLR 2021; with momentum β the limit is 2(1 + β)/η. To be below is necessary for rest, not enough.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.descent.goal_curvature import MAX_CURVATURE_COORDINATE
from gdanim.messages import message
from gdanim.panels import Drawing, FunctionRole, Panel, PanelAxes, PanelContext, PanelSize
from gdanim.text import narration, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.messages import Message
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

AXIS_HEADROOM = 1.3  # ratio of the axis' end to the largest number shown
MAX_SHARPNESS_RATIO = 4.0  # first sharpnesses or limits: what is larger leaves the panel
MOVED_SHARE = 0.5  # of the first sharpness: a run whose last one is below has moved to a wider part
MARKS = ("ball", "trail", "readout")


def sharpness(trajectory: Trajectory) -> np.ndarray:
    """Returns the largest curvature (n,) at each point of a run, in ascent that of −f; NaN where there is none."""
    side = -1.0 if trajectory.run.is_ascent else 1.0
    is_near = (np.abs(trajectory.points) < MAX_CURVATURE_COORDINATE).all(axis=1)
    found = np.full(len(trajectory.points), np.nan)
    found[is_near] = largest(side * trajectory.run.function.hessians(trajectory.points[is_near]))
    return found


def largest(hessians: np.ndarray) -> np.ndarray:
    """Returns the largest eigenvalue (n,) of each Hessian (n, d, d); NaN where one is not finite."""
    is_finite = np.isfinite(hessians).all(axis=(1, 2))
    found = np.full(len(hessians), np.nan)
    if is_finite.any():
        found[is_finite] = np.linalg.eigvalsh(hessians[is_finite])[:, -1]
    return found


def limit(trajectory: Trajectory) -> float:
    """Returns the largest curvature of a minimum that holds a run with its last step size; NaN without one."""
    if not len(trajectory.etas) or not trajectory.etas[-1]:
        return math.nan
    return 2 * (1 + float(trajectory.run.momentum or 0.0)) / float(trajectory.etas[-1])


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the range of steps, and of curvatures from zero."""
    rows = [sharpness(trajectory) for trajectory in context.trajectories]
    first = max([float(row[0]) for row in rows if np.isfinite(row[0])], default=0.0)
    limits = [
        stability_limit for trajectory in context.trajectories if math.isfinite(stability_limit := limit(trajectory))
    ]
    reach = MAX_SHARPNESS_RATIO * max(first, min(limits, default=0.0))
    shown = np.concatenate([[0.0], *(row[np.abs(row) <= reach] for row in rows)])
    top = (
        max(float(shown.max()), *(stability_limit for stability_limit in limits if stability_limit <= reach), 0.0)
        or 1.0
    )
    low = float(shown.min())
    return (0.0, float(max(1, context.scene_facts.steps))), (min(0.0, 1.1 * low), AXIS_HEADROOM * top)


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panel_parts.run_layer import RunLayers
    from gdanim.panels.sharpness.runs import SharpnessRun
    from gdanim.panels.sharpness.static import static_marks

    layers = RunLayers([SharpnessRun(context, index) for index in range(len(context.trajectories))])
    stability_limit = limit(context.trajectories[0])
    return Drawing(
        static=static_marks(context),
        movers=layers.movers,
        show=layers.show,
        persist=layers.persist,
        sidecar={"values": {"limit": stability_limit} if math.isfinite(stability_limit) else {}},
    )


def on_function(context: PanelContext) -> Drawing:
    """Returns the level of the map at which the largest curvature is the limit, and the minima beyond it as dots."""
    if len(context.trajectories[0].run.start) != 2 or context.has_several_runs:
        return Drawing()
    from gdanim.panels.sharpness.level import level_marks

    return Drawing(movers=level_marks(context))


def sentences(
    words: Words, trajectories: Sequence[Trajectory], formats: QuantityFormats, _options: None
) -> Sequence[str]:
    """Returns a sentence for each run: its first and its last sharpness, and the limit."""
    rows = [_known_sharpness(trajectory) for trajectory in trajectories]
    printed = formats.of_runs(float(row[at]) for row in rows if len(row) for at in (0, -1))

    def tell(trajectory: Trajectory) -> str:
        known = _known_sharpness(trajectory)
        stability_limit = limit(trajectory)
        if not len(known) or not math.isfinite(stability_limit):
            return ""
        begin, end = (words.printed(printed.plain(float(value))) for value in (known[0], known[-1]))
        text = words.formula(f"{limit_symbol(trajectory)} = {numbers.single(stability_limit)}")
        key = "sharpness_moved" if known[-1] < MOVED_SHARE * known[0] else "sharpness"
        return words.fill(words.report(key), begin=begin, end=end, limit=text)

    return narration.each_run(words, trajectories, formats, tell)


def _known_sharpness(trajectory: Trajectory) -> np.ndarray:
    found = sharpness(trajectory)
    return found[np.isfinite(found)]


def limit_symbol(trajectory: Trajectory) -> str:
    """Returns the limit in symbols."""
    return "2(1 + β)/η" if trajectory.run.momentum else "2/η"


def refusal(run: Run, _options: Any) -> Message | None:
    """Returns an objection to a run that has neither plain steps nor momentum with the gradient at its point."""
    if run.momentum is None or run.optimizer.rule.step_form == "change":
        return message("scene.needs_stability_limit", rule=run.optimizer.rule.display_name)
    return None


PLUGIN = Panel(
    summary="the largest curvature at the ball against the step, with the limit 2/η",
    scope="run",
    prepare=prepare,
    measure=measure,
    marks=MARKS,
    size=PanelSize(weight=0.8, minimum=(0, 54)),
    axes=PanelAxes(shares_x=False),
    function=FunctionRole(add=on_function),
    refusal=refusal,
    sentences=sentences,
)
