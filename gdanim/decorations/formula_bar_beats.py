"""The two beats of a lesson's step, on its slate: a number and its words, lit while they are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.canvas import PointMark
from gdanim.drawing.reading_direction import Reading
from gdanim.drawing.sizes import LEAST_TEXT
from gdanim.drawing.text import Label, TextStyle

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Canvas, Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext


class BeatIndicator:
    """One of the two: its number on a disc, and its words beside it."""

    def __init__(self, context: PanelContext, box: Box, index: int) -> None:
        self.context, self.index = context, index
        ascending = context.trajectories[0].run.direction == "ascend"
        key = "look" if index == 0 else "step_with" if ascending else "step_against"
        unit, theme = context.unit, context.theme
        self.size = max(12.0, 20 * unit)
        y = box.top + (54 if index == 0 else 101) * unit
        reading = Reading(context.words.right_to_left)
        self.disc = Number(14 * unit).move_to(reading.x(box, 38 * unit), y - 7 * unit)
        self.small = max(LEAST_TEXT, 0.8 * self.size)
        self.digit = Label(
            context.text, TextStyle(self.small, theme.ink, "bold"), self.disc.x, y - 1.5 * unit, "center"
        )
        self.digit.set_text(context.words.written(str(index + 1)))
        x = reading.x(box, 64 * unit)
        self.label = Label(context.text, TextStyle(self.size, theme.muted), x, y, reading.start).set_text(
            context.words.label(key)
        )
        self.artists: list[Mark] = [self.disc, self.digit, self.label]
        wide = TextStyle(self.size, theme.ink, "semibold")
        self.taken = context.text.width(context.words.label(key), wide) + 76 * unit

    def hush(self) -> None:
        """Leave the number without its words, where the formula needs their room."""
        self.artists.remove(self.label)
        self.taken = 58 * self.context.unit

    def light(self, moment: Moment, *, resting: bool) -> None:
        theme = self.context.theme
        on = not resting and (moment.beat == self.index + 1 if moment.phase == "step" else self.index == 0)
        self.disc.colour = theme.ink if on else theme.chip
        self.digit.style = TextStyle(self.small, theme.paper if on else theme.muted, "bold")
        self.label.style = TextStyle(self.size, theme.ink if on else theme.muted, "semibold" if on else "regular")


class Number(PointMark):
    """The round ground of a beat's number."""

    def __init__(self, radius: float) -> None:
        super().__init__()
        self.radius, self.colour = radius, "#000000"

    def draw(self, canvas: Canvas) -> None:
        canvas.disc(self.x, self.y, self.radius, self.colour)
