"""Guide lines: the course of a number that is proportional to an expression in k, from the runs' first steps on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import clip_line, samples_along
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line
from gdanim.drawing.sizes import scaled_dashes
from gdanim.functions.expressions.formula import formula
from gdanim.panels.loss.options import parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.label import Anchor
    from gdanim.functions.expressions.formula_value import FormulaValue
    from gdanim.panel_parts.line_chart.chart import LineChart
    from gdanim.panels import PanelContext

LINE_WIDTH, LINE_DASHES = 1.6, (3.0, 4.0)  # units
LABEL_SIZE, LABEL_GAP = 16, 6  # units
LABEL_SHARES = (0.72, 0.6, 0.48, 0.84, 0.36, 0.24)  # of the visible line
LINE_CLEARANCE, SAMPLE_DISTANCE = 3.0, 4.0  # pixels from a label to lines, and between two samples of a line
SAMPLE_COUNT = 200  # points of a guide


class Guides:
    """The dashed lines of all guides, each through the highest run's first number after the start."""

    def __init__(self, context: PanelContext, chart: LineChart) -> None:
        self.context, self.chart = context, chart
        self.formulas = [parsed(text) for text in context.options.guides]
        self.lines = [self._pieces(each) for each in self.formulas]
        self.occupied = Obstacles(boxes=[label.padded_box for label in chart.names.values()])

    @property
    def marks(self) -> list[Mark]:
        """The lines and their names."""
        unit, muted = self.context.unit, self.context.theme.muted
        dashes = scaled_dashes(LINE_DASHES, unit)
        drawn = [Line(piece, muted, LINE_WIDTH * unit, dashes=dashes) for pieces in self.lines for piece in pieces]
        return [*drawn, *(self._labels() if "names" in self.context.shown_marks else [])]

    def _first_number(self) -> tuple[float, float] | None:
        """Returns the position and the height at which the guides begin, or None if no run has a number there."""
        found = [
            (-float(line.values[1]), line.position(1))
            for line in self.chart.lines
            if line.is_finite(1) and line.values[1] > 0
        ]
        height, position = min(found, default=(math.nan, math.nan))
        return None if math.isnan(height) else (position, -height)

    def _pieces(self, guide: FormulaValue) -> list[list[PagePoint]]:
        first, axes = self._first_number(), self.context.axes
        if first is None:
            return []
        begin, height = first
        last = self.chart.horizontal.span(log=axes.has_log_x)[1]
        positions = (
            np.geomspace(begin, last, SAMPLE_COUNT) if axes.has_log_x else np.linspace(begin, last, SAMPLE_COUNT)
        )
        values = np.array([guide.at((position,)) for position in positions.tolist()])
        with np.errstate(all="ignore"):
            heights = values * (height / values[0])
        shown = np.isfinite(heights) & ((heights > 0) | (not axes.has_log_y))
        points = [tuple(point) for point in axes.to_pixels(positions[shown], heights[shown]).tolist()]
        return clip_line(axes.box, points)

    def _labels(self) -> list[Label]:
        context = self.context
        style = context.text_style(LABEL_SIZE, context.theme.muted, has_halo=True)
        pieces = [piece for line in self.chart.lines for piece in line.parts()]
        pieces += [piece for own in self.lines for piece in own]
        samples = samples_along(pieces, SAMPLE_DISTANCE)
        drawn = Obstacles(points=samples, clearance=LINE_CLEARANCE, penalty=1, per_obstacle=True)
        placed = []
        for guide, own in zip(self.formulas, self.lines, strict=True):
            label = Label(context.typesetter, style).set_text(f"$\\propto {formula(guide.tree)}$")
            if own and self.occupied.place(label, self._anchors(own[0], label), [drawn], within=context.axes.box):
                placed.append(label)
        return placed

    def _anchors(self, line: Sequence[PagePoint], label: Label) -> list[Anchor]:
        """Returns the places beside the line: right of it and above, left of it and below."""
        gap = LABEL_GAP * self.context.unit
        anchors: list[Anchor] = []
        for share in LABEL_SHARES:
            x, y = line[round(share * (len(line) - 1))]
            anchors += [("left", x + gap, y - gap), ("right", x - gap, y + gap + label.style.ascent)]
        return anchors
