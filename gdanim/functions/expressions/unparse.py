"""Writes trees as expressions, with as few brackets as the grammar needs: what is written parses to an equal tree."""

from __future__ import annotations

from gdanim.functions.expressions.tree import (
    COMPARISONS,
    CONNECTIVES,
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Operation,
    Parameter,
    Variable,
)

STRENGTHS = {
    "or": 1,
    "and": 2,
    "not": 3,
    **dict.fromkeys(COMPARISONS, 4),
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "mod": 6,
    "^": 8,
}
NEGATIVE_STRENGTH, ATOM_STRENGTH = 7, 9
SIGNS = {"*": "*", "/": "/", "mod": " % ", "^": "**"}


def written(node: Node) -> str:
    """Returns the expression of a tree: ``2*x*(x - 1)``."""
    return _written(node)[0]


def _written(node: Node) -> tuple[str, int]:  # noqa: PLR0911 - a return for each kind of node
    """Returns the expression of a node, and how strongly it binds."""
    match node:
        case Number(_, text):
            return text, ATOM_STRENGTH
        case Variable(name) | Constant(name) | Parameter(name):
            return name, ATOM_STRENGTH
        case Negative(operand):
            return f"-{_within(operand, NEGATIVE_STRENGTH)}", NEGATIVE_STRENGTH
        case Operation("^", base, exponent):
            return f"{_within(base, ATOM_STRENGTH)}**{_within(exponent, NEGATIVE_STRENGTH)}", STRENGTHS["^"]
        case Operation(sign, left, right):
            return _binary(sign, left, right)
        case Call("not", (operand,)):
            return f"not {_within(operand, STRENGTHS['not'])}", STRENGTHS["not"]
        case Call(name, (left, right)) if name in COMPARISONS or name in CONNECTIVES:
            strength = STRENGTHS[name]
            return f"{_within(left, strength + (name in COMPARISONS))} {name} {_within(right, strength + 1)}", strength
        case Call(name, arguments):
            return f"{name}({', '.join(map(written, arguments))})", ATOM_STRENGTH
    raise TypeError(node)


def _binary(sign: str, left: Node, right: Node) -> tuple[str, int]:
    strength = STRENGTHS[sign]
    spaced = SIGNS.get(sign, f" {sign} ")
    return f"{_within(left, strength)}{spaced}{_within(right, strength + 1)}", strength


def _within(node: Node, strength: int) -> str:
    text, binding = _written(node)
    return text if binding >= strength else f"({text})"
