"""What is written over the chord: whether the function is convex, and how its chords lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle

if TYPE_CHECKING:
    from gdanim.panels import PanelContext

KIND, RELATION = (28, 34), (18, 62)  # units: a title's size, and from the panel's top to its baseline
MIN_SIZE = 12.0  # pixels


def kind_title(context: PanelContext, *, convex: bool) -> list[Label]:
    """Convex or not; empty, like the other, where titles are not shown or the panel is too narrow for it."""
    return _title(context, KIND, "bold", "convex" if convex else "non_convex")


def relation_title(context: PanelContext, *, convex: bool) -> list[Label]:
    """That chords lie above the curve, or that this one crosses it."""
    return _title(context, RELATION, "regular", "chord_above" if convex else "chord_crosses")


def _title(context: PanelContext, place: tuple[int, int], weight: str, key: str) -> list[Label]:
    box, (size, baseline) = context.axes.box, place
    style = TextStyle(max(MIN_SIZE, size * context.unit), context.theme.ink, weight, halo=context.theme.paper)
    x, y = (box.left + box.right) / 2, box.top + baseline * context.unit
    label = Label(context.typesetter, style, x, y, "center").set_text(context.words.label(key))
    return [label] if "title" in context.shown_marks and label.image.width < box.width else []
