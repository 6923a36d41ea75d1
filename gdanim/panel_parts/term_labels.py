"""Labels with terms in the picture's language, followed by the English word where it has room."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gdanim.drawing.geometry import Box, Segment
    from gdanim.drawing.label import Anchor, Label
    from gdanim.drawing.placement import Candidate, Obstacles
    from gdanim.text.words import Words


def place_term(
    label: Label,
    words: Words,
    key: str,
    anchors: Iterable[Anchor],
    occupied: Obstacles,
    others: Sequence[Obstacles],
    *,
    within: Box,
    cost: Callable[[Candidate], object] | None = None,
    leader: Callable[[Box], Segment] | None = None,
) -> bool:
    """Places the label of the term ``key`` at the best of the anchors, as ``Obstacles.place`` does.

    In a bilingual scene the first label of a term also has its English word, or if that doesn't fit, the next label.
    """
    texts = list(dict.fromkeys((words.label(key), words.without_english.label(key))))
    is_placed = occupied.place(label, anchors, others, within=within, cost=cost, texts=texts, leader=leader)
    if words.english and len(texts) > 1 and not (is_placed and label.content == texts[0]):
        words.english.release(key)
    return is_placed
