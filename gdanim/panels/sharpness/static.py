"""The static marks of the sharpness: the ground below the limit, the limit, the axes, and the words."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import ticks
from gdanim.drawing.geometry import samples_along
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Rectangle
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.limit_line import LIMIT_NAME_SIZE, limit_line
from gdanim.panels.sharpness import limit, sharpness
from gdanim.text import numbers

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.drawing.shapes import Line
    from gdanim.panels import PanelContext

WORD_GAP, LINE_CLEARANCE = 11, 3.0  # units from words to the limit and the sides; pixels to lines


def static_marks(context: PanelContext) -> list[Mark]:
    """Returns all static marks, from back to front; the ground is that of the first run's limit."""
    box, theme, unit = context.axes.box, context.theme, context.unit
    stability_limit = limit(context.trajectories[0])
    y = min(max(context.axes.y(stability_limit), box.top), box.bottom) if math.isfinite(stability_limit) else box.top
    grounds = [Rectangle(box._replace(bottom=y), theme.other_ground), Rectangle(box._replace(top=y), theme.good_ground)]
    counted = replace(context.axes, has_whole_x=True)
    beside = axes_frame.y_tick_labels(context)
    below = axes_frame.x_tick_labels(context, beside, counted)
    names = axes_frame.x_axis_name(context, context.words.label("step"), below)
    axis = axes_frame.axis_line(context, (box.left, box.bottom), (box.right, box.bottom))
    grid = ticks.grid(context.axes, theme, unit, vertical=False)
    levels = sorted({limit(trajectory) for trajectory in context.trajectories if math.isfinite(limit(trajectory))})
    heights = [context.axes.y(level) for level in levels]
    lines = [
        limit_line(context, (box.left, height), (box.right, height))
        for height in heights
        if box.top < height < box.bottom
    ]
    words = _words(context, y, [*lines]) if "names" in context.shown_marks else []
    return [*grounds, *grid, *lines, axis, *beside, *below, *names, *words]


def _words(context: PanelContext, y: float, lines: list[Line]) -> list[Label]:
    """Returns the limit's name at its line, the words on the ground below it, and the title."""
    box, gap, theme = context.axes.box, WORD_GAP * context.unit, context.theme
    rows = [sharpness(trajectory) for trajectory in context.trajectories]
    paths = [context.axes.to_pixels(np.arange(len(row), dtype=float), row) for row in rows]
    paths = [points[np.isfinite(points).all(axis=1)] for points in paths]
    samples = samples_along([*paths, *(line.points for line in lines)], 5.0)
    occupied, size = Obstacles(points=samples, clearance=LINE_CLEARANCE), axes_frame.name_size(context)
    labels: list[Label] = []
    ends = [context.reading.from_end(box, offset) for offset in np.linspace(gap, box.width / 2, 12).tolist()]
    if len(lines) == 1:
        name = Label(context.typesetter, context.text_style(LIMIT_NAME_SIZE, theme.ink)).set_text(_limit_text(context))
        heights = (y - gap, y + gap + name.style.ascent)
        anchors: list[Anchor] = [(context.reading.end, x, height) for height in heights for x in ends]
        labels += [name] if occupied.place(name, anchors, within=box) else []
    side, offsets = context.reading.start, np.linspace(gap, box.width / 2, 12).tolist()
    begins = [context.reading.from_start(box, offset) for offset in offsets]
    style = TextStyle(size, theme.good_text, "semibold")
    holds = Label(context.typesetter, style).set_text(context.words.label("can_hold"))
    floor: list[Anchor] = [(side, x, box.bottom - gap) for x in begins]
    if lines and y < box.bottom - 2 * size:
        labels += [holds] if occupied.place(holds, floor, within=box) else []
    title = Label(context.typesetter, TextStyle(size, theme.ink, "semibold")).set_text(context.words.label("sharpness"))
    top: list[Anchor] = [(side, x, box.top + gap + title.style.ascent) for x in begins]
    if context.is_first and "title" in context.shown_marks:
        labels += [title] if occupied.place(title, top, within=box) else []
    return labels


def _limit_text(context: PanelContext) -> str:
    trajectory = context.trajectories[0]
    symbol = r"2(1 + \beta)/\eta" if trajectory.run.momentum else r"2/\eta"
    return f"${symbol} = {numbers.mathtext(numbers.single(limit(trajectory)))}$"
