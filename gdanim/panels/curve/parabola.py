"""Parabolas that touch the curve at the ball: that of second order, and those between which the function is.

If all curvatures are between m and L, f lies between the parabolas of these curvatures that touch it anywhere.
Nesterov, Introductory Lectures on Convex Optimization, 2004, sections 1.2 and 2.1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import TextStyle
from gdanim.text import numbers

if TYPE_CHECKING:
    from gdanim.drawing.label import Anchor
    from gdanim.panel_parts.ball_path import BallPath, BallState
    from gdanim.panels import PanelContext

LINE_DASHES = (6, 4)  # units
LINE_SAMPLES = 361  # points of the line
CURVATURE_SAMPLES = 2000  # points of the axis at which the curvature is looked at
ANCHOR_COUNT = 48  # number of the highest samples that may have the name beside them
TOP_MARGIN, SIDE_MARGIN = 30, 8  # units from the top to the name's baseline; pixels from the sides to its point


Kind = Literal["parabola", "upper", "lower"]
KINDS: tuple[Kind, ...] = ("parabola", "upper", "lower")


def shown_curvatures(context: PanelContext, ball_path: BallPath) -> tuple[float, float]:
    """Returns the least and the greatest curvature on the axis; not finite where the slope jumps there."""
    trajectory, (low, high) = ball_path.trajectory, context.axes.x_range
    function, places = trajectory.run.function, [point.at for point in trajectory.stationary_points]
    if any(low <= place[0] <= high and function.has_kink_at(place) for place in places):
        return -math.inf, math.inf
    with np.errstate(all="ignore"):
        found = function.hessians(np.linspace(low, high, CURVATURE_SAMPLES)[:, None])[:, 0, 0]
    found = found[np.isfinite(found)]
    return (float(found.min()), float(found.max())) if len(found) else (-math.inf, math.inf)


class Parabola:
    """A dashed line with its name: of the curvature at the ball, or of the greatest or the least on the axis."""

    def __init__(self, context: PanelContext, ball_path: BallPath, kind: Kind = "parabola") -> None:
        self.kind: Kind = kind
        self.context, self.ball_path, self.size = context, ball_path, context.mark_sizes
        theme, unit = context.theme, context.unit
        dashes = sizes.scaled_dashes(LINE_DASHES, unit)
        colour = {"parabola": theme.muted, "upper": theme.step, "lower": theme.minimum}[kind]
        self.line = Line([], colour, 0.75 * self.size.curve, clip=context.axes.box, dashes=dashes)
        self.name = Label(context.typesetter, TextStyle(self.size.label, colour, "semibold", halo=theme.paper))
        self.curvature: float | None = None
        if kind == "parabola":
            self.name.set_text(context.words.label("parabola"))
        elif kind in context.shown_marks:
            self.curvature = shown_curvatures(context, ball_path)[kind == "upper"]
            symbol, written = ("L", "m")[kind == "lower"], numbers.mathtext(numbers.single(self.curvature))
            self.name.set_text(f"${symbol} = {written}$" if math.isfinite(self.curvature) else "")

    def show(self, ball_state: BallState, alpha: float, occupied: Obstacles, curve: np.ndarray) -> None:
        """Sets the line to the ball's step, and places the name clear of the curve and of ``occupied`` boxes."""
        x, y = self.ball_path.points[ball_state.step]
        trajectory = self.ball_path.trajectory
        slope = float(trajectory.gradients[ball_state.step, 0])
        curvature = trajectory.run.function.curvature((x,))[0] if self.curvature is None else self.curvature
        xs = np.linspace(*self.context.axes.x_range, LINE_SAMPLES)
        if not math.isfinite(curvature):
            self.line.visible = self.name.visible = False
            return
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
