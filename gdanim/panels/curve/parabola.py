"""The parabola at the ball: what the curvature would tell, and plain descent can't see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import placement
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import Label, Style
from gdanim.marks import axes_frame

if TYPE_CHECKING:
    from gdanim.drawing.geometry import Box
    from gdanim.marks.ball_path import Spot, Track
    from gdanim.panels import Stage

SAMPLES = 361


class Parabola:
    """A dashed line with its name."""

    def __init__(self, stage: Stage, track: Track) -> None:
        self.stage, self.track, self.size = stage, track, axes_frame.scale(stage)
        theme, unit = stage.theme, stage.unit
        dashes = (6 * unit, 4 * unit)
        self.line = Line([], theme.muted, 0.75 * self.size.curve, clip=stage.plot.box, dashes=dashes)
        self.name = Label(stage.text, Style(self.size.label, theme.muted, "semibold", halo=theme.paper))
        self.name.say(stage.words.say("parabola"))

    def show(self, spot: Spot, fading: float, taken: list[Box], curve: np.ndarray) -> None:
        x, y = self.track.points[spot.step]
        trajectory = self.track.trajectory
        slope, bend = float(trajectory.gradients[spot.step, 0]), trajectory.run.function.curvature((x,))[0]
        xs = np.linspace(*self.stage.plot.x_range, SAMPLES)
        self.line.points = self.stage.plot.path(xs, y + slope * (xs - x) + bend / 2 * (xs - x) ** 2)
        self.line.alpha = fading
        self.name.visible = spot.travel == 0 and self._named(taken, curve)

    def _named(self, taken: list[Box], curve: np.ndarray) -> bool:
        """Whether there is room for the name beside the line, high up; it stands there and is ``taken`` now."""
        plot, high = self.stage.plot, self.stage.plot.box.top + 30 * self.stage.unit
        inside = [
            (x, y)
            for x, y in self.line.points
            if plot.box.left + 8 < x < plot.box.right - 8 and high < y < plot.box.bottom
        ]
        aside = self.size.label * 0.8
        for x, y in sorted(inside, key=lambda point: point[1])[:48]:
            for left in (x - self.name.image.width - aside, x + aside):
                if placement.free(self.name.to(left, y).box, plot, taken, curve):
                    taken.append(self.name.plate)
                    return True
        return False
