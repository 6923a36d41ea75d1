"""The slope at the ball: its tangent, and the arrow as long as the slope, with their words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import Box, clip_segment
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks import axes_frame, function_curve
from gdanim.panels.curve import arrow_labels
from gdanim.panels.curve.parabola import Parabola

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Point
    from gdanim.drawing.placement import Candidate
    from gdanim.drawing.text import Anchor
    from gdanim.marks.ball_path import BallPath, BallState
    from gdanim.panels import PanelContext
    from gdanim.panels.curve.arrow_offset import ArrowOffset

REACH = 180  # half a tangent's length, in units, measured along it
OFF = 8  # units that a tangent and its words keep from signs and their names
ROUGHLY = 10  # units: words so much farther from a tangent are farther
TANGENT_BY, YELLOW_FROM, YELLOW_BY = 0.25, 0.25, 0.5  # of beat one
FADE = 2.5  # the slope is gone when the ball has come 1/FADE of its way


class SlopeMarks:
    """Shows itself in beat one, fades as the ball leaves. ``lines`` lie under ``arrows``, ``labels`` on top.

    ``taken`` is where texts stand, from the beginning those that stand still; it grows by those that are set.
    """

    def __init__(self, context: PanelContext, ball_path: BallPath, lane: ArrowOffset, taken: list[Box]) -> None:
        self.context, self.ball_path, self.lane, self.taken = context, ball_path, lane, taken
        self.standing = list(taken)
        theme, box, size = context.theme, context.axes.box, axes_frame.mark_sizes(context)
        self.size = size
        dashes = tuple(size.curve * part for part in theme.tangent_dashes) or None
        self.tangent = Line([], theme.tangent, size.curve, clip=box, dashes=dashes, cap="butt" if dashes else "round")
        self.parabola = Parabola(context, ball_path)
        self.yellow = lane.arrow(theme.slope, theme.paper, edge=theme.slope_edge)
        style = TextStyle(size.label, theme.slope_text, "semibold", halo=theme.paper)
        self.value = Label(context.text, style)
        self.curve = context.axes.to_pixels(
            *function_curve.sample_curve(context.axes, ball_path.trajectory.run.function.values)
        )
        self.word = Label(context.text, style, side="center")
        self.lines = self._those({"tangent": [self.tangent], "parabola": [self.parabola.line]})
        self.arrows = self._those({"slope_arrow": [self.yellow]})
        self.labels = (
            self._those({"tangent": [self.value], "slope_arrow": [self.word], "parabola": [self.parabola.name]})
            if context.lesson
            else []
        )

    def _those(self, by_word: dict[str, list[Mark]]) -> list[Mark]:
        return [artist for word, artists in by_word.items() if word in self.context.show for artist in artists]

    def tip(self, step: int) -> float:
        """The page's x of x_k + f′(x_k): where the slope's arrow ends."""
        return self.context.axes.x(self.ball_path.points[step][0] + self.gradient(step))

    def step(self, step: int) -> float | None:
        """The page's x where the step's arrow ends, if there is one."""
        there = "step_arrow" in self.context.show and step < self.ball_path.last and self.ball_path.is_finite(step + 1)
        return self.ball_path.page_point(step + 1)[0] if there else None

    def gradient(self, step: int) -> float:
        return float(self.ball_path.trajectory.gradients[step, 0])

    def show(self, moment: Moment, spot: BallState) -> None:
        if not (self.lines or self.arrows):  # then no number is set for it either
            return
        shown = self.ball_path.is_inside(spot.step) and moment.look > 0 and math.isfinite(self.gradient(spot.step))
        arriving = (
            moment.phase == "end" and self.ball_path.last > 0
        )  # no step follows: no arrow that it would go against
        fading = max(0.0, 1 - FADE * spot.travel)
        for artist in (*self.lines, *self.arrows, *self.labels):
            artist.visible = shown and fading > 0
        if not (shown and fading > 0):
            return
        grown = min(1.0, moment.look / TANGENT_BY)
        self._arrow(moment, spot, 0.0 if arriving else fading)
        if "parabola" in self.context.show:
            self.parabola.show(spot, fading, self.taken, self.curve)
        self._tangent(spot, grown, fading)
        if arriving and self.context.lesson and "formula" in self.context.show:  # the slate tells of the step before
            for artist in (self.tangent, self.value):
                artist.visible = False

    def _length(self, spot: BallState) -> str:
        return self.context.words.localized(self.context.formats.slope.plain(self.gradient(spot.step)))

    def _tangent(self, spot: BallState, grown: float, fading: float) -> None:
        along, up = self._direction(spot.step)
        ends = [self._end(spot.step, side * along, -side * up, grown) for side in (-1, 1)]
        self.tangent.move_to(ends)
        self.tangent.alpha = fading
        self.value.set_text(f"{self.context.words.label('slope')} {self._length(spot)}")
        self.value.visible = grown == 1 and spot.travel == 0
        if self.labels and self.value.visible:
            self._name_tangent(spot, ends if up > 0 else ends[::-1])

    def _end(self, step: int, across: float, down: float, grown: float) -> tuple[float, float]:
        """Where the tangent ends in a direction: before a sign or a name that stands in its way."""
        (x, y), reach = self.ball_path.page_point(step), REACH * self.context.unit * grown
        least = min(reach, 2 * self.size.ball)
        for box in self._about(self.standing):
            met = clip_segment(box, (x, y), (x + across * reach, y + down * reach))
            if met and met[0] != (x, y):
                reach = max(least, math.dist((x, y), met[0]))
        return x + across * reach, y + down * reach

    def _about(self, boxes: list[Box]) -> list[Box]:
        off = OFF * self.context.unit
        return [box.grown(off) for box in boxes]

    def _name_tangent(self, spot: BallState, ends: list[tuple[float, float]]) -> None:
        """Near the tangent, best on its side of the curve, where the words meet no lines and no others."""
        second = [self.parabola.line.points] if "parabola" in self.context.show else []
        lines = np.vstack((self.curve, self._tangent_points(), *second))
        occupied = [*self.taken, *self._about(self.standing), *self._drop_lines(spot), *self._marks(spot)]
        obstacles, within = [Obstacles(boxes=occupied), Obstacles(points=lines)], self.context.axes.box
        anchors = self._tangent_anchors(self.ball_path.page_point(spot.step), ends)
        if not place_label(self.value, anchors, obstacles, within=within, cost=self._distance):
            self.value.visible = False
        elif self.value.visible:
            self.taken.append(self.value.padded_box)

    def _tangent_anchors(self, ball: Point, ends: list[Point]) -> list[Anchor]:
        """Under and over both halves of the tangent, and farther out or in."""
        width, unit = self.value.image.width, self.context.unit
        anchors: list[Anchor] = []
        for end in ends:
            outwards = math.copysign(width, end[0] - ball[0])
            for part in (0.9, 0.6, 0.4):
                x, y = ball[0] + (end[0] - ball[0]) * part - width / 2, ball[1] + (end[1] - ball[1]) * part
                for drop in (34, 60, -16):
                    anchors += [("left", x + shift * outwards, y + drop * unit) for shift in (0, 0.5, -0.5, 1, -1)]
        return anchors

    def _distance(self, candidate: Candidate) -> tuple[bool, int]:
        """Whether the curve lies between the tangent and its words, and roughly how far they are from it.

        Words that are nearly as far are taken to be as good, so that the first anchor wins.
        """
        left, top, right, bottom = candidate.box
        x, y = self._tangent_points().T
        gaps = np.hypot(
            np.maximum(0, np.maximum(left - x, x - right)),
            np.maximum(0, np.maximum(top - y, y - bottom)),
        )
        nearest = int(gaps.argmin())
        begin = float(x[nearest]), float(y[nearest])
        end = min(max(begin[0], left), right), min(max(begin[1], top), bottom)
        return self._curve_parts(begin, end), int(gaps[nearest] / (ROUGHLY * self.context.unit))

    def _curve_parts(self, begin: Point, end: Point) -> bool:
        """Whether the curve passes between two points."""
        part = np.linspace(0.1, 1, 25)  # the tangent itself may lie on the curve
        x, y = (a + part * (b - a) for a, b in zip(begin, end, strict=True))
        is_under = y > np.interp(x, *self.curve.T)
        return bool(is_under.any() and not is_under.all())

    def _tangent_points(self) -> np.ndarray:
        part = np.linspace(0, 1, 181)[:, None]
        return self.tangent.points[0] + part * (self.tangent.points[-1] - self.tangent.points[0])

    def _drop_lines(self, spot: BallState) -> list[Box]:
        """Where the lines from the ball and from its landing come down."""
        steps = [
            step
            for step in (spot.step, spot.step + 1)
            if step <= self.ball_path.last and self.ball_path.is_inside(step)
        ]
        feet = [self.ball_path.page_point(step) for step in steps] if "drop_line" in self.context.show else []
        return [Box(x - 10, y, x + 10, self.context.axes.box.bottom) for x, y in feet]

    def _marks(self, spot: BallState) -> list[Box]:
        """Where the ball lies, and the slope's and the step's arrows."""
        (x, y), step = self.ball_path.page_point(spot.step), self.step(spot.step)
        covered = [Box(x, y, x, y).grown(self.size.ball + OFF * self.context.unit)]
        covered += [self.lane.taken(x, step, y)] if step is not None else []
        if "slope_arrow" in self.context.show:
            covered.append(self.lane.taken(x, self.tip(spot.step), y, second=self._second(spot.step)))
        return covered

    def over(self, step: int) -> list[Box]:
        """What the slope's arrow and its number take in a lane over the ball."""
        (x, y), tip = self.ball_path.page_point(step), self.tip(step)
        if "slope_arrow" not in self.context.show or not (math.isfinite(tip) and self.lane.needed(x, tip)):
            return []
        arrow = self.lane.taken(x, tip, y, second=self._second(step))
        return [arrow.inset(top=-1.4 * self.size.label)]

    def _second(self, step: int) -> bool:
        """Whether the step's arrow has the first lane for itself."""
        (x, _), tip, to = self.ball_path.page_point(step), self.tip(step), self.step(step)
        if to is None or not self.lane.needed(x, to):
            return False
        box = self.context.axes.box
        return (tip > x) == (to > x) or not box.left <= tip <= box.right

    def _direction(self, step: int) -> tuple[float, float]:
        """The tangent's unit vector on the page: right and up."""
        axes = self.context.axes
        across = axes.box.width / (axes.x_range[1] - axes.x_range[0])
        up = self.gradient(step) * axes.box.height / (axes.y_range[1] - axes.y_range[0])
        length = math.hypot(across, up)
        if math.isinf(length):
            return 0.0, math.copysign(1.0, up)
        return across / length, up / length

    def _arrow(self, moment: Moment, spot: BallState, fading: float) -> None:
        part = min(1.0, max(0.0, (moment.look - YELLOW_FROM) / (YELLOW_BY - YELLOW_FROM)))
        self.yellow.visible = part > 0
        (x, y), tip = self.ball_path.page_point(spot.step), self.tip(spot.step)
        lane, second = self.lane.needed(x, tip), self._second(spot.step)
        self.lane.point(self.yellow, x, x + (tip - x) * part, y, lane=lane, second=second, alpha=fading)
        self._name_arrow(moment, spot, lane=lane, grown=part == 1)

    def _name_arrow(self, moment: Moment, spot: BallState, *, lane: bool, grown: bool) -> None:
        """The number of a broken arrow, wherever there is room; words only where they hide no line."""
        ball_x = self.ball_path.page_point(spot.step)[0]
        truncated = self.yellow.is_truncated and grown
        ascending = self.ball_path.trajectory.run.direction == "ascend"
        is_named = not ascending and not lane and arrow_labels.is_named(self.context, self.yellow, moment)
        self.word.visible = truncated or (grown and is_named)
        self.word.set_text(self._length(spot) if truncated else self.context.words.label("with_slope"))
        anchors: list[Anchor]
        if lane:
            back = math.copysign(self.word.image.width / 2, ball_x - self.yellow.end)
            above = self.yellow.y - self.yellow.shape.width / 2 - 5 * self.context.unit
            anchors = [("center", arrow_labels.inside(self.word, self.context, self.yellow.end + back), above)]
        else:
            anchors = arrow_labels.anchors(self.word, self.context, self.yellow, ball_x, over=False)
        lines = np.empty((0, 2)) if truncated else self.strokes(spot.step)
        arrow_labels.place_words(self.word, self.context, anchors, self.taken, lines)
        self.taken += [self.word.padded_box] if self.word.visible and self.word in self.labels else []

    def strokes(self, step: int) -> np.ndarray:
        """Points (n, 2) of the lines that words do not stand on: the curve, and the whole tangent in a step."""
        if "tangent" not in self.context.show:
            return self.curve
        along, up = self._direction(step)
        ends = [self._end(step, side * along, -side * up, 1.0) for side in (-1, 1)]
        return np.vstack((self.curve, np.linspace(ends[0], ends[1], 181)))
