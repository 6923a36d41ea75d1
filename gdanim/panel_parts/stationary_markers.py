"""Markers of stationary points: the selection of minima, maxima and saddles, and their appearance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.canvas import Canvas, Mark
from gdanim.drawing.geometry import Box, PagePoint
from gdanim.functions.search.extremal_sets import lines_within
from gdanim.functions.search.stationary import are_packed, complete
from gdanim.themes import rgb

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.functions.search.stationary import StationaryPoint
    from gdanim.panel_parts.panel_context import PanelContext

MAX_ALL_MARKED = 8  # of more points only goals are marked
MAX_GOALS_MARKED = 40  # of more points only the lowest, and those that a run reaches
MEAN_DISTANCE = 45  # units between neighbours, at which a sign for each is no clutter
DECIMALS_ON_CURVE, DECIMALS_ON_MAP = 9, 7  # in which two runs' findings agree if they are one point
SAME_POINT_DISTANCE = 1e-6  # in the function's units: a goal and a point this close are one
LINE_WIDTH = 4.2  # units: of a line of minima
AREA_OPACITY = 0.4
BORDER_MARGIN = 8  # pixels from the panel's border, where only the best points are marked
MARKER_CORNERS = {
    "minimum": ((0, -7), (7, 5), (-7, 5)),
    "saddle": ((0, -8), (8, 0), (0, 8), (-8, 0)),
    "maximum": ((0, 7), (7, -5), (-7, -5)),
}
"""The corners of the markers ▲, ◆ and ▼, in units from their centre, y down."""


def marked_kinds(context: PanelContext) -> set[str]:
    """Returns the kinds of points to mark.

    Those include maxima in ascent, and where a run stands still, even if the scene asks for minima only.
    """
    goals = {trajectory.run.goal_kind for trajectory in context.trajectories}
    kinds = {"minimum", "maximum", "saddle"} & context.shown_marks
    if "minimum" in kinds and "maximum" in goals:
        kinds.add("maximum")
    if "minimum" in kinds:
        verdicts = [trajectory.verdict for trajectory in context.trajectories]
        resting = {verdict.detail for verdict in verdicts if verdict.kind == "stationary"}
        kinds |= {"maximum", "saddle"} & resting
    if "minimum" in kinds and goals == {"maximum"} and "maximum" not in context.shown_marks:
        kinds.discard("minimum")
    return kinds


def points_on_curve(context: PanelContext) -> list[StationaryPoint]:
    """Returns the stationary points of one variable: those that the runs' searches saw, and all others in sight."""
    return list(complete(context.function, _distinct_points(context), context.axes.x_range))


def misses_points(context: PanelContext) -> bool:
    """Returns whether a panel marks stationary points, but so many are in sight that some have not been found."""
    if "minimum" not in context.shown_marks:
        return False
    function, axes = context.function, context.axes
    domain = (axes.x_range, axes.y_range)[: len(function.variables)]
    return are_packed(function, complete(function, _distinct_points(context), *domain), *domain)


def marker_colour(context: PanelContext, kind: str) -> str:
    """Returns the marker colour of a kind: the minimum colour for the kind that the runs look for."""
    if kind == "saddle":
        return context.theme.slope_edge
    return context.theme.minimum if is_goal(context, kind) else context.theme.maximum


def is_goal(context: PanelContext, kind: str) -> bool:
    """Returns whether a run looks for points of this kind."""
    return kind in {trajectory.run.goal_kind for trajectory in context.trajectories}


def marked_points(context: PanelContext) -> list[StationaryPoint]:
    """Returns the points marked on a map, minima first: all if they are few, otherwise the goals or the best."""
    kinds = marked_kinds(context)
    points = [
        point
        for point in _points_on_map(context)
        if point.kind in kinds and (point.spread or context.axes.contains(*point.at))
    ]
    points.sort(key=lambda point: (point.kind != "minimum", point.value))
    points = [point for point in points if _is_best(context, point) or not _is_at_border(context, point)]
    if len(points) > MAX_ALL_MARKED:
        points = [point for point in points if is_goal(context, point.kind)]
    are_few = len(points) <= MAX_ALL_MARKED or (
        len(points) <= MAX_GOALS_MARKED
        and not are_packed(context.function, points, context.axes.x_range, context.axes.y_range)
        and _have_room(context, len(points))
    )
    return points if are_few else [point for point in points if _is_best(context, point)]


def _points_on_map(context: PanelContext) -> list[StationaryPoint]:
    """Returns the stationary points of two variables: those that the runs' searches saw, and all others in sight."""
    function = context.function
    return list(complete(function, _distinct_points(context), context.axes.x_range, context.axes.y_range))


def _distinct_points(context: PanelContext) -> list[StationaryPoint]:
    """Returns the points of all runs' searches, those of several runs once."""
    points = (point for trajectory in context.trajectories for point in trajectory.stationary_points)
    return list({_identity(point): point for point in points}.values())


def _identity(point: StationaryPoint) -> tuple[object, ...]:
    """Returns the identity of a point for several runs: its position, or for a line or an area its value."""
    if point.extent is not None or point.spread is None:
        decimals = DECIMALS_ON_CURVE if len(point.at) == 1 else DECIMALS_ON_MAP
        return (point.extent or tuple(round(x, decimals) for x in point.at), point.kind)
    return (round(point.value, DECIMALS_ON_CURVE), point.kind)


def _have_room(context: PanelContext, count: int) -> bool:
    """Returns whether so many points are far enough apart on average that each is seen."""
    box = context.axes.box
    return box.width * box.height >= count * (MEAN_DISTANCE * context.unit) ** 2


def reached_points(context: PanelContext, points: Sequence[StationaryPoint]) -> list[StationaryPoint]:
    """Returns those of the points that a run has reached, which its verdict names."""
    ends = [end for trajectory in context.trajectories if (end := trajectory.verdict.reached) is not None]
    return [point for point in points if any(math.dist(point.at, end) < SAME_POINT_DISTANCE for end in ends)]


def _is_best(context: PanelContext, point: StationaryPoint) -> bool:
    """Returns whether a point is the lowest of all, or is reached by a run."""
    goals = [trajectory.verdict.goal for trajectory in context.trajectories if trajectory.verdict.goal is not None]
    is_reached = any(math.dist(point.at, goal) < SAME_POINT_DISTANCE for goal in goals)
    return point.scope == "global" or is_reached


def _is_at_border(context: PanelContext, point: StationaryPoint) -> bool:
    if point.spread:
        return False
    axes, box = context.axes, context.axes.box
    x, y = axes.x(point.at[0]), axes.y(point.at[1])
    return min(x - box.left, box.right - x, y - box.top, box.bottom - y) < BORDER_MARGIN


def lines_in_sight(context: PanelContext, point: StationaryPoint) -> tuple[np.ndarray, ...]:
    """Returns the lines (n, 2), in the function's units, on which f is as low or high as on the line of a point."""
    (left, right), (bottom, top) = context.axes.x_range, context.axes.y_range
    seeds = (
        other.at
        for trajectory in context.trajectories
        for other in trajectory.stationary_points
        if (other.spread, other.kind) == ("line", point.kind)
    )
    function = context.function
    return lines_within(function, tuple(seeds), point.kind, (left, bottom), (right, top))


@dataclass(frozen=True)
class Outline:
    """A set of more than one point on which f is lowest or highest.

    Attributes
    ----------
    lines
        Page points ``(n, 2)``; a row that is not finite breaks a line.
    area
        The pixels of the axes' box that belong to it, ``(height, width)``; None if it has no area.
    """

    lines: Sequence[np.ndarray] = ()
    area: np.ndarray | None = None


def markers(
    context: PanelContext,
    centres: dict[StationaryPoint, PagePoint],
    outlines: Mapping[StationaryPoint, Outline] | None = None,
) -> dict[StationaryPoint, StationaryMarker]:
    """Returns the markers of points at their page positions, sized to the ball. Only one of many goals has a ring.

    Those with an outline are drawn along it, without a symbol.
    """
    are_many, theme = len(centres) > MAX_ALL_MARKED, context.theme
    size = context.map_sizes
    unit = size.ball / sizes.COMPARISON.ball

    def is_ringed(point: StationaryPoint) -> bool:
        is_wanted = point.kind == "minimum" or is_goal(context, point.kind)
        return is_wanted and (point.scope == "global" or not are_many)

    def marker(point: StationaryPoint, centre: PagePoint) -> StationaryMarker:
        colour, outline = marker_colour(context, point.kind), (outlines or {}).get(point)
        if outline:
            return OutlineMarker(point.kind, colour, theme.paper, centre, unit, outline=outline, box=context.axes.box)
        return StationaryMarker(point.kind, colour, theme.paper, centre, unit, ringed=is_ringed(point))

    return {point: marker(point, centre) for point, centre in centres.items()}


class StationaryMarker(Mark):
    """The marker of a stationary point. A goal's ring is wider than the ball and stays visible around it.

    ``unit`` is the marker's scale: 1 beside a ball of a comparison on a page 960 pixels wide.
    """

    def __init__(self, kind: str, colour: str, paper: str, centre: PagePoint, unit: float, *, ringed: bool) -> None:
        super().__init__()
        self.kind, self.colour, self.paper, self.centre, self.unit, self.ringed = (
            kind, colour, paper, centre, unit, ringed
        )  # fmt: skip
        self.radius = (16.5 if ringed else 8) * unit

    @property
    def padded_box(self) -> Box:
        """The box of the marker with its edge."""
        (x, y), radius = self.centre, self.radius + 2.5 * self.unit
        return Box(x - radius, y - radius, x + radius, y + radius)

    def with_ring(self) -> StationaryMarker:
        """Returns a copy with a ring."""
        return StationaryMarker(self.kind, self.colour, self.paper, self.centre, self.unit, ringed=True)

    def draw(self, canvas: Canvas) -> None:
        (x, y), unit = self.centre, self.unit
        if self.ringed:
            canvas.ring(x, y, self.radius, self.paper, 5 * unit)
            canvas.ring(x, y, self.radius, self.colour, 2.4 * unit)
        outline = [(x + across * unit, y + down * unit) for across, down in MARKER_CORNERS[self.kind]]
        canvas.stroke(outline, self.paper, 3 * unit, closed=True)
        canvas.fill(outline, self.colour)


class OutlineMarker(StationaryMarker):
    """The lines along which f is lowest or highest, or the area; its name is placed at ``centre``, a point of it."""

    def __init__(
        self, kind: str, colour: str, paper: str, centre: PagePoint, unit: float, *, outline: Outline, box: Box
    ) -> None:
        super().__init__(kind, colour, paper, centre, unit, ringed=True)
        self.outline, self.box, self.clip, self.radius = outline, box, box, LINE_WIDTH * unit

    def draw(self, canvas: Canvas) -> None:
        if self.outline.area is not None:
            pixels = np.zeros((*self.outline.area.shape, 4), np.uint8)
            pixels[self.outline.area] = (*rgb(self.colour), round(255 * AREA_OPACITY))
            canvas.image(pixels, round(self.box.left), round(self.box.top))
        for line in self.outline.lines:
            canvas.stroke(line, self.paper, 1.8 * LINE_WIDTH * self.unit)
        for line in self.outline.lines:
            canvas.stroke(line, self.colour, LINE_WIDTH * self.unit)
