"""A chord from A to B that slides along a curve, with a cross wherever the curve crosses it."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, keep_free
from gdanim.drawing.shapes import Cross, Line, Ring
from gdanim.drawing.text import HALO, TextStyle

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Point
    from gdanim.functions import Function
    from gdanim.panels import PanelContext

SAMPLES = 801
SIZE, AWAY = 18, 20  # of a letter, and from its ring's middle to its own, at 960 pixels
WIDE = math.radians(75)  # a letter has room between lines that leave its ring so far apart


def crossings(function: Function, left: float, right: float) -> list[float]:
    """Where the curve crosses its chord between the chord's ends."""
    xs = np.linspace(left, right, SAMPLES)
    ys = function.values(xs)
    over = (ys - (ys[0] + (ys[-1] - ys[0]) * (xs - left) / (right - left)))[1:-1]
    found = np.flatnonzero(over[:-1] * over[1:] < 0)
    return [float(xs[k + 1] - over[k] * (xs[k + 2] - xs[k + 1]) / (over[k + 1] - over[k])) for k in found]


class Chord:
    """Goes to the right and back once in the film."""

    def __init__(self, context: PanelContext) -> None:
        self.context = context
        self.function = context.trajectories[0].run.function
        theme, unit = context.theme, context.unit
        self.line = Line([], theme.ball, 2.8 * unit, clip=context.axes.box)
        self.ends = [Ring(theme.ball, theme.paper, 6 * unit, 2.6 * unit) for _ in range(2)]
        self.crosses = [Cross(theme.ink, theme.paper, 7 * unit) for _ in range(4)]
        style = TextStyle(max(12.0, SIZE * unit), theme.ball, "semibold", halo=theme.paper)
        self.letters = [Label(context.text, style, side="center").set_text(letter) for letter in "AB"]
        self.said: list[Label] = []
        self.does: list[Label] = []
        self.always = False
        self.movers: list[Mark] = [self.line, *self.crosses, *self.ends, *self.letters]

    def tell(self, does: list[Label], *, always: bool, under: list[Label]) -> None:
        """Say what the chord does: ``always``, or where it crosses the curve; ``under`` what stands there anyway."""
        self.does, self.always, self.said = does, always, [*under, *does]
        self.movers += does

    def show(self, moment: Moment) -> None:
        axes = self.context.axes
        points = [(x, self.function.value((x,))) for x in self._between(moment)]
        pixels = [(axes.x(x), axes.y(y)) for x, y in points]
        self.line.move_to(pixels)
        for ring, point, pixel in zip(self.ends, points, pixels, strict=True):
            ring.visible = axes.contains(*point)
            ring.move_to(*pixel)
        for letter, point, here, other in zip(self.letters, points, pixels, pixels[::-1], strict=True):
            letter.visible = axes.contains(*point) and math.isfinite(other[1])
            if letter.visible:
                letter.move_to(*self._beside(here, self._ways(point[0], here, other), letter.style.size))
        titles = Obstacles(boxes=[label.box for label in self.said], gap=(HALO, HALO))
        free = keep_free([letter for letter in self.letters if letter.visible], titles)
        for letter in self.letters:
            letter.visible = letter in free
        self._cross(points)

    def _between(self, moment: Moment) -> Point:
        """Where the chord begins and ends."""
        low, high = self.context.axes.x_range
        width = self.context.options.width * (high - low)
        part = min(1.0, (moment.step + moment.travel) / max(1, self.context.scene.steps))
        room = (high - low) * 0.92 - width
        left = low + 0.04 * (high - low) + room * (0.5 - 0.5 * math.cos(2 * math.pi * part))
        return left, left + width

    def _ways(self, x: float, here: Point, other: Point) -> list[float]:
        """The angles at which the curve leaves an end on both sides, and the chord; upwards is a quarter of a turn."""
        axes = self.context.axes
        slope = self.function.gradient((x,))[0]
        per_x, per_y = axes.x(1) - axes.x(0), axes.y(0) - axes.y(1)
        along = math.atan2(slope * per_y, per_x)
        return [along, along + math.pi, math.atan2(here[1] - other[1], other[0] - here[0])]

    def _beside(self, here: Point, ways: list[float], size: float) -> Point:
        """The place of a letter between two lines that leave its ring: as high as there is room."""
        turns = sorted(way % math.tau for way in ways if math.isfinite(way))
        gaps = [(after - before, (after + before) / 2) for before, after in pairwise([*turns, turns[0] + math.tau])]
        _, middle = max((gap for gap in gaps if gap[0] > WIDE), key=lambda gap: math.sin(gap[1]))
        away = AWAY * self.context.unit
        return here[0] + away * math.cos(middle), here[1] - away * math.sin(middle) + 0.36 * size

    def _cross(self, points: list[Point]) -> None:
        (left, begin), (right, end) = points
        found = crossings(self.function, left, right)
        for label in self.does:
            label.visible = self.always or bool(found)
        for index, cross in enumerate(self.crosses):
            cross.visible = index < len(found)
            if index < len(found):
                x = found[index]
                y = begin + (end - begin) * (x - left) / (right - left)
                cross.visible = self.context.axes.contains(x, y)
                cross.move_to(self.context.axes.x(x), self.context.axes.y(y))
