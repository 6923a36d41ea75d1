"""The loss of the points held out: a dashed line beside that of each run, whose lowest point is marked and named."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import samples_along
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line, Ring
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.ghost import ghost_colour, has_ghost
from gdanim.panel_parts.line_chart import end_labels
from gdanim.panel_parts.line_chart.heading import LINE_WIDTH
from gdanim.panel_parts.line_chart.line import ChartLine
from gdanim.panel_parts.run_layer import RunLayer, RunLayers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panel_parts.line_chart.chart import LineChart
    from gdanim.panels import PanelContext

DASH_LENGTH, DASH_GAP = 7, 4.5  # units
RING_RADIUS, RING_WIDTH = 5.2, 2.2  # units: of the ring at the lowest point
LINE_CLEARANCE, SAMPLE_DISTANCE = 4.0, 4.0  # pixels from the label to lines, and between two samples of a line


class ValidationLines(RunLayers):
    """The dashed lines of all runs with points held out; ``names`` are the chart's names, which no label overlaps."""

    def __init__(self, context: PanelContext, chart: LineChart) -> None:
        rows = [trajectory.validation_values for trajectory in context.trajectories]
        lines = {
            index: ChartLine(context.trajectories[index], row, context.axes, chart.horizontal.positions[index])
            for index, row in enumerate(rows)
            if row is not None
        }
        self.lines = [ValidationLine(context, index, line) for index, line in lines.items()]
        super().__init__(self.lines)
        drawn = np.vstack([_samples(line) for line in (*chart.lines, *lines.values())])
        occupied = Obstacles(boxes=[label.padded_box for label in chart.names.values()])
        for line in self.lines if "names" in context.shown_marks and not context.has_many_runs else ():
            line.place_label(occupied, drawn)

    @property
    def ghosts(self) -> list[Mark]:
        """The lines to come."""
        return [mark for line in self.lines for mark in line.ghost()]

    @property
    def sidecar(self) -> list[dict[str, float]]:
        """The step of each run at which the loss of the points held out is lowest, and the loss there."""
        lowest = [(line.index, line.lowest, line.line.values) for line in self.lines]
        return [
            {"run": index, "lowest_step": step, "lowest": float(values[step])}
            for index, step, values in lowest
            if step is not None
        ]


class ValidationLine(RunLayer):
    """The dashed line of one run: it grows with the run, and at the end its lowest point is marked."""

    def __init__(self, context: PanelContext, index: int, line: ChartLine) -> None:
        super().__init__(context, index)
        self.line, unit = line, context.run_unit
        self.lowest = self.trajectory.lowest_validation_step
        self.ring = Ring(self.colour, context.theme.paper, RING_RADIUS * unit, RING_WIDTH * unit)
        style = TextStyle(axes_frame.name_size(context), context.text_colour(index), halo=context.theme.paper)
        self.label = Label(context.typesetter, style)
        self.is_shown = self.lowest is not None and line.is_inside(self.lowest)
        if self.lowest is not None and self.is_shown:
            self.ring.move_to(*line.page_point(self.lowest))

    def place_label(self, occupied: Obstacles, drawn: np.ndarray) -> None:
        """Places the name of the lowest point beside it, off the lines (n, 2) where there is room."""
        if not self.is_shown:
            return
        self.label.set_text(self.context.words.label("lowest_at", n=self.lowest))
        size, width = self.label.style.size, self.label.image.width
        anchors = end_labels.anchors_beside(self.context, (self.ring.x, self.ring.y), width, size)
        lines = Obstacles(points=drawn, clearance=LINE_CLEARANCE, penalty=1, per_obstacle=True)
        if not occupied.place(self.label, anchors, [lines], within=self.context.axes.box):
            self.label.set_text("")

    def levels(self) -> Sequence[Sequence[Mark]]:
        return [self.ring], [self.label]

    def show(self, moment: Moment) -> None:
        is_over = moment.phase == "end" or moment.step >= self.last
        self.ring.visible = self.label.visible = self.is_shown and is_over

    def persist(self, step: int) -> Sequence[Mark]:
        return self._pieces(step, self.colour)

    def ghost(self) -> list[Mark]:
        """Returns the line to come."""
        if not has_ghost(self.context):
            return []
        colour = ghost_colour(self.colour, self.context.theme.paper)
        return [mark for step in range(self.line.last + 1) for mark in self._pieces(step, colour)]

    def _pieces(self, step: int, colour: str) -> list[Mark]:
        unit, offset = self.context.run_unit, self.line.length_before(step)
        width, dashes = LINE_WIDTH * unit * self.context.theme.line_scale, (DASH_LENGTH * unit, DASH_GAP * unit)
        marks: list[Mark] = []
        for piece in self.line.pieces(step):
            marks.append(Line(piece, colour, width, dashes=dashes, dash_offset=offset, cap="butt"))
            offset += sum(math.dist(*pair) for pair in pairwise(piece))
        return marks


def _samples(line: ChartLine) -> np.ndarray:
    """Returns points (n, 2) along a line."""
    return samples_along(line.parts(), SAMPLE_DISTANCE)
