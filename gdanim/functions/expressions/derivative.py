"""The rules of differentiation, from tree to tree.

sympy is not used: importing it takes 0.3 s, more than a whole run, and it differentiates |x| and max to Heaviside and
Dirac functions. The tests compare every rule with sympy. At a kink the derivative is the mean of the one-sided slopes:
abs′(0) = sign(0) = 0, and at a tie of min or max it is the mean of the tied arguments' slopes.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gdanim.functions.expressions.definitions import DEFAULT_LEAK, DEFINITIONS, TEN, TWO, normal_share
from gdanim.functions.expressions.tree import (
    COMPARISONS,
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

THREE = Number(Fraction(3), "3")
PI = Constant("pi")
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


def derivative(node: Node, variable: str) -> Node:  # noqa: C901, PLR0911 - a return for each kind of node
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
        case Call("where" | "at_where", arguments):
            return _by_condition(arguments, variable)
        case Call("clip" as name, arguments):
            return derivative(DEFINITIONS[name](*arguments), variable)
        case Call(name, arguments):
            return _call(name, arguments, tuple(derivative(argument, variable) for argument in arguments))
    raise TypeError(node)


def _by_condition(arguments: tuple[Node, ...], variable: str) -> Node:
    """Returns the derivative of ``where``, or that derivative's own, from their arguments."""
    condition, *parts = arguments
    toggled, value, other, *slopes = parts if len(parts) > 2 else (_toggled(condition), *parts)
    further = (derivative(slope, variable) for slope in slopes or (value, other))
    return Call("at_where", (condition, toggled, value, other, *further))


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
    match name, arguments:
        case "hypot", (left, right):
            total = _plus(_times(left, slopes[0]), _times(right, slopes[1]))
            return _divide(total, Call("hypot", (left, right)))
        case "mod", (left, right):
            return _minus(slopes[0], _times(Call("floor", (_divide(left, right),)), slopes[1]))
        case "leaky_relu", (argument, leak):
            return _leaky_slope(argument, leak, slopes)
    return _times(OUTER_DERIVATIVES[name](arguments[0]), slopes[0])


def _leaky_slope(argument: Node, leak: Node, slopes: tuple[Node, ...]) -> Node:
    by_argument = _times(_leak_at(argument, leak), slopes[0])
    if is_constant(leak):
        return by_argument
    return _plus(by_argument, _times(Call("min", (argument, ZERO)), slopes[1]))


def _leak_at(argument: Node, leak: Node) -> Node:
    """Returns 1 right of zero, the leak left of it, and the mean between them."""
    return _plus(leak, _times(_minus(ONE, leak), _right_of_zero(argument)))


def _right_of_zero(argument: Node) -> Node:
    """Returns 1 right of zero, 0 left of it, and 1/2 at zero, the mean slope of a kink."""
    return _divide(_plus(ONE, Call("sign", (argument,))), TWO)


def _toggled(condition: Node) -> Node:
    """Returns a condition with < for <= and the reverse: it differs where a comparison is an equality."""
    match condition:
        case Call(name, arguments) if name in COMPARISONS:
            return Call(name.removesuffix("=") if name.endswith("=") else f"{name}=", arguments)
        case Call(name, arguments):
            return Call(name, tuple(map(_toggled, arguments)))
    return condition


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


def _bell(node: Node) -> Node:
    """Returns 2/√π·exp(−u²)."""
    return _times(_divide(TWO, Call("sqrt", (PI,))), Call("exp", (Negative(_square(node)),)))


def _normal_density(node: Node) -> Node:
    """Returns exp(−u²/2)/√(2π)."""
    return _divide(Call("exp", (Negative(_divide(_square(node), TWO)),)), Call("sqrt", (_times(TWO, PI),)))


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
    "asinh": lambda u: _divide(ONE, Call("sqrt", (_plus(_square(u), ONE),))),
    "acosh": lambda u: _divide(ONE, Call("sqrt", (_minus(_square(u), ONE),))),
    "atanh": lambda u: _divide(ONE, _minus(ONE, _square(u))),
    "log2": lambda u: _divide(ONE, _times(u, Call("log", (TWO,)))),
    "log10": lambda u: _divide(ONE, _times(u, Call("log", (TEN,)))),
    "cbrt": lambda u: _divide(ONE, _times(THREE, _square(Call("cbrt", (u,))))),
    "erf": _bell,
    "erfc": lambda u: Negative(_bell(u)),
    "sigmoid": lambda u: _times(Call("sigmoid", (u,)), Call("sigmoid", (Negative(u),))),
    "softplus": lambda u: Call("sigmoid", (u,)),
    "swish": lambda u: _plus(Call("sigmoid", (u,)), _times(u, OUTER_DERIVATIVES["sigmoid"](u))),
    "gelu": lambda u: _plus(normal_share(u), _times(u, _normal_density(u))),
    "relu": _right_of_zero,
    "leaky_relu": lambda u: _leak_at(u, DEFAULT_LEAK),
    **dict.fromkeys(("sign", "step", "floor", "ceil", "round"), lambda _: ZERO),
}
"""f′(u) for f(u), by the name of f."""
