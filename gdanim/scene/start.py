"""Reads ``start``, the initial points of runs: one point, several, a grid, or random points of the domain."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim.messages import message
from gdanim.scene.limits import MAX_RUNS
from gdanim.scene.readers import (
    BOX,
    COORDINATE,
    SEED,
    Reader,
    integer,
    mapping_of,
    one_or_list,
    report_not_number,
)
from gdanim.scene.value import INVALID, all_valid
from gdanim.text import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.functions import Function
    from gdanim.points import Point
    from gdanim.scene.value import Invalid, Value

RANDOM, GRID = "random", "grid"
_RANDOM = mapping_of("key of start", {RANDOM: integer(1, MAX_RUNS), "seed": SEED, "in": BOX}, required=[RANDOM])
_COUNTS = one_or_list(integer(1, MAX_RUNS), "counts")
_GRID = mapping_of("key of start", {GRID: _COUNTS, "in": BOX}, required=[GRID])


@dataclass(frozen=True)
class RandomStarts:
    """The value ``{random: count, seed: …, in: box}``; ``box`` is empty for the domain."""

    count: int
    seed: int = 0
    box: tuple[Range, ...] = ()


@dataclass(frozen=True)
class GridStarts:
    """The value ``{grid: counts, in: box}``: one count for all variables, or one for each."""

    counts: tuple[int, ...]
    box: tuple[Range, ...] = ()

    def count(self, dimension: int) -> int:
        """Returns the number of points for a function of ``dimension`` variables."""
        return math.prod(self.counts * dimension if len(self.counts) == 1 else self.counts)


@dataclass(frozen=True)
class Starts:
    """A ``start`` as far as it is known without the function's variables: numbers and points, or where to take them."""

    items: tuple[float | tuple[float, ...], ...] = ()
    random: RandomStarts | None = None
    grid: GridStarts | None = None

    @property
    def is_placed(self) -> bool:
        """Whether the points are placed in a box, not written."""
        return self.random is not None or self.grid is not None

    def count(self, dimension: int) -> int:
        """Returns the number of points for a function of ``dimension`` variables."""
        if self.grid:
            return self.grid.count(dimension)
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
        return _placed(value)
    if value.is_list:
        return _listed(value)
    if value.text == RANDOM:
        return Starts(random=RandomStarts(1))
    if value.number is None:
        return report_not_number(value, message("scene.must_be_start"))
    number = COORDINATE(value)
    return INVALID if number is INVALID else Starts((number,))


def _placed(value: Value) -> Starts | Invalid:
    """Reads ``{random: …}`` or ``{grid: …}``."""
    is_grid = any(key.text == GRID for key, _ in value.entries())
    found = (_GRID if is_grid else _RANDOM)(value)
    if found is INVALID or INVALID in found.values():
        return INVALID
    box = found.get("in", ())
    if is_grid:
        return Starts(grid=GridStarts(found[GRID], box))
    return Starts(random=RandomStarts(found[RANDOM], found.get("seed", 0), box))


def _listed(value: Value) -> Starts | Invalid:
    if not value.items():
        return value.report(message("scene.empty_list", name="start", item="point"))
    items = all_valid(
        all_valid(map(COORDINATE, item.items())) if item.is_list else COORDINATE(item) for item in value.items()
    )
    return INVALID if items is INVALID else Starts(items)


def start_points(
    starts: Starts, function: Function, domain: tuple[Range, ...] | None, value: Value
) -> tuple[Point, ...] | Invalid:
    """Returns the starts as points of the function's variables, each checked to be in its domain.

    ``domain`` is the scene's, from which random points are drawn.
    """
    placed = starts.random or starts.grid
    if placed:
        box = _box(placed.box, function, domain, value)
        points = INVALID if box is INVALID else _placed_points(placed, box, value)
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


def _box(
    box: tuple[Range, ...], function: Function, domain: tuple[Range, ...] | None, value: Value
) -> tuple[Range, ...] | Invalid:
    """Returns the box in which points are placed: the given one, else the domain."""
    count = len(function.variables)
    found = box * count if len(box) == 1 else box or domain or function.domain
    if not found:
        intervals = "[low, high]" if count == 1 else "[[low, high], [low, high]]"
        return value.report(message("scene.placed_without_domain", domain=intervals))
    if len(found) != count:
        return value.report(message("scene.box_shape", name=f"{value.name}.in", count=len(found), variables=count))
    return tuple(found)


def _placed_points(
    placed: RandomStarts | GridStarts, box: tuple[Range, ...], value: Value
) -> tuple[Point, ...] | Invalid:
    if isinstance(placed, RandomStarts):
        low, high = zip(*box, strict=True)
        drawn = np.random.default_rng(placed.seed).uniform(low, high, (placed.count, len(box)))
        return tuple(tuple(map(float, point)) for point in drawn)
    counts = placed.counts * len(box) if len(placed.counts) == 1 else placed.counts
    if len(counts) != len(box):
        return value.report(message("scene.grid_shape", name=value.name, count=len(counts), variables=len(box)))
    if math.prod(counts) > MAX_RUNS:
        return value.report(message("scene.grid_too_large", name=value.name, count=math.prod(counts), maximum=MAX_RUNS))
    sides = [_evenly_spaced(*interval, count) for interval, count in zip(box, counts, strict=True)]
    return tuple(tuple(point[::-1]) for point in itertools.product(*sides[::-1]))  # row by row, x fastest


def _evenly_spaced(low: float, high: float, count: int) -> list[float]:
    """Returns numbers from low to high, both included; the middle for a single one."""
    return [(low + high) / 2] if count == 1 else np.linspace(low, high, count).tolist()


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
            {"const": RANDOM},
            _RANDOM.schema(),
            _GRID.schema(),
        ]
    },
)
