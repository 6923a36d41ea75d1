"""The bars of a run: for each step the descent promised, and beside it the descent kept."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from gdanim.animation import appearance
from gdanim.drawing import ticks
from gdanim.drawing.canvas import Group
from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Cross, Line, Rectangle, Triangle
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.swatch_legend import ENTRY_GAP, swatch_legend
from gdanim.panels.promise import is_broken
from gdanim.panels.promise.lemma import promises
from gdanim.text import numbers
from gdanim.themes import mix

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

PAPER_SHARE = 0.5  # of paper in the colours of bars
PAIR_SHARE, EDGE_WIDTH, ZERO_WIDTH = 0.76, 1.2, 1.6  # fraction of a step's width; units
OUTSIDE_SIZE, CROSS_SIZE = 7.0, 5.0
"""Units: of the triangle at a bar that leaves the panel, of the cross on a broken promise."""
WORD_GAP = 8  # units from words to the sides
BAR_GAP_SHARE = 0.06  # of a bar's room, free on either side
BAR_CLEARANCE = 5.0, 4.0  # pixels across and down from words to bars


class Bars:
    """The bars of a cell's first run."""

    def __init__(self, context: PanelContext) -> None:
        self.context, self.box, self.unit, self.theme = context, context.axes.box, context.unit, context.theme
        self.axes = replace(context.axes, has_whole_x=True)
        self.promises = [promises(trajectory, context.options.L) for trajectory in context.trajectories]
        self.group = Group()
        self.colours = (self.theme.tangent, self.theme.ball)
        self.rows = [self.promises[0].promised, self.promises[0].kept]
        self.broken = is_broken(*self.rows)

    @property
    def movers(self) -> list[Mark]:
        """The moving marks."""
        return [self.group] if "trail" in self.context.shown_marks else []

    def static_marks(self) -> list[Mark]:
        """Returns the grounds above and below zero, the axes, and the words."""
        zero = min(max(self.axes.y(0.0), self.box.top), self.box.bottom)
        above = Rectangle(self.box._replace(bottom=zero), self.theme.good_ground)
        below = Rectangle(self.box._replace(top=zero), self.theme.other_ground)
        grid = ticks.grid(self.axes, self.theme, self.unit, vertical=False)
        ends = [(self.box.left, zero), (self.box.right, zero)]
        line = Line(ends, self.theme.ink, ZERO_WIDTH * self.unit, cap="butt")
        beside = axes_frame.y_tick_labels(self.context)
        numbers_below = axes_frame.x_tick_labels(self.context, beside, self.axes)
        named = axes_frame.x_axis_name(self.context, self.context.words.label("step"), numbers_below)
        return [above, below, *grid, line, *beside, *numbers_below, *named, *self._texts(zero)]

    def _texts(self, zero: float) -> list[Mark]:
        if "names" not in self.context.shown_marks:
            return []
        gap = WORD_GAP * self.unit
        bars = [mark for index in range(len(self.broken)) for mark in self._pair(index, 1.0)]
        occupied = Obstacles(boxes=[bar.box for bar in bars if isinstance(bar, Rectangle)], gap=BAR_CLEARANCE)
        marks: list[Mark] = []
        size = axes_frame.name_size(self.context)
        for key, colour in (("down", self.theme.good_text), ("up", self.theme.muted)):
            style = TextStyle(size, colour, "semibold" if key == "down" else "regular")
            label = Label(self.context.typesetter, style).set_text(self.context.words.label(key))
            y = self.box.top + gap + style.ascent if key == "down" else self.box.bottom - gap
            is_on_own_side = y < zero if key == "down" else y - style.ascent > zero
            if is_on_own_side and occupied.place(label, [("right", self.box.right - gap, y)], within=self.box):
                marks.append(label)
        return [*marks, *self._limit(occupied), *self._legend(occupied)]

    def _limit(self, occupied: Obstacles) -> list[Label]:
        """Returns L and 2/L, in ink where η is above it, or that there is no L."""
        promise, words, gap = self.promises[0], self.context.words, WORD_GAP * self.unit
        etas = self.context.trajectories[0].etas
        is_above = promise.is_known and len(etas) and promise.curvature * float(etas.max()) > 2
        style = TextStyle(axes_frame.name_size(self.context), self.theme.ink if is_above else self.theme.muted)
        label = Label(self.context.typesetter, style)
        if promise.step_limits:
            values = promise.curvature, promise.step_limits["2/L"]
            texts = [numbers.mathtext(numbers.single(value)) for value in values]
            label.set_text(f"$L = {texts[0]},\\quad 2/L = {texts[1]}$")
        elif not promise.is_known:
            label.set_text(words.label("no_largest_curvature"))
        bottom, top = self.box.bottom - gap, self.box.top + gap + style.ascent
        ends = np.linspace(self.box.left + gap, self.box.right - gap, 30).tolist()
        places: list[Anchor] = [("left", x, y) for y in (bottom, top, bottom - 1.3 * style.size) for x in ends]
        return [label] if label.content and occupied.place(label, places, within=self.box) else []

    def _legend(self, occupied: Obstacles) -> list[Mark]:
        """Returns the names of both bars with their swatches, before the word at the top's right end."""
        if not self.context.is_first:
            return []
        style = TextStyle(axes_frame.name_size(self.context), self.theme.ink)
        width = self.context.typesetter.width(self.context.words.label("down"), style)
        colours = {"kept": self.theme.ball, "promised": self.theme.tangent}
        swatches = {key: partial(self._bar, colour=colour) for key, colour in colours.items()}
        right = self.box.right - width - 2 * ENTRY_GAP * self.unit
        return swatch_legend(self.context, occupied, swatches, right)

    def _bar(self, box: Box, colour: str) -> list[Mark]:
        edge = Line(box.outline, colour, EDGE_WIDTH * self.unit)
        return [Rectangle(box, mix(colour, self.theme.paper, PAPER_SHARE)), edge]

    def show(self, moment: Moment) -> None:
        """Sets the bars of all steps up to a moment; those of the step to come grow with its arrow."""
        local = self.context.run_moment(0, moment)
        step, _ = local.position(len(self.rows[1]))
        part = local.reveal(*appearance.STEP_ARROW) if step < len(self.rows[1]) else 0.0
        marks: list[Mark] = []
        for index in range(min(step + 1, len(self.rows[1]))):
            marks += self._pair(index, 1.0 if index < step else part)
        self.group.children = marks

    def _pair(self, index: int, part: float) -> list[Mark]:
        """Returns the two bars of a step, a part of them high."""
        if not part:
            return []
        width = self.axes.x(1.0) - self.axes.x(0.0)
        middle, half = self.axes.x(index + 1.0), PAIR_SHARE * width / 2
        rows = [
            (self.rows[0], middle - half, middle, self.colours[0]),
            (self.rows[1], middle, middle + half, self.colours[1]),
        ]
        marks: list[Mark] = []
        for row, left, right, colour in rows:
            value = part * float(row[index])
            if math.isfinite(value):
                marks += self._one(value, left, right, colour)
        if self.broken[index] and part == 1:
            cross = Cross(self.theme.ink, self.theme.paper, CROSS_SIZE * self.unit)
            marks.append(cross.move_to(middle - half / 2, self.axes.clamp(middle, self.axes.y(self.rows[0][index]))[1]))
        return marks

    def _one(self, value: float, left: float, right: float, colour: str) -> list[Mark]:
        """Returns a bar, with a triangle at the panel's edge where it goes on beyond."""
        zero, end = self.axes.y(0.0), self.axes.y(value)
        shown = min(max(end, self.box.top), self.box.bottom)
        gap = BAR_GAP_SHARE * (right - left)
        marks = self._bar(Box(left + gap, min(zero, shown), right - gap, max(zero, shown)), colour)
        if shown != end:
            size = min(OUTSIDE_SIZE * self.unit, right - left)
            is_below = end > shown
            tip = shown - 1 if is_below else shown + 1
            marks.append(Triangle(self.theme.ink, (left + right) / 2, tip, size, down=is_below))
        return marks
