"""A lesson's formula bar: its two beats, and the update rule in symbols with this step's numbers below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.animation import appearance
from gdanim.decorations.formula_bar.beat_indicator import BEAT_BASELINES, BeatIndicator
from gdanim.decorations.formula_bar.terms import Term, TermNumbers, terms
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Rectangle
from gdanim.drawing.text import TextStyle
from gdanim.functions.expressions.formula import letter
from gdanim.panels import Drawing
from gdanim.text import typesetting
from gdanim.text.numbers import longest

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

CORNER_RADIUS = 14  # units
FORMULA_MARGIN = 34  # units beside the formula
COLUMN_GAP = 22  # units between two symbols of the formula
ROW_BASELINES = {1: (56, 113), 2: (45, 85, 122)}  # units: of symbols and numbers, by the number of variables
LOW_ROW_BASELINES = {1: (0, 35), 2: (0, 33, 66)}  # units: the same on a low bar, which has no symbols
ROW_SIZES = {1: (30, 29), 2: (27, 24)}  # units: of symbols and numbers, by the number of variables
TALL_HEIGHT, TALL_DROP = 170, 50  # units: a higher bar has its beats in a row above; how much lower the formula is
MAX_VARIABLES = max(ROW_BASELINES)
MIN_TEXT_SIZE = 12.0  # pixels, before the formula shrinks
SHRINK_FACTOR, MIN_SCALE = 0.94, 0.55  # factor per attempt on a narrow page; smallest scale
FRACTION_GROWTH = 1.24  # relative size of a symbol that is a fraction
MEASURED_STEPS = 400  # maximum number of steps measured to find the widest number


class FormulaBar:
    """The formula bar in ``box``. Each of the formula's columns is as wide as the run's widest number in it."""

    def __init__(self, context: PanelContext, box: Box) -> None:
        self.context, self.box = context, box
        self.is_low = box.height < ROW_BASELINES[1][-1] * context.unit
        self.is_tall = box.height > TALL_HEIGHT * context.unit
        self.trajectory = context.trajectories[0]
        self.last_step = self.trajectory.last_step
        self.variables = range(len(self.trajectory.run.start))
        self.terms = terms(context)
        self.term_numbers = TermNumbers(self.terms, self.trajectory, context.formats)
        two_beats = context.timeline.beats == len(("look", "step"))
        has_beats = two_beats and not self.is_low
        self.beats = (
            [BeatIndicator(context, *self._beat_place(index), index) for index in range(2)] if has_beats else []
        )
        self.drop = 0.0
        if self.is_tall:
            self.drop = TALL_DROP * (1.0 if self.beats else 0.5) * context.unit
        self._typeset()
        if context.reading.is_rtl:
            self._move_to_left_end()

    def _beat_place(self, index: int) -> tuple[Box, float]:
        """Returns the box at whose reading start a beat stands, and its baseline: both in a row on a tall page."""
        box, unit = self.box, self.context.unit
        if not self.is_tall:
            return box, box.top + BEAT_BASELINES[index] * unit
        half = box.width / 2
        left = self.context.reading.left(box, index * half, half)
        return box._replace(left=left, right=left + half), box.top + BEAT_BASELINES[0] * unit

    def _typeset(self) -> None:
        """Sets the formula beside the beats with their words, or without words or beats if they leave no room."""
        if self.is_tall and any(beat.width > self.box.width / 2 for beat in self.beats):
            for beat in self.beats:
                beat.hide_words()
        if self._fits_beside_beats():
            return
        for beat in self.beats:
            beat.hide_words()
        if not self._fits_beside_beats():
            self.beats = []
            self._fits_beside_beats()

    def _fits_beside_beats(self) -> bool:
        """Sets the formula as large as possible beside the beats; returns whether it fits."""
        beside = [] if self.is_tall else [beat.width for beat in self.beats]
        room = self.box.width - max(beside, default=FORMULA_MARGIN * self.context.unit)
        scale = 1.0
        self._write(scale)
        while self.width > room and scale > MIN_SCALE:
            scale *= SHRINK_FACTOR
            self._write(scale)
        return self.width <= room

    def _write(self, scale: float) -> None:
        """Sets the symbols and the numbers, scaled by ``scale`` but never below the minimum size."""
        unit, count = self.context.unit, len(self.variables)
        baselines = LOW_ROW_BASELINES[count] if self.is_low else ROW_BASELINES[count]
        symbols_y, *numbers_y = (self.box.top + baseline * unit + self.drop for baseline in baselines)
        symbol_size, number_size = (
            max(self.context.min_text, max(MIN_TEXT_SIZE, size * unit) * scale) for size in ROW_SIZES[count]
        )
        self.symbols = [self._symbol_label(term, symbols_y, symbol_size) for term in self.terms]
        self.numbers = [[self._label(term, y, number_size) for y in numbers_y] for term in self.terms]
        self.left = self._place_columns(COLUMN_GAP * unit * scale)
        names = self.trajectory.run.function.variables if count > 1 else ()
        style = TextStyle(number_size, self.context.theme.muted)
        names_x = self.left - 2 * COLUMN_GAP * unit * scale
        self.names = [
            Label(self.context.typesetter, style, names_x, y).set_text(typesetting.maths(f"{letter(name)}:"))
            for name, y in zip(names, numbers_y, strict=False)
        ]
        self.left = names_x if names else self.left

    @property
    def width(self) -> float:
        """The width of the formula with its margin, in pixels."""
        return self.box.right - self.left

    def _move_to_left_end(self) -> None:
        """Moves the formula to its left end. A formula reads from left to right on every page, opposite the words."""
        shift = self.box.left + FORMULA_MARGIN * self.context.unit - self.left
        for label in (*self.symbols, *self.names, *(label for labels in self.numbers for label in labels)):
            label.x += shift

    def _label(self, term: Term, y: float, size: float) -> Label:
        return Label(self.context.typesetter, TextStyle(size, term.colour), 0, y, "center")

    def _symbol_label(self, term: Term, y: float, size: float) -> Label:
        size *= FRACTION_GROWTH if "frac" in term.symbol else 1
        return self._label(term, y, size).set_text(typesetting.maths(term.symbol))

    def _place_columns(self, gap: float) -> float:
        """Sets each column's centre from the right; returns the formula's left end."""
        right = self.box.right - FORMULA_MARGIN * self.context.unit
        for term, symbol, numbers in reversed(list(zip(self.terms, self.symbols, self.numbers, strict=True))):
            widths = [symbol.image.width, *(self._text_width(numbers[0], text) for text in self._longest_texts(term))]
            for label in (symbol, *numbers):
                label.x = right - max(widths) / 2
            right -= max(widths) + gap
        return right

    def _longest_texts(self, term: Term) -> list[str]:
        steps = range(min(self.last_step, MEASURED_STEPS))
        texts = {self.term_numbers.text(term, axis, step) for axis in self.variables for step in steps}
        return longest(texts, 2) or [""]

    def _text_width(self, label: Label, text: str) -> int:
        return label.set_text(typesetting.number(text)).image.width

    def show(self, moment: Moment) -> None:
        step = min(moment.step, self.last_step - 1) if self.last_step else 0
        resting = moment.phase == "end" or moment.step >= self.last_step
        for term, labels in zip(self.terms, self.numbers, strict=True):
            for axis, label in enumerate(labels):
                label.set_text(typesetting.number(self.term_numbers.text(term, axis, step) if self.last_step else ""))
                label.visible = resting or _is_revealed(term, moment)
        for beat in self.beats:
            beat.show(moment, resting=resting)

    def drawing(self) -> Drawing:
        context = self.context
        background = Rectangle(self.box, context.theme.sheet, CORNER_RADIUS * context.unit)
        beats: list[Mark] = [mark for beat in self.beats for mark in beat.marks]
        return Drawing(
            static=[background, *(() if self.is_low else self.symbols), *self.names],
            movers=[*beats, *(label for labels in self.numbers for label in labels)],
            show=self.show,
        )


def _is_revealed(term: Term, moment: Moment) -> bool:
    """Returns whether a number has appeared: the old point at once, the others with their arrows."""
    if term.name == "x":
        return True
    if term.name in {"slope", "velocity"}:
        return moment.reveal(*appearance.SLOPE_ARROW) == 1
    return moment.reveal(*appearance.STEP_ARROW) == 1
