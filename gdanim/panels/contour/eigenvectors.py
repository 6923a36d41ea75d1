"""The axes of the level lines about the goal: the eigenvectors of the Hessian there, with their curvatures.

Along each of them the distance from the goal of a quadratic function becomes |1 − ηλ| of itself in a step.
Bishop, Pattern Recognition and Machine Learning, 2006, section 5.3.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.descent.goal_curvature import goal_of
from gdanim.drawing.geometry import clip_segment
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line
from gdanim.drawing.sizes import scaled_dashes
from gdanim.text import numbers

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

LINE_WIDTH, LINE_DASHES = 1.8, (8.0, 5.0)  # units
NAME_SIZE, END_DISTANCE = 16, 14  # units: of the name, and from its end of the line to it
END_MARGIN = 0.12  # of a line: from its end to its name


def axis_lines(context: PanelContext) -> tuple[list[Mark], list[Label]]:
    """Returns both axes through the goal of the first run, and their names; nothing without a goal or at a kink."""
    trajectory = context.trajectories[0]
    goal, function = goal_of(trajectory), trajectory.run.function
    if goal is None or function.has_kink_at(goal):
        return [], []
    hessian = np.array(function.hessian(goal))
    if not np.isfinite(hessian).all():
        return [], []
    values, vectors = np.linalg.eigh(hessian)
    lines: list[Mark] = []
    labels: list[Label] = []
    for index, (value, vector) in enumerate(zip(values[::-1].tolist(), vectors.T[::-1], strict=True), 1):
        ends = _ends(context, goal, vector)
        if ends is None:
            continue
        dashes, width = scaled_dashes(LINE_DASHES, context.unit), LINE_WIDTH * context.unit
        lines.append(Line(list(ends), context.theme.ink, width, clip=context.axes.box, dashes=dashes))
        label = Label(context.typesetter, context.text_style(NAME_SIZE, context.theme.ink, "semibold", has_halo=True))
        label.set_text(rf"$u_{index},\ \lambda_{index} = {numbers.mathtext(numbers.single(value))}$")
        labels.append(label.move_to_anchor(_anchor(context, *ends)))
    return lines, labels if "names" in context.shown_marks else []


def _ends(
    context: PanelContext, goal: tuple[float, ...], vector: np.ndarray
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Returns where a line through the goal meets the border, first the end at the right."""
    axes, reach = context.axes, math.hypot(*(high - low for low, high in (context.axes.x_range, context.axes.y_range)))
    ends = [
        (axes.x(goal[0] + side * reach * vector[0]), axes.y(goal[1] + side * reach * vector[1])) for side in (1, -1)
    ]
    segment = clip_segment(axes.box, *ends)
    if segment is None:
        return None
    first, second = sorted((tuple(segment[0]), tuple(segment[1])), reverse=True)
    return (float(first[0]), float(first[1])), (float(second[0]), float(second[1]))


def _anchor(context: PanelContext, end: tuple[float, float], other: tuple[float, float]) -> Anchor:
    x, y = (here + END_MARGIN * (there - here) for here, there in zip(end, other, strict=True))
    gap = END_DISTANCE * context.unit
    return ("right", x - gap, y + gap) if end[1] < other[1] else ("right", x - gap, y - gap)
