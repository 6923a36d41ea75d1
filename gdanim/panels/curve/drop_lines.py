"""Drop lines: where the ball and its landing stand on the axis, with their numbers among the tick labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing import sizes, ticks
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks import axes_frame
from gdanim.text.numbers import trimmed

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.marks.ball_path import BallPath, BallState
    from gdanim.panels import PanelContext

PAST, CLEAR = 5, 4  # units that a line goes on under the axis, and pixels from there to its number, at least
APART = 14  # pixels between two numbers on the axis, at least


class DropLines:
    """The ball's line stays on x_k until the ball lands: a number changes on landing."""

    def __init__(self, context: PanelContext, ball_path: BallPath) -> None:
        self.context, self.ball_path = context, ball_path
        theme, size, unit = context.theme, axes_frame.scale(context), context.unit
        dashes = tuple(part * sizes.DROP * unit for part in sizes.DASH)
        self.here = Line([], theme.ball, sizes.DROP * unit, dashes=dashes, cap="butt")
        self.there = Line([], theme.step, sizes.DROP * unit, dashes=dashes, cap="butt")
        self.lines: list[Mark] = [self.here, self.there]
        self.ticks = (
            ticks.x_labels(context.axes, theme, context.text, unit, size.tick, context.words.written)
            if self.numbered
            else []
        )
        y = context.axes.box.bottom + ticks.AWAY * unit + 1
        self.now = Label(context.text, TextStyle(size.tick * 1.1, theme.ball, "bold"), 0, y, "center")
        self.next = Label(context.text, TextStyle(size.tick * 1.1, theme.step, "bold"), 0, y, "center")
        self.labels: list[Mark] = [*self.ticks, self.now, self.next] if self.numbered else []

    @property
    def numbered(self) -> bool:
        return self.context.has_x_ticks and "ticks" in self.context.show

    def show(self, spot: BallState, *, landing: bool) -> None:
        self._line(self.here, self.now, spot.step, shown=self.ball_path.inside(spot.step))
        self._line(self.there, self.next, spot.step + 1, shown=landing)
        self._aside()
        self._make_room()

    def _aside(self) -> None:
        """Move the landing's number on from the ball's, along the way of the step, as far as both need."""
        if not (self.now.visible and self.next.visible):
            return
        ahead = 1 if self.next.x > self.now.x else -1
        needed = (self.now.box.width + self.next.box.width) / 2 + APART + 1  # texts stand on whole pixels
        box = self.context.axes.box
        if (self.next.x - self.now.x) * ahead < needed and box.left < self.now.x + ahead * needed < box.right:
            self.next.move_to(self.now.x + ahead * needed, self.next.y)

    def _line(self, line: Line, label: Label, step: int, *, shown: bool) -> None:
        line.visible = shown
        label.visible = shown
        if shown:
            x, y = self.ball_path.pixel(step)
            label.set_text(self.context.words.written(trimmed(self.ball_path.points[step][0]))).move_to(x, label.y)
            line.move_to([(x, y), (x, self._foot(label))])

    def _foot(self, label: Label) -> float:
        """Where a line ends: on the axis, or a little under it where it does not touch its number there."""
        bottom = self.context.axes.box.bottom
        return max(bottom, min(bottom + PAST * self.context.unit, label.box.top - CLEAR)) if self.numbered else bottom

    def _make_room(self) -> None:
        """The ball's number goes first, then the landing's, then the ticks'."""
        taken: list[tuple[float, float]] = []
        for label in (self.now, self.next, *self.ticks):
            left, _, right, _ = label.box if label.content else (0.0, 0.0, -1.0, 0.0)
            asked = label.visible if label in (self.now, self.next) else True
            free = all(right + APART < begin or left - APART > end for begin, end in taken)
            label.visible = asked and free
            if asked and free:
                taken.append((left, right))
