"""The distance within which a run counts as converged: a dashed line across the runs' distances, and its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import densified
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label, without_overlaps
from gdanim.drawing.shapes import Line
from gdanim.drawing.sizes import scaled_dashes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

LINE_WIDTH = 1.8  # units
LINE_DASHES = (7, 5)  # units
LABEL_SIZE = 15  # units
LABEL_GAP = 8  # units from the line to the label
LABEL_POSITIONS = (0.62, 0.5, 0.74, 0.36, 0.22, 0.08, 0.86)  # fractions of the width where the label may begin
SAMPLE_DISTANCE = 4  # pixels between two points of a run's line: no label fits between them


class ToleranceLine:
    """The tolerance line; empty unless the converged runs share one tolerance.

    ``rows[run]`` (n,) are distances by step.

    ``heights`` are the y positions of the line, if there is one.
    """

    def __init__(self, context: PanelContext, rows: Sequence[np.ndarray]) -> None:
        self.context = context
        self.static: list[Mark] = []
        self.labels: list[Label] = []
        self.heights: list[float] = []
        arrived = [trajectory.verdict for trajectory in context.trajectories if trajectory.verdict.has_converged]
        tolerances = {verdict.tolerance for verdict in arrived if verdict.tolerance is not None}
        low, high = context.axes.y_range
        if len(tolerances) == 1 and low < (tolerance := tolerances.pop()) < high:
            y = context.axes.y(tolerance)
            self.heights.append(y)
            self.static.append(self._line(y))
            self.labels += self._label(y, rows) if "names" in context.shown_marks else []

    def _line(self, y: float) -> Line:
        box, unit = self.context.axes.box, self.context.unit
        dashes = scaled_dashes(LINE_DASHES, unit)
        return Line([(box.left, y), (box.right, y)], self.context.theme.minimum, LINE_WIDTH * unit, dashes=dashes)

    def _label(self, y: float, rows: Sequence[np.ndarray]) -> list[Label]:
        """Returns the label below the line, where no run's line crosses it."""
        context, box, unit = self.context, self.context.axes.box, self.context.unit
        style = context.text_style(LABEL_SIZE, context.theme.minimum, "semibold", has_halo=True)
        label = Label(context.typesetter, style).set_text(context.words.label("arrived"))
        base = y + LABEL_GAP * unit + style.ascent
        anchors: list[Anchor] = [("left", box.left + part * box.width, base) for part in LABEL_POSITIONS]
        lines = Obstacles(points=_line_points(context, rows))
        return [label] if place_label(label, anchors, [lines], within=box) else []

    def labels_clear_of(self, names: Iterable[Label]) -> list[Label]:
        """Returns the label, unless a run's name needs its room."""
        return without_overlaps(self.labels, Obstacles(boxes=[name.padded_box for name in names]))


def _line_points(context: PanelContext, rows: Sequence[np.ndarray]) -> np.ndarray:
    """Returns points (n, 2) along the runs' lines on the page, so dense that no label fits between them."""
    points = [np.empty((0, 2))]
    for row in rows:
        drawn = np.flatnonzero(np.isfinite(row) & (row > 0))
        points.append(densified(context.axes.to_pixels(drawn, row[drawn]), SAMPLE_DISTANCE))
    return np.vstack(points)
