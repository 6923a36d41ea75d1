"""The chart of a sweep: a dot for each value, a strip of those not there, the limits, the best, and the cursor."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import ticks
from gdanim.drawing.ball import Ball
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.shapes import Line, Marker, Rectangle, Ring, Triangle
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.limit_line import LIMIT_NAME_SIZE, limit_line
from gdanim.panels.sweep import best_format, bests, marked_limits, values_by_run
from gdanim.panels.sweep.swept_axis import SweptAxis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

TITLE_HEIGHT, STRIP_HEIGHT = 30, 30  # units
MAX_STRIP_SHARE = 0.2  # of the panel's height: title and strip take no more each
DOT_RADIUS, RING_RADIUS, RING_WIDTH, LINE_WIDTH = 3.6, 3.6, 1.5, 2.0  # units
MANY_VALUES, SMALL_SHARE = 64, 0.62  # values from whose number on dots are smaller, and how much
BALL_SHARE, BALL_HALO = 0.75, 1.5  # of the radius of a ball on the curve; units
BEST_SIZE, BEST_GAP, TEXT_SIZE, SYMBOL_SIZE, WORD_GAP = 12, 7, 16, 20, 8  # units


def inner_context(context: PanelContext) -> PanelContext:
    """Returns the context with the box of the axes, below the title and the strip of runs that are not there.

    Parameters have no such strip.
    """
    box = context.axes.box
    title = min(TITLE_HEIGHT * context.unit, MAX_STRIP_SHARE * box.height) if "title" in context.shown_marks else 0.0
    if context.options.measure == "parameters":
        return replace(context, axes=replace(context.axes, box=box.inset(top=title)))
    strip = min(STRIP_HEIGHT * context.unit, MAX_STRIP_SHARE * box.height)
    return replace(context, axes=replace(context.axes, box=box.inset(top=title + strip)))


class Chart:
    """The chart of a panel's runs, one for each value."""

    def __init__(self, context: PanelContext) -> None:
        self.outer, self.context = context.axes.box, inner_context(context)
        self.axes, self.unit, self.theme = self.context.axes, context.unit, context.theme
        self.box = self.axes.box
        self.strip = self.outer._replace(
            top=self.box.top - min(STRIP_HEIGHT * self.unit, MAX_STRIP_SHARE * self.outer.height), bottom=self.box.top
        )
        self.measure = context.options.measure
        self.is_largest = context.trajectories[0].run.is_ascent and self.measure == "value"
        self.swept = SweptAxis(self.context)
        self.values = self.swept.values
        self.row = values_by_run(context.trajectories, self.measure)
        self.limits = {name: at for name, at in marked_limits(context.trajectories).items() if self._is_on_axis(at)}
        self.scale = SMALL_SHARE if len(self.values) > MANY_VALUES else 1.0
        self.points = [self._place(index) for index in range(len(self.values))]
        self.colour = self.theme.ball
        self.ball = Ball(self.theme, BALL_SHARE * context.mark_sizes.ball, BALL_HALO * context.unit)
        self.triangle = Triangle(self.theme.minimum, 0, 0, BEST_SIZE * self.unit)
        style = TextStyle(context.text_size(TEXT_SIZE, 12.0), self.theme.minimum, "semibold", self.theme.paper)
        self.best_label = Label(context.typesetter, style)
        self.fixed = Obstacles()
        self.bests = bests(self.row, is_largest=self.is_largest)
        self.best_format = best_format(context.formats, self.row, is_largest=self.is_largest)

    @property
    def movers(self) -> list[Mark]:
        """The moving marks, from back to front."""
        shown, marks = self.context.shown_marks, []
        if "minimum" in shown:
            marks += [self.triangle, *([self.best_label] if "names" in shown else [])]
        return [self.swept.cursor, *marks, *([self.ball] if "ball" in shown else [])]

    def _is_on_axis(self, value: float) -> bool:
        low, high = self.axes.x_range
        return low < value < high

    def _place(self, index: int) -> tuple[float, float]:
        """Returns the place of a value's dot on the page; in the strip for a run that is not there."""
        number = float(self.row[index])
        strip = (self.strip.top + self.strip.bottom) / 2
        return self.axes.x(self.values[index]), self.axes.y(number) if math.isfinite(number) else strip

    def static_marks(self) -> list[Mark]:
        """Returns the ground, the axes, the limits, and the words, from back to front."""
        context, box = self.context, self.box
        xs = [self.axes.x(at) for at in self.limits.values()]
        lines = [limit_line(context, (x, box.top), (x, box.bottom)) for x in xs]
        grid = ticks.grid(self.axes, self.theme, self.unit)
        beside = axes_frame.y_tick_labels(context)
        below = axes_frame.x_tick_labels(context, beside)
        axis = axes_frame.axis_line(context, (box.left, box.bottom), (box.right, box.bottom))
        names = [*self._limit_names(), *self._symbol()] if "names" in context.shown_marks else []
        self.fixed.add(*(name.padded_box for name in names))
        title = self._title() if "title" in context.shown_marks else []
        return [Rectangle(self.strip, self.theme.other_ground), *grid, *lines, axis, *beside, *below, *names, *title]

    def _limit_names(self) -> list[Label]:
        style = self.context.text_style(LIMIT_NAME_SIZE, self.theme.ink, has_halo=True)
        labels, gap = [], 5 * self.unit
        occupied = Obstacles(boxes=[])
        for name, at in self.limits.items():
            x, y = self.axes.x(at), self.box.top + style.size
            label = Label(self.context.typesetter, style).set_text(f"${name}$")
            anchors: list[Anchor] = [("left", x + gap, y), ("right", x - gap, y)]
            labels += [label] if occupied.place(label, anchors, within=self.box) else []
        return labels

    def _symbol(self) -> list[Label]:
        """Returns the symbol of the swept number, at the end of its axis."""
        style = self.context.text_style(SYMBOL_SIZE, self.theme.ink, has_halo=True)
        gap = WORD_GAP * self.unit
        label = self.swept.symbol(style)
        right, low, high = self.box.right - gap, self.box.bottom - gap, self.box.top + gap + style.ascent
        anchors: list[Anchor] = [("right", right, low), ("right", right, high), ("right", right - 4 * gap, low)]
        occupied = Obstacles(points=np.array(self.points), clearance=gap)
        return [label] if occupied.place(label, anchors, within=self.box) else []

    def _title(self) -> list[Mark]:
        """Returns the words above the strip: what is measured, and what the rings are."""
        context, words, reading = self.context, self.context.words, self.context.reading
        size = self.swept.title_style.size
        baseline = self.strip.top - 0.4 * size
        title = self.swept.title(f"sweep_{self.measure}", self.outer, baseline)
        muted = TextStyle(size, self.theme.muted)
        key = words.label(f"sweep_not_{self.measure}", n=context.trajectories[0].run.steps)
        radius = RING_RADIUS * self.unit
        needed = context.typesetter.width(key, muted) + 4 * radius
        if math.isfinite(self.row.sum()) or title.image.width + needed + 3 * WORD_GAP * self.unit > self.outer.width:
            return [title]
        label = Label(context.typesetter, muted, reading.from_end(self.outer, 0.0), baseline, reading.end).set_text(key)
        ring = self._ring(
            reading.from_end(self.outer, needed - radius), baseline - self.swept.title_style.middle_drop, 1.0
        )
        return [title, ring, label]

    def _ring(self, x: float, y: float, scale: float) -> Ring:
        radius, width = RING_RADIUS * scale * self.unit, RING_WIDTH * scale * self.unit
        return Ring(self.theme.muted, self.theme.paper, radius, width).move_to(x, y)

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the dot of a value, and the line to it from its neighbour where both are there."""
        if step >= len(self.values) or "trail" not in self.context.shown_marks:
            return ()
        if not math.isfinite(self.row[step]):
            return [self._ring(*self.points[step], self.scale)]
        radius = DOT_RADIUS * self.scale * self.unit
        dot = Marker(0, self.colour, self.theme.paper, radius, 0).move_to(*self.points[step])
        if not step or not math.isfinite(self.row[step - 1]):
            return [dot]
        width = LINE_WIDTH * self.scale * self.unit * self.theme.line_scale
        return [Line([self.points[step - 1], self.points[step]], self.colour, width), dot]

    def show(self, moment: Moment) -> None:
        index = self.swept.shown(moment.step)
        x, y = self.points[index]
        self.swept.move_cursor(moment.step, self.strip.top)
        self.ball.move_to(x, y)
        found = self.bests[index]
        self.triangle.visible = self.best_label.visible = found is not None
        if found is not None:
            self._show_best(found, x)

    def _show_best(self, found: int, cursor: float) -> None:
        """Moves the triangle under the best dot, or above the axis over it, and its label beside it."""
        x, y = self.points[found]
        gap, size = BEST_GAP * self.unit, self.triangle.size
        radius = max(DOT_RADIUS * self.unit, self.ball.radius if x == cursor else 0.0)
        is_down = y + radius + gap + size > self.box.bottom
        self.triangle.down = is_down
        self.triangle.x, self.triangle.y = x, y - radius - gap / 2 if is_down else y + radius + gap / 2
        middle = (self.triangle.box.top + self.triangle.box.bottom) / 2 + self.best_label.style.middle_drop
        self.best_label.set_text(self._best_text(found))
        lines = Obstacles(segments=[((cursor, self.box.top), (cursor, self.box.bottom))], clearance=gap)
        dots = [point for point, number in zip(self.points, self.row, strict=True) if math.isfinite(number)]
        soft = Obstacles(segments=list(pairwise(dots)), penalty=1.0, per_obstacle=True)
        marked = [self.axes.x(at) for at in self.limits.values()]
        segments = [((at, self.box.top), (at, self.box.bottom)) for at in marked]
        limit_lines = Obstacles(segments=segments, penalty=0.5, per_obstacle=True)
        offset = size / 2 + gap
        below = middle + 1.3 * self.best_label.style.size * (-1 if is_down else 1)
        after = max(x + offset, cursor + 1.5 * gap) if cursor >= x else x + offset
        anchors: list[Anchor] = [("right", x - offset, middle), ("left", x + offset, middle), ("left", after, middle)]
        anchors += [("right", x - gap, below), ("left", x + gap, below)]
        self.best_label.visible = place_label(
            self.best_label, anchors, [lines, soft, limit_lines, self.fixed], within=self.box
        )

    def _best_text(self, found: int) -> str:
        words = self.context.words
        if self.measure == "steps":
            text = words.label("steps", n=int(self.row[found]))
        else:
            text = words.localized(self.best_format.plain(float(self.row[found])))
        return f"{self.swept.named_value(found)}{words.data['comma']}{text}"
