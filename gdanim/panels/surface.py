"""A function of two variables in three dimensions, with the ball and its path on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field

from gdanim.panels import Drawing, Panel, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist

    from gdanim.descent import Trajectory
    from gdanim.extents import Range
    from gdanim.panels.marks.climbers import Climber
    from gdanim.panels.marks.plot import Plot
    from gdanim.panels.marks.view import View
    from gdanim.timeline import Moment

CAMERAS = {
    "corner": (-58.0, 41.0),
    "front": (-90.0, 28.0),
    "side": (-20.0, 30.0),
    "back": (122.0, 41.0),
    "above": (-75.0, 62.0),
}
FACES, FINE, ORBITING_FACES = 72, 120, 36  # along each side; valleys in a logarithmic view are sharp


class Options(BaseModel, frozen=True, extra="forbid", strict=True):
    camera: Literal["corner", "front", "side", "back", "above"] = Field("corner", description="where one looks from")
    orbit: float = Field(0.0, ge=-360, le=360, description="degrees that the camera turns during the film")
    scale: Literal["auto", "linear", "log"] = Field("auto", description="of the height")
    shadow: bool = Field(default=False, description="whether the path is drawn on the floor, too")


def measure(stage: Stage) -> tuple[Range, Range]:
    from gdanim.panels.marks.region import region

    return region(stage)


def prepare(stage: Stage) -> Drawing:
    return _orbiting(stage) if stage.options.orbit else _fixed(stage)


def _fixed(stage: Stage) -> Drawing:
    """The surface is drawn once; only balls and the pieces of path under way are drawn for a frame."""
    from gdanim.panels.marks import summits
    from gdanim.panels.marks.floor import floor
    from gdanim.panels.marks.nest import Nest
    from gdanim.panels.marks.relief import Relief

    view = look(stage)
    function = stage.trajectories[0].run.function
    still: list[Artist] = [*floor(stage, view), Relief(view, function, stage.theme, FINE if view.log else FACES)]
    signs, names = summits.places(stage, view)
    climbers = _climbers(stage, view)
    nest = Nest([climber.ball for climber in climbers], [climber.places for climber in climbers])

    def show(moment: Moment) -> None:
        for climber in climbers:
            climber.show(stage.own(climber.index, moment))
        nest.show(moment.step)

    def stamps(step: int) -> list[Artist]:
        if "trail" not in stage.show:
            return []
        return [artist for climber in climbers for artist in _stamps(stage, climber, step)]

    movers = [artist for climber in climbers for artist in climber.movers] if "ball" in stage.show else []
    return Drawing(still=[*still, *signs], movers=[*movers, *names], show=show, stamps=stamps, facts=_facts(view))


def _orbiting(stage: Stage) -> Drawing:
    """Everything turns, so everything is drawn anew for each frame, on a coarser net."""
    from dataclasses import replace

    from gdanim.panels.marks import summits
    from gdanim.panels.marks.floor import floor
    from gdanim.panels.marks.nest import Nest
    from gdanim.panels.marks.pen import Group
    from gdanim.panels.marks.relief import Relief

    first = replace(look(stage), steady=True)
    relief = Relief(first, stage.trajectories[0].run.function, stage.theme, ORBITING_FACES)
    group = Group()

    def seen(seconds: float) -> View:
        return replace(first, azimuth=first.azimuth + stage.options.orbit * seconds / stage.timeline.seconds)

    def show(moment: Moment) -> None:
        relief.view = view = seen(moment.seconds)
        climbers = _climbers(stage, view)
        trails = [art for one in climbers for step in range(moment.step + 1) for art in _stamps(stage, one, step)]
        for climber in climbers:
            climber.show(stage.own(climber.index, moment))
        Nest([climber.ball for climber in climbers], [climber.places for climber in climbers]).show(moment.step)
        balls = [artist for climber in climbers for artist in climber.movers]
        signs, _ = summits.places(stage, view)
        shown = [*(trails if "trail" in stage.show else []), *(balls if "ball" in stage.show else [])]
        group.children = [*floor(stage, view), relief, *signs, *shown]

    facts = _facts(first, [seen(arrival) for arrival in stage.timeline.arrivals])
    return Drawing(movers=[group], show=show, facts=facts, restless=True)


def _stamps(stage: Stage, climber: Climber, step: int) -> list[Artist]:
    return [artist for own in stage.arrived(climber.index, step) for artist in climber.stamps(own)]


def _climbers(stage: Stage, view: View) -> list[Climber]:
    from gdanim.panels.marks.climbers import Climber

    return [Climber(stage, index, view, shadow=stage.options.shadow) for index in range(len(stage.trajectories))]


def look(stage: Stage) -> View:
    """The view of the stage's region; the block ends at the height of all but the highest rim, or of what climbs."""
    import numpy as np

    from gdanim.panels.marks.terrain import levels, sample
    from gdanim.panels.marks.view import View

    plot = stage.plot
    function = stage.trajectories[0].run.function
    xs, ys = (np.linspace(*limits, 121) for limits in (plot.x_range, plot.y_range))
    heights = sample(function, xs, ys)
    found = levels(heights, 12, stage.options.scale)
    top = max([float(found.heights[-1]), *(high for run in stage.trajectories for high in _heights(plot, run))])
    filled = np.column_stack([each.ravel() for each in (*np.meshgrid(xs, ys), heights)])
    tall = (found.low, max(top, found.low + 1e-9))
    return View(plot.box, plot.x_range, plot.y_range, tall, *CAMERAS[stage.options.camera], filled, found.log)


def _heights(plot: Plot, trajectory: Trajectory) -> list[float]:
    """Those that the block must hold: of the start, and in ascent of all points over the region."""
    points = list(zip(trajectory.points.tolist(), trajectory.values.tolist(), strict=True))
    climbs = trajectory.run.direction == "ascend"
    return [z for (x, y), z in (points if climbs else points[:1]) if math.isfinite(z) and plot.holds(x, y)]


def _facts(view: View, arrivals: Sequence[View] = ()) -> dict[str, Any]:
    """For the sidecar: how points are projected, and at each step's arrival where the camera turns."""
    return {
        "x_range": None,
        "y_range": None,
        "scale": None,
        "projection": {
            "azimuth": view.azimuth,
            "elevation": view.elevation,
            "z_range": list(view.z_range),
            "z_scale": "log" if view.log else "linear",
            "z_log": view.heights(),
            "matrix": _rounded(view),
            "steps": [{"azimuth": round(each.azimuth, 6), "matrix": _rounded(each)} for each in arrivals],
        },
    }


def _rounded(view: View) -> list[list[float]]:
    return [[float(f"{part:.10g}") for part in row] for row in view.matrix()]


PLUGIN = Panel(
    summary="a function of two variables in three dimensions",
    scope="run",
    variables=(2,),
    prepare=prepare,
    measure=measure,
    marks=("ball", "trail", "minimum", "maximum", "saddle", "readout", "formula", "verdict"),
    lesson=("ball", "trail", "minimum", "saddle", "readout", "verdict"),
    comparison=("ball", "trail", "minimum", "saddle", "readout", "verdict"),
    options=Options,
    weight=1.8,
    square=True,
)
