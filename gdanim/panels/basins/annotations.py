"""Marks over the colours of a map of basins: limits, minima, letters, runs' starts, and words."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, anchors_within
from gdanim.drawing.shapes import Line, Marker, Triangle
from gdanim.functions.expressions.formula import letter
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.map_axis_names import axis_names
from gdanim.panels.basins import LETTERS, limit_at
from gdanim.panels.basins.ends import FLIES_OFF, NO_REST
from gdanim.text import numbers
from gdanim.text.function_symbols import indexed

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext
    from gdanim.panels.basins.colours import Colours

LETTER_SIZE, LIMIT_SIZE, NUMBER_SIZE, GROUND_SIZE = 20, 16, 14, 15  # units
BAR_WIDTH, BAR_LENGTH = 2.4, 0.06  # units; of the map's width
DOT_RADIUS, LETTER_GAP, JOIN_WIDTH, JOIN_DASHES, MINIMUM_SIZE = 6.5, 7, 1.5, (1.5, 3.0), 13  # units
ROOM_AROUND = (0, 8, 16, 28, 44)  # units around words: where there is more, they stand rather
GRID = np.linspace(0.04, 0.96, 24).tolist()  # fractions of the map where words may stand


class Annotations:
    """The marks over a map in the box of the context's axes."""

    def __init__(self, context: PanelContext, colours: Colours) -> None:
        self.context, self.colours, self.axes, self.box = context, colours, context.axes, context.axes.box
        self.unit, self.theme, self.first, self.goals = context.unit, context.theme, colours.first, colours.goals
        self.is_plane = len(self.first.run.start) > 1
        self.has_names = "names" in context.shown_marks
        self.occupied = Obstacles(gap=(3.0, 2.0))

    @cached_property
    def over_map(self) -> list[Mark]:
        """The frame, the minima, the limits, the letters and the runs' starts: what stands over the colours."""
        runs = [] if self.is_plane else self._starts()
        marks = [axes_frame.frame(self.context), *self._limits(), *self._minima(), *runs]
        in_corners = self._axis_names()
        letters = self._letters() if self.context.options.letters and self.has_names else []
        return [*marks, *letters, *in_corners]

    @cached_property
    def after(self) -> Label:
        """The words that the map is that after all steps."""
        style = self.context.text_style(NUMBER_SIZE, self.theme.ink, has_halo=True)
        label = Label(self.context.typesetter, style)
        label.set_text(self.context.words.label("after_steps", n=self.context.options.steps))
        gap = LETTER_GAP * self.unit
        y = self.box.top + gap + style.ascent
        anchors: list[Anchor] = [("right", self.box.right - gap, y), ("left", self.box.left + gap, y)]
        self.occupied.place(label, anchors, within=self.box)
        return label

    @cached_property
    def grounds(self) -> list[Label]:
        """The words on the grounds of no rest and of what flies off, where these have room for them."""
        if self.is_plane or "names" not in self.context.shown_marks:
            return []
        labels = []
        style = self.context.text_style(GROUND_SIZE, self.theme.ink)
        for number, key in ((NO_REST, "no_rest"), (FLIES_OFF, "flies_off")):
            label = Label(self.context.typesetter, style).set_text(self.context.words.label(key))
            anchors = anchors_within(label, self.box, GRID, partial(self._is_all, number=number))
            anchors.sort(key=lambda anchor: -self._room(label.move_to_anchor(anchor).padded_box, number))
            labels += [label] if anchors and self.occupied.place(label, anchors, within=self.box) else []
        return labels

    def _room(self, box: Box, number: int) -> int:
        """Returns how many of the margins around words have the same ground."""
        return sum(self._is_all(box.grown(margin * self.unit), number) for margin in ROOM_AROUND)

    def _is_all(self, box: Box, number: int) -> bool:
        """Returns whether the map has one ground in all of a box."""
        rows, columns = self.colours.ends.valleys.shape
        xs = [(x - self.box.left) / self.box.width * columns for x in (box.left, box.right)]
        ys = [(y - self.box.top) / self.box.height * rows for y in (box.top, box.bottom)]
        if min(*xs, *ys) < 0 or max(xs) >= columns or max(ys) >= rows:
            return False
        part = self.colours.ends.valleys[int(ys[0]) : int(ys[1]) + 1, int(xs[0]) : int(xs[1]) + 1]
        return bool((part == number).all())

    def _limits(self) -> list[Mark]:
        """Returns a bar at 2/L over each valley, with its number."""
        if self.is_plane:
            return []
        marks: list[Mark] = []
        half = BAR_LENGTH * self.box.width / 2
        style = self.context.text_style(LIMIT_SIZE, self.theme.ink, has_halo=True)
        symbol = "2/f\\,″" if not self.first.run.momentum else "2(1 + \\beta)/f\\,″"
        for point in self.goals:
            at = limit_at(self.first, point)
            if at is None or not self.axes.contains(point[0], at):
                continue
            x, y = self.axes.x(point[0]), self.axes.y(at)
            marks.append(Line([(x - half, y), (x + half, y)], self.theme.ink, BAR_WIDTH * self.unit, cap="butt"))
            label = Label(self.context.typesetter, style)
            label.set_text(f"${symbol} = {numbers.mathtext(numbers.single(at))}$")
            gap = LETTER_GAP * self.unit
            anchors: list[Anchor] = [("center", x, y - gap), ("center", x, y + gap + style.ascent)]
            if self.has_names and self.occupied.place(label, anchors, within=self.box):
                marks.append(label)
        return marks

    def _minima(self) -> list[Mark]:
        if not self.is_plane or "minimum" not in self.context.shown_marks:
            return []
        size = MINIMUM_SIZE * self.unit
        shown = [point for point in self.goals if self.axes.contains(*point)]
        anchors = [(self.axes.x(point[0]), self.axes.y(point[1]) - size / 2) for point in shown]
        return [Triangle(self.theme.ink, x, y, size) for x, y in anchors]

    def _letters(self) -> list[Label]:
        """Returns each valley's letter: beside its minimum, or low in its basin."""
        labels = []
        style = self.context.text_style(LETTER_SIZE, self.theme.ink, "bold", has_halo=True)
        for name, point in zip(LETTERS, self.goals, strict=False):
            label = Label(self.context.typesetter, style).set_text(name)
            x, gap = self.axes.x(point[0]), 3 * LETTER_GAP * self.unit
            if self.is_plane:
                y = self.axes.y(point[1]) + style.middle_drop
                anchors: list[Anchor] = [("left", x + gap, y), ("right", x - gap, y), ("center", x, y - gap)]
            else:
                y = self.box.bottom - gap
                anchors = [("center", x + shift, y) for shift in (2 * gap, -2 * gap, 4 * gap, -4 * gap, 0)]
            labels += [label] if self.occupied.place(label, anchors, within=self.box) else []
        return labels

    def _axis_names(self) -> list[Label]:
        """Returns the names of the axes, in corners of the map."""
        if not self.has_names:
            return []
        variables = self.first.run.function.variables
        x_name, y_name = map(letter, variables) if self.is_plane else (indexed(letter(variables[0]), "0"), r"\eta")
        return axis_names(self.context, x_name, y_name, self.occupied)

    def _starts(self) -> list[Mark]:
        """Returns each run's place on the map of starts and step sizes, with its number and a line up to its start."""
        marks: list[Mark] = []
        style = self.context.text_style(NUMBER_SIZE, self.theme.ink, "bold", has_halo=True)
        for number, trajectory in enumerate(self.context.trajectories, 1):
            eta = trajectory.run.schedule.at(0) if trajectory.run.schedule else 0.0
            if not self.axes.contains(trajectory.run.start[0], eta):
                continue
            x, y = self.axes.x(trajectory.run.start[0]), self.axes.y(eta)
            dashes = sizes.scaled_dashes(JOIN_DASHES, self.unit)
            if "drop_line" in self.context.shown_marks:
                ends_of = [(x, self.box.top), (x, y)]
                marks.append(Line(ends_of, self.theme.ink, JOIN_WIDTH * self.unit, dashes=dashes, cap="butt"))
            radius, gap = DOT_RADIUS * self.unit, LETTER_GAP * self.unit
            marks.append(Marker(0, self.theme.ink, self.theme.paper, radius, 2.0 * self.unit).move_to(x, y))
            label = Label(self.context.typesetter, style).set_text(self.context.words.localized(str(number)))
            anchors: list[Anchor] = [("center", x, y - radius - gap), ("left", x + radius + gap, y + style.middle_drop)]
            if len(self.context.trajectories) > 1 and self.occupied.place(label, anchors, within=self.box):
                marks.append(label)
        return marks
