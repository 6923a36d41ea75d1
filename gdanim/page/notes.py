"""Callouts: a word of the teacher's at a point of the curve, for some steps; a question waits for its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels import Drawing
from gdanim.panels.marks import ground
from gdanim.panels.marks.pen import Mark
from gdanim.panels.marks.plot import Box
from gdanim.panels.marks.shapes import rounded
from gdanim.panels.marks.text import Label, Style
from gdanim.panels.marks.track import on_curve, on_map

if TYPE_CHECKING:
    from gdanim.panels import Stage
    from gdanim.panels.marks.pen import Pen
    from gdanim.scene.model import Note
    from gdanim.timeline import Moment

WIDTH = 440  # of the text, at most, at 960 pixels
LIFT = 34  # from the point, or the ball's edge, to the chip
ANSWERED = 0.5  # of beat one: a question goes when the answer begins to show


def notes(stage: Stage, panel: str) -> Drawing:
    """All of the scene's notes on one panel, in the order written; ``panel`` is its name."""
    chips = [Chip(stage, panel, note) for note in stage.scene.notes]

    def show(moment: Moment) -> None:
        for chip in chips:
            chip.show(moment)

    return Drawing(movers=chips, show=show)


class Chip(Mark):
    """One note: its lines on a round ground, with a pointer to its place; on a panel without places at its top."""

    def __init__(self, stage: Stage, panel: str, note: Note) -> None:
        super().__init__()
        self.stage, self.note = stage, note
        run, motion = stage.trajectories[0], stage.timeline.motion
        self.track = None
        if panel == "curve":
            self.track = on_curve(run, stage.plot, motion, stage.unit)
        elif panel == "contour":
            self.track = on_map(run, stage.plot, stage.unit)
        self.size = max(12.0, 18 * stage.unit)
        style = Style(self.size, stage.theme.paper, "semibold")
        lines = stage.text.wrap(note.text, style, WIDTH * stage.unit)
        self.lines = [Label(stage.text, style, side="center").say(line) for line in lines]
        self.width = max(line.image.width for line in self.lines) + 2 * self.size
        self.height = (1.35 * len(lines) + 0.9) * self.size
        lines_there = ground.samples(stage.plot, run.run.function.values) if panel == "curve" else None
        self.curve = stage.plot.path(*lines_there) if lines_there else np.empty((0, 2))
        self.anchor = (0.0, 0.0)
        self.box = Box(0, 0, 1, 1)

    def show(self, moment: Moment) -> None:
        first, last = self.note.steps or (0, self.stage.scene.steps)
        asked = not self.note.pause or (moment.phase != "end" and moment.look <= ANSWERED)
        self.set_visible(first <= moment.step <= last and asked)
        if self.get_visible():
            self._place(moment)

    def _place(self, moment: Moment) -> None:
        plot, unit = self.stage.plot, self.stage.unit
        if self.track is None:
            middle = (plot.box.left + plot.box.right) / 2
            self.box = self._box(middle - self.width / 2, plot.box.top + self.height + 8 * unit)
            self.anchor = (middle, self.box.bottom)
            return
        if self.note.at is None:
            spot = self.track.at(moment)
            self.anchor, clear = (spot.x, spot.y), ground.scale(self.stage).ball + 5 * unit
        else:
            self.anchor, clear = plot.clamp(plot.x(self.note.at[0]), plot.y(self._height(self.note.at))), 4 * unit
        x, y = self.anchor
        above = self._above(x, y - clear)
        self.anchor = (x, y - clear if above else y + clear)
        self.box = above or self._box(x - self.width / 2, y + clear + LIFT * unit + self.height)

    def _height(self, at: tuple[float, ...]) -> float:
        """Where a note points on the vertical axis: as told, or on the curve."""
        return at[1] if len(at) > 1 else self.stage.trajectories[0].run.function.value(at)

    def _above(self, x: float, y: float) -> Box | None:
        """The nearest place over a point that does not cover the curve; None where there is no room for any."""
        plot, unit = self.stage.plot, self.stage.unit
        lefts = (x - self.width / 2, x - self.width + 26 * unit, x - 26 * unit)
        boxes = [self._box(left, y - (LIFT + lift) * unit) for lift in (0, 40, 80, 120) for left in lefts]
        inside = [box for box in boxes if box.top > plot.box.top]
        free = (box for box in inside if ground.free((box.left, box.top, box.right, box.bottom), plot, [], self.curve))
        return next(free, inside[0] if inside else None)

    def _box(self, left: float, bottom: float) -> Box:
        plot = self.stage.plot
        left = min(max(left, plot.box.left + 4), plot.box.right - self.width - 4)
        return Box(left, bottom - self.height, left + self.width, bottom)

    def ink(self, pen: Pen) -> None:
        from matplotlib.path import Path

        x, y = self.anchor
        middle = min(max(x, self.box.left + 18), self.box.right - 18)
        foot = self.box.bottom if self.box.bottom < y else self.box.top
        pen.fill(Path([(middle - 8, foot), (x, y), (middle + 8, foot), (middle - 8, foot)]), self.stage.theme.ink)
        pen.fill(rounded(self.box, 0.6 * self.size), self.stage.theme.ink)
        for index, line in enumerate(self.lines):
            base = self.box.top + (1.35 * (index + 1) + 0.1) * self.size
            line.to((self.box.left + self.box.right) / 2, base)
            line.ink(pen)
