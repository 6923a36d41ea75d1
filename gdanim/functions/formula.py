"""Trees to mathtext, in their author's own order and digits. Knows no dollar signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gdanim.functions.tree import Call, Constant, Negative, Node, Number, Operation, Variable

SUM, PRODUCT, POWER, ATOM = range(4)
NAMED = {
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "log": r"\ln",
    "sign": r"\mathrm{sign}",
    **{name: rf"\{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "min", "max")},
}


@dataclass(frozen=True)
class _Set:
    """A piece of set mathematics: how tightly it binds, and whether it is a function's name with a bare argument."""

    body: str
    binds: int
    bare: str | None = None  # the same piece with its argument in brackets
    number: bool = False


def formula(node: Node) -> str:
    """The mathtext of a tree: ``2*x + exp(-2*x)`` is ``2x + e^{-2x}``."""
    return _set(node, inline=False).body


def _set(node: Node, *, inline: bool) -> _Set:
    """``inline``: in an exponent, where a fraction is written with a slash."""
    match node:
        case Number(_, text):
            return _number(text)
        case Variable(name):
            letter, index = name[:1], name[1:]
            return _Set(f"{letter}_{{{index}}}" if index else letter, ATOM)
        case Constant(name):
            return _Set(r"\pi" if name == "pi" else "e", ATOM)
        case Negative(operand):
            return _Set(f"-{_within(_set(operand, inline=inline), PRODUCT)}", SUM)
        case Operation("+" | "-" as sign, left, right):
            return _Set(f"{_set(left, inline=inline).body} {sign} {_term(right, sign, inline=inline)}", SUM)
        case Operation("*"):
            return _product(_factors(node), inline=inline)
        case Operation("/", left, right):
            return _slash(left, right) if inline else _Set(rf"\frac{{{formula(left)}}}{{{formula(right)}}}", PRODUCT)
        case Operation("^", base, exponent):
            return _power(base, _set(exponent, inline=True).body, exponent, inline=inline)
        case Call(name, arguments):
            return _call(name, arguments, inline=inline)
    raise TypeError(node)


def _number(text: str) -> _Set:
    mantissa, _, exponent = text.lower().partition("e")
    if not exponent:
        return _Set(mantissa, ATOM, number=True)
    ten = f"10^{{{int(exponent)}}}"
    if float(mantissa) == 1:
        return _Set(ten, POWER, number=True)
    return _Set(rf"{mantissa} \times {ten}", PRODUCT, number=True)


def _term(node: Node, sign: str, *, inline: bool) -> str:
    """What stands after a plus or a minus."""
    piece = _set(node, inline=inline)
    needs = piece.body.startswith("-") or (sign == "-" and piece.binds == SUM)
    return _bracketed(piece.body) if needs else piece.body


def _within(piece: _Set, level: int) -> str:
    return _bracketed(piece.body) if piece.binds < level else piece.body


def _bracketed(body: str) -> str:
    return rf"\left({body}\right)" if r"\frac" in body else f"({body})"


def _factors(node: Node) -> list[Node]:
    if isinstance(node, Operation) and node.sign == "*":
        return [*_factors(node.left), *_factors(node.right)]
    return [node]


def _product(factors: list[Node], *, inline: bool) -> _Set:
    body = ""
    for position, factor in enumerate(factors):
        piece = _set(factor, inline=inline)
        text = _factor(piece, first=position == 0, last=position == len(factors) - 1)
        body += _joint(body, text, piece) + text
    return _Set(body, SUM if body.startswith("-") else PRODUCT)


def _factor(piece: _Set, *, first: bool, last: bool) -> str:
    if not last and piece.bare is not None:
        return piece.bare
    if first and piece.body.startswith("-") and piece.binds == SUM and not _is_sum(piece):
        return piece.body
    return _within(piece, PRODUCT)


def _is_sum(piece: _Set) -> bool:
    return " + " in piece.body or " - " in piece.body


def _joint(before: str, after: str, piece: _Set) -> str:
    """What stands between two factors: nothing where none can misread them, else a dot or a thin space."""
    if not before:
        return ""
    if re.match(r"[\d.]|\\frac", after) or r"\times" in before[-20:]:
        return r" \cdot "
    if before[-1].isdigit() or before.endswith(r"\right|"):
        return ""
    if after.startswith(("(", r"\left")):
        return r"\," if before[-1].isalpha() else ""
    if piece.binds == ATOM and before.endswith(after):
        return r" \cdot "
    return r"\,"


def _slash(left: Node, right: Node) -> _Set:
    over = _within(_set(left, inline=True), PRODUCT)
    return _Set(f"{over}/{_within(_set(right, inline=True), POWER)}", PRODUCT)


def _power(base: Node, exponent: str, exponent_node: Node, *, inline: bool) -> _Set:
    match base, exponent_node:
        case Call(name, (argument,)), Number(value) if name in NAMED and value.denominator == 1 and value > 0:
            return _named(f"{NAMED[name]}^{{{exponent}}}", argument, inline=inline)
    piece = _set(base, inline=inline)
    return _Set(f"{_within(piece, ATOM)}^{{{exponent}}}", POWER)


def _call(name: str, arguments: tuple[Node, ...], *, inline: bool) -> _Set:
    match name:
        case "exp":
            return _Set(f"e^{{{_set(arguments[0], inline=True).body}}}", POWER)
        case "sqrt":
            return _Set(rf"\sqrt{{{formula(arguments[0])}}}", POWER)
        case "abs":
            return _Set(rf"\left|{_set(arguments[0], inline=inline).body}\right|", ATOM)
        case "at_min" | "at_max":
            values = arguments[: len(arguments) // 2]
            return _Set(rf"\frac{{d}}{{dx}}{_call(name[3:], values, inline=inline).body}", PRODUCT)
        case "min" | "max":
            listed = r",\,".join(_set(argument, inline=inline).body for argument in arguments)
            return _Set(f"{NAMED[name]}{_bracketed(listed)}", POWER)
    return _named(NAMED[name], arguments[0], inline=inline)


def _named(name: str, argument: Node, *, inline: bool) -> _Set:
    """``\\sin 2x`` where that is clear, ``\\sin(x + 1)`` elsewhere and within a product."""
    body = _set(argument, inline=inline).body
    closed = f"{name}{_bracketed(body)}"
    if re.fullmatch(r"[\d.]*(x|y|\\pi|[\d.]+)?(_\{\d+\})?", body):
        return _Set(f"{name} {body}", PRODUCT, bare=closed)
    return _Set(closed, POWER)
