"""The rules of differentiation, from tree to tree.

sympy is not used: importing it takes 0.3 s, more than a whole run, and it differentiates |x| and max to Heaviside and
Dirac functions. The tests compare every rule with sympy. At a kink the derivative is the mean of the one-sided slopes:
abs′(0) = sign(0) = 0, and at a tie of min or max it is the mean of the tied arguments' slopes.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gdanim.functions.tree import (
    ONE,
    ZERO,
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Operation,
    Variable,
    balanced_sum,
    children,
    is_constant,
    variables_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TWO = Number(Fraction(2), "2")
MAX_FIRST, MAX_SECOND = 2_500, 50_000  # operations and operands, before any is simplified


def excess(node: Node, variables: tuple[str, ...]) -> tuple[int, int] | None:
    """Returns the length of the first or of the second derivatives and its maximum, if it is longer.

    They are counted before any is simplified: those of nested powers grow with the second power of the depth, and
    with the third.
    """
    components = gradient(node, variables)
    length = _length(components)
    if length > MAX_FIRST:
        return length, MAX_FIRST
    length = _length([entry for component in components for entry in gradient(component, variables)])
    return (length, MAX_SECOND) if length > MAX_SECOND else None


def _length(nodes: Sequence[Node]) -> int:
    """Returns the number of nodes of trees. A part that stands in several places is counted once and added often."""
    lengths: dict[int, int] = {}

    def length(node: Node) -> int:
        if id(node) not in lengths:
            lengths[id(node)] = 1 + sum(map(length, children(node)))
        return lengths[id(node)]

    return sum(map(length, nodes))


def gradient(node: Node, variables: tuple[str, ...]) -> tuple[Node, ...]:
    """Returns the derivative by each variable, not simplified. Terms without the variable are left out."""
    terms = [(term, variables_of(term)) for term in _terms(node)]
    return tuple(
        balanced_sum([derivative(term, name) for term, term_variables in terms if name in term_variables])
        for name in variables
    )


def _terms(node: Node) -> list[Node]:
    match node:
        case Operation("+", left, right):
            return [*_terms(left), *_terms(right)]
        case Operation("-", left, right):
            return [*_terms(left), *map(Negative, _terms(right))]
    return [node]


def derivative(node: Node, variable: str) -> Node:  # noqa: PLR0911 - a return for each kind of node
    """Returns ∂node/∂variable, not simplified."""
    if is_constant(node):
        return ZERO
    match node:
        case Variable(name):
            return ONE if name == variable else ZERO
        case Negative(operand):
            return Negative(derivative(operand, variable))
        case Operation("+" | "-" as sign, left, right):
            return Operation(sign, derivative(left, variable), derivative(right, variable))
        case Operation("*", left, right):
            return _plus(_times(derivative(left, variable), right), _times(left, derivative(right, variable)))
        case Operation("/", left, right):
            return _quotient(left, right, derivative(left, variable), derivative(right, variable))
        case Operation("^", base, exponent):
            return _power(base, exponent, derivative(base, variable), derivative(exponent, variable))
        case Call(name, arguments):
            return _call(name, arguments, tuple(derivative(argument, variable) for argument in arguments))
    raise TypeError(node)


def _quotient(left: Node, right: Node, left_slope: Node, right_slope: Node) -> Node:
    if is_constant(right):
        return _divide(left_slope, right)
    return _minus(_divide(left_slope, right), _divide(_times(left, right_slope), _raise(right, TWO)))


def _power(base: Node, exponent: Node, base_slope: Node, exponent_slope: Node) -> Node:
    if is_constant(exponent):
        return _times(_times(exponent, _raise(base, _minus(exponent, ONE))), base_slope)
    power = _raise(base, exponent)
    by_exponent = _times(
        power, exponent_slope if base == Constant("e") else _times(exponent_slope, Call("log", (base,)))
    )
    if is_constant(base):
        return by_exponent
    return _plus(by_exponent, _times(_times(exponent, _raise(base, _minus(exponent, ONE))), base_slope))


def _call(name: str, arguments: tuple[Node, ...], slopes: tuple[Node, ...]) -> Node:
    if name in {"min", "max"}:
        return Call(f"at_{name}", arguments + slopes)
    if name in {"at_min", "at_max"}:
        half = len(arguments) // 2
        return Call(name, arguments[:half] + slopes[half:])
    return _times(OUTER_DERIVATIVES[name](arguments[0]), slopes[0])


def _plus(left: Node, right: Node) -> Node:
    return Operation("+", left, right)


def _minus(left: Node, right: Node) -> Node:
    return Operation("-", left, right)


def _times(left: Node, right: Node) -> Node:
    return Operation("*", left, right)


def _divide(left: Node, right: Node) -> Node:
    return Operation("/", left, right)


def _raise(base: Node, exponent: Node) -> Node:
    return Operation("^", base, exponent)


def _square(node: Node) -> Node:
    return _raise(node, TWO)


OUTER_DERIVATIVES: dict[str, Callable[[Node], Node]] = {
    "sin": lambda u: Call("cos", (u,)),
    "cos": lambda u: Negative(Call("sin", (u,))),
    "tan": lambda u: _divide(ONE, _square(Call("cos", (u,)))),
    "asin": lambda u: _divide(ONE, Call("sqrt", (_minus(ONE, _square(u)),))),
    "acos": lambda u: Negative(_divide(ONE, Call("sqrt", (_minus(ONE, _square(u)),)))),
    "atan": lambda u: _divide(ONE, _plus(ONE, _square(u))),
    "sinh": lambda u: Call("cosh", (u,)),
    "cosh": lambda u: Call("sinh", (u,)),
    "tanh": lambda u: _divide(ONE, _square(Call("cosh", (u,)))),
    "exp": lambda u: Call("exp", (u,)),
    "log": lambda u: _divide(ONE, u),
    "sqrt": lambda u: _divide(ONE, _times(TWO, Call("sqrt", (u,)))),
    "abs": lambda u: Call("sign", (u,)),
    "sign": lambda _: ZERO,
}
"""f′(u) for f(u), by the name of f."""
