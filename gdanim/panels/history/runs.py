"""What moves in a history: a line a run that grows by a piece each step, and a dot where the ball is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import clip_segment
from gdanim.drawing.shapes import Line, Marker
from gdanim.marks.run_layer import RunLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Point
    from gdanim.panels import PanelContext

DENSE = 0.55  # steps a pixel of the height: more are drawn thinner, and without marks
LINE, DENSE_LINE = 1.8, 1.0  # units
DOT, MARK = 4.5, 2.3  # units: radii of the dot that moves, and of the marks on the line


class HistoryRun(RunLayer):
    """The history of one run."""

    def __init__(self, context: PanelContext, index: int) -> None:
        super().__init__(context, index)
        self.xs = [float(x) for x in self.trajectory.points[:, 0]]
        self.style = context.runs[index].style_index if context.several else 0
        self.dot = Marker(self.style, self.colour, context.theme.sheet, DOT * context.unit, 1.5)

    def levels(self) -> Sequence[Sequence[Mark]]:
        return ([self.dot],)

    def show(self, moment: Moment) -> None:
        step = min(moment.step, self.last)
        x, travel = self.xs[step], 0.0
        if moment.travel and step < self.last and math.isfinite(self.xs[step + 1]):
            travel = moment.travel
            x += (self.xs[step + 1] - x) * travel
        self.dot.visible = self._is_inside(x)
        if self.dot.visible:
            self.dot.move_to(*self._page(step + travel, x))

    def persist(self, step: int) -> Sequence[Mark]:
        """The piece of the line that ends on x_k, and a mark there."""
        if step > self.last:
            return ()
        marks: list[Mark] = []
        context, unit = self.context, self.context.unit
        dense = context.scene_facts.steps > DENSE * context.axes.box.height
        end = self._page(step, self.xs[step])
        piece = clip_segment(context.axes.box, self._page(step - 1, self.xs[step - 1]), end) if step else None
        if piece:
            marks.append(Line([*piece], self.colour, (DENSE_LINE if dense else LINE) * unit * context.theme.line_scale))
        if self._is_inside(self.xs[step]) and not dense:
            marks.append(Marker(self.style, self.colour, context.theme.sheet, MARK * unit, 0).move_to(*end))
        return marks

    def _page(self, step: float, x: float) -> Point:
        return self.context.axes.x(x), self.context.axes.y(step)

    def _is_inside(self, x: float) -> bool:
        low, high = self.context.axes.x_range
        return low <= x <= high
