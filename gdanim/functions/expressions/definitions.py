"""Functions that are defined by others: their definitions, for whatever treats only the others."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gdanim.functions.expressions.tree import ONE, ZERO, Call, Negative, Node, Number, Operation, Sign

if TYPE_CHECKING:
    from collections.abc import Callable

TWO = Number(Fraction(2), "2")
TEN = Number(Fraction(10), "10")
DEFAULT_LEAK = Number(Fraction(1, 100), "0.01")
"""The slope of ``leaky_relu`` left of zero, PyTorch's default."""


def expanded(node: Node) -> Node:
    """Returns an equal tree without the functions that have a definition."""
    match node:
        case Negative(operand):
            return Negative(expanded(operand))
        case Operation(sign, left, right):
            return Operation(sign, expanded(left), expanded(right))
        case Call(name, arguments) if name in DEFINITIONS:
            return DEFINITIONS[name](*map(expanded, arguments))
        case Call(name, arguments):
            return Call(name, tuple(map(expanded, arguments)))
    return node


def leaky_relu(argument: Node, leak: Node = DEFAULT_LEAK) -> Node:
    """Returns max(u, leak·u), or min(u, leak·u) for a leak above 1."""
    is_steeper = isinstance(leak, Number) and leak.value > 1
    return Call("min" if is_steeper else "max", (argument, _operation("*", leak, argument)))


def normal_share(argument: Node) -> Node:
    """Returns the share of the normal distribution below u: erfc(−u/√2)/2, which keeps its digits far to the left."""
    return _operation("/", Call("erfc", (Negative(_operation("/", argument, Call("sqrt", (TWO,)))),)), TWO)


def _operation(sign: Sign, left: Node, right: Node) -> Node:
    return Operation(sign, left, right)


def _mod(left: Node, right: Node) -> Node:
    floor = Call("floor", (_operation("/", left, right),))
    return _operation("-", left, _operation("*", right, floor))


def _hypot(left: Node, right: Node) -> Node:
    return Call("sqrt", (_operation("+", _operation("^", left, TWO), _operation("^", right, TWO)),))


DEFINITIONS: dict[str, Callable[..., Node]] = {
    "relu": lambda u: Call("max", (ZERO, u)),
    "leaky_relu": leaky_relu,
    "step": lambda u: Call("where", (Call(">=", (u, ZERO)), ONE, ZERO)),
    "clip": lambda u, low, high: Call("min", (Call("max", (u, low)), high)),
    "swish": lambda u: _operation("*", u, Call("sigmoid", (u,))),
    "gelu": lambda u: _operation("*", u, normal_share(u)),
    "mod": _mod,
    "hypot": _hypot,
    "log2": lambda u: _operation("/", Call("log", (u,)), Call("log", (TWO,))),
    "log10": lambda u: _operation("/", Call("log", (u,)), Call("log", (TEN,))),
}
"""The definition of a function, by its name."""
