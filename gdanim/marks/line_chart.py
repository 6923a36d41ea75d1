"""One number of each run against the step: lines that grow, in a panel for all runs."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.drawing import ticks
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, keep_free
from gdanim.drawing.reading_direction import ReadingDirection
from gdanim.drawing.shapes import Line, Marker
from gdanim.drawing.text import TextStyle
from gdanim.marks import axes_frame, end_labels
from gdanim.marks.coincident_lines import CoincidentLines, hidden_runs
from gdanim.marks.label_order import LabelOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Point
    from gdanim.panels import PanelContext

MARKER_RADIUS = 6  # of the marker at a line's end, in units
DASH = 5  # of a line that lies on another, in units
CROSSED = 0.6  # of the names' size: lines so far apart behind a crossing have their names in the new order
NAME_GAP = 9  # pixels between the axis's last number and its name, at least
TITLE_SIZE, TITLE_RAISE, MIN_TITLE_SIZE = 17, 10, 12.0  # of the title: in units, above the panel; and in pixels
NO_NAMES = 0.02  # of the width, behind the last step where no name stands


def x_range(context: PanelContext, length: float | None = None) -> Range:
    """The range of the axis that counts steps, or something else up to ``length``.

    It goes on behind the last step, so that the runs' names stand beside the ends of their lines.
    """
    share = end_labels.width_share(context) if context.several else NO_NAMES
    return 0.0, (length or max(1, context.scene_facts.steps)) / (1 - share)


def outer_labels(context: PanelContext, title: str) -> list[Label]:
    """Make the labels about a line chart: its tick labels and its title.

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
    """Returns the title over a chart, where the panel shows one."""
    if "title" not in context.shown_marks:
        return []
    box, unit = context.axes.box, context.unit
    style = TextStyle(max(MIN_TITLE_SIZE, TITLE_SIZE * unit), context.theme.ink, "semibold")
    reading = ReadingDirection(context.words.right_to_left)
    label = Label(context.typesetter, style, reading.from_start(box, 0), box.top - TITLE_RAISE * unit, reading.start)
    return [label.set_text(title)]


class LineChart:
    """A growing line for each run, with a marker and the run's name at its end.

    ``values[run]`` are (n,), one number a step. ``step_lengths[run]`` is how far a step goes along the horizontal
    axis; ``unit_key`` is the language's word for what that axis counts. ``lines_across`` are the heights on the page of
    lines across the panel, on which no name stands.
    """

    def __init__(
        self,
        context: PanelContext,
        values: Sequence[np.ndarray],
        title: str,
        *,
        stairs: bool = False,
        step_lengths: Sequence[float] = (),
        unit_key: str = "step",
        lines_across: Sequence[float] = (),
    ) -> None:
        self.context, self.values, self.title, self.stairs = context, values, title, stairs
        self.step_lengths, self.unit_key = step_lengths or (1.0,) * len(values), unit_key
        self.size, radius = end_labels.text_size(context), MARKER_RADIUS * context.unit
        self.markers = [
            Marker(context.runs[run].style_index, context.colour(run), context.theme.paper, radius, 1.5)
            for run in range(len(values))
        ]
        self.end_labels = end_labels.EndLabels(context, lines_across)
        self.coincident = CoincidentLines(self._point)
        self.label_order = LabelOrder(self._heights, CROSSED * self.size)
        self.movers: list[Mark] = [*self.markers, *self.end_labels.labels]

    def static_marks(self) -> list[Mark]:
        """Grid, axes and title."""
        context, box, unit, theme = self.context, self.context.axes.box, self.context.unit, self.context.theme
        counted = self._axes_to_last_step()
        marks: list[Mark] = [*ticks.grid(context.axes, theme, unit, vertical=False)]
        marks += ticks.grid(counted, theme, unit, horizontal=False)
        marks.append(Line([(box.left, box.bottom), (box.right, box.bottom)], theme.axis, 1.2 * unit, cap="butt"))
        beside = axes_frame.y_tick_labels(context)
        numbers = axes_frame.x_tick_labels(context, beside, counted)
        marks += [*beside, *numbers, *self._axis_name(numbers)]
        return [*marks, *title_labels(context, self.title)]

    def _axes_to_last_step(self) -> Axes:
        """The axes without the part where the runs' names stand."""
        axes, runs = self.context.axes, [one.run for one in self.context.trajectories]
        last = max(run.steps * length for run, length in zip(runs, self.step_lengths, strict=True))
        return replace(axes, box=axes.box._replace(right=axes.x(last)), x_range=(0.0, last))

    def _axis_name(self, numbers: list[Label]) -> list[Label]:
        """What the axis counts, at the end of its numbers where there is room."""
        context, box = self.context, self.context.axes.box
        if not numbers:
            return []
        style = TextStyle(self.size, context.theme.muted)
        name = Label(context.typesetter, style, box.right, numbers[0].y, "right")
        name.set_text(context.words.label(self.unit_key))
        return keep_free([name], Obstacles(boxes=[number.box for number in numbers], gap=(NAME_GAP, math.inf)))

    def _point(self, run: int, step: int) -> Point | None:
        """Where a run's line is on the page at its own step, None where it has no number there."""
        value = float(self.values[run][step]) if step < len(self.values[run]) else math.nan
        if not math.isfinite(value):
            return None
        axes = self.context.axes
        y = axes.y(value)
        if axes.y_log:  # what a logarithmic axis can't show lies on its floor, clear of the numbers of the steps
            y = min(y, axes.box.bottom - MARKER_RADIUS * self.context.unit)
        return axes.clamp(axes.x(step * self.step_lengths[run]), y)

    def _heights(self, step: int) -> dict[int, float]:
        """The page's y of each run's end after a step of the film's clock."""
        heights = {}
        for run, values in enumerate(self.values):
            own = next(own for before in range(step, -1, -1) for own in reversed(self.context.run_steps(run, before)))
            point = self._point(run, min(own, len(values) - 1))
            heights.update({run: point[1]} if point else {})
        return heights

    def show(self, moment: Moment) -> None:
        """Set the markers and names to a moment of the film."""
        ends = {}
        for run, marker in enumerate(self.markers):
            step = min(self.context.run_moment(run, moment).step, len(self.values[run]) - 1)
            point = self._point(run, step)
            marker.visible = point is not None
            if point:
                ends[run] = point
                marker.move_to(*point)
                marker.rings = tuple(self.context.colour(other) for other in reversed(hidden_runs(ends, run)))
        self.end_labels.show(ends, [run for run in self.label_order.at(moment.step) if run in ends])

    def persist(self, step: int) -> list[Mark]:
        """The pieces of line that a step of the film's clock adds."""
        return [
            mark
            for run in range(len(self.values))
            for own in self.context.run_steps(run, step)
            for mark in self._piece(run, own)
        ]

    def _piece(self, run: int, step: int) -> list[Mark]:
        """The line to x_k, and a marker there where the steps are far enough apart."""
        if step >= len(self.values[run]):
            return []
        marks: list[Mark] = []
        unit, colour, theme = self.context.unit, self.context.colour(run), self.context.theme
        here, before = self._point(run, step), self._point(run, step - 1) if step else None
        if here and before:
            corner = [(here[0], before[1])] if self.stairs else []
            is_dashed = self.coincident.lies_along(run, step)
            dashes, cap = ((DASH * unit, DASH * unit), "butt") if is_dashed else (None, "round")
            marks.append(Line([before, *corner, here], colour, 2.4 * unit * theme.line_scale, dashes=dashes, cap=cap))
        is_sparse = len(self.values[run]) <= self.context.axes.box.width / 9 + 1
        if here and is_sparse and self.coincident.has_turn(run, step):
            style_index = self.context.runs[run].style_index
            marks.append(Marker(style_index, colour, theme.paper, 3.2 * unit, 0.8).move_to(*here))
        return marks
