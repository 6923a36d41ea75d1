"""The mean of a run's iterates: a hollow ball, and its hollow path."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Ring

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import PagePoint
    from gdanim.panel_parts.run_layer import RunLayer

BALL_SCALE = 0.85  # of the run's ball
LABEL_SIZE, LABEL_GAP = 15, 7  # units; the gap from the hollow ball to its name
BALL_STROKE, PATH_WIDTH, CORE_SHARE = 2.6, 4.4, 0.5  # units; the part of the path's width that is hollow


class AverageMarks:
    """The averages of one run in a panel.

    Parameters
    ----------
    layer
        The run's layer.
    radius
        The radius of the run's ball, in pixels.
    place
        Returns the page point of an average ``(d,)``.
    """

    def __init__(self, layer: RunLayer, radius: float, place: Callable[[Sequence[float]], PagePoint]) -> None:
        self.layer, self.place = layer, place
        context, means = layer.context, layer.trajectory.averages
        self.means: list[list[float]] = [] if means is None else means.tolist()
        self.ball = Ring(layer.colour, context.theme.paper, BALL_SCALE * radius, BALL_STROKE * context.unit)
        style = context.text_style(LABEL_SIZE, context.theme.ink, has_halo=True)
        self.label = Label(context.typesetter, style, side="center").set_text(context.words.label("average"))
        shown = self.means and "ball" in context.shown_marks
        named = [self.label] if context.is_lesson else []
        self.marks: list[Mark] = [self.ball, *named] if shown else []

    def point(self, step: int) -> PagePoint | None:
        """Returns where the average of a step lies on the page; None if there is none in the panel."""
        if not 0 <= step < len(self.means) or not all(map(math.isfinite, self.means[step])):
            return None
        x, y = self.place(self.means[step])
        box = self.layer.context.axes.box
        return (x, y) if box.left <= x <= box.right and box.top <= y <= box.bottom else None

    def show(self, step: int) -> None:
        """Sets the hollow ball on the average of a step."""
        at = self.point(min(step, len(self.means) - 1))
        self.ball.visible = self.label.visible = at is not None
        if at is not None:
            self.ball.move_to(*at)
            self.label.move_to(at[0], at[1] - self.ball.radius - LABEL_GAP * self.layer.context.unit)

    def persist(self, step: int) -> list[Mark]:
        """Returns the part of the hollow path that a step adds."""
        begin, end = self.point(step - 1), self.point(step)
        if begin is None or end is None or "trail" not in self.layer.context.shown_marks:
            return []
        context = self.layer.context
        width = PATH_WIDTH * context.unit
        ends, box = [begin, end], context.axes.box
        return [
            Line(ends, self.layer.colour, width, clip=box),
            Line(ends, context.theme.paper, CORE_SHARE * width, clip=box),
        ]
