"""The line of all energy on the curve, the bars to the ball and from it, and the part of the valley in reach."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Polygon
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.function_curve import sample_curve
from gdanim.panels.energy import energy, sign
from gdanim.themes import mix

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext

REACH_ALPHA, BAR_TINT, BAR_WIDTH = 0.16, 0.45, 9.0  # opacity; of paper; units
LINE_WIDTH, LINE_DASHES = 2.2, (6.0, 4.0)  # units
NAME_GAP = 7  # units above the line


class EnergyLevel:
    """The line of all energy on the curve of a run, ``marks`` from back to front."""

    def __init__(self, context: PanelContext) -> None:
        self.context, self.axes, self.box, unit = context, context.axes, context.axes.box, context.unit
        self.trajectory, theme = context.trajectories[0], context.theme
        self.energy, self.sign = energy(self.trajectory), sign(self.trajectory.run)
        self.curve = np.column_stack(sample_curve(self.axes, self.trajectory.run.function.values))
        self.reach = Polygon(theme.step, REACH_ALPHA, clip=self.box)
        width = BAR_WIDTH * unit
        self.potential = Line([], mix(theme.ball, theme.paper, BAR_TINT), width, cap="butt", clip=self.box)
        self.kinetic = Line([], mix(theme.step, theme.paper, BAR_TINT), width, cap="butt", clip=self.box)
        dashes = sizes.scaled_dashes(LINE_DASHES, unit)
        self.line = Line([], theme.step, LINE_WIDTH * unit, dashes=dashes, cap="butt", clip=self.box)
        style = context.text_style(axes_frame.NAME_SIZE, theme.step, "semibold", has_halo=True)
        self.name = Label(context.typesetter, style, side="right").set_text(context.words.label("energy"))
        has_name = "names" in context.shown_marks
        self.marks: list[Mark] = [
            self.reach,
            self.potential,
            self.kinetic,
            self.line,
            *([self.name] if has_name else []),
        ]

    def show(self, moment: Moment) -> None:
        """Sets all marks for a moment on the run's own clock."""
        step, travel = self.context.run_moment(0, moment).position(self.trajectory.last_step)
        x, total = self._at(self.trajectory.points[:, 0], step, travel), self._at(self.energy.total, step, travel)
        value = float(self.trajectory.run.function.value((x,))) if math.isfinite(x) else math.nan
        is_known = math.isfinite(total) and math.isfinite(value)
        for mark in self.marks:
            mark.visible = is_known
        if not is_known:
            return
        level, lowest = self.sign * (self.energy.lowest + total), self.sign * self.energy.lowest
        page_x, heights = self.axes.x(x), [self.axes.y(each) for each in (lowest, value, level)]
        self.potential.move_to([(page_x, heights[0]), (page_x, heights[1])])
        self.kinetic.move_to([(page_x, heights[1]), (page_x, heights[2])])
        self.line.move_to([(self.box.left, heights[2]), (self.box.right, heights[2])])
        gap = NAME_GAP * self.context.unit
        self.name.move_to(self.box.right - gap, heights[2] - gap)
        self.name.visible = self.box.contains(self.name.box)
        self.reach.move_to(self._reach(x, level))

    def _at(self, row: np.ndarray, step: int, travel: float) -> float:
        """Returns a number between those of two steps."""
        if not travel:
            return float(row[step])
        return float(row[step] + travel * (row[step + 1] - row[step]))

    def _reach(self, x: float, level: float) -> np.ndarray:
        """Returns the outline of the part of the valley about x that is below the level."""
        xs, values = self.curve.T
        is_below = self.sign * values <= self.sign * level
        at = min(int(np.searchsorted(xs, x)), len(xs) - 1)
        blocked = np.flatnonzero(~is_below)
        left = blocked[blocked < at].max(initial=-1) + 1
        right = blocked[blocked > at].min(initial=len(xs))
        if right - left < 2 or not is_below[left:right].any():
            return np.empty((0, 2))
        points = self.axes.to_pixels(xs[left:right], values[left:right])
        y = min(max(self.axes.y(level), self.box.top - 1), self.box.bottom + 1)
        return np.vstack(([points[0, 0], y], points, [points[-1, 0], y]))
