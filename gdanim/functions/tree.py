"""The tree of an expression: what parsing yields and every later stage works on."""

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
"""What an author may call them: x and y, or x1 and x2."""

Sign: TypeAlias = Literal["+", "-", "*", "/", "^"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number from 0 up, exactly, and as its author typed it."""

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
    """A function's call.

    Derivatives also call ``at_min`` and ``at_max``, which no author can: the first half of their arguments are values,
    the second half slopes, and the result is the slope that belongs to the least or greatest value, the mean of them
    at a tie.
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


def names(node: Node) -> frozenset[str]:
    """The variables that a tree holds."""
    if isinstance(node, Variable):
        return frozenset({node.name})
    return frozenset().union(*map(names, children(node)))


def is_constant(node: Node) -> bool:
    return not isinstance(node, Variable) and all(map(is_constant, children(node)))


def total(terms: Sequence[Node]) -> Node:
    """The terms added up; brackets in the middle, for a hundred terms in a row would be a hundred deep."""
    if len(terms) < 2:
        return terms[0] if terms else ZERO
    half = (len(terms) + 1) // 2
    return Operation("+", total(terms[:half]), total(terms[half:]))


def has_decimals(node: Node) -> bool:
    """Whether its author wrote a number with a decimal point, and so thinks in decimals rather than fractions."""
    if isinstance(node, Number):
        return "." in node.text or "e" in node.text.lower()
    return any(map(has_decimals, children(node)))
