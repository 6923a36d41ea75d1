"""Splits an expression into tokens.

The result is a sequence of known names, Latin numbers, operators and matched brackets in an order that the grammar
allows: Python's parser, which comes next, gets nothing else and never fails.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from gdanim.functions.errors import ExpressionError, raise_all
from gdanim.functions.expressions.grammar import GrammarChecker, Token
from gdanim.functions.expressions.syntax_hints import foreign_character
from gdanim.functions.expressions.tree import ALIASES, CONSTANTS, FUNCTIONS
from gdanim.functions.expressions.variable_names import CHARACTERS, NameChecker, canonical
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Collection

    from gdanim.functions.expressions.grammar import Kind

MAX_LENGTH = 300  # characters
MAX_NUMBER = 1e12
MIN_NUMBER = 1e-100  # exact fractions of smaller numbers would grow out of bounds

TOKEN = re.compile(
    r"(?P<space>[ \t\n\r\f\v]+)|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    rf"|(?P<name>[A-Za-z_{CHARACTERS}][A-Za-z0-9_{CHARACTERS}]*)"
    r"|(?P<operator>\*\*|<=|>=|[-+*/^%<>])|(?P<mark>[(),])"
)
WORDS: dict[str, Kind] = {"and": "operator", "or": "operator", "not": "not"}


def tokenize(text: str, variables: tuple[str, ...] | None = None, parameters: Collection[str] = ()) -> list[Token]:
    """Returns the tokens of an expression. Raises ExpressionError for all that are invalid; see ``scan``."""
    tokens, errors = scan(text, variables, parameters)
    raise_all(errors)
    return tokens


def scan(
    text: str, variables: tuple[str, ...] | None = None, parameters: Collection[str] = ()
) -> tuple[list[Token], list[ExpressionError]]:
    """Returns the tokens of an expression, and the errors of names in it. Raises ExpressionError for all others.

    If ``variables`` are given, the expression may contain no others; otherwise its author chooses them.
    ``parameters`` are the names that have values.
    """
    if len(text) > MAX_LENGTH:
        sentence = message("functions.expression_too_long", maximum=MAX_LENGTH, found=len(text))
        raise ExpressionError(sentence, MAX_LENGTH)
    grammar, names = GrammarChecker(text), NameChecker(variables, parameters)
    errors: list[ExpressionError] = []
    offset = 0
    while offset < len(text):
        match = TOKEN.match(text, offset)
        if match is None:
            errors.append(foreign_character(text, offset))
            end = max(offset + 1, errors[-1].offset + errors[-1].width)
            grammar.add(Token("unknown", text[offset:end], offset))
            offset = end
            continue
        offset = match.end()
        if match.lastgroup != "space":
            grammar.add(_token(match, names, text[offset:], errors))
    tokens = grammar.finish()
    if errors or grammar.errors:
        raise_all([*errors, *names.errors, *grammar.errors])
    return tokens, names.errors


def _token(match: re.Match[str], names: NameChecker, rest: str, errors: list[ExpressionError]) -> Token:
    """Returns the token of a match; its own error is added to ``errors``, that of a name to the names' own."""
    token = Token(_kind(match), match[0], match.start())
    if token.kind == "number":
        error = _number_error(token)
        errors += [error] if error else []
    elif token.kind == "name" and canonical(token.text) not in CONSTANTS and not names.check(token, rest):
        return Token("function" if rest.lstrip().startswith("(") else "unknown", token.text, token.offset)
    return token


def _kind(match: re.Match[str]) -> Kind:
    name = match[0]
    if name in WORDS:
        return WORDS[name]
    if name in FUNCTIONS or name in ALIASES:
        return "function"
    return name if match.lastgroup == "mark" else match.lastgroup  # type: ignore[return-value]


def _number_error(token: Token) -> ExpressionError | None:
    mantissa, _, exponent = token.text.lower().partition("e")
    if re.match(r"0\d", mantissa):
        shorter = re.sub(r"^0+(?=\d)", "", token.text)
        return token.error(message("functions.leading_zeros", shorter=shorter, number=token.text))
    size = float(token.text)
    if size > MAX_NUMBER:
        return token.error(message("functions.number_too_large", number=token.text))
    if (size < MIN_NUMBER and Fraction(mantissa) != 0) or abs(int(exponent or 0)) > 100:
        return token.error(message("functions.number_too_small", number=token.text))
    return None
