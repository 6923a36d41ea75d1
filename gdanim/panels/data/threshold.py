"""The decision threshold (probability ½): a vertical line and its value."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.label import Label
from gdanim.drawing.placement import SIDE_MARGIN, Obstacles, place_label
from gdanim.drawing.shapes import Line
from gdanim.drawing.sizes import scaled_dashes
from gdanim.drawing.text import HALO_WIDTH
from gdanim.panels.data import data_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.drawing.label import Anchor, Side
    from gdanim.panels import PanelContext

LINE_WIDTH, LINE_DASHES = 2, (4, 3)  # units
NUMBER_LEVELS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85)  # fractions of the panel's height
NUMBER_GAP = 8  # units from the line to its number


class Threshold:
    """The threshold's line and number, hidden if it is outside the panel. The number avoids ``occupied`` boxes."""

    def __init__(self, context: PanelContext, occupied: Sequence[Box]) -> None:
        self.context, self.fit, self.occupied = context, data_problem(context), Obstacles(boxes=list(occupied))
        theme, unit, box = context.theme, context.unit, context.axes.box
        self.line = Line([], theme.ink, LINE_WIDTH * unit, dashes=scaled_dashes(LINE_DASHES, unit), clip=box)
        self.label = Label(context.typesetter, context.text_style(15, theme.ink, has_halo=True))
        self.within = box.inset(left=HALO_WIDTH - SIDE_MARGIN, right=HALO_WIDTH - SIDE_MARGIN)
        self.format = context.formats.format_of(self._thresholds)

    def _thresholds(self, trajectory: Trajectory) -> list[np.ndarray]:
        """Returns the number at each step of a run of the same problem, as one row."""
        has_threshold = self.fit.is_classifier and trajectory.run.function is self.fit
        points = trajectory.points.tolist() if has_threshold else []
        return [np.array([self.fit.threshold(point) for point in points])] if points else []

    @property
    def marks(self) -> tuple[Mark, Mark]:
        return self.line, self.label

    def show(self, parameters: list[float], resting: list[float], covered: np.ndarray) -> None:
        """Sets the line to the model's ``parameters``, and the number to those at the step, when the model is at rest.

        ``covered`` (n, 2) are points of the marks at the step. The number keeps its height and side until the next
        step.
        """
        axes, box = self.context.axes, self.context.axes.box
        moving, value = self.fit.threshold(parameters), self.fit.threshold(resting)
        is_inside = axes.x_range[0] <= moving <= axes.x_range[1]
        self.line.visible = is_inside
        self.label.visible = is_inside and math.isfinite(value)
        if is_inside:
            self.line.move_to([(axes.x(moving), box.top), (axes.x(moving), box.bottom)])
        if self.label.visible:
            words, number = self.context.words, self.context.printed_number(self.format, value)
            self.label.set_text(words.label("threshold", name=words.name(self.fit.sample.names[0]), x=number))
            self.label.visible = self._place_label(axes.clamp(axes.x(value), 0)[0], axes.x(moving), covered)

    def _place_label(self, resting_x: float, moving_x: float, covered: np.ndarray) -> bool:
        """Places the number where it covers the fewest points, preferably centred, and moves it along with the line."""
        box = self.context.axes.box
        sides: tuple[Side, ...] = ("left", "right") if resting_x < (box.left + box.right) / 2 else ("right", "left")
        anchors = [self._anchor(resting_x, level, side) for level in NUMBER_LEVELS for side in sides]
        marks = Obstacles(points=covered, clearance=HALO_WIDTH, penalty=1, per_obstacle=True)
        if not place_label(self.label, anchors, [self.occupied, marks], within=self.within):
            return False
        side, _, y = self.label.anchor
        label = self.label.move_to_anchor((side, self._anchor(moving_x, 0, side)[1], y)).box
        return self.within.left <= label.left - SIDE_MARGIN and label.right + SIDE_MARGIN <= self.within.right

    def _anchor(self, x: float, level: float, side: Side) -> Anchor:
        """Returns the anchor beside the line."""
        box, gap = self.context.axes.box, NUMBER_GAP * self.context.unit
        return (
            side,
            x + (gap if side == "left" else -gap),
            box.bottom - level * box.height + self.label.style.middle_drop,
        )
