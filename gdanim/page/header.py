"""A cell's header: which run it is at the reading start, its number or its verdict at the other end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from gdanim.page.readout import Field, Readout
from gdanim.panels import Drawing
from gdanim.panels.marks.icons import Icon
from gdanim.panels.marks.naming import but, label
from gdanim.panels.marks.reading import Reading
from gdanim.panels.marks.shapes import Marker
from gdanim.panels.marks.sizes import LEAST_TEXT
from gdanim.panels.marks.text import Label, Style

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.descent import Trajectory
    from gdanim.page.contents import Page
    from gdanim.page.setting import Setting
    from gdanim.panels import Stage
    from gdanim.panels.marks.plot import Box
    from gdanim.panels.marks.text import Side
    from gdanim.timeline import Moment

SIZE, LEGEND_SIZE = 27, 22  # of a run's name, at 960 pixels
LEGEND_LEAST = 13.5  # the same in a legend, at least: longer names are shortened
FLAT = 2  # variables whose numbers are shown
VERDICT_SIZES, LEAST_VERDICT = (20, 17.5, 15.5), 12.0  # at 960 pixels; and in pixels
READOUT, LEGEND_READOUT = 0.4, 0.5  # of the header's width, kept for the number and the verdict
GAP, ICON = 16, 11.5  # behind a name; and the radius of a verdict's sign, at 960 pixels
BASE = 0.68  # of the header's height: its texts' base line


def name_size(setting: Setting, page: Page, stage: Stage, box: Box) -> float:
    """The greatest size in which every run's name has room in a header like ``box``, down to the least legible."""
    legend = setting.crowd > 1
    size = page.text(LEGEND_SIZE if legend else SIZE)
    kept = (LEGEND_READOUT if legend else READOUT) if "readout" in stage.show else 0
    sign = 2 * ICON + GAP if kept == 0 and "verdict" in stage.show else 0
    room = box.width * (1 - kept) - (sign + (24 if legend else 0)) * page.unit
    names = [label(run, but(setting.shared_keys)) for run in setting.scene.runs]
    least = page.text(LEGEND_LEAST) if legend else LEAST_TEXT
    while size > least and any(setting.text.width(name, Style(size, setting.theme.ink)) > room for name in names):
        size = max(least, size - 1)
    return size


def common(stage: Stage, box: Box) -> Drawing:
    """The title of a cell whose runs share a value that sets them apart from the other cells'."""
    style = Style(max(13.0, SIZE * stage.unit), stage.theme.ink)
    name = label(stage.trajectories[0].run, lambda key: key in stage.common)
    reading = Reading(stage.words.right_to_left)
    made = Label(stage.text, style, reading.x(box, 0), box.top + 24 * stage.unit, reading.start)
    return Drawing(still=[made.say(name)])


def legend_column(setting: Setting, page: Page, size: float) -> float:
    """How far from its start the numbers begin in a legend's entry: behind its widest name."""
    style = Style(size, setting.theme.ink)
    names = [setting.text.width(label(run, but(setting.shared_keys)), style) for run in setting.scene.runs]
    return max(names) + (24 + 18) * page.unit


def _symbol(variable: str) -> str:
    """``x1`` as it is set: x with a small 1."""
    return f"{variable[0]}_{{{variable[1:]}}}" if len(variable) > 1 else variable


class Header:
    """One run's line. The room decides how much of the verdict is written: its words, or its sign alone.

    ``taken`` and ``after`` are pixels from where reading begins.
    """

    def __init__(self, stage: Stage, index: int, box: Box, *, size: float, after: float | None = None) -> None:
        self.stage, self.index, self.box = stage, index, box
        self.trajectory: Trajectory = stage.trajectories[index]
        self.last = len(self.trajectory.points) - 1
        self.base = box.top + BASE * box.height
        self.reading = Reading(stage.words.right_to_left)
        verdict = self.trajectory.verdict
        self.icon = Icon(stage.theme, ICON * stage.unit, verdict.kind, goal=verdict.place != "local")
        self.taken = 0.0
        self.after = None if after is None else min(after, box.width - self._signed)
        self.still: list[Artist] = []
        if after is not None:
            self._swatch()
        self._name(size)
        self.readout = self._readout() if "readout" in stage.show else None
        self.verdict = self._verdict()
        self.icon.to(self._sign(), self.base - 7 * stage.unit)

    def _swatch(self) -> None:
        stage, unit = self.stage, self.stage.unit
        mark = Marker(stage.numbers[self.index], stage.colour(self.index), stage.theme.paper, 7 * unit)
        self.still.append(mark.to(self.reading.x(self.box, self.taken + 8 * unit), self.base - 6 * unit))
        self.taken += 24 * unit

    def _name(self, size: float) -> None:
        name = label(self.trajectory.run, but(self.stage.common))
        if "title" not in self.stage.show or not name or (self.stage.lesson and self.trajectory.run.differs):
            return  # a lesson's step size stands under its title
        room = self._room() - self.taken
        style = Style(size, self.stage.theme.ink)
        text = self.stage.text.fit(name, style, room)
        x = self.reading.x(self.box, self.taken)
        made = Label(self.stage.text, style, x, self.base, self.reading.start).say(text)
        if made.image.width <= self.box.width - self.taken:
            self.still.append(made)
            self.taken += made.image.width + GAP * self.stage.unit

    @property
    def _signed(self) -> float:
        """What the verdict's sign takes of the width, with a gap before it."""
        return 2 * self.icon.radius + GAP * self.stage.unit

    def _room(self) -> float:
        """Where the name must end: before the numbers, or the verdict's sign."""
        show, width = self.stage.show, self.box.width
        if self.after is not None and {"readout", "verdict"} & show:
            return self.after - 0.5 * GAP * self.stage.unit
        if "readout" in show:
            return (1 - READOUT) * width
        return width - self._signed if "verdict" in show else width

    def _readout(self) -> Readout | None:
        """X at the far end until the verdict takes its place; in a lesson x, f and the slope at the reading start."""
        stage, theme = self.stage, self.stage.theme
        size = max(12.0, 20 * stage.unit)
        if not stage.lesson:
            return self._brief(size)
        fields = [*self._point(theme.ball), *self._height()]
        x, right = self.reading.x(self.box, self.taken), self.reading.rtl
        made = Readout(stage.text, fields, size, theme.muted, x, self.base, decimals=3, right=right)
        self.taken += made.width + 24 * stage.unit
        return made

    def _brief(self, size: float) -> Readout | None:
        """The point, or f alone where there is no room for it, or nothing."""
        text, muted, aside = self.stage.text, self.stage.theme.muted, self.after is None
        taken = self.taken if self.after is None else self.after
        x = self.reading.far(self.box) if aside else self.reading.x(self.box, taken)
        right = aside != self.reading.rtl
        point = self._point(muted) if aside or len(self.trajectory.run.start) == 1 else []
        for fields in (point, [Field("f", self.trajectory.values, muted)]):
            made = Readout(text, fields, size, muted, x, self.base, right=right)
            if fields and made.width <= self.box.width - taken:
                return made
        return None

    def _point(self, colour: str) -> list[Field]:
        """A number a variable, where there are one or two."""
        run = self.trajectory
        names = run.run.function.variables
        if len(names) > FLAT:
            return []
        return [Field(_symbol(name), run.points[:, axis], colour) for axis, name in enumerate(names)]

    def _height(self) -> list[Field]:
        run, theme = self.trajectory, self.stage.theme
        if len(run.run.start) > 1:
            with np.errstate(all="ignore"):
                length = np.linalg.norm(run.full, axis=1)
            return [Field("f", run.values, theme.ink), Field(r"|\nabla f|", length, theme.slope_text)]
        slope = Field(r"f\,\prime(x)", run.gradients[:, 0], theme.slope_text)
        return [Field("f(x)", run.values, theme.ink), slope]

    def _verdict(self) -> Label:
        stage, verdict = self.stage, self.trajectory.verdict
        there = verdict.kind == "converged" and verdict.place != "local"
        colour = stage.theme.minimum if there else stage.theme.ink
        sign = 2 * self.icon.radius + 8 * stage.unit
        reading, aside = self.reading, self.after is None
        taken = self.taken if self.after is None else self.after
        side: Side = reading.end if aside else reading.start
        x = reading.far(self.box) if aside else reading.x(self.box, taken + sign)
        for size, text in ((size, text) for text in self._words() for size in VERDICT_SIZES):
            style = Style(max(LEAST_VERDICT, size * stage.unit), colour, "semibold")
            if stage.text.width(text, style) <= self.box.width - taken - sign:
                return Label(stage.text, style, x, self.base, side).say(text)
        return Label(stage.text, Style(LEAST_VERDICT, colour), x, self.base, side)

    def _words(self) -> list[str]:
        """The verdict from its longest form to its first words."""
        words = self.stage.words
        long, short = (words.told(self.trajectory, short=short) for short in (False, True))
        brief = re.split("[,،]", short)[0]
        return [*([long] if self.stage.lesson else []), short, brief]

    def show(self, moment: Moment) -> None:
        moment = self.stage.own(self.index, moment)
        verdict = self.trajectory.verdict
        done = moment.phase == "end" or 0 < verdict.earned(self.last) <= moment.step
        for artist in (self.icon, self.verdict):
            artist.set_visible(done)
        if self.readout:
            taken = done and "verdict" in self.stage.show and not self.stage.lesson
            self.readout.show(min(moment.step, self.last), visible=not taken)

    def _sign(self) -> float:
        """The page's x of the verdict's sign, which stands before its words."""
        if self.after is not None:
            return self.reading.x(self.box, self.after + self.icon.radius)
        words = self.verdict.image.width + 8 * self.stage.unit if self.verdict.content else 0
        return self.reading.far(self.box, words + self.icon.radius)

    def drawing(self) -> Drawing:
        movers: list[Artist] = list(self.readout.artists) if self.readout else []
        movers += [self.icon, self.verdict] if "verdict" in self.stage.show else []
        return Drawing(still=self.still, movers=movers, show=self.show)
