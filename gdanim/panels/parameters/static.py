"""The static marks of a run's variables: the axes, their values at the minimum, their names, and the title."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import ticks
from gdanim.drawing.geometry import samples_along
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.functions.expressions.formula import letter
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.limit_line import limit_line
from gdanim.panel_parts.panel_title import panel_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.drawing.shapes import Line
    from gdanim.drawing.text import TextStyle
    from gdanim.panel_parts.line_chart.line import ChartLine
    from gdanim.panels import PanelContext
    from gdanim.panels.parameters.lines import ParameterLines

NAME_SIZE, TEXT_GAP = 18, 6  # units
NAME_SHARES = (0.5, 0.35, 0.65, 0.25, 0.8, 0.12, 0.92)  # of a run's steps: where the name of a line may stand
LINE_CLEARANCE, SAMPLE_DISTANCE = 3.0, 5.0  # pixels from a name to lines, and between two samples of a line


def static_marks(context: PanelContext, runs: Sequence[ParameterLines]) -> list[Mark]:
    """Returns all static marks, from back to front."""
    box, counted = context.axes.box, replace(context.axes, has_whole_x=True)
    beside = axes_frame.y_tick_labels(context)
    below = axes_frame.x_tick_labels(context, beside, counted)
    axis = axes_frame.axis_line(context, (box.left, box.bottom), (box.right, box.bottom))
    marks: list[Mark] = [*ticks.grid(context.axes, context.theme, context.unit, vertical=False), axis]
    marks += [*beside, *below, *axes_frame.x_axis_name(context, context.words.label("step"), below)]
    goals = [line for run in runs for line in _goals(context, run)]
    marks += [*goals, *(mark for run in runs for mark in run.ghost())]
    return [*marks, *(_names(context, runs[0], goals) if "names" in context.shown_marks else []), *title(context)]


def title(context: PanelContext) -> list[Label]:
    """Returns the title above the panel."""
    return panel_title(context, context.words.label("variables_by_step"))


def _goals(context: PanelContext, run: ParameterLines) -> list[Line]:
    """Returns a dashed line for each variable at its value at the run's goal."""
    goal, box = run.trajectory.verdict.goal, context.axes.box
    if goal is None or "minimum" not in context.shown_marks:
        return []
    heights = [context.axes.y(value) for value in goal]
    pairs = [(variable, y) for variable, y in enumerate(heights) if box.top <= y <= box.bottom]
    return [limit_line(context, (box.left, y), (box.right, y), run.colour_of(variable)) for variable, y in pairs]


def _names(context: PanelContext, run: ParameterLines, goals: Sequence[Line]) -> list[Label]:
    """Returns each variable's name beside its line, where there is room."""
    parts = [piece for line in run.lines for piece in line.parts()]
    levels = [line.points for line in goals]
    points = np.vstack([samples_along(parts, SAMPLE_DISTANCE), samples_along(levels, SAMPLE_DISTANCE)])
    drawn = Obstacles(points=points, clearance=LINE_CLEARANCE, penalty=1, per_obstacle=True)
    occupied, placed = Obstacles(boxes=[]), []
    for variable, line in enumerate(run.lines):
        style = context.text_style(NAME_SIZE, context.legible(run.colour_of(variable)), has_halo=True)
        label = Label(context.typesetter, style).set_text(f"${letter(context.function.variables[variable])}$")
        if occupied.place(label, _anchors(context, line, style), [drawn], within=context.axes.box):
            placed.append(label)
    return placed


def _anchors(context: PanelContext, line: ChartLine, style: TextStyle) -> list[Anchor]:
    """Returns the places above and below a line."""
    gap = TEXT_GAP * context.unit
    anchors: list[Anchor] = []
    for share in NAME_SHARES:
        step = round(share * line.last)
        if line.is_inside(step):
            x, y = line.page_point(step)
            anchors += [("left", x, y - gap), ("left", x, y + gap + style.ascent)]
    return anchors
