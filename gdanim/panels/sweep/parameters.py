"""The parameters of a model against the number that takes many values: a penalty, under which they shrink."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import ticks
from gdanim.drawing.geometry import samples_along
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line, Marker
from gdanim.functions.expressions.formula import letter
from gdanim.panel_parts import axes_frame
from gdanim.panels.sweep import are_minima, parameters_by_run
from gdanim.panels.sweep.swept_axis import SweptAxis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.drawing.text import TextStyle
    from gdanim.panels import PanelContext

LINE_WIDTH, DOT_RADIUS, HEAD_RADIUS, HEAD_EDGE = 2.4, 2.6, 6.0, 1.5  # units
ZERO_WIDTH = 1.4  # units
NAME_SIZE, SYMBOL_SIZE, TEXT_GAP = 18, 18, 8  # units
NAME_SHARES = (0.02, 0.08, 0.15, 0.25, 0.4, 0.6)  # of the axis: where the name of a line may stand
LINE_CLEARANCE, SAMPLE_DISTANCE = 3.0, 5.0  # pixels from a name to lines, and between two samples of a line
MANY_VALUES = 40  # values from whose number on lines have no dots


class ParameterChart:
    """A line for each parameter, which grows with the values, and a head on each at the shown value."""

    def __init__(self, context: PanelContext) -> None:
        self.context, self.axes, self.box = context, context.axes, context.axes.box
        self.theme, self.unit = context.theme, context.unit
        self.swept = SweptAxis(context)
        self.rows = parameters_by_run(context.trajectories)
        self.names = context.function.variables
        self.lines = [self.axes.to_pixels(np.array(self.swept.values), column) for column in self.rows.T]
        self.heads = [self._marker(index, HEAD_RADIUS, HEAD_EDGE) for index in range(len(self.names))]

    def _colour(self, index: int) -> str:
        return self.theme.run_colour(index)

    def _marker(self, index: int, radius: float, edge: float) -> Marker:
        return Marker(index, self._colour(index), self.theme.paper, radius * self.unit, edge)

    @property
    def movers(self) -> list[Mark]:
        """The moving marks, from back to front."""
        return [self.swept.cursor, *(self.heads if "ball" in self.context.shown_marks else [])]

    def static_marks(self) -> list[Mark]:
        """Returns the axes, the line at zero and the words, from back to front."""
        context, box = self.context, self.box
        zero = self.axes.y(0.0)
        level = Line([(box.left, zero), (box.right, zero)], self.theme.axis, ZERO_WIDTH * self.unit, cap="butt")
        names = self._names() if "names" in context.shown_marks else []
        title = [self._title()] if "title" in context.shown_marks else []
        return [*ticks.grid(self.axes, self.theme, self.unit), level, *axes_frame.axis_marks(context), *names, *title]

    def _title(self) -> Label:
        key = "sweep_parameters" if are_minima(self.context.trajectories) else "sweep_parameters_end"
        return self.swept.title(key, self.box, self.box.top - 0.5 * self.swept.title_style.size)

    def _names(self) -> list[Label]:
        """Returns the symbol of the swept number at its axis, and each parameter's name at its line."""
        context, gap = self.context, TEXT_GAP * self.unit
        style = context.text_style(SYMBOL_SIZE, self.theme.ink, has_halo=True)
        samples = samples_along(self.lines, SAMPLE_DISTANCE)
        drawn = Obstacles(points=samples, clearance=LINE_CLEARANCE, penalty=1, per_obstacle=True)
        symbol = self.swept.symbol(style)
        low, high = self.box.bottom - gap, self.box.top + gap + style.ascent
        anchors: list[Anchor] = [("right", self.box.right - gap, y) for y in (low, high)]
        occupied, placed = Obstacles(boxes=[]), []
        if occupied.place(symbol, anchors, [drawn], within=self.box):
            placed.append(symbol)
        for index, name in enumerate(self.names):
            own = context.text_style(NAME_SIZE, context.legible(self._colour(index)), has_halo=True)
            label = Label(context.typesetter, own).set_text(f"${letter(name)}$")
            if occupied.place(label, self._anchors(index, own), [drawn], within=self.box):
                placed.append(label)
        return placed

    def _anchors(self, index: int, style: TextStyle) -> list[Anchor]:
        """Returns the places of a name above and below its line, from its beginning on."""
        gap, line = 0.6 * TEXT_GAP * self.unit, self.lines[index]
        anchors: list[Anchor] = []
        for share in NAME_SHARES:
            x = self.box.left + share * self.box.width
            y = float(np.interp(x, *line.T))
            anchors += [("left", x, y - gap), ("left", x, y + gap + style.ascent)]
        return anchors

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the pieces of the lines to a value, and their dots."""
        if step >= len(self.swept.values) or "trail" not in self.context.shown_marks:
            return ()
        marks: list[Mark] = []
        for index, line in enumerate(self.lines):
            here = line[step]
            if not np.isfinite(here).all():
                continue
            if step and np.isfinite(line[step - 1]).all():
                width = LINE_WIDTH * self.unit * self.theme.line_scale
                marks.append(Line([tuple(line[step - 1]), tuple(here)], self._colour(index), width))
            if len(self.swept.values) < MANY_VALUES:
                marks.append(self._marker(index, DOT_RADIUS, 0).move_to(*here.tolist()))
        return marks

    def show(self, moment: Moment) -> None:
        """Sets the cursor and the heads for a moment."""
        shown = self.swept.shown(moment.step)
        self.swept.move_cursor(moment.step, self.box.top)
        for head, line in zip(self.heads, self.lines, strict=True):
            head.visible = bool(np.isfinite(line[shown]).all())
            head.move_to(*line[shown].tolist())
