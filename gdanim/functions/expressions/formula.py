"""Typesets trees as mathtext without dollar signs, in the author's own order and digits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gdanim.functions.expressions.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Operation,
    Parameter,
    Sign,
    Variable,
)
from gdanim.functions.expressions.variable_names import GREEK
from gdanim.spelling import typed_number

SUM, NEGATIVE, QUOTIENT, PRODUCT, POWER, ATOM = range(6)
"""The binding strengths of a formula's parts. A quotient has a slash: beside a factor it needs brackets."""
NAMES = {
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "log": r"\ln",
    "sign": r"\mathrm{sign}",
    **{name: rf"\{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "min", "max")},
    **{name: rf"\mathrm{{ar{name[1:]}}}" for name in ("asinh", "acosh", "atanh")},
    **{name: rf"\mathrm{{{name}}}" for name in ("erf", "erfc", "softplus", "swish", "round", "step", "clip")},
    "log2": r"\log_{2}",
    "log10": r"\log_{10}",
    "sigmoid": r"\sigma",
    "relu": r"\mathrm{ReLU}",
    "gelu": r"\mathrm{GELU}",
    "leaky_relu": r"\mathrm{LeakyReLU}",
}
POWER_AFTER_NAME = {"sin", "cos", "tan", "sinh", "cosh", "tanh"}
"""Functions whose square is written as sin² x."""

ALWAYS_BRACKETED = {"sigmoid", "relu", "gelu", "swish", "softplus", "step", "round", "erf", "erfc"}
"""Functions whose argument stands in brackets, however short it is."""
SHORT_ARGUMENT = re.compile(r"[\d.]*(\\pi ?)?(([a-zA-Z]|\\[a-zA-Z]+)(_\{\d+\})?)?")
"""An argument that needs no brackets: ``\\sin 2x``."""
COMPARISONS = {"<": "<", "<=": r"\leq", ">": ">", ">=": r"\geq"}
OPPOSITES = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
ROUNDING_BARS = {"floor": (r"\lfloor", r"\rfloor"), "ceil": (r"\lceil", r"\rceil")}

BARS = {ord("⟨"): "|", ord("⟩"): "|", ord("⟪"): r"\left|", ord("⟫"): r"\right|"}
"""The bars of |x| while a formula is composed, distinguished into opening and closing ones."""
BAR_AFTER_FACTOR = re.compile(r"(?<=[\w}).⟩⟫])(?:\\,)?([⟨⟪])")

GREEK_COMMANDS = {symbol: rf"\{name}" for name, symbol in GREEK.items()}
LETTER = re.compile(rf"(?:[A-Za-z]|\\(?:{'|'.join(GREEK)}))(?:_\{{\d+\}})?")
LETTER_AT_END = re.compile(r"(\\[A-Za-z]+|[A-Za-z])(?:_\{\d+\})?$")
DERIVATIVE = r"\frac{d}{dx}"


@dataclass(frozen=True, slots=True)
class _FormulaPiece:
    """A part of a formula, and its binding strength. ``closed`` is the same with its last argument in brackets."""

    body: str
    binding: int
    closed: str | None = None

    def within(self, binding: int) -> str:
        """Returns the part, in brackets if it binds less tightly than ``binding``."""
        return self.body if self.binding >= binding else _bracketed(self.body)


def formula(node: Node) -> str:
    """Returns the mathtext of a tree: ``2*x + exp(-2*x)`` is ``2x + e^{-2x}``."""
    return _piece(node).body.translate(BARS)


def number(value: float) -> str:
    """Returns the mathtext of a number: ``0.001`` as it is, ``1e-05`` as ``10^{-5}``."""
    return _number(typed_number(value)).body


def letter(name: str) -> str:
    r"""Returns the mathtext of a variable's canonical name: ``x_{1}`` for x1, ``\theta`` for θ."""
    first, index = GREEK_COMMANDS.get(name[0], name[0]), name[1:]
    return f"{first}_{{{index}}}" if index else first


def partial(node: Node, variable: str) -> str:
    """Returns the mathtext of a derivative by one of several variables."""
    operator = rf"\frac{{\partial}}{{\partial {letter(variable)}}}"
    return formula(node).replace(DERIVATIVE, operator)


def _piece(node: Node, *, inline: bool = False) -> _FormulaPiece:
    """Typesets a node; ``inline`` writes fractions with a slash, as in exponents."""
    match node:
        case Number(_, text):
            return _number(text)
        case Variable(name) | Parameter(name):
            return _FormulaPiece(letter(name), ATOM)
        case Constant(name):
            return _FormulaPiece({"pi": r"\pi"}.get(name, name), ATOM)
        case Negative(operand):
            return _negative(_piece(operand, inline=inline))
        case Operation(sign, left, right):
            return _operation(sign, left, right, inline=inline)
        case Call(name, arguments):
            return _call(name, arguments, inline=inline)
    raise TypeError(node)


def _negative(piece: _FormulaPiece) -> _FormulaPiece:
    """Typesets a negated quotient: its minus may begin a sum or stand alone; in a product it needs brackets."""
    return _FormulaPiece(f"-{piece.within(QUOTIENT)}", SUM if piece.binding == QUOTIENT else NEGATIVE)


def _number(text: str) -> _FormulaPiece:
    mantissa, _, exponent = text.lower().partition("e")
    if not exponent:
        return _FormulaPiece(mantissa, ATOM)
    ten = f"10^{{{int(exponent)}}}"
    if float(mantissa) == 1:
        return _FormulaPiece(ten, POWER)
    return _FormulaPiece(rf"{mantissa} \times {ten}", PRODUCT)


def _operation(sign: Sign, left: Node, right: Node, *, inline: bool) -> _FormulaPiece:
    if sign in {"*", "/"} and (size := _without_minus(left)):  # the minus is written before all of it
        return _negative(_operation(sign, size, right, inline=inline))
    match sign:
        case "*":
            factors = [*_factors(left), *_factors(right)]
            return _product([_piece(factor, inline=inline) for factor in factors])
        case "/" if inline:
            over, under = _piece(left, inline=True), _piece(right, inline=True)
            return _FormulaPiece(f"{over.closed or over.within(PRODUCT)}/{under.within(POWER)}", QUOTIENT)
        case "/":
            return _FormulaPiece(rf"\frac{{{_piece(left).body}}}{{{_piece(right).body}}}", PRODUCT)
        case "^":
            return _power(left, right, inline=inline)
    last = _piece(right, inline=inline)
    body = _bracketed(last.body) if last.body.startswith("-") else last.within(QUOTIENT if sign == "-" else SUM)
    return _FormulaPiece(f"{_piece(left, inline=inline).body} {sign} {body}", SUM)


def _factors(node: Node) -> list[Node]:
    match node:
        case Operation("*", left, right):
            return [*_factors(left), *_factors(right)]
    return [node]


def _without_minus(node: Node) -> Node | None:
    """Returns a product or a quotient without its leading minus; None if it has none."""
    match node:
        case Negative(operand):
            return operand
        case Operation("*" | "/" as sign, left, right):
            size = _without_minus(left)
            return Operation(sign, size, right) if size else None
    return None


def _product(pieces: list[_FormulaPiece]) -> _FormulaPiece:
    *others, last = pieces
    bodies = [*(piece.closed or piece.within(PRODUCT) for piece in others), last.within(PRODUCT)]
    body = bodies[0]
    for factor in bodies[1:]:
        body += _separator(body, factor) + factor
    return _FormulaPiece(
        body, PRODUCT, _product([*others, _FormulaPiece(last.closed, POWER)]).body if last.closed else None
    )


def _separator(before: str, after: str) -> str:
    """Returns the separator of two factors: nothing if that is unambiguous, else a thin space or a dot."""
    last = LETTER_AT_END.search(before)
    if last and LETTER.fullmatch(after):
        is_command, is_next_command = last[1].startswith("\\"), after.startswith("\\")
        return r" \cdot " if last[0] == after else " " if is_command and not is_next_command else ""
    if re.match(r"[\d.]|\\frac", after) or re.search(rf"(^|\W){re.escape(after[0])}$", before):
        return r" \cdot "
    if re.match(r"\\[a-z]{3}|\\ln|\\mathrm", after) and not after.startswith((r"\left", r"\sqrt")):
        return r"\,"
    if before[-1] in "0123456789}" or (before[-1] == ")" and after[0] == "("):
        return ""
    if re.search(r"\\pi$", before) and after[0].isalpha():
        return " "
    return r"\,"


def _power(base: Node, exponent: Node, *, inline: bool) -> _FormulaPiece:
    exponent_text = f"^{{{_piece(exponent, inline=True).body}}}"
    match base, exponent:
        case Call(name, (argument,)), Number() if name in POWER_AFTER_NAME:
            return _named(NAMES[name] + exponent_text, argument, inline=inline)
        case Call(name), _ if name in ALWAYS_BRACKETED or name in {"min", "max", "clip"}:
            return _FormulaPiece(_piece(base, inline=inline).body + exponent_text, POWER)
    return _FormulaPiece(_piece(base, inline=inline).within(ATOM) + exponent_text, POWER)


def _call(name: str, arguments: tuple[Node, ...], *, inline: bool) -> _FormulaPiece:  # noqa: PLR0911 - one for each form
    match name:
        case "exp":
            return _FormulaPiece(f"e^{{{_piece(arguments[0], inline=True).body}}}", POWER)
        case "sqrt" | "cbrt":
            index = "[3]" if name == "cbrt" else ""
            return _FormulaPiece(rf"\sqrt{index}{{{_piece(arguments[0]).body}}}", POWER)
        case "hypot":
            squares = " + ".join(f"{_piece(argument).within(ATOM)}^{{2}}" for argument in arguments)
            return _FormulaPiece(rf"\sqrt{{{squares}}}", POWER)
        case "abs":
            return _FormulaPiece(_between_bars(_piece(arguments[0], inline=inline).body), ATOM)
        case "floor" | "ceil" | "mod" | "where" | "at_where":
            return _with_pieces(name, arguments, inline=inline)
        case "at_min" | "at_max":  # it has no short formula: written as a derivative
            values = arguments[: len(arguments) // 2]
            body = rf"{DERIVATIVE}{_call(name.removeprefix('at_'), values, inline=inline).body}"
            return _FormulaPiece(body, PRODUCT, _bracketed(body))
        case "min" | "max" | "sign" | "clip" | "leaky_relu":
            arguments_text = r",\,".join(_piece(argument, inline=inline).body for argument in arguments)
            return _FormulaPiece(NAMES[name] + _bracketed(arguments_text), POWER)
    return _named(NAMES[name], arguments[0], inline=inline, is_bracketed=name in ALWAYS_BRACKETED)


def _with_pieces(name: str, arguments: tuple[Node, ...], *, inline: bool) -> _FormulaPiece:
    """Typesets a function with pieces of its own form: bars, ``mod``, or a choice."""
    if name in ROUNDING_BARS:
        low, high = ROUNDING_BARS[name]
        return _FormulaPiece(f"{low} {_piece(arguments[0], inline=inline).body} {high} ", ATOM)
    if name == "mod":
        left, right = (_piece(argument, inline=inline).within(ATOM) for argument in arguments)
        return _FormulaPiece(rf"{left}\ \mathrm{{mod}}\ {right}", SUM)
    return _FormulaPiece(rf"\{{{_cases(arguments[0], *arguments[-2:], inline=inline)}\}}", ATOM)


def _cases(condition: Node, value: Node, other: Node, *, inline: bool) -> str:
    """Typesets a choice as a list, ``−x, x < 0; x², x ≥ 0``, whose first true condition holds."""
    match other:
        case Call("where" | "at_where", arguments):
            rest = _cases(arguments[0], *arguments[-2:], inline=inline)
        case _:
            rest = _case(other, _opposite(condition), inline=inline)
    return rf"{_case(value, condition, inline=inline)};\ \ {rest}"


def _case(value: Node, condition: Node, *, inline: bool) -> str:
    return rf"{_piece(value, inline=inline).body},\ {_condition(condition)}"


def _condition(node: Node, *, is_within: bool = False) -> str:
    match node:
        case Call("not", (operand,)):
            return rf"\neg {_condition(operand, is_within=True)}"
        case Call("and" | "or" as word, (left, right)):
            sign = r"\wedge" if word == "and" else r"\vee"
            body = f"{_condition(left, is_within=True)} {sign} {_condition(right, is_within=True)}"
            return _bracketed(body) if is_within else body
        case Call(comparison, (left, right)):
            sides = (_piece(side, inline=True).body for side in (left, right))
            return f" {COMPARISONS[comparison]} ".join(sides)
    raise TypeError(node)


def _opposite(condition: Node) -> Node:
    match condition:
        case Call("not", (operand,)):
            return operand
        case Call(comparison, arguments) if comparison in OPPOSITES:
            return Call(OPPOSITES[comparison], arguments)
        case Call("and" | "or" as word, (left, right)):
            return Call("or" if word == "and" else "and", (_opposite(left), _opposite(right)))
    raise TypeError(condition)


def _named(name: str, argument: Node, *, inline: bool, is_bracketed: bool = False) -> _FormulaPiece:
    body = _piece(argument, inline=inline).body
    closed = name + _bracketed(body)
    if SHORT_ARGUMENT.fullmatch(body) and not is_bracketed:
        return _FormulaPiece(f"{name} {body}", PRODUCT, closed)
    return _FormulaPiece(closed, POWER)


def _between_bars(body: str) -> str:
    body = BAR_AFTER_FACTOR.sub(r" \\cdot \1", body)  # in |x · |y||, else the bar after x would close
    if r"\frac" in body:
        return f"⟪{body}⟫"
    # \left makes short bars in STIX; braces keep a leading minus from being set as a difference
    return f"⟨{{{body}}}⟩" if body.startswith("-") else f"⟨{body}⟩"


def _bracketed(body: str) -> str:
    return rf"\left({body}\right)" if r"\frac" in body else f"({body})"
