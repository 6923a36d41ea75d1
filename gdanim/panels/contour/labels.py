"""The texts of a map, each where it meets no other and no ball passes: what the axes hold, remarks, names of places."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import placement, sizes
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks.ball_path import on_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.drawing.geometry import Box, Point
    from gdanim.drawing.text import Anchor
    from gdanim.functions.stationary import StationaryPoint
    from gdanim.marks.stationary import StationaryMarker
    from gdanim.panels import PanelContext

SKEW = 1.02  # axes whose units differ by more than this are said to
EDGE = 8  # from the frame to a text, at 960 pixels
NEAR = (6, 18)  # from a place's sign to its name, the nearer where there is room
CLOSE = 8  # pixels between points of a path
FEW = 4  # places of a kind that are named, besides the global one


class MapLabels:
    """What is said first has the choice of its place; what finds none is left out. ``taken`` may not be written on."""

    def __init__(self, context: PanelContext, taken: Iterable[Box]) -> None:
        self.context, self.taken = context, list(taken)
        ball = sizes.on_map(lesson=context.lesson, unit=context.unit, width=context.axes.box.width).ball
        self.clear = ball + sizes.HALO * context.unit if "ball" in context.show else 3.0
        self.ways = _ways(context)
        self.labels: list[Label] = []

    def write(self, signs: dict[StationaryPoint, StationaryMarker], *, log: bool) -> list[Label]:
        """All of a map's texts. ``log``: its levels are logarithmic."""
        if "names" in self.context.show:
            self.taken += [sign.padded_box for sign in signs.values()]
            self._variables()
            self._remark(_said(self.context, log=log))
            self._names(signs)
        return self.labels

    def _put(self, label: Label, places: Sequence[Anchor]) -> bool:
        """Set a text at the first place that is free."""
        for side, x, y in places:
            label.side = side
            if placement.free(label.move_to(x, y).box, self.context.axes, self.taken, self.ways, self.clear):
                self.labels.append(label)
                self.taken.append(label.padded_box)
                return True
        return False

    def _variables(self) -> None:
        """The names of the axes."""
        context, names = self.context, self.context.trajectories[0].run.function.variables
        style = TextStyle(max(sizes.LEAST_TEXT, 16 * context.unit), context.theme.ink, halo=context.theme.paper)
        across, up = (rf"${name[0]}_{{{name[1:]}}}$" if len(name) > 1 else f"${name}$" for name in names)
        bottom_right, bottom_left, top_right, top_left = self._corners(style.size)
        box = context.axes.box
        below: Anchor = ("center", (box.left + box.right) / 2, bottom_left[2])
        aside: Anchor = ("left", bottom_left[1], (box.top + box.bottom) / 2)
        self._put(Label(context.text, style).set_text(across), [bottom_right, bottom_left, below])
        self._put(Label(context.text, style).set_text(up), [top_left, top_right, aside])

    def _corners(self, size: float) -> tuple[Anchor, Anchor, Anchor, Anchor]:
        box, edge = self.context.axes.box, EDGE * self.context.unit
        low, high = box.bottom - edge, box.top + edge + 0.75 * size
        left, right = box.left + edge, box.right - edge
        return ("right", right, low), ("left", left, low), ("right", right, high), ("left", left, high)

    def _remark(self, said: list[str]) -> None:
        """In one line, or where no corner has room for it, each remark in a corner of its own."""
        if not said:
            return
        style = TextStyle(
            max(sizes.LEAST_TEXT, 13 * self.context.unit), self.context.theme.muted, halo=self.context.theme.paper
        )
        places = self._edges(style.size)
        if len(said) == 1 or not self._put(Label(self.context.text, style).set_text(" · ".join(said)), places):
            for text in said:
                self._put(Label(self.context.text, style).set_text(text), places)

    def _edges(self, size: float) -> list[Anchor]:
        """The corners, beside what stands in them, and the middles of the lower and the upper edge."""
        corners, aside = self._corners(size), 26 * self.context.unit
        beside: list[Anchor] = [(side, x + (aside if side == "left" else -aside), y) for side, x, y in corners]
        middle = (self.context.axes.box.left + self.context.axes.box.right) / 2
        return [*corners, *beside, ("center", middle, corners[0][2]), ("center", middle, corners[2][2])]

    def _names(self, signs: dict[StationaryPoint, StationaryMarker]) -> None:
        """Few places are named; many of a kind need no names. Without its English where only that has room."""
        kinds = [spot.kind for spot in signs]
        for spot, sign in signs.items():
            if kinds.count(spot.kind) > FEW and spot.scope != "global":
                continue
            style = TextStyle(
                max(sizes.LEAST_TEXT, 16 * self.context.unit), sign.colour, "semibold", halo=self.context.theme.paper
            )
            words, label = self.context.words.of(spot.point), Label(self.context.text, style)
            places = [place for far in NEAR for place in _about(sign, style.size, far * self.context.unit)]
            if not self._put(label.set_text(words.label(spot.key)), places):
                words.unsay(spot.key)
                self._put(label.set_text(words.alone.label(spot.key)), places)


def _about(sign: StationaryMarker, size: float, gap: float) -> list[Anchor]:
    """Beside a sign, over and under it, and at its corners; ``gap`` pixels from it."""
    (x, y), away = sign.at, sign.radius + gap
    level, over, under, slant = y + 0.32 * size, y - away, y + away + 0.8 * size, 0.75 * away
    return [
        ("left", x + away, level), ("right", x - away, level), ("center", x, over), ("center", x, under),
        ("left", x + slant, y - slant), ("right", x - slant, y - slant),
        ("left", x + slant, y + slant + 0.8 * size), ("right", x - slant, y + slant + 0.8 * size),
    ]  # fmt: skip


def _said(context: PanelContext, *, log: bool) -> list[str]:
    """What the reader must know of the axes' units and of the levels."""
    box, axes = context.axes.box, context.axes
    across = box.width / (axes.x_range[1] - axes.x_range[0])
    up = box.height / (axes.y_range[1] - axes.y_range[0])
    said = [context.words.label("section")] if getattr(context.options, "parameters", None) else []
    said += [context.words.label("log_levels")] if log else []
    return said + ([context.words.label("units_differ")] if max(across / up, up / across) > SKEW else [])


def _ways(context: PanelContext) -> np.ndarray:
    """Points (n, 2) of the page where the runs' paths and their marks at the border are, as far as they are seen."""
    pieces = [np.empty((0, 2))]
    for run in context.trajectories:
        ball_path = on_map(run, context.axes, context.unit)
        pieces.append(
            np.array([ball_path.border(step) for step in range(ball_path.last + 1) if ball_path.number(step)])
        )
        pieces += [_between(*seen) for step in range(ball_path.last) if (seen := ball_path.seen(step))]
    return np.vstack([piece.reshape(-1, 2) for piece in pieces])


def _between(here: Point, there: Point) -> np.ndarray:
    """Points (n, 2) from one to the other, close enough that no word fits between them."""
    part = np.linspace(0, 1, 2 + int(math.dist(here, there) / CLOSE))[:, None]
    return np.array(here) + part * (np.array(there) - np.array(here))
