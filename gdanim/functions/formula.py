"""Trees to mathtext without dollar signs, in the author's own order and digits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gdanim.functions.tree import Call, Constant, Negative, Node, Number, Operation, Variable

SUM, NEGATIVE, PRODUCT, POWER, ATOM = range(5)
"""How tightly a piece of a formula binds."""
NAMES = {
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "log": r"\ln",
    "sign": r"\mathrm{sign}",
    **{name: rf"\{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "min", "max")},
}
POWER_AFTER_NAME = {"sin", "cos", "tan", "sinh", "cosh", "tanh"}
"""Functions whose square is written as sin² x."""

SHORT_ARGUMENT = re.compile(r"[\d.]*(\\pi ?)?([a-z](_\{\d+\})?)?")
"""An argument that needs no brackets: ``\\sin 2x``."""

DERIVATIVE = r"\frac{d}{dx}"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a formula, and how tightly it binds. ``closed`` is the same with its last argument in brackets."""

    body: str
    binding: int
    closed: str | None = None

    def within(self, binding: int) -> str:
        """Returns the piece, in brackets if it binds less tightly than ``binding``."""
        return self.body if self.binding >= binding else _bracketed(self.body)


def formula(node: Node) -> str:
    """Returns the mathtext of a tree: ``2*x + exp(-2*x)`` is ``2x + e^{-2x}``."""
    return _piece(node).body


def partial(node: Node, variable: str) -> str:
    """Returns the mathtext of a derivative by one of several variables."""
    operator = rf"\frac{{\partial}}{{\partial {formula(Variable(variable))}}}"
    return formula(node).replace(DERIVATIVE, operator)


def _piece(node: Node, *, inline: bool = False) -> _Piece:
    """``inline`` is for exponents, in which a fraction is written with a slash."""
    match node:
        case Number(_, text):
            return _number(text)
        case Variable(name):
            return _Piece(f"{name[0]}_{{{name[1:]}}}" if name[1:] else name, ATOM)
        case Constant(name):
            return _Piece({"pi": r"\pi"}.get(name, name), ATOM)
        case Negative(operand):
            return _Piece(f"-{_piece(operand, inline=inline).within(PRODUCT)}", NEGATIVE)
        case Operation(sign, left, right):
            return _operation(sign, left, right, inline=inline)
        case Call(name, arguments):
            return _call(name, arguments, inline=inline)
    raise TypeError(node)


def _number(text: str) -> _Piece:
    mantissa, _, exponent = text.lower().partition("e")
    if not exponent:
        return _Piece(mantissa, ATOM)
    ten = f"10^{{{int(exponent)}}}"
    if float(mantissa) == 1:
        return _Piece(ten, POWER)
    return _Piece(rf"{mantissa} \times {ten}", PRODUCT)


def _operation(sign: str, left: Node, right: Node, *, inline: bool) -> _Piece:
    match sign:
        case "*":
            factors = [*_factors(left), *_factors(right)]
            return _product([_piece(factor, inline=inline) for factor in factors])
        case "/" if isinstance(left, Negative):  # the minus is written before the fraction
            return _piece(Negative(Operation("/", left.operand, right)), inline=inline)
        case "/" if inline:
            body = f"{_piece(left, inline=True).within(NEGATIVE)}/{_piece(right, inline=True).within(POWER)}"
            return _Piece(body, _binding(body))
        case "/":
            return _Piece(rf"\frac{{{formula(left)}}}{{{formula(right)}}}", PRODUCT)
        case "^":
            return _power(left, right, inline=inline)
    last = _piece(right, inline=inline)
    body = _bracketed(last.body) if last.body.startswith("-") else last.within(PRODUCT if sign == "-" else SUM)
    return _Piece(f"{_piece(left, inline=inline).body} {sign} {body}", SUM)


def _factors(node: Node) -> list[Node]:
    match node:
        case Operation("*", left, right):
            return [*_factors(left), *_factors(right)]
    return [node]


def _product(pieces: list[_Piece]) -> _Piece:
    *others, last = pieces
    bodies = [piece.closed or piece.within(PRODUCT) for piece in others] + [last.within(PRODUCT)]
    bodies[0] = pieces[0].closed or pieces[0].within(NEGATIVE)
    body = bodies[0]
    for factor in bodies[1:]:
        body += _separator(body, factor) + factor
    return _Piece(body, _binding(body), _product([*others, _Piece(last.closed, POWER)]).body if last.closed else None)


def _binding(body: str) -> int:
    return NEGATIVE if body.startswith("-") else PRODUCT


def _separator(before: str, after: str) -> str:
    """Returns what separates two factors: nothing where that can't be misread, else a thin space or a dot."""
    if re.match(r"[\d.]|\\frac", after) or re.search(rf"(^|\W){re.escape(after[0])}$", before):
        return r" \cdot "
    if re.match(r"\\[a-z]{3}|\\ln|\\mathrm", after) and not after.startswith((r"\left", r"\sqrt")):
        return r"\,"
    if before[-1] in "0123456789}" or (before[-1] == ")" and after[0] == "("):
        return ""
    if re.search(r"\\pi$", before) and after[0].isalpha():
        return " "
    return "" if before[-1].isalpha() and re.fullmatch(r"\w(_\{\d+\})?", after) else r"\,"


def _power(base: Node, exponent: Node, *, inline: bool) -> _Piece:
    exponent_text = f"^{{{_piece(exponent, inline=True).body}}}"
    match base, exponent:
        case Call(name, (argument,)), Number() if name in POWER_AFTER_NAME:
            return _named(NAMES[name] + exponent_text, argument, inline=inline)
        case Call("min" | "max"), _:
            return _Piece(_piece(base, inline=inline).body + exponent_text, POWER)
    return _Piece(_piece(base, inline=inline).within(ATOM) + exponent_text, POWER)


def _call(name: str, arguments: tuple[Node, ...], *, inline: bool) -> _Piece:
    match name:
        case "exp":
            return _Piece(f"e^{{{_piece(arguments[0], inline=True).body}}}", POWER)
        case "sqrt":
            return _Piece(rf"\sqrt{{{formula(arguments[0])}}}", POWER)
        case "abs":
            return _Piece(_between_bars(_piece(arguments[0], inline=inline).body), ATOM)
        case "at_min" | "at_max":  # it has no short formula: written as a derivative
            values = arguments[: len(arguments) // 2]
            return _Piece(rf"{DERIVATIVE}{_call(name.removeprefix('at_'), values, inline=inline).body}", PRODUCT)
        case "min" | "max" | "sign":
            arguments_text = r",\,".join(_piece(argument, inline=inline).body for argument in arguments)
            return _Piece(NAMES[name] + _bracketed(arguments_text), POWER)
    return _named(NAMES[name], arguments[0], inline=inline)


def _named(name: str, argument: Node, *, inline: bool) -> _Piece:
    body = _piece(argument, inline=inline).body
    closed = name + _bracketed(body)
    if SHORT_ARGUMENT.fullmatch(body):
        return _Piece(f"{name} {body}", PRODUCT, closed)
    return _Piece(closed, POWER)


def _between_bars(body: str) -> str:
    if r"\frac" in body:
        return rf"\left|{body}\right|"
    # \left makes short bars in STIX; braces keep a leading minus from being set as a difference
    return f"|{{{body}}}|" if body.startswith("-") else f"|{body}|"


def _bracketed(body: str) -> str:
    return rf"\left({body}\right)" if r"\frac" in body else f"({body})"
