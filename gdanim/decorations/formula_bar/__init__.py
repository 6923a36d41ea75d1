"""A lesson's formula bar: its beats, and the update rule in symbols with this step's numbers below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.animation import appearance
from gdanim.decorations.formula_bar.beat_indicator import (
    TALL_BASELINE,
    BeatIndicator,
    beat_baseline,
    beat_width,
    beat_words,
)
from gdanim.decorations.formula_bar.terms import SLOPES, Term, TermNumbers, rule_lines, term_lines
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Rectangle
from gdanim.drawing.text import TextStyle
from gdanim.functions.expressions.formula import letter
from gdanim.layout.lengths import LINE_PITCH, bar_height
from gdanim.panels import Drawing
from gdanim.text import typesetting
from gdanim.text.numbers import longest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.descent import Run
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

CORNER_RADIUS = 14  # units
FORMULA_MARGIN = 34  # units beside the formula
COLUMN_GAP, NARROW_COLUMN_GAP = 22, 12  # units between two symbols of a formula of one line, and of several
EQUATION_GAP = 3.0  # of that gap: additional between two equations of a line
ROW_BASELINES = {1: (56, 113), 2: (45, 85, 122)}  # units: of symbols and numbers, by the number of variables
ROWS_OF_SEVERAL = {1: (36, 65), 2: (32, 60, 86)}  # units: the same in the first of several lines
LOW_ROW_BASELINES = {1: (0, 35), 2: (0, 33, 66)}  # units: the same on a low bar, which has no symbols
ROW_SIZES = {1: (30, 29), 2: (27, 24)}  # units: of symbols and numbers, by the number of variables
SIZES_OF_SEVERAL = {1: (24, 23), 2: (23, 21)}  # units: the same in each of several lines
TALL_DROP, DROP_OF_SEVERAL = 50, 58  # units: how much lower the formula is under a row of beats, and its lines are
MAX_VARIABLES = max(ROW_BASELINES)
MIN_TEXT_SIZE = 12.0  # pixels, before the formula shrinks
SHRINK_FACTOR, MIN_SCALE = 0.94, 0.55  # factor per attempt on a narrow page; smallest scale
FRACTION_GROWTH = 1.24  # relative size of a symbol that is a fraction
MEASURED_STEPS = 400  # maximum number of steps measured to find the widest number
STATE_SPAN = (0.5, 2 / 3)  # fractions of beat one: what the rule makes of the slope appears, before the step


def line_count(run: Run) -> int:
    """Returns the number of lines of a run's formula bar."""
    return len(rule_lines(run)) or 1


class FormulaBar:
    """The formula bar in ``box``. Each of the formula's columns is as wide as the run's widest number in it."""

    def __init__(self, context: PanelContext, box: Box) -> None:
        self.context, self.box = context, box
        self.is_low = box.height < ROW_BASELINES[1][-1] * context.unit
        self.are_worded = True
        self.trajectory = context.trajectories[0]
        self.last_step = self.trajectory.last_step
        self.variables = range(len(self.trajectory.run.start))
        self.term_lines = term_lines(context)
        count, height = len(self.variables), box.height / context.unit + 1
        if self.is_low or height < bar_height(len(self.term_lines), count, is_page_tall=False):
            self.term_lines = self.term_lines[-1:]
        self.is_tall = height >= bar_height(len(self.term_lines), count, is_page_tall=True)
        self.term_numbers = TermNumbers(self.trajectory, context.formats)
        two_beats = context.timeline.beats == len(("look", "step"))
        has_beats = two_beats and not self.is_low
        words = beat_words(context) if has_beats else []
        self.beats = [BeatIndicator(context, *place, index, words) for index, place in
                      enumerate(self._beat_places(words))]  # fmt: skip
        self.drop = 0.0
        if self.is_tall:
            drop = DROP_OF_SEVERAL if len(self.term_lines) > 1 else TALL_DROP
            self.drop = drop * (1.0 if self.beats else 0.5) * context.unit
        self._typeset()
        if context.reading.is_rtl:
            self._move_to_left_end()

    def _beat_places(self, words: Sequence[str]) -> list[tuple[Box, float]]:
        """Returns the box at whose reading start each beat stands, and its baseline: all in a row above the formula."""
        box, unit, count = self.box, self.context.unit, len(words)
        if not self.is_tall:
            return [(box, beat_baseline(box, index, count, unit)) for index in range(count)]
        widths = [beat_width(self.context, text) for text in words]
        self.are_worded = sum(widths) <= box.width
        gap = (box.width - sum(widths)) / count
        parts = [width + gap if self.are_worded else box.width / count for width in widths]
        begins = [sum(parts[:index]) for index in range(count)]
        lefts = [self.context.reading.left(box, begin, part) for begin, part in zip(begins, parts, strict=True)]
        places = zip(lefts, parts, strict=True)
        return [(box._replace(left=left, right=left + part), box.top + TALL_BASELINE * unit) for left, part in places]

    def _typeset(self) -> None:
        """Sets the formula beside the beats with their words, or without words or beats if they leave no room.

        If it has no room even so, the line of the new point stands alone.
        """
        if self.is_tall and not self.are_worded:
            for beat in self.beats:
                beat.hide_words()
        if self._fits_beside_beats():
            return
        for beat in self.beats:
            beat.hide_words()
        if self._fits_beside_beats():
            return
        self.beats = []
        if not self._fits_beside_beats() and len(self.term_lines) > 1:
            self.term_lines = self.term_lines[-1:]
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
        self.symbols: list[Label] = []
        self.names: list[Label] = []
        self.numbers: list[tuple[Term, list[Label]]] = []
        self.left = min(self._write_line(index, scale) for index in range(len(self.term_lines)))

    def _write_line(self, index: int, scale: float) -> float:
        """Sets a line, and returns its left end."""
        unit, count, line = self.context.unit, len(self.variables), self.term_lines[index]
        symbols_y, *numbers_y = (self.box.top + y * unit + self.drop for y in self._baselines(index))
        sizes = (SIZES_OF_SEVERAL if len(self.term_lines) > 1 else ROW_SIZES)[count]
        symbol_size, number_size = (
            max(self.context.min_text, max(MIN_TEXT_SIZE, size * unit) * scale) for size in sizes
        )
        gap = (NARROW_COLUMN_GAP if len(self.term_lines) > 1 else COLUMN_GAP) * unit * scale
        symbols = [self._symbol_label(term, symbols_y, symbol_size) for term in line]
        numbers = [[self._label(term, y, number_size) for y in numbers_y] for term in line]
        left = self._place_columns(line, symbols, numbers, gap)
        variables = self.trajectory.run.function.variables if count > 1 else ()
        style = TextStyle(number_size, self.context.theme.muted)
        names_x = left - 2 * COLUMN_GAP * unit * scale
        self.names += [
            Label(self.context.typesetter, style, names_x, y).set_text(typesetting.maths(f"{letter(name)}:"))
            for name, y in zip(variables, numbers_y, strict=False)
        ]
        self.symbols += symbols
        self.numbers += zip(line, numbers, strict=True)
        return names_x if variables else left

    def _baselines(self, index: int) -> Sequence[float]:
        """Returns the baselines of a line's rows, in units from the bar's top."""
        count, lines = len(self.variables), len(self.term_lines)
        if self.is_low:
            return LOW_ROW_BASELINES[count]
        if lines == 1:
            return ROW_BASELINES[count]
        return [y + index * LINE_PITCH[count] for y in ROWS_OF_SEVERAL[count]]

    @property
    def width(self) -> float:
        """The width of the formula with its margin, in pixels."""
        return self.box.right - self.left

    def _move_to_left_end(self) -> None:
        """Moves the formula to its left end. A formula reads from left to right on every page, opposite the words."""
        shift = self.box.left + FORMULA_MARGIN * self.context.unit - self.left
        for label in (*self.symbols, *self.names, *(label for _, labels in self.numbers for label in labels)):
            label.x += shift

    def _label(self, term: Term, y: float, size: float) -> Label:
        return Label(self.context.typesetter, TextStyle(size, term.colour), 0, y, "center")

    def _symbol_label(self, term: Term, y: float, size: float) -> Label:
        size *= FRACTION_GROWTH if "frac" in term.symbol else 1
        return self._label(term, y, size).set_text(typesetting.maths(term.symbol))

    def _place_columns(
        self, line: Sequence[Term], symbols: Sequence[Label], numbers: Sequence[Sequence[Label]], gap: float
    ) -> float:
        """Sets the centre of each of a line's columns from the right; returns the line's left end."""
        right = self.box.right - FORMULA_MARGIN * self.context.unit
        for term, symbol, labels in reversed(list(zip(line, symbols, numbers, strict=True))):
            widths = [symbol.image.width, *(self._text_width(labels[0], text) for text in self._longest_texts(term))]
            for label in (symbol, *labels):
                label.x = right - max(widths) / 2
            right -= max(widths) + gap
            if term.is_result and term is not line[0]:
                right -= EQUATION_GAP * gap
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
        for term, labels in self.numbers:
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
            movers=[*beats, *(label for _, labels in self.numbers for label in labels)],
            show=self.show,
        )


def _is_revealed(term: Term, moment: Moment) -> bool:
    """Returns whether a number has appeared: what is known at once, the slope with its arrow, then what follows."""
    if term.is_known:
        return True
    if term.name in SLOPES or (not term.is_last_line and not term.is_result and term.has_number):
        return moment.reveal(*appearance.SLOPE_ARROW) == 1
    return moment.reveal(*(appearance.STEP_ARROW if term.is_last_line else STATE_SPAN)) == 1
