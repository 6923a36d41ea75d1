"""The strip of energies over the steps: potential and kinetic stacked, and the height of the hill."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes, ticks
from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line, Marker, Polygon, Rectangle, Triangle
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.swatch_legend import SWATCH_GAP, swatch_legend
from gdanim.panels.energy import energy, hill
from gdanim.themes import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

PAPER_SHARE = 0.5  # of paper in the colours of energies
LINE_WIDTH, DOT_RADIUS = 2.2, 5.0  # units
TIP_DROP = 0.41  # of its size, from the middle of ▼ down to its tip
HILL_WIDTH, HILL_DASHES, HILL_SIZE = 1.8, (1.8, 3.4), 11.0  # units: of the dotted line and of ▼


class EnergyStrip:
    """The strip of a cell: areas for a run alone, for several runs a line of all energy each."""

    def __init__(self, context: PanelContext) -> None:
        self.context, self.axes, self.box, self.unit = context, context.axes, context.axes.box, context.unit
        self.theme = context.theme
        self.energies = [energy(trajectory) for trajectory in context.trajectories]
        self.areas = [Polygon(self._tint(colour), clip=self.box) for colour in (self.theme.ball, self.theme.step)]
        width = LINE_WIDTH * self.unit * self.theme.line_scale
        if context.has_several_runs:
            self.lines = [
                Line([], context.colour(index), width, dashes=context.line_dashes(index, width), clip=self.box)
                for index in range(len(self.energies))
            ]
        else:
            colours = (self.theme.ball, self.theme.step)
            self.lines = [Line([], colour, width, clip=self.box) for colour in colours]
        self.dots = [
            Marker(
                context.style_index(index) if context.has_several_runs else 0,
                line.colour,
                self.theme.paper,
                DOT_RADIUS * self.unit,
                1.5,
            )
            for index, line in enumerate(self.lines)
        ]

    def _tint(self, colour: str) -> str:
        return mix(colour, self.theme.paper, PAPER_SHARE)

    @property
    def movers(self) -> list[Mark]:
        """The moving marks, from back to front."""
        if "trail" not in self.context.shown_marks:
            return []
        areas = [] if self.context.has_several_runs else self.areas
        return [*areas, *self.lines, *self.dots]

    def static_marks(self) -> list[Mark]:
        """Returns the ground, the axes, the height of the hill, and the names of the energies."""
        grid = ticks.grid(self.axes, self.theme, self.unit, vertical=False)
        axis = axes_frame.axis_marks(self.context, x_name=self.context.words.label("step"))
        occupied = Obstacles()
        hill_marks = self._hill(occupied)
        names = self._legend(occupied) if "names" in self.context.shown_marks else []
        return [Rectangle(self.box, self.theme.sheet), *grid, *axis, *hill_marks, *names]

    def _hill(self, occupied: Obstacles) -> list[Mark]:
        """Returns the dotted line at the height of the hill, and its name at the end of the panel."""
        found = hill(self.context.trajectories[0])
        if found is None or "maximum" not in self.context.shown_marks or not self.axes.contains(0.0, found[1]):
            return []
        y, dashes = self.axes.y(found[1]), sizes.scaled_dashes(HILL_DASHES, self.unit)
        width = HILL_WIDTH * self.unit
        line = Line([(self.box.left, y), (self.box.right, y)], self.theme.maximum, width, dashes=dashes, cap="butt")
        occupied.add(Box(self.box.left, y - 2, self.box.right, y + 2))
        if "names" not in self.context.shown_marks:
            return [line]
        style = TextStyle(axes_frame.name_size(self.context), self.theme.maximum, halo=self.theme.sheet)
        label = Label(self.context.typesetter, style).set_text(self.context.words.label("hill_height"))
        gap, size = SWATCH_GAP * self.unit, HILL_SIZE * self.unit
        anchors: list[Anchor] = [
            ("right", self.box.right - gap, y - gap),
            ("right", self.box.right - gap, y + gap + style.ascent),
        ]
        if not occupied.place(label, anchors, within=self.box):
            return [line]
        middle = (label.box.top + label.box.bottom) / 2
        x = label.box.left - 0.8 * gap - size / 2
        triangle = Triangle(self.theme.maximum, x, middle + TIP_DROP * size, size, down=True)
        occupied.add(triangle.box)
        return [line, triangle, label]

    def _legend(self, occupied: Obstacles) -> list[Mark]:
        """Returns the names of both energies with their swatches, at the right end of the panel's top."""
        if self.context.has_several_runs or not self.context.is_first:
            return []
        colours = {"potential": self.areas[0].colour, "kinetic": self.areas[1].colour}
        swatches = {key: partial(_swatch, colour=colour) for key, colour in colours.items()}
        return swatch_legend(self.context, occupied, swatches, self.box.right - SWATCH_GAP * self.unit)

    def show(self, moment: Moment) -> None:
        """Sets areas, lines and dots for a moment."""
        for index, run_energy in enumerate(self.energies):
            local = self.context.run_moment(index, moment)
            last = len(run_energy.potential) - 1
            step, travel = local.position(last)
            rows = [run_energy.total] if self.context.has_several_runs else [run_energy.potential, run_energy.total]
            tops = [self._until(row, step, travel) for row in rows]
            lines = self.lines[index : index + 1] if self.context.has_several_runs else self.lines
            dots = self.dots[index : index + 1] if self.context.has_several_runs else self.dots
            self._show_lines(lines, dots, tops)
            if not self.context.has_several_runs:
                self._show_areas(tops)

    def _until(self, row: np.ndarray, step: int, travel: float) -> np.ndarray:
        """Returns the points (m, 2) of a line on the page up to a moment, without those that are not finite."""
        steps, values = np.arange(step + 1.0), row[: step + 1]
        if travel and np.isfinite(row[step + 1]):
            steps = np.append(steps, step + travel)
            values = np.append(values, row[step] + travel * (row[step + 1] - row[step]))
        points = self.axes.to_pixels(steps, values)
        return points[np.isfinite(values)]

    def _show_lines(self, lines: Sequence[Line], dots: Sequence[Marker], tops: Sequence[np.ndarray]) -> None:
        for line, dot, points in zip(lines, dots, tops, strict=True):
            line.points = points
            dot.visible = bool(len(points)) and self.box.has(tuple(points[-1].tolist()))
            if dot.visible:
                dot.move_to(*points[-1].tolist())

    def _show_areas(self, tops: Sequence[np.ndarray]) -> None:
        potential, total = tops
        if not (len(potential) and len(total)):
            for area in self.areas:
                area.move_to(np.empty((0, 2)))
            return
        bottom = self.axes.y(0.0)
        ground = np.array([(potential[-1, 0], bottom), (potential[0, 0], bottom)])
        self.areas[0].move_to(np.vstack((potential, ground)))
        self.areas[1].move_to(np.vstack((total, potential[::-1])))


def _swatch(box: Box, colour: str) -> list[Mark]:
    return [Rectangle(box, colour)]
