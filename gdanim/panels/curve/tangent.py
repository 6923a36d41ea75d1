"""The tangent at the ball, and the number of its slope."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.animation import appearance
from gdanim.drawing.geometry import Box, clip_segment, densified
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import function_curve

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.label import Anchor
    from gdanim.drawing.placement import Candidate
    from gdanim.panel_parts.ball_path import BallState
    from gdanim.panels import PanelContext
    from gdanim.panels.curve.arrow_positions import ArrowPositions

HALF_LENGTH = 180  # units along the tangent
MARKER_GAP = 8  # units from markers and their names
MAX_DISTANCE = 70  # units from the tangent to its label: without room so near, it is left out
LABEL_PARTS = (0.9, 0.6, 0.4)  # of each half of the tangent: where its label may stand, the best first
LABEL_DROPS = (34, 60, -16)  # units from the tangent down to the label's baseline there
LABEL_SHIFTS = (0, 0.5, -0.5, 1, -1)  # of the label's width, outwards
DISTANCE_BAND = 10  # units: labels whose distances to the tangent differ by less count as equally near
DROP_LINE_MARGIN = 10  # pixels on each side of a drop line
SAMPLE_DISTANCE = 2  # pixels between two points of a tangent: no label fits between them


class Tangent:
    """The tangent, which appears in beat one.

    It ends before boxes that are ``occupied`` at first, of markers and names.

    Its label avoids all ``occupied`` boxes, and is added to them. ``curve`` are the page points (n, 2) of the
    function's curve.
    """

    def __init__(self, context: PanelContext, positions: ArrowPositions, occupied: Obstacles) -> None:
        self.context, self.positions, self.occupied = context, positions, occupied
        self.size = size = positions.size
        self.fixed = [box.grown(MARKER_GAP * context.unit) for box in occupied.boxes]
        theme, dashes = context.theme, tuple(size.curve * part for part in context.theme.tangent_dashes) or None
        cap = "butt" if dashes else "round"
        self.line = Line([], theme.tangent, size.curve, clip=context.axes.box, dashes=dashes, cap=cap)
        self.label = Label(context.typesetter, TextStyle(size.label, theme.slope_text, "semibold", halo=theme.paper))
        self.curve = function_curve.page_points(context)

    def show(self, moment: Moment, ball_state: BallState, alpha: float, lines: np.ndarray) -> None:
        """Sets the line, and its label clear of other ``lines``, points (n, 2)."""
        step, part = ball_state.step, moment.reveal(*appearance.TANGENT_SPAN)
        ends = self._ends(step, part)
        self.line.move_to(ends)
        self.line.alpha = alpha
        number = self.context.printed_number(self.context.formats.slope, self.positions.gradient(step))
        self.label.set_text(f"{self.context.words.label('slope')} {number}")
        self.label.visible = part == 1 and ball_state.travel_progress == 0
        if self.context.is_lesson and self.label.visible:
            rises = self._direction(step)[1] > 0
            self._place_label(step, ends if rises else ends[::-1], lines)

    def strokes(self, step: int) -> np.ndarray:
        """Returns points (n, 2) of the lines that labels avoid: the curve, and the whole tangent of a step."""
        if "tangent" not in self.context.shown_marks:
            return self.curve
        return np.vstack((self.curve, densified(np.array(self._ends(step, 1.0)), SAMPLE_DISTANCE)))

    def _ends(self, step: int, part: float) -> list[PagePoint]:
        right, up = self._direction(step)
        return [self._end(step, (side * right, -side * up), part) for side in (-1, 1)]

    def _end(self, step: int, direction: PagePoint, part: float) -> PagePoint:
        """Returns the tangent's end in a direction: before a marker or a name in its way."""
        (x, y), reach, (across, down) = self.positions.ball(step), HALF_LENGTH * self.context.unit * part, direction
        least = min(reach, 2 * self.size.ball)
        for box in self.fixed:
            clipped = clip_segment(box, (x, y), (x + across * reach, y + down * reach))
            if clipped and clipped[0] != (x, y):
                reach = max(least, math.dist((x, y), clipped[0]))
        return x + across * reach, y + down * reach

    def _direction(self, step: int) -> tuple[float, float]:
        """Returns the tangent's unit vector on the page: right and up."""
        axes = self.context.axes
        right, up = axes.x_unit, self.positions.gradient(step) * axes.y_unit
        length = math.hypot(right, up)
        return (0.0, math.copysign(1.0, up)) if math.isinf(length) else (right / length, up / length)

    def _place_label(self, step: int, ends: list[PagePoint], lines: np.ndarray) -> None:
        """Places the label near the tangent, preferably on the tangent's side of the curve."""
        (x, y), within = self.positions.ball(step), self.context.axes.box
        ball = Box(x, y, x, y).grown(self.size.ball + MARKER_GAP * self.context.unit)
        marks = Obstacles([*self.fixed, *self._drop_lines(step), ball, *self.positions.covered(step)])
        all_lines = Obstacles(points=np.vstack((self.curve, self._samples(), lines)))
        anchors = self._anchors((x, y), ends)
        self.label.visible = self.occupied.place(
            self.label, anchors, [marks, all_lines], within=within, cost=self._cost
        )
        if self.label.visible and self._gaps(self.label.box).min() > MAX_DISTANCE * self.context.unit:
            self.occupied.boxes.pop()
            self.label.visible = False

    def _anchors(self, ball: PagePoint, ends: list[PagePoint]) -> list[Anchor]:
        """Returns anchors below and above both halves of the tangent, and further out or in."""
        width, unit = self.label.image.width, self.context.unit
        anchors: list[Anchor] = []
        for end in ends:
            outwards = math.copysign(width, end[0] - ball[0])
            for part in LABEL_PARTS:
                x, y = ball[0] + (end[0] - ball[0]) * part - width / 2, ball[1] + (end[1] - ball[1]) * part
                for drop in LABEL_DROPS:
                    anchors += [("left", x + shift * outwards, y + drop * unit) for shift in LABEL_SHIFTS]
        return anchors

    def _cost(self, candidate: Candidate) -> tuple[bool, int]:
        """Returns whether the curve lies between the tangent and its label, and their rounded distance.

        Labels at similar distances cost the same, so that the first anchor wins.
        """
        left, top, right, bottom = candidate.box
        gaps = self._gaps(candidate.box)
        nearest = int(gaps.argmin())
        x, y = self._samples()[nearest]
        begin = float(x), float(y)
        end = min(max(begin[0], left), right), min(max(begin[1], top), bottom)
        return self._is_parted(begin, end), int(gaps[nearest] / (DISTANCE_BAND * self.context.unit))

    def _gaps(self, box: Box) -> np.ndarray:
        """Returns the distances (n,) from points along the visible line to a box."""
        x, y = self._samples().T
        across = np.maximum(0, np.maximum(box.left - x, x - box.right))
        return np.hypot(across, np.maximum(0, np.maximum(box.top - y, y - box.bottom)))

    def _is_parted(self, begin: PagePoint, end: PagePoint) -> bool:
        """Returns whether the curve passes between two points."""
        part = np.linspace(0.1, 1, 25)  # the tangent itself may lie on the curve
        x, y = (a + part * (b - a) for a, b in zip(begin, end, strict=True))
        is_under = y > np.interp(x, *self.curve.T)
        return bool(is_under.any() and not is_under.all())

    def _samples(self) -> np.ndarray:
        """Returns points (n, 2) along the visible line."""
        return densified(self.line.points, SAMPLE_DISTANCE)

    def _drop_lines(self, step: int) -> list[Box]:
        """Returns the drop lines of the ball and of its landing point."""
        if "drop_line" not in self.context.shown_marks:
            return []
        path, bottom = self.positions.ball_path, self.context.axes.box.bottom
        steps = [each for each in (step, step + 1) if each <= path.last and path.is_inside(each)]
        return [Box(x - DROP_LINE_MARGIN, y, x + DROP_LINE_MARGIN, bottom) for x, y in map(path.page_point, steps)]
