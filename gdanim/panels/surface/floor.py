"""The floor under a surface: its outline, and numbers along its two nearer edges."""

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
    from gdanim.drawing.projection3d import Projection
    from gdanim.panels import PanelContext

NUMBER_GAP = (3, 1)  # pixels between two numbers, across and down
ROOM = 7  # times the letters' size is an edge long that has numbers


def floor(context: PanelContext, view: Projection) -> list[Mark]:
    """The block's floor, with ticks along the two edges that are nearest, and those of their numbers that have room."""
    theme, unit = context.theme, context.unit
    corners = np.array([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0), (-1, -1, 0)], float)
    made: list[Mark] = [Line(view.block_to_page(corners), theme.axis, 1.2 * unit)]
    if "ticks" not in context.show:
        return made
    edges = [Edge(context, view, along) for along in (0, 1)]
    texts = [edge.name for edge in edges if edge.numbers] + [number for edge in edges for number in edge.numbers]
    return [*made, *(tick for edge in edges for tick in edge.ticks), *keep_free(texts, Obstacles(gap=NUMBER_GAP))]


class Edge:
    """The nearer of two edges: short ticks with their numbers, and the variable's name in the middle."""

    def __init__(self, context: PanelContext, view: Projection, along: int) -> None:
        self.view, self.along = view, along
        self.side = np.sign(view.directions[2][1 - along]) or 1.0
        style = TextStyle(max(MIN_TEXT, 14 * context.unit), context.theme.muted)
        limits = (view.x_range, view.y_range)[along]
        values = ticks.ticks(limits, 4)
        places = [2 * (value - limits[0]) / (limits[1] - limits[0]) - 1 for value in values]
        ends = [[self._beyond(place, away) for away in (0, 0.03)] for place in places]
        self.ticks = [Line(pair, context.theme.axis, 1.2 * context.unit) for pair in ends]
        texts = ticks.labels(values, write=context.words.localized)
        roomy = math.dist(self._beyond(-1, 0), self._beyond(1, 0)) > ROOM * style.size
        self.numbers = [
            self._label(context, style, self._beyond(place, 0.11, 0.9 * style.size)).set_text(text)
            for place, text in zip(places, texts, strict=True)
            if roomy
        ]
        variable, power = context.trajectories[0].run.function.variables[along], ticks.shared_power(values)
        name = rf"${variable}\ ({mathtext(power_text(power))})$" if power else f"${variable}$"
        self.name = self._label(context, style, self._beyond(0.0, 0.26, 2.2 * style.size)).set_text(name)

    def _label(self, context: PanelContext, style: TextStyle, at: tuple[float, float]) -> Label:
        return Label(context.text, style, at[0], at[1] + 0.4 * style.size, "center")

    def _beyond(self, place: float, away: float, least: float = 0.0) -> tuple[float, float]:
        """The page's point outside the edge by a part of the block, or by ``least`` pixels where that is more."""
        points = [(place, self.side * part) if self.along == 0 else (self.side * part, place) for part in (1, 1 + away)]
        (x, y), (across, down) = (self.view.block_to_page(np.array([(*point, 0.0)]))[0] for point in points)
        length = math.hypot(across - x, down - y)
        longer = max(1.0, least / length) if length else 1.0
        return float(x + longer * (across - x)), float(y + longer * (down - y))
