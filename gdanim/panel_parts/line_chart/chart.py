"""Line charts: one number of each run against the step, as growing lines in a shared panel.

A run outside the panel has a pointer where its line has left it, with its number beside it.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.drawing import ticks
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.ghost import has_ghost
from gdanim.panel_parts.line_chart import end_labels
from gdanim.panel_parts.line_chart.coincident_lines import SAME_POINT_DISTANCE, CoincidentLines, hidden_runs
from gdanim.panel_parts.line_chart.heading import ChartHeading, naming
from gdanim.panel_parts.line_chart.horizontal import HorizontalAxis, steps
from gdanim.panel_parts.line_chart.line import ChartLine
from gdanim.panel_parts.line_chart.numbers import ChartNumbers
from gdanim.panel_parts.line_chart.run import MARKER_RADIUS, ChartRun
from gdanim.panel_parts.run_layer import RunLayers
from gdanim.text.numbers import longest

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.label import Label
    from gdanim.drawing.shapes import Line
    from gdanim.panel_parts.panel_context import PanelContext
    from gdanim.text.numbers import NumberFormat

SAME_END = 0.5  # marker radii between ends that are one point
POINTER_GAP = 1.2  # distance between pointers as a fraction of their radius
RIGHT_MARGIN = 0.02  # fraction of the width after the last step if there are no names


def x_range(context: PanelContext, horizontal: HorizontalAxis | None = None, *, log: bool = False) -> Range:
    """Returns the range of the axis of steps, or of another one.

    It extends beyond the last step to leave room for the names at the lines' ends.
    """
    share = end_labels.width_share(context) if naming(context) == "ends" else RIGHT_MARGIN
    if horizontal is None:
        return 0.0, max(1, context.scene_facts.steps) / (1 - share)
    return horizontal.span(log=log, share=share)


def outer_labels(context: PanelContext, title: str) -> list[Label]:
    """Makes the labels around a line chart: its tick labels, its title and its legend.

    Parameters
    ----------
    context
        The panel's context.
    title
        The chart's title.

    Returns
    -------
    list of Label
        The labels, for which the page leaves room.
    """
    return [*axes_frame.tick_labels(context), *ChartHeading(context, title).labels]


class LineChart:
    """A growing line for each run, with a marker at its end and a ghost of what comes.

    Parameters
    ----------
    context
        The panel's context.
    values
        The numbers of each run, (n,), one per step.
    title
        The chart's title.
    number_format
        The format of the numbers.
    stairs
        Whether the line to a step runs along the axis first.
    horizontal
        The horizontal axis; by default that of the steps.
    levels
        The y positions of lines across the panel, which no name overlaps.
    symbol
        The symbol before the number of a run outside the panel, in mathtext; empty for none.
    """

    def __init__(
        self,
        context: PanelContext,
        values: Sequence[np.ndarray],
        title: str,
        number_format: NumberFormat,
        *,
        stairs: bool = False,
        horizontal: HorizontalAxis | None = None,
        levels: Sequence[float] = (),
        symbol: str = "",
    ) -> None:
        self.context, self.heading = context, ChartHeading(context, title)
        counts = [trajectory.last_step + 1 for trajectory in context.trajectories]
        self.horizontal = horizontal or HorizontalAxis(context.words.label("step"), steps(counts))
        triples = zip(context.trajectories, values, self.horizontal.positions, strict=True)
        self.lines = [
            ChartLine(trajectory, row, context.axes, positions, stairs=stairs) for trajectory, row, positions in triples
        ]
        coincident = CoincidentLines(self._point)
        self.runs = [
            ChartRun(context, index, line, number_format, symbol, coincident) for index, line in enumerate(self.lines)
        ]
        self.layers = RunLayers(self.runs)
        self.names, self.leaders = self._names(levels)
        self.numbers = ChartNumbers(context, self.runs, self.names)

    def _point(self, index: int, step: int) -> PagePoint | None:
        """Returns the page position of a run's number at its own step, inside the panel or not, or None."""
        return self.lines[index].page_point(step) if self.lines[index].is_finite(step) else None

    def _names(self, levels: Sequence[float]) -> tuple[dict[int, Label], list[Line]]:
        """Returns the names at the ends of the lines and their leaders; none if the chart has a legend."""
        if naming(self.context) != "ends":
            return {}, []
        outside = {run.index: run.numbers_outside for run in self.runs}
        widest = {index: longest(set(texts), 1)[0] for index, texts in outside.items() if texts}
        made = end_labels.EndLabels(self.context, self.lines, levels, widest)
        return made.labels, made.leaders

    @property
    def movers(self) -> list[Mark]:
        """The moving marks, from back to front."""
        return [*self.layers.movers, *self.numbers.labels, *(label for run in self.runs for label in run.labels)]

    def static_marks(self) -> list[Mark]:
        """Returns the grid, the axes, the title and legend, the ghosts, and the names at the lines' ends."""
        context, box, unit, theme = self.context, self.context.axes.box, self.context.unit, self.context.theme
        counted = self._axes_to_last_step()
        marks: list[Mark] = [*ticks.grid(context.axes, theme, unit, vertical=False)]
        marks += ticks.grid(counted, theme, unit, horizontal=False)
        marks.append(axes_frame.axis_line(context, (box.left, box.bottom), (box.right, box.bottom)))
        beside = axes_frame.y_tick_labels(context)
        numbers = axes_frame.x_tick_labels(context, beside, counted)
        marks += [*beside, *numbers, *axes_frame.x_axis_name(context, self.horizontal.name, numbers)]
        ghosts = [mark for run in self.runs for mark in run.ghost()] if has_ghost(context) else []
        return [*marks, *self.heading.handles, *self.heading.labels, *ghosts, *self.leaders, *self.names.values()]

    def _axes_to_last_step(self) -> Axes:
        """Returns the axes without the area of the runs' names."""
        axes, is_count = self.context.axes, self.horizontal.is_count
        first, last = axes.x_range[0], self.horizontal.span(log=axes.has_log_x)[1]
        return replace(axes, box=axes.box._replace(right=axes.x(last)), x_range=(first, last), has_whole_x=is_count)

    def show(self, moment: Moment) -> None:
        """Sets the markers, pointers and numbers for a moment of the animation."""
        self.layers.show(moment)
        self._join_markers()
        self._spread_pointers()
        self.numbers.show()

    def persist(self, step: int) -> list[Mark]:
        """Returns the pieces of line that a step of the animation's clock adds."""
        return self.layers.persist(step)

    def _join_markers(self) -> None:
        """Hides the markers at one point behind the last of them, which shows the colours of all."""
        points = {run.index: (run.end.x, run.end.y) for run in self.runs if run.marker.visible}
        distance = SAME_END * MARKER_RADIUS * self.context.unit
        hidden = {index: hidden_runs(points, index, distance) for index in points}
        covered = {other for others in hidden.values() for other in others}
        for index in points:
            marker = self.runs[index].marker
            marker.visible = index not in covered
            others = () if self.context.has_many_runs else hidden[index]
            marker.others = tuple(self.context.colour(other) for other in others)

    def _spread_pointers(self) -> None:
        """Sets the pointers; of those at the same border point, each further one is drawn further inside."""
        middle = (self.context.axes.box.top + self.context.axes.box.bottom) / 2
        outside: list[PagePoint] = []
        for run in self.runs:
            end = run.end.x, run.end.y
            rank = sum(math.dist(end, other) <= SAME_POINT_DISTANCE for other in outside)
            inwards = 1 if end[1] < middle else -1
            run.show_pointer(inwards * rank * POINTER_GAP * run.pointer.pointer.radius)
            outside += [end] if run.is_outside else []
