"""Where runs begin: one point, several, or points drawn at random from the domain."""

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

RANDOM = mapping_of("key", {"random": integer(1, MAX_RUNS), "seed": SEED}, required=["random"])


@dataclass(frozen=True)
class Random:
    count: int
    seed: int


@dataclass(frozen=True)
class Starts:
    """What ``start`` says, as far as it is known without the function's variables."""

    numbers: tuple[float | tuple[float, ...], ...] = ()
    random: Random | None = None

    def count(self, dimension: int) -> int:
        """How many points there are of a function with ``dimension`` variables."""
        return self.random.count if self.random else len(self.points(dimension))

    def points(self, dimension: int) -> tuple[Point, ...]:
        """Numbers alone are several points of one variable, one point of more; not checked to have enough of them."""
        if dimension > 1 and all(isinstance(each, float) for each in self.numbers):
            return (self.numbers,)  # type: ignore[return-value]
        return tuple(each if isinstance(each, tuple) else (each,) for each in self.numbers)


def _read(value: Value) -> Starts | Invalid:
    if value.is_mapping:
        found = RANDOM(value)
        if found is INVALID or INVALID in found.values():
            return INVALID
        return Starts(random=Random(found["random"], found.get("seed", 0)))
    if not value.is_list:
        number = (
            COORDINATE(value)
            if isinstance(value.content, int | float)
            else report_not_number(value, message("scene.must_be_start"))
        )
        return INVALID if number is INVALID else Starts((number,))
    if not value.items():
        return value.report(message("scene.empty_list", name="start", item="point"))
    found = all_valid(
        all_valid(map(COORDINATE, each.items())) if each.is_list else COORDINATE(each) for each in value.items()
    )
    return INVALID if found is INVALID else Starts(found)


def points(
    starts: Starts, function: Function, domain: tuple[Interval, ...] | None, place: Value
) -> tuple[Point, ...] | Invalid:
    """The starts as points of the function's variables, each checked to be in its domain."""
    found = _drawn(starts.random, function, domain, place) if starts.random else _written(starts, function, place)
    if found is INVALID:
        return INVALID
    places: Sequence[Value] = place.items() if len(place.items()) == len(found) else [place] * len(found)
    checked = [_inside(function, point, where) for point, where in zip(found, places, strict=True)]
    return found if all(checked) else INVALID


def _written(starts: Starts, function: Function, place: Value) -> tuple[Point, ...] | Invalid:
    count = len(function.variables)
    found = starts.points(count)
    wrong = [at for at, point in enumerate(found) if len(point) != count]
    for at in wrong:
        where = place.items()[at] if len(place.items()) == len(found) else place
        where.report(message("scene.start_shape", name=where.name, shape=_shape(function), count=len(found[at])))
    return INVALID if wrong else found


def _shape(function: Function) -> str:
    """What a point of the function's variables looks like."""
    names = function.variables
    if len(names) == 1:
        return "one number"
    return f"[{', '.join(names)}], " * (len(names) == 2) + f"{len(names)} numbers, one for each variable"


def _drawn(
    random: Random, function: Function, domain: tuple[Interval, ...] | None, place: Value
) -> tuple[Point, ...] | Invalid:
    domain = domain or function.domain
    if domain is None:
        pairs = "[low, high]" if len(function.variables) == 1 else "[[low, high], [low, high]]"
        return place.report(message("scene.random_without_domain", domain=pairs))
    low, high = zip(*domain, strict=True)
    drawn = np.random.default_rng(random.seed).uniform(low, high, (random.count, len(domain)))
    return tuple(tuple(map(float, point)) for point in drawn)


def _inside(function: Function, point: Point, place: Value) -> bool:
    """Whether the function and its gradient have values at a start; if not, that is noted."""
    numbers = phrases.place(point, 4) if len(point) > 1 else f"{point[0]:g}"
    values = {"name": place.name, "function": function.text, "point": numbers}
    if not math.isfinite(function.value(point)):
        place.report(message("scene.start_outside", **values))
    elif not all(map(math.isfinite, function.gradient(point))):
        place.report(message("scene.start_without_slope", **values))
    else:
        return True
    return False


START = Reader(
    _read,
    lambda: {
        "anyOf": [
            COORDINATE.schema(),
            {
                "type": "array",
                "items": {"anyOf": [COORDINATE.schema(), {"type": "array", "items": COORDINATE.schema()}]},
            },
            RANDOM.schema(),
        ]
    },
)
