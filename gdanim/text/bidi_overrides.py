"""Where a line of plain text is set otherwise than UAX #9 has it, because its author means a number, a formula, a list.

A number keeps the sign before it. What stands about an equals sign runs from left to right. ``∇f``, ``C++`` and
``3.11-beta`` stay as they are written. Persian commas and quotation marks run with their line, so that ``Adam، SGD`` is
a list from the right.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.text.bidi import INVISIBLE, ordered, whole
from gdanim.text.bidi_levels import BRACKETS, RIGHT

if TYPE_CHECKING:
    from gdanim.text.bidi import Item

EASTERN = frozenset("،؛؟«»")
SIGNED = re.compile(r"(?<![\w)\]])[+\-−±]\d+(?:[.,٫٬]\d+)*")
LATIN = re.compile(r"[∇∂√]+(?=[A-Za-zα-ωΑ-Ω])|(?<=[A-Za-z])[+#]+(?![^\W_])|(?<!\w)\d[\d.,]*-(?=[A-Za-z])")
"""What goes with the Latin letter beside it."""
EDGE = frozenset(" =,;.:!…")  # at its ends these are no part of a formula
CLOSING = {closing: opening for opening, closing in BRACKETS.items()}


def merciful(line: list[Item], base: int) -> list[Item]:
    """The items of a line with its formulas and signed numbers whole."""
    return _gathered(_eastern(_latin(line)) if base else line)


def eastern(item: Item) -> bool:
    """Whether it says that its line runs from the right."""
    return item.kind in RIGHT or item.letter in EASTERN or any(piece.rtl for piece in item.pieces)


def _latin(line: list[Item]) -> list[Item]:
    text = "".join(item.letter for item in line)
    places = {place for match in LATIN.finditer(text) for place in range(*match.span())}
    return [replace(item, kind="L") if place in places else item for place, item in enumerate(line)]


def _eastern(line: list[Item]) -> list[Item]:
    """Persian signs as letters from the right, but between digits, where they part thousands."""
    found = []
    for place, item in enumerate(line):
        around = [line[near].letter for near in (place - 1, place + 1) if 0 <= near < len(line)]
        parting = len(around) == 2 and all(letter.isdecimal() for letter in around)
        found.append(replace(item, kind="R") if item.letter in EASTERN and not parting else item)
    return found


def _gathered(line: list[Item]) -> list[Item]:
    text = "".join(item.letter for item in line)
    formulas = _formulas(line)
    inside = {place for start, end in formulas for place in range(start, end)}
    numbers = [match.span() for match in SIGNED.finditer(text) if match.start() not in inside]
    found: list[Item] = []
    end = 0
    for start, stop in sorted(formulas + numbers):
        found += [*line[end:start], whole(ordered(line[start:stop], 0, lambda items, _: items))]
        end = stop
    return [*found, *line[end:]]


def _formulas(line: list[Item]) -> list[tuple[int, int]]:
    """From where to where formulas in plain text go: stretches without a Persian letter, about an equals sign."""
    found, start = [], 0
    for place in range(len(line) + 1):
        if place < len(line) and not eastern(line[place]):
            continue
        span = _trimmed([item.letter for item in line], start, place)
        if any(item.letter == "=" for item in line[span[0] : span[1]]):
            found.append(span)
        start = place + 1
    return found


def _trimmed(letters: list[str], start: int, end: int) -> tuple[int, int]:
    """The stretch without the spaces and signs at its ends, and without brackets that it does not hold in pairs."""
    while start < end and (_edge(letters[start]) or _alone(letters[start], letters[start:end])):
        start += 1
    while start < end and (_edge(letters[end - 1]) or _alone(letters[end - 1], letters[start:end])):
        end -= 1
    return start, end


def _edge(letter: str) -> bool:
    return letter in EDGE or letter in INVISIBLE


def _alone(letter: str, stretch: list[str]) -> bool:
    """Whether a bracket's other half is missing."""
    opening = CLOSING.get(letter, letter)
    return opening in BRACKETS and stretch.count(opening) != stretch.count(BRACKETS[opening])
