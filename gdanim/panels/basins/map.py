"""The map of basins with the runs on it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.ball import Ball
from gdanim.drawing.canvas import Mark
from gdanim.drawing.shapes import Line, Rectangle
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.ball_path import on_map
from gdanim.panels.basins import legend
from gdanim.panels.basins.annotations import Annotations
from gdanim.panels.basins.colours import Colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

PATH_WIDTH, PATH_CASING, CORNER_RADIUS, CORNER_WIDTH = 2.0, 1.6, 3.4, 1.4  # units
NUMBERS_WIDTH = 20  # units: of the numbers beside the map, next to a legend
BALL_SHARE, BALL_HALO = 0.8, 1.5  # of the radius of a ball on a map; units


def inner_box(context: PanelContext) -> Box:
    """Returns the box of the map: all of the panel, or what a legend beside it leaves."""
    box = context.axes.box
    if len(context.trajectories[0].run.start) == 1 or not legend.has_room(context):
        return box
    width = (legend.LEGEND_WIDTH + legend.LEGEND_SPACE) * context.unit
    if context.reading.is_rtl:  # the numbers of the axis stand between the map and its legend
        return box.inset(left=width + NUMBERS_WIDTH * context.unit)
    return box.inset(right=width)


def inner_context(context: PanelContext) -> PanelContext:
    """Returns the context with the box of the map."""
    return replace(context, axes=replace(context.axes, box=inner_box(context)))


class BasinDots(Mark):
    """Rings at points (n, 2) of the page, filled with the colour of the paper."""

    def __init__(self, colour: str, inside: str, width: float, radius: float) -> None:
        super().__init__()
        self.colour, self.inside, self.width, self.radius = colour, inside, width, radius
        self.points = np.empty((0, 2))

    def draw(self, canvas: Canvas) -> None:
        for x, y in self.points.tolist():
            canvas.ring(x, y, self.radius, self.colour, self.width, inside=self.inside)


class BasinMap:
    """The map of a panel: for one variable of starts and step sizes, for two of starts."""

    def __init__(self, context: PanelContext) -> None:
        self.context = inner_context(context)
        self.axes, self.box, self.unit, self.theme = self.context.axes, inner_box(context), context.unit, context.theme
        self.is_plane = len(context.trajectories[0].run.start) > 1
        self.colours = Colours(self.context)
        self.annotations = Annotations(self.context, self.colours)
        has_legend = self.is_plane and legend.has_room(context)
        self.legend = legend.Legend(context, self.colours) if has_legend else None
        radius, halo = BALL_SHARE * context.map_sizes.ball, BALL_HALO * self.unit
        shown = context.trajectories if self.is_plane else ()
        self.paths = [on_map(trajectory, self.axes, self.unit) for trajectory in shown]
        self.balls = [Ball(self.theme, radius, halo) for _ in shown]
        width = CORNER_WIDTH * self.unit
        self.corners = [BasinDots(self.theme.ink, self.theme.paper, width, CORNER_RADIUS * self.unit) for _ in shown]

    @property
    def shares(self) -> dict[str, float]:
        """The share of the starts of each valley, by its letter."""
        return self.colours.shares

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the places whose colour is known from this step on."""
        return self.colours.persist(step)

    def static_marks(self) -> list[Mark]:
        """Returns the ground, the tick labels and the legend."""
        ticks = axes_frame.tick_labels(self.context)
        words = self.legend.static_marks() if self.legend else []
        return [Rectangle(self.box, self.theme.other_ground), *ticks, *words]

    @cached_property
    def movers(self) -> list[Mark]:
        """The moving marks, from back to front."""
        paths = [mark for lines in self.lines for mark in lines] if "trail" in self.context.shown_marks else []
        corners = self.corners if "trail" in self.context.shown_marks else []
        balls = self.balls if "ball" in self.context.shown_marks else []
        counts = self.legend.counts if self.legend else []
        words = [self.annotations.after, *self.annotations.grounds] if self.annotations.has_names else []
        return [*self.annotations.over_map, *paths, *corners, *balls, *counts, *words]

    @cached_property
    def lines(self) -> list[tuple[Line, Line]]:
        """The path of each run: a casing in the colour of the paper, and a line in ink."""
        width = PATH_WIDTH * self.unit * self.theme.line_scale
        return [
            (
                Line([], self.theme.paper, width + 2 * PATH_CASING * self.unit, clip=self.box),
                Line([], self.theme.ink, width, clip=self.box),
            )
            for _ in self.paths
        ]

    def show(self, moment: Moment) -> None:
        if self.annotations.has_names:
            for label in (self.annotations.after, *self.annotations.grounds):
                label.visible = moment.step >= self.colours.last_shown
        for index, path in enumerate(self.paths):
            state = path.at(self.context.run_moment(index, moment))
            self.balls[index].visible = state.state == "inside"
            self.balls[index].move_to(state.x, state.y)
            points = path.page_points[: state.step + 1]
            points = points[np.isfinite(points).all(axis=1)]
            self.corners[index].points = points
            for line in self.lines[index]:
                line.move_to([*map(tuple, points.tolist()), (state.x, state.y)])
        if self.legend:
            self.legend.show(moment)
