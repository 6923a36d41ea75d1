"""The parabola at the ball: what the curvature would tell, and plain descent can't see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import placement
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks import axes_frame

if TYPE_CHECKING:
    from gdanim.drawing.geometry import Box
    from gdanim.marks.ball_path import BallPath, BallState
    from gdanim.panels import PanelContext

SAMPLES = 361


class Parabola:
    """A dashed line with its name."""

    def __init__(self, context: PanelContext, ball_path: BallPath) -> None:
        self.context, self.ball_path, self.size = context, ball_path, axes_frame.scale(context)
        theme, unit = context.theme, context.unit
        dashes = (6 * unit, 4 * unit)
        self.line = Line([], theme.muted, 0.75 * self.size.curve, clip=context.axes.box, dashes=dashes)
        self.name = Label(context.text, TextStyle(self.size.label, theme.muted, "semibold", halo=theme.paper))
        self.name.set_text(context.words.label("parabola"))

    def show(self, spot: BallState, fading: float, taken: list[Box], curve: np.ndarray) -> None:
        x, y = self.ball_path.points[spot.step]
        trajectory = self.ball_path.trajectory
        slope, bend = float(trajectory.gradients[spot.step, 0]), trajectory.run.function.curvature((x,))[0]
        xs = np.linspace(*self.context.axes.x_range, SAMPLES)
        self.line.points = self.context.axes.to_pixels(xs, y + slope * (xs - x) + bend / 2 * (xs - x) ** 2)
        self.line.alpha = fading
        self.name.visible = spot.travel == 0 and self._named(taken, curve)

    def _named(self, taken: list[Box], curve: np.ndarray) -> bool:
        """Whether there is room for the name beside the line, high up; it stands there and is ``taken`` now."""
        axes, high = self.context.axes, self.context.axes.box.top + 30 * self.context.unit
        inside = [
            (x, y)
            for x, y in self.line.points
            if axes.box.left + 8 < x < axes.box.right - 8 and high < y < axes.box.bottom
        ]
        aside = self.size.label * 0.8
        for x, y in sorted(inside, key=lambda point: point[1])[:48]:
            for left in (x - self.name.image.width - aside, x + aside):
                if placement.free(self.name.move_to(left, y).box, axes, taken, curve):
                    taken.append(self.name.padded_box)
                    return True
        return False
