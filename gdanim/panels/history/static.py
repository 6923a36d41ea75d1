"""The static marks of a history: background and axis, the minima as dashed lines, and the label of rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from gdanim.drawing import sizes, ticks
from gdanim.drawing.geometry import clip_segment
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.shapes import Line, Rectangle
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import axes_frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Segment
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

GOAL_WIDTH, GOAL_DASHES = 1.8, (4.5, 3.5)  # units: of the line of a minimum
LABEL_SIZE, PATH_CLEARANCE = 14, 5  # units; units from the label to the paths


def static_marks(
    context: PanelContext, tick_labels: Iterable[Label], row_label: Iterable[Label], ghosts: Iterable[Mark]
) -> list[Mark]:
    """Returns all static marks from back to front; the labels are those around the panel and that of the rows."""
    box, theme, unit = context.axes.box, context.theme, context.unit
    marks: list[Mark] = [Rectangle(box, theme.sheet), *ticks.grid(context.axes, theme, unit, horizontal=False)]
    marks.append(axes_frame.axis_line(context, (box.left, box.top), (box.right, box.top)))
    goals = _goals(context) if "minimum" in context.shown_marks else []
    return [*marks, *ghosts, *goals, *tick_labels, *row_label]


def _goals(context: PanelContext) -> list[Line]:
    """Returns a dashed vertical line at each goal of a run."""
    box, unit, (low, high) = context.axes.box, context.unit, context.axes.x_range
    goals = {trajectory.verdict.goal[0] for trajectory in context.trajectories if trajectory.verdict.goal is not None}
    xs = [context.axes.x(goal) for goal in sorted(goals) if low <= goal <= high]
    dashes = sizes.scaled_dashes(GOAL_DASHES, unit)
    colour, width = context.theme.minimum, GOAL_WIDTH * unit
    return [Line([(x, box.top), (x, box.bottom)], colour, width, dashes=dashes, cap="butt") for x in xs]


def row_label(context: PanelContext) -> Sequence[Label]:
    """Returns the label of the rows, in a corner without paths, which would be drawn over it."""
    if not (context.is_first and {"names", "readout"} <= context.shown_marks):
        return []
    box, unit = context.axes.box, context.unit
    style = TextStyle(context.text_size(LABEL_SIZE), context.theme.muted, halo=context.theme.sheet)
    label = Label(context.typesetter, style, side="right").set_text(f"{context.words.label('step_by_step')} ↓")
    left, right = box.left + 8 * unit + label.image.width, box.right - 8 * unit
    low, high = box.bottom - 7 * unit, box.top + 8 * unit + style.size
    anchors: list[Anchor] = [("right", x, y) for y in (low, high) for x in (right, left)]
    paths = Obstacles(segments=_segments(context), clearance=PATH_CLEARANCE * unit)
    return [label] if place_label(label, anchors, [paths], within=box) else []


def _segments(context: PanelContext) -> list[Segment]:
    """Returns the visible parts of the runs' lines, step by step."""
    axes, segments = context.axes, []
    for trajectory in context.trajectories:
        corners = [(axes.x(x), axes.y(step)) for step, x in enumerate(trajectory.points[:, 0].tolist())]
        segments += [clip_segment(axes.box, start, end) for start, end in pairwise(corners)]
    return [segment for segment in segments if segment]
