"""The marks of the lemma on the curve: the parabola above it, and both descents as bars at the landing point."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.animation import appearance
from gdanim.drawing import sizes
from gdanim.drawing.shapes import Line
from gdanim.panels.promise.lemma import promises

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext

LINE_WIDTH, LINE_DASHES, BAR_WIDTH, LEVEL_WIDTH = 2.2, (5.0, 4.0), 9.0, 1.2  # units
STEP_SAMPLES = 201
BAR_ALPHA = 0.7
BAR_GAP = 9.0  # units from the landing point to the first bar, away from the ball


class PromisedStep:
    """The marks at a run's step, ``marks`` from back to front."""

    def __init__(self, context: PanelContext) -> None:
        self.context, self.axes, self.trajectory = context, context.axes, context.trajectories[0]
        self.promises = promises(self.trajectory, context.options.L)
        unit, theme, box = context.unit, context.theme, context.axes.box
        dashes = sizes.scaled_dashes(LINE_DASHES, unit)
        self.parabola = Line([], theme.tangent, LINE_WIDTH * unit, dashes=dashes, clip=box)
        self.level = Line([], theme.ink, LEVEL_WIDTH * unit, cap="butt", clip=box)
        width = BAR_WIDTH * unit
        colours = (theme.tangent, theme.ball)
        self.bars = [Line([], colour, width, cap="butt", alpha=BAR_ALPHA, clip=box) for colour in colours]
        with_bars = [self.level, *self.bars] if context.options.bars else []
        self.marks: list[Mark] = [self.parabola, *with_bars] if len(self.trajectory.run.start) == 1 else []

    def show(self, moment: Moment) -> None:
        """Sets the marks for a moment on the run's own clock; they go as the ball leaves."""
        if not self.marks:
            return
        local = self.context.run_moment(0, moment)
        step, travel = local.position(self.trajectory.last_step)
        is_shown = step < self.trajectory.last_step and not travel and local.look_progress > 0
        numbers = (*self.trajectory.points[step : step + 2, 0], *self.trajectory.values[step : step + 2])
        is_shown = is_shown and all(map(math.isfinite, numbers))
        has_landed = is_shown and local.reveal(*appearance.STEP_ARROW) == 1
        self.parabola.visible = is_shown
        for mark in (self.level, *self.bars):
            mark.visible = has_landed
        if is_shown:
            self._place(step)

    def _place(self, step: int) -> None:
        x, value = float(self.trajectory.points[step, 0]), float(self.trajectory.values[step])
        slope, end = float(self.trajectory.gradients[step, 0]), float(self.trajectory.points[step + 1, 0])
        side = -1.0 if self.trajectory.run.is_ascent else 1.0
        xs = np.linspace(*self.axes.x_range, STEP_SAMPLES)
        heights = value + slope * (xs - x) + side * self.promises.curvature * (xs - x) ** 2 / 2
        self.parabola.points = self.axes.to_pixels(xs, heights)
        unit, ahead = self.context.unit, 1.0 if end > x else -1.0
        y, tip = self.axes.y(value), self.axes.x(end)
        descents = [float(row[step]) for row in (self.promises.promised, self.promises.kept)]
        for order, (bar, descent) in enumerate(zip(self.bars, descents, strict=True)):
            at = tip + ahead * (BAR_GAP + order * 1.35 * BAR_WIDTH) * unit
            bar.move_to([(at, y), (at, self.axes.y(value - side * descent))])
        reach = ahead * (BAR_GAP + 2.2 * BAR_WIDTH) * unit
        self.level.move_to([(tip, y), (tip + reach, y)])
