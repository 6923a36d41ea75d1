"""The names of a map's axes, each on a plate in a corner of the map where its axis ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.text import CAPITAL_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.label import Anchor
    from gdanim.drawing.placement import Obstacles
    from gdanim.panel_parts.panel_context import PanelContext

NAME_SIZE, FRAME_MARGIN = 16, 14  # units: of the names, and from the frame to a label
NAME_SHIFTS = (0, 30, 60)  # units from a corner along its edge to the name of an axis, in order of preference


def axis_names(
    context: PanelContext, x_name: str, y_name: str, occupied: Obstacles, others: Sequence[Obstacles] = ()
) -> list[Label]:
    """Returns the names, given in mathematics, that have room: x at the right of the lower edge, y at the upper left.

    ``occupied`` are boxes that no label overlaps, ``others`` obstacles such as paths.
    """
    box, shifts = context.axes.box, [shift * context.unit for shift in NAME_SHIFTS]
    style = context.text_style(NAME_SIZE, context.theme.ink)
    bottom_right, bottom_left, top_right, top_left = corners(context, style.size)
    below: list[Anchor] = [("right", bottom_right[1] - shift, bottom_right[2]) for shift in shifts]
    beside: list[Anchor] = [("left", top_left[1], top_left[2] + shift) for shift in shifts]
    bottom: Anchor = ("center", (box.left + box.right) / 2, bottom_left[2])
    left: Anchor = ("left", bottom_left[1], (box.top + box.bottom) / 2)
    names = {x_name: [*below, bottom_left, bottom], y_name: [*beside, top_right, left]}
    labels = []
    for name, anchors in names.items():
        label = Label(context.typesetter, style).set_text(f"${name}$")
        label.plate = context.theme.paper
        labels += [label] if occupied.place(label, anchors, others, within=box) else []
    return labels


def corners(context: PanelContext, size: float) -> tuple[Anchor, Anchor, Anchor, Anchor]:
    """Returns the anchors of a line of text in the corners of a map: lower right and left, upper right and left."""
    box, edge = context.axes.box, FRAME_MARGIN * context.unit
    low, high = box.bottom - edge, box.top + edge + CAPITAL_HEIGHT * size
    left, right = box.left + edge, box.right - edge
    return ("right", right, low), ("left", left, low), ("right", right, high), ("left", left, high)
