"""The axis line and tick labels of a panel, and the sizes of its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing import sizes, ticks
from gdanim.drawing.shapes import Line

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext


def scale(context: PanelContext) -> sizes.Sizes:
    return sizes.of(lesson=context.lesson, unit=context.unit, width=context.axes.box.width, line=context.theme.line)


def base(context: PanelContext) -> list[Mark]:
    """The axis under the axes and the tick labels on the page's outer edges."""
    box, theme = context.axes.box, context.theme
    line = Line([(box.left, box.bottom), (box.right, box.bottom)], theme.axis, 1.2 * context.unit, cap="butt")
    size = scale(context).tick
    made: list[Mark] = [line]
    if "ticks" in context.show and context.has_y_ticks:
        made += ticks.y_labels(context.axes, theme, context.text, context.unit, size, context.words.written)
    if "ticks" in context.show and context.has_x_ticks and "drop_line" not in context.show:
        made += ticks.x_labels(context.axes, theme, context.text, context.unit, size, context.words.written)
    return made
