"""The progress of the animation: the words "step k of n" and a bar with one tick per step."""

from __future__ import annotations

import math
from functools import cache, partial
from typing import TYPE_CHECKING

from gdanim.drawing.canvas import Mark, compound
from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import rounded_rectangle
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts.run_names import join_parts
from gdanim.scene.clock import SweepClock, TimeClock
from gdanim.text import numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.animation.timeline import Moment
    from gdanim.decorations.figure_context import FigureContext
    from gdanim.drawing.canvas import Canvas, Outline
    from gdanim.drawing.reading_direction import ReadingDirection
    from gdanim.layout.page import Page

BAR_WIDTH, BAR_HEIGHT = 220, 7  # units
BAR_TOP = 74  # units from the top of the page
STRIP_BASELINE, STRIP_BAR_RAISE = 34, 10  # units: of the words in a frame of a strip; of the bar above that baseline
BAR_GAP = 24  # units between the words and a bar after them
MAX_TICKS = 50  # a bar of more steps has no ticks
TICK_GAP, MAX_TICK_GAP_SHARE = 4.0, 0.25  # pixels between two ticks, but at most this fraction of a tick
BAR_RADIUS = 1.5  # pixels: of the corners of a bar without ticks


class StepProgress:
    """The words above the bar at the end of ``line``, or at its start and the bar after them if ``is_one_line``.

    A tick of the bar is a step, with half a tick for each beat but in a strip's still frames, or an epoch.
    """

    def __init__(
        self,
        figure: FigureContext,
        page: Page,
        line: Box,
        baseline: float,
        bar_top: float,
        *,
        is_one_line: bool = False,
    ) -> None:
        unit, theme, reading = page.unit, figure.theme, figure.reading
        end = reading.from_end(line)
        self.steps, self.beats = figure.timeline.last_step, figure.timeline.beats
        self.is_still = figure.is_strip_frame
        has_values = bool(figure.scene.clock.name)
        style = TextStyle(page.text(26), theme.ink) if has_values else TextStyle(page.text(20), theme.muted)
        self.label = Label(figure.typesetter, style, end, baseline, reading.end)
        top = bar_top
        if figure.is_strip_frame:
            is_one_line, baseline = True, STRIP_BASELINE * unit
            top = (STRIP_BASELINE - STRIP_BAR_RAISE) * unit
        if is_one_line:
            weight = "semibold" if figure.is_strip_frame else "regular"
            style = TextStyle(page.text(21), theme.ink if figure.is_strip_frame else theme.muted, weight)
            self.label = Label(figure.typesetter, style, reading.from_start(line, 0), baseline, reading.start)
        self.text, self.updates_per_epoch = step_texts(figure), _updates_per_epoch(figure)
        self.counts_epochs = _counts_epochs(figure)
        count = -(-self.steps // self.updates_per_epoch) if self.counts_epochs else self.steps
        width, words_width = BAR_WIDTH * unit, self._words_width()
        if page.is_compact:
            width = min(width, words_width)
        if is_one_line and not figure.is_strip_frame:
            width = max(0.0, line.width - words_width - BAR_GAP * unit)
        left = end if reading.is_rtl else end - width
        box = Box(left, top, left + width, top + BAR_HEIGHT * unit)
        self.bar = ProgressBar(
            box, count, theme.ink, theme.chip, reading, has_ticks=not has_values and count <= MAX_TICKS
        )
        self.marks: list[Mark] = [self.label, self.bar]

    @property
    def width(self) -> float:
        """The maximum width of the progress in pixels."""
        return max(self.bar.box.width, self._words_width())

    def _words_width(self) -> float:
        """Returns the width in pixels of the longest words."""
        return max(self.label.set_text(self.text(step)).image.width for step in {0, self.steps // 2, self.steps})

    def show(self, moment: Moment) -> None:
        self.label.set_text(self.text(moment.step))
        has_halves = self.beats == 2 and not self.is_still
        part = moment.beat / 2 if has_halves and moment.phase == "step" else 0.0
        done = (moment.step + part) / (self.updates_per_epoch if self.counts_epochs else 1)
        self.bar.done = self.bar.count if moment.phase == "end" else done


def step_texts(figure: FigureContext) -> Callable[[int], str]:
    """Returns a function from a step to its words: steps, epochs, or both for a single run of many steps per epoch."""
    updates, last, words = _updates_per_epoch(figure), figure.timeline.last_step, figure.words
    counts_epochs = _counts_epochs(figure)
    match figure.scene.clock:
        case SweepClock():
            return partial(swept_value, figure)
        case TimeClock() as clock:
            return partial(time_text, clock)

    def text(step: int) -> str:
        epoch = {"k": -(-step // updates), "n": -(-last // updates)} if updates else {}
        if counts_epochs:
            return words.label("epoch_of", **epoch)
        steps = words.label("step_of", k=step, n=last)
        return f"{steps} · {words.label('epoch_of', **epoch)}" if updates > 1 else steps

    return text


def time_text(clock: TimeClock, tick: int) -> str:
    """Returns the time at a tick of the animation's clock."""
    return f"$t = {numbers.mathtext(numbers.single(tick * clock.tick_size))}$"


def swept_value(figure: FigureContext, index: int) -> str:
    """Returns the value of the swept number with its symbol, such as η = 0.62."""
    parts = figure.naming.name_parts[min(index, len(figure.scene.runs) - 1)]
    return join_parts(figure.words, parts.values())


def _counts_epochs(figure: FigureContext) -> bool:
    """Returns whether the words count epochs alone."""
    counts_steps_too = figure.runs_step_together and _updates_per_epoch(figure) > 1
    return figure.scene.epochs is not None and not counts_steps_too


def _updates_per_epoch(figure: FigureContext) -> int:
    """Returns the maximum number of updates per epoch; 0 if no run uses batches."""
    return max(run.sampling.updates_per_epoch if run.sampling else 0 for run in figure.scene.runs)


class ProgressBar(Mark):
    """A row of ticks in the reading direction; those before ``done`` are dark; without ticks it is one plain bar."""

    def __init__(
        self, box: Box, count: int, dark: str, light: str, reading: ReadingDirection, *, has_ticks: bool = True
    ) -> None:
        super().__init__()
        self.has_ticks = has_ticks
        self.box, self.count, self.dark, self.light, self.reading = box, count, dark, light, reading
        self.done = 0.0
        self.ticks = cache(self._ticks)

    def draw(self, canvas: Canvas) -> None:
        if not self.has_ticks:
            width = self.box.width * min(1.0, self.done / self.count)
            canvas.fill(rounded_rectangle(self.box, BAR_RADIUS), self.light)
            if width:
                canvas.fill(rounded_rectangle(self._section(0, width), BAR_RADIUS), self.dark)
            return
        whole = min(self.count, math.floor(self.done))
        canvas.fill(self.ticks(whole, self.count), self.light)
        canvas.fill(self.ticks(0, whole), self.dark)
        if whole < self.count and self.done > whole:
            canvas.fill(rounded_rectangle(self._tick(whole, self.done - whole), 0), self.dark)

    def _tick(self, index: int, part: float = 1.0) -> Box:
        pitch = self.box.width / self.count
        gap = min(TICK_GAP, MAX_TICK_GAP_SHARE * pitch)
        return self._section(index * pitch + gap / 2, (pitch - gap) * part)

    def _ticks(self, first: int, last: int) -> Outline:
        """Returns one outline for all ticks: fifty separate fills would cost more than the rest of a frame."""
        return compound([rounded_rectangle(self._tick(index), 0) for index in range(first, last)])

    def _section(self, along: float, width: float) -> Box:
        """Returns a section of the bar, ``along`` pixels from its start."""
        left = self.reading.left(self.box, along, width)
        return Box(left, self.box.top, left + width, self.box.bottom)
