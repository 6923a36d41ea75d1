"""A legend of swatches within a panel: names of areas or bars, in one line from the right end of its top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts.axes_frame import name_size

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.placement import Obstacles
    from gdanim.panel_parts.panel_context import PanelContext

SWATCH_SIZE, SWATCH_GAP, ENTRY_GAP = 15, 8, 20  # units


def swatch_legend(
    context: PanelContext,
    occupied: Obstacles,
    swatches: Mapping[str, Callable[[Box], Sequence[Mark]]],
    right: float,
) -> list[Mark]:
    """Returns the names with their swatches; none if one has no room.

    Parameters
    ----------
    context
        The panel's context.
    occupied
        The obstacles of the names, to which these are added.
    swatches
        A function that draws the swatch in a box, for each key of a label, from the right to the left.
    right
        The pixels at which the first name ends.

    Returns
    -------
    list of Mark
        The swatches and the names.
    """
    box, gap, size = context.axes.box, SWATCH_GAP * context.unit, SWATCH_SIZE * context.unit
    style = TextStyle(name_size(context), context.theme.ink)
    base = box.top + gap + style.ascent
    middle = base - style.middle_drop
    marks: list[Mark] = []
    for key, draw in swatches.items():
        label = Label(context.typesetter, style).set_text(context.words.label(key))
        if not occupied.place(label, [("right", right, base)], within=box):
            return []
        left = label.box.left - gap - size
        marks += [*draw(Box(left, middle - size / 2, left + size, middle + size / 2)), label]
        right = left - ENTRY_GAP * context.unit
    return marks
