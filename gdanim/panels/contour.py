"""A map of two variables: level lines, the ball's path over them, and the places where the slope is zero."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import BaseModel, Field

from gdanim.panels import Drawing, Panel, Range, Stage

if TYPE_CHECKING:
    from matplotlib.artist import Artist

MARGIN = 0.1
STRETCH = 3.0  # equal units are kept where an axis need not be stretched more than this
MARKS = ("ball", "trail", "step_arrow", "slope_arrow", "minimum", "maximum", "saddle", "readout", "formula", "verdict")


class Options(BaseModel, frozen=True, extra="forbid", strict=True):
    levels: int = Field(13, ge=3, le=60, description="how many level lines")
    scale: Literal["auto", "linear", "log"] = Field("auto", description="how the levels are spaced")
    filled: bool = Field(default=True, description="whether the bands between the lines are coloured")
    field: bool = Field(default=False, description="whether arrows on a grid show the negative gradient")


def measure(stage: Stage) -> tuple[Range, Range]:
    """The catalogue's or the scene's domain, or what holds starts, goals and iterates; then with equal units."""
    given = stage.scene.domain or stage.trajectories[0].run.function.domain
    ranges = given if given and len(given) == 2 else tuple(_span(stage, axis) for axis in (0, 1))
    if not stage.scene.domain:
        ranges = tuple(_with_starts(stage, axis, limits) for axis, limits in enumerate(ranges))
    return equal(ranges[0], ranges[1], stage.plot.box.width / stage.plot.box.height)


def _span(stage: Stage, axis: int) -> Range:
    starts = [trajectory.run.start[axis] for trajectory in stage.trajectories]
    goals = [run.verdict.goal[axis] for run in stage.trajectories if run.verdict.goal is not None]
    low, high = min(starts + goals), max(starts + goals)
    width = max(high - low, 0.5)
    iterates = np.concatenate([trajectory.points[:, axis] for trajectory in stage.trajectories])
    near = iterates[np.isfinite(iterates) & (iterates >= low - width) & (iterates <= high + width)]
    low, high = float(near.min()), float(near.max())
    margin = 2 * MARGIN * max(high - low, 0.5)
    return low - margin, high + margin


def _with_starts(stage: Stage, axis: int, limits: Range) -> Range:
    starts = [trajectory.run.start[axis] for trajectory in stage.trajectories]
    margin = MARGIN * (limits[1] - limits[0])
    low = min(starts) - margin if min(starts) < limits[0] else limits[0]
    return low, max(starts) + margin if max(starts) > limits[1] else limits[1]


def equal(across: Range, up: Range, shape: float) -> tuple[Range, Range]:
    """The ranges with one unit as long on both axes of a box ``shape`` times as wide as high, where that is fair."""
    ratio = (across[1] - across[0]) / (up[1] - up[0]) / shape
    if not 1 / STRETCH <= ratio <= STRETCH:
        return across, up
    return _stretched(across, 1 / ratio if ratio < 1 else 1.0), _stretched(up, max(1.0, ratio))


def _stretched(limits: Range, factor: float) -> Range:
    middle, half = (limits[0] + limits[1]) / 2, (limits[1] - limits[0]) / 2
    return middle - factor * half, middle + factor * half


def prepare(stage: Stage) -> Drawing:
    from gdanim.panels.marks import places
    from gdanim.panels.marks.terrain import Terrain
    from gdanim.panels.marks.walkers import Walkers

    options = stage.options
    function = stage.trajectories[0].run.function
    ground = Terrain(
        stage.plot, function, stage.theme, count=options.levels, scale=options.scale, filled=options.filled
    )
    still: list[Artist] = [ground, *places.frame(stage, log=ground.levels.log)]
    if options.field:
        still += places.field(stage)
    signs, names = places.stationary(stage)
    walkers = Walkers(stage)
    return Drawing(still=[*still, *signs], movers=[*names, *walkers.movers], show=walkers.show, stamps=walkers.stamps)


PLUGIN = Panel(
    summary="level lines of a function of two variables, with the path over them",
    scope="run",
    variables=(2,),
    prepare=prepare,
    measure=measure,
    marks=MARKS,
    lesson=("ball", "trail", "step_arrow", "slope_arrow", "minimum", "saddle", "readout", "formula", "verdict"),
    comparison=("ball", "trail", "minimum", "saddle", "readout", "verdict"),
    options=Options,
    weight=1.7,
    square=True,
)
