"""The floor below a surface: its outline, and the axes along its two nearer edges."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import ticks
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, keep_free
from gdanim.drawing.shapes import Line
from gdanim.drawing.sizes import MIN_TEXT
from gdanim.drawing.text import TextStyle
from gdanim.text.numbers import mathtext, power_text

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Point
    from gdanim.drawing.projection3d import Projection
    from gdanim.panels import PanelContext

CORNERS = np.array([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0), (-1, -1, 0)], float)
LINE_WIDTH, TEXT_SIZE = 1.2, 14  # units
TICK_COUNT = 4  # approximately, per axis
TICK_LENGTH = 0.03  # half-sides
NUMBER_DISTANCE = 0.11  # half-sides from the edge
NAME_DISTANCE = 0.26  # half-sides from the edge
MIN_NUMBER_DISTANCE, MIN_NAME_DISTANCE = 0.9, 2.2  # font sizes
BASELINE_DROP = 0.4  # fraction of the font size, from a text's middle to its baseline
NUMBER_GAP = (3, 1)  # pixels across and down between two numbers
MIN_NUMBERED_EDGE = 7  # font sizes: length of an edge with numbers


def floor_marks(context: PanelContext, view: Projection) -> list[Mark]:
    """Returns the outline, the ticks along the two nearest edges, and those numbers that have room."""
    marks: list[Mark] = [Line(view.block_to_page(CORNERS), context.theme.axis, LINE_WIDTH * context.unit)]
    if "ticks" not in context.shown_marks:
        return marks
    axes = [FloorAxis(context, view, variable) for variable in (0, 1)]
    labels = [axis.name for axis in axes if axis.numbers] + [number for axis in axes for number in axis.numbers]
    return [*marks, *(tick for axis in axes for tick in axis.ticks), *keep_free(labels, Obstacles(gap=NUMBER_GAP))]


class FloorAxis:
    """The axis of a ``variable``, 0 or 1, on the nearer of its two edges: ticks, numbers, and its name in the middle.

    Positions along it are in coordinates of the block, from −1 to 1.
    """

    def __init__(self, context: PanelContext, view: Projection, variable: int) -> None:
        self.context, self.view, self.variable = context, view, variable
        self.side = np.sign(view.directions[2][1 - variable]) or 1.0
        self.style = TextStyle(max(MIN_TEXT, TEXT_SIZE * context.unit), context.theme.muted)
        low, high = (view.x_range, view.y_range)[variable]
        values = ticks.ticks((low, high), TICK_COUNT)
        positions = [2 * (value - low) / (high - low) - 1 for value in values]
        ends = [[self._outside(position, distance) for distance in (0, TICK_LENGTH)] for position in positions]
        self.ticks = [Line(pair, context.theme.axis, LINE_WIDTH * context.unit) for pair in ends]
        length = math.dist(self._outside(-1, 0), self._outside(1, 0))
        has_numbers = length > MIN_NUMBERED_EDGE * self.style.size
        texts = ticks.labels(values, write=context.words.localized) if has_numbers else []
        self.numbers = [
            self._label(self._outside(position, NUMBER_DISTANCE, MIN_NUMBER_DISTANCE * self.style.size), text)
            for position, text in zip(positions, texts, strict=False)
        ]
        name, power = context.trajectories[0].run.function.variables[variable], ticks.shared_power(values)
        title = rf"${name}\ ({mathtext(power_text(power))})$" if power else f"${name}$"
        self.name = self._label(self._outside(0.0, NAME_DISTANCE, MIN_NAME_DISTANCE * self.style.size), title)

    def _label(self, at: Point, text: str) -> Label:
        x, y = at
        baseline = y + BASELINE_DROP * self.style.size
        return Label(self.context.typesetter, self.style, x, baseline, "center").set_text(text)

    def _outside(self, position: float, distance: float, min_pixels: float = 0.0) -> Point:
        """Returns the page point at a distance from the edge, but at least ``min_pixels`` from it."""
        sides = (self.side, self.side * (1 + distance))
        points = [(position, side) if self.variable == 0 else (side, position) for side in sides]
        (x, y), (far_x, far_y) = (self.view.block_to_page(np.array([(*point, 0.0)]))[0] for point in points)
        length = math.hypot(far_x - x, far_y - y)
        stretch = max(1.0, min_pixels / length) if length else 1.0
        return float(x + stretch * (far_x - x)), float(y + stretch * (far_y - y))
