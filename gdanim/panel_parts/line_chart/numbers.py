"""The numbers of several runs outside a line chart: each after its run's name there, or beside its pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.line_chart import end_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.panel_parts.line_chart.run import ChartRun
    from gdanim.panel_parts.panel_context import PanelContext

NUMBER_GAP = 8  # units from a name to its number


class ChartNumbers:
    """A label for each run. ``names`` are at the lines' ends.

    There is none for a single run, whose pointer has the number, nor for many runs.
    """

    def __init__(self, context: PanelContext, runs: Sequence[ChartRun], names: Mapping[int, Label]) -> None:
        self.context, self.runs, self.names = context, runs, names
        has_numbers = context.has_several_runs and not context.has_many_runs and "names" in context.shown_marks
        self.labels = [self._label(run.index) for run in runs] if has_numbers else []

    def _label(self, index: int) -> Label:
        colour, size = self.context.text_colour(index), axes_frame.name_size(self.context)
        return Label(self.context.typesetter, TextStyle(size, colour, halo=self.context.theme.paper))

    def show(self) -> None:
        """Sets the number of each run whose shown line ends outside the panel."""
        occupied = Obstacles(boxes=[label.padded_box for label in self.names.values()])
        for run, label in zip(self.runs, self.labels, strict=bool(self.labels)):
            label.visible = run.is_outside
            if run.latest is not None and run.is_outside:
                label.set_text(run.number_with_symbol(run.latest))
                self._place(run, run.latest, label, occupied)

    def _place(self, run: ChartRun, step: int, label: Label, occupied: Obstacles) -> None:
        line, point = run.line, run.line.border_point(step)
        if run.index in self.names and not line.is_inside(line.last) and point == line.border_point(line.last):
            name = self.names[run.index]
            label.move_to(name.box.right + NUMBER_GAP * self.context.unit, name.y)
            return
        anchors = end_labels.anchors_beside(self.context, point, label.image.width, label.style.size)
        label.visible = occupied.place(label, anchors, within=self.context.axes.box)
