"""Boxes with words, arrows between them, and one box that is lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.path import Path

from gdanim.panels.marks.pen import Mark
from gdanim.panels.marks.plot import Box
from gdanim.panels.marks.shapes import rounded
from gdanim.panels.marks.text import Label, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist

    from gdanim.panels import Stage
    from gdanim.panels.marks.pen import Pen

ROUND = 10
HEAD = 9
LANE = 0.05  # of the panel's width: where the way back runs


class Chart:
    """``boxes``: name to (middle across, middle down, width, height, words), parts of the stage's box."""

    def __init__(self, stage: Stage, boxes: dict[str, tuple[float, float, float, float, str]]) -> None:
        self.stage = stage
        self.places = {name: self._place(*parts[:4]) for name, parts in boxes.items()}
        size = max(11.5, 17 * stage.unit)
        quiet, lit = Style(size, stage.theme.ink), Style(size, stage.theme.paper, "semibold")
        self.quiet = {name: self._words(name, parts[4], quiet) for name, parts in boxes.items()}
        self.lit = {
            name: [self._plate(name, stage.theme.ink), *self._words(name, parts[4], lit)]
            for name, parts in boxes.items()
        }
        self.still: list[Artist] = [*self._ways(), *(self._plate(name, stage.theme.sheet) for name in boxes)]
        self.movers: list[Artist] = [
            artist for texts in (self.quiet, self.lit) for artists in texts.values() for artist in artists
        ]

    def light(self, name: str) -> None:
        for texts, wanted in ((self.lit, True), (self.quiet, False)):
            for other, artists in texts.items():
                for artist in artists:
                    artist.set_visible((other == name) == wanted)

    def _place(self, across: float, down: float, width: float, height: float) -> Box:
        box = self.stage.plot.box
        x, y = box.left + across * box.width, box.top + down * box.height
        half, tall = width * box.width / 2, height * box.height / 2
        return Box(x - half, y - tall, x + half, y + tall)

    def _plate(self, name: str, colour: str) -> Artist:
        return Plate(self.places[name], colour, self.stage.theme.axis, ROUND * self.stage.unit, pointed=name == "test")

    def _words(self, name: str, words: str, style: Style) -> list[Artist]:
        stage, box = self.stage, self.places[name]
        lines = stage.text.wrap(words, style, box.width - 14 * stage.unit)
        middle, pitch = (box.top + box.bottom) / 2, 1.3 * style.size
        made: list[Artist] = []
        for index, line in enumerate(lines):
            base = middle + (index - (len(lines) - 1) / 2) * pitch + 0.36 * style.size
            made.append(Label(stage.text, style, (box.left + box.right) / 2, base, "center").say(line))
        return made

    def _ways(self) -> list[Artist]:
        """Start to gradient to test; no: to the step and back to the gradient; yes: to the end."""
        stage, at = self.stage, self.places
        middle = (at["gradient"].left + at["gradient"].right) / 2
        down = [(at["start"], at["gradient"]), (at["gradient"], at["test"]), (at["test"], at["step"])]
        made: list[Artist] = [self._way([(middle, upper.bottom), (middle, lower.top)]) for upper, lower in down]
        across = (at["test"].top + at["test"].bottom) / 2
        made.append(self._way([(at["test"].right, across), (at["end"].left, across)]))
        lane = stage.plot.box.left + LANE * stage.plot.box.width
        back, home = ((box.top + box.bottom) / 2 for box in (at["step"], at["gradient"]))
        made.append(self._way([(at["step"].left, back), (lane, back), (lane, home), (at["gradient"].left, home)]))
        style = Style(max(11.0, 15 * stage.unit), stage.theme.muted)
        yes = Label(stage.text, style, (at["test"].right + at["end"].left) / 2, across - 8 * stage.unit, "center")
        no = Label(
            stage.text, style, middle + 9 * stage.unit, (at["test"].bottom + at["step"].top) / 2 + 5 * stage.unit
        )
        return [*made, yes.say(stage.words.say("yes")), no.say(stage.words.say("no"))]

    def _way(self, points: Sequence[tuple[float, float]]) -> Way:
        return Way(points, self.stage.theme.muted, self.stage.unit)


class Plate(Mark):
    """A box's ground; ``pointed`` for a question."""

    def __init__(self, box: Box, colour: str, edge: str, radius: float, *, pointed: bool) -> None:
        super().__init__()
        self.colour, self.edge = colour, edge
        slant = box.height * 0.32
        corners = [
            (box.left + slant, box.top), (box.right - slant, box.top), (box.right, (box.top + box.bottom) / 2),
            (box.right - slant, box.bottom), (box.left + slant, box.bottom), (box.left, (box.top + box.bottom) / 2),
        ]  # fmt: skip
        self.outline = Path([*corners, corners[0]], closed=True) if pointed else rounded(box, radius)

    def ink(self, pen: Pen) -> None:
        pen.fill(self.outline, self.colour)
        pen.stroke(self.outline, self.edge, 1.2)


class Way(Mark):
    """A line through ``points`` with a head at its end."""

    def __init__(self, points: Sequence[tuple[float, float]], colour: str, unit: float) -> None:
        super().__init__()
        self.points, self.colour, self.unit = points, colour, unit

    def ink(self, pen: Pen) -> None:
        pen.stroke(Path(self.points), self.colour, 1.8 * self.unit)
        (x0, y0), (x, y) = self.points[-2:]
        length = max(1e-9, abs(x - x0) + abs(y - y0))  # ways run along the axes
        ahead, aside = ((x - x0) / length, (y - y0) / length), (-(y - y0) / length, (x - x0) / length)
        size = HEAD * self.unit
        foot = (x - size * ahead[0], y - size * ahead[1])
        wings = [(foot[0] + half * aside[0], foot[1] + half * aside[1]) for half in (0.6 * size, -0.6 * size)]
        pen.fill(Path([(x, y), *wings, (x, y)], closed=True), self.colour)
