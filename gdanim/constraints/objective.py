"""The objective of a run: f with a penalty, over a set."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.constraints.constraint import Constraint
    from gdanim.points import Point


@dataclass(frozen=True)
class Objective:
    """f(x) + ``l1`` Σ|xᵢ| + ½ ``l2`` Σxᵢ², over the points that lie in all ``sets``."""

    l1: float = 0.0
    l2: float = 0.0
    sets: tuple[Constraint, ...] = ()

    @property
    def is_penalised(self) -> bool:
        """Whether f has a penalty."""
        return bool(self.l1 or self.l2)

    @property
    def is_plain(self) -> bool:
        """Whether it is f itself, over all points."""
        return not (self.is_penalised or self.sets)

    def with_more(self, other: Objective) -> Objective:
        """Returns the objective with the other's penalties and sets, too."""
        return Objective(self.l1 + other.l1, self.l2 + other.l2, (*self.sets, *other.sets))

    def penalty(self, point: Point) -> float:
        """Returns what is added to f at a point."""
        return self.l1 * sum(map(abs, point)) + self.l2 / 2 * sum(x * x for x in point)

    def proximal(self, point: Point, size: float) -> Point:
        """Returns the point that a proximal step of this size goes to.

        It is the minimum of the penalty plus ‖x − point‖²/2size, projected onto the sets.
        """
        moved = tuple(math.copysign(max(abs(x) - size * self.l1, 0.0), x) / (1 + size * self.l2) + 0.0 for x in point)
        for each in self.sets:
            moved = each.project(moved)
        return moved

    def slope(self, point: Point, gradient: Point, size: float) -> Point:
        """Returns the gradient mapping: zero exactly where no proximal step moves, as the gradient of f itself."""
        ahead = self.proximal(tuple(x - size * g for x, g in zip(point, gradient, strict=True)), size)
        return tuple((x - y) / size for x, y in zip(point, ahead, strict=True))
