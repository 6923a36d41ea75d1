"""Jumps of a function of one variable: where it passes from one value to another without those between.

Rounding, signs and conditions change between samples; a bisection finds where. The limits at a jump are exact: those of
the pieces beside it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.expressions.arithmetic import ARRAYS, NUMBERS
from gdanim.functions.expressions.compiler import compile_tree
from gdanim.functions.expressions.definitions import expanded
from gdanim.functions.expressions.derivative import derivative
from gdanim.functions.expressions.expression import Expression
from gdanim.functions.expressions.tree import COMPARISONS, Call, Node, Operation, children
from gdanim.functions.properties.piecewise import may_jump, piece_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gdanim.functions.function import Function

SAMPLE_COUNT = 4001
MAX_JUMPS = 400  # in an interval; of more, none is drawn by itself
BISECTION_COUNT = 64
DECIMAL_DIGITS = (6, 9, 12)
PIECE_DISTANCE = 1e-9  # relative to a place, or to 1: how far from it its pieces are chosen
CHORD_LENGTH = 1e-5  # relative to a place, or to 1: how far from it a slope of zero is looked at again
ROUNDING_ERROR = 1e-9  # relative to the values: smaller jumps are rounding errors
SAME_PLACE = 1e-12  # relative to a place, or to 1


@dataclass(frozen=True)
class Side:
    """The limits of f and f′ on one side of a jump; NaN where f has no value there.

    A slope of zero has the sign of the slopes beside it.
    """

    value: float
    slope: float


@dataclass(frozen=True)
class Jump:
    """A jump at ``x``: the limits from the ``left`` and from the ``right``, and the ``value`` at x itself."""

    x: float
    left: Side
    right: Side
    value: float

    @property
    def is_inside(self) -> bool:
        """Whether f has values on both sides."""
        return not (math.isnan(self.left.value) or math.isnan(self.right.value))

    @property
    def is_minimum(self) -> bool:
        """Whether f is nowhere lower close to x."""
        return self._is_extremum(1.0)

    @property
    def is_maximum(self) -> bool:
        """Whether f is nowhere higher close to x."""
        return self._is_extremum(-1.0)

    def _is_extremum(self, sign: float) -> bool:
        sides = ((self.left, -1.0), (self.right, 1.0))
        gaps = [(sign * (side.value - self.value), sign * outwards * side.slope) for side, outwards in sides]
        size = ROUNDING_ERROR * max(1.0, abs(self.value))
        return all(math.isnan(gap) or gap > size or (abs(gap) <= size and slope > 0) for gap, slope in gaps)


@lru_cache(maxsize=64)
def jumps(function: Function, low: float, high: float) -> tuple[Jump, ...]:
    """Returns the jumps of a function of one variable between two numbers, from the left; none of very many."""
    if not isinstance(function, Expression) or len(function.variables) != 1 or not may_jump(function.tree):
        return ()
    with np.errstate(all="ignore"):
        positions = _jump_positions(function, low, high)
        found = [_jump(function, x) for x in positions if low <= x <= high]
    return tuple(jump for jump in found if jump is not None)


def jump_at(function: Function, x: float) -> Jump | None:
    """Returns the jump of a function of one variable at a point, if it has one there."""
    if not isinstance(function, Expression) or len(function.variables) != 1 or not may_jump(function.tree):
        return None
    with np.errstate(all="ignore"):
        return _jump(function, x)


def _jump_positions(function: Expression, low: float, high: float) -> list[float]:
    """Returns the places where a rounding, a sign or a condition changes; none of very many."""
    grid = np.linspace(low - 1.3e-4 * (high - low), high + 2.9e-4 * (high - low), SAMPLE_COUNT)
    positions: list[float] = []
    for switch in dict.fromkeys(_switches(expanded(function.tree))):
        evaluate = compile_tree(switch, function.variables, ARRAYS)

        def states(xs: np.ndarray, evaluate: Callable[..., np.ndarray] = evaluate) -> np.ndarray:
            return np.broadcast_to(evaluate([xs]), xs.shape)

        values = states(grid)
        is_number = ~np.isnan(values)
        changes = np.flatnonzero((values[1:] != values[:-1]) & (is_number[1:] | is_number[:-1]))
        if len(changes) > MAX_JUMPS:
            return []
        positions += _bisected(states, grid[changes], grid[changes + 1])
    positions.sort()
    distinct = [x for index, x in enumerate(positions) if not index or not _is_same(x, positions[index - 1])]
    return distinct if len(distinct) <= MAX_JUMPS else []


def _is_same(x: float, other: float) -> bool:
    return abs(x - other) <= SAME_PLACE * max(1.0, abs(x))


def _switches(node: Node) -> Iterator[Node]:
    """Yields the parts of a tree with few values: signs, roundings and comparisons."""
    match node:
        case Call(name, (left, right)) if name in COMPARISONS:
            yield node
            yield Call("sign", (Operation("-", left, right),))  # a single point, as of x <= 0 <= x
        case Call("sign" | "floor" | "ceil" | "round"):
            yield node
    for child in children(node):
        yield from _switches(child)


def _bisected(states: Callable[[np.ndarray], np.ndarray], left: np.ndarray, right: np.ndarray) -> list[float]:
    before = states(left)
    for _ in range(BISECTION_COUNT):
        middle = left + (right - left) / 2
        is_before = states(middle) == before
        left, right = np.where(is_before, middle, left), np.where(is_before, right, middle)
    return [_short(x) for x in right.tolist()]


def _short(x: float) -> float:
    """Returns the short decimal that a place equals up to rounding, else the place."""
    decimals = (round(x, digits) for digits in DECIMAL_DIGITS)
    return next((each for each in decimals if _is_same(each, x)), x) + 0.0  # no −0


def _jump(function: Expression, x: float) -> Jump | None:
    left, right = (_side(function, x, side) for side in (-1.0, 1.0))
    value = function.value((x,))
    heights = [left.value, right.value, value]
    defined = [height for height in heights if not math.isnan(height)]
    if len(defined) < 2 or not all(map(math.isfinite, defined)):
        return None
    size = ROUNDING_ERROR * max(1.0, *map(abs, defined))
    return Jump(x, left, right, value) if max(defined) - min(defined) > size else None


def _side(function: Expression, x: float, side: float) -> Side:
    beside = x + side * PIECE_DISTANCE * max(1.0, abs(x))
    piece = piece_at(function.tree, function.variables, (beside,))
    slope = derivative(piece, function.variables[0])
    evaluate, rise = (compile_tree(tree, function.variables, NUMBERS) for tree in (piece, slope))
    value, slope_at_x = float(evaluate((x,))), float(rise((x,)))
    if slope_at_x == 0:  # of x² at 0: whether f rises from there shows beside it
        near = x + side * CHORD_LENGTH * max(1.0, abs(x))
        slope_at_x = float(rise((near,))) * CHORD_LENGTH
    return Side(value, slope_at_x)
