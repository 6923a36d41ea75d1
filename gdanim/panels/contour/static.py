"""What stands still on a map: its frame and axes, the places where the slope is zero, a field."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.arrows import Arrow, ArrowShape
from gdanim.drawing.placement import Obstacles, keep_free
from gdanim.drawing.shapes import Line
from gdanim.marks import axes_frame, stationary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Label
    from gdanim.functions.stationary import StationaryPoint
    from gdanim.panels import PanelContext

BALL = 14  # units from the frame to its numbers
APART = 46  # pixels between the arrows of a field


def frame(context: PanelContext, signs: Iterable[stationary.StationaryMarker]) -> list[Mark]:
    """The border and the tick labels, those aside that a sign would cover."""
    box, theme, unit = context.axes.box, context.theme, context.unit
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    made: list[Mark] = [Line([*corners, corners[0]], theme.axis, 1.2 * unit)]
    return [*made, *keep_free(tick_labels(context), Obstacles(boxes=[sign.padded_box for sign in signs]))]


def tick_labels(context: PanelContext) -> list[Label]:
    """The numbers of both axes, so far from the frame that a ball on it leaves them in sight."""
    return axes_frame.tick_labels(context, BALL)


def stationary_markers(context: PanelContext) -> dict[StationaryPoint, stationary.StationaryMarker]:
    """▲ in a ring at each minimum, ◆ at each saddle, ▼ at each maximum."""
    axes, points = context.axes, stationary.marked_points(context)
    return stationary.markers(context, {each: (axes.x(each.point[0]), axes.y(each.point[1])) for each in points})


def field(context: PanelContext) -> list[Mark]:
    """Arrows of one length against the gradient, on a grid of the page."""
    box, axes, unit = context.axes.box, context.axes, context.unit
    function = context.trajectories[0].run.function
    apart = APART * unit
    made: list[Mark] = []
    shape = ArrowShape(1.6 * unit, 7 * unit, 6 * unit, 0)
    for down in np.arange(box.top + apart / 2, box.bottom, apart):
        for across in np.arange(box.left + apart / 2, box.right, apart):
            x = axes.x_range[0] + (across - box.left) / box.width * (axes.x_range[1] - axes.x_range[0])
            y = axes.y_range[1] - (down - box.top) / box.height * (axes.y_range[1] - axes.y_range[0])
            slope = function.gradient((float(x), float(y)))
            to = (axes.x(x - slope[0]) - across, axes.y(y - slope[1]) - down)
            length = math.hypot(*to)
            if 0 < length < math.inf:
                tip = (across + to[0] / length * 0.62 * apart, down + to[1] / length * 0.62 * apart)
                arrow = Arrow(shape, context.theme.muted, context.theme.paper, (0, 0))
                made.append(arrow.move_between((across, down), tip, box, start=0))
    return made
