"""Runs against the step: lines that grow, in a panel for all of them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.drawing import ticks
from gdanim.drawing.reading_direction import Reading
from gdanim.drawing.shapes import Line, Marker
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks import end_labels
from gdanim.marks.coincident_lines import CoincidentLines, hidden
from gdanim.marks.label_order import LabelOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext

MARK = 6  # the radius of a run's mark, in units
DASH = 5  # of a line that lies on another, in units
CLEAR = 0.6  # of its size: lines so far apart behind a crossing have their names in the new order


def across(context: PanelContext, length: float | None = None) -> Range:
    """The axis of the steps, or of something ``length`` long.

    It goes on past the last one, so that the runs' names stand beside their marks.
    """
    room = end_labels.room(context) if len(context.trajectories) > 1 else 0.02
    return 0.0, (length or max(1, context.scene.steps)) / (1 - room)


class LineChart:
    """One growing line a run, its mark and name at the end. ``rows[run]`` is (n,), one number a step.

    ``apart[run]`` is how far a step goes along the axis, whose word in the languages is ``counts``. ``shelves`` are
    the heights on the page of lines across the panel, on which no name stands.
    """

    def __init__(
        self,
        context: PanelContext,
        rows: Sequence[np.ndarray],
        title: str,
        *,
        stairs: bool = False,
        apart: Sequence[float] = (),
        counts: str = "step",
        shelves: Sequence[float] = (),
    ) -> None:
        self.context, self.rows, self.title, self.stairs = context, rows, title, stairs
        self.apart, self.counts = apart or (1.0,) * len(rows), counts
        self.size = end_labels.size(context)
        self.marks = [
            Marker(context.runs[run].style_index, context.colour(run), context.theme.paper, MARK * context.unit, 1.5)
            for run in range(len(self.rows))
        ]
        self.ends = end_labels.EndLabels(context, shelves)
        self.together = CoincidentLines(self._place)
        self.label_order = LabelOrder(self._heights, CLEAR * self.size)
        self.movers: list[Mark] = [*self.marks, *self.ends.labels]

    def static_marks(self) -> list[Mark]:
        context, box, unit, theme = self.context, self.context.axes.box, self.context.unit, self.context.theme
        counted = self._counted()
        made: list[Mark] = [*ticks.grid(context.axes, theme, unit, across=False)]
        made += ticks.grid(counted, theme, unit, along=False)
        made.append(Line([(box.left, box.bottom), (box.right, box.bottom)], theme.axis, 1.2 * unit, cap="butt"))
        if "ticks" in context.show:
            made += ticks.y_labels(context.axes, theme, context.text, unit, self.size, context.words.written)
            numbers = ticks.x_labels(counted, theme, context.text, unit, self.size, context.words.written)
            made += [*numbers, *self._axis_name(numbers)]
        if "title" in context.show:
            style = TextStyle(max(12.0, 17 * unit), theme.ink, "semibold")
            reading = Reading(context.words.right_to_left)
            title = Label(context.text, style, reading.x(box, 0), box.top - 10 * unit, reading.start)
            made.append(title.set_text(self.title))
        return made

    def _counted(self) -> Axes:
        """The axes up to the last step: beyond, where the runs' names stand, there is none."""
        axes = self.context.axes
        last = max(one.run.steps * apart for one, apart in zip(self.context.trajectories, self.apart, strict=True))
        return replace(axes, box=axes.box._replace(right=axes.x(last)), x_range=(0.0, last))

    def _axis_name(self, numbers: list[Label]) -> list[Label]:
        """What the axis counts, at the end of its numbers where there is room."""
        context, box = self.context, self.context.axes.box
        name = Label(context.text, TextStyle(self.size, context.theme.muted), side="right").set_text(
            context.words.label(self.counts)
        )
        name.move_to(box.right, box.bottom + ticks.AWAY * context.unit + 1)
        return [name] if all(number.box.right + 8 < name.box.left for number in numbers) else []

    def _place(self, run: int, step: int) -> tuple[float, float] | None:
        value = float(self.rows[run][step]) if step < len(self.rows[run]) else math.nan
        if not math.isfinite(value):
            return None
        axes = self.context.axes
        down = axes.y(value)
        if axes.y_log:  # what has no place on it lies on its floor, clear of the numbers of the steps
            down = min(down, axes.box.bottom - MARK * self.context.unit)
        return axes.clamp(axes.x(step * self.apart[run]), down)

    def _heights(self, tick: int) -> dict[int, float]:
        """Of the runs' marks after a step of the film's clock."""
        made = {}
        for run, row in enumerate(self.rows):
            own = next(own for before in range(tick, -1, -1) for own in reversed(self.context.run_steps(run, before)))
            place = self._place(run, min(own, len(row) - 1))
            made.update({run: place[1]} if place else {})
        return made

    def show(self, moment: Moment) -> None:
        places = {}
        for run, mark in enumerate(self.marks):
            place = self._place(run, min(self.context.run_moment(run, moment).step, len(self.rows[run]) - 1))
            mark.visible = place is not None
            if place:
                places[run] = place
                mark.move_to(*place)
                mark.rings = tuple(self.context.colour(other) for other in reversed(hidden(places, run)))
        self.ends.show(places, [run for run in self.label_order.at(moment.step) if run in places])

    def persist(self, step: int) -> list[Mark]:
        return [
            artist
            for run in range(len(self.rows))
            for own in self.context.run_steps(run, step)
            for artist in self._piece(run, own)
        ]

    def _piece(self, run: int, step: int) -> list[Mark]:
        """The line to x_k, and its mark there where the steps are far enough apart."""
        if step >= len(self.rows[run]):
            return []
        made: list[Mark] = []
        unit, colour, theme = self.context.unit, self.context.colour(run), self.context.theme
        here, before = self._place(run, step), self._place(run, step - 1) if step else None
        if here and before:
            corner = [(here[0], before[1])] if self.stairs else []
            dashes, cap = ((DASH * unit, DASH * unit), "butt") if self.together.along(run, step) else (None, "round")
            made.append(Line([before, *corner, here], colour, 2.4 * unit * theme.line, dashes=dashes, cap=cap))
        sparse = len(self.rows[run]) <= self.context.axes.box.width / 9 + 1
        if here and sparse and self.together.turn(run, step):
            made.append(Marker(self.context.runs[run].style_index, colour, theme.paper, 3.2 * unit, 0.8).move_to(*here))
        return made
