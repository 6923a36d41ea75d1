"""The moving marks of a run's variables: a line for each, with a marker at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.shapes import Line, Marker
from gdanim.panel_parts.ghost import ghost_colour, has_ghost
from gdanim.panel_parts.line_chart.line import ChartLine
from gdanim.panel_parts.run_layer import RunLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext

LINE_WIDTH, END_RADIUS, DOT_RADIUS, END_EDGE = 2.4, 6.0, 2.6, 1.5  # units
MIN_DOT_DISTANCE = 9.0  # pixels between steps below which they have no dots


class ParameterLines(RunLayer):
    """The variables of one run, each in a colour and with a marker of its own."""

    def __init__(self, context: PanelContext, index: int) -> None:
        super().__init__(context, index)
        self.lines = [ChartLine(self.trajectory, row, context.axes) for row in self.trajectory.points.T]
        self.ends = [self._marker(variable, END_RADIUS, END_EDGE) for variable in range(len(self.lines))]
        self.width = LINE_WIDTH * context.unit * context.theme.line_scale
        self.is_sparse = context.axes.x_unit > MIN_DOT_DISTANCE

    def colour_of(self, variable: int) -> str:
        """Returns a variable's colour."""
        return self.context.theme.run_colour(variable)

    def _marker(self, variable: int, radius: float, edge: float) -> Marker:
        colour, paper, unit = self.colour_of(variable), self.context.theme.paper, self.context.unit
        return Marker(variable, colour, paper, radius * unit, edge)

    def levels(self) -> Sequence[Sequence[Mark]]:
        return (self.ends if "ball" in self.context.shown_marks else [],)

    def show(self, moment: Moment) -> None:
        for line, end in zip(self.lines, self.ends, strict=True):
            state = line.at(moment)
            end.visible = state.state == "inside"
            end.move_to(state.x, state.y)

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the pieces of the lines to a step, and its dots where steps are far enough apart."""
        if step > self.last or "trail" not in self.context.shown_marks:
            return ()
        marks: list[Mark] = []
        for variable, line in enumerate(self.lines):
            marks += [Line(piece, self.colour_of(variable), self.width) for piece in line.pieces(step)]
            if self.is_sparse and line.is_inside(step):
                marks.append(self._marker(variable, DOT_RADIUS, 0).move_to(*line.page_point(step)))
        return marks

    def ghost(self) -> list[Mark]:
        """Returns the lines to come."""
        if not has_ghost(self.context):
            return []
        paper = self.context.theme.paper
        colours = [ghost_colour(self.colour_of(variable), paper) for variable in range(len(self.lines))]
        pairs = zip(colours, self.lines, strict=True)
        return [Line(piece, colour, self.width) for colour, line in pairs for piece in line.parts()]
