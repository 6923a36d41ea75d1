"""The bifurcation diagram of gradient descent: the places where a run ends up, a row for each step size.

May, Nature 261, 1976; Rogers and Whitley, Math. Modelling 4, 1983.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import Field

from gdanim.descent.goal_curvature import swept_step_limits
from gdanim.messages import message
from gdanim.panels import Drawing, FunctionRole, Panel, PanelContext, PanelSize, SweepRole, limits
from gdanim.panels.bifurcation.orbits import Orbit, orbits
from gdanim.plugin_options import PluginOptions
from gdanim.text import numbers, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.drawing.label import Label
    from gdanim.messages import Message
    from gdanim.scene.model import Sweep
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

MARKS = ("ball", "trail", "minimum", "drop_line")
MAX_DESCRIBED_RANGES = 6  # ranges of step sizes in sentences


class Options(PluginOptions):
    skip: int = Field(default=600, ge=0, le=10_000, description="number of steps before a place is drawn")
    keep: int = Field(default=1600, ge=200, le=10_000, description="number of steps whose places are drawn")
    pins: list[float] = Field(default_factory=list, description="step sizes that are marked, at which it stops")
    starts: list[float] = Field(default_factory=list, description="several starts in place of the scene's")


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the curve's x axis, and the swept step sizes downwards."""
    sweep = context.scene_facts.sweep
    low, high = (sweep.values[0], sweep.values[-1]) if sweep else (0.0, 1.0)
    return limits.curve_x_range(context), (high, low)


def outer_labels(context: PanelContext) -> Sequence[Label]:
    from gdanim.panels.bifurcation.diagram import tick_labels

    return tick_labels(context)


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panels.bifurcation.cursor import Cursor
    from gdanim.panels.bifurcation.diagram import Diagram

    found = orbits_of(context.trajectories, context.options)
    diagram, cursor = Diagram(context, found), Cursor(context, found)

    def show(moment: Moment) -> None:
        cursor.show(moment)
        diagram.show(moment)

    return Drawing(
        static=diagram.static_marks(),
        movers=[*diagram.limit_lines, *cursor.marks, *diagram.words],
        show=show,
        persist=diagram.persist,
        sidecar={"values": swept_step_limits(context.trajectories), "places": [orbit.period for orbit in found]},
    )


def on_function(context: PanelContext) -> Drawing:
    """Returns the places on the curve, and the ball that visits them in turn."""
    from gdanim.panels.bifurcation.cursor import PlacesOnCurve

    found = orbits_of(context.trajectories, context.options)
    marks = PlacesOnCurve(context, found)
    return Drawing(movers=marks.marks, show=marks.show, is_time_dependent=True)


def header(context: PanelContext) -> Drawing:
    """Returns what becomes of the run in the long run, in words."""
    from gdanim.panels.bifurcation.header import LongRun

    words = LongRun(context, orbits_of(context.trajectories, context.options))
    return Drawing(static=words.static, movers=words.movers, show=words.show)


def etas_of(trajectories: Sequence[Trajectory]) -> tuple[float, ...]:
    """Returns the swept step sizes."""
    return tuple(each.run.schedule.at(0) if each.run.schedule else 0.0 for each in trajectories)


def orbits_of(trajectories: Sequence[Trajectory], options: Options) -> list[Orbit]:
    """Returns the orbit of each swept step size."""
    return _found(tuple(trajectories), tuple(options.starts), options.skip, options.keep)


@lru_cache(maxsize=4)
def _found(trajectories: tuple[Trajectory, ...], starts: tuple[float, ...], skip: int, keep: int) -> list[Orbit]:
    return orbits(trajectories[0], etas_of(trajectories), starts, skip, keep)


def held_values(trajectories: Sequence[Trajectory], options: Options, _sweep: Sweep) -> Sequence[float]:
    """Returns the limits and the pins."""
    return [*swept_step_limits(trajectories).values(), *options.pins]


def ranges(found: Sequence[Orbit]) -> list[tuple[str, int, int]]:
    """Returns the ranges of values with one kind of long run: its key, and the first and the last index.

    A single value between two ranges of one kind, such as a window in chaos, belongs to them.
    """
    keys = [_key(orbit) for orbit in found]
    merged: list[tuple[str, int, int]] = []
    for index, key in enumerate(keys):
        if merged and merged[-1][0] == key:
            merged[-1] = (key, merged[-1][1], index)
        elif len(merged) > 1 and merged[-2][0] == key and merged[-1][1] == merged[-1][2]:
            merged.pop()
            merged[-1] = (key, merged[-1][1], index)
        else:
            merged.append((key, index, index))
    return merged


def _key(orbit: Orbit) -> str:
    if orbit.kind != "places":
        return orbit.kind
    return {1: "one_place", 2: "two_places"}.get(orbit.period, "more_places")


def sentences(
    words: Words, trajectories: Sequence[Trajectory], _formats: QuantityFormats, options: Options
) -> Sequence[str]:
    """Returns a sentence: what becomes of runs in the long run over the step sizes, and the limits."""
    etas, found = etas_of(trajectories), orbits_of(trajectories, options)
    shown_ranges = [each for each in ranges(found) if each[2] > each[1] or len(found) <= MAX_DESCRIBED_RANGES]
    clauses = [
        words.fill(
            words.report(f"bifurcation_{key}"),
            low=words.printed(numbers.single(etas[first])),
            high=words.printed(numbers.single(etas[last])),
        )
        for key, first, last in shown_ranges[:MAX_DESCRIBED_RANGES]
    ]
    texts = [words.fill(words.report("bifurcation"), ranges=phrases.joined_clauses(words, clauses))] if clauses else []
    marked = [words.formula(f"{name} = {numbers.single(at)}") for name, at in swept_step_limits(trajectories).items()]
    if marked:
        texts.append(words.fill(words.report("sweep_limits"), limits=phrases.series(words, marked)))
    return texts


def refusal(run: Run, _options: Any) -> Message | None:
    """Returns an objection to a run whose next point does not follow from x alone."""
    if run.momentum != 0:
        return message("scene.needs_map_of_state", rule=run.optimizer.rule.display_name)
    if run.schedule is None or not run.schedule.is_constant:
        return message("scene.needs_constant_eta")
    return None


PLUGIN = Panel(
    summary="the places where a run ends up, a row for each step size of a sweep: one, two, four, chaos",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    marks=MARKS,
    options=Options,
    size=PanelSize(weight=2.6, minimum=(0, 150)),
    sweep=SweepRole(traits=("eta",), header=header, stands_for_runs=True, held_values=held_values),
    function=FunctionRole(add=on_function),
    refusal=refusal,
    sentences=sentences,
)
