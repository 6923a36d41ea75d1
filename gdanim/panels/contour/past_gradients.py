"""The steps that plain descent would have made at each past point: −η∇f."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing.arrows import Arrow, ArrowShape

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.panel_parts.ball_path import BallPath
    from gdanim.panels import PanelContext

SHAFT_WIDTH, HEAD_LENGTH, HEAD_WIDTH, HALO_WIDTH = 2.4, 10, 9, 1.2  # units


def past_gradient(context: PanelContext, ball_path: BallPath, step: int) -> list[Mark]:
    """Returns the arrow from x_k to x_k − η∇f(x_k); none at the last point, outside the map, or without η."""
    trajectory = ball_path.trajectory
    if "past_gradients" not in context.shown_marks or step >= trajectory.last_step or not ball_path.is_inside(step):
        return []
    eta, gradient = float(trajectory.etas[step]), trajectory.gradients[step].tolist()
    if not all(map(math.isfinite, (eta, *gradient))):
        return []
    unit, theme, axes = context.unit, context.theme, context.axes
    side = 1.0 if trajectory.run.is_ascent else -1.0
    x, y = (each + side * eta * slope for each, slope in zip(ball_path.points[step], gradient, strict=True))
    shape = ArrowShape(SHAFT_WIDTH * unit, HEAD_LENGTH * unit, HEAD_WIDTH * unit, HALO_WIDTH * unit)
    arrow = Arrow(shape, theme.step, theme.paper)
    return [arrow.move_between(ball_path.page_point(step), (axes.x(x), axes.y(y)), axes.box, start=0.0)]
