"""The distance within which a run is there: a dashed line across the runs' distances, and its word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import TextStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

ALONG = (0.62, 0.5, 0.74, 0.36, 0.22, 0.08, 0.86)  # of the axis: where the word may stand
PIECES = 24  # points of a run's line from one step to the next


class ToleranceLine:
    """Nothing where no run is there, or not all by one distance. ``rows[run]`` (n,) are the distances, one a step."""

    def __init__(self, context: PanelContext, rows: Sequence[np.ndarray]) -> None:
        box, unit, theme, (low, high) = context.axes.box, context.unit, context.theme, context.axes.y_range
        found = {one.verdict.tolerance for one in context.trajectories if one.verdict.kind == "converged"} - {None}
        near = found.pop() if len(found) == 1 else None
        self.static: list[Mark] = []
        self.words: list[Label] = []
        self.heights: list[float] = []  # the page's height at which the line is
        if near is None or not low < near < high:
            return
        down = context.axes.y(near)
        self.heights.append(down)
        dashes = (7 * unit, 5 * unit)
        self.static.append(Line([(box.left, down), (box.right, down)], theme.minimum, 1.8 * unit, dashes=dashes))
        style = TextStyle(max(11.0, 15 * unit), theme.minimum, "semibold", halo=theme.paper)
        word = Label(context.text, style, 0, down + 8 * unit + 0.75 * style.size).set_text(
            context.words.label("arrived")
        )
        anchors: list[Anchor] = [("left", box.left + at * box.width, word.y) for at in ALONG]
        lines = Obstacles(points=_line_points(context, rows))
        if "names" in context.show and place_label(word, anchors, [lines], within=box):
            self.words.append(word)

    def show(self, names: Sequence[Label]) -> None:
        """The word makes way for the runs' names."""
        taken = [name.padded_box for name in names if name.visible]
        for word in self.words:
            word.visible = not word.overlaps(taken)


def _line_points(context: PanelContext, rows: Sequence[np.ndarray]) -> np.ndarray:
    """Points (n, 2) along the runs' lines on the page, close enough that no word fits between them."""
    made = [np.empty((0, 2))]
    for row in rows:
        steps = np.arange(len(row))
        known = np.isfinite(row) & (row > 0)
        along = np.linspace(0, len(row) - 1, PIECES * len(row))
        if known.any():
            made.append(context.axes.to_pixels(along, np.exp(np.interp(along, steps[known], np.log(row[known])))))
    return np.vstack(made)
