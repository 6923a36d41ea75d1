"""Letters to levels, even for those that run from the left, odd from the right: the rules of UAX #9. Knows no pieces.

For one paragraph in which each isolate is one letter, ``OBJECT``, and nothing is embedded.
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
FURTHER = frozenset({"L", *NUMBERS})
BRACKETS = dict(zip("([{⟨⟦⟪⌈⌊", ")]}⟩⟧⟫⌉⌋", strict=True))
Kinds = list[str]


def levels(kinds: Sequence[str], letters: str, base: int) -> list[int]:
    """The level of each letter. ``kinds`` are their bidirectional types, ``base`` is 0 or 1: the line's own level."""
    seen = [place for place, kind in enumerate(kinds) if kind != "BN"]
    start = "R" if base else "L"
    weak = _numbers(_letters([kinds[place] for place in seen], start), start)
    strong = _neutral(_brackets(weak, [letters[place] for place in seen], start), start)
    found = [base + _higher(kind, base) for kind in strong]
    for index in _trailing([kinds[place] for place in seen]):
        found[index] = base
    return _with_silent(len(kinds), dict(zip(seen, found, strict=True)), base)


def _letters(kinds: Sequence[str], start: str) -> Kinds:
    """W1 to W3: marks go with their letter, and digits after an Arabic letter are Arabic ones."""
    found: Kinds = []
    strong = start
    for kind in kinds:
        own = (found[-1] if found else start) if kind == "NSM" else kind
        strong = own if own in STRONG else strong
        found.append("AN" if own == "EN" and strong == "AL" else own)
    return ["R" if kind == "AL" else kind for kind in found]


def _numbers(kinds: Kinds, start: str) -> Kinds:
    """W4 to W7: separators and signs go with their number, and a number with a word from the left."""
    found = list(kinds)
    for place in range(1, len(found) - 1):
        before, here, after = found[place - 1], kinds[place], kinds[place + 1]
        if before == after and (before, here) in {("EN", "ES"), ("EN", "CS"), ("AN", "CS")}:
            found[place] = before
    runs = [(kind, len(list(run))) for kind, run in groupby(found)]
    signed: Kinds = []
    for index, (kind, length) in enumerate(runs):
        beside = {runs[near][0] for near in (index - 1, index + 1) if 0 <= near < len(runs)}
        joins = kind == "ET" and "EN" in beside
        signed += ["EN" if joins else "ON" if kind in {"ES", "ET", "CS"} else kind] * length
    strong = start
    for place, kind in enumerate(signed):
        strong = kind if kind in STRONG else strong
        signed[place] = "L" if kind == "EN" and strong == "L" else kind
    return signed


def _brackets(kinds: Kinds, letters: Sequence[str], start: str) -> Kinds:
    """N0: both brackets of a pair go with what they hold, or with what stands before them."""
    found = list(kinds)
    for opening, closing in _pairs(kinds, letters):
        inside = {_side(kind) for kind in found[opening + 1 : closing]} - {""}
        if not inside:
            continue
        before = next((side for side in map(_side, reversed(found[:opening])) if side), start)
        found[opening] = found[closing] = start if start in inside else before
    return found


def _pairs(kinds: Kinds, letters: Sequence[str]) -> list[tuple[int, int]]:
    """Where the brackets that belong together stand, in the order of the first."""
    waiting: list[tuple[str, int]] = []
    pairs = []
    for place, (kind, letter) in enumerate(zip(kinds, letters, strict=True)):
        if kind != "ON":
            continue
        if letter in BRACKETS:
            waiting.append((BRACKETS[letter], place))
        elif letter in {wanted for wanted, _ in waiting}:
            while waiting[-1][0] != letter:
                waiting.pop()
            pairs.append((waiting.pop()[1], place))
    return sorted(pairs)


def _neutral(kinds: Kinds, start: str) -> Kinds:
    """N1 and N2: all others go with their neighbours where both agree, else with the line."""
    found: Kinds = []
    runs = [(kind, len(list(run))) for kind, run in groupby(kinds, key=lambda kind: kind if _side(kind) else "ON")]
    for index, (kind, length) in enumerate(runs):
        before = _side(runs[index - 1][0]) if index else start
        after = _side(runs[index + 1][0]) if index + 1 < len(runs) else start
        resolved = (before if before == after else start) if kind == "ON" else kind
        found += [resolved] * length
    return found


def _side(kind: str) -> str:
    """L or R, as which a number counts; nothing for what has no direction."""
    return "L" if kind == "L" else "R" if kind == "R" or kind in NUMBERS else ""


def _higher(kind: str, base: int) -> int:
    """I1 and I2."""
    return int(kind in FURTHER) if base else {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)


def _trailing(kinds: Sequence[str]) -> range:
    """L1: the spaces at the end of the line."""
    end = len(kinds)
    while end and kinds[end - 1] in {"WS", "S", "B"}:
        end -= 1
    return range(end, len(kinds))


def _with_silent(count: int, found: dict[int, int], base: int) -> list[int]:
    """Signs without width, as the one that parts Persian letters, stay with the letter before them."""
    complete: list[int] = []
    for place in range(count):
        complete.append(found.get(place, complete[-1] if complete else base))
    return complete


def kind(letter: str) -> str:
    """A letter's bidirectional type; what Unicode has not assigned yet runs from the left."""
    found = unicodedata.bidirectional(letter) or "L"
    return "ON" if found == "PDI" else found  # one that closes nothing
