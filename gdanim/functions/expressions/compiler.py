"""Compiles trees to callables, in the arithmetic of floats or of arrays."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from gdanim.functions.expressions.arithmetic import NUMBERS
from gdanim.functions.expressions.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Operation,
    Parameter,
    Variable,
    children,
    is_constant,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Evaluate = Callable[[Sequence[Any]], Any]


def compile_tree(node: Node, variables: tuple[str, ...], arithmetic: Mapping[str, Callable[..., Any]]) -> Evaluate:
    """Returns a callable from the values of ``variables``, in order, to the value of ``node``."""
    match node:
        case Number(value):
            return _constant(_nearest_float(value))
        case Constant(name):
            return _constant(getattr(math, name))
        case Parameter(_, value):
            return _constant(value)
        case Variable(name):
            position = variables.index(name)
            return lambda point: point[position]
    arguments = [compile_tree(child, variables, arithmetic) for child in children(node)]
    return _composed(arithmetic[_operation_name(node)], arguments)


def constant_value(node: Node) -> float | None:
    """Returns the value of a tree without variables; None if it has any."""
    return compile_tree(node, (), NUMBERS)(()) if is_constant(node) else None


def _nearest_float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:  # powers of the author's numbers may pass 1e308
        return math.inf


def _constant(value: float) -> Evaluate:
    return lambda _: value


def _operation_name(node: Node) -> str:
    match node:
        case Operation(sign):
            return sign
        case Call(name):
            return name
        case Negative():
            return "negative"
    raise TypeError(node)


def _composed(function: Callable[..., Any], arguments: list[Evaluate]) -> Evaluate:
    if len(arguments) == 1:
        (only,) = arguments
        return lambda point: function(only(point))
    if len(arguments) == 2:
        left, right = arguments
        return lambda point: function(left(point), right(point))
    return lambda point: function(*[argument(point) for argument in arguments])
