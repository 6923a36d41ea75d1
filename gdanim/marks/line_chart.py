"""Line charts: one number of each run against the step, as growing lines in a shared panel.

A run outside the panel has a pointer at the panel's edge, with its number beside it.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.drawing import ticks
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.shapes import Line, Marker
from gdanim.drawing.text import TextStyle
from gdanim.marks import axes_frame, end_labels
from gdanim.marks.chart_line import ChartLine
from gdanim.marks.coincident_lines import SAME_POINT_DISTANCE, CoincidentLines, hidden_runs
from gdanim.marks.label_order import LabelOrder
from gdanim.marks.offscreen import LABEL_INSET, OffscreenMarker
from gdanim.marks.offscreen_labels import PathPoints
from gdanim.messages import message
from gdanim.spelling import number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Point
    from gdanim.drawing.label import Anchor
    from gdanim.marks.ball_path import BallState
    from gdanim.marks.panel_context import PanelContext
    from gdanim.text.numbers import NumberFormat

MARKER_RADIUS = 6  # units
POINTER_RADIUS, POINTER_GAP = 7, 1.2  # units; distance between pointers as a fraction of the radius
WARNING_DIGITS = 4  # significant digits of the numbers in a warning
MAX_NAME_WIDTH = 0.4  # fraction of the panel's width, including the number
PATH_CLEARANCE = 4.0  # pixels from the label of a run outside the panel to its line, where there is room
LINE_WIDTH = 2.4  # units
DASH_LENGTH = 5  # units: of a line that coincides with another
CROSSING_DISTANCE = 0.6  # fraction of the names' size: lines this far apart have clearly crossed
TITLE_SIZE, TITLE_RAISE, MIN_TITLE_SIZE = 17, 10, 12.0  # units; units above the panel; pixels
RIGHT_MARGIN = 0.02  # fraction of the width after the last step if there are no names


def x_range(context: PanelContext, length: float | None = None, numbers: Iterable[str] = ()) -> Range:
    """Returns the range of the axis of steps, or of another count up to ``length``.

    It extends beyond the last step to leave room for the runs' names, and for the ``numbers`` of runs outside the
    panel.
    """
    share = end_labels.width_share(context, numbers) if context.has_several_runs else RIGHT_MARGIN
    return 0.0, (length or max(1, context.scene_facts.steps)) / (1 - share)


def numbers_outside(
    context: PanelContext, rows: Iterable[np.ndarray], limits: Range, number_format: NumberFormat
) -> set[str]:
    """Returns the numbers outside the ``limits`` of the axis, as texts."""
    low, high = limits
    outside = {value for row in rows for value in row.tolist() if math.isfinite(value) and not low <= value <= high}
    return {context.words.localized(number_format.plain(value)) for value in outside}


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
    """Makes the labels around a line chart: its tick labels and its title.

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
    return [*axes_frame.tick_labels(context), *title_labels(context, title)]


def title_labels(context: PanelContext, title: str) -> list[Label]:
    """Returns the title above a chart, if the panel shows one."""
    if "title" not in context.shown_marks:
        return []
    box, unit = context.axes.box, context.unit
    style = TextStyle(max(MIN_TITLE_SIZE, TITLE_SIZE * unit), context.theme.ink, "semibold")
    reading = context.reading
    label = Label(context.typesetter, style, reading.from_start(box, 0), box.top - TITLE_RAISE * unit, reading.start)
    return [label.set_text(title)]


class LineChart:
    """A growing line for each run, with a marker and the run's name at its end.

    ``values[index]`` are (n,), one per step, printed in the ``number_format``. ``step_lengths[index]`` is the length of
    a step on the horizontal axis; ``unit_key`` names the axis's unit in the language file. ``lines_across`` are the y
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
        lines_across: Sequence[float] = (),
    ) -> None:
        self.context, self.title, self.stairs, self.unit_key = context, title, stairs, unit_key
        self.step_lengths, self.number_format = step_lengths or (1.0,) * len(values), number_format
        pairs = zip(context.trajectories, values, self.step_lengths, strict=True)
        self.lines = [ChartLine(trajectory, row, context.axes, length) for trajectory, row, length in pairs]
        self.size, radius = axes_frame.name_size(context), MARKER_RADIUS * context.unit
        self.markers = [
            Marker(context.style_index(index), context.colour(index), context.theme.paper, radius, 1.5)
            for index in range(len(values))
        ]
        self.paths = [PathPoints(line) for line in self.lines]
        self.offscreen = [self._offscreen_marker(run_index) for run_index in range(len(values))]
        numbers = numbers_outside(context, values, context.axes.y_range, number_format)
        self.end_labels = end_labels.EndLabels(context, lines_across, numbers)
        self.coincident = CoincidentLines(self._point)
        self.label_order = LabelOrder(self._heights, CROSSING_DISTANCE * self.size)

    @property
    def labels(self) -> list[Label]:
        """The labels of the lines: names, and the numbers of runs outside the panel."""
        outside = [marker.label for marker in self.offscreen if marker.has_label]
        return [*self.end_labels.labels, *self.end_labels.numbers, *outside]

    @property
    def movers(self) -> list[Mark]:
        """The moving marks, from back to front."""
        return [*self.markers, *(marker.pointer for marker in self.offscreen), *self.labels]

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
        return self.context.words.localized(self.number_format.plain(float(self.lines[index].values[step])))

    def static_marks(self) -> list[Mark]:
        """Returns the grid, the axes and the title."""
        context, box, unit, theme = self.context, self.context.axes.box, self.context.unit, self.context.theme
        counted = self._axes_to_last_step()
        marks: list[Mark] = [*ticks.grid(context.axes, theme, unit, vertical=False)]
        marks += ticks.grid(counted, theme, unit, horizontal=False)
        marks.append(axes_frame.axis_line(context, (box.left, box.bottom), (box.right, box.bottom)))
        beside = axes_frame.y_tick_labels(context)
        numbers = axes_frame.x_tick_labels(context, beside, counted)
        marks += [*beside, *numbers, *axes_frame.x_axis_name(context, context.words.label(self.unit_key), numbers)]
        return [*marks, *title_labels(context, self.title)]

    def _axes_to_last_step(self) -> Axes:
        """Returns the axes without the area of the runs' names."""
        axes, trajectories = self.context.axes, self.context.trajectories
        last = (
            max(
                trajectory.last_step * length
                for trajectory, length in zip(trajectories, self.step_lengths, strict=True)
            )
            or 1.0
        )
        return replace(axes, box=axes.box._replace(right=axes.x(last)), x_range=(0.0, last), has_whole_x=True)

    def _point(self, index: int, step: int) -> Point | None:
        """Returns the page position of a run's number at its own step, inside the panel or not, or None."""
        return self.lines[index].page_point(step) if self.lines[index].is_finite(step) else None

    def _heights(self, step: int) -> dict[int, float]:
        """Returns the y position of each run's latest number after a step of the animation's clock."""
        heights = {}
        for index, line in enumerate(self.lines):
            own = next(own for before in range(step, -1, -1) for own in reversed(self.context.run_steps(index, before)))
            latest = line.latest(own)
            heights.update({} if latest is None else {index: line.page_point(latest)[1]})
        return heights

    def show(self, moment: Moment) -> None:
        """Sets the markers, pointers and names for a moment."""
        states = [line.at(self.context.run_moment(index, moment)) for index, line in enumerate(self.lines)]
        latest = {
            run_index: at
            for run_index, state in enumerate(states)
            if (at := self.lines[run_index].latest(state.step)) is not None
        }
        inside = {index: (states[index].x, states[index].y) for index in latest if states[index].state == "inside"}
        for index, marker in enumerate(self.markers):
            marker.visible = index in inside
            if marker.visible:
                marker.move_to(*inside[index])
                marker.rings = tuple(self.context.colour(other) for other in reversed(hidden_runs(inside, index)))
        ends = {index: (states[index].x, states[index].y) for index in latest}
        order = [index for index in self.label_order.at(moment.step) if index in ends]
        self._show_offscreen(states, latest, order)
        outside = {
            index: self._number(index, at) for index, at in latest.items() if not self.lines[index].is_inside(at)
        }
        name_ends = {index: self._name_end(index, ends, outside) for index in ends}
        middle = (self.context.axes.box.top + self.context.axes.box.bottom) / 2
        sides = {index: 0 if index not in outside else -1 if y < middle else 1 for index, (_, y) in name_ends.items()}
        order.sort(key=lambda index: (sides[index], name_ends[index][1] if sides[index] else 0.0))
        self.end_labels.show(name_ends, order, outside)

    def _name_end(self, index: int, ends: Mapping[int, Point], outside: Mapping[int, str]) -> Point:
        """Returns the point beside which a run's name is placed, further inside before a pointer or cross."""
        (x, y), box = ends[index], self.context.axes.box
        width = MAX_NAME_WIDTH * box.width
        if index not in outside or not any(0 < ends[other][0] - x < width and ends[other][1] == y for other in outside):
            return x, y
        depth = 2 * self.offscreen[index].pointer.radius
        return x, y + depth if y < (box.top + box.bottom) / 2 else y - depth

    def _show_offscreen(self, states: Sequence[BallState], latest: Mapping[int, int], order: Sequence[int]) -> None:
        """Sets the pointers; of those at the same border point, each further one is drawn further inside."""
        middle = (self.context.axes.box.top + self.context.axes.box.bottom) / 2
        outside: list[Point] = []
        upper = [index for index in order if states[index].y < middle]
        for run_index in [*upper, *(index for index in reversed(order) if index not in upper)]:
            marker, end = self.offscreen[run_index], (states[run_index].x, states[run_index].y)
            rank = sum(math.dist(end, other) <= SAME_POINT_DISTANCE for other in outside)
            marker.shift = (0.0, (1 if end[1] < middle else -1) * rank * POINTER_GAP * marker.pointer.radius)
            outside += [] if self.lines[run_index].is_inside(latest[run_index]) else [end]
            marker.show(states[run_index])
            if marker.label.visible:
                self._place(marker, run_index)
        for run_index, marker in enumerate(self.offscreen):
            if run_index not in latest:
                marker.pointer.visible = marker.label.visible = False

    def _place(self, marker: OffscreenMarker, index: int) -> None:
        """Moves the label of a run outside the panel to the side that is clear of its line, if there is one."""
        box, width = self.context.axes.box, marker.label.image.width
        left, right = marker.pointer.x - LABEL_INSET * marker.pointer.radius - width, marker.pointer.x
        right += LABEL_INSET * marker.pointer.radius
        others: list[Anchor] = [("left", x, base) for _, _, base in marker.anchors for x in (left, right)]
        line = Obstacles(points=self.paths[index].before(self.lines[index].last), clearance=PATH_CLEARANCE, penalty=1)
        place_label(marker.label, [*marker.anchors, *others], [line], within=box)

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
        unit, theme = context.unit, context.theme
        pieces = line.pieces(step, stairs=self.stairs)
        is_dashed = bool(pieces) and self.coincident.lies_along(index, step)
        dashes, cap = ((DASH_LENGTH * unit, DASH_LENGTH * unit), "butt") if is_dashed else (None, "round")
        width = LINE_WIDTH * unit * theme.line_scale
        marks: list[Mark] = [Line(piece, colour, width, dashes=dashes, cap=cap) for piece in pieces]
        is_sparse = len(line.values) <= context.axes.box.width / 9 + 1
        if line.is_inside(step) and is_sparse and self.coincident.has_turn(index, step):
            marks.append(
                Marker(context.style_index(index), colour, theme.paper, 3.2 * unit, 0.8).move_to(*line.page_point(step))
            )
        return marks
