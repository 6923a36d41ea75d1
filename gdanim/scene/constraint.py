"""Reads ``constraint``: a box, a ball, a diamond, a simplex, or a half-space above or below a linear expression."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim.constraints import BallSet, BoxSet, HalfSpace, L1Ball, Simplex
from gdanim.functions import ExpressionError, build
from gdanim.messages import message
from gdanim.scene import typed_numbers
from gdanim.scene.readers import COORDINATE, INTERVAL, Reader, list_of, mapping_of, number
from gdanim.scene.value import INVALID, all_valid
from gdanim.text.plain_formula import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.constraints import Constraint
    from gdanim.functions import Function
    from gdanim.scene.value import Invalid, Value

NONE = "none"
SIDES = ("above", "below")
LINEAR_AT = (-2.7, -0.4, 0.0, 1.3, 3.1)  # coordinates at which an expression has the same slopes if it is linear
SAME_SLOPE = 1e-9  # relative


@dataclass(frozen=True)
class ConstraintSpec:
    """A constraint as far as it is known without the function's variables: a kind, and what the scene gives for it."""

    parts: tuple[tuple[str, Any, Value], ...] = ()

    def constraint(self, function: Function) -> Constraint | Invalid | None:
        """Returns the set for a function, or None for no constraint; reports what does not fit its variables."""
        if not self.parts:
            return None
        kind, content, value = self.parts[0]
        if kind in SIDES:
            return self._sided(function)
        makers: dict[str, Callable[..., Constraint | Invalid]] = {
            "box": _box,
            "ball": _centred_ball,
            "l1": _diamond,
            "simplex": _simplex,
        }
        return makers[kind](content, len(function.variables), value)

    def _sided(self, function: Function) -> Constraint | Invalid:
        """Returns a half-space, or the box of one or two numbers."""
        ends = {"above": -math.inf, "below": math.inf}
        count = len(function.variables)
        for kind, content, value in self.parts:
            if isinstance(content, str):
                return _half_space(kind, content, function, value)
            ends[kind] = content
        if not ends["above"] < ends["below"]:
            return self.parts[0][2].report(message("scene.nothing_between", low=ends["above"], high=ends["below"]))
        return BoxSet(((ends["above"], ends["below"]),) * count)


def _box(intervals: tuple[tuple[float, float], ...], count: int, value: Value) -> Constraint | Invalid:
    if len(intervals) not in {1, count}:
        return value.report(message("scene.domain_shape", count=count))
    return BoxSet(intervals * count if len(intervals) == 1 else intervals)


def _centred_ball(content: tuple[float, tuple[float, ...] | None], count: int, value: Value) -> Constraint | Invalid:
    radius, center = content[0], content[1] or (0.0,) * count
    if len(center) != count:
        return value.report(message("scene.center_shape", count=count, found=len(center)))
    return BallSet(radius, center) if count > 1 else BoxSet(((center[0] - radius, center[0] + radius),))


def _diamond(radius: float, count: int, value: Value) -> Constraint | Invalid:  # noqa: ARG001
    return L1Ball(radius) if count > 1 else BoxSet(((-radius, radius),))


def _simplex(total: float, count: int, value: Value) -> Constraint | Invalid:
    return Simplex(total) if count > 1 else value.report(message("scene.simplex_of_one"))


def _half_space(kind: str, text: str, function: Function, value: Value) -> Constraint | Invalid:
    """Returns where an expression is at most 0, or at least 0; reports one that is not linear in the variables."""
    try:
        condition = build(text, None, function.variables)
    except ExpressionError as error:
        return value.report_at(error.message, error.offset, error.width)
    count = len(function.variables)
    slopes = [condition.gradient((x,) * count) for x in LINEAR_AT]
    if not all(math.isclose(a, b, rel_tol=SAME_SLOPE) for each in slopes for a, b in zip(each, slopes[0], strict=True)):
        return value.report(message("scene.constraint_not_linear"))
    sign, offset = 1.0 if kind == "below" else -1.0, condition.value((0.0,) * count)
    normal = tuple(sign * slope for slope in slopes[0])
    if not any(normal) or not math.isfinite(offset):
        return value.report(message("scene.constraint_not_linear"))
    if count == 1:
        bound = -sign * offset / normal[0] + 0.0
        return BoxSet(((-math.inf, bound) if normal[0] > 0 else (bound, math.inf),))
    return HalfSpace(normal, -sign * offset, f"{plain(condition.formula)} {'≤' if kind == 'below' else '≥'} 0")


def _read(value: Value) -> ConstraintSpec | Invalid:
    if value.text == NONE and not value.is_mapping and not value.is_list:
        return ConstraintSpec()
    found = _PARTS(value)
    if found is INVALID or INVALID in found.values():
        return INVALID
    values = {key.text: item for key, item in value.entries()}
    numbers = [name for name in found if name in SIDES and isinstance(found[name], float)]
    if not found or (len(found) > 1 and len(numbers) < len(found)):
        return value.report(message("scene.one_constraint", kinds=", ".join(_READERS)))
    return ConstraintSpec(tuple((name, content, values[name]) for name, content in found.items()))


def _box_intervals(value: Value) -> Any:
    """Reads an interval for each variable, or one for all."""
    if any(item.is_list for item in value.items()):
        return all_valid(map(INTERVAL, value.items()))
    single = INTERVAL(value)
    return INVALID if single is INVALID else (single,)


def _ball(value: Value) -> Any:
    if not value.is_mapping:
        radius = _SIZE(value)
        return INVALID if radius is INVALID else (radius, None)
    found = _BALL(value)
    if found is INVALID or INVALID in found.values():
        return INVALID
    return found["radius"], found.get("center")


def _side(value: Value) -> Any:
    is_expression = isinstance(value.content, str) and typed_numbers.number(value.content) is None
    return value.content if is_expression else COORDINATE(value)


_SIZE = number(above=0)
_CENTER = list_of(COORDINATE, "coordinates")
_BALL = mapping_of("key of ball", {"radius": _SIZE, "center": _CENTER}, required=["radius"])
_BOX = Reader(
    _box_intervals, lambda: {"anyOf": [INTERVAL.schema(), {"type": "array", "items": INTERVAL.schema(), "minItems": 1}]}
)
_SIDE = Reader(_side, lambda: {"anyOf": [COORDINATE.schema(), {"type": "string"}]})
_READERS = {
    "box": _BOX,
    "ball": Reader(_ball, lambda: {"anyOf": [_SIZE.schema(), _BALL.schema()]}),
    "l1": _SIZE,
    "simplex": _SIZE,
    "above": _SIDE,
    "below": _SIDE,
}
_PARTS = mapping_of("kind of constraint", _READERS)
CONSTRAINT = Reader(_read, lambda: {"anyOf": [_PARTS.schema(), {"const": NONE}]})
