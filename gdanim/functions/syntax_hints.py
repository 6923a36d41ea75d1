"""What people type instead of the mathematics that is understood here, and what they should."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gdanim.functions.errors import ExpressionError
from gdanim.functions.tree import CONSTANTS, FUNCTIONS, VARIABLES
from gdanim.registry import nearest

if TYPE_CHECKING:
    from collections.abc import Callable

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TYPOGRAPHY = {
    **dict.fromkeys("−–—‐‑", "-"),
    **dict.fromkeys("×·⋅∙∗٭", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("[{", "("),
    **dict.fromkeys("]}", ")"),
    "π": "pi",
    "√": "sqrt(…)",
    "٫": ".",
    "،": ",",
}
NOT_MATHEMATICS = {
    "=": "an expression has no '='; give its right-hand side alone",
    "<": "a comparison can't stand in an expression; max(a, b) or abs(a) may do",
    ">": "a comparison can't stand in an expression; max(a, b) or abs(a) may do",
    "|": "an absolute value is written abs(x)",
    "'": "text can't stand in an expression; a derivative is found by itself",
    '"': "text can't stand in an expression",
    ".": "a '.' belongs between the digits of a number",
}
DEFINED = re.compile(r"\s*(?:\([^()]*\)\s*)?=")  # behind the f of ``f(x) = x**2``
OTHER_NAMES = {
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "tg": "tan",
    "fabs": "abs",
    "sgn": "sign",
    "root": "sqrt",
    "x_1": "x1",
    "x_2": "x2",
}
INSTEAD = {
    "log10": "write log(x)/log(10)",
    "log2": "write log(x)/log(2)",
    "cbrt": "write sign(x)*abs(x)**(1/3)",
    "pow": "a power is written x**2",
    "cot": "write 1/tan(x)",
    "sec": "write 1/cos(x)",
}


def unknown_name(name: str, rest: str, variables: tuple[str, ...] | None = None) -> str:
    """What to say of a name; ``rest`` is the text after it, ``variables`` what the names are if not free to choose."""
    if DEFINED.match(rest):
        return NOT_MATHEMATICS["="]
    return f"unknown name {name!r}{_advice(name, rest, variables)}"


def _advice(name: str, rest: str, variables: tuple[str, ...] | None) -> str:
    if rest.startswith("."):
        return f"; leave out '{name}.'"
    if name in INSTEAD:
        return f"; {INSTEAD[name]}"
    if name in OTHER_NAMES:
        return f"; here it is called {OTHER_NAMES[name]!r}"
    near = _run_together(name) or nearest(name, (*FUNCTIONS, *CONSTANTS, *(variables or VARIABLES)))
    if near and near != name:
        return f"; did you mean {near!r}?"
    return f"; {_called(variables)}" if len(name) == 1 or name in VARIABLES else ""


def _called(variables: tuple[str, ...] | None) -> str:
    if variables is None:
        return "variables are called x and y, or x1 and x2"
    if len(variables) == 1:
        return f"the variable is called {variables[0]!r}"
    return f"the variables are called {' and '.join(map(repr, variables))}"


def _run_together(name: str) -> str | None:
    """``xsin`` is x*sin and ``sinx`` is sin(x)."""
    values = (*VARIABLES, *CONSTANTS)
    products = {value + other: f"{value}*{other}" for value in values for other in (*values, *FUNCTIONS)}
    calls = {function + variable: f"{function}({variable})" for function in FUNCTIONS for variable in VARIABLES}
    return (products | calls).get(name)


def foreign_character(text: str, offset: int) -> ExpressionError:
    """What to say of a character that begins no token."""
    character = text[offset]
    if bars := re.match(r"\|([^|]+)\|", text[offset:]):
        advice = f"an absolute value is written abs(x); write abs({bars[1].strip()}) for {bars[0]!r}"
        return ExpressionError(advice, offset, bars.end())
    if character in NOT_MATHEMATICS:
        return ExpressionError(NOT_MATHEMATICS[character], offset)
    if character in SUPERSCRIPTS:
        return _superscript(text, offset)
    digits = _run(text, offset, str.isdecimal)
    if digits:
        latin = "".join(str(unicodedata.decimal(digit)) for digit in digits)
        return ExpressionError(f"write {latin} for {digits!r}", offset, len(digits))
    return ExpressionError(_other(character), offset)


def _superscript(text: str, offset: int) -> ExpressionError:
    base = re.search(r"[A-Za-z\d.]*$", text[:offset])[0]  # type: ignore[index]
    digits = _run(text, offset, lambda character: character in SUPERSCRIPTS)
    power = "".join(str(SUPERSCRIPTS.index(digit)) for digit in digits)
    found = base + digits
    return ExpressionError(f"write {base}**{power} for {found!r}", offset - len(base), len(found))


def _run(text: str, offset: int, belongs: Callable[[str], bool]) -> str:
    end = offset
    while end < len(text) and belongs(text[end]):
        end += 1
    return text[offset:end]


def _other(character: str) -> str:
    plain = TYPOGRAPHY.get(character) or unicodedata.normalize("NFKC", character).replace("⁄", "/")
    if plain != character and re.fullmatch(r"[A-Za-z]|\d+/\d+|pi|sqrt\(…\)|[-+*/().,]", plain):
        return f"write {plain} for {character!r}"
    if character.isprintable():
        return f"{character!r} can't stand in an expression"
    return f"an invisible character stands here (U+{ord(character):04X}); delete it"
