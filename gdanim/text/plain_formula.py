"""Formulas as plain text, for alt texts and captions: ``2x + e^{-2x}`` becomes ``2x + e^(−2x)``."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gdanim.text.line import pieces

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}^_]|\s+|[0-9.]+|.", re.DOTALL)
SIGNS = {
    "-": "−", r"\cdot": "·", r"\times": "×", r"\pi": "π", r"\eta": "η", r"\nabla": "∇", r"\infty": "∞", r"\prime": "′",
    r"\partial": "∂", r"\sum": " Σ", r"\vert": "|", r"\lvert": "|", r"\rvert": "|", r"\|": "‖", r"\{": "{", r"\}": "}",
    r"\le": "≤", r"\leq": "≤", r"\ge": "≥", r"\geq": "≥", r"\ne": "≠", r"\neq": "≠", r"\approx": "≈", r"\pm": "±",
    r"\to": "→", r"\rightarrow": "→", r"\leftarrow": "←", r"\ldots": "…", r"\dots": "…", r"\cdots": "…",
    r"\quad": " ", r"\in": "∈", r"\circ": "°", r"\lambda": "λ", r"\Lambda": "Λ",  # Unicode spells them LAMDA
}  # fmt: skip
TEXTLESS = {r"\left", r"\right", r"\,", r"\;", r"\:", r"\!", r"\ ", r"\mathrm", r"\operatorname", r"\mathit", r"\text"}
SUM = re.compile(r"[+−/]")
BRACKETED = re.compile(r"\([^()]*\)")
COMPOSED = re.compile(r"^(?![0-9.]+$|[d∂]?\s?.$)", re.DOTALL)  # anything but one number, one letter, or dx
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def plain(formula: str) -> str:
    """The mathtext body ``formula`` in one line of plain text."""
    return re.sub(r"\s+", " ", _sequence(TOKEN.findall(formula)[::-1])).strip()


def plain_text(text: str, formula: Callable[[str], str] = str) -> str:
    r"""An author's line as it is read aloud, ``\$5 for $x^2$`` as ``$5 for x²``; ``formula`` is given what was between
    dollar signs.
    """
    return "".join(formula(plain(piece.text)) if piece.maths else piece.text for piece in pieces(text))


def _sequence(tokens: list[str]) -> str:
    """Everything up to a closing brace. ``tokens`` is a stack with the next token on top."""
    text = ""
    while tokens and tokens[-1] != "}":
        text += _piece(tokens)
    return text


def _piece(tokens: list[str]) -> str:
    piece = tokens.pop()
    if piece == "{":
        inside = _sequence(tokens)
        if tokens:
            tokens.pop()
        return inside
    if piece in {"^", "_"}:
        return _script(piece, _argument(tokens))
    if piece in {r"\frac", r"\dfrac", r"\tfrac"}:
        numerator = _argument(tokens)
        needs_brackets = SUM.search(BRACKETED.sub("", numerator))
        return f"{f'({numerator})' if needs_brackets else numerator}/{_bracketed(_argument(tokens))}"
    if piece == r"\sqrt":
        return f"√{_bracketed(_argument(tokens))}"
    if piece in TEXTLESS:
        return ""
    return SIGNS.get(piece) or _letter(piece.removeprefix("\\"))


def _letter(name: str) -> str:
    """``β`` for ``beta``, ``Γ`` for ``Gamma``; whatever else it is, itself."""
    try:
        return unicodedata.lookup(f"GREEK {'SMALL' if name.islower() else 'CAPITAL'} LETTER {name}")
    except KeyError:
        return name


def _argument(tokens: list[str]) -> str:
    while tokens and tokens[-1].isspace():
        tokens.pop()
    return _piece(tokens) if tokens else ""


def _script(sign: str, text: str) -> str:
    if text.isdecimal():
        return text.translate(RAISED if sign == "^" else LOWERED)
    return f"{sign}{_bracketed(text)}"


def _bracketed(text: str) -> str:
    return f"({text})" if COMPOSED.search(text) else text
