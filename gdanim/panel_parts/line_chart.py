"""Line charts: one number of each run against the step, as growing lines in a shared panel.

A run outside the panel has a pointer where its line has left it, with its number beside it.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from gdanim.drawing import ticks
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.shapes import Line, Marker
from gdanim.drawing.text import TextStyle
from gdanim.messages import message
from gdanim.panel_parts import axes_frame, end_labels
from gdanim.panel_parts.chart_heading import LINE_WIDTH, ChartHeading, naming
from gdanim.panel_parts.chart_line import ChartLine
from gdanim.panel_parts.coincident_lines import SAME_POINT_DISTANCE, CoincidentLines, hidden_runs
from gdanim.panel_parts.ghost import ghost_colour, has_ghost
from gdanim.panel_parts.offscreen import LABEL_INSET, OffscreenMarker
from gdanim.panel_parts.offscreen_labels import PathPoints
from gdanim.spelling import number_text
from gdanim.text.numbers import is_latin, longest, mathtext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.label import Anchor
    from gdanim.panel_parts.ball_path import BallState
    from gdanim.panel_parts.panel_context import PanelContext
    from gdanim.text.numbers import NumberFormat

MARKER_RADIUS, SMALL_MARKER_RADIUS = 6, 3.2  # units: at a line's end, and on it
SAME_END = 0.5  # marker radii between ends that are one point
POINTER_RADIUS, POINTER_GAP = 7, 1.2  # units; distance between pointers as a fraction of the radius
NUMBER_GAP = 8  # units from a name to its number
WARNING_DIGITS = 4  # significant digits of the numbers in a warning
PATH_CLEARANCE = 4.0  # pixels from the label of a run outside the panel to its line, where there is room
DASH_LENGTH = 5  # units: of a line that coincides with another
RIGHT_MARGIN = 0.02  # fraction of the width after the last step if there are no names


def x_range(context: PanelContext, length: float | None = None) -> Range:
    """Returns the range of the axis of steps, or of another count up to ``length``.

    It extends beyond the last step to leave room for the names at the lines' ends.
    """
    share = end_labels.width_share(context) if naming(context) == "ends" else RIGHT_MARGIN
    return 0.0, (length or max(1, context.scene_facts.steps)) / (1 - share)


def empty_warnings(context: PanelContext, panel: str, rows: Sequence[np.ndarray]) -> list[str]:
    """Returns a warning if the panel of this name shows none of the runs' numbers, (n,) each."""
    numbers = [value for row in rows for value in row.tolist() if math.isfinite(value)]
    low, high = context.axes.y_range
    if not numbers or any(low <= value <= high for value in numbers):
        return []
    if context.axes.has_log_y and max(numbers) <= 0:
        return [message("layout.no_positive_numbers", panel=panel)]
    ends = {"low": number_text(min(numbers), WARNING_DIGITS), "high": number_text(max(numbers), WARNING_DIGITS)}
    shown = ", ".join(number_text(end, WARNING_DIGITS) for end in (low, high))
    return [message("layout.range_shows_nothing", panel=panel, range=shown, **ends)]


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

    ``values[index]`` are (n,), one per step, printed in the ``number_format``. ``symbol`` stands before the number of a
    run outside the panel, in mathtext. ``step_lengths[index]`` is the length of
    a step on the horizontal axis; ``unit_key`` names the axis's unit in the language file. ``levels`` are the y
    positions of lines across the panel, which no name overlaps.
    """

    def __init__(
        self,
        context: PanelContext,
        values: Sequence[np.ndarray],
        title: str,
        number_format: NumberFormat,
        *,
        stairs: bool = False,
        step_lengths: Sequence[float] = (),
        unit_key: str = "step",
        levels: Sequence[float] = (),
        symbol: str = "",
    ) -> None:
        self.context, self.heading, self.unit_key = context, ChartHeading(context, title), unit_key
        self.symbol = symbol
        self.step_lengths, self.number_format = step_lengths or (1.0,) * len(values), number_format
        triples = zip(context.trajectories, values, self.step_lengths, strict=True)
        self.lines = [
            ChartLine(trajectory, row, context.axes, length, stairs=stairs) for trajectory, row, length in triples
        ]
        radius = MARKER_RADIUS * context.unit
        self.markers = [self._marker(index, context.colour(index), radius) for index in range(len(values))]
        self.paths = [PathPoints(line) for line in self.lines]
        self.offscreen = [self._offscreen_marker(index) for index in range(len(values))]
        self.coincident = CoincidentLines(self._point)
        self.names, self.leaders = self._names(levels)
        self.numbers = self._number_labels()

    def _marker(self, index: int, colour: str, radius: float) -> Marker:
        return Marker(self.context.style_index(index), colour, self.context.theme.paper, radius, 1.5)

    def _names(self, levels: Sequence[float]) -> tuple[dict[int, Label], list[Line]]:
        """Returns the names at the ends of the lines and their leaders; none if the chart has a legend."""
        if naming(self.context) != "ends":
            return {}, []
        outside = {index: self._numbers_outside(index) for index in range(len(self.lines))}
        widest = {index: longest(set(texts), 1)[0] for index, texts in outside.items() if texts}
        made = end_labels.EndLabels(self.context, self.lines, levels, widest)
        return made.labels, made.leaders

    def _numbers_outside(self, index: int) -> list[str]:
        line = self.lines[index]
        steps = [step for step in range(line.last + 1) if line.is_finite(step) and not line.is_inside(step)]
        return [self._number_with_symbol(index, step) for step in steps]

    def _number_labels(self) -> list[Label]:
        """Returns the labels of the numbers outside the panel; a single run has its pointer's."""
        context, size = self.context, axes_frame.name_size(self.context)
        if not context.has_several_runs or "names" not in context.shown_marks:
            return []
        styles = [
            TextStyle(size, context.text_colour(index), halo=context.theme.paper) for index in range(len(self.lines))
        ]
        return [Label(context.typesetter, style) for style in styles]

    @property
    def labels(self) -> list[Label]:
        """The labels of the lines: names, and the numbers of runs outside the panel."""
        outside = [marker.label for marker in self.offscreen if marker.has_label]
        return [*self.names.values(), *self.numbers, *outside]

    @property
    def movers(self) -> list[Mark]:
        """The moving marks, from back to front."""
        outside = [marker.label for marker in self.offscreen if marker.has_label]
        return [*self.markers, *(marker.pointer for marker in self.offscreen), *self.numbers, *outside]

    def _offscreen_marker(self, index: int) -> OffscreenMarker:
        """Returns the pointer of a run outside the panel; it has a label only if the run is alone."""
        context = self.context
        has_label = not context.has_several_runs and "names" in context.shown_marks
        radius, colour = POINTER_RADIUS * context.unit, context.colour(index)
        return OffscreenMarker(
            context, self.lines[index], colour, numbers=lambda step: self._number(index, step), radius=radius,
            has_label=has_label,
        )  # fmt: skip

    def _number(self, index: int, step: int) -> str:
        return self.context.number_text(self.number_format, float(self.lines[index].values[step]))

    def _number_with_symbol(self, index: int, step: int) -> str:
        """Returns a number after the symbol of its quantity: a formula where the language has Latin digits."""
        text = self._number(index, step)
        if not self.symbol:
            return text
        return f"${self.symbol} = {mathtext(text)}$" if is_latin(text) else f"${self.symbol} =$ {text}"

    def static_marks(self) -> list[Mark]:
        """Returns the grid, the axes, the title and legend, the ghosts, and the names at the lines' ends."""
        context, box, unit, theme = self.context, self.context.axes.box, self.context.unit, self.context.theme
        counted = self._axes_to_last_step()
        marks: list[Mark] = [*ticks.grid(context.axes, theme, unit, vertical=False)]
        marks += ticks.grid(counted, theme, unit, horizontal=False)
        marks.append(axes_frame.axis_line(context, (box.left, box.bottom), (box.right, box.bottom)))
        beside = axes_frame.y_tick_labels(context)
        numbers = axes_frame.x_tick_labels(context, beside, counted)
        marks += [*beside, *numbers, *axes_frame.x_axis_name(context, context.words.label(self.unit_key), numbers)]
        marks += [*self.heading.handles, *self.heading.labels, *self._ghosts()]
        return [*marks, *self.leaders, *self.names.values()]

    def _ghosts(self) -> list[Mark]:
        """Returns the lines to come and their ends."""
        if not has_ghost(self.context):
            return []
        marks: list[Mark] = []
        for index, line in enumerate(self.lines):
            colour = ghost_colour(self.context.colour(index), self.context.theme.paper)
            marks += [mark for step in range(line.last + 1) for mark in self._line_pieces(index, step, colour)]
            if line.last >= 0 and line.is_inside(line.last):
                radius = MARKER_RADIUS * self.context.unit
                marks.append(self._marker(index, colour, radius).move_to(*line.page_point(line.last)))
        return marks

    def _axes_to_last_step(self) -> Axes:
        """Returns the axes without the area of the runs' names."""
        axes = self.context.axes
        pairs = zip(self.context.trajectories, self.step_lengths, strict=True)
        last = max(trajectory.last_step * length for trajectory, length in pairs) or 1.0
        return replace(axes, box=axes.box._replace(right=axes.x(last)), x_range=(0.0, last), has_whole_x=True)

    def _point(self, index: int, step: int) -> PagePoint | None:
        """Returns the page position of a run's number at its own step, inside the panel or not, or None."""
        return self.lines[index].page_point(step) if self.lines[index].is_finite(step) else None

    def show(self, moment: Moment) -> None:
        """Sets the markers, pointers and numbers for a moment."""
        states = [line.at(self.context.run_moment(index, moment)) for index, line in enumerate(self.lines)]
        latest = {
            index: at for index, state in enumerate(states) if (at := self.lines[index].latest(state.step)) is not None
        }
        self._show_markers({index: states[index] for index in latest if states[index].state == "inside"})
        self._show_offscreen(states, latest)
        outside = {index: at for index, at in latest.items() if not self.lines[index].is_inside(at)}
        self._show_numbers(outside)

    def _show_markers(self, inside: Mapping[int, BallState]) -> None:
        """Sets the markers at the lines' ends; of those at one point, the last shows all."""
        points = {index: (state.x, state.y) for index, state in inside.items()}
        distance = SAME_END * MARKER_RADIUS * self.context.unit
        hidden = {index: hidden_runs(points, index, distance) for index in points}
        covered = {other for others in hidden.values() for other in others}
        for index, marker in enumerate(self.markers):
            marker.visible = index in points and index not in covered
            if marker.visible:
                marker.move_to(*points[index])
                marker.others = tuple(self.context.colour(other) for other in hidden[index])

    def _show_offscreen(self, states: Sequence[BallState], latest: Mapping[int, int]) -> None:
        """Sets the pointers; of those at the same border point, each further one is drawn further inside."""
        middle = (self.context.axes.box.top + self.context.axes.box.bottom) / 2
        outside: list[PagePoint] = []
        for index, marker in enumerate(self.offscreen):
            if index not in latest:
                marker.pointer.visible = marker.label.visible = False
                continue
            end = states[index].x, states[index].y
            rank = sum(math.dist(end, other) <= SAME_POINT_DISTANCE for other in outside)
            marker.shift = (0.0, (1 if end[1] < middle else -1) * rank * POINTER_GAP * marker.pointer.radius)
            outside += [] if self.lines[index].is_inside(latest[index]) else [end]
            marker.show(states[index])
            if marker.label.visible:
                self._place(marker, index)

    def _place(self, marker: OffscreenMarker, index: int) -> None:
        """Moves the label of a run outside the panel to the side that is clear of its line, if there is one."""
        box, width = self.context.axes.box, marker.label.image.width
        left, right = marker.pointer.x - LABEL_INSET * marker.pointer.radius - width, marker.pointer.x
        right += LABEL_INSET * marker.pointer.radius
        others: list[Anchor] = [("left", x, base) for _, _, base in marker.anchors for x in (left, right)]
        line = Obstacles(points=self.paths[index].before(self.lines[index].last), clearance=PATH_CLEARANCE, penalty=1)
        place_label(marker.label, [*marker.anchors, *others], [line], within=box)

    def _show_numbers(self, outside: Mapping[int, int]) -> None:
        """Sets the number of each run outside the panel: after its name there, or beside the pointer."""
        occupied = Obstacles(boxes=[label.padded_box for label in self.names.values()])
        for index, label in enumerate(self.numbers):
            label.visible = index in outside
            if not label.visible:
                continue
            label.set_text(self._number_with_symbol(index, outside[index]))
            point, line = self.lines[index].border_point(outside[index]), self.lines[index]
            if index in self.names and not line.is_inside(line.last) and point == line.border_point(line.last):
                name = self.names[index]
                label.move_to(name.box.right + NUMBER_GAP * self.context.unit, name.y)
                continue
            anchors = end_labels.anchors_beside(self.context, point, label.image.width, label.style.size)
            label.visible = occupied.place(label, anchors, within=self.context.axes.box)

    def persist(self, step: int) -> list[Mark]:
        """Returns the pieces of line that a step of the animation's clock adds."""
        return [
            mark
            for index in range(len(self.lines))
            for own in self.context.run_steps(index, step)
            for mark in self._piece(index, own)
        ]

    def _piece(self, index: int, step: int) -> list[Mark]:
        """Returns the visible line to x_k, with a marker if the steps are far enough apart."""
        line, context, colour = self.lines[index], self.context, self.context.colour(index)
        marks = self._line_pieces(index, step, colour)
        is_sparse = len(line.values) <= context.axes.box.width / 9 + 1
        if line.is_inside(step) and is_sparse and self.coincident.has_turn(index, step):
            radius = SMALL_MARKER_RADIUS * context.unit
            marker = Marker(context.style_index(index), colour, context.theme.paper, radius, 0.8)
            marks.append(marker.move_to(*line.page_point(step)))
        return marks

    def _line_pieces(self, index: int, step: int, colour: str) -> list[Mark]:
        """Returns the visible pieces of the line to x_k: in dashes of the run's own, or where it lies on another."""
        line, unit = self.lines[index], self.context.unit
        pieces = line.pieces(step)
        width = LINE_WIDTH * unit * self.context.theme.line_scale
        dashes = self.context.line_dashes(index, width)
        if pieces and self.coincident.lies_along(index, step):
            dashes = DASH_LENGTH * unit, DASH_LENGTH * unit
        offset = line.length_before(step)
        marks: list[Mark] = []
        for piece in pieces:
            cap = "butt" if dashes else "round"
            marks.append(Line(piece, colour, width, dashes=dashes, dash_offset=offset, cap=cap))
            offset += sum(math.dist(*pair) for pair in pairwise(piece))
        return marks
