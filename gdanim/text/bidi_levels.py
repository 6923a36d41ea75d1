"""Computes the embedding levels of letters, even for left to right, odd for right to left: the rules of UAX #9.

The input is one paragraph in which each isolate is one letter, ``OBJECT``, and nothing is embedded.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OBJECT = "\ufffc"
RIGHT = frozenset({"R", "AL"})
STRONG = frozenset({"L", "R", "AL"})
NUMBERS = frozenset({"EN", "AN"})
STRONG_OR_NUMBERS = frozenset({"L", *NUMBERS})
BRACKETS = dict(zip("([{⟨⟦⟪⌈⌊", ")]}⟩⟧⟫⌉⌋", strict=True))
Kinds = list[str]


def levels(kinds: Sequence[str], letters: str, base: int) -> list[int]:
    """Returns the level of each letter.

    Parameters
    ----------
    kinds
        The letters' bidirectional types.
    letters
        The letters themselves.
    base
        The line's own level, 0 or 1.

    Returns
    -------
    list of int
        Even levels for letters that run from the left, odd levels for letters that run from the right.
    """
    visible = [index for index, kind in enumerate(kinds) if kind != "BN"]
    start = "R" if base else "L"
    weak = _with_numbers(_with_letters([kinds[index] for index in visible], start), start)
    strong = _with_neutrals(_with_brackets(weak, [letters[index] for index in visible], start), start)
    visible_levels = [base + _increase(kind, base) for kind in strong]
    for place in _trailing_spaces([kinds[index] for index in visible]):
        visible_levels[place] = base
    return _with_invisible(len(kinds), dict(zip(visible, visible_levels, strict=True)), base)


def _with_letters(kinds: Sequence[str], start: str) -> Kinds:
    """Applies W1 to W3: marks take the type of their letter, and digits after an Arabic letter are Arabic."""
    changed: Kinds = []
    last_strong = start
    for letter_kind in kinds:
        kind = (changed[-1] if changed else start) if letter_kind == "NSM" else letter_kind
        last_strong = kind if kind in STRONG else last_strong
        changed.append("AN" if kind == "EN" and last_strong == "AL" else kind)
    return ["R" if kind == "AL" else kind for kind in changed]


def _with_numbers(kinds: Kinds, start: str) -> Kinds:
    """Applies W4 to W7: separators and signs join their number, and a number joins a left-to-right word."""
    separated = list(kinds)
    for index in range(1, len(separated) - 1):
        before, here, after = separated[index - 1], kinds[index], kinds[index + 1]
        if before == after and (before, here) in {("EN", "ES"), ("EN", "CS"), ("AN", "CS")}:
            separated[index] = before
    runs = [(kind, len(list(run))) for kind, run in groupby(separated)]
    changed: Kinds = []
    for index, (kind, length) in enumerate(runs):
        neighbours = {runs[near][0] for near in (index - 1, index + 1) if 0 <= near < len(runs)}
        joins_number = kind == "ET" and "EN" in neighbours
        changed += ["EN" if joins_number else "ON" if kind in {"ES", "ET", "CS"} else kind] * length
    last_strong = start
    for index, kind in enumerate(changed):
        last_strong = kind if kind in STRONG else last_strong
        changed[index] = "L" if kind == "EN" and last_strong == "L" else kind
    return changed


def _with_brackets(kinds: Kinds, letters: Sequence[str], start: str) -> Kinds:
    """Applies N0: both brackets of a pair take the direction of their contents, or of what precedes them."""
    changed = list(kinds)
    for opening, closing in _pairs(kinds, letters):
        inside = {_side(kind) for kind in changed[opening + 1 : closing]} - {""}
        if not inside:
            continue
        before = next((side for side in map(_side, reversed(changed[:opening])) if side), start)
        changed[opening] = changed[closing] = start if start in inside else before
    return changed


def _pairs(kinds: Kinds, letters: Sequence[str]) -> list[tuple[int, int]]:
    """Returns the positions of matching brackets, ordered by the first."""
    unclosed: list[tuple[str, int]] = []
    pairs = []
    for index, (kind, letter) in enumerate(zip(kinds, letters, strict=True)):
        if kind != "ON":
            continue
        if letter in BRACKETS:
            unclosed.append((BRACKETS[letter], index))
        elif letter in {closing for closing, _ in unclosed}:
            while unclosed[-1][0] != letter:
                unclosed.pop()
            pairs.append((unclosed.pop()[1], index))
    return sorted(pairs)


def _with_neutrals(kinds: Kinds, start: str) -> Kinds:
    """Applies N1 and N2: neutrals take the direction of their neighbours if these agree, otherwise the line's."""
    changed: Kinds = []
    runs = [(kind, len(list(run))) for kind, run in groupby(kinds, key=lambda kind: kind if _side(kind) else "ON")]
    for index, (kind, length) in enumerate(runs):
        before = _side(runs[index - 1][0]) if index else start
        after = _side(runs[index + 1][0]) if index + 1 < len(runs) else start
        resolved = (before if before == after else start) if kind == "ON" else kind
        changed += [resolved] * length
    return changed


def _side(kind: str) -> str:
    """Returns the side, L or R, as which a number counts; None for a neutral character."""
    return "L" if kind == "L" else "R" if kind == "R" or kind in NUMBERS else ""


def _increase(kind: str, base: int) -> int:
    """Returns the increase of the level by I1 and I2."""
    return int(kind in STRONG_OR_NUMBERS) if base else {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)


def _trailing_spaces(kinds: Sequence[str]) -> range:
    """Resets the level of the spaces at the end of the line (L1)."""
    end = len(kinds)
    while end and kinds[end - 1] in {"WS", "S", "B"}:
        end -= 1
    return range(end, len(kinds))


def _with_invisible(count: int, known: dict[int, int], base: int) -> list[int]:
    """Gives characters without width, such as the zero-width non-joiner, the level of the preceding letter."""
    complete: list[int] = []
    for index in range(count):
        complete.append(known.get(index, complete[-1] if complete else base))
    return complete


def kind(letter: str) -> str:
    """Returns a letter's bidirectional type; unassigned characters run from left to right."""
    bidirectional_type = unicodedata.bidirectional(letter) or "L"
    return "ON" if bidirectional_type == "PDI" else bidirectional_type  # one that closes nothing
