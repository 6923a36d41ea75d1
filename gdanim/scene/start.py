"""Reads ``start``, the initial points of runs: one point, several, or random points of the domain."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim.messages import message
from gdanim.scene.limits import MAX_RUNS
from gdanim.scene.readers import COORDINATE, SEED, Reader, integer, mapping_of, report_not_number
from gdanim.scene.value import INVALID, all_valid
from gdanim.text import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Point
    from gdanim.functions import Function
    from gdanim.scene.model import Interval
    from gdanim.scene.value import Invalid, Value

_RANDOM = mapping_of("key", {"random": integer(1, MAX_RUNS), "seed": SEED}, required=["random"])


@dataclass(frozen=True)
class RandomStarts:
    """The value ``{random: count, seed: …}``."""

    count: int
    seed: int


@dataclass(frozen=True)
class Starts:
    """A ``start`` as far as it is known without the function's variables: numbers and points, or random points."""

    items: tuple[float | tuple[float, ...], ...] = ()
    random: RandomStarts | None = None

    def count(self, dimension: int) -> int:
        """Returns the number of points for a function of ``dimension`` variables."""
        return self.random.count if self.random else len(self.points(dimension))

    def points(self, dimension: int) -> tuple[Point, ...]:
        """Returns the points, not checked for their number of coordinates.

        Plain numbers are several points of one variable, but a single point of several variables.
        """
        if dimension > 1 and all(isinstance(item, float) for item in self.items):
            return (self.items,)  # type: ignore[return-value]
        return tuple(item if isinstance(item, tuple) else (item,) for item in self.items)


def _starts(value: Value) -> Starts | Invalid:
    if value.is_mapping:
        found = _RANDOM(value)
        if found is INVALID or INVALID in found.values():
            return INVALID
        return Starts(random=RandomStarts(found["random"], found.get("seed", 0)))
    if value.is_list:
        return _listed(value)
    if not isinstance(value.content, int | float):
        return report_not_number(value, message("scene.must_be_start"))
    number = COORDINATE(value)
    return INVALID if number is INVALID else Starts((number,))


def _listed(value: Value) -> Starts | Invalid:
    if not value.items():
        return value.report(message("scene.empty_list", name="start", item="point"))
    items = all_valid(
        all_valid(map(COORDINATE, item.items())) if item.is_list else COORDINATE(item) for item in value.items()
    )
    return INVALID if items is INVALID else Starts(items)


def start_points(
    starts: Starts, function: Function, domain: tuple[Interval, ...] | None, value: Value
) -> tuple[Point, ...] | Invalid:
    """Returns the starts as points of the function's variables, each checked to be in its domain.

    ``domain`` is the scene's, from which random points are drawn.
    """
    if starts.random:
        points = _random_points(starts.random, function, domain, value)
    else:
        points = _written_points(starts, function, value)
    if points is INVALID:
        return INVALID
    values: Sequence[Value] = value.items() if len(value.items()) == len(points) else [value] * len(points)
    checked = [_check_point(function, point, item) for point, item in zip(points, values, strict=True)]
    return points if all(checked) else INVALID


def _written_points(starts: Starts, function: Function, value: Value) -> tuple[Point, ...] | Invalid:
    count = len(function.variables)
    points = starts.points(count)
    wrong = [index for index, point in enumerate(points) if len(point) != count]
    for index in wrong:
        item = value.items()[index] if len(value.items()) == len(points) else value
        text = message("scene.start_shape", name=item.name, shape=_shape(function), count=len(points[index]))
        item.report(text)
    return INVALID if wrong else points


def _shape(function: Function) -> str:
    """Describes the form of a point of the function's variables."""
    names = function.variables
    if len(names) == 1:
        return "one number"
    return f"[{', '.join(names)}], " * (len(names) == 2) + f"{len(names)} numbers, one for each variable"


def _random_points(
    random: RandomStarts, function: Function, domain: tuple[Interval, ...] | None, value: Value
) -> tuple[Point, ...] | Invalid:
    domain = domain or function.domain
    if domain is None:
        intervals = "[low, high]" if len(function.variables) == 1 else "[[low, high], [low, high]]"
        return value.report(message("scene.random_without_domain", domain=intervals))
    low, high = zip(*domain, strict=True)
    drawn = np.random.default_rng(random.seed).uniform(low, high, (random.count, len(domain)))
    return tuple(tuple(map(float, point)) for point in drawn)


def _check_point(function: Function, point: Point, value: Value) -> bool:
    """Returns whether the function and its gradient are finite at a start; reports if not."""
    texts = {"name": value.name, "function": function.text, "point": phrases.coordinates(point)}
    if not math.isfinite(function.value(point)):
        value.report(message("scene.start_outside", **texts))
    elif not all(map(math.isfinite, function.gradient(point))):
        value.report(message("scene.start_without_slope", **texts))
    else:
        return True
    return False


START = Reader(
    _starts,
    lambda: {
        "anyOf": [
            COORDINATE.schema(),
            {
                "type": "array",
                "items": {"anyOf": [COORDINATE.schema(), {"type": "array", "items": COORDINATE.schema()}]},
            },
            _RANDOM.schema(),
        ]
    },
)
