"""The static marks of a map: frame and tick labels, markers of stationary points, and the gradient field."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.arrows import Arrow, ArrowShape
from gdanim.drawing.contours import sample_pixels
from gdanim.drawing.stacking import clearing_shift
from gdanim.panel_parts import axes_frame, stationary_markers

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.label import Label
    from gdanim.functions.search.stationary import StationaryPoint
    from gdanim.panels import PanelContext

TICK_GAP = 14  # units from the frame to its numbers, clear of a ball on the frame
MARKER_GAP = 2, 1  # pixels across and down between a marker that extends over the frame and a number
LEVEL_TOLERANCE = 1e-12  # relative to f, or to 1
ARROW_SPACING, ARROW_LENGTH = 46, 0.62  # units; fraction of the spacing


def frame(context: PanelContext) -> list[Mark]:
    """Returns the border, and the numbers of both axes."""
    return [axes_frame.frame(context), *tick_labels(context)]


def tick_labels(context: PanelContext) -> list[Label]:
    """Returns the numbers of both axes, further from the frame if a stationary point's marker extends beyond it."""
    markers = [marker.padded_box for marker in point_markers(context).values()]
    beside = axes_frame.y_tick_labels(context, TICK_GAP)
    left = clearing_shift([label.box for label in beside], markers, "left", MARKER_GAP)
    beside = [label.move_to(label.x - left, label.y) for label in beside]
    under = axes_frame.x_tick_labels(context, beside)
    down = clearing_shift([label.box for label in under], markers, "down", MARKER_GAP)
    return [*beside, *(label.move_to(label.x, label.y + down) for label in under)]


def point_markers(context: PanelContext) -> dict[StationaryPoint, stationary_markers.StationaryMarker]:
    """Returns the markers: ▲ in a ring at each minimum, ◆ at each saddle, ▼ at each maximum."""
    axes, points = context.axes, stationary_markers.marked_points(context)
    outlines = {point: _outline(context, point) for point in points if point.spread}
    centres = {point: (axes.x(point.at[0]), axes.y(point.at[1])) for point in points}
    for point, outline in outlines.items():
        centres[point] = _centre_in_sight(context, centres[point], outline)
    return stationary_markers.markers(context, centres, outlines)


def _outline(context: PanelContext, point: StationaryPoint) -> stationary_markers.Outline:
    """Returns the lines of a map along which f is as low or high as at a point, or the area."""
    if point.spread == "line":
        return stationary_markers.Outline(
            [context.axes.to_pixels(*line.T) for line in stationary_markers.lines_in_sight(context, point)]
        )
    values = sample_pixels(context.axes, context.function)
    return stationary_markers.Outline(area=np.abs(values - point.value) <= LEVEL_TOLERANCE * max(1.0, abs(point.value)))


def _centre_in_sight(context: PanelContext, centre: PagePoint, outline: stationary_markers.Outline) -> PagePoint:
    """Returns the point itself, or if it isn't visible, a visible point of the outline."""
    box = context.axes.box
    if box.left <= centre[0] <= box.right and box.top <= centre[1] <= box.bottom:
        return centre
    corner, opposite = np.array([box.left, box.top]), np.array([box.right, box.bottom])
    pixels = np.empty((0, 2)) if outline.area is None else np.argwhere(outline.area)[:, ::-1] + corner
    points = np.concatenate([*outline.lines, pixels])
    inside = points[((points >= corner) & (points <= opposite)).all(axis=1)]
    return tuple(inside[len(inside) // 2].tolist()) if len(inside) else centre


def gradient_field(context: PanelContext) -> list[Mark]:
    """Returns arrows of equal length against the gradient, on a grid of the page."""
    box, axes, theme, unit = context.axes.box, context.axes, context.theme, context.unit
    function, cell = context.function, ARROW_SPACING * unit
    shape = ArrowShape(1.6 * unit, 7 * unit, 6 * unit, 0)
    arrows: list[Mark] = []
    rows, columns = np.arange(box.top + cell / 2, box.bottom, cell), np.arange(box.left + cell / 2, box.right, cell)
    pixels = np.array(list(product(columns, rows))).reshape(-1, 2)
    for (page_x, page_y), (x, y) in zip(pixels.tolist(), axes.from_pixels(pixels).tolist(), strict=True):
        gradient = function.gradient((x, y))
        right, down = axes.x(x - gradient[0]) - page_x, axes.y(y - gradient[1]) - page_y
        length = math.hypot(right, down)
        if 0 < length < math.inf:
            across, down = (part / length * ARROW_LENGTH * cell / 2 for part in (right, down))
            arrow = Arrow(shape, theme.muted, theme.paper)
            arrows.append(
                arrow.move_between((page_x - across, page_y - down), (page_x + across, page_y + down), None, start=0)
            )
    return arrows
