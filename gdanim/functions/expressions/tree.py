"""The tree of an expression: the result of parsing, and the input of every later stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FUNCTIONS: Mapping[str, tuple[int, int | None]] = {
    **dict.fromkeys(("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"), (1, 1)),
    **dict.fromkeys(("asinh", "acosh", "atanh", "exp", "log", "log2", "log10", "sqrt", "cbrt"), (1, 1)),
    **dict.fromkeys(("abs", "sign", "step", "floor", "ceil", "round", "erf", "erfc"), (1, 1)),
    **dict.fromkeys(("sigmoid", "relu", "softplus", "gelu", "swish"), (1, 1)),
    "leaky_relu": (1, 2),
    "mod": (2, 2),
    "hypot": (2, 2),
    **dict.fromkeys(("clip", "where"), (3, 3)),
    **dict.fromkeys(("min", "max"), (2, None)),
}
"""The functions that an expression may call, with their least and greatest number of arguments."""
ALIASES: Mapping[str, str] = {
    "ln": "log",
    "silu": "swish",
    **{f"arc{name}": f"a{name}" for name in ("sin", "cos", "tan")},
    **{f"ar{name}": f"a{name}" for name in ("sinh", "cosh", "tanh")},
    **{f"arc{name}": f"a{name}" for name in ("sinh", "cosh", "tanh")},
}
"""Other names of functions, which expressions may use as well."""
COMPARISONS = ("<", "<=", ">", ">=")
CONNECTIVES = ("and", "or", "not")
"""The words that join comparisons in the condition of ``where``."""
CONSTANTS = ("pi", "e")
VARIABLES = ("x", "y", "x1", "x2")
"""The most usual names of variables."""

Sign: TypeAlias = Literal["+", "-", "*", "/", "^"]


@dataclass(frozen=True, slots=True)
class Number:
    """A nonnegative number: its exact value, and its text as the author typed it."""

    value: Fraction
    text: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Variable:
    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    name: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A letter with a value."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Node


@dataclass(frozen=True, slots=True)
class Operation:
    sign: Sign
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function.

    A comparison or a connective in a condition is a call of its sign or its word.

    Derivatives also call ``at_min`` and ``at_max``, which no author can: the first half of their arguments are values,
    the second half slopes, and the result is the slope that belongs to the smallest or largest value; at a tie, it is
    the mean of their slopes. The arguments of ``at_where`` are the condition, the same with its comparisons' ends
    toggled, the two values and their two slopes: where the conditions differ and the values agree is a kink, with the
    mean of the slopes.
    """

    name: str
    arguments: tuple[Node, ...]


Node: TypeAlias = Number | Variable | Constant | Parameter | Negative | Operation | Call

ZERO = Number(Fraction(0), "0")
ONE = Number(Fraction(1), "1")


def children(node: Node) -> tuple[Node, ...]:
    match node:
        case Negative(operand):
            return (operand,)
        case Operation(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
    return ()


def variables_of(node: Node) -> frozenset[str]:
    """Returns the names of the variables in a tree."""
    if isinstance(node, Variable):
        return frozenset({node.name})
    return frozenset().union(*map(variables_of, children(node)))


def parameters_of(node: Node) -> frozenset[str]:
    """Returns the names of the parameters in a tree."""
    if isinstance(node, Parameter):
        return frozenset({node.name})
    return frozenset().union(*map(parameters_of, children(node)))


def is_constant(node: Node) -> bool:
    return not isinstance(node, Variable) and all(map(is_constant, children(node)))


def balanced_sum(terms: Sequence[Node]) -> Node:
    """Returns the sum of the terms as a balanced tree: a hundred terms in a row would be a hundred levels deep."""
    if len(terms) < 2:
        return terms[0] if terms else ZERO
    half = (len(terms) + 1) // 2
    return Operation("+", balanced_sum(terms[:half]), balanced_sum(terms[half:]))


def has_decimals(node: Node) -> bool:
    """Returns whether the author wrote a decimal point; results are then decimals rather than fractions."""
    if isinstance(node, Number):
        return "." in node.text or "e" in node.text.lower()
    return any(map(has_decimals, children(node)))
