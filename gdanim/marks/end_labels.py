"""The runs' names beside the ends of their lines, each with its small mark: apart, and off lines across the panel."""

from __future__ import annotations

from bisect import bisect
from itertools import pairwise
from typing import TYPE_CHECKING

from gdanim.drawing.shapes import Marker
from gdanim.drawing.text import HALO, Label, TextStyle
from gdanim.marks.run_names import again

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Point
    from gdanim.panels import PanelContext

SIZE = 15  # of the names, at 960 pixels
MOST = 0.4  # of the width, for names
ASIDE, KEY, SMALL = 12, 14, 4  # from a line's end to what is beside it, a small mark's room and its radius
ROOM = ASIDE + KEY + 6
HALF = 0.35  # from the middle of a name down to its base line, of its size
APART = HALO + 1  # pixels between two names: neither's halo bites the other's letters


def size(context: PanelContext) -> float:
    return max(11.0, SIZE * context.unit)


def room(context: PanelContext) -> float:
    """The part of the panel's width that names ask for behind the last step."""
    style = TextStyle(size(context), context.theme.ink)
    widest = max(context.text.width(name, style) for name in _called(context, style))
    return min(MOST, (widest + ROOM * context.unit) / context.axes.box.width)


def _called(context: PanelContext, style: TextStyle) -> list[str]:
    """The runs' names, those that are too long for their room shortened; none where that makes two of them alike."""
    width = MOST * context.axes.box.width - ROOM * context.unit
    names = [context.text.fit(again(context, index), style, width) for index in range(len(context.trajectories))]
    return names if len(set(names)) == len(names) else [""] * len(names)


class EndLabels:
    """``shelves`` are heights of lines across the panel, in pixels from the page's top: no name stands on one."""

    def __init__(self, context: PanelContext, shelves: Sequence[float] = ()) -> None:
        box, theme = context.axes.box, context.theme
        self.context, self.size, self.shelves = context, size(context), sorted(shelves)
        edges = [box.top, *self.shelves, box.bottom]
        self.rooms = [(upper + APART, lower - APART) for upper, lower in pairwise(edges)]
        style = TextStyle(self.size, theme.ink, halo=theme.paper)
        several = len(context.trajectories) > 1 and "names" in context.show
        named = _called(context, style) if several else []
        self.labels = [EndLabel(context, run, style, name) for run, name in enumerate(named)]

    def show(self, places: Mapping[int, Point], order: Sequence[int]) -> None:
        """Name the runs whose marks are at these ``places``; their ``order`` is that of the names, downwards."""
        for run, label in enumerate(self.labels):
            label.visible = run in places
        if not self.labels:
            return
        for run, (x, y) in places.items():
            self.labels[run].move_to(x + (ASIDE + KEY) * self.context.unit, y + HALF * self.size)
        groups = self._shared(places, order)
        if not all(map(self._fits, groups, self.rooms)):
            self._some(sorted(places))
            return
        for group, (above, below) in zip(groups, self.rooms, strict=True):
            self._stack(group, above, below)

    def _shared(self, places: Mapping[int, Point], order: Sequence[int]) -> list[list[int]]:
        """The runs between each two shelves, in their order, some moved on for want of room."""
        groups: list[list[int]] = [[] for _ in self.rooms]
        for run in order:
            groups[bisect(self.shelves, places[run][1])].append(run)
        for place, room in enumerate(self.rooms[:-1]):
            while not self._fits(groups[place], room):
                groups[place + 1].insert(0, groups[place].pop())
        for place, room in reversed([*enumerate(self.rooms)][1:]):
            while not self._fits(groups[place], room):
                groups[place - 1].append(groups[place].pop(0))
        return groups

    def _fits(self, group: Sequence[int], room: Range) -> bool:
        """Whether these names, one over the other, have room between two heights."""
        above, below = room
        return sum(self.labels[run].box.height + APART for run in group) - APART <= max(0.0, below - above)

    def _stack(self, group: Sequence[int], lowest: float, limit: float) -> None:
        """Down from the uppermost, and up where they would leave their room."""
        for run in group:
            lowest = self._move(run, max(0.0, lowest - self.labels[run].box.top)).box.bottom + APART
        for run in reversed(group):
            limit = self._move(run, min(0.0, limit - self.labels[run].box.bottom)).box.top - APART

    def _move(self, run: int, down: float) -> EndLabel:
        name = self.labels[run]
        return name.move_to(name.x, name.y + down)

    def _some(self, order: Sequence[int]) -> None:
        """The first of the runs, and of the others those whose names meet none of theirs: each beside its own mark."""
        box = self.context.axes.box
        taken = [(level, level) for level in self.shelves]
        for run in order:
            _, top, _, bottom = self._move(run, min(0.0, box.bottom - self.labels[run].box.bottom)).box
            free = all(bottom + APART <= above or below + APART <= top for above, below in taken)
            self.labels[run].visible = free
            taken += [(top, bottom)] if free else []


class EndLabel(Label):
    """A run's name, and before it the run's small mark: at every step, so that no name shifts as lines meet."""

    def __init__(self, context: PanelContext, run: int, style: TextStyle, said: str) -> None:
        super().__init__(context.text, style)
        self.content = said
        self.before = (KEY - SMALL) * context.unit
        self.key = Marker(context.runs[run].style_index, context.colour(run), context.theme.paper, SMALL * context.unit)

    @property
    def level(self) -> float:
        """The page's y of its middle."""
        return self.y - HALF * self.style.size

    def draw(self, canvas: Canvas) -> None:
        super().draw(canvas)
        if self.content:
            self.key.move_to(self.x - self.before, self.level).draw(canvas)
