"""The axis line, the border and the tick labels of a panel."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing import ticks
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import TextStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.axes import Axes
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box, PagePoint
    from gdanim.drawing.label import Anchor
    from gdanim.panel_parts.panel_context import PanelContext

NAME_SIZE, MIN_NAME_SIZE = 15, 11.0  # units; pixels
AXIS_WIDTH = 1.2  # units
NAME_GAP = 9  # pixels: minimum between the axis's last number and its name


def name_size(context: PanelContext) -> float:
    """Returns the font size in pixels of names in a panel: of its runs, and of its horizontal axis."""
    return context.text_size(NAME_SIZE, MIN_NAME_SIZE)


def axis_line(context: PanelContext, start: PagePoint, end: PagePoint, clip: Box | None = None) -> Line:
    """Makes the line of an axis between two points of the page.

    Parameters
    ----------
    context
        The panel's context.
    start, end
        The ends of the line.
    clip
        The box outside of which the line is not drawn.

    Returns
    -------
    Line
        The line.
    """
    return Line([start, end], context.theme.axis, AXIS_WIDTH * context.unit, cap="butt", clip=clip)


def frame(context: PanelContext) -> Line:
    """Makes the border of a map.

    Parameters
    ----------
    context
        The panel's context.

    Returns
    -------
    Line
        The line around the panel's axes.
    """
    return Line(context.axes.box.outline, context.theme.axis, AXIS_WIDTH * context.unit)


def axis_marks(context: PanelContext, *, has_x_labels: bool = True, x_name: str = "") -> list[Mark]:
    """Makes the line of the horizontal axis, and the tick labels that the panel shows.

    Parameters
    ----------
    context
        The panel's context.
    has_x_labels
        Whether the horizontal axis has tick labels, if the panel shows any.
    x_name
        The quantity on the horizontal axis, such as ``context.words.label("step")``.

    Returns
    -------
    list of Mark
        The line and the labels.
    """
    box = context.axes.box
    marks: list[Mark] = [axis_line(context, (box.left, box.bottom), (box.right, box.bottom))]
    beside = y_tick_labels(context)
    below = x_tick_labels(context, beside) if has_x_labels else []
    return [*marks, *beside, *below, *x_axis_name(context, x_name, below)]


def tick_labels(context: PanelContext, offset: float = ticks.Y_LABEL_OFFSET) -> list[Label]:
    """Makes the tick labels that a panel shows, left of its axes and under them.

    Parameters
    ----------
    context
        The panel's context, which determines the labels to show.
    offset
        The distance from the axes to the ends of the labels beside them, in units.

    Returns
    -------
    list of Label
        The labels of the ticks, without overlaps.
    """
    beside = y_tick_labels(context, offset)
    return [*beside, *x_tick_labels(context, beside)]


def y_tick_labels(context: PanelContext, offset: float = ticks.Y_LABEL_OFFSET) -> list[Label]:
    """Returns the tick labels left of a panel's axes."""
    if "ticks" not in context.shown_marks or not context.has_y_ticks:
        return []
    size, write = context.mark_sizes.tick, context.words.localized
    return ticks.y_labels(context.axes, context.theme, context.typesetter, context.unit, size, write, offset)


def x_tick_labels(context: PanelContext, beside: Sequence[Label] = (), axes: Axes | None = None) -> list[Label]:
    """Returns the tick labels below a panel's axes, or below a part of them, clear of the labels ``beside`` them."""
    if "ticks" not in context.shown_marks or not context.has_x_ticks:
        return []
    size, write = context.mark_sizes.tick, context.words.localized
    return ticks.x_labels(axes or context.axes, context.theme, context.typesetter, context.unit, size, write, beside)


def x_axis_name(context: PanelContext, name: str, tick_labels: Sequence[Label]) -> list[Label]:
    """Makes the name of the horizontal axis, at the end of its numbers or before the last of them.

    Parameters
    ----------
    context
        The panel's context.
    name
        The quantity on the axis; empty for none.
    tick_labels
        The numbers under the axis.

    Returns
    -------
    list of Label
        The name, or nothing where it has no room beside the numbers, or there are none.
    """
    if not (name and tick_labels):
        return []
    style = TextStyle(name_size(context), context.theme.muted)
    label = Label(context.typesetter, style, y=tick_labels[0].y).set_text(name)
    last = max(tick.box.left for tick in tick_labels) - NAME_GAP - 1
    anchors: list[Anchor] = [("right", x, label.y) for x in (context.axes.box.right, last)]
    obstacles = Obstacles(boxes=[tick.box for tick in tick_labels], gap=(NAME_GAP, math.inf))
    return [label] if obstacles.place(label, anchors) else []
