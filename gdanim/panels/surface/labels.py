"""The stationary points of a surface: their markers, and their names on leader lines, without overlaps."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import HALO_WIDTH
from gdanim.panel_parts import stationary_markers, stationary_names
from gdanim.panel_parts.term_labels import place_term
from gdanim.panels.surface.surface_ball_path import SurfaceBallPath

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box, PagePoint, Segment
    from gdanim.drawing.placement import Candidate
    from gdanim.drawing.projection3d import Projection
    from gdanim.functions.search.stationary import StationaryPoint
    from gdanim.panel_parts.stationary_markers import StationaryMarker
    from gdanim.panels import PanelContext

SHIFT_COST, BELOW_COST = 0.3, 60  # units of leader length: per unit of shift, and for a name below its point
NAME_SPACING = 10  # units between two names in one line, which would otherwise read as one
LEADER_WIDTH = 1.3  # units: the width of a leader line
POINT_GAP, NAME_GAP = 8, 0  # units from a leader line to its point, and to its name


def markers(context: PanelContext, projection: Projection) -> dict[StationaryPoint, StationaryMarker]:
    """Returns the markers of the stationary points that the surface does not hide, and lines of them as far as not."""
    centres = {point: _page_point(projection, point.at, point.value) for point in _points_in_block(context, projection)}
    outlines = {point: _outline(context, projection, point) for point in centres if point.spread == "line"}
    return {
        point: marker
        for point, marker in stationary_markers.markers(context, centres, outlines).items()
        if point in outlines or not _hidden(context, projection, point)
    }


def _points_in_block(context: PanelContext, projection: Projection) -> list[StationaryPoint]:
    """Returns the stationary points that lie on the surface shown, not above the height at which it is cut."""
    return [
        point
        for point in stationary_markers.marked_points(context)
        if context.axes.contains(*point.at) and projection.inside(np.array([[*point.at, point.value]]))[0]
    ]


def _outline(context: PanelContext, projection: Projection, stationary: StationaryPoint) -> stationary_markers.Outline:
    """Returns the lines on the surface on which f is as low or high as at a point, broken where they are hidden."""
    function, lines = context.function, []
    for line in stationary_markers.lines_in_sight(context, stationary):
        points = np.column_stack((line, np.full(len(line), stationary.value)))
        is_seen = np.array([context.axes.contains(*point) for point in line]) & ~projection.hidden(function, points)
        lines.append(np.where(is_seen[:, None], projection.to_page(points), np.nan))
    return stationary_markers.Outline(lines)


def name_marks(context: PanelContext, projection: Projection, static: Iterable[Mark]) -> list[Mark]:
    """Returns the names of few stationary points, or of one of each kind, and of the common start, with leader lines.

    ``static`` are markers and labels that stay visible.
    """
    points = _points_in_block(context, projection)
    if "names" not in context.shown_marks:
        return []
    labels = SurfaceLabels(context, _path_points(context, projection), static)
    ends = [tuple(each.points[-1].tolist()) for each in context.trajectories if np.isfinite(each.points[-1]).all()]
    for point in stationary_names.few_or_one_of_each(points, ends):
        colour = stationary_markers.marker_colour(context, point.kind)
        labels.name_point(_page_point(projection, point.at, point.value), point.key, colour, point.at)
    starts = {trajectory.run.start for trajectory in context.trajectories}
    if len(starts) == 1 and "ball" in context.shown_marks:
        start = next(iter(starts))
        height = context.function.value(start)
        labels.name_point(_page_point(projection, start, height), "start", context.theme.ink, start)
    return labels.marks


def _page_point(projection: Projection, point: tuple[float, ...], height: float) -> PagePoint:
    x, y = projection.to_page(np.array([[*point, height]]))[0]
    return float(x), float(y)


def _hidden(context: PanelContext, projection: Projection, point: StationaryPoint) -> bool:
    return bool(projection.hidden(context.function, np.array([[*point.at, point.value]]))[0])


def _path_points(context: PanelContext, projection: Projection) -> np.ndarray:
    """Returns points (n, 2) of the page along the balls' paths over the surface."""
    pages = [np.empty((0, 2))]
    for trajectory in context.trajectories:
        path = SurfaceBallPath(trajectory, projection)
        pages += [projection.to_page(piece) for step in range(path.last) for piece in path.pieces(step)]
        pages += [projection.to_page(path.point(path.last))] if path.is_inside(path.last) else []
    return np.vstack(pages)


class SurfaceLabels:
    """Names points in order. ``marks`` are the names and their leader lines.

    ``path_points`` (n, 2) are points of the page that names cover only if there is no other room.
    """

    def __init__(self, context: PanelContext, path_points: np.ndarray, static: Iterable[Mark]) -> None:
        self.context = context
        self.marks: list[Mark] = []
        size = context.map_sizes
        fixed = [mark.padded_box for mark in static if isinstance(mark, Label | stationary_markers.StationaryMarker)]
        clearance = size.ball + sizes.HALO_WIDTH * context.unit
        self.names = Obstacles(gap=(HALO_WIDTH + NAME_SPACING * context.unit, HALO_WIDTH), clearance=HALO_WIDTH)
        paths = Obstacles(points=path_points, clearance=clearance, penalty=1)
        self.others = [Obstacles(boxes=fixed), paths]

    def name_point(self, point: PagePoint, key: str, colour: str, speaker: object) -> None:
        """Names a point of the page, if its name has room."""
        context, unit = self.context, self.context.unit
        label, anchors = stationary_names.on_plate_label(context, colour), stationary_names.anchors_above(point, unit)

        def leader(box: Box) -> Segment:
            return self._leader(point, box)

        def cost(candidate: Candidate) -> float:
            _, x, y = candidate.anchor
            length = math.dist(*leader(candidate.box)) + SHIFT_COST * abs(x - point[0])
            return round(length / unit, 6) + (BELOW_COST if y > point[1] else 0)

        words, within = context.words.at(speaker), context.axes.box.grown(-HALO_WIDTH)
        if place_term(label, words, key, anchors, self.names, self.others, within=within, cost=cost, leader=leader):
            line = leader(label.outer_box)
            self.marks += [Line([*line], colour, LEADER_WIDTH * unit, casing=context.theme.paper), label]
            self.names.segments.append(line)

    def _leader(self, point: PagePoint, box: Box) -> Segment:
        """Returns the leader line from near a point to near its name, vertical if the name extends over the point."""
        (x, y), unit = point, self.context.unit
        inset = min(NAME_GAP * unit, box.width / 2)
        end_y = box.bottom + NAME_GAP * unit if box.bottom < y else box.top - NAME_GAP * unit
        end = min(max(x, box.left + inset), box.right - inset), end_y
        part = min(1.0, POINT_GAP * unit / math.dist(point, end))
        return (x + part * (end[0] - x), y + part * (end[1] - y)), end
