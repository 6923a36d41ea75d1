"""Overrides of UAX #9 for plain text whose author means a number, a formula or a list.

A number keeps the sign before it. The expressions around an equals sign run from left to right. ``∇f``, ``C++`` and
``3.11-beta`` stay as they are written. Persian commas and quotation marks run with their line, so that ``Adam، SGD`` is
a list from the right.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.text.bidi import INVISIBLE, as_object, ordered
from gdanim.text.bidi_levels import BRACKETS, RIGHT

if TYPE_CHECKING:
    from gdanim.text.bidi import Item

    Span = tuple[int, int]

PERSIAN_SIGNS = frozenset("،؛؟«»")
SIGNED_NUMBER = re.compile(r"(?<![\w)\]])[+\-−±]\d+(?:[.,٫٬\u202f]\d+)*")
LATIN_SIGNS = re.compile(r"[∇∂√]+(?=[A-Za-zα-ωΑ-Ω])|(?<=[A-Za-z])[+#]+(?![^\W_])|(?<!\w)\d[\d.,]*-(?=[A-Za-z])")
"""Signs and digits that join the Latin letter beside them."""
NO_FORMULA_ENDS = frozenset(" =,;.:!…")  # these are no part of a formula at its ends
OPENING = {closing: opening for opening, closing in BRACKETS.items()}


def with_overrides(line: list[Item], base: int) -> list[Item]:
    """Returns the items of a line with each formula and signed number as one item."""
    return _with_formulas(_with_persian_signs(_with_latin_signs(line)) if base else line)


def is_right_to_left(item: Item) -> bool:
    """Returns whether the item shows that its line runs from right to left."""
    return item.kind in RIGHT or item.letter in PERSIAN_SIGNS or any(piece.is_rtl for piece in item.pieces)


def _with_latin_signs(line: list[Item]) -> list[Item]:
    """Returns the items with signs beside a Latin letter as left-to-right letters."""
    text = "".join(item.letter for item in line)
    indices = {index for match in LATIN_SIGNS.finditer(text) for index in range(*match.span())}
    return [replace(item, kind="L") if index in indices else item for index, item in enumerate(line)]


def _with_persian_signs(line: list[Item]) -> list[Item]:
    """Returns the items with Persian signs as right-to-left letters, except as thousands separators between digits."""
    changed = []
    for index, item in enumerate(line):
        neighbours = [line[near].letter for near in (index - 1, index + 1) if 0 <= near < len(line)]
        is_separator = len(neighbours) == 2 and all(letter.isdecimal() for letter in neighbours)
        changed.append(replace(item, kind="R") if item.letter in PERSIAN_SIGNS and not is_separator else item)
    return changed


def _with_formulas(line: list[Item]) -> list[Item]:
    text = "".join(item.letter for item in line)
    formulas = _formula_spans(line)
    inside = {index for start, end in formulas for index in range(start, end)}
    numbers = [match.span() for match in SIGNED_NUMBER.finditer(text) if match.start() not in inside]
    changed: list[Item] = []
    last_end = 0
    for start, end in sorted(formulas + numbers):
        changed += [*line[last_end:start], as_object(ordered(line[start:end], 0, lambda items, _: items))]
        last_end = end
    return [*changed, *line[last_end:]]


def _formula_spans(line: list[Item]) -> list[Span]:
    """Returns the spans of formulas in plain text: parts without a Persian letter, around an equals sign."""
    spans, start = [], 0
    for index in range(len(line) + 1):
        if index < len(line) and not is_right_to_left(line[index]):
            continue
        span = _trimmed([item.letter for item in line], start, index)
        if any(item.letter == "=" for item in line[span[0] : span[1]]):
            spans.append(span)
        start = index + 1
    return spans


def _trimmed(letters: list[str], start: int, end: int) -> Span:
    """Returns the span without spaces, signs and unpaired brackets at its ends."""
    while start < end and (_is_no_end(letters[start]) or _is_unpaired(letters[start], letters[start:end])):
        start += 1
    while start < end and (_is_no_end(letters[end - 1]) or _is_unpaired(letters[end - 1], letters[start:end])):
        end -= 1
    return start, end


def _is_no_end(letter: str) -> bool:
    return letter in NO_FORMULA_ENDS or letter in INVISIBLE


def _is_unpaired(letter: str, stretch: list[str]) -> bool:
    """Returns whether the letter is a bracket whose partner is outside the span."""
    opening = OPENING.get(letter, letter)
    return opening in BRACKETS and stretch.count(opening) != stretch.count(BRACKETS[opening])
