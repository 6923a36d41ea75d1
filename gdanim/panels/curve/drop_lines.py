"""Drop lines from the ball and its landing point to the axis, with their numbers among the tick labels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing import sizes, ticks
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label, without_overlaps
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import axes_frame

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panel_parts.ball_path import BallPath, BallState
    from gdanim.panels import PanelContext

LINE_OVERHANG, NUMBER_GAP = 5, 4  # units below the axis; pixels: minimum from there to its number
MIN_NUMBER_GAP = 15  # pixels between two numbers on the axis
NUMBER_SCALE = 1.1  # relative to the size of tick labels

MIN_LINE_DISTANCE = 2.0  # pixels between the lines of two points that print the same number


class DropLines:
    """The drop lines of a run. The ball's stays on x_k until the ball lands, because numbers change on landing."""

    def __init__(self, context: PanelContext, index: int, ball_path: BallPath) -> None:
        self.context, self.ball_path = context, ball_path
        theme, size, unit = context.theme, context.mark_sizes, context.unit
        dashes = sizes.scaled_dashes(sizes.DROP_DASHES, sizes.DROP_LINE * unit)
        self.ball_line = Line([], context.colour(index), sizes.DROP_LINE * unit, dashes=dashes, cap="butt")
        self.landing_line = Line([], theme.step, sizes.DROP_LINE * unit, dashes=dashes, cap="butt")
        self.lines: list[Mark] = [self.ball_line, self.landing_line]
        self.has_numbers = context.has_x_ticks and "ticks" in context.shown_marks
        self.tick_labels = axes_frame.x_tick_labels(context, axes_frame.y_tick_labels(context))
        usual_y = context.axes.box.bottom + ticks.X_LABEL_BASELINE * unit + 1
        y = self.tick_labels[0].y if self.tick_labels else usual_y
        colours = context.text_colour(index), theme.step
        styles = [TextStyle(size.tick * NUMBER_SCALE, colour, "bold") for colour in colours]
        self.ball_number, self.landing_number = (Label(context.typesetter, style, 0, y, "center") for style in styles)
        numbers = [*self.tick_labels, self.ball_number, self.landing_number]
        self.labels: list[Mark] = [*numbers] if self.has_numbers else []

    def show(self, ball_state: BallState, *, landing: bool) -> None:
        """Sets the lines to a step of the ball; ``landing``: whether the landing point is shown."""
        step = ball_state.step
        self._show_line(self.ball_line, self.ball_number, step, shown=self.ball_path.is_inside(step))
        self._show_line(self.landing_line, self.landing_number, step + 1, shown=landing)
        if self.landing_number.content == self.ball_number.content and self.ball_number.visible:
            self.landing_number.visible = False  # the same number twice, one of them away from its place
            self.landing_line.visible &= abs(self.landing_number.x - self.ball_number.x) > MIN_LINE_DISTANCE
        self._place_landing_number()
        self._hide_numbers()

    def _place_landing_number(self) -> None:
        """Moves the landing's number away from the ball's, in the step's direction, as far as both need."""
        ball, landing, box = self.ball_number, self.landing_number, self.context.axes.box
        if not (ball.visible and landing.visible):
            return
        ahead = 1 if landing.x > ball.x else -1
        x = ball.x + ahead * ((ball.box.width + landing.box.width) / 2 + MIN_NUMBER_GAP)
        anchors: list[Anchor] = [landing.anchor]
        if box.left < x < box.right:
            anchors.append((landing.side, x, landing.y))
        place_label(landing, anchors, [Obstacles(boxes=[ball.box], gap=(MIN_NUMBER_GAP, math.inf))])

    def _show_line(self, line: Line, number: Label, step: int, *, shown: bool) -> None:
        line.visible = shown
        number.visible = shown
        if shown:
            x, y = self.ball_path.page_point(step)
            text = self.context.printed_number(self.context.formats.point[0], self.ball_path.points[step][0])
            number.set_text(text).move_to(x, number.y)
            line.move_to([(x, y), (x, self._end(number))])

    def _end(self, number: Label) -> float:
        """Returns the lower end of a line: on the axis, or slightly below it if it does not touch its number there."""
        bottom = self.context.axes.box.bottom
        if not self.has_numbers:
            return bottom
        return max(bottom, min(bottom + LINE_OVERHANG * self.context.unit, number.box.top - NUMBER_GAP))

    def _hide_numbers(self) -> None:
        """Hides overlapping numbers: the ball's has priority over the landing's, both over tick labels."""
        numbers = [number for number in (self.ball_number, self.landing_number) if number.visible]
        free = without_overlaps([*numbers, *self.tick_labels], Obstacles(gap=(MIN_NUMBER_GAP, math.inf)))
        for label in (self.ball_number, self.landing_number, *self.tick_labels):
            label.visible = label in free
