"""The limit of the sharpness on a map: the level at which the largest curvature is the limit, and minima beyond it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.contours import level_lines
from gdanim.drawing.shapes import Line
from gdanim.panel_parts import stationary_markers
from gdanim.panels.sharpness import largest, limit

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext

LINE_WIDTH, LINE_DASHES = 2.0, (6.0, 4.0)  # units
HOLE_WIDTH, HOLE_DASHES = 5.2, (4.0, 3.0)  # units: of the gaps in the line of minima that can't hold
SAMPLE_SPACING = 3.0  # pixels between samples of the curvature


def level_marks(context: PanelContext) -> list[Mark]:
    """Returns the marks on the map of a run, from back to front."""
    stability_limit, trajectory = limit(context.trajectories[0]), context.trajectories[0]
    if not math.isfinite(stability_limit):
        return []
    box, side = context.axes.box, -1.0 if trajectory.run.is_ascent else 1.0
    columns, rows = max(8, int(box.width / SAMPLE_SPACING)), max(8, int(box.height / SAMPLE_SPACING))
    xs, ys = np.linspace(*context.axes.x_range, columns), np.linspace(*context.axes.y_range, rows)[::-1]
    points = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    with np.errstate(all="ignore"):
        values = largest(side * trajectory.run.function.hessians(points)).reshape(rows, columns)
    width, dashes = LINE_WIDTH * context.unit, sizes.scaled_dashes(LINE_DASHES, context.unit)
    ink, paper = context.theme.ink, context.theme.trail_casing
    lines = [
        Line(line, ink, width, dashes=dashes, cap="butt", casing=paper)
        for line in level_lines(box, values, stability_limit)
    ]
    return [*_holes(context, stability_limit, side), *lines]


def _holes(context: PanelContext, stability_limit: float, side: float) -> list[Mark]:
    """Returns gaps in the lines of minima where these are too steep to hold the run."""
    trajectory = context.trajectories[0]
    places = [
        point
        for point in trajectory.stationary_points
        if (point.spread, point.kind) == ("line", trajectory.run.goal_kind)
    ]
    marks: list[Mark] = []
    dashes, width = sizes.scaled_dashes(HOLE_DASHES, context.unit), HOLE_WIDTH * context.unit
    for line in stationary_markers.lines_in_sight(context, places[0]) if places else ():
        steep = largest(side * trajectory.run.function.hessians(line)) > stability_limit
        page = context.axes.to_pixels(*line.T)
        page[~steep] = np.nan
        for piece in np.split(page, np.flatnonzero(~steep)):
            kept = piece[np.isfinite(piece).all(axis=1)]
            if len(kept) > 1:
                marks.append(Line(kept, context.theme.trail_casing, width, dashes=dashes, cap="butt"))
    return marks
