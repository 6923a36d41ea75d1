"""The factor |1 − ηL| over the step size: the limits 1/L and 2/L, and each run's measured factor as a pin.

Nesterov, Introductory Lectures on Convex Optimization, §1.2.3: near a minimum of curvature L each step leaves so much
of the distance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import Field

from gdanim.descent.goal_curvature import goal_curvature, step_limits
from gdanim.messages import message
from gdanim.panels import Drawing, Panel, PanelContext, PanelSize
from gdanim.plugin_options import PluginOptions
from gdanim.spelling import typed_number
from gdanim.text import numbers, phrases
from gdanim.text.typed_formula import printed_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.drawing.label import Label
    from gdanim.messages import Message
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

MAX_FACTOR = 1.6  # the largest factor shown
BEYOND_LIMIT, BEYOND_ETA = 1.25, 1.125  # the axis' end, as ratios to 2/L and to the largest step size
EXACT_DISTANCE = (
    1e-12  # of distances and coordinates up to 1: distances below consist of rounding, the pin keeps its factor
)
MARKS = ("ball", "readout")


class Options(PluginOptions):
    to: float | None = Field(None, gt=0, description="the largest step size shown; by default beyond 2/L and the runs'")
    measured: bool = Field(default=True, description="whether pins show the measured factors")
    window: int = Field(4, ge=1, le=1000, description="number of steps over which a factor is measured")
    curvatures: Literal["largest", "both"] = Field(
        "both", description="whether the smallest curvature has its own faint line"
    )


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the range of step sizes from zero, and of factors."""
    known = [curvature for trajectory in context.trajectories if (curvature := goal_curvature(trajectory))]
    ends = [BEYOND_LIMIT * limit for each in known[:1] if (limit := each.step_limits.get("2/L"))]
    etas = [float(np.max(each.etas[np.isfinite(each.etas)], initial=0.0)) for each in context.trajectories]
    end = context.options.to or max([*ends, BEYOND_ETA * max(etas)]) or 1.0
    return (0.0, end), (0.0, MAX_FACTOR)


def factors(trajectory: Trajectory, window: int = 4) -> np.ndarray:
    """Returns the factor (n,) by which the distance to the goal shrinks a step, over a window of steps; 0 at first."""
    curvature = goal_curvature(trajectory)
    if curvature is None:
        return np.full(len(trajectory.points), np.nan)
    with np.errstate(all="ignore"):
        distances = np.linalg.norm(trajectory.points - np.array(curvature.point), axis=1)
        size = max(float(distances[0]), *map(abs, curvature.point))
        exact = EXACT_DISTANCE * min(1.0, size)
        found = [0.0]
        for step in range(1, len(distances)):
            width = min(step, window)
            before, now = distances[step - width], distances[step]
            is_exact = before < exact or (now < exact and step > 1)
            found.append(found[-1] if is_exact else float((now / before) ** (1 / width)))
    return np.array(found)


def outer_labels(context: PanelContext) -> Sequence[Label]:
    from gdanim.panels.ruler.scale import RulerMarks

    return RulerMarks(context).outer_labels


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panel_parts.run_layer import RunLayers
    from gdanim.panels.ruler.pins import Pin
    from gdanim.panels.ruler.scale import RulerMarks

    marks = RulerMarks(context)
    pins = [Pin(context, index) for index in range(len(context.trajectories))]
    layers = RunLayers(pins)
    return Drawing(
        static=marks.static_marks([pin.path for pin in pins]),
        movers=layers.movers,
        show=layers.show,
        sidecar={"values": step_limits(marks.curvatures[0]) if marks.curvatures else {}},
    )


def eta_texts(trajectories: Sequence[Trajectory]) -> dict[float, str]:
    """Returns the runs' first step sizes as printed, from the smallest on: as in the runs' labels, told apart."""
    typed = {eta: typed_number(eta) for eta in sorted({float(each.etas[0]) for each in trajectories if len(each.etas)})}
    printed = printed_apart(typed.values())
    return {eta: printed[text] for eta, text in typed.items()}


def sentences(
    words: Words, trajectories: Sequence[Trajectory], _formats: QuantityFormats, _options: Options
) -> Sequence[str]:
    """Returns a sentence: which step sizes stand below 2/L, and which above."""
    curvature = goal_curvature(trajectories[0])
    if curvature is None:
        return [words.report("no_minimum_known")]
    is_alike = all(each.run.function is trajectories[0].run.function for each in trajectories)
    limit = curvature.step_limits.get("2/L")
    if limit is None or not is_alike:
        return []
    etas = eta_texts(trajectories)
    sides = {"ruler_below": [eta for eta in etas if eta < limit], "ruler_above": [eta for eta in etas if eta >= limit]}
    clauses = [_clause(words, key, [etas[eta] for eta in side], limit) for key, side in sides.items() if side]
    return [f"{phrases.joined_clauses(words, clauses)}{words.stop}"] if clauses else []


def _clause(words: Words, key: str, etas: Sequence[str], limit: float) -> str:
    first, *others = etas
    named = phrases.series(words, [words.formula(f"η = {first}"), *map(words.printed, others)])
    return words.fill(words.report(key), etas=named, n=len(etas), limit=words.formula(f"2/L = {numbers.single(limit)}"))


def refusal(run: Run, _options: Any) -> Message | None:
    """Returns an objection to a run whose next point does not follow from its point alone."""
    return None if run.momentum == 0 else message("scene.needs_plain_steps", rule=run.optimizer.rule.display_name)


PLUGIN = Panel(
    summary="the limits 1/L and 2/L of the step size, and by how much each run's distance shrinks in a step",
    scope="all",
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    marks=MARKS,
    options=Options,
    size=PanelSize(weight=0.9, minimum=(0, 60)),
    refusal=refusal,
    sentences=sentences,
)
