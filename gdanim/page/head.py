"""The top of the page: title, function and start on the reading side, the clock on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panels import Drawing
from gdanim.panels.marks.naming import maths
from gdanim.panels.marks.pen import Mark
from gdanim.panels.marks.plot import Box
from gdanim.panels.marks.shapes import rounded
from gdanim.panels.marks.text import Label, Style
from gdanim.typeset import MINUS, trimmed

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.page.layout import Page
    from gdanim.page.setting import Setting
    from gdanim.panels.marks.pen import Pen
    from gdanim.timeline import Moment

LEFT, RIGHT = 52, 40
TITLE, SUBTITLE = 54, 91  # base lines
CLOCK = (220, 7)  # the tick bar's width and height
CLOCK_TOP = 74
MOST_TICKS = 50
FLAT = 2  # variables; a start of more is not written out


def head(setting: Setting, page: Page) -> Drawing:
    """The title's size gives way where it and the clock don't fit beside each other. No clock where nothing moves."""
    left, right = LEFT * page.unit, page.width - RIGHT * page.unit
    clock = Clock(setting, page) if setting.moving else None
    room = right - left - (clock.width + 24 * page.unit if clock else 0)
    still = [*_title(setting, page, room), *_subtitle(setting, page, room)]
    return Drawing(still=still, movers=clock.artists, show=clock.show) if clock else Drawing(still=still)


def _title(setting: Setting, page: Page, room: float) -> list[Label]:
    title, text, ink = setting.scene.title, setting.text, setting.theme.ink
    if not title:
        return []
    size = page.text(31)
    while size > page.text(18) and text.width(title, Style(size, ink, "bold")) > room:
        size -= 1
    style = Style(size, ink, "bold")
    return [Label(text, style, LEFT * page.unit, TITLE * page.unit).say(text.fit(title, style, room))]


def _subtitle(setting: Setting, page: Page, room: float) -> list[Label]:
    """The function, and where it fits the start and a lesson's step size; nothing where the functions differ."""
    if len({run.function for run in setting.scene.runs}) > 1:
        return []
    text = setting.text
    quiet, strong = Style(page.text(20), setting.theme.muted), Style(page.text(21), setting.theme.ink)
    function = setting.scene.runs[0].function
    names = ", ".join(function.variables) if len(function.variables) <= FLAT else r"\mathbf{x}"
    contents = [(strong, f"$f({names}) = {function.formula}$")]
    contents += [(quiet, part) for part in _start(setting)] + [(strong, part) for part in _rate(setting)]
    placed: list[Label] = []
    at, y = LEFT * page.unit, SUBTITLE * page.unit
    for style, content in contents:
        label = Label(text, style, at, y).say(content)
        if at + label.image.width - LEFT * page.unit > room:
            break
        placed.append(label)
        at += label.image.width + 22 * page.unit
    return placed


def _start(setting: Setting) -> list[str]:
    starts = {run.start for run in setting.scene.runs}
    if len(starts) > 1 or not setting.moving:
        return []
    start = next(iter(starts))
    if len(start) == 1:
        return [f"{setting.words.say('start')} $x_0 = {trimmed(start[0])}$"]
    point = r",\ ".join(trimmed(value).replace(MINUS, "{-}") for value in start)
    return [f"{setting.words.say('start')} $({point})$"] if len(start) == FLAT else []


def _rate(setting: Setting) -> list[str]:
    """A lesson's step size, where its formula holds one."""
    schedule = setting.scene.runs[0].schedule
    if schedule is None or not (schedule.constant and setting.lesson and setting.moving and setting.scene.formula.eta):
        return []
    return [rf"$\eta = {maths(schedule.text)}$"]


class Clock:
    """The words "step k of n" over a bar with one tick a step, half a tick a beat."""

    def __init__(self, setting: Setting, page: Page) -> None:
        unit, right, theme = page.unit, page.width - RIGHT * page.unit, setting.theme
        self.steps, self.words, self.beats = setting.scene.steps, setting.words, setting.timeline.beats
        self.label = Label(setting.text, Style(page.text(20), theme.muted), right, TITLE * unit, "right")
        bar = Box(right - CLOCK[0] * unit, CLOCK_TOP * unit, right, (CLOCK_TOP + CLOCK[1]) * unit)
        self.bar = TickBar(bar, self.steps, theme.ink, theme.chip)
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
