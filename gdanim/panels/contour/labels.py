"""The labels of a map: axis names, remarks, and names of stationary points, clear of the balls' paths."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.geometry import densified
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.functions.expressions.formula import letter
from gdanim.panel_parts import stationary_names
from gdanim.panel_parts.ball_path import on_map
from gdanim.panel_parts.map_axis_names import axis_names, corners
from gdanim.panel_parts.slope_scale import scale_text, slope_scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.drawing.geometry import Box
    from gdanim.drawing.label import Anchor
    from gdanim.drawing.text import TextStyle
    from gdanim.functions.search.stationary import StationaryPoint
    from gdanim.panel_parts.stationary_markers import StationaryMarker
    from gdanim.panels import PanelContext

MAX_UNIT_RATIO = 1.02  # axes with a larger ratio of their units get a remark
SAMPLE_DISTANCE = 8  # pixels between two points of a path: no label fits between them
MIN_REPEATING_WIDTH = 520  # units: a narrower map names one point of each kind


class MapLabels:
    """Places the labels of a map in the order of their importance, and leaves out those without room.

    ``occupied`` are boxes that no label overlaps.
    """

    def __init__(self, context: PanelContext, occupied: Iterable[Box]) -> None:
        self.context = context
        ball = context.map_sizes.ball
        clearance = ball + sizes.HALO_WIDTH * context.unit if "ball" in context.shown_marks else 3.0
        self.occupied = Obstacles(boxes=list(occupied))
        self.paths = [Obstacles(points=_path_points(context), clearance=clearance)]
        self.resting = [Obstacles(points=_resting_points(context), clearance=clearance)]
        self.labels: list[Label] = []

    def write(self, markers: dict[StationaryPoint, StationaryMarker], *, log: bool) -> list[Label]:
        """Returns all labels of a map with these markers. ``log``: its levels are logarithmic."""
        if "names" in self.context.shown_marks:
            self.occupied.add(*(marker.padded_box for marker in markers.values()))
            x_name, y_name = map(letter, self.context.function.variables)
            self.labels += axis_names(self.context, x_name, y_name, self.occupied, self.paths)
            self._write_remarks(_remarks(self.context, log=log))
            self._name_points(markers)
        return self.labels

    def _place(self, label: Label, anchors: Sequence[Anchor]) -> bool:
        is_placed = self.occupied.place(label, anchors, self.paths, within=self.context.axes.box)
        self.labels += [label] if is_placed else []
        return is_placed

    def _label(self, style: TextStyle) -> Label:
        """Returns a label on a plate."""
        label = Label(self.context.typesetter, style)
        label.plate = self.context.theme.paper
        return label

    def _write_remarks(self, remarks: list[str]) -> None:
        """Places the remarks in one line, or if that has no room, one by one."""
        context = self.context
        style = context.text_style(13, context.theme.muted)
        anchors = self._edges(style.size)
        line = self._label(style).set_text(" · ".join(remarks))
        if remarks and not self._place(line, anchors) and len(remarks) > 1:
            for remark in remarks:
                self._place(self._label(style).set_text(remark), anchors)

    def _edges(self, size: float) -> list[Anchor]:
        """Returns the free corners, and the centres of the lower and the upper edge."""
        found, shift = corners(self.context, size), 26 * self.context.unit
        shifted: list[Anchor] = [(side, x + (shift if side == "left" else -shift), y) for side, x, y in found]
        middle = (self.context.axes.box.left + self.context.axes.box.right) / 2
        return [*found, *shifted, ("center", middle, found[0][2]), ("center", middle, found[2][2])]

    def _name_points(self, markers: dict[StationaryPoint, StationaryMarker]) -> None:
        """Names the points, the global extrema and those nearest to the runs' ends first.

        Of many, or on a small map, it names one of each kind.
        """
        context, named = self.context, set[str]()
        is_small = context.axes.box.width < MIN_REPEATING_WIDTH * context.unit
        for point, marker in sorted(markers.items(), key=self._rank):
            is_reached = self._distance(marker) <= marker.radius
            if stationary_names.stands_back(point, [*markers], named, is_reached=is_reached):
                continue
            if is_small and point.key in named:
                continue
            label = stationary_names.on_plate_label(context, marker.colour)
            anchors = stationary_names.anchors_around_marker(marker, label.style.size, context.unit)
            place = partial(stationary_names.place_name, context, label, point, anchors, self.occupied)
            is_best = point.scope == "global"  # has its name over a path rather than none
            if place(self.paths) or (is_best and place(self.resting)):
                self.labels.append(label)
                named.add(point.key)

    def _rank(self, item: tuple[StationaryPoint, StationaryMarker]) -> tuple[bool, float]:
        """Returns the place of a point and its marker in the order of names."""
        return item[0].scope != "global", self._distance(item[1])

    def _distance(self, marker: StationaryMarker) -> float:
        """Returns the distance in pixels from a marker to the nearest end of a run."""
        ends = [on_map(trajectory, self.context.axes, self.context.unit) for trajectory in self.context.trajectories]
        return min(math.dist(path.border_point(path.last), marker.centre) for path in ends)


def _remarks(context: PanelContext, *, log: bool) -> list[str]:
    """Returns the remarks about the units of the axes, the levels and the scale of the slope's arrow."""
    ratio = context.axes.x_unit / context.axes.y_unit
    remarks = [context.words.label("section")] if context.options.parameters else []
    remarks += [context.words.label("log_levels")] if log else []
    scale = scale_text(context, slope_scale(context)) if "slope_arrow" in context.shown_marks else ""
    remarks += [scale] if scale else []
    do_units_differ = max(ratio, 1 / ratio) > MAX_UNIT_RATIO
    return remarks + ([context.words.label("units_differ")] if do_units_differ else [])


def _resting_points(context: PanelContext) -> np.ndarray:
    """Returns the page points (n, 2) of the balls at the runs' starts and ends, at which they are seen for long."""
    paths = [on_map(trajectory, context.axes, context.unit) for trajectory in context.trajectories]
    return np.array([path.border_point(step) for path in paths for step in (0, path.last) if path.is_finite(step)])


def _path_points(context: PanelContext) -> np.ndarray:
    """Returns points (n, 2) of the page along the visible parts of the runs' paths and at their border markers."""
    pieces = [np.empty((0, 2))]
    for trajectory in context.trajectories:
        path = on_map(trajectory, context.axes, context.unit)
        pieces.append(np.array([path.border_point(step) for step in range(path.last + 1) if path.is_finite(step)]))
        segments = [segment for step in range(path.last) if (segment := path.visible_segment(step))]
        pieces += [densified(np.array(segment), SAMPLE_DISTANCE) for segment in segments]
    return np.vstack([piece.reshape(-1, 2) for piece in pieces])
