"""A map of two variables: level lines, the ball's path over them, and the places where the slope is zero."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, Field

from gdanim.panels import Drawing, Panel, Stage

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark

MARKS = (
    *("ball", "trail", "step_arrow", "slope_arrow", "full_gradient", "minimum", "maximum", "saddle"),
    *("readout", "formula", "verdict"),
)


class Options(BaseModel, frozen=True, extra="forbid", strict=True):
    levels: int = Field(13, ge=3, le=60, description="how many level lines")
    scale: Literal["auto", "linear", "log"] = Field("auto", description="how the levels are spaced")
    filled: bool = Field(default=True, description="whether the bands between the lines are coloured")
    parameters: tuple[str, str] | None = Field(None, description="of a data problem with more than two, those to show")
    field: bool = Field(default=False, description="whether arrows on a grid show the negative gradient")


def measure(stage: Stage) -> tuple[Range, Range]:
    """The region with equal units, so that gradients stand across the level lines."""
    from gdanim.panels.contour.region import equal, region

    stage = _flat(stage)
    return equal(*region(stage), stage.plot.box.width / stage.plot.box.height)


def prepare(stage: Stage) -> Drawing:
    from gdanim.drawing.contours import Terrain
    from gdanim.marks.reached import Reached
    from gdanim.panels.contour import static
    from gdanim.panels.contour.labels import Remarks
    from gdanim.panels.contour.runs import Walkers

    stage = _flat(stage)
    options = stage.options
    function = stage.trajectories[0].run.function
    ground = Terrain(
        stage.plot, function, stage.theme, count=options.levels, scale=options.scale, filled=options.filled
    )
    signs = static.stationary_markers(stage)
    still: list[Mark] = [ground, *static.frame(stage, signs.values())]
    if options.field:
        still += static.field(stage)
    walkers, reached = Walkers(stage), Reached(stage, signs)
    names = Remarks(stage, walkers.taken).write(signs, log=ground.levels.log)
    walkers.keep_off(names)

    def show(moment: Moment) -> None:
        reached.show(moment)
        walkers.show(moment)

    movers = [*reached.rings.values(), *names, *walkers.movers]
    return Drawing(still=[*still, *signs.values()], movers=movers, show=show, stamps=walkers.stamps)


def _flat(stage: Stage) -> Stage:
    """The stage itself, or its runs as they are seen on a cut through two parameters."""
    from gdanim.panels.contour.slices import sliced

    return sliced(stage, stage.options.parameters) if stage.options.parameters else stage


PLUGIN = Panel(
    summary="level lines of a function of two variables, with the path over them",
    scope="run",
    variables=(2,),
    prepare=prepare,
    measure=measure,
    marks=MARKS,
    lesson=("ball", "trail", "step_arrow", "minimum", "saddle", "readout", "formula", "verdict"),
    comparison=("ball", "trail", "minimum", "saddle", "readout", "verdict"),
    options=Options,
    weight=1.7,
    square=True,
)
