"""Hints about invalid characters and names in expressions: common mistakes and their corrections."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gdanim.functions.errors import ExpressionError
from gdanim.functions.expressions.tree import CONSTANTS, FUNCTIONS, VARIABLES
from gdanim.messages import message
from gdanim.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.messages import Message

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
REPLACEMENTS = {
    **dict.fromkeys("−–—‐‑", "-"),
    **dict.fromkeys("×·⋅∙∗٭", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("[{", "("),
    **dict.fromkeys("]}", ")"),
    "≤": "<=",
    "≥": ">=",
    "∧": "and",
    "∨": "or",
    "¬": "not",
    "&": "and",
    "√": "sqrt(…)",
    "٫": ".",
    "،": ",",
}
SENTENCES: dict[str, Callable[[], Message]] = {
    "=": lambda: message("functions.equals_sign"),
    "|": lambda: message("functions.absolute_value"),
    "'": lambda: message("functions.apostrophe"),
    '"': lambda: message("functions.quotation_mark"),
    ".": lambda: message("functions.lone_point"),
}
"""The messages about characters with a meaning elsewhere."""
DEFINITION = re.compile(r"\s*(?:\([^()]*\)\s*)?=")  # behind the f of ``f(x) = x**2``
SYNONYMS = {
    "tg": "tan",
    "heaviside": "step",
    "expit": "sigmoid",
    "logistic": "sigmoid",
    "maximum": "max",
    "minimum": "min",
    "fabs": "abs",
    "sgn": "sign",
    "root": "sqrt",
}
EQUIVALENTS = {
    "cot": "1/tan(x)",
    "sec": "1/cos(x)",
}
"""Functions without a name in expressions, and equivalent expressions."""


def unknown_name(name: str, rest: str, variables: tuple[str, ...] | None = None) -> Message:
    """Returns the message about an unknown name.

    ``rest`` is the text after it; ``variables`` are the variables' names if the author may not choose them.
    """
    if DEFINITION.match(rest):
        return message("functions.equals_sign")
    if rest.startswith("."):
        return message("functions.unknown_module", name=name)
    return _function_hint(name) or _variable_hint(name, variables)


def _function_hint(name: str) -> Message | None:
    if name == "pow":
        return message("functions.unknown_power", name=name)
    if name in EQUIVALENTS:
        return message("functions.unknown_but_possible", name=name, expression=EQUIVALENTS[name])
    if name in SYNONYMS:
        return message("functions.called_otherwise", name=name, other=SYNONYMS[name])
    return None


def _variable_hint(name: str, variables: tuple[str, ...] | None) -> Message:
    near = _split_name(name) or nearest(name, (*FUNCTIONS, *CONSTANTS, *(variables or VARIABLES)))
    if near and near != name:
        return message("functions.unknown_near", name=name, near=near)
    if variables is None:
        return message("functions.neither_letter_nor_function", name=name)
    if len(name) > 2:
        return message("functions.unknown_name", name=name)
    if len(variables) == 1:
        return message("functions.unknown_beside_variable", name=name, variable=variables[0])
    listed = " and ".join(map(repr, variables))
    return message("functions.unknown_beside_variables", name=name, variables=listed)


def _split_name(name: str) -> str | None:
    """Returns the product or the call that two joined names mean: ``xsin`` is x*sin, ``sinx`` is sin(x)."""
    values = (*VARIABLES, *CONSTANTS)
    products = {value + other: f"{value}*{other}" for value in values for other in (*values, *FUNCTIONS)}
    calls = {function + variable: f"{function}({variable})" for function in FUNCTIONS for variable in VARIABLES}
    return (products | calls).get(name)


def foreign_character(text: str, offset: int) -> ExpressionError:
    """Returns the error for a character that begins no token."""
    character = text[offset]
    if bars := re.match(r"\|([^|]+)\|", text[offset:]):
        hint = message("functions.absolute_value_of", inside=bars[1].strip(), found=bars[0])
        return ExpressionError(hint, offset, bars.end())
    if character in SENTENCES:
        return ExpressionError(SENTENCES[character](), offset)
    if character in SUPERSCRIPTS:
        return _superscript(text, offset)
    digits = _leading(text, offset, str.isdecimal)
    if digits:
        latin = "".join(str(unicodedata.decimal(digit)) for digit in digits)
        return ExpressionError(message("functions.write_for", correct=latin, found=digits), offset, len(digits))
    return ExpressionError(_replacement(character), offset)


def _superscript(text: str, offset: int) -> ExpressionError:
    base = re.search(r"[A-Za-z\d.]*$", text[:offset])[0]  # type: ignore[index]
    digits = _leading(text, offset, lambda character: character in SUPERSCRIPTS)
    power = "".join(str(SUPERSCRIPTS.index(digit)) for digit in digits)
    found = base + digits
    hint = message("functions.write_for", correct=f"{base}**{power}", found=found)
    return ExpressionError(hint, offset - len(base), len(found))


def _leading(text: str, offset: int, belongs: Callable[[str], bool]) -> str:
    """Returns the characters from ``offset`` up to the first that is not in the set."""
    end = offset
    while end < len(text) and belongs(text[end]):
        end += 1
    return text[offset:end]


def _replacement(character: str) -> Message:
    plain = REPLACEMENTS.get(character) or unicodedata.normalize("NFKC", character).replace("⁄", "/")
    if plain != character and re.fullmatch(r"[A-Za-z]|\d+/\d+|and|or|not|<=|>=|sqrt\(…\)|[-+*/().,]", plain):
        return message("functions.write_for", correct=plain, found=character)
    if character.isprintable():
        return message("functions.foreign_character", character=character)
    return message("functions.invisible_character", code=ord(character))
