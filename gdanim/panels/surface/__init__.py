"""A function of two variables in three dimensions, with the ball and its path on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field

from gdanim.panels import Drawing, Panel, PanelContext, limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.drawing.directions import Axes
    from gdanim.drawing.label import Label
    from gdanim.drawing.projection3d import Projection

CAMERAS = {
    "corner": (-58.0, 41.0),
    "front": (-90.0, 28.0),
    "side": (-20.0, 30.0),
    "back": (122.0, 41.0),
    "above": (-75.0, 62.0),
}
FACES, FINE = 72, 120  # along each side; valleys in a logarithmic view are sharp


class Options(BaseModel, frozen=True, extra="forbid", strict=True):
    camera: Literal["corner", "front", "side", "back", "above"] = Field("corner", description="where one looks from")
    orbit: float = Field(0.0, ge=-360, le=360, description="degrees that the camera turns during the film")
    scale: Literal["auto", "linear", "log"] = Field("auto", description="of the height")
    shadow: bool = Field(default=False, description="whether the path is drawn on the floor, too")


def measure(context: PanelContext) -> tuple[Range, Range]:
    return limits.plane_ranges(context)


def outer_labels(_context: PanelContext) -> Sequence[Label]:
    """None: its numbers stand on the floor."""
    return []


def prepare(context: PanelContext) -> Drawing:
    return _orbiting(context) if context.options.orbit else _fixed(context)


def _fixed(context: PanelContext) -> Drawing:
    """The surface is drawn once; only balls and the pieces of path under way are drawn for a frame."""
    from gdanim.drawing.surface_mesh import SurfaceMesh
    from gdanim.marks.reached import ReachedRings
    from gdanim.panels.surface import labels
    from gdanim.panels.surface.floor import floor
    from gdanim.panels.surface.runs import surface_runs

    view = look(context)
    ground = floor(context, view)
    mesh = SurfaceMesh(view, context.trajectories[0].run.function, context.theme, FINE if view.log else FACES)
    runs, signs = surface_runs(context, view), labels.markers(context, view)
    reached = ReachedRings(context, signs)

    def show(moment: Moment) -> None:
        reached.show(moment)
        runs.show(moment)

    names = labels.name_marks(context, view, [*ground, *signs.values()])
    return Drawing(
        static=[*ground, mesh, *signs.values()],
        movers=[*reached.rings.values(), *runs.movers, *names],
        show=show,
        persist=runs.persist,
        sidecar=_facts(view),
    )


def _orbiting(context: PanelContext) -> Drawing:
    from gdanim.panels.surface.camera_turn import CameraTurn

    orbit = CameraTurn(context, look(context))
    facts = _facts(orbit.first, [orbit.seen(arrival) for arrival in context.timeline.arrivals])
    return Drawing(movers=[orbit.group], show=orbit.show, sidecar=facts, time_dependent=True)


def look(context: PanelContext) -> Projection:
    """The view of the context's region; the block ends at the height of all but the highest rim, or of what climbs."""
    import numpy as np

    from gdanim.drawing.contours import choose_levels, sample_grid
    from gdanim.drawing.projection3d import Projection

    axes = context.axes
    function = context.trajectories[0].run.function
    xs, ys = (np.linspace(*limits, 121) for limits in (axes.x_range, axes.y_range))
    heights = sample_grid(function, xs, ys)
    found = choose_levels(heights, 12, context.options.scale)
    top = max([float(found.heights[-1]), *(high for run in context.trajectories for high in _heights(axes, run))])
    filled = np.column_stack([each.ravel() for each in (*np.meshgrid(xs, ys), heights)])
    tall = (found.low, max(top, found.low + 1e-9))
    return Projection(axes.box, axes.x_range, axes.y_range, tall, *CAMERAS[context.options.camera], filled, found.log)


def _heights(axes: Axes, trajectory: Trajectory) -> list[float]:
    """Those that the block must hold: of the start, and in ascent of all points over the region."""
    points = list(zip(trajectory.points.tolist(), trajectory.values.tolist(), strict=True))
    climbs = trajectory.run.direction == "ascend"
    return [z for (x, y), z in (points if climbs else points[:1]) if math.isfinite(z) and axes.contains(x, y)]


def _facts(view: Projection, arrivals: Sequence[Projection] = ()) -> dict[str, Any]:
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
            "z_log": view.log_height(),
            "matrix": _rounded(view),
            "steps": [{"azimuth": round(each.azimuth, 6), "matrix": _rounded(each)} for each in arrivals],
        },
    }


def _rounded(view: Projection) -> list[list[float]]:
    return [[float(f"{part:.10g}") for part in row] for row in view.matrix()]


PLUGIN = Panel(
    summary="a function of two variables in three dimensions",
    scope="run",
    variables=(2,),
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    marks=("ball", "trail", "step_arrow", "minimum", "maximum", "saddle", "readout", "formula", "verdict"),
    lesson=("ball", "trail", "step_arrow", "minimum", "saddle", "readout", "verdict"),
    comparison=("ball", "trail", "minimum", "saddle", "readout", "verdict"),
    options=Options,
    weight=1.8,
    square=True,
)
