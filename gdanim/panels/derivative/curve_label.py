"""Places a formula in a panel, near the upper left corner and clear of all lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import samples_along
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.label import Anchor
    from gdanim.drawing.text import TextImage, TextStyle
    from gdanim.panel_parts.panel_context import PanelContext

EDGE_MARGIN = 10  # units from the panel's edge
ANCHOR_STEP = 6  # units between anchors
LINE_CLEARANCE = 7  # units from a line
POINT_SPACING = 4.0  # pixels between two points of a line: no letter fits between them


def curve_label(
    context: PanelContext, texts: Sequence[str], style: TextStyle, lines: Sequence[np.ndarray]
) -> list[Label]:
    """Returns a label with the first of ``texts`` that fits between the ``lines``, (n, 2) each in page pixels."""
    points = samples_along(lines, POINT_SPACING)
    obstacles = [Obstacles(points=points, clearance=LINE_CLEARANCE * context.unit)]
    for text in texts:
        label = Label(context.typesetter, style).set_text(text)
        if place_label(label, _anchors(context, label.image), obstacles, within=context.axes.box):
            return [label]
    return []


def _anchors(context: PanelContext, image: TextImage) -> list[Anchor]:
    """Returns anchors from left to right at the panel's top, then at its bottom."""
    box, edge = context.axes.box, EDGE_MARGIN * context.unit
    top = box.top + edge + image.ascent - image.margin
    bottom = box.bottom - edge - (image.height - image.ascent - image.margin)
    across = np.arange(box.left + edge, box.right - edge - image.width, ANCHOR_STEP * context.unit).tolist()
    return [("left", x, y) for y in (top, bottom) for x in across]
