"""The triangle of rise over run under the tangent, in a picture in which nothing moves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import densified
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line
from gdanim.text import typesetting
from gdanim.text.numbers import single

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.label import Anchor
    from gdanim.drawing.placement import Obstacles
    from gdanim.panels import PanelContext

MAX_LENGTH = 240  # units along the tangent
MIN_LEG = 26  # units: legs that are shorter are hidden by the ball
RUN_LENGTHS = (5, 4, 3, 2, 1)  # runs that are tried, times powers of ten, from the longest
LINE_WIDTH, LABEL_SIZE, LABEL_GAP = 2.2, 17, 8  # units
PANEL_MARGIN = 6  # units between the triangle and the panel's border


class SlopeTriangle:
    """The triangle with the lengths Δx and Δy of its legs; without marks where it has no room.

    The labels avoid ``occupied`` boxes, and are added to them. ``points`` (n, 2) are along the legs.
    """

    def __init__(self, context: PanelContext, occupied: Obstacles) -> None:
        self.lines: list[Mark] = []
        self.labels: list[Mark] = []
        self.points, corners = triangle_points(context), triangle(context)
        if corners is None:
            return
        (x0, y0), (x1, _), (_, y2) = corners
        page = [(context.axes.x(x), context.axes.y(y)) for x, y in corners]
        self.lines.append(
            Line([*page, page[0]], context.theme.tangent, LINE_WIDTH * context.unit, clip=context.axes.box)
        )
        for label, text, anchors in zip(
            self._labels(context),
            (rf"\Delta x = {single(x1 - x0)}", rf"\Delta y = {single(y2 - y0)}"),
            _anchors(context, page),
            strict=True,
        ):
            label.set_text(typesetting.maths(text))
            label.visible = occupied.place(label, anchors, within=context.axes.box)
            self.labels.append(label)

    @staticmethod
    def _labels(context: PanelContext) -> list[Label]:
        style = context.text_style(LABEL_SIZE, context.theme.slope_text, has_halo=True)
        return [Label(context.typesetter, style) for _ in range(2)]


def triangle(context: PanelContext) -> tuple[PagePoint, PagePoint, PagePoint] | None:
    """Returns the corners of the triangle, of which the second is the right angle; None if it has no room.

    It begins at the ball, or ends there if there is no room ahead. Its run is the longest round number that has room.
    """
    trajectory, axes, unit = context.trajectories[0], context.axes, context.unit
    is_picture = context.is_lesson and not context.scene_facts.steps
    if not is_picture or "tangent" not in context.shown_marks:
        return None
    x, y, slope = float(trajectory.points[0, 0]), float(trajectory.values[0]), float(trajectory.gradients[0, 0])
    across, up = axes.x_unit, axes.y_unit
    if not (math.isfinite(y) and math.isfinite(slope)):
        return None
    room, power = axes.box.grown(-PANEL_MARGIN * unit), math.floor(math.log10(MAX_LENGTH * unit / across))
    runs = [factor * 10.0**exponent for exponent in (power, power - 1) for factor in RUN_LENGTHS]
    for x0, run in [*((x, run) for run in runs), *((x - run, run) for run in runs)]:
        legs, begin, end = (across * run, up * abs(slope) * run), slope * (x0 - x), slope * (x0 + run - x)
        corners = (x0, y + begin), (x0 + run, y + begin), (x0 + run, y + end)
        has_room = all(room.has((axes.x(right), axes.y(height))) for right, height in corners)
        if has_room and math.hypot(*legs) <= MAX_LENGTH * unit and min(legs) >= MIN_LEG * unit:
            return corners
    return None


def triangle_points(context: PanelContext) -> np.ndarray:
    """Returns points (n, 2) on the page along the triangle's legs."""
    corners = triangle(context)
    if corners is None:
        return np.empty((0, 2))
    page = np.array([(context.axes.x(x), context.axes.y(y)) for x, y in corners])
    return np.vstack([densified(page[:2], 4), densified(page[1:], 4)])


def _anchors(context: PanelContext, page: list[PagePoint]) -> tuple[list[Anchor], list[Anchor]]:
    """Returns the anchors of Δx, on the far side of the tangent, and of Δy, ahead of its leg."""
    (x0, y0), (x1, _), (_, y2) = page
    gap, size = LABEL_GAP * context.unit, LABEL_SIZE * context.unit
    base = y0 + gap + 0.8 * size if y2 < y0 else y0 - gap
    beside_ball = x0 + context.mark_sizes.ball + gap / 2
    run: list[Anchor] = [("left", beside_ball, base), ("left", (x0 + x1) / 2, base), ("left", x1, base)]
    rise: list[Anchor] = [("left", x1 + gap, (y0 + y2) / 2 + 0.3 * size), ("left", x1 + gap, y2 + 0.8 * size)]
    return run, rise
