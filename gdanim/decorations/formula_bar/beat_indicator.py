"""The beats of a lesson's step in its formula bar: a number and its words, highlighted while the beat lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.animation import appearance
from gdanim.decorations.formula_bar.terms import rule_lines
from gdanim.drawing.canvas import PointMark
from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts.arrow_words import step_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Canvas, Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

BEAT_PITCHES = {2: 47, 3: 40}  # units between the baselines of two beats, by their number
BASELINE_DROP = 6.5  # units from the middle of all beats to that of their baselines
TALL_BASELINE = 54  # units from the bar's top, on a tall page
WORDS_SIZE, MIN_WORDS_SIZE = 20, 12.0  # units; pixels
DIGIT_SCALE = 0.8  # fraction of the words' size
DISC_RADIUS, DISC_OFFSET, WORDS_OFFSET = 14, 38, 64  # units; offsets from the reading start
DISC_RAISE, DIGIT_RAISE = 7, 1.5  # units above the baseline
WORDS_MARGIN, WIDTH_WITHOUT_WORDS = 76, 58  # units: width of a beat in addition to its words, and without words


def beat_words(context: PanelContext) -> list[str]:
    """Returns the words of the beats: the slope, what the rule makes of it where it remembers slopes, and the step."""
    run, words = context.trajectories[0].run, context.words
    between = [words.label(run.optimizer.rule.memory_label)] if len(rule_lines(run)) > 1 else []
    return [words.label("look"), *between, step_phrase(words, run)]


def beat_width(context: PanelContext, text: str) -> float:
    """Returns the width in pixels of a beat with its words at their boldest."""
    style = TextStyle(context.text_size(WORDS_SIZE, MIN_WORDS_SIZE), context.theme.ink, "semibold")
    return context.typesetter.width(text, style) + WORDS_MARGIN * context.unit


def beat_baseline(box: Box, index: int, count: int, unit: float) -> float:
    """Returns the baseline of a beat, all about the middle of their bar."""
    return (box.top + box.bottom) / 2 + (BASELINE_DROP + (index - (count - 1) / 2) * BEAT_PITCHES[count]) * unit


class BeatIndicator:
    """One beat: its number on a disc at the reading start of ``box``, and its words. ``width`` is its width."""

    def __init__(self, context: PanelContext, box: Box, baseline: float, index: int, texts: Sequence[str]) -> None:
        self.context, self.index, self.count = context, index, len(texts)
        words, unit, theme = context.words, context.unit, context.theme
        text = texts[index]
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
        self.width = beat_width(context, text)

    def hide_words(self) -> None:
        """Hides the words, so that the formula has room."""
        self.marks = [self.disc, self.digit]
        self.width = WIDTH_WITHOUT_WORDS * self.context.unit

    def show(self, moment: Moment, *, resting: bool) -> None:
        theme = self.context.theme
        lit = not resting and self._is_lit(moment)
        self.disc.colour = theme.ink if lit else theme.chip
        self.digit.style = TextStyle(self.digit_size, theme.paper if lit else theme.muted, "bold")
        self.label.style = TextStyle(self.size, theme.ink if lit else theme.muted, "semibold" if lit else "regular")

    def _is_lit(self, moment: Moment) -> bool:
        """Returns whether the picture shows this beat; before the first step, a whole picture shows all."""
        if moment.phase == "intro":
            return moment.look_progress == 1 or self.index == 0
        if moment.beat == len(("look", "step")):
            return self.index == self.count - 1
        begins = appearance.STEP_ARROW[: self.count - 1]
        return self.index == sum(moment.look_progress > begin for begin in begins)


class Disc(PointMark):
    """The disc behind a beat's number."""

    def __init__(self, radius: float) -> None:
        super().__init__()
        self.radius, self.colour = radius, "#000000"

    def draw(self, canvas: Canvas) -> None:
        canvas.disc(self.x, self.y, self.radius, self.colour)
