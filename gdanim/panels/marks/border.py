"""Trouble, drawn: a ball outside the picture is marked at its border, a run without numbers where it had its last."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from matplotlib.path import Path

from gdanim.panels.marks import ground
from gdanim.panels.marks.pen import Mark
from gdanim.panels.marks.text import Label, Style
from gdanim.typeset import trimmed

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.panels import Stage
    from gdanim.panels.marks.pen import Pen
    from gdanim.panels.marks.track import Spot, Track


class Border:
    """A sign on the border and a text beside it."""

    def __init__(self, stage: Stage, track: Track, colour: str) -> None:
        self.stage, self.track = stage, track
        size = ground.scale(stage)
        alone = len(stage.trajectories) == 1 and "readout" in stage.show  # several texts would meet at one border
        self.pointer = Pointer(colour, stage.theme.paper, size.ball)
        self.label = Label(stage.text, Style(size.label, stage.theme.ink, "semibold", halo=stage.theme.paper))
        self.artists: list[Artist] = [self.pointer, self.label] if alone else [self.pointer]

    def show(self, spot: Spot) -> None:
        away = spot.state != "inside"
        self.pointer.set_visible(away)
        self.label.set_visible(away)
        if away:
            self._point(spot)

    def _point(self, spot: Spot) -> None:
        self.pointer.to(spot.x, spot.y, *self._outwards(spot.x, spot.y), crossed=spot.state == "gone")
        x, y = self.track.border(spot.step) if spot.state == "outside" else (spot.x, spot.y)
        self._say(spot, x, y)  # where x_k is: a text that slides along with the mark can't be read

    def _outwards(self, x: float, y: float) -> tuple[int, int]:
        box = self.stage.plot.box
        return (x >= box.right - 1) - (x <= box.left + 1), (y >= box.bottom - 1) - (y <= box.top + 1)

    def _say(self, spot: Spot, x: float, y: float) -> None:
        box = self.stage.plot.box
        across, down = self._outwards(x, y)
        inset = 2.4 * self.pointer.radius
        width, unit = self.label.say(self._text(spot)).image.width, self.stage.unit
        at = x - across * inset
        if not across:
            at = x + inset if x < (box.left + box.right) / 2 else x - inset - width
        left = at if across <= 0 else at - width
        level = y - down * inset + (5 if down else -14) * unit + (14 * unit if down < 0 else 0)
        self.label.side = "left"
        highest = box.top + 1.2 * self.label.style.size  # the header stands over it
        self.label.to(min(max(left, box.left + 4), box.right - width - 4), max(level, highest))

    def _text(self, spot: Spot) -> str:
        words, trajectory = self.stage.words, self.track.trajectory
        if spot.state == "gone":
            return words.say("left_domain" if trajectory.ended == "left_domain" else "overflow")
        point = zip(trajectory.run.function.variables, trajectory.points[spot.step], strict=True)
        place = ", ".join(f"{name} = {words.written(trimmed(float(value), 2))}" for name, value in point)
        long = words.say("outside", place=place)
        room = 0.8 * self.stage.plot.box.width
        return long if self.stage.text.width(long, self.label.style) < room else place


class Pointer(Mark):
    """A bracket with its tip on the border, pointing out; a cross where there is nothing to point at."""

    def __init__(self, colour: str, paper: str, radius: float) -> None:
        super().__init__()
        self.colour, self.paper, self.radius = colour, paper, radius
        self.x = self.y = self.turn = 0.0
        self.crossed = False

    def to(self, x: float, y: float, across: int, down: int, *, crossed: bool) -> None:
        self.x, self.y, self.crossed = x, y, crossed
        self.turn = math.atan2(down, across) if (across or down) else 0.0

    def ink(self, pen: Pen) -> None:
        cos, sin, r = math.cos(self.turn), math.sin(self.turn), self.radius
        if self.crossed:
            for side in (1, -1):
                arm = Path([(self.x - 0.7 * r, self.y - side * 0.7 * r), (self.x + 0.7 * r, self.y + side * 0.7 * r)])
                pen.stroke(arm, self.paper, 0.8 * r)
                pen.stroke(arm, self.colour, 0.4 * r)
            return
        corners = [(-1.25 * r, -0.95 * r), (-0.4 * r, 0.0), (-1.25 * r, 0.95 * r)]
        bracket = Path([(self.x + a * cos - b * sin, self.y + a * sin + b * cos) for a, b in corners])
        pen.stroke(bracket, self.paper, 0.55 * r + 4)
        pen.stroke(bracket, self.colour, 0.55 * r)
