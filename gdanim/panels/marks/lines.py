"""Runs against the step: lines that grow, in a panel for all of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.panels.marks import axis
from gdanim.panels.marks.naming import again
from gdanim.panels.marks.reading import Reading
from gdanim.panels.marks.shapes import Line, Marker
from gdanim.panels.marks.text import HALO, Label, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from matplotlib.artist import Artist

    from gdanim.extents import Range
    from gdanim.panels import Stage
    from gdanim.timeline import Moment

SIZE = 15  # of the runs' names, at 960 pixels
MOST = 0.4  # of the width, for names
ASIDE = 12  # from a mark to its name, at 960 pixels
APART = HALO + 1  # pixels between two names: neither's halo bites the other's letters


def across(stage: Stage, length: float | None = None) -> Range:
    """The axis of the steps, or of something ``length`` long.

    It goes on past the last one, so that the runs' names stand beside their marks.
    """
    room = 0.02
    if len(stage.trajectories) > 1:
        style = Style(max(11.0, SIZE * stage.unit), stage.theme.ink)
        widest = max(stage.text.width(name, style) for name in _called(stage, style))
        room = min(MOST, (widest + (ASIDE + 6) * stage.unit) / stage.plot.box.width)
    return 0.0, (length or max(1, stage.scene.steps)) / (1 - room)


def _called(stage: Stage, style: Style) -> list[str]:
    """The runs' names, those that are too long for their room shortened; none where that makes two of them alike."""
    room = MOST * stage.plot.box.width - (ASIDE + 6) * stage.unit
    names = [stage.text.fit(again(stage, index), style, room) for index in range(len(stage.trajectories))]
    return names if len(set(names)) == len(names) else [""] * len(names)


class Lines:
    """One growing line a run, its mark and name at the end. ``rows[run]`` is (n,), one number a step.

    ``apart[run]`` is how far a step goes along the axis, whose word in the languages is ``counts``.
    """

    def __init__(
        self,
        stage: Stage,
        rows: Sequence[np.ndarray],
        title: str,
        *,
        stairs: bool = False,
        apart: Sequence[float] = (),
        counts: str = "step",
    ) -> None:
        self.stage, self.rows, self.title, self.stairs = stage, rows, title, stairs
        self.apart, self.counts = apart or (1.0,) * len(rows), counts
        self.size = max(11.0, SIZE * stage.unit)
        self.marks = [
            Marker(stage.sign(run), stage.colour(run), stage.theme.paper, 6 * stage.unit, 1.5)
            for run in range(len(self.rows))
        ]
        self.names = self._names()
        self.movers: list[Artist] = [*self.marks, *self.names]

    def _names(self) -> list[Label]:
        if len(self.rows) == 1 or "names" not in self.stage.show:
            return []
        stage = self.stage
        style = Style(self.size, stage.theme.ink, halo=stage.theme.paper)
        return [Label(stage.text, style).say(name) for name in _called(stage, style)]

    def still(self) -> list[Artist]:
        stage, box, unit, theme = self.stage, self.stage.plot.box, self.stage.unit, self.stage.theme
        made: list[Artist] = [*axis.grid(stage.plot, theme, unit)]
        made.append(Line([(box.left, box.bottom), (box.right, box.bottom)], theme.axis, 1.2 * unit, cap="butt"))
        if "ticks" in stage.show:
            made += axis.y_labels(stage.plot, theme, stage.text, unit, self.size, stage.words.written)
            numbers = axis.x_labels(stage.plot, theme, stage.text, unit, self.size, stage.words.written)
            made += [*numbers, *self._axis_name(numbers)]
        if "title" in stage.show:
            style = Style(max(12.0, 17 * unit), theme.ink, "semibold")
            reading = Reading(stage.words.right_to_left)
            title = Label(stage.text, style, reading.x(box, 0), box.top - 10 * unit, reading.start)
            made.append(title.say(self.title))
        return made

    def _axis_name(self, numbers: list[Label]) -> list[Label]:
        """What the axis counts, at the end of its numbers where there is room."""
        stage, box = self.stage, self.stage.plot.box
        name = Label(stage.text, Style(self.size, stage.theme.muted), side="right").say(stage.words.say(self.counts))
        name.to(box.right, box.bottom + axis.AWAY * stage.unit + 1)
        return [name] if all(number.box.right + 8 < name.box.left for number in numbers) else []

    def _place(self, run: int, step: int) -> tuple[float, float] | None:
        value = float(self.rows[run][step]) if len(self.rows[run]) else math.nan
        if not math.isfinite(value):
            return None
        down = self.stage.plot.y(value) if value > 0 or not self.stage.plot.y_log else self.stage.plot.box.bottom
        return self.stage.plot.clamp(self.stage.plot.x(step * self.apart[run]), down)

    def show(self, moment: Moment) -> None:
        places = {}
        for run, mark in enumerate(self.marks):
            place = self._place(run, min(self.stage.own(run, moment).step, len(self.rows[run]) - 1))
            mark.set_visible(place is not None)
            if place:
                places[run] = place
                mark.to(*place)
        for run, name in enumerate(self.names):
            name.set_visible(run in places)
        if self.names:
            self._name(places)

    def _name(self, places: dict[int, tuple[float, float]]) -> None:
        """Right of the marks; moved apart where they would meet, or where that takes too much room, some are hidden."""
        for run, (x, y) in places.items():
            self.names[run].to(x + ASIDE * self.stage.unit, y + 0.35 * self.size)
        order = sorted(places, key=lambda run: places[run][1])
        heights = [name.box.height + APART for name in map(self.names.__getitem__, order)]
        if sum(heights) <= self.stage.plot.box.height - HALO:
            self._apart(order)
        else:
            self._some(sorted(places))

    def _apart(self, order: list[int]) -> None:
        """Down from the uppermost, and up where they would leave the panel."""
        lowest, limit = self.stage.plot.box.top + HALO, self.stage.plot.box.bottom - HALO
        for run in order:
            lowest = self._move(run, max(0.0, lowest - self.names[run].box.top)).box.bottom + APART
        for run in reversed(order):
            limit = self._move(run, min(0.0, limit - self.names[run].box.bottom)).box.top - APART

    def _move(self, run: int, down: float) -> Label:
        name = self.names[run]
        return name.to(name.x, name.y + down)

    def _some(self, order: list[int]) -> None:
        """The first of the runs, and of the others those whose names meet none of theirs: each beside its own mark."""
        box, taken = self.stage.plot.box, list[tuple[float, float]]()
        for run in order:
            _, top, _, bottom = self._move(run, min(0.0, box.bottom - self.names[run].box.bottom)).box
            free = all(bottom + APART <= above or below + APART <= top for above, below in taken)
            self.names[run].set_visible(free)
            taken += [(top, bottom)] if free else []

    def stamps(self, step: int) -> list[Artist]:
        return [
            artist
            for run in range(len(self.rows))
            for own in self.stage.arrived(run, step)
            for artist in self._piece(run, own)
        ]

    def _piece(self, run: int, step: int) -> list[Artist]:
        """The line to x_k, and its mark there where the steps are far enough apart."""
        if step >= len(self.rows[run]):
            return []
        made: list[Artist] = []
        unit, colour, theme = self.stage.unit, self.stage.colour(run), self.stage.theme
        here, before = self._place(run, step), self._place(run, step - 1) if step else None
        if here and before:
            corner = [(here[0], before[1])] if self.stairs else []
            made.append(Line([before, *corner, here], colour, 2.4 * unit * theme.line))
        if here and len(self.rows[run]) <= self.stage.plot.box.width / 9 + 1:
            made.append(Marker(self.stage.sign(run), colour, theme.paper, 3.2 * unit, 0.8).to(*here))
        return made
