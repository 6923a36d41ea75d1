"""Characters to tokens, with advice for what people type instead of the mathematics that is understood here.

Whatever passes is a row of known names, Latin numbers, operators and matched brackets in a possible order, so that
Python's parser, which comes next, never sees anything else.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from gdanim.functions.errors import ExpressionError
from gdanim.functions.tree import CONSTANTS, FUNCTIONS, VARIABLES
from gdanim.functions.unknown import unknown_name

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 300
DEEPEST = 40
GREATEST = 1e12
LEAST = 1e-100  # exact fractions of smaller numbers would grow out of bounds

Kind: TypeAlias = Literal["number", "name", "operator", "(", ")", ","]

TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<operator>\*\*|[-+*/^])|(?P<mark>[(),])",
    re.ASCII,
)
TYPOGRAPHY = {
    **dict.fromkeys("−–—‐‑", "-"),
    **dict.fromkeys("×·⋅∙∗٭", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    "π": "pi",
    "√": "sqrt(…)",
    "٫": ".",
    "،": ",",
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
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


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    offset: int

    @property
    def end(self) -> int:
        return self.offset + len(self.text)


def tokens(text: str) -> list[Token]:
    """The tokens of an expression. Raises ExpressionError for the first thing from the left that can't stand there."""
    if len(text) > LONGEST:
        raise ExpressionError(f"an expression has at most {LONGEST} characters; found {len(text)}", LONGEST)
    found: list[Token] = []
    offset = 0
    open_brackets: list[Token] = []
    while offset < len(text):
        match = TOKEN.match(text, offset)
        if match is None:
            raise _foreign(text, offset)
        offset = match.end()
        if match.lastgroup == "space":
            continue
        token = Token(_kind(match), match[0], match.start())
        _check_itself(token, text)
        _check_after(found[-1] if found else None, token, text)
        _check_brackets(open_brackets, token)
        found.append(token)
    _check_end(found, open_brackets, text)
    return found


def _kind(match: re.Match[str]) -> Kind:
    return match[0] if match.lastgroup == "mark" else match.lastgroup  # type: ignore[return-value]


def _check_itself(token: Token, text: str) -> None:
    if token.kind == "number":
        _check_number(token)
    elif token.kind == "name" and token.text not in (*FUNCTIONS, *CONSTANTS, *VARIABLES):
        raise unknown_name(token.text, token.offset, text[token.end :])


def _check_number(token: Token) -> None:
    mantissa, _, exponent = token.text.lower().partition("e")
    whole = mantissa.partition(".")[0]
    if len(whole) > 1 and whole.startswith("0"):
        shorter = token.text.lstrip("0") if token.text.strip("0") else "0"
        raise ExpressionError(
            f"a number has no leading zeros; write {shorter} for {token.text!r}", token.offset, len(token.text)
        )
    size = float(token.text)
    if size > GREATEST:
        raise ExpressionError(f"numbers go up to 1e12; found {token.text}", token.offset, len(token.text))
    if (size < LEAST and Fraction(mantissa) != 0) or abs(int(exponent or 0)) > 100:
        raise ExpressionError(f"numbers go down to 1e-100; found {token.text}", token.offset, len(token.text))


def _check_after(last: Token | None, token: Token, text: str) -> None:
    """Check that ``token`` may follow ``last``."""
    after_operand = last is not None and (last.kind in {"number", ")"} or _is_value(last))
    if last is not None and last.text in FUNCTIONS and token.kind != "(":
        raise _needs_brackets(last, token, text)
    if after_operand and (token.kind in {"number", "name", "("}):
        raise _missing_operator(last, token, text)  # type: ignore[arg-type]
    if after_operand or token.kind in {"number", "name", "("}:
        return
    if token.kind == "operator" and token.text in {"+", "-"}:
        return
    raise ExpressionError(_misplaced(last, token), token.offset, len(token.text))


def _is_value(token: Token) -> bool:
    return token.kind == "name" and token.text not in FUNCTIONS


def _needs_brackets(function: Token, token: Token | None, text: str) -> ExpressionError:
    if token is not None and _is_value(token):
        found = text[function.offset : token.end]
        advice = f"a function's argument stands in brackets; write {function.text}({token.text}) for {found!r}"
        return ExpressionError(advice, function.offset, len(found))
    advice = f"a function's argument stands in brackets; write {function.text}(…)"
    return ExpressionError(advice, function.offset, len(function.text))


def _missing_operator(last: Token, token: Token, text: str) -> ExpressionError:
    found = text[last.offset : token.end]
    if last.kind == token.kind == "number":
        message = f"an operator is missing between {last.text} and {token.text}"
    else:
        message = f"a product is written with *; write {last.text}*{token.text} for {found!r}"
    return ExpressionError(message, last.offset, len(found))


def _misplaced(last: Token | None, token: Token) -> str:
    if last is None:
        return f"an expression can't begin with {token.text!r}"
    if last.kind == "(" and token.kind == ")":
        return "these brackets are empty"
    return f"{token.text!r} can't follow {last.text!r}"


def _check_brackets(open_brackets: list[Token], token: Token) -> None:
    if token.kind == "(":
        open_brackets.append(token)
        if len(open_brackets) > DEEPEST:
            raise ExpressionError(f"brackets nest at most {DEEPEST} deep", token.offset)
    elif token.kind == ")":
        if not open_brackets:
            raise ExpressionError("this ')' closes no bracket", token.offset)
        open_brackets.pop()
    elif token.kind == "," and not open_brackets:
        raise ExpressionError("a comma can't stand here; a decimal point is written '.'", token.offset)


def _check_end(found: list[Token], open_brackets: list[Token], text: str) -> None:
    if not found:
        raise ExpressionError("an expression is missing", 0)
    last = found[-1]
    if last.kind == "operator":
        raise ExpressionError(f"the expression ends after {last.text!r}", last.offset, len(last.text))
    if last.text in FUNCTIONS:
        raise _needs_brackets(last, None, text)
    if open_brackets:
        raise ExpressionError("this '(' is never closed", open_brackets[-1].offset)


def _foreign(text: str, offset: int) -> ExpressionError:
    """What to say of a character that begins no token."""
    character = text[offset]
    if bars := re.match(r"\|([^|]+)\|", text[offset:]):
        advice = f"an absolute value is written abs(…); write abs({bars[1].strip()}) for {bars[0]!r}"
        return ExpressionError(advice, offset, bars.end())
    if character in NOT_MATHEMATICS:
        return ExpressionError(NOT_MATHEMATICS[character], offset)
    if character in TYPOGRAPHY:
        return ExpressionError(f"write {TYPOGRAPHY[character]} for {character!r}", offset)
    for decode, write in ((unicodedata.decimal, "{}"), (_superscript, "**{}")):
        run = _run(text, offset, decode)
        if run:
            digits = "".join(str(decode(digit)) for digit in run)
            return ExpressionError(f"write {write.format(digits)} for {run!r}", offset, len(run))
    return ExpressionError(_other(character), offset)


def _run(text: str, offset: int, decode: Callable[..., int | None]) -> str:
    end = offset
    while end < len(text) and decode(text[end], None) is not None:
        end += 1
    return text[offset:end]


def _superscript(character: str, default: int | None = None) -> int | None:
    return unicodedata.digit(character, default) if character in "⁰¹²³⁴⁵⁶⁷⁸⁹" else default


def _other(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and TOKEN.fullmatch(plain):
        return f"write {plain} for {character!r}"
    if character.isprintable():
        return f"{character!r} can't stand in an expression"
    return f"an invisible character stands here (U+{ord(character):04X}); delete it"
