"""A chord from A to B that slides along a curve, with a cross wherever the curve crosses it."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.shapes import Cross, Line, Polygon, Ring
from gdanim.drawing.text import HALO_WIDTH, MIDDLE_DROP, TextStyle
from gdanim.panel_parts.function_curve import page_points
from gdanim.panel_parts.offscreen import Pointer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.label import Anchor
    from gdanim.functions import Function
    from gdanim.panels import PanelContext

CURVE_SAMPLES = 801
BISECTION_COUNT = 40
ROUNDING_ERROR = 1e-12  # fraction of the usual value: a curve this little above a chord touches it
JUMP_SHARE = 0.01  # fraction of the difference of two samples: a larger one between neighbouring floats is a jump
MAX_CROSSES = 4
POINTER_RADIUS = 8  # units: of the pointer to an end beyond the border
AREA_SAMPLES = 241
UNDER_ALPHA, OVER_ALPHA = 0.14, 0.42  # opacity of the areas where the curve is under the chord, and over it
LETTER_SIZE, MIN_LETTER_SIZE, LETTER_DISTANCE = 18, 12.0, 20  # units; pixels; units from its ring
LINE_GAP = 1.0  # pixels: minimum between a letter and the curve and the chord, where there is room
MAX_END_MARGIN = 0.04  # fraction of the axis, between its ends and the chord's


def crossings(function: Function, left: float, right: float) -> list[float]:
    """Returns the points where the curve crosses its chord between its ends; a jump, as at a pole, is no crossing."""
    begin, end = function.values([left, right])

    def above(xs: np.ndarray) -> np.ndarray:
        return function.values(xs) - (begin + (end - begin) * (xs - left) / (right - left))

    xs = np.linspace(left, right, CURVE_SAMPLES)
    heights, values = above(xs), function.values(xs)
    finite = np.abs(values[np.isfinite(values)])
    rounding = ROUNDING_ERROR * float(np.median(finite)) if len(finite) else 0.0
    apart = 1 + np.flatnonzero(~(np.abs(heights[1:-1]) <= rounding))  # NaN too: nothing is crossed in a gap
    before, after = apart[:-1], apart[1:]
    changes = heights[before] * heights[after] < 0
    low, high, side = xs[before][changes], xs[after][changes], heights[before][changes]
    for _ in range(BISECTION_COUNT):
        middle = (low + high) / 2
        is_before = above(middle) * side > 0
        low, high = np.where(is_before, middle, low), np.where(is_before, high, middle)
    is_met = np.abs(above(high) - above(low)) <= JUMP_SHARE * np.abs(heights[after] - heights[before])[changes]
    return [float(x) for x in ((low + high) / 2)[is_met]]


class SlidingChord:
    """Slides to the right and back once per animation, over the shaded areas. Its letters avoid the ``titles``.

    ``is_crossed``: whether the curve crosses the chord at the current moment.
    """

    def __init__(self, context: PanelContext, titles: Sequence[Label]) -> None:
        self.context, self.titles = context, titles
        self.function = context.function
        theme, unit = context.theme, context.unit
        self.line = Line([], theme.ball, 2.8 * unit, clip=context.axes.box)
        self.rings = [Ring(theme.ball, theme.paper, 6 * unit, 2.6 * unit) for _ in range(2)]
        self.crosses = [Cross(theme.ink, theme.paper, 7 * unit) for _ in range(MAX_CROSSES)]
        style = TextStyle(context.text_size(LETTER_SIZE, MIN_LETTER_SIZE), theme.ball, "semibold", halo=theme.paper)
        self.letters = [Label(context.typesetter, style, side="center").set_text(letter) for letter in "AB"]
        self.curve = page_points(context)
        self.is_crossed = False
        self.under, self.over = (
            Polygon(colour, alpha, context.axes.box)
            for colour, alpha in ((theme.ball, UNDER_ALPHA), (theme.tangent, OVER_ALPHA))
        )
        self.pointers = [Pointer(theme.ball, theme.paper, POINTER_RADIUS * unit) for _ in range(2)]
        ends: list[Mark] = [*self.rings, *self.pointers, *self.letters]
        self.movers: list[Mark] = [self.under, self.over, self.line, *self.crosses, *ends]

    def show(self, moment: Moment) -> None:
        axes = self.context.axes
        points = [(x, self.function.value((x,))) for x in self._ends(moment)]
        ends = [(axes.x(x), axes.y(y)) for x, y in points]
        self.line.move_to(ends)
        for ring, point, end in zip(self.rings, points, ends, strict=True):
            ring.visible = axes.contains(*point)
            ring.move_to(*end)
        self._show_pointers(ends)
        self._show_areas(points)
        self._show_letters(points, ends)
        self._show_crosses(points)

    def _ends(self, moment: Moment) -> tuple[float, float]:
        """Returns the x positions of the chord's ends."""
        low, high = self.context.axes.x_range
        width = self.context.options.width * (high - low)
        part = min(1.0, (moment.step + moment.travel_progress) / max(1, self.context.scene_facts.steps))
        travel = (high - low) * (1 - 2 * MAX_END_MARGIN) - width
        left = low + MAX_END_MARGIN * (high - low) + travel * (0.5 - 0.5 * math.cos(2 * math.pi * part))
        return left, left + width

    def _show_pointers(self, ends: list[PagePoint]) -> None:
        """Points at the border to each end that is beyond it, where the chord leaves the panel."""
        box = self.context.axes.box
        for pointer, end, other, ring in zip(self.pointers, ends, ends[::-1], self.rings, strict=True):
            side = box.top if end[1] < box.top else box.bottom
            pointer.visible = not ring.visible and (end[1] - side) * (other[1] - side) < 0  # false for NaN
            if pointer.visible:
                x = end[0] + (other[0] - end[0]) * (side - end[1]) / (other[1] - end[1])
                pointer.move_to(x, side, 0, math.copysign(1, side - other[1]), crossed=False)

    def _show_areas(self, points: list[PagePoint]) -> None:
        """Shades what is between the curve and the chord: one colour where the curve is lower, another where higher."""
        (left, begin), (right, end) = points
        xs = np.linspace(left, right, AREA_SAMPLES)
        line, curve = np.linspace(begin, end, AREA_SAMPLES), self.function.values(xs)
        curve = np.where(np.isfinite(curve), curve, line)
        for area, edge in ((self.under, np.minimum(curve, line)), (self.over, np.maximum(curve, line))):
            outline = np.concatenate(
                [self.context.axes.to_pixels(xs, edge), self.context.axes.to_pixels(xs, line)[::-1]]
            )
            area.move_to(outline).visible = bool(np.isfinite(outline).all())

    def _show_letters(self, points: list[PagePoint], ends: list[PagePoint]) -> None:
        """Places each letter beside its end if that is in the panel, clear of the titles and the other letter."""
        occupied = Obstacles(boxes=[title.box for title in self.titles], gap=(HALO_WIDTH, HALO_WIDTH))
        lines = Obstacles(points=self.curve, segments=[(ends[0], ends[1])], clearance=LINE_GAP, penalty=1)
        for letter, pointer, point, end, other in zip(
            self.letters, self.pointers, points, ends, ends[::-1], strict=True
        ):
            letter.visible = self.context.axes.contains(*point) and math.isfinite(other[1])
            if pointer.visible:
                letter.visible = place_label(letter, self._anchors_beside(pointer), [occupied, lines])
                occupied.add(letter.box)
            elif letter.visible:
                anchors = self._anchors(end, self._angles(point[0], end, other), letter.style.size)
                letter.visible = place_label(letter, anchors, [occupied, lines])
                occupied.add(letter.box)

    def _anchors_beside(self, pointer: Pointer) -> list[Anchor]:
        """Returns the anchors of a letter inside the border, on both sides of a pointer."""
        distance, box = LETTER_DISTANCE * self.context.unit, self.context.axes.box
        y = pointer.y + math.copysign(distance / 2, box.top + box.bottom - 2 * pointer.y)
        drop = MIDDLE_DROP * self.letters[0].style.size
        return [("center", pointer.x + side * distance, y + drop) for side in (1, -1)]

    def _angles(self, x: float, end: PagePoint, other: PagePoint) -> list[float]:
        """Returns the angles of the curve on both sides of an end, and of the chord; π/2 is upwards."""
        axes = self.context.axes
        along = math.atan2(self.function.gradient((x,))[0] * axes.y_unit, axes.x_unit)
        return [along, along + math.pi, math.atan2(end[1] - other[1], other[0] - end[0])]

    def _anchors(self, end: PagePoint, angles: list[float], size: float) -> list[Anchor]:
        """Returns the anchors of a letter: midway between neighbouring lines at its ring, the highest first."""
        angles = sorted(angle % math.tau for angle in angles if math.isfinite(angle))
        middles = [(before + after) / 2 for before, after in pairwise([*angles, angles[0] + math.tau])]
        (x, y), distance = end, LETTER_DISTANCE * self.context.unit
        return [
            ("center", x + distance * math.cos(middle), y - distance * math.sin(middle) + MIDDLE_DROP * size)
            for middle in sorted(middles, key=math.sin, reverse=True)
        ]

    def _show_crosses(self, points: list[PagePoint]) -> None:
        (left, begin), (right, end) = points
        xs = crossings(self.function, left, right)
        self.is_crossed = bool(xs)
        for cross in self.crosses:
            cross.visible = False
        for cross, x in zip(self.crosses, xs, strict=False):
            y = begin + (end - begin) * (x - left) / (right - left)
            cross.visible = self.context.axes.contains(x, y)
            cross.move_to(self.context.axes.x(x), self.context.axes.y(y))
