"""Selects the piece of a function at a point, for functions composed by max, min, absolute values, signs and steps."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.expressions.arithmetic import NUMBERS
from gdanim.functions.expressions.compiler import compile_tree
from gdanim.functions.expressions.definitions import expanded
from gdanim.functions.expressions.derivative import gradient
from gdanim.functions.expressions.expression import Expression
from gdanim.functions.expressions.simplify import simplify
from gdanim.functions.expressions.tree import ONE, ZERO, Call, Negative, Node, Number, Operation, children, variables_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.functions.function import Function

LEVEL_DISTANCES = np.array([1e-6, 1e-4, 1e-3])
"""The distances of samples that show whether f is constant around a point, relative to a coordinate or to 1."""

MIN_SLOPE = 1e-290  # a smaller slope is what an exponential leaves before it underflows
UNDERFLOW_RADIUS, UNDERFLOW_SHARE = 0.1, 0.01  # how far around slopes are looked at: at most, and of a point's distance

JUMPING = frozenset({"sign", "step", "floor", "ceil", "round", "mod", "where"})
"""Functions that may jump from one value to another."""
COMPOSING = JUMPING | {"max", "min", "abs", "relu", "leaky_relu", "clip"}


def may_have_pieces(function: Function) -> bool:
    """Returns whether f may consist of pieces; without them, it is level everywhere or nowhere."""
    return not isinstance(function, Expression) or _calls(function.tree, COMPOSING)


def may_jump(node: Node) -> bool:
    """Returns whether a tree has a function that may jump."""
    return _calls(node, JUMPING)


def _calls(node: Node, names: frozenset[str]) -> bool:
    return (isinstance(node, Call) and node.name in names) or any(_calls(child, names) for child in children(node))


def is_level(function: Function, point: Sequence[float]) -> bool:
    """Returns whether f is constant around a point: its piece there has no variable left.

    A zero slope doesn't prove it: that of an exponential underflows. Of a function without an expression nothing is
    known but its values: it is level where those around the point are equal.
    """
    if not isinstance(function, Expression):
        beside = LEVEL_DISTANCES[:, None, None] * np.concatenate([np.eye(len(point)), -np.eye(len(point))])
        values = function.values((np.asarray(point) + beside * np.maximum(1.0, np.abs(point))).reshape(-1, len(point)))
        return bool((values == function.value(point)).all())
    return not variables_of(simplify(piece_at(function.tree, function.variables, point)))


def has_one_value(function: Function, numbers: np.ndarray) -> bool:
    """Returns whether a function without an expression, which may have steps, has one value at numbers (n,)."""
    if isinstance(function, Expression):
        return True
    values = function.values(numbers[:, None])
    return bool((values == values[:1]).all())


def underflows(function: Function, point: np.ndarray, radius: float) -> bool:
    """Returns whether a component of the gradient is zero at a point, and next to nothing all about it.

    That of 2^(−x) is beyond x = 1075, where f only seems to be level: the component's formula is not zero. Without a
    formula, nothing is known of it.
    """
    if not isinstance(function, Expression):
        return False
    piece = piece_at(function.tree, function.variables, point.tolist())
    exact = gradient(piece, function.variables)
    may_vanish = np.array([bool(variables_of(simplify(tree))) for tree in exact])
    angles = np.arange(8) * np.pi / 4
    circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    widest = min(radius, UNDERFLOW_RADIUS)
    radii = (widest, min(widest, UNDERFLOW_SHARE * float(np.hypot(*point))))
    around = np.array([np.abs(function.gradients(point + each * circle)).max(axis=0) for each in radii if each])
    at_point = np.array(function.gradient(point.tolist()))
    return bool((may_vanish & (at_point == 0) & (around < MIN_SLOPE).any(axis=0)).any())


def piece_at(node: Node, variables: tuple[str, ...], point: Sequence[float]) -> Node:  # noqa: C901 - see piece
    """Returns the tree with the piece of each max, min, |u|, sign(u), rounding and condition at a point."""

    def value(part: Node) -> float:
        return float(compile_tree(part, variables, NUMBERS)(point))

    def piece(part: Node) -> Node:  # noqa: PLR0911 - a return for each kind of node
        match part:
            case Call("max" | "min" as name, arguments):
                return piece((max if name == "max" else min)(arguments, key=value))
            case Call("abs", (inner,)) if value(inner) != 0:
                return piece(inner) if value(inner) > 0 else Negative(piece(inner))
            case Call("sign", (inner,)):
                sign = value(inner)
                return ZERO if sign == 0 else ONE if sign > 0 else Number(Fraction(-1), "-1")
            case Call("floor" | "ceil" | "round") if math.isfinite(value(part)):
                return Number(Fraction(int(value(part))), str(int(value(part))))
            case Call("where", (condition, chosen, other)):
                return piece(chosen if value(condition) else other)
            case Call(name, arguments):
                return Call(name, tuple(map(piece, arguments)))
            case Operation(sign, left, right):
                return Operation(sign, piece(left), piece(right))
            case Negative(inner):
                return Negative(piece(inner))
        return part

    return piece(expanded(node))
