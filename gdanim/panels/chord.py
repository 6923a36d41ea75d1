"""Convex or not: a chord slides along the curve, and crosses where the curve rises above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pydantic import BaseModel, Field

from gdanim.functions.convexity import convex
from gdanim.panels import Drawing, Panel, Stage

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.extents import Range
    from gdanim.functions import Function
    from gdanim.panels.marks.plot import Plot
    from gdanim.panels.marks.text import Label
    from gdanim.timeline import Moment

SAMPLES = 801
ABOVE = (44, 96)  # over the curve, at 960 pixels: the letters alone; with what it is and what its chord does
KIND, DOES = (28, 34), (18, 62)  # these two: the letters' size, and the base line under the panel's top


class Options(BaseModel, frozen=True, extra="forbid", strict=True):
    width: float = Field(0.62, gt=0.05, lt=0.95, description="the chord's, as a part of the axis")


def crossings(function: Function, left: float, right: float) -> list[float]:
    """Where the curve crosses its chord between the chord's ends."""
    xs = np.linspace(left, right, SAMPLES)
    ys = function.values(xs)
    over = (ys - (ys[0] + (ys[-1] - ys[0]) * (xs - left) / (right - left)))[1:-1]
    found = np.flatnonzero(over[:-1] * over[1:] < 0)
    return [float(xs[k + 1] - over[k] * (xs[k + 2] - xs[k + 1]) / (over[k + 1] - over[k])) for k in found]


def measure(stage: Stage) -> tuple[Range, Range]:
    """The scene's or the catalogue's domain, or the curve's own ranges, and the heights of the curve in it."""
    from gdanim.page import shown

    given = stage.scene.domain[0] if stage.scene.domain else None
    across = shown.x_range(stage.trajectories, given)
    heights = stage.trajectories[0].run.function.values(np.linspace(*across, SAMPLES))
    heights = heights[np.isfinite(heights)]
    room = shown.Room(stage.plot.box.height, below=20 * stage.unit, above=ABOVE["title" in stage.show] * stage.unit)
    low, high = (float(heights.min()), float(heights.max())) if len(heights) else (0.0, 0.0)
    if high - low <= 1e-12 * max(1.0, abs(low), abs(high)):
        low, high = low - 1, high + 1
    return across, stage.scene.range or shown.with_room(low, high, room)


def prepare(stage: Stage) -> Drawing:
    from gdanim.panels.marks import axis, ground

    chord = Chord(stage)
    still: list[Artist] = [*axis.grid(stage.plot, stage.theme, stage.unit), *ground.base(stage), ground.curve(stage)]
    if "title" in stage.show:
        bulges = convex(stage.trajectories[0].run.function, stage.plot.x_range)
        still += _line(stage, KIND, "bold", stage.words.say("convex" if bulges else "non_convex"))
        does = _line(stage, DOES, "regular", stage.words.say("chord_above" if bulges else "chord_crosses"))
        chord.tell(does, always=bulges)
    return Drawing(still=still, movers=chord.movers, show=chord.show)


def _line(stage: Stage, place: tuple[int, int], weight: str, said: str) -> list[Label]:
    """A line in the panel's middle, if the panel is wide enough for it."""
    from gdanim.panels.marks.text import Label, Style

    box, (size, down) = stage.plot.box, place
    style = Style(max(12.0, size * stage.unit), stage.theme.ink, weight, halo=stage.theme.paper)
    label = Label(stage.text, style, (box.left + box.right) / 2, box.top + down * stage.unit, "center").say(said)
    return [label] if label.image.width < box.width else []


class Chord:
    """The chord from A to B, which goes to the right and back once in the film."""

    def __init__(self, stage: Stage) -> None:
        from gdanim.panels.marks.shapes import Cross, Line, Ring
        from gdanim.panels.marks.text import Label, Style

        self.stage = stage
        self.function = stage.trajectories[0].run.function
        theme, unit = stage.theme, stage.unit
        self.line = Line([], theme.ball, 2.8 * unit)
        self.ends = [Ring(theme.ball, theme.paper, 6 * unit, 2.6 * unit) for _ in range(2)]
        self.crosses = [Cross(theme.step, theme.paper, 7 * unit) for _ in range(4)]
        style = Style(max(12.0, 18 * unit), theme.ball, "semibold", halo=theme.paper)
        self.letters = [Label(stage.text, style, side="center").say(letter) for letter in "AB"]
        self.does: list[Label] = []
        self.always = False
        self.movers: list[Artist] = [self.line, *self.crosses, *self.ends, *self.letters]

    def tell(self, does: list[Label], *, always: bool) -> None:
        """Say what the chord does: ``always``, or where it crosses the curve."""
        self.does, self.always = does, always
        self.movers += does

    def show(self, moment: Moment) -> None:
        plot: Plot = self.stage.plot
        low, high = plot.x_range
        width = self.stage.options.width * (high - low)
        part = min(1.0, (moment.step + moment.travel) / max(1, self.stage.scene.steps))
        room = (high - low) * 0.92 - width
        left = low + 0.04 * (high - low) + room * (0.5 - 0.5 * float(np.cos(2 * np.pi * part)))
        points = [(x, self.function.value((x,))) for x in (left, left + width)]
        pixels = [(plot.x(x), plot.y(y)) for x, y in points]
        self.line.to(pixels)
        for ring, letter, (x, y) in zip(self.ends, self.letters, pixels, strict=True):
            for mark, height in ((ring, y), (letter, y - 14 * self.stage.unit)):
                mark.set_visible(bool(np.isfinite(height)))
                mark.to(x, height)
        self._cross(points)

    def _cross(self, points: list[tuple[float, float]]) -> None:
        (left, begin), (right, end) = points
        found = crossings(self.function, left, right)
        for label in self.does:
            label.set_visible(self.always or bool(found))
        for index, cross in enumerate(self.crosses):
            cross.set_visible(index < len(found))
            if index < len(found):
                x = found[index]
                cross.to(self.stage.plot.x(x), self.stage.plot.y(begin + (end - begin) * (x - left) / (right - left)))


PLUGIN = Panel(
    summary="a chord that slides along the curve: convex, or not",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    options=Options,
    weight=1.4,
    ordered=True,  # convex to the left, however the page is read
)
