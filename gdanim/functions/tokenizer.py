"""Splits an expression into tokens.

The result is a sequence of known names, Latin numbers, operators and matched brackets in an order that the grammar
allows: Python's parser, which comes next, gets nothing else and never fails.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from gdanim.functions.errors import ExpressionError
from gdanim.functions.grammar import GrammarChecker, Token
from gdanim.functions.syntax_hints import foreign_character
from gdanim.functions.tree import CONSTANTS, FUNCTIONS
from gdanim.functions.variable_names import NameChecker
from gdanim.messages import message

if TYPE_CHECKING:
    from gdanim.functions.grammar import Kind

MAX_LENGTH = 300  # characters
MAX_NUMBER = 1e12
MIN_NUMBER = 1e-100  # exact fractions of smaller numbers would grow out of bounds

TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<operator>\*\*|[-+*/^])|(?P<mark>[(),])",
    re.ASCII,
)


def tokenize(text: str, variables: tuple[str, ...] | None = None) -> list[Token]:
    """Returns the tokens of an expression. Raises ExpressionError for the first from the left in an invalid position.

    If ``variables`` are given, the expression may contain no others; otherwise its author chooses x and y, or x1 and
    x2.
    """
    if len(text) > MAX_LENGTH:
        sentence = message("functions.expression_too_long", maximum=MAX_LENGTH, found=len(text))
        raise ExpressionError(sentence, MAX_LENGTH)
    grammar, names = GrammarChecker(text), NameChecker(variables)
    offset = 0
    while offset < len(text):
        match = TOKEN.match(text, offset)
        if match is None:
            raise foreign_character(text, offset)
        offset = match.end()
        if match.lastgroup != "space":
            grammar.add(_token(match, names, rest=text[offset:]))
    return grammar.finish()


def _token(match: re.Match[str], names: NameChecker, rest: str) -> Token:
    token = Token(_kind(match), match[0], match.start())
    if token.kind == "number":
        _check_number(token)
    elif token.kind == "name" and token.text not in CONSTANTS:
        names.check(token, rest)
    return token


def _kind(match: re.Match[str]) -> Kind:
    if match[0] in FUNCTIONS:
        return "function"
    return match[0] if match.lastgroup == "mark" else match.lastgroup  # type: ignore[return-value]


def _check_number(token: Token) -> None:
    mantissa, _, exponent = token.text.lower().partition("e")
    if re.match(r"0\d", mantissa):
        shorter = re.sub(r"^0+(?=\d)", "", token.text)
        raise token.error(message("functions.leading_zeros", shorter=shorter, number=token.text))
    size = float(token.text)
    if size > MAX_NUMBER:
        raise token.error(message("functions.number_too_large", number=token.text))
    if (size < MIN_NUMBER and Fraction(mantissa) != 0) or abs(int(exponent or 0)) > 100:
        raise token.error(message("functions.number_too_small", number=token.text))
