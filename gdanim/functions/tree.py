"""The tree of an expression: the result of parsing, and the input of every later stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

FUNCTIONS = (
    *("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"),
    *("exp", "log", "sqrt", "abs", "sign", "min", "max"),
)
CONSTANTS = ("pi", "e")
VARIABLES = ("x", "y", "x1", "x2")
"""The names that variables may have: x and y, or x1 and x2."""

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

    Derivatives also call ``at_min`` and ``at_max``, which no author can: the first half of their arguments are values,
    the second half slopes, and the result is the slope that belongs to the smallest or largest value; at a tie, it is
    the mean of their slopes.
    """

    name: str
    arguments: tuple[Node, ...]


Node: TypeAlias = Number | Variable | Constant | Negative | Operation | Call

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
