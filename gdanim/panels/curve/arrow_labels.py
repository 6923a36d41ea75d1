"""The labels of a lesson's arrows: when they are shown, and their candidate positions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing.text import ASCENT

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.arrows import Arrow
    from gdanim.drawing.label import Anchor, Label
    from gdanim.panels import PanelContext

NAMED_STEPS, MIN_NAMED_LENGTH = 3, 26  # steps whose arrows are labelled; units: length of a labelled arrow
ARROW_GAP = 10  # units
BALL_GAP = 16  # units
PANEL_MARGIN = 4  # pixels
LINE_HEIGHT, LABEL_SHIFTS = 1.25, (0.0, 0.4)  # fraction of the font size; fractions of the label's width


def is_named(context: PanelContext, arrow: Arrow, moment: Moment) -> bool:
    """Returns whether an arrow is labelled: in a lesson's first steps, if it is long enough."""
    is_early = (
        context.is_lesson
        and "slope_arrow" in context.shown_marks
        and moment.step < NAMED_STEPS
        and moment.phase != "end"
    )
    return (
        is_early and moment.travel_progress == 0 and arrow.is_drawn and arrow.length >= MIN_NAMED_LENGTH * context.unit
    )


def anchors(label: Label, context: PanelContext, arrow: Arrow, tail: float, *, over: bool) -> list[Anchor]:
    """Returns the label's anchors on an arrow from a ball at ``tail``, first ``over`` it or below.

    A label shorter than the arrow ends at its tip. All anchors are inside the panel.
    """
    size, ahead = label.style.size, math.copysign(1, arrow.end - tail)
    gap = arrow.shape.width / 2 + ARROW_GAP * context.unit
    above, under = arrow.y - gap, arrow.y + gap + ASCENT * size
    levels = [above, under] if over else [under, above]
    levels += [level + (LINE_HEIGHT * size if level == under else -LINE_HEIGHT * size) for level in levels]
    middle, width = _middle(label, context, arrow.end, tail), label.image.width
    return [
        ("center", inside(label, context, middle + ahead * part * width), y) for y in levels for part in LABEL_SHIFTS
    ]


def _middle(label: Label, context: PanelContext, tip: float, tail: float) -> float:
    width = label.image.width
    if width <= abs(tip - tail):
        return (tip + tail) / 2
    return tail + math.copysign(width / 2 + BALL_GAP * context.unit, tip - tail)


def inside(label: Label, context: PanelContext, middle: float) -> float:
    """Returns the x nearest to ``middle`` at which a centred label is inside the panel."""
    box, half = context.axes.box, label.image.width / 2
    return min(max(middle, box.left + half + PANEL_MARGIN), box.right - half - PANEL_MARGIN)
