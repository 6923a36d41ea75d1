"""The slope at the ball: tangent, the arrow as long as the slope, and the parabola that plain descent can't see."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels.marks import ground, sizes
from gdanim.panels.marks.arrow import Arrow, Shape
from gdanim.panels.marks.shapes import Line
from gdanim.panels.marks.text import Label, Style
from gdanim.typeset import trimmed

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.panels import Stage
    from gdanim.panels.marks.track import Spot, Track
    from gdanim.timeline import Moment

REACH = 180  # half a tangent's length, in units, measured along it
TANGENT_BY, YELLOW_FROM, YELLOW_BY = 0.25, 0.25, 0.5  # of beat one
FADE = 2.5  # the slope is gone when the ball has come 1/FADE of its way


class Slope:
    """Shows itself in beat one, fades as the ball leaves. ``lines`` lie under ``arrows``, ``labels`` on top."""

    def __init__(self, stage: Stage, track: Track, shape: Shape) -> None:
        self.stage, self.track = stage, track
        theme, box, size = stage.theme, stage.plot.box, ground.scale(stage)
        self.size = size
        self.tangent = Line([], theme.tangent, size.curve, clip=box)
        self.parabola = Line([], theme.muted, 0.75 * size.curve, clip=box, dashes=(6 * stage.unit, 4 * stage.unit))
        self.yellow = Arrow(shape, theme.slope, theme.paper, (box.left, box.right), edge=theme.slope_edge)
        style = Style(size.label, theme.slope_text, "semibold", halo=theme.paper)
        self.value = Label(stage.text, style)
        self.word = Label(stage.text, style, side="center")
        self.lines = self._those({"tangent": [self.tangent], "parabola": [self.parabola]})
        self.arrows = self._those({"slope_arrow": [self.yellow]})
        self.labels = self._those({"tangent": [self.value], "slope_arrow": [self.word]}) if stage.lesson else []

    def _those(self, by_word: dict[str, list[Artist]]) -> list[Artist]:
        return [artist for word, artists in by_word.items() if word in self.stage.show for artist in artists]

    def tip(self, step: int) -> float:
        """The page's x of x_k + f′(x_k): where the slope's arrow ends."""
        return self.stage.plot.x(self.track.points[step][0] + self.gradient(step))

    def gradient(self, step: int) -> float:
        return float(self.track.trajectory.gradients[step, 0])

    def show(self, moment: Moment, spot: Spot) -> None:
        shown = spot.state == "inside" and moment.look > 0 and math.isfinite(self.gradient(spot.step))
        fading = max(0.0, 1 - FADE * spot.travel)
        for artist in (*self.lines, *self.arrows, *self.labels):
            artist.set_visible(shown and fading > 0)
        if not (shown and fading > 0):
            return
        grown = min(1.0, moment.look / TANGENT_BY)
        self._tangent(spot, grown, fading)
        self._parabola(spot, fading)
        self._arrow(moment, spot, fading)

    def _tangent(self, spot: Spot, grown: float, fading: float) -> None:
        x, y = self.track.pixel(spot.step)
        along, up = self._direction(spot.step)
        reach = REACH * self.stage.unit * grown
        self.tangent.to([(x - along * reach, y + up * reach), (x + along * reach, y - up * reach)])
        self.tangent.alpha = fading
        self.value.say(f"{self.stage.words.say('slope')} {trimmed(self.gradient(spot.step))}")
        self.value.set_visible(grown == 1 and spot.travel == 0)
        self._name_tangent(x, y, along, up)

    def _name_tangent(self, x: float, y: float, along: float, up: float) -> None:
        """Under the tangent's lower end, away from the ball; above its upper end where the lower is out of sight."""
        width, box, unit = self.value.image.width, self.stage.plot.box, self.stage.unit
        down = -1 if up > 0 else 1
        reach = REACH * unit * 0.9
        left, right, lowest = box.left + 4, box.right - width - 4, box.bottom - 8 * unit
        for end, below in ((down, 30 * unit), (-down, -14 * unit)):
            at = x + end * along * reach + 12 * unit * -end - (width if end < 0 else 0)
            base = y - end * up * reach + below
            if left <= at <= right and box.top + self.size.label < base < lowest:
                break
        self.value.side = "left"
        self.value.to(min(max(at, left), right), min(max(base, box.top + self.size.label), lowest))

    def _direction(self, step: int) -> tuple[float, float]:
        """The tangent's unit vector on the page: right and up."""
        plot = self.stage.plot
        across = plot.box.width / (plot.x_range[1] - plot.x_range[0])
        up = self.gradient(step) * plot.box.height / (plot.y_range[1] - plot.y_range[0])
        length = math.hypot(across, up)
        return across / length, up / length

    def _parabola(self, spot: Spot, fading: float) -> None:
        if "parabola" not in self.stage.show:
            return
        x, y = self.track.points[spot.step]
        bend = self.track.trajectory.run.function.curvature((x,))[0]
        xs = np.linspace(*self.stage.plot.x_range, 181)
        ys = y + self.gradient(spot.step) * (xs - x) + bend / 2 * (xs - x) ** 2
        self.parabola.points = self.stage.plot.path(xs, ys)
        self.parabola.alpha = fading

    def _arrow(self, moment: Moment, spot: Spot, fading: float) -> None:
        part = min(1.0, max(0.0, (moment.look - YELLOW_FROM) / (YELLOW_BY - YELLOW_FROM)))
        self.yellow.set_visible(part > 0)
        self.word.set_visible(part == 1 and spot.travel == 0 and self.yellow.drawn)
        x, y = self.track.pixel(spot.step)
        tip = x + (self.tip(spot.step) - x) * part
        start = self.size.ball + sizes.HALO * self.stage.unit
        self.yellow.to(x, tip, y, start=start, alpha=fading)
        ascending = self.track.trajectory.run.direction == "ascend"
        self.word.set_visible(self.word.get_visible() and self.yellow.drawn and not ascending)
        self.word.say(self.stage.words.say("with_slope"))
        under = y + self.size.head[1] / 2 + 10 * self.stage.unit + self.size.label * 0.75
        beside(self.word, self.stage, self.yellow.end, x, under)


def beside(label: Label, stage: Stage, tip: float, tail: float, y: float) -> None:
    """A word on an arrow: ending at its tip where it points away from the ball, kept inside the panel."""
    width, box = label.image.width, stage.plot.box
    middle = (tip + tail) / 2
    ahead = 1 if tip > tail else -1
    if width > abs(tip - tail):
        middle = tail + ahead * (width / 2 + 16 * stage.unit)
    label.side = "center"
    label.to(min(max(middle, box.left + width / 2 + 4), box.right - width / 2 - 4), y)
