"""Reads ``eta``, the step size: a number, a schedule, or an expression in L and m, the curvatures at the minimum."""

from __future__ import annotations

import ast
import math
import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim import registry, schedules
from gdanim.functions import stationary
from gdanim.messages import message
from gdanim.scene.advice import unknown_word
from gdanim.scene.options import PluginSpec, options_schema, read_plugin, validate_options
from gdanim.scene.readers import Reader, number, report_not_number
from gdanim.scene.value import INVALID
from gdanim.text import phrases
from gdanim.text.numbers import short

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.descent import Point
    from gdanim.functions import Function
    from gdanim.scene.value import Invalid, Value
    from gdanim.schedules import Schedule

ALPHABET = frozenset("0123456789.eE+-*/^() Lm")
MAX_LENGTH = 100  # characters of an expression
MAX_POWER = 64
POSITIVE = number(above=0)
OPERATIONS: dict[type[ast.AST], Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}


@dataclass(frozen=True)
class CurvatureExpression:
    """An expression in L and m, the largest and the smallest curvature at the minimum."""

    text: str
    tree: ast.expr

    def value(self, max_curvature: float, min_curvature: float) -> float:
        """Returns the value for these curvatures, or NaN."""
        try:
            value = _evaluate(self.tree, {"L": max_curvature, "m": min_curvature})
        except (ZeroDivisionError, OverflowError):
            return math.nan
        return value if isinstance(value, float) else math.nan


Eta = schedules.Schedule | CurvatureExpression


def _eta(value: Value) -> Eta | Invalid:
    if value.is_mapping:
        return _schedule(value)
    if isinstance(value.content, str):
        return _expression(value)
    eta = POSITIVE(value)
    return INVALID if eta is INVALID else schedules.fixed(eta)


def _schedule(value: Value) -> Schedule | Invalid:
    """Reads ``{step: {eta: 0.6, every: 5}}``. An option that is a mapping is itself a schedule."""
    spec = read_plugin(value, "schedule", registry.names("schedules"))
    if not isinstance(spec, PluginSpec):
        return INVALID
    for key, option in spec.options.entries() if spec.options else ():
        if option.is_list and key.text != "then":
            return option.report(message("scene.list_in_schedule", name=option.name, schedule=spec.name))
        if (option.is_mapping and _schedule(option) is INVALID) or (key.text == "then" and not _check_next(option)):
            return INVALID
    options = validate_options(registry.load("schedules", spec.name).options, spec, value)
    return INVALID if options is INVALID or options is None else schedules.Schedule(spec.name, options)


def _check_next(value: Value) -> bool:
    """Returns whether this schedule can follow another; reports if not."""
    if value.is_mapping:
        return True
    if isinstance(value.content, int | float):
        return POSITIVE(value) is not INVALID
    if value.text.isidentifier() and value.text not in registry.names("schedules"):
        value.report(unknown_word("schedule", value.text, registry.names("schedules")))
    else:
        value.report_expected(message("scene.must_be_next_eta"))
    return False


def _expression(value: Value) -> CurvatureExpression | Invalid:
    text = value.text.strip()
    if not ALPHABET.issuperset(text) or len(text) > MAX_LENGTH or not text:
        return report_not_number(value, message("scene.must_be_eta"))
    try:
        tree = ast.parse(text.replace("^", "**"), mode="eval").body
        _evaluate(tree, {"L": 2.0, "m": 1.0})
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return report_not_number(value, message("scene.must_be_eta"))
    except (ZeroDivisionError, OverflowError):
        return value.report(message("scene.eta_without_value", name=value.name, expression=text))
    return CurvatureExpression(text, tree)


def _evaluate(node: Any, names: dict[str, float]) -> float:
    """Evaluates arithmetic. Raises ValueError for anything else."""
    match node:
        case ast.Constant(float() | int() as number):
            return float(number)
        case ast.Name(name) if name in names:
            return names[name]
        case ast.UnaryOp(sign, operand) if type(sign) in OPERATIONS:
            return OPERATIONS[type(sign)](_evaluate(operand, names))
        case ast.BinOp(left, sign, right) if type(sign) in OPERATIONS:
            first, second = _evaluate(left, names), _evaluate(right, names)
            if isinstance(sign, ast.Pow) and abs(second) > MAX_POWER:
                raise ValueError(node)
            return OPERATIONS[type(sign)](first, second)
    raise ValueError(node)


def resolve(eta: Eta, function: Function, start: Point, value: Value) -> Schedule | Invalid:
    """Returns the schedule of one run. L and m are the curvatures at the function's minimum nearest to the start."""
    if not isinstance(eta, CurvatureExpression):
        return eta
    minimum = _nearest_minimum(function, start)
    if minimum is None:
        return value.report(message("scene.eta_without_minimum", expression=eta.text, point=phrases.coordinates(start)))
    size = eta.value(*function.curvature(minimum))
    if math.isfinite(size) and size > 0:
        return schedules.fixed(size)
    texts = {"name": value.name, "expression": eta.text, "point": phrases.coordinates(minimum)}
    if math.isnan(size):
        return value.report(message("scene.eta_not_a_number", **texts))
    return value.report(message("scene.eta_not_above_zero", value=short(size), **texts))


def _nearest_minimum(function: Function, start: Point) -> Point | None:
    minima = function.minima or tuple(
        stationary_point.point
        for stationary_point in stationary.search(function, np.array([start]))
        if stationary_point.kind == "minimum"
    )
    return min(minima, key=lambda point: math.dist(point, start), default=None)


ETA = Reader(
    _eta,
    lambda: {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0},
            {"type": "string", "description": "an expression in L and m, such as 1/L"},
            {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "properties": _options_schema(),
                "additionalProperties": False,
            },
        ]
    },
)


def _options_schema() -> dict[str, Any]:
    kinds = registry.load_all("schedules").items()
    return {name: options_schema(kind.options) for name, kind in kinds}
