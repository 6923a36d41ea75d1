"""The static marks of a curve: the markers of minima and maxima, level floors, and their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.canvas import Canvas, Mark
from gdanim.drawing.geometry import Box
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line, Triangle
from gdanim.drawing.text import HALO_WIDTH
from gdanim.panel_parts import stationary_markers, stationary_names
from gdanim.panel_parts.function_curve import page_points
from gdanim.panels.curve.motion_bounds import swept_boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.label import Label
    from gdanim.drawing.placement import Candidate
    from gdanim.functions.search.stationary import StationaryPoint
    from gdanim.panels import PanelContext

TRIANGLE_WIDTH = 15  # units
FLOOR_WIDTH = 5.5  # units: line width of a level part of the curve
BAR_ASPECT = 0.22  # height / width of a level bar
MARKER_GAP = 2  # units between a triangle's tip and the halo of a ball at its point
FULL_SIZE_BALL = 11  # units: the radius of a ball; beside a smaller one, triangles are smaller as well


def extrema(context: PanelContext) -> tuple[list[Triangle | FloorMark], list[Label]]:
    """Returns ▲ below each minimum and ▼ above each maximum that the context shows, and the names that have room.

    Where f is constant, the curve itself is marked.
    """
    kinds, found = stationary_markers.marked_kinds(context), stationary_markers.points_on_curve(context)
    shown = [point for point in found if point.kind in kinds or ("minimum" in kinds and _is_flat_point(point))]
    points = [point for point in shown if _is_in_sight(context, point)]
    reached = stationary_markers.reached_points(context, points)
    points.sort(key=lambda point: (point not in reached, point.scope != "global", point.at[0]))
    size = context.mark_sizes
    markers = {point: _marker(context, size, point) for point in points}
    return list(markers.values()), _names(context, markers, reached) if "names" in context.shown_marks else []


def _is_flat_point(point: StationaryPoint) -> bool:
    """Returns whether the curve is level at a point alone, and falls on both sides alike: no minimum, no maximum."""
    return point.kind == "flat" and point.extent is None


def _is_in_sight(context: PanelContext, point: StationaryPoint) -> bool:
    low, high = point.extent or (point.at[0], point.at[0])
    left, right = context.axes.x_range
    return low <= right and high >= left and context.axes.contains(left, point.value)


def _marker(context: PanelContext, size: sizes.Sizes, point: StationaryPoint) -> Triangle | FloorMark:
    if point.extent:
        return _floor_mark(context, size, point, point.extent)
    down = point.kind == "maximum"
    distance = _distance(context, size)
    x, y = context.axes.x(point.at[0]), context.axes.y(point.value)
    width = TRIANGLE_WIDTH * context.unit * min(1.0, size.ball / (FULL_SIZE_BALL * context.unit))
    colour = stationary_markers.marker_colour(context, point.kind)
    if point.kind == "flat":
        return LevelBar(colour, x, y + distance, width)
    return Triangle(colour, x, y - distance if down else y + distance, width, down=down)


def _distance(context: PanelContext, size: sizes.Sizes) -> float:
    """Returns the distance in pixels from a stationary point to its marker, which a ball at the point leaves free."""
    return size.ball + (sizes.HALO_WIDTH + MARKER_GAP) * context.unit


def _floor_mark(
    context: PanelContext, size: sizes.Sizes, point: StationaryPoint, extent: tuple[float, float]
) -> FloorMark:
    axes, unit = context.axes, context.unit
    left, right = (axes.x(min(max(end, axes.x_range[0]), axes.x_range[1])) for end in extent)
    colour, width = stationary_markers.marker_colour(context, point.kind), FLOOR_WIDTH * unit * context.theme.line_scale
    line = Line([(left, axes.y(point.value)), (right, axes.y(point.value))], colour, width, clip=axes.box)
    return FloorMark(line, _distance(context, size), TRIANGLE_WIDTH * unit, down=point.kind == "maximum")


class LevelBar(Triangle):
    """A level bar in place of a triangle: the mark of a point where the curve is level, and neither low nor high."""

    def draw(self, canvas: Canvas) -> None:
        half, height = self.size / 2, self.size * BAR_ASPECT
        corners = [(self.x - half, self.y), (self.x + half, self.y)]
        canvas.fill([*corners, *((x, y + height) for x, y in reversed(corners))], self.colour)


class FloorMark(Mark):
    """The level part of a curve. ``x``, ``y``, ``size`` and ``box`` are those of a triangle at its centre."""

    def __init__(self, line: Line, distance: float, size: float, *, down: bool) -> None:
        super().__init__(clip=line.clip)
        self.line, self.colour, self.size, self.down = line, line.colour, size, down
        (left, height), (right, _) = line.points
        self.x, self.y = (left + right) / 2, height - distance if down else height + distance
        self.box = Box(left, height - line.width / 2, right, height + line.width / 2)

    def draw(self, canvas: Canvas) -> None:
        self.line.draw(canvas)


def _names(
    context: PanelContext, markers: dict[StationaryPoint, Triangle | FloorMark], reached: Sequence[StationaryPoint]
) -> list[Label]:
    """Returns the names of all points if they have room clear of balls and arrows, else of global and reached ones."""
    curve = page_points(context)
    occupied = Obstacles(boxes=[marker.box for marker in markers.values()])
    others = [Obstacles(points=curve), Obstacles(boxes=swept_boxes(context), penalty=1)]
    names: dict[StationaryPoint, Label] = {}
    for point, marker in markers.items():
        label, has_sides = stationary_names.on_curve_label(context, marker.colour), not isinstance(marker, FloorMark)
        anchors = stationary_names.anchors_at_triangle(
            context, (marker.x, marker.y), marker.size, down=marker.down, has_sides=has_sides
        )

        def cost(candidate: Candidate, marker: Triangle | FloorMark = marker) -> tuple[int, bool, bool]:
            return _cost(context, marker, candidate)

        rating = cost if {"tangent", "drop_line"} & context.shown_marks else None
        if stationary_names.place_name(context, label, point, anchors, occupied, others, cost=rating):
            names[point] = label
    return stationary_names.all_or_best([*markers], names, reached)


def _cost(context: PanelContext, marker: Triangle | FloorMark, candidate: Candidate) -> tuple[int, bool, bool]:
    """Returns the number of drop lines through a name, and whether it is below its marker or towards a start."""
    left, right = candidate.box.left - HALO_WIDTH, candidate.box.right + HALO_WIDTH
    page_xs = [context.axes.x(float(x)) for trajectory in context.trajectories for x in trajectory.points[:, 0]]
    start = context.axes.x(context.trajectories[0].run.start[0])
    passing = 0 if marker.down else sum(left < x < right for x in page_xs)
    _, x, _ = candidate.anchor
    return passing, x == marker.x, (start > marker.x) == (x > marker.x)
