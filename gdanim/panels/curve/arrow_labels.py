"""The words on a lesson's arrows: when there are any, and where they have room beside what is drawn."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing import placement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.arrows import Arrow
    from gdanim.drawing.geometry import Box, Point
    from gdanim.drawing.text import Label
    from gdanim.panels import PanelContext

WORDY, LONG = 3, 26  # steps whose arrows are named, and how long an arrow must be for it
OFF, BEHIND, EDGE = 10, 16, 4  # units from an arrow to its words and from a ball to them; pixels from the panel's edge
LINE, ASIDE = 1.25, (0.0, 0.4)  # of the letters' size, and of the words' width: how far words may move


def named(context: PanelContext, arrow: Arrow, moment: Moment) -> bool:
    """Whether a word stands on an arrow: in a lesson's first steps, where the arrow is long enough to be pointed at."""
    early = context.lesson and "slope_arrow" in context.show and moment.step < WORDY and moment.phase != "end"
    return early and moment.travel == 0 and arrow.drawn and arrow.length >= LONG * context.unit


def places(label: Label, context: PanelContext, arrow: Arrow, tail: float, *, over: bool) -> list[Point]:
    """Middles and base lines for words on an arrow that begins at a ball: first ``over`` it or under it, then farther.

    They end where the arrow does if they are as short, and are kept inside the panel.
    """
    size, ahead = label.style.size, math.copysign(1, arrow.end - tail)
    above, under = arrow.y - _off(context, arrow), arrow.y + _off(context, arrow) + 0.75 * size
    levels = [above, under] if over else [under, above]
    levels += [level + (LINE * size if level == under else -LINE * size) for level in levels]
    middle = _middle(label, context, arrow.end, tail)
    return [(inside(label, context, middle + ahead * part * label.image.width), y) for y in levels for part in ASIDE]


def _off(context: PanelContext, arrow: Arrow) -> float:
    return arrow.shape.width / 2 + OFF * context.unit


def _middle(label: Label, context: PanelContext, tip: float, tail: float) -> float:
    width = label.image.width
    if width <= abs(tip - tail):
        return (tip + tail) / 2
    return tail + math.copysign(width / 2 + BEHIND * context.unit, tip - tail)


def inside(label: Label, context: PanelContext, middle: float) -> float:
    """The middle of words nearest to a place so that they stand in the panel."""
    box, half = context.axes.box, label.image.width / 2
    return min(max(middle, box.left + half + EDGE), box.right - half - EDGE)


def settle(
    label: Label, context: PanelContext, tried: Sequence[Point], taken: Iterable[Box], lines: np.ndarray
) -> None:
    """Set words at the first place where they meet no other and no line, points (n, 2); or nowhere."""
    boxes = list(taken)
    free = (place for place in tried if placement.free(label.move_to(*place).box, context.axes, boxes, lines))
    place = next(free, None)
    label.visible = label.visible and place is not None
