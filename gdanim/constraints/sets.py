"""Boxes, balls, simplices and half-spaces: projections, vertices and outlines."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.constraints.constraint import Constraint
from gdanim.spelling import typed_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.points import Point

CIRCLE_CORNERS = 240  # of the polygon that draws a circle
DRAWN_EXCESS = 0.1  # of a range: how far past its ends an unbounded set is drawn, so that its border stays out of sight


@dataclass(frozen=True)
class BoxSet(Constraint):
    """An interval for each variable; ends may be infinite."""

    intervals: tuple[Range, ...]

    def project(self, point: Point) -> Point:
        return tuple(min(max(x, low), high) for x, (low, high) in zip(point, self.intervals, strict=True))

    def vertex(self, direction: Point) -> Point | None:
        if not self.is_bounded:
            return None
        return tuple(low if d > 0 else high for d, (low, high) in zip(direction, self.intervals, strict=True))

    @property
    def is_bounded(self) -> bool:
        return all(math.isfinite(end) for interval in self.intervals for end in interval)

    def outline(self, x_range: Range, y_range: Range) -> list[Point]:
        (left, right), (low, high) = (
            (max(interval[0], seen[0]), min(interval[1], seen[1]))
            for interval, seen in zip(self.intervals, (_wider(x_range), _wider(y_range)), strict=True)
        )
        return [(left, low), (right, low), (right, high), (left, high)] if left <= right and low <= high else []

    def formula(self, variables: Sequence[str]) -> str:
        return ", ".join(
            _between(name, *interval)
            for name, interval in zip(variables, self.intervals, strict=True)
            if any(map(math.isfinite, interval))
        )


@dataclass(frozen=True)
class BallSet(Constraint):
    """All points within a distance of a centre."""

    radius: float
    center: Point

    def project(self, point: Point) -> Point:
        distance = math.dist(point, self.center)
        if distance <= self.radius:
            return point
        return tuple(c + self.radius * ((x - c) / distance) for x, c in zip(point, self.center, strict=True))

    def vertex(self, direction: Point) -> Point | None:
        length = math.hypot(*direction)
        if not length:
            return self.center
        return tuple(c - self.radius * (d / length) for d, c in zip(direction, self.center, strict=True))

    def outline(self, x_range: Range, y_range: Range) -> list[Point]:  # noqa: ARG002
        turns = [2 * math.pi * corner / CIRCLE_CORNERS for corner in range(CIRCLE_CORNERS)]
        x, y = self.center
        return [(x + self.radius * math.cos(turn), y + self.radius * math.sin(turn)) for turn in turns]

    def formula(self, variables: Sequence[str]) -> str:
        if not any(self.center):
            return f"‖({', '.join(variables)})‖ ≤ {typed_number(self.radius)}"
        center = ", ".join(map(typed_number, self.center))
        return f"‖({', '.join(variables)}) − ({center})‖ ≤ {typed_number(self.radius)}".replace("-", "−")


@dataclass(frozen=True)
class Simplex(Constraint):
    """All points without negative coordinates whose coordinates sum up to ``total``."""

    total: float

    def project(self, point: Point) -> Point:
        """Returns the nearest point.  Duchi et al., ICML 2008."""
        if not all(map(math.isfinite, point)):
            return point
        if all(x >= 0 for x in point) and sum(point) == self.total:
            return point
        ordered = sorted(point, reverse=True)
        sums = itertools.accumulate(ordered)
        shifts = [(sum_ - self.total) / count for count, sum_ in enumerate(sums, start=1)]
        shift = [shift for x, shift in zip(ordered, shifts, strict=True) if x > shift or shift is shifts[0]][-1]
        return tuple(max(x - shift, 0.0) for x in point)

    def vertex(self, direction: Point) -> Point | None:
        least = min(range(len(direction)), key=lambda index: direction[index])
        return tuple(self.total * (index == least) for index in range(len(direction)))

    def outline(self, x_range: Range, y_range: Range) -> list[Point]:  # noqa: ARG002
        return [(self.total, 0.0), (0.0, self.total)]

    def formula(self, variables: Sequence[str]) -> str:
        return f"{' + '.join(variables)} = {typed_number(self.total)}, {', '.join(variables)} ≥ 0"


@dataclass(frozen=True)
class L1Ball(Constraint):
    """All points whose coordinates' sizes sum up to at most ``radius``: a diamond."""

    radius: float

    def project(self, point: Point) -> Point:
        if not sum(map(abs, point)) > self.radius or not all(map(math.isfinite, point)):
            return point
        sizes = Simplex(self.radius).project(tuple(map(abs, point)))
        return tuple(math.copysign(size, x) if size else 0.0 for size, x in zip(sizes, point, strict=True))

    def vertex(self, direction: Point) -> Point | None:
        steepest = max(range(len(direction)), key=lambda index: abs(direction[index]))
        corner = -math.copysign(self.radius, direction[steepest])
        return tuple(corner if index == steepest else 0.0 for index in range(len(direction)))

    def outline(self, x_range: Range, y_range: Range) -> list[Point]:  # noqa: ARG002
        return [(self.radius, 0.0), (0.0, self.radius), (-self.radius, 0.0), (0.0, -self.radius)]

    def formula(self, variables: Sequence[str]) -> str:
        return f"{' + '.join(f'|{name}|' for name in variables)} ≤ {typed_number(self.radius)}"


@dataclass(frozen=True)
class HalfSpace(Constraint):
    """All points with ``normal · x ≤ bound``. ``text`` is the condition as its author wrote it."""

    normal: Point
    bound: float
    text: str

    def project(self, point: Point) -> Point:
        excess = self._excess(point)
        if not excess > 0:
            return point
        squared_length = sum(n * n for n in self.normal)
        return tuple(x - excess * n / squared_length for x, n in zip(point, self.normal, strict=True))

    @property
    def is_bounded(self) -> bool:
        return False

    def outline(self, x_range: Range, y_range: Range) -> list[Point]:
        """Returns the corners of the seen rectangle on this side, and where its edges cross the border."""
        corners = BoxSet((_wider(x_range), _wider(y_range))).outline(x_range, y_range)
        kept: list[Point] = []
        for corner, following in zip(corners, [*corners[1:], corners[0]], strict=True):
            here, there = self._excess(corner), self._excess(following)
            if here <= 0:
                kept.append(corner)
            if (here < 0 < there) or (there < 0 < here):
                part = here / (here - there)
                kept.append(tuple(a + part * (b - a) for a, b in zip(corner, following, strict=True)))
        return kept

    def formula(self, variables: Sequence[str]) -> str:  # noqa: ARG002
        return self.text

    def _excess(self, point: Point) -> float:
        return sum(n * x for n, x in zip(self.normal, point, strict=True)) - self.bound


def _wider(seen: Range) -> Range:
    margin = DRAWN_EXCESS * (seen[1] - seen[0])
    return seen[0] - margin, seen[1] + margin


def _between(name: str, low: float, high: float) -> str:
    if math.isinf(low):
        return f"{name} ≤ {_signed(high)}"
    return f"{name} ≥ {_signed(low)}" if math.isinf(high) else f"{_signed(low)} ≤ {name} ≤ {_signed(high)}"


def _signed(number: float) -> str:
    return typed_number(number).replace("-", "−")
