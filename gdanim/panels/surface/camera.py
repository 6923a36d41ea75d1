"""The camera before a surface: its position, its view, and its entry in the sidecar."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.drawing.contours import choose_levels, sample_grid
from gdanim.drawing.projection3d import Projection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory
    from gdanim.drawing.axes import Axes
    from gdanim.panels import PanelContext

CAMERAS = {
    "corner": (-58.0, 41.0),
    "front": (-90.0, 28.0),
    "side": (-20.0, 30.0),
    "back": (122.0, 41.0),
    "above": (-75.0, 62.0),
}
"""Azimuth and elevation of each, in degrees."""
REGION_SAMPLES = 121  # along each side of the region
LEVEL_COUNT = 12  # the last of a map's levels is the block's top, above all but the highest rim


def projection(context: PanelContext) -> Projection:
    """Returns the view of the region. The block is as high as the last level, the starts, and in ascent all points."""
    axes, function = context.axes, context.trajectories[0].run.function
    xs, ys = (np.linspace(*limits, REGION_SAMPLES) for limits in (axes.x_range, axes.y_range))
    heights = sample_grid(function, xs, ys)
    levels = choose_levels(heights, LEVEL_COUNT, context.options.scale)
    of_runs = [height for run in context.trajectories for height in _heights_in_block(axes, run)]
    z_range = (levels.low, max(float(levels.heights[-1]), *of_runs, levels.low + 1e-9))
    points = np.column_stack([each.ravel() for each in (*np.meshgrid(xs, ys), heights)])
    camera = CAMERAS[context.options.camera]
    return Projection(axes.box, axes.x_range, axes.y_range, z_range, *camera, points, levels.log)


def _heights_in_block(axes: Axes, trajectory: Trajectory) -> list[float]:
    """Returns the values that the block must contain: the starts', and in ascent those of all points in the region."""
    points = list(zip(trajectory.points.tolist(), trajectory.values.tolist(), strict=True))
    held = points if trajectory.run.is_ascent else points[:1]
    return [z for (x, y), z in held if math.isfinite(z) and axes.contains(x, y)]


def sidecar_entry(view: Projection, arrivals: Sequence[Projection] = ()) -> dict[str, Any]:
    """Returns the projection, and the camera's azimuth at each step's arrival."""
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
            "matrix": _rounded_matrix(view),
            "steps": [{"azimuth": round(each.azimuth, 6), "matrix": _rounded_matrix(each)} for each in arrivals],
        },
    }


def _rounded_matrix(view: Projection) -> list[list[float]]:
    return [[float(f"{number:.10g}") for number in row] for row in view.matrix()]
