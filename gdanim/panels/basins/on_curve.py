"""The valleys on the curve: a ground for each between its hilltops, their letters, and lines from the runs' starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Polygon
from gdanim.panel_parts.function_curve import sample_curve
from gdanim.panels.basins import LETTERS, valleys

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext

AREA_OPACITY, LETTER_SIZE, LETTER_GAP = 0.2, 17, 14  # opacity; units
NAME_WIDTH = 130  # units: of the name of a minimum
JOIN_WIDTH, JOIN_DASHES = 1.5, (1.5, 3.0)  # units


def on_curve(context: PanelContext) -> list[Mark]:
    """Returns the marks on the curve, from back to front."""
    first, axes, box = context.trajectories[0], context.axes, context.axes.box
    goals, kind = valleys(first), first.run.goal_kind
    hills = sorted(point.at[0] for point in first.stationary_points if point.kind not in {kind, "flat"})
    xs, values = sample_curve(axes, first.run.function.values)
    marks: list[Mark] = []
    for index, point in enumerate(goals):
        low = max([hill for hill in hills if hill < point[0]], default=axes.x_range[0])
        high = min([hill for hill in hills if hill > point[0]], default=axes.x_range[1])
        inside = (xs >= low) & (xs <= high) & np.isfinite(values)
        if inside.sum() < 2:
            continue
        page = axes.to_pixels(xs[inside], values[inside])
        outline = np.vstack(([page[0, 0], box.bottom], page, [page[-1, 0], box.bottom]))
        marks.append(Polygon(context.theme.run_colour(index), AREA_OPACITY, clip=box).move_to(outline))
    if "names" in context.shown_marks:
        marks += _letters(context)
    return [*marks, *_joins(context)]


def _letters(context: PanelContext) -> list[Mark]:
    """Returns each valley's letter beside its marker, at the side without the name of the minimum."""
    first, axes, labels = context.trajectories[0], context.axes, []
    for index, (letter, point) in enumerate(zip(LETTERS, valleys(first), strict=False)):
        colour = context.legible(context.theme.run_colour(index))
        style = context.text_style(LETTER_SIZE, colour, "bold", has_halo=True)
        value = first.run.function.value(point)
        if not axes.contains(point[0], value):
            continue
        y = axes.y(value) + context.mark_sizes.ball + LETTER_GAP * context.unit + style.middle_drop
        x, gap = axes.x(point[0]), LETTER_GAP * context.unit
        is_near_end = x + NAME_WIDTH * context.unit > axes.box.right  # the minimum's name is then at its left
        label = Label(
            context.typesetter, style, x + gap if is_near_end else x - gap, y, "left" if is_near_end else "right"
        )
        labels.append(label.set_text(letter))
    return [label for label in labels if context.axes.box.contains(label.box)]


def _joins(context: PanelContext) -> list[Mark]:
    """Returns a dotted line from each run's start down to the map."""
    axes, unit, lines = context.axes, context.unit, []
    for trajectory in context.trajectories:
        x, value = trajectory.run.start[0], float(trajectory.values[0])
        if axes.x_range[0] <= x <= axes.x_range[1]:
            top = max(axes.box.top, axes.y(value))
            dashes = sizes.scaled_dashes(JOIN_DASHES, unit)
            ends = [(axes.x(x), top), (axes.x(x), axes.box.bottom)]
            lines.append(Line(ends, context.theme.ink, JOIN_WIDTH * unit, dashes=dashes, cap="butt"))
    return list(lines)
