"""What a panel's curve is called, written into the panel: as near to its upper left corner as no line comes to it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import placement
from gdanim.drawing.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.text import TextStyle
    from gdanim.panels import PanelContext

EDGE, SHIFT, CLEAR = 10, 6, 7  # units from the panel's edge, from one place to the next, and from a line
DENSE = 4.0  # pixels between two points of a line: no letter fits between them


def inscribe(context: PanelContext, texts: Sequence[str], style: TextStyle, lines: Sequence[np.ndarray]) -> list[Label]:
    """The first of ``texts`` that has room; ``lines`` are (n, 2) each, in page pixels."""
    box, edge = context.axes.box, EDGE * context.unit
    points = np.vstack([np.empty((0, 2)), *map(_dense, lines)])
    for text in texts:
        label = Label(context.text, style).set_text(text)
        image = label.image
        rows = (
            box.top + edge + image.ascent - image.margin,
            box.bottom - edge - (image.height - image.ascent - image.margin),
        )
        across = np.arange(box.left + edge, box.right - edge - image.width, SHIFT * context.unit)
        for y, x in product(rows, across.tolist()):
            if placement.free(label.move_to(x, y).box, context.axes, [], points, CLEAR * context.unit):
                return [label]
    return []


def _dense(line: np.ndarray) -> np.ndarray:
    """A line's corners that have a place, and points between them."""
    begins, ways = line[:-1], np.diff(line, axis=0)
    known = np.isfinite(ways).all(axis=1)
    begins, ways = begins[known], ways[known]
    counts = np.maximum(1, np.ceil(np.hypot(*ways.T) / DENSE)).astype(int)
    parts = np.concatenate([np.linspace(0, 1, count + 1) for count in counts]) if len(counts) else np.empty(0)
    return np.repeat(begins, counts + 1, axis=0) + parts[:, None] * np.repeat(ways, counts + 1, axis=0)
