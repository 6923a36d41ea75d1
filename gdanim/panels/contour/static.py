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
    from gdanim.functions.stationary import Stationary
    from gdanim.panels import Stage

BALL = 14  # from the frame to its numbers: a ball on the frame leaves them in sight
APART = 46  # pixels between the arrows of a field


def frame(stage: Stage, signs: Iterable[stationary.Sign]) -> list[Mark]:
    """The border and the tick labels, those aside that a sign would cover."""
    box, theme, unit = stage.plot.box, stage.theme, stage.unit
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    made: list[Mark] = [Line([*corners, corners[0]], theme.axis, 1.2 * unit)]
    size = max(sizes.LEAST_TEXT, 15 * unit)
    labels: list[Label] = []
    if "ticks" in stage.show:
        labels += ticks.x_labels(stage.plot, theme, stage.text, unit, size, stage.words.written) if stage.lowest else []
        write = stage.words.written
        labels += [] if stage.inner else ticks.y_labels(stage.plot, theme, stage.text, unit, size, write, aside=BALL)
    covered = [sign.plate for sign in signs]
    return [*made, *(label for label in labels if not label.meets(covered))]


def stationary_markers(stage: Stage) -> dict[Stationary, stationary.Sign]:
    """▲ in a ring at each minimum, ◆ at each saddle, ▼ at each maximum."""
    at = {spot: (stage.plot.x(spot.point[0]), stage.plot.y(spot.point[1])) for spot in stationary.chosen(stage)}
    return stationary.signs(stage, at)


def field(stage: Stage) -> list[Mark]:
    """Arrows of one length against the gradient, on a grid of the page."""
    box, plot, unit = stage.plot.box, stage.plot, stage.unit
    function = stage.trajectories[0].run.function
    apart = APART * unit
    made: list[Mark] = []
    shape = Shape(1.6 * unit, 7 * unit, 6 * unit, 0)
    for down in np.arange(box.top + apart / 2, box.bottom, apart):
        for across in np.arange(box.left + apart / 2, box.right, apart):
            x = plot.x_range[0] + (across - box.left) / box.width * (plot.x_range[1] - plot.x_range[0])
            y = plot.y_range[1] - (down - box.top) / box.height * (plot.y_range[1] - plot.y_range[0])
            slope = function.gradient((float(x), float(y)))
            to = (plot.x(x - slope[0]) - across, plot.y(y - slope[1]) - down)
            length = math.hypot(*to)
            if 0 < length < math.inf:
                tip = (across + to[0] / length * 0.62 * apart, down + to[1] / length * 0.62 * apart)
                made.append(
                    Arrow(shape, stage.theme.muted, stage.theme.paper, (0, 0)).point((across, down), tip, box, start=0)
                )
    return made
