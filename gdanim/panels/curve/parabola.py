"""The second-order Taylor parabola at the ball."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import TextStyle

if TYPE_CHECKING:
    from gdanim.drawing.label import Anchor
    from gdanim.panel_parts.ball_path import BallPath, BallState
    from gdanim.panels import PanelContext

LINE_DASHES = (6, 4)  # units
LINE_SAMPLES = 361  # points of the line
ANCHOR_COUNT = 48  # number of the highest samples that may have the name beside them
TOP_MARGIN, SIDE_MARGIN = 30, 8  # units from the top to the name's baseline; pixels from the sides to its point


class Parabola:
    """A dashed line with its name."""

    def __init__(self, context: PanelContext, ball_path: BallPath) -> None:
        self.context, self.ball_path, self.size = context, ball_path, context.mark_sizes
        theme, unit = context.theme, context.unit
        dashes = sizes.scaled_dashes(LINE_DASHES, unit)
        self.line = Line([], theme.muted, 0.75 * self.size.curve, clip=context.axes.box, dashes=dashes)
        self.name = Label(context.typesetter, TextStyle(self.size.label, theme.muted, "semibold", halo=theme.paper))
        self.name.set_text(context.words.label("parabola"))

    def show(self, ball_state: BallState, alpha: float, occupied: Obstacles, curve: np.ndarray) -> None:
        """Sets the line to the ball's step, and places the name clear of the curve and of ``occupied`` boxes."""
        x, y = self.ball_path.points[ball_state.step]
        trajectory = self.ball_path.trajectory
        slope = float(trajectory.gradients[ball_state.step, 0])
        curvature = trajectory.run.function.curvature((x,))[0]
        xs = np.linspace(*self.context.axes.x_range, LINE_SAMPLES)
        self.line.points = self.context.axes.to_pixels(xs, y + slope * (xs - x) + curvature / 2 * (xs - x) ** 2)
        self.line.alpha = alpha
        self.name.visible = ball_state.travel_progress == 0 and occupied.place(
            self.name, self._anchors(), [Obstacles(points=curve)], within=self.context.axes.box
        )

    def _anchors(self) -> list[Anchor]:
        """Returns anchors on both sides of the line, from the top."""
        box, gap = self.context.axes.box, self.size.label * 0.8
        top, left, right = box.top + TOP_MARGIN * self.context.unit, box.left + SIDE_MARGIN, box.right - SIDE_MARGIN
        points = [(x, y) for x, y in self.line.points.tolist() if left < x < right and top < y < box.bottom]
        highest = sorted(points, key=lambda point: point[1])[:ANCHOR_COUNT]
        return [anchor for x, y in highest for anchor in (("right", x - gap, y), ("left", x + gap, y))]
