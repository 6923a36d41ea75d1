"""What stands still on a map: its frame and axes, the places where the slope is zero, a field."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes, ticks
from gdanim.drawing.arrows import Arrow, Shape
from gdanim.drawing.shapes import Line
from gdanim.marks import stationary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.text import Label
    from gdanim.functions.stationary import StationaryPoint
    from gdanim.panels import PanelContext

BALL = 14  # from the frame to its numbers: a ball on the frame leaves them in sight
APART = 46  # pixels between the arrows of a field


def frame(context: PanelContext, signs: Iterable[stationary.StationaryMarker]) -> list[Mark]:
    """The border and the tick labels, those aside that a sign would cover."""
    box, theme, unit = context.axes.box, context.theme, context.unit
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    made: list[Mark] = [Line([*corners, corners[0]], theme.axis, 1.2 * unit)]
    size = max(sizes.LEAST_TEXT, 15 * unit)
    labels: list[Label] = []
    if "ticks" in context.show:
        labels += (
            ticks.x_labels(context.axes, theme, context.text, unit, size, context.words.written)
            if context.has_x_ticks
            else []
        )
        write = context.words.written
        labels += (
            ticks.y_labels(context.axes, theme, context.text, unit, size, write, aside=BALL)
            if context.has_y_ticks
            else []
        )
    covered = [sign.padded_box for sign in signs]
    return [*made, *(label for label in labels if not label.overlaps(covered))]


def stationary_markers(context: PanelContext) -> dict[StationaryPoint, stationary.StationaryMarker]:
    """▲ in a ring at each minimum, ◆ at each saddle, ▼ at each maximum."""
    at = {spot: (context.axes.x(spot.point[0]), context.axes.y(spot.point[1])) for spot in stationary.chosen(context)}
    return stationary.signs(context, at)


def field(context: PanelContext) -> list[Mark]:
    """Arrows of one length against the gradient, on a grid of the page."""
    box, axes, unit = context.axes.box, context.axes, context.unit
    function = context.trajectories[0].run.function
    apart = APART * unit
    made: list[Mark] = []
    shape = Shape(1.6 * unit, 7 * unit, 6 * unit, 0)
    for down in np.arange(box.top + apart / 2, box.bottom, apart):
        for across in np.arange(box.left + apart / 2, box.right, apart):
            x = axes.x_range[0] + (across - box.left) / box.width * (axes.x_range[1] - axes.x_range[0])
            y = axes.y_range[1] - (down - box.top) / box.height * (axes.y_range[1] - axes.y_range[0])
            slope = function.gradient((float(x), float(y)))
            to = (axes.x(x - slope[0]) - across, axes.y(y - slope[1]) - down)
            length = math.hypot(*to)
            if 0 < length < math.inf:
                tip = (across + to[0] / length * 0.62 * apart, down + to[1] / length * 0.62 * apart)
                made.append(
                    Arrow(shape, context.theme.muted, context.theme.paper, (0, 0)).point(
                        (across, down), tip, box, start=0
                    )
                )
    return made
