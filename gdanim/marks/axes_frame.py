"""The axis line and tick labels of a panel, and the sizes of its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing import sizes, ticks
from gdanim.drawing.shapes import Line

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import Stage


def scale(stage: Stage) -> sizes.Sizes:
    return sizes.of(lesson=stage.lesson, unit=stage.unit, width=stage.plot.box.width, line=stage.theme.line)


def base(stage: Stage) -> list[Mark]:
    """The axis under the plot and the tick labels on the page's outer edges."""
    box, theme = stage.plot.box, stage.theme
    line = Line([(box.left, box.bottom), (box.right, box.bottom)], theme.axis, 1.2 * stage.unit, cap="butt")
    size = scale(stage).tick
    made: list[Mark] = [line]
    if "ticks" in stage.show and not stage.inner:
        made += ticks.y_labels(stage.plot, theme, stage.text, stage.unit, size, stage.words.written)
    if "ticks" in stage.show and stage.lowest and "drop_line" not in stage.show:
        made += ticks.x_labels(stage.plot, theme, stage.text, stage.unit, size, stage.words.written)
    return made
