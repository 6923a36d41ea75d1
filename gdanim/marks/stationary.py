"""The places where the slope is zero: which of them are marked, and their markers."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.canvas import Canvas, Mark
from gdanim.drawing.geometry import Box, Point

if TYPE_CHECKING:
    from gdanim.descent import Trajectory
    from gdanim.functions.stationary import StationaryPoint
    from gdanim.panels import PanelContext


def kinds(context: PanelContext) -> set[str]:
    """Which places are marked where the slope is zero: in ascent the maxima, also where only minima are asked for."""
    directions = {run.run.direction for run in context.trajectories}
    kinds = {"minimum", "maximum", "saddle"} & context.show
    if "minimum" in kinds and "ascend" in directions:
        kinds.add("maximum")
    if "minimum" in kinds and directions == {"ascend"} and "maximum" not in context.show:
        kinds.discard("minimum")
    return kinds


def colour(context: PanelContext, kind: str) -> str:
    """Of the sign of such a place: green where it is the goal of a run."""
    if kind == "saddle":
        return context.theme.slope_edge
    return context.theme.minimum if goal(context, kind) else context.theme.maximum


def goal(context: PanelContext, kind: str) -> bool:
    return kind in {"maximum" if run.run.direction == "ascend" else "minimum" for run in context.trajectories}


MOST, MANY = 8, 20  # marks: of more places only goals are marked; of still more, the lowest and those that runs reach
NEAR = 1e-6  # of a goal, in the function's units: it is the same place
EDGE = 8  # pixels from the border: other signs are left out there


def chosen(context: PanelContext) -> list[StationaryPoint]:
    """The places that are marked, minima first: all of few, of many only goals, and of ever so many the best."""
    wanted = kinds(context)
    found = {
        (tuple(round(x, 7) for x in spot.point), spot.kind): spot
        for run in context.trajectories
        for spot in run.stationary
        if spot.kind in wanted and context.axes.contains(*spot.point)
    }
    spots = sorted(found.values(), key=lambda spot: (spot.kind != "minimum", spot.value))
    kept = [spot for spot in spots if _best(context, spot) or not _outermost(context, spot)]
    if len(kept) > MOST:
        kept = [spot for spot in kept if goal(context, spot.kind)]
    few = len(kept) <= MOST or (len(kept) <= MANY and any(_all_found(context, run) for run in context.trajectories))
    return kept if few else [spot for spot in kept if _best(context, spot)]


def _all_found(context: PanelContext, run: Trajectory) -> bool:
    """Whether the places that are known, those nearest to a run's points, are all that there are on the map."""
    points = run.points[np.isfinite(run.points).all(axis=1)]
    corners, known = list(product(context.axes.x_range, context.axes.y_range)), [spot.point for spot in run.stationary]
    corner, farthest = (
        np.linalg.norm(np.array(places)[:, None] - points, axis=2).min(axis=1).max() for places in (corners, known)
    )
    return bool(corner <= farthest)


def _best(context: PanelContext, spot: StationaryPoint) -> bool:
    """Whether a place is the lowest of all, or one that a run has reached."""
    goals = [run.verdict.goal for run in context.trajectories if run.verdict.goal is not None]
    return spot.scope == "global" or any(math.dist(spot.point, goal) < NEAR for goal in goals)


def _outermost(context: PanelContext, spot: StationaryPoint) -> bool:
    box, x, y = context.axes.box, context.axes.x(spot.point[0]), context.axes.y(spot.point[1])
    return min(x - box.left, box.right - x, y - box.top, box.bottom - y) < EDGE


def signs(context: PanelContext, at: dict[StationaryPoint, Point]) -> dict[StationaryPoint, StationaryMarker]:
    """Those of all chosen places, of a size with the ball. Of many goals, only the lowest has a ring."""
    many, theme = len(at) > MOST, context.theme
    size = sizes.on_map(lesson=context.lesson, unit=context.unit, width=context.axes.box.width)
    unit = size.ball / sizes.COMPARISON.ball
    return {
        spot: StationaryMarker(spot.kind, colour(context, spot.kind), theme.paper, place, unit,
                   ringed=_goal(context, spot) and (spot.scope == "global" or not many))
        for spot, place in at.items()
    }  # fmt: skip


def _goal(context: PanelContext, spot: StationaryPoint) -> bool:
    return spot.kind == "minimum" or goal(context, spot.kind)


class StationaryMarker(Mark):
    """The sign of a place where the slope is zero. The ring of a goal is wider than the ball and stays in sight."""

    def __init__(
        self, kind: str, colour: str, paper: str, at: tuple[float, float], unit: float, *, ringed: bool
    ) -> None:
        super().__init__()
        self.kind, self.colour, self.paper, self.at, self.unit, self.ringed = kind, colour, paper, at, unit, ringed
        self.radius = (16.5 if ringed else 8) * unit

    @property
    def padded_box(self) -> Box:
        (x, y), r = self.at, self.radius + 2.5 * self.unit  # with its edge of paper
        return Box(x - r, y - r, x + r, y + r)

    def in_ring(self) -> StationaryMarker:
        return StationaryMarker(self.kind, self.colour, self.paper, self.at, self.unit, ringed=True)

    def draw(self, canvas: Canvas) -> None:
        (x, y), unit = self.at, self.unit
        if self.ringed:
            canvas.ring(x, y, self.radius, self.paper, 5 * unit)
            canvas.ring(x, y, self.radius, self.colour, 2.4 * unit)
        corners = {"minimum": ((0, -7), (7, 5), (-7, 5)), "saddle": ((0, -8), (8, 0), (0, 8), (-8, 0))}
        outline = corners.get(self.kind, ((0, 7), (7, -5), (-7, -5)))
        path = [(x + a * unit, y + b * unit) for a, b in outline]
        canvas.stroke(path, self.paper, 3 * unit, closed=True)
        canvas.fill(path, self.colour)
