"""The two beats of a lesson's step in its formula bar: a number and its words, highlighted while the beat lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.canvas import PointMark
from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts.arrow_words import step_phrase

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Canvas, Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

BEAT_BASELINES = (54, 101)  # units from the bar's top
WORDS_SIZE, MIN_WORDS_SIZE = 20, 12.0  # units; pixels
DIGIT_SCALE = 0.8  # fraction of the words' size
DISC_RADIUS, DISC_OFFSET, WORDS_OFFSET = 14, 38, 64  # units; offsets from the reading start
DISC_RAISE, DIGIT_RAISE = 7, 1.5  # units above the baseline
WORDS_MARGIN, WIDTH_WITHOUT_WORDS = 76, 58  # units: width of a beat in addition to its words, and without words


class BeatIndicator:
    """One beat: its number on a disc at the reading start of ``box``, and its words. ``width`` is its width."""

    def __init__(self, context: PanelContext, box: Box, baseline: float, index: int) -> None:
        self.context, self.index = context, index
        words, unit, theme = context.words, context.unit, context.theme
        text = step_phrase(words, context.trajectories[0].run) if index else words.label("look")
        self.size = context.text_size(WORDS_SIZE, MIN_WORDS_SIZE)
        reading = context.reading
        disc_x = reading.from_start(box, DISC_OFFSET * unit)
        self.disc = Disc(DISC_RADIUS * unit).move_to(disc_x, baseline - DISC_RAISE * unit)
        self.digit_size = max(context.min_text, DIGIT_SCALE * self.size)
        digit_style = TextStyle(self.digit_size, theme.ink, "bold")
        self.digit = Label(context.typesetter, digit_style, disc_x, baseline - DIGIT_RAISE * unit, "center")
        self.digit.set_text(words.localized(str(index + 1)))
        self.label = Label(
            context.typesetter,
            TextStyle(self.size, theme.muted),
            reading.from_start(box, WORDS_OFFSET * unit),
            baseline,
            reading.start,
        ).set_text(text)
        self.marks: list[Mark] = [self.disc, self.digit, self.label]
        widest_style = TextStyle(self.size, theme.ink, "semibold")
        self.width = context.typesetter.width(text, widest_style) + WORDS_MARGIN * unit

    def hide_words(self) -> None:
        """Hides the words, so that the formula has room."""
        self.marks = [self.disc, self.digit]
        self.width = WIDTH_WITHOUT_WORDS * self.context.unit

    def show(self, moment: Moment, *, resting: bool) -> None:
        theme = self.context.theme
        lit = not resting and (moment.beat == self.index + 1 if moment.phase == "step" else self.index == 0)
        self.disc.colour = theme.ink if lit else theme.chip
        self.digit.style = TextStyle(self.digit_size, theme.paper if lit else theme.muted, "bold")
        self.label.style = TextStyle(self.size, theme.ink if lit else theme.muted, "semibold" if lit else "regular")


class Disc(PointMark):
    """The disc behind a beat's number."""

    def __init__(self, radius: float) -> None:
        super().__init__()
        self.radius, self.colour = radius, "#000000"

    def draw(self, canvas: Canvas) -> None:
        canvas.disc(self.x, self.y, self.radius, self.colour)
