"""What moves in a panel of the derivative: the slope at each ball, a stem from the axis of zero."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing.shapes import Line, Marker
from gdanim.marks.run_layer import RunLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext

STEM, DOT = 2.6, 6  # units: a stem's width and the radius of the marker on its end


class DerivativeRun(RunLayer):
    """The slope of one run."""

    def __init__(self, context: PanelContext, index: int) -> None:
        super().__init__(context, index)
        theme, unit = context.theme, context.unit
        self.stem = Line([], theme.slope_edge, STEM * unit, cap="butt")
        style = context.runs[index].style_index if context.several else 0
        self.dot = Marker(style, theme.slope_edge, theme.paper, DOT * unit, 1.5)

    def levels(self) -> Sequence[Sequence[Mark]]:
        return ([self.stem], [self.dot]) if "ball" in self.context.shown_marks else ()

    def show(self, moment: Moment) -> None:
        axes, step = self.context.axes, min(moment.step, self.last)
        x, slope = float(self.trajectory.points[step, 0]), float(self.trajectory.gradients[step, 0])
        travel = moment.travel if step < self.last else 0.0
        if travel and math.isfinite(x):
            x += travel * (float(self.trajectory.points[step + 1, 0]) - x)
            slope = self.trajectory.run.function.gradient((x,))[0]
        visible = math.isfinite(x) and math.isfinite(slope) and axes.x_range[0] <= x <= axes.x_range[1]
        self.stem.visible = self.dot.visible = visible
        if visible:
            end = axes.clamp(axes.x(x), axes.y(slope))
            self.stem.move_to([(end[0], axes.y(0.0)), end])
            self.dot.move_to(*end)
