"""The words that tell the scale of a curve's slope arrows, in a corner of the panel, the same for all steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import CAPITAL_HEIGHT
from gdanim.panel_parts.function_curve import break_marks, page_points
from gdanim.panel_parts.slope_scale import scale_text, slope_scale
from gdanim.panels.curve.motion_bounds import swept_boxes

if TYPE_CHECKING:
    from gdanim.drawing.geometry import Segment
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

LABEL_SIZE = 15  # units
EDGE_MARGIN = 8  # units from the panel's edges
CORNER_SHIFTS = (0.0, 0.2, 0.4, 0.5)  # of the panel's width, from a corner inwards


def scale_labels(context: PanelContext, occupied: Obstacles) -> list[Label]:
    """Returns the label with the scale of the slope's arrows, if they have another one than 1.

    Parameters
    ----------
    context
        The panel's context.
    occupied
        The boxes that the label avoids. Its own is added.

    Returns
    -------
    list of Label
        The label, clear of the curve and, if there is room, of all balls, arrows and drop lines; empty without.
    """
    text = scale_text(context, slope_scale(context)) if "slope_arrow" in context.shown_marks else ""
    if not text:
        return []
    label = Label(context.typesetter, context.text_style(LABEL_SIZE, context.theme.slope_text, "semibold"))
    others = [
        Obstacles(points=page_points(context)),
        Obstacles(boxes=swept_boxes(context), penalty=1),
        Obstacles(segments=[*_drop_lines(context), *_break_lines(context)], penalty=1, per_obstacle=True),
    ]
    is_placed = occupied.place(label.set_text(text), _anchors(context), others, within=context.axes.box)
    return [label] if is_placed else []


def _drop_lines(context: PanelContext) -> list[Segment]:
    """Returns the drop lines of all steps in the panel."""
    axes = context.axes
    points = [
        (axes.x(x), axes.y(value))
        for trajectory in context.trajectories
        for (x, *_), value in zip(trajectory.points.tolist(), trajectory.values.tolist(), strict=True)
        if axes.contains(x, value)
    ]
    return [((x, y), (x, axes.box.bottom)) for x, y in points] if "drop_line" in context.shown_marks else []


def _break_lines(context: PanelContext) -> list[Segment]:
    """Returns the lines at the curve's poles and at the ends of its domain."""
    lines = [mark for mark in break_marks(context) if isinstance(mark, Line)]
    return [(tuple(line.points[0]), tuple(line.points[-1])) for line in lines]


def _anchors(context: PanelContext) -> list[Anchor]:
    """Returns the lower corners, the upper ones, and places on both edges between them."""
    box, margin = context.axes.box, EDGE_MARGIN * context.unit
    levels = box.bottom - margin, box.top + margin + CAPITAL_HEIGHT * LABEL_SIZE * context.unit
    anchors: list[Anchor] = []
    for shift in CORNER_SHIFTS:
        left, right = box.left + margin + shift * box.width, box.right - margin - shift * box.width
        starts: list[tuple[Anchor, Anchor]] = [(("left", left, y), ("right", right, y)) for y in levels]
        for pair in starts:
            anchors += pair[::-1] if context.words.is_right_to_left else pair
    return anchors
