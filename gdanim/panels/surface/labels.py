"""The marked places of a surface, and their names on leader lines: none on another, nor on a ball if that can be."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import placement, sizes
from gdanim.drawing.geometry import clip_segment
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import HALO, Label, TextStyle
from gdanim.marks import stationary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box, Point
    from gdanim.drawing.projection3d import Projection
    from gdanim.functions.stationary import StationaryPoint
    from gdanim.marks.stationary import StationaryMarker
    from gdanim.panels import PanelContext

NAMED = 4  # of more places none is named
LIFTS = (40, 58, 76, 94, 116, 140, 170, -46, -64)  # of a name over its place, in units
SHIFTS = range(-140, 141, 20)  # of a name's middle to a side
ASIDE, BELOW = 0.3, 60  # what a leader line may be longer for: a shift's part, and for a name under its place
APART = 10  # units between two names on one line: closer ones read as one phrase
OFF, UNDER = 8, 5  # of a leader line from its place, and of its name from it
PIECES = np.linspace(0, 1, 9)[None, :, None]


def signs(context: PanelContext, view: Projection) -> dict[StationaryPoint, StationaryMarker]:
    """Those of the places that the surface doesn't hide."""
    at = {spot: _page(view, spot.point, spot.value) for spot in stationary.chosen(context)}
    made = stationary.signs(context, at)
    return {spot: sign for spot, sign in made.items() if not _hidden(context, view, spot)}


def names(context: PanelContext, view: Projection, standing: Iterable[Mark]) -> list[Mark]:
    """Of few places and the common start, and their lines. ``standing`` are signs and numbers that stay in sight."""
    chosen = stationary.chosen(context)
    if "names" not in context.show or len(chosen) > NAMED:
        return []
    made = SurfaceLabels(context, _ways(context, view), standing)
    for spot in chosen:
        made.put(_page(view, spot.point, spot.value), spot.key, stationary.colour(context, spot.kind), spot.point)
    starts = {run.run.start for run in context.trajectories}
    if len(starts) == 1 and "ball" in context.show:
        start = next(iter(starts))
        height = context.trajectories[0].run.function.value(start)
        made.put(_page(view, start, height), "start", context.theme.ink, start)
    return made.artists


def _page(view: Projection, point: tuple[float, ...], height: float) -> Point:
    x, y = view.page(np.array([[*point, height]]))[0]
    return float(x), float(y)


def _hidden(context: PanelContext, view: Projection, spot: StationaryPoint) -> bool:
    return bool(view.hidden(context.trajectories[0].run.function, np.array([[*spot.point, spot.value]]))[0])


def _ways(context: PanelContext, view: Projection) -> np.ndarray:
    """Points (n, 2) along the balls' paths over the surface, on the page."""
    pieces = [np.empty((0, 2))]
    for run in context.trajectories:
        flat = run.points[:-1, None, :] + PIECES * np.diff(run.points, axis=0)[:, None, :]
        flat = np.vstack((flat.reshape(-1, 2), run.points[-1:]))
        block = np.column_stack((flat, run.run.function.values(flat)))
        pieces.append(view.page(block[np.isfinite(block).all(axis=1)]))
    return np.vstack(pieces)


class SurfaceLabels:
    """Sets one name after the other, where neither it nor its line meets what is there, best with a short line."""

    def __init__(self, context: PanelContext, ways: np.ndarray, standing: Iterable[Mark]) -> None:
        self.context, self.ways = context, ways
        self.room = replace(context.axes, box=context.axes.box.grown(-HALO))
        self.clear = (
            sizes.on_map(lesson=context.lesson, unit=context.unit, width=context.axes.box.width).ball
            + sizes.HALO * context.unit
        )
        self.taken: list[Box] = [
            art.padded_box for art in standing if isinstance(art, Label | stationary.StationaryMarker)
        ]
        self.named: list[Box] = []
        self.apart = APART * context.unit
        self.lines: list[tuple[Point, Point]] = []
        self.artists: list[Mark] = []

    def put(self, at: Point, key: str, colour: str, speaker: object) -> None:
        """Name a place; without its English where only that has room, or not at all."""
        context, words = self.context, self.context.words.of(speaker)
        style = TextStyle(max(sizes.LEAST_TEXT, 16 * context.unit), colour, "semibold", halo=context.theme.paper)
        label = Label(context.text, style, side="center")
        if not self._put(label.set_text(words.label(key)), at):
            words.unsay(key)
            self._put(label.set_text(words.alone.label(key)), at)

    def _put(self, label: Label, at: Point) -> bool:
        tried = sorted(product(LIFTS, SHIFTS), key=lambda moved: self._cost(label, at, moved))
        for ways, moved in product((self.ways, self.ways[:0]), tried):
            line = self._move(label, at, moved)
            if self._free(label, line, at, ways):
                self.artists += [Line([*line], label.style.colour, 1.4 * self.context.unit), label]
                self.taken.append(label.padded_box)
                self.named.append(label.padded_box)
                self.lines.append(line)
                return True
        return False

    def _cost(self, label: Label, at: Point, moved: tuple[int, int]) -> float:
        lift, shift = moved
        line = self._move(label, at, moved)
        return math.dist(*line) / self.context.unit + ASIDE * abs(shift) + (BELOW if lift < 0 else 0)

    def _move(self, label: Label, at: Point, moved: tuple[int, int]) -> tuple[Point, Point]:
        """The line to a name that is lifted and shifted from its place: upright if the name reaches over the place."""
        (x, y), unit, (lift, shift) = at, self.context.unit, moved
        left, top, right, bottom = label.move_to(x + shift * unit, y - lift * unit).box
        inset = min(UNDER * unit, (right - left) / 2)
        end = min(max(x, left + inset), right - inset), (bottom + UNDER * unit if lift > 0 else top - UNDER * unit)
        far = math.dist(at, end)
        off = min(1.0, OFF * unit / far)
        return (x + off * (end[0] - x), y + off * (end[1] - y)), end

    def _free(self, label: Label, line: tuple[Point, Point], at: Point, ways: np.ndarray) -> bool:
        others = [box for box in self.taken if not (box.left <= at[0] <= box.right and box.top <= at[1] <= box.bottom)]
        crossed = any(clip_segment(box, *line) for box in others) or any(
            clip_segment(label.padded_box, *other) for other in self.lines
        )
        spaced = label.padded_box.inset(left=-self.apart, right=-self.apart)
        close = crossed or any(spaced.overlaps(box) for box in self.named)
        return not close and placement.free(label.box, self.room, self.taken, ways, self.clear)
