"""Trouble, drawn: a ball outside the picture is marked at its border, a run without numbers where it had its last."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing.canvas import Mark
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks import axes_frame
from gdanim.themes import mix

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Point
    from gdanim.marks.ball_path import BallPath, BallState
    from gdanim.panels import PanelContext


INSET = 2.4  # from the border to a text, in a mark's radius
ROW = 1.35  # from one row of numbers to the next, in their size
ASIDE = (0, 1, -1, 2, -2)  # rows from a mark to its number, where that has no room beside it
ALONE = (0, 1, -1, 2, -2, 3, -3)  # the same for the text of a run that is alone
NEAR_INK = 0.35  # the colour of a run's number: so much nearer to ink than its mark, to be read as a text


class OffscreenMarker:
    """A sign on the border and a text beside it: of one run in words, of several each one's number in its colour."""

    def __init__(self, context: PanelContext, ball_path: BallPath, colour: str) -> None:
        self.context, self.ball_path = context, ball_path
        size = axes_frame.scale(context)
        self.several = len(context.trajectories) > 1
        ink = mix(colour, context.theme.ink, NEAR_INK) if self.several else context.theme.ink
        self.pointer = Pointer(colour, context.theme.paper, size.ball)
        self.label = Label(context.text, TextStyle(size.label, ink, "semibold", halo=context.theme.paper))
        self.shift: Point = (0.0, 0.0)  # along the border, from where it belongs to where there is room
        self.rest: Point = (0.0, 0.0)  # the same where the run's point is
        self.rank = 0  # how many marks stand there before it
        self.places: list[Point] = []  # where the text may stand: its left end and base line, the best first
        self.artists: list[Mark] = [self.pointer, self.label] if "readout" in context.show else [self.pointer]

    def show(self, spot: BallState) -> None:
        away = spot.state != "inside"
        self.pointer.visible = away
        self.label.visible = away and not (self.several and spot.state == "gone")
        if away or not self.ball_path.inside(spot.step):
            self._point(spot)

    def _point(self, spot: BallState) -> None:
        at = spot.x + self.shift[0], spot.y + self.shift[1]
        self.pointer.move_to(*at, *self._outwards(spot.x, spot.y), crossed=spot.state == "gone")
        x, y = (spot.x, spot.y) if spot.state == "gone" else self.ball_path.border(spot.step)
        self._say(spot, x, y)  # where x_k is: a text that slides along with the mark can't be read

    def _outwards(self, x: float, y: float) -> tuple[int, int]:
        """The directions of the markers that a place is on, or so close to that a mark would stick out there."""
        box, close = self.context.axes.box, self.pointer.radius
        return (x >= box.right - close) - (x <= box.left + close), (y >= box.bottom - close) - (y <= box.top + close)

    def _say(self, spot: BallState, x: float, y: float) -> None:
        box, size = self.context.axes.box, self.label.style.size
        width = self.label.set_text(self._text(spot)).image.width
        highest = box.top + 1.2 * size  # the header stands over it
        places = self._abreast(x, y, width) if self.several else self._alone(x, y, width)
        self.places = [
            (min(max(left, box.left + 4), box.right - width - 4), max(level, highest)) for left, level in places
        ]
        self.label.side = "left"
        self.label.move_to(*self.places[0])

    def _alone(self, x: float, y: float, width: float) -> list[Point]:
        """The left ends and base lines of a text that has the whole border for itself."""
        box, unit, (across, down) = self.context.axes.box, self.context.unit, self._outwards(x, y)
        inset = INSET * self.pointer.radius
        at = x - across * inset
        if not across:
            at = x + inset if x < (box.left + box.right) / 2 else x - inset - width
        level = y - down * inset + (5 if down else -14) * unit + (14 * unit if down < 0 else 0)
        left = at if across <= 0 else at - width
        return [(left, level + aside * ROW * self.label.style.size) for aside in ALONE]

    def _abreast(self, x: float, y: float, width: float) -> list[Point]:
        """Beside a mark at a side; at the top and the bottom in rows of their own, for marks stand closer."""
        size, inset, (across, down) = self.label.style.size, INSET * self.pointer.radius, self._outwards(x, y)
        x, y, row = x + self.rest[0], y + self.rest[1], ROW * size
        if across:
            left = x + inset if across < 0 else x - inset - width
            return [(left, y + 0.35 * size + aside * row) for aside in ASIDE]
        away = [inset + row * (self.rank + aside) for aside in ASIDE if aside >= 0]
        nearest, *others = (y + far + 0.75 * size if down < 0 else y - far for far in away)
        middle = x - width / 2
        return [(left, nearest) for left in (middle, x + inset, x - inset - width)] + [(middle, y) for y in others]

    def _text(self, spot: BallState) -> str:
        words, trajectory = self.context.words, self.ball_path.trajectory
        if spot.state == "gone":
            return words.label("left_domain" if trajectory.end_reason == "left_domain" else "overflow")
        names, point = trajectory.run.function.variables, trajectory.points[spot.step].tolist()
        numbers = (chosen.plain(value) for chosen, value in zip(self.context.formats.point, point, strict=False))
        place = ", ".join(f"{name} = {words.written(number)}" for name, number in zip(names, numbers, strict=True))
        if self.several:
            return place
        long = words.label("outside", place=place)
        room = 0.8 * self.context.axes.box.width
        return long if self.context.text.width(long, self.label.style) < room else place


class Pointer(Mark):
    """A bracket with its tip on the border, pointing out; a cross where there is nothing to point at."""

    def __init__(self, colour: str, paper: str, radius: float) -> None:
        super().__init__()
        self.colour, self.paper, self.radius = colour, paper, radius
        self.x = self.y = self.turn = 0.0
        self.crossed = False

    def move_to(self, x: float, y: float, across: int, down: int, *, crossed: bool) -> None:
        self.x, self.y, self.crossed = x, y, crossed
        self.turn = math.atan2(down, across) if (across or down) else 0.0

    def draw(self, canvas: Canvas) -> None:
        cos, sin, r = math.cos(self.turn), math.sin(self.turn), self.radius
        if self.crossed:
            for side in (1, -1):
                arm = [(self.x - 0.7 * r, self.y - side * 0.7 * r), (self.x + 0.7 * r, self.y + side * 0.7 * r)]
                canvas.stroke(arm, self.paper, 0.8 * r)
                canvas.stroke(arm, self.colour, 0.4 * r)
            return
        corners = [(-1.25 * r, -0.95 * r), (-0.4 * r, 0.0), (-1.25 * r, 0.95 * r)]
        bracket = [(self.x + a * cos - b * sin, self.y + a * sin + b * cos) for a, b in corners]
        canvas.stroke(bracket, self.paper, 0.55 * r + 4)
        canvas.stroke(bracket, self.colour, 0.55 * r)
