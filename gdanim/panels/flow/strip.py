"""The strip below a map: the distance of each run from the flow over the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import ticks
from gdanim.drawing.geometry import samples_along
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line, Marker, Polygon, Rectangle
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import axes_frame
from gdanim.panels.flow import time_of
from gdanim.panels.flow.solution import gaps
from gdanim.themes import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

LINE_WIDTH, DOT_RADIUS, HEAD_RADIUS, MIN_DOT_DISTANCE = 2.0, 2.6, 4.5, 6.0  # units; pixels between dots
PAPER_SHARE, WORD_GAP = 0.7, 8  # of paper in the area's colour; units from words to the sides
SEAM_OVERLAP = 0.7  # pixels by which neighbouring pieces of the area overlap


class FlowStrip:
    """The distances of a cell's runs."""

    def __init__(self, context: PanelContext) -> None:
        self.context, self.axes, self.box, self.unit = context, context.axes, context.axes.box, context.unit
        self.theme = context.theme
        self.rows = []
        for trajectory in context.trajectories:
            row = gaps(trajectory)
            times = time_of(trajectory) * np.arange(len(row))
            self.rows.append(self.axes.to_pixels(times, row))
        self.heads = [
            Marker(context.style_index(index), context.colour(index), self.theme.paper, HEAD_RADIUS * self.unit)
            for index in range(len(self.rows))
        ]
        self.cursor = Line([], context.colour(0), 1.5 * self.unit, cap="butt")

    @property
    def movers(self) -> list[Mark]:
        """The cursor at the time of the moment, and the heads of the lines."""
        return [self.cursor, *self.heads] if "ball" in self.context.shown_marks else []

    def static_marks(self) -> list[Mark]:
        """Returns the ground, the axes and the words."""
        grid = ticks.grid(self.axes, self.theme, self.unit, vertical=False)
        axis = axes_frame.axis_marks(self.context, x_name="$t$")
        words = self._title() if "names" in self.context.shown_marks else []
        return [Rectangle(self.box, self.theme.other_ground), *grid, *axis, *words]

    def _title(self) -> list[Label]:
        context, gap = self.context, WORD_GAP * self.unit
        style = TextStyle(axes_frame.name_size(context), self.theme.muted, halo=self.theme.other_ground)
        label = Label(context.typesetter, style).set_text(context.words.label("flow_distance"))
        points = samples_along((row[np.isfinite(row).all(axis=1)] for row in self.rows), 5.0)
        y = self.box.top + gap + style.ascent
        anchors: list[Anchor] = [("right", self.box.right - gap, y), ("left", self.box.left + gap, y)]
        return [label] if Obstacles(points=points, clearance=3.0).place(label, anchors, within=self.box) else []

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the pieces of the lines that end in a step of the animation, and their dots."""
        marks: list[Mark] = []
        for index, trajectory in enumerate(self.context.trajectories):
            for local_step in self.context.run_steps(index, step):
                if local_step <= trajectory.last_step and "trail" in self.context.shown_marks:
                    marks += self._piece(index, local_step)
        return marks

    def _piece(self, index: int, local_step: int) -> list[Mark]:
        row, colour = self.rows[index], self.context.colour(index)
        ends = row[max(0, local_step - 1) : local_step + 1]
        if not np.isfinite(ends).all():
            return []
        marks: list[Mark] = []
        if local_step:
            left = (ends[0, 0] - SEAM_OVERLAP, ends[0, 1])
            bottom = [(ends[1, 0], self.box.bottom), (left[0], self.box.bottom)]
            if not self.context.has_several_runs:
                area = Polygon(mix(colour, self.theme.paper, PAPER_SHARE), clip=self.box)
                marks.append(area.move_to(np.vstack((left, ends[1:], bottom))))
            marks.append(Line(ends, colour, LINE_WIDTH * self.unit * self.theme.line_scale, clip=self.box))
        if self.axes.x(time_of(self.context.trajectories[index])) - self.box.left > MIN_DOT_DISTANCE:
            style = self.context.style_index(index)
            marks.append(Marker(style, colour, self.theme.paper, DOT_RADIUS * self.unit, 0).move_to(*ends[-1].tolist()))
        return marks

    def show(self, moment: Moment) -> None:
        for index, head in enumerate(self.heads):
            local_moment = self.context.run_moment(index, moment)
            step, travel = local_moment.position(self.context.trajectories[index].last_step)
            x, y = self.rows[index][step]
            if travel:
                x, y = self.rows[index][step] + travel * (self.rows[index][step + 1] - self.rows[index][step])
            head.visible = bool(np.isfinite([x, y]).all()) and y >= self.box.top - 1
            head.move_to(float(x), float(y))
        x = self.heads[0].x
        self.cursor.visible = bool(np.isfinite(x))
        self.cursor.move_to([(x, self.box.top), (x, self.box.bottom)])
