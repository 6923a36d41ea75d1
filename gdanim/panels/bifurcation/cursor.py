"""The cursor of a bifurcation diagram, and the places of its step size: as dots on it, and as rings on the curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.ball import Ball
from gdanim.drawing.canvas import Mark
from gdanim.drawing.shapes import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Canvas
    from gdanim.panels import PanelContext
    from gdanim.panels.bifurcation.orbits import Orbit

MAX_JOINED, MAX_DOTS = 16, 60  # places with lines to the curve; places drawn of an orbit that wanders
CURSOR_WIDTH, DOT_RADIUS, SMALL_RADIUS = 2.0, 4.0, 1.8  # units
RING_RADIUS, RING_WIDTH, SMALL_RING = 5.0, 1.8, 3.4  # units
JOIN_WIDTH, JOIN_DASHES = 1.5, (1.5, 3.0)  # units
BALL_HALO = 1.5  # units
HOPS_PER_SECOND = 4


class OrbitDots(Mark):
    """Points of one colour: discs, or rings that are filled with ``inside``."""

    def __init__(self, colour: str, edge: str, width: float, *, inside: str | None = None) -> None:
        super().__init__()
        self.colour, self.edge, self.width, self.inside = colour, edge, width, inside
        self.points, self.radius = np.empty((0, 2)), 1.0

    def draw(self, canvas: Canvas) -> None:
        for x, y in self.points.tolist():
            if self.inside is None:
                canvas.disc(x, y, self.radius + self.width, self.edge)
                canvas.disc(x, y, self.radius, self.colour)
            else:
                canvas.ring(x, y, self.radius, self.colour, self.width, inside=self.inside)


class Joins(Mark):
    """Dotted lines between pairs of points."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        unit = context.unit
        dashes = sizes.scaled_dashes(JOIN_DASHES, unit)
        self.line = Line([], context.theme.ball, JOIN_WIDTH * unit, dashes=dashes, cap="butt")
        self.pairs: list[list[tuple[float, float]]] = []

    def draw(self, canvas: Canvas) -> None:
        for pair in self.pairs:
            self.line.move_to(pair).draw(canvas)


def shown_places(orbit: Orbit, x_range: tuple[float, float]) -> np.ndarray:
    """Returns the places to draw that are in sight: all of a few, or the last of many."""
    places = orbit.places if orbit.kind == "places" else orbit.places[-MAX_DOTS:]
    return places[(places >= x_range[0]) & (places <= x_range[1])]


class Cursor:
    """The line of a step size with its places."""

    def __init__(self, context: PanelContext, found: Sequence[Orbit]) -> None:
        from gdanim.panels.bifurcation import etas_of

        self.context, self.axes, self.box, self.orbits = context, context.axes, context.axes.box, found
        self.etas, theme, unit = etas_of(context.trajectories), context.theme, context.unit
        self.line = Line([], theme.ball, CURSOR_WIDTH * unit, cap="butt")
        self.dots = OrbitDots(theme.ball, theme.paper, 1.2 * unit)
        self.joins = Joins(context)

    @property
    def marks(self) -> list[Mark]:
        """The marks from back to front."""
        joins = [self.joins] if "drop_line" in self.context.shown_marks else []
        return [*joins, self.line, self.dots]

    def show(self, moment: Moment) -> None:
        index = min(moment.step, len(self.etas) - 1)
        orbit, y = self.orbits[index], self.axes.y(self.etas[index])
        self.line.move_to([(self.box.left, y), (self.box.right, y)])
        places = shown_places(orbit, self.axes.x_range)
        xs = self.axes.to_pixels(places, np.zeros(len(places)))[:, 0]
        is_few = orbit.kind == "places" and len(places) <= MAX_JOINED
        self.dots.points = np.column_stack((xs, np.full(len(xs), y)))
        self.dots.radius = (DOT_RADIUS if is_few else SMALL_RADIUS) * self.context.unit
        self.joins.pairs = [[(x, self.box.top), (x, y)] for x in xs.tolist()] if is_few else []


class PlacesOnCurve:
    """The places of the cursor's step size on the curve, and the ball that visits them in turn."""

    def __init__(self, context: PanelContext, found: Sequence[Orbit]) -> None:
        self.context, self.axes, self.orbits, theme = context, context.axes, found, context.theme
        unit = context.unit
        self.function = context.trajectories[0].run.function
        self.rings = OrbitDots(theme.ball, theme.paper, RING_WIDTH * unit, inside=theme.paper)
        self.joins = Joins(context)
        self.ball = Ball(theme, context.mark_sizes.ball, BALL_HALO * unit)

    @property
    def marks(self) -> list[Mark]:
        """The marks from back to front."""
        return [self.joins, self.rings, self.ball]

    def show(self, moment: Moment) -> None:
        index = min(moment.step, len(self.orbits) - 1)
        orbit = self.orbits[index]
        places = shown_places(orbit, self.axes.x_range)
        values = self.function.values(places[:, None]) if len(places) else np.empty(0)
        points = self.axes.to_pixels(places, values)
        inside = (points[:, 1] >= self.axes.box.top) & (points[:, 1] <= self.axes.box.bottom)
        points = points[inside]
        is_few = orbit.kind == "places" and len(points) <= MAX_JOINED
        self.rings.points = points
        self.rings.radius = (RING_RADIUS if is_few else SMALL_RING) * self.context.unit
        bottom = self.axes.box.bottom
        self.joins.pairs = [[(x, y), (x, bottom)] for x, y in points.tolist()] if is_few else []
        self.ball.visible = len(points) > 0
        if len(points):
            hops = int(moment.seconds * HOPS_PER_SECOND + 1e-6)
            self.ball.move_to(*points[hops % len(points)].tolist())
