"""The top of the page: the title and the line under it on the reading side, the clock on the other."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from gdanim.decorations import subtitle
from gdanim.drawing.canvas import Mark, compound
from gdanim.drawing.geometry import Box
from gdanim.drawing.reading_direction import Reading
from gdanim.drawing.shapes import rounded_rectangle
from gdanim.drawing.text import Label, TextStyle
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.composition.context import FigureContext
    from gdanim.drawing.canvas import Canvas, Outline
    from gdanim.layout.spec import Page

LEFT, RIGHT = 52, 40
TITLE, SUBTITLE = 54, 91  # base lines
TWO_LINES = (-24, 6)  # those of a title that one line can't hold, from its own
CLOCK = (220, 7)  # the tick bar's width and height
CLOCK_TOP = 74
FRAMED = 34  # the clock's base line in a frame of a strip, with its bar beside it
MOST_TICKS = 50


def head(figure: FigureContext, page: Page) -> Drawing:
    """The title's size gives way where it and the clock don't fit beside each other. No clock where nothing moves.

    A frame of a strip has the clock alone.
    """
    line = _line(page)
    clock = Clock(figure, page) if figure.moving else None
    room = line.width - (clock.width + 24 * page.unit if clock else 0)
    static: list[Label] = []
    if not figure.framed:
        static += title(figure, page, line, room, TITLE * page.unit)
        roof = max((label.box.bottom for label in static), default=0.0)
        base = (SUBTITLE if figure.scene.title else TITLE) * page.unit
        static += subtitle.facts(figure, page, line, room, base, roof)
    return Drawing(static=static, movers=clock.artists, show=clock.show) if clock else Drawing(static=static)


def _line(page: Page) -> Box:
    """What the page's texts may take of its width."""
    return Box(LEFT * page.unit, 0, page.width - RIGHT * page.unit, page.height)


def title(figure: FigureContext, page: Page, line: Box, room: float, base: float) -> list[Label]:
    """The title on its base line, ``room`` pixels wide, or in two lines about it."""
    said, text, ink = " ".join((figure.scene.title or "").split()), figure.text, figure.theme.ink
    if not said:
        return []
    size = page.text(31)
    while size > page.text(24) and text.width(said, TextStyle(size, ink, "bold")) > room:
        size -= 1
    lines: list[str] = [said]
    bases: tuple[float, ...] = (base,)
    if text.width(said, TextStyle(size, ink, "bold")) > room:
        size, bases = page.text(22), tuple(base + shift * page.unit for shift in TWO_LINES)
        lines = text.wrap(said, TextStyle(size, ink, "bold"), room)
    style, reading = TextStyle(size, ink, "bold"), Reading(figure.words.right_to_left)
    shown = [*lines[: len(bases) - 1], " ".join(lines[len(bases) - 1 :])]  # what is left over ends in an ellipsis
    return [
        Label(text, style, reading.x(line, 0), at, reading.start).set_text(text.fit(words, style, room))
        for words, at in zip(shown, bases, strict=False)
        if words
    ]


def _updates(figure: FigureContext) -> int:
    """The most updates a pass over the data; 0 where no run draws batches of data."""
    return max(run.sampling.updates if run.sampling else 0 for run in figure.scene.runs)


class Clock:
    """The words "step k of n" over a bar with one tick a step, half a tick a beat; in a frame beside it."""

    def __init__(self, figure: FigureContext, page: Page) -> None:
        unit, theme, reading = page.unit, figure.theme, Reading(figure.words.right_to_left)
        line = _line(page)
        far = reading.far(line)
        self.steps, self.words, self.beats = figure.scene.steps, figure.words, figure.timeline.beats
        self.label = Label(figure.text, TextStyle(page.text(20), theme.muted), far, TITLE * unit, reading.end)
        left, top = far if reading.rtl else far - CLOCK[0] * unit, CLOCK_TOP * unit
        if figure.framed:
            style = TextStyle(page.text(21), theme.ink, "semibold")
            self.label = Label(figure.text, style, reading.x(line, 0), FRAMED * unit, reading.start)
            top = (FRAMED - 10) * unit
        bar = Box(left, top, left + CLOCK[0] * unit, top + CLOCK[1] * unit)
        self.updates = _updates(figure)
        self.epochs = None if figure.together and self.updates > 1 else figure.scene.epochs
        self.bar = TickBar(bar, self.epochs or self.steps, theme.ink, theme.chip, reading)
        self.artists: list[Mark] = [self.label, self.bar]

    @property
    def width(self) -> float:
        return max(self.bar.box.width, self.label.set_text(self._count(self.steps)).image.width)

    def _count(self, step: int) -> str:
        """The steps, the passes over the data, or both where one run takes many steps a pass."""
        epoch = {"k": -(-step // self.updates), "n": -(-self.steps // self.updates)} if self.updates else {}
        if self.epochs:
            return self.words.label("epoch_of", **epoch)
        steps = self.words.label("step_of", k=step, n=self.steps)
        return f"{steps} · {self.words.label('epoch_of', **epoch)}" if self.updates > 1 else steps

    def show(self, moment: Moment) -> None:
        ahead = 1 if self.beats == 2 and moment.phase != "end" else 0  # a lesson counts the step it speaks of
        self.label.set_text(self._count(moment.step + ahead))
        beats = moment.beat / 2 if self.beats == 2 and moment.phase == "step" else 0.0
        self.bar.done = (moment.step + beats) * self.bar.count / self.steps


class TickBar(Mark):
    """A row of ticks, in the way the page is read; those before ``done`` are dark. Many steps make one plain bar."""

    def __init__(self, box: Box, count: int, dark: str, light: str, reading: Reading) -> None:
        super().__init__()
        self.box, self.count, self.dark, self.light, self.reading = box, count, dark, light, reading
        self.done = 0.0
        self.ticks = cache(self._ticks)

    def draw(self, canvas: Canvas) -> None:
        if self.count > MOST_TICKS:
            taken = self.box.width * min(1.0, self.done / self.count)
            canvas.fill(rounded_rectangle(self.box, 1.5), self.light)
            if taken:
                canvas.fill(rounded_rectangle(self._part(0, taken), 1.5), self.dark)
            return
        whole = min(self.count, math.floor(self.done))
        canvas.fill(self.ticks(whole, self.count), self.light)
        canvas.fill(self.ticks(0, whole), self.dark)
        if whole < self.count and self.done > whole:
            canvas.fill(rounded_rectangle(self._tick(whole, self.done - whole), 0), self.dark)

    def _tick(self, index: int, part: float = 1.0) -> Box:
        pitch = self.box.width / self.count
        gap = min(4.0, 0.25 * pitch)
        return self._part(index * pitch + gap / 2, (pitch - gap) * part)

    def _ticks(self, first: int, last: int) -> Outline:
        """One outline for all: fifty filled one by one would cost more than the rest of a frame."""
        return compound([rounded_rectangle(self._tick(index), 0) for index in range(first, last)])

    def _part(self, along: float, width: float) -> Box:
        left = self.reading.left(self.box, along, width)
        return Box(left, self.box.top, left + width, self.box.bottom)
