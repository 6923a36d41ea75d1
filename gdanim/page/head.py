"""The top of the page: title, function and start on the reading side, the clock on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panels import Drawing
from gdanim.panels.marks.pen import Mark
from gdanim.panels.marks.plot import Box
from gdanim.panels.marks.shapes import rounded
from gdanim.panels.marks.text import Label, Style
from gdanim.typeset import trimmed

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.page.layout import Page
    from gdanim.panels.marks.pen import Pen
    from gdanim.panels.marks.text import Typesetter
    from gdanim.scene import Scene
    from gdanim.themes import Theme
    from gdanim.timeline import Moment, Timeline
    from gdanim.words import Words

LEFT, RIGHT = 52, 40
ETA = r"\eta"
TITLE, SUBTITLE = 54, 91  # base lines
CLOCK = (220, 7)  # the tick bar's width and height
CLOCK_TOP = 74
MOST_TICKS = 50


def head(
    scene: Scene, page: Page, theme: Theme, words: Words, text: Typesetter, timeline: Timeline, *, moving: bool
) -> Drawing:
    """The title's size gives way where it and the clock don't fit beside each other. No clock where nothing moves."""
    unit = page.unit
    left, right = LEFT * unit, page.width - RIGHT * unit
    clock = Clock(scene.steps, page, theme, words, text, timeline)
    room = right - left - (clock.width + 24 * unit if moving else 0)
    still: list[Artist] = []
    if scene.title:
        still.append(_title(scene.title, page, theme, text, room).to(left, TITLE * unit))
    still += _subtitle(scene, moving, page, theme, words, text, room)
    return Drawing(still=still, movers=clock.artists, show=clock.show) if moving else Drawing(still=still)


def _title(title: str, page: Page, theme: Theme, text: Typesetter, room: float) -> Label:
    size = page.text(31)
    while size > page.text(18) and text.width(title, Style(size, theme.ink, "bold")) > room:
        size -= 1
    style = Style(size, theme.ink, "bold")
    return Label(text, style).say(text.fit(title, style, room))


def _subtitle(scene: Scene, moving: bool, page: Page, theme: Theme, words: Words, text: Typesetter, room: float) -> list[Artist]:
    runs = scene.runs
    functions = {run.function for run in runs}
    if len(functions) > 1:
        return []
    function = runs[0].function
    size = page.text(20)
    quiet, strong = Style(size, theme.muted), Style(page.text(21), theme.ink)
    names = ", ".join(function.variables)
    formula = Label(text, strong).say(f"$f({names}) = {function.formula}$")
    formula.to(LEFT * page.unit, SUBTITLE * page.unit)
    if formula.image.width > room:
        return []
    starts = {run.start for run in runs}
    if len(starts) > 1 or not moving:
        return [formula]
    point = ", ".join(trimmed(value) for value in runs[0].start)
    begin = Label(text, quiet).say(f"{words.say('start')} $x_0 = {point}$")
    rate = Label(text, strong).say(f"${ETA} = {runs[0].schedule.text}$" if _rated(scene) else "")
    placed = [formula]
    for label in (begin, rate):
        at = placed[-1].x + placed[-1].image.width + 22 * page.unit
        if label.content and at + label.image.width - formula.x <= room:
            placed.append(label.to(at, formula.y))
    return [*placed]


def _rated(scene: Scene) -> bool:
    """Whether the subtitle names the step size: of a lesson in whose formula it stands."""
    schedule = scene.runs[0].schedule
    return len(scene.runs) == 1 and scene.formula.eta and schedule is not None and schedule.constant


class Clock:
    """"step k of n" over a bar with one tick a step, half a tick a beat."""

    def __init__(
        self, steps: int, page: Page, theme: Theme, words: Words, text: Typesetter, timeline: Timeline
    ) -> None:
        unit, right = page.unit, page.width - RIGHT * page.unit
        self.steps, self.words, self.beats = steps, words, timeline.beats
        self.label = Label(text, Style(page.text(20), theme.muted), right, TITLE * unit, "right")
        bar = Box(right - CLOCK[0] * unit, CLOCK_TOP * unit, right, (CLOCK_TOP + CLOCK[1]) * unit)
        self.bar = TickBar(bar, steps, theme.ink, theme.chip)
        self.artists: list[Artist] = [self.label, self.bar]

    @property
    def width(self) -> float:
        return max(self.bar.box.width, self.label.say(self._count(self.steps)).image.width)

    def _count(self, step: int) -> str:
        return self.words.say("step_of", k=step, n=self.steps)

    def show(self, moment: Moment) -> None:
        under_way = moment.phase == "step" and (self.beats == 2 or moment.travel > 0)
        ahead = 1 if self.beats == 2 and moment.phase != "end" else 0  # a lesson counts the step it speaks of
        self.label.say(self._count(moment.step + ahead))
        half = 0.5 if under_way and self.beats == 2 and moment.beat == 2 else 0.0
        self.bar.done = moment.step + (half if under_way else 0.0)
        if under_way and self.beats == 2:
            self.bar.done += 0.5


class TickBar(Mark):
    """A row of ticks; those before ``done`` are dark. Many steps make one plain bar."""

    def __init__(self, box: Box, count: int, dark: str, light: str) -> None:
        super().__init__()
        self.box, self.count, self.dark, self.light = box, count, dark, light
        self.done = 0.0

    def ink(self, pen: Pen) -> None:
        if self.count > MOST_TICKS:
            middle = self.box.left + self.box.width * min(1.0, self.done / self.count)
            pen.fill(rounded(self.box, 1.5), self.light)
            if middle > self.box.left:
                pen.fill(rounded(Box(self.box.left, self.box.top, middle, self.box.bottom), 1.5), self.dark)
            return
        pitch = self.box.width / self.count
        gap = min(4.0, 0.25 * pitch)
        for index in range(self.count):
            left = self.box.left + index * pitch + gap / 2
            right = left + pitch - gap
            pen.fill(rounded(Box(left, self.box.top, right, self.box.bottom), 0), self.light)
            part = min(1.0, max(0.0, self.done - index))
            if part:
                end = left + (right - left) * part
                pen.fill(rounded(Box(left, self.box.top, end, self.box.bottom), 0), self.dark)
