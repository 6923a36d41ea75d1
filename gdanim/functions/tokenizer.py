"""Characters to tokens.

What passes is a row of known names, Latin numbers, operators and matched brackets in a possible order, so that Python's
parser, which comes next, never sees anything else and never fails.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from gdanim.functions.errors import ExpressionError
from gdanim.functions.grammar import Order, Token
from gdanim.functions.syntax_hints import foreign_character
from gdanim.functions.tree import CONSTANTS, FUNCTIONS
from gdanim.functions.variable_names import Naming

if TYPE_CHECKING:
    from gdanim.functions.grammar import Kind

LONGEST = 300
GREATEST = 1e12
LEAST = 1e-100  # exact fractions of smaller numbers would grow out of bounds

TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<operator>\*\*|[-+*/^])|(?P<mark>[(),])",
    re.ASCII,
)


def tokens(text: str, variables: tuple[str, ...] | None = None) -> list[Token]:
    """The tokens of an expression. Raises ExpressionError for the first from the left that can't stand there.

    Where ``variables`` are given, it holds no others; else their author chooses: x and y, or x1 and x2.
    """
    if len(text) > LONGEST:
        raise ExpressionError(f"an expression has at most {LONGEST} characters; found {len(text)}", LONGEST)
    order, naming = Order(text), Naming(variables)
    offset = 0
    while offset < len(text):
        match = TOKEN.match(text, offset)
        if match is None:
            raise foreign_character(text, offset)
        offset = match.end()
        if match.lastgroup != "space":
            order.add(_token(match, naming, rest=text[offset:]))
    return order.finish()


def _token(match: re.Match[str], naming: Naming, rest: str) -> Token:
    token = Token(_kind(match), match[0], match.start())
    if token.kind == "number":
        _check_number(token)
    elif token.kind == "name" and token.text not in CONSTANTS:
        naming.check(token, rest)
    return token


def _kind(match: re.Match[str]) -> Kind:
    if match[0] in FUNCTIONS:
        return "function"
    return match[0] if match.lastgroup == "mark" else match.lastgroup  # type: ignore[return-value]


def _check_number(token: Token) -> None:
    mantissa, _, exponent = token.text.lower().partition("e")
    if re.match(r"0\d", mantissa):
        shorter = re.sub(r"^0+(?=\d)", "", token.text)
        raise token.wrong(f"a number has no leading zeros; write {shorter} for {token.text!r}")
    size = float(token.text)
    if size > GREATEST:
        raise token.wrong(f"numbers go up to 1e12; found {token.text}")
    if (size < LEAST and Fraction(mantissa) != 0) or abs(int(exponent or 0)) > 100:
        raise token.wrong(f"numbers go down to 1e-100; found {token.text}")
