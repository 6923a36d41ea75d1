"""The titles above the chord: whether the function is convex, and how its chords lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle

if TYPE_CHECKING:
    from gdanim.functions.properties.convexity import Convexity
    from gdanim.panels import PanelContext

KIND_STYLE, RELATION_STYLE = (28, 34), (18, 62)  # units: font size, and baseline below the panel's top
MIN_TITLE_SIZE = 12.0  # pixels


def kind_title(context: PanelContext, kind: Convexity) -> list[Label]:
    """Returns the title "convex" or "not convex"; empty if titles are off or the panel is too narrow for both."""
    return _title(context, KIND_STYLE, "bold", "non_convex" if kind == "non_convex_gap" else kind)


def relation_title(context: PanelContext, kind: Convexity) -> list[Label]:
    """Returns the title that chords lie above the curve, or that this one crosses it; empty if neither is known."""
    if kind == "looks_convex":
        return []
    return _title(context, RELATION_STYLE, "regular", "chord_above" if is_convex(kind) else "chord_crosses")


def is_convex(kind: Convexity) -> bool:
    """Returns whether it is proven that no chord in the shown range passes below the curve."""
    return kind in {"convex", "convex_here"}


def _title(context: PanelContext, place: tuple[int, int], weight: str, key: str) -> list[Label]:
    box, (size, baseline) = context.axes.box, place
    style = TextStyle(context.text_size(size, MIN_TITLE_SIZE), context.theme.ink, weight, halo=context.theme.paper)
    x, y = (box.left + box.right) / 2, box.top + baseline * context.unit
    label = Label(context.typesetter, style, x, y, "center").set_text(context.words.label(key))
    return [label] if "title" in context.shown_marks and label.image.width < box.width else []
