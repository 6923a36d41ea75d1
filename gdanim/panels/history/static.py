"""What stays in a history: its sheet and axis, the minima as dashed lines, and what a row is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes, ticks
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.shapes import Line, Rectangle
from gdanim.drawing.text import TextStyle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

GOAL, GOAL_DASHES = 1.8, (4.5, 3.5)  # units: of the line of a minimum
LABEL, CLEARANCE = 14, 5  # units: the label's size, and how far it is from the paths
SAMPLES = np.linspace(0, 1, 24)[None, :, None]  # parts of a step at which the label keeps off a path


def static_marks(context: PanelContext, tick_labels: Iterable[Label]) -> list[Mark]:
    """All of them, from back to front."""
    box, theme, unit = context.axes.box, context.theme, context.unit
    marks: list[Mark] = [Rectangle(box, theme.sheet), *ticks.grid(context.axes, theme, unit, horizontal=False)]
    marks.append(Line([(box.left, box.top), (box.right, box.top)], theme.axis, 1.2 * unit, cap="butt"))
    marks += [*(_goals(context) if "minimum" in context.shown_marks else []), *tick_labels]
    return [*marks, *(_label(context) if context.is_first and {"names", "readout"} <= context.shown_marks else [])]


def _goals(context: PanelContext) -> list[Line]:
    """A dashed line down the panel at each goal of a run."""
    box, unit, (low, high) = context.axes.box, context.unit, context.axes.x_range
    goals = {run.verdict.goal[0] for run in context.trajectories if run.verdict.goal is not None}
    xs = [context.axes.x(goal) for goal in sorted(goals) if low <= goal <= high]
    dashes = (GOAL_DASHES[0] * unit, GOAL_DASHES[1] * unit)
    colour, width = context.theme.minimum, GOAL * unit
    return [Line([(x, box.top), (x, box.bottom)], colour, width, dashes=dashes, cap="butt") for x in xs]


def _label(context: PanelContext) -> Sequence[Label]:
    """What a row is, in a corner that no path comes to: the paths would be drawn over it."""
    box, unit = context.axes.box, context.unit
    style = TextStyle(max(sizes.MIN_TEXT, LABEL * unit), context.theme.muted, halo=context.theme.sheet)
    label = Label(context.typesetter, style, side="right").set_text(f"{context.words.label('step_by_step')} ↓")
    left, right = box.left + 8 * unit + label.image.width, box.right - 8 * unit
    low, high = box.bottom - 7 * unit, box.top + 8 * unit + style.size
    anchors: list[Anchor] = [("right", x, y) for y in (low, high) for x in (right, left)]
    paths = Obstacles(points=_paths(context), clearance=CLEARANCE * unit)
    return [label] if place_label(label, anchors, [paths], within=box) else []


def _paths(context: PanelContext) -> np.ndarray:
    """Points (n, 2) along the runs' lines on the page."""
    pieces = [np.empty((0, 2))]
    for trajectory in context.trajectories:
        corners = [(context.axes.x(x), context.axes.y(step)) for step, x in enumerate(trajectory.points[:, 0].tolist())]
        points = np.array(corners).reshape(-1, 2)
        between = points[:-1, None, :] + SAMPLES * np.diff(points, axis=0)[:, None, :]
        pieces += [points, between.reshape(-1, 2)]
    return np.vstack(pieces)
