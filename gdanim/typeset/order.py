"""Words, numbers and formulas from left to right as they stand on the page: Unicode's bidirectional order, with mercy.

Follows the rules of UAX #9 for one paragraph without embeddings. It differs where an author who types plain text means
a formula: a number keeps the sign before it, and a stretch with an equals sign in it is never turned round.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OPEN, CLOSE = "\u2066", "\u2069"
INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))
TOKENS = re.compile(
    rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}|(?<![\w)])[+\-−±]?\d+(?:[.,٫٬:/]\d+)*[%٪‰]?|\d+(?:[.,٫٬:/]\d+)*[%٪‰]?|.",
    re.DOTALL,
)
MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
EASTERN = frozenset("،؛؟«»")
"""Signs that end a formula, and that speak for a line from the right where no letter does."""


@dataclass(frozen=True)
class Piece:
    """``text`` is plain, or the body of a formula without its dollar signs. ``colour`` is a theme's word, or None.

    ``rtl`` words run from right to left by themselves.
    """

    text: str
    maths: bool = False
    colour: str | None = None
    rtl: bool = False


@dataclass(frozen=True)
class Token:
    """One or more pieces that stay together. ``kind``: R or L for letters, ``number``, or ``neutral``."""

    pieces: tuple[Piece, ...]
    kind: str
    sign: str = ""


def ordered(pieces: Sequence[Piece], *, rtl: bool) -> tuple[Piece, ...]:
    """``pieces`` of one line, from left to right; ``rtl``: on a page that is read from the right."""
    tokens = [token for piece in pieces for token in _tokens(piece)]
    if not any(_eastern(token) for token in tokens):
        return tuple(_joined(piece for token in tokens for piece in token.pieces))
    base = "R" if rtl else _first(tokens)
    kinds = _resolved(_settled(tokens, base), base)
    levels = [_level(kind, base) for kind in kinds]
    return tuple(_joined(piece for token in _turned(tokens, levels) for piece in token.pieces))


def turned(text: str) -> str:
    """``text`` from a run from the right, as it is handed to a font: signs without a letter are turned by hand."""
    directions = {unicodedata.bidirectional(letter) for letter in text}
    return text if directions & {"R", "AL"} else text[::-1].translate(MIRRORED)


def _tokens(piece: Piece) -> list[Token]:
    if piece.maths:
        return [Token((piece,), "neutral")]
    return [_token(piece, text) for text in TOKENS.findall(piece.text)]


def _token(piece: Piece, text: str) -> Token:
    if text.startswith(OPEN) and text.endswith(CLOSE):
        return Token(ordered([replace(piece, text=text[1:-1])], rtl=False), "neutral")
    visible = replace(piece, text=text.translate(INVISIBLE))
    if any(letter.isdecimal() for letter in text):
        return Token((visible,), "number")
    direction = unicodedata.bidirectional(text)
    kind = {"L": "L", "R": "R", "AL": "R", "NSM": "mark", "BN": "mark"}.get(direction, "neutral")
    return Token((visible,), kind, text)


def _eastern(token: Token) -> bool:
    return token.kind == "R" or token.sign in EASTERN


def _first(tokens: Iterable[Token]) -> str:
    return next((token.kind for token in tokens if token.kind in {"R", "L"}), "L")


def _settled(tokens: Sequence[Token], base: str) -> list[str]:
    """Each token's kind: marks follow their letter, numbers a Latin word, and formulas are told from words."""
    kinds: list[str] = []
    strong = ""
    for token in tokens:
        kind = base if token.sign in EASTERN else token.kind
        if kind == "mark":
            kind = kinds[-1] if kinds else "neutral"
        strong = kind if kind in {"R", "L"} else strong
        kinds.append("L" if kind == "number" and strong == "L" else kind)
    for _, stretch in groupby(range(len(tokens)), key=lambda place: _eastern(tokens[place])):
        places = list(stretch)
        if any(tokens[place].sign == "=" for place in places):
            _bind(tokens, kinds, places)
    return kinds


def _bind(tokens: Sequence[Token], kinds: list[str], places: list[int]) -> None:
    """A formula in plain text runs from left to right, without the spaces and commas around it."""
    while places and tokens[places[0]].sign and tokens[places[0]].sign in " ,;.:":
        places.pop(0)
    while places and tokens[places[-1]].sign and tokens[places[-1]].sign in " ,;.:":
        places.pop()
    for place in places:
        kinds[place] = "L"


def _resolved(kinds: Sequence[str], base: str) -> list[str]:
    """Neutral tokens go with their neighbours where both agree, else with the line."""
    found: list[str] = []
    runs = [(kind, len(list(run))) for kind, run in groupby(kinds)]
    for index, (kind, length) in enumerate(runs):
        if kind == "neutral":
            before = _side(runs[index - 1][0]) if index else base
            after = _side(runs[index + 1][0]) if index + 1 < len(runs) else base
            kind = before if before == after else base  # noqa: PLW2901
        found += [kind] * length
    return found


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _level(kind: str, base: str) -> int:
    if base == "R":
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _turned(tokens: Sequence[Token], levels: Sequence[int]) -> list[Token]:
    """Tokens from left to right. Letters of a run from the right stay in reading order: their font turns them."""
    runs = [(level, [token for token, _ in run]) for level, run in groupby(zip(tokens, levels, strict=True), _by_level)]
    merged = [(level, _rightward(run) if level == 1 else run) for level, run in runs]
    found: list[Token] = []
    for left, stretch in groupby(merged, key=lambda run: run[0] == 0):
        parts = [run for _, run in stretch]
        found += [token for run in (parts if left else reversed(parts)) for token in run]
    return found


def _by_level(pair: tuple[Token, int]) -> int:
    return pair[1]


def _rightward(run: Sequence[Token]) -> list[Token]:
    """A run from the right, as it stands from left to right: words whole, formulas between them in their places."""
    pieces = _joined(replace(piece, rtl=not _whole(token)) for token in run for piece in _parts(token))
    return [Token((piece,), "R") for piece in reversed(pieces)]


def _whole(token: Token) -> bool:
    """Whether a token is set by itself: a formula, or what stands between isolates."""
    return not token.sign


def _parts(token: Token) -> tuple[Piece, ...]:
    return token.pieces[::-1] if _whole(token) else token.pieces


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours that can be set as one."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        alike = last is not None and not (piece.maths or last.maths)
        if last is not None and alike and (piece.colour, piece.rtl) == (last.colour, last.rtl):
            found[-1] = replace(last, text=last.text + piece.text)
        elif piece.text:
            found.append(piece)
    return found
