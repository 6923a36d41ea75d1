"""Formulas as plain text, for alt texts and captions: ``2x + e^{-2x}`` becomes ``2x + e^(−2x)``."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from gdanim.text.typesetting import pieces

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}^_]|\s+|[0-9.]+|.", re.DOTALL)
SIGNS = {
    "-": "−", r"\cdot": "·", r"\times": "×", r"\pi": "π", r"\eta": "η", r"\nabla": "∇", r"\infty": "∞", r"\prime": "′",
    r"\partial": "∂", r"\sum": " Σ", r"\vert": "|", r"\lvert": "|", r"\rvert": "|", r"\|": "‖", r"\{": "{", r"\}": "}",
    r"\le": "≤", r"\leq": "≤", r"\ge": "≥", r"\geq": "≥", r"\ne": "≠", r"\neq": "≠", r"\approx": "≈", r"\pm": "±",
    r"\to": "→", r"\rightarrow": "→", r"\leftarrow": "←", r"\ldots": "…", r"\dots": "…", r"\cdots": "…",
    r"\lfloor": "⌊", r"\rfloor": "⌋", r"\lceil": "⌈", r"\rceil": "⌉", r"\wedge": " ∧ ", r"\vee": " ∨ ", r"\neg": "¬",
    r"\ ": " ", r"\quad": " ", r"\in": "∈", r"\circ": "°",
    r"\lambda": "λ", r"\Lambda": "Λ",  # Unicode spells them LAMDA
}  # fmt: skip
TEXTLESS = {r"\left", r"\right", r"\,", r"\;", r"\:", r"\!", r"\mathrm", r"\operatorname", r"\mathit", r"\text"}
SPACES = {r"\,", r"\;", r"\:", r"\!", r"\ "}
FRACTIONS = {r"\frac", r"\dfrac", r"\tfrac"}
NAMES = (
    *("sin", "cos", "tan", "arcsin", "arccos", "arctan", "asin", "acos", "atan"),
    *("sinh", "cosh", "tanh", "ln", "log", "exp", "min", "max", "sign"),
)
SUM = re.compile(r"[+−/]")
OPEN = re.compile(rf"\b({'|'.join(NAMES)})[⁰¹²³⁴⁵⁶⁷⁸⁹]*\s|√(?!\()")
"""A function's name or a root without brackets, whose argument would extend over what follows."""
BRACKETED = re.compile(r"\([^()]*\)")
COMPOSED = re.compile(r"^(?![0-9.]+$|[d∂]?\s?.$)", re.DOTALL)  # anything but one number, one letter, or dx
FACTOR = re.compile(r"[\w(\[√Σ]|\\[A-Za-z]")
"""The beginning of a factor in mathtext."""
NO_FACTORS = {r"\right", r"\text", *(sign for sign in SIGNS if sign.startswith("\\"))} - {
    *(r"\sum", r"\pi", r"\eta", r"\nabla", r"\infty", r"\lambda", r"\Lambda"),
}
ENDS_FACTOR = re.compile(r"[\w)\]|²³¹⁰-₉′]$")
INNER_SPACE = re.compile(r"(?<=[⌊⌈¬]) | (?=[⌋⌉;])")
"""A space that mathtext needs between a command and a letter."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class _PlainPiece(NamedTuple):
    """A piece of plain text, and its form beside a factor."""

    text: str
    beside_factor: str


def plain(formula: str) -> str:
    """Converts the mathtext body ``formula`` to one line of unambiguous plain text: ``(1/2)x`` for half of x."""
    return INNER_SPACE.sub("", re.sub(r"\s+", " ", _sequence(TOKEN.findall(formula)[::-1]))).strip()


def plain_text(text: str, formula: Callable[[str], str] = str) -> str:
    r"""Returns an author's line as read aloud, ``\$5 for $x^2$`` as ``$5 for x²``, by ``formula``."""
    return "".join(formula(plain(piece.text)) if piece.is_maths else piece.text for piece in pieces(text))


def _sequence(tokens: list[str]) -> str:
    """Converts everything up to a closing brace. ``tokens`` is a stack with the next token on top."""
    text = ""
    while tokens and tokens[-1] != "}":
        is_fraction, is_name = tokens[-1] in FRACTIONS, tokens[-1].removeprefix("\\") in NAMES
        follows_factor = _ends_factor(text)
        space = _space(text, tokens)
        piece = _piece(tokens)
        is_beside = _begins_factor(tokens, text) or (is_fraction and follows_factor)
        text += (" " if is_name and follows_factor else "") + (piece.beside_factor if is_beside else piece.text) + space
    return text


def _ends_factor(text: str) -> bool:
    return bool(ENDS_FACTOR.search(text)) and not (text.endswith("|") and text.count("|") % 2)


def _space(text: str, tokens: list[str]) -> str:
    """Returns the replacement of a thin space: a space after a comma, a function's name or a bracket, else nothing."""
    is_wanted = tokens[-1] == r"\," and re.search(rf"(,|\)|\b({'|'.join(NAMES)}))$", text)
    return " " if is_wanted else ""


def _begins_factor(tokens: list[str], text: str) -> bool:
    """Returns whether a factor follows without an operator; a bar begins one if ``text`` has no open bar."""
    following = next((token for token in reversed(tokens) if not token.isspace() and token not in SPACES), "}")
    if following == "|":
        return text.count("|") % 2 == 0
    return following not in NO_FACTORS and bool(FACTOR.match(following))


def _piece(tokens: list[str]) -> _PlainPiece:
    piece = tokens.pop()
    if piece == "{":
        text = _sequence(tokens)
        if tokens:
            tokens.pop()
        return _PlainPiece(text, text)
    if piece in {"^", "_"}:
        return _script(piece, _argument(tokens))
    if piece in FRACTIONS:
        return _fraction(_argument(tokens), _argument(tokens))
    if piece == r"\sqrt":
        index = _root_index(tokens)
        argument = _argument(tokens)
        return _PlainPiece(f"{index}√{_bracketed(argument)}", f"{index}√({argument})")
    text = "" if piece in TEXTLESS else SIGNS.get(piece) or _letter(piece.removeprefix("\\"))
    return _PlainPiece(text, text)


def _root_index(tokens: list[str]) -> str:
    """Returns the index of a root, ``³`` of ``[3]``; empty for a square root."""
    if not tokens or tokens[-1] != "[":
        return ""
    index = ""
    tokens.pop()
    while tokens and (token := tokens.pop()) != "]":
        index += token
    return index.translate(RAISED)


def _fraction(over: str, under: str) -> _PlainPiece:
    """Returns a fraction: ``(x + 1)/(2x)``; beside a factor ``(1/2)``, and a derivative operator without brackets."""
    top = BRACKETED.sub("", over)
    text = f"{f'({over})' if SUM.search(top) or OPEN.search(top) else over}/{_bracketed(under)}"
    return _PlainPiece(text, f"{text} " if over in {"d", "∂"} else f"({text})")


def _letter(name: str) -> str:
    """Returns a Greek letter by its name, ``β`` for ``beta``, ``Γ`` for ``Gamma``; other text stays unchanged."""
    try:
        return unicodedata.lookup(f"GREEK {'SMALL' if name.islower() else 'CAPITAL'} LETTER {name}")
    except KeyError:
        return name


def _argument(tokens: list[str]) -> str:
    while tokens and tokens[-1].isspace():
        tokens.pop()
    return _piece(tokens).text if tokens else ""


def _script(sign: str, text: str) -> _PlainPiece:
    if text.isdecimal():
        raised = text.translate(RAISED if sign == "^" else LOWERED)
        return _PlainPiece(raised, raised)
    return _PlainPiece(f"{sign}{_bracketed(text)}", f"{sign}({text})")


def _bracketed(text: str) -> str:
    return f"({text})" if COMPOSED.search(text) else text
