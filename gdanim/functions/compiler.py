"""Trees to callables, over whichever arithmetic is handed in."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from gdanim.functions.arithmetic import NUMBERS
from gdanim.functions.tree import Call, Constant, Negative, Node, Number, Operation, Variable, children, is_constant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Evaluate = Callable[[Sequence[Any]], Any]


def compiled(node: Node, variables: tuple[str, ...], arithmetic: Mapping[str, Callable[..., Any]]) -> Evaluate:
    """A callable from the values of ``variables``, in their order, to the value of ``node``."""
    match node:
        case Number(value):
            return _always(_nearest_float(value))
        case Constant(name):
            return _always(getattr(math, name))
        case Variable(name):
            position = variables.index(name)
            return lambda point: point[position]
    parts = [compiled(child, variables, arithmetic) for child in children(node)]
    return _applied(arithmetic[_operation(node)], parts)


def constant_value(node: Node) -> float | None:
    """The number a tree without variables stands for, or None where it holds a variable."""
    return compiled(node, (), NUMBERS)(()) if is_constant(node) else None


def _nearest_float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:  # powers of the author's numbers may pass 1e308
        return math.inf


def _always(value: float) -> Evaluate:
    return lambda _: value


def _operation(node: Node) -> str:
    match node:
        case Operation(sign):
            return sign
        case Call(name):
            return name
        case Negative():
            return "negative"
    raise TypeError(node)


def _applied(function: Callable[..., Any], parts: list[Evaluate]) -> Evaluate:
    if len(parts) == 1:
        (only,) = parts
        return lambda point: function(only(point))
    if len(parts) == 2:
        left, right = parts
        return lambda point: function(left(point), right(point))
    return lambda point: function(*[part(point) for part in parts])
