"""The rows of a run so far, and whether it has come to its end."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.optimizers import state_vectors
from gdanim.points import FAR_COORDINATE
from gdanim.verdict import EndReason, MetStopRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.descent.oracle import CountingOracle
    from gdanim.descent.run import StopRule
    from gdanim.points import Point


@dataclass
class History:
    """The rows of a run so far, in Python floats, whose arithmetic is the same on every processor."""

    points: list[Point] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    gradients: list[Point] = field(default_factory=list)
    full_gradients: list[Point] = field(default_factory=list)
    half_points: list[Point] = field(default_factory=list)
    etas: list[float] = field(default_factory=list)
    states: list[Mapping[str, Point]] = field(default_factory=list)
    probes: list[tuple[Point, ...]] = field(default_factory=list)
    evaluations: list[int] = field(default_factory=list)

    def add(self, point: Point, value: float, state: Any, oracle: CountingOracle) -> None:
        self.evaluations.append(oracle.count)
        self.points.append(point)
        self.values.append(value)
        self.gradients.append(_where_defined(oracle.function_gradient(point), value))
        self.full_gradients.append(_where_defined(oracle.true_gradient(point), value))
        self.states.append(state_vectors(state))

    def end_reason(self, stop: StopRule) -> EndReason | None:
        """Returns the reason for the run's end at its last row, or None."""
        point, numbers = self.points[-1], (self.values[-1], *self.gradients[-1])
        if all(map(math.isfinite, point + numbers)):
            return "stopped" if self.met_stop_rule(stop) else None
        is_far = not all(abs(x) < FAR_COORDINATE for x in point)
        return "overflow" if is_far or any(map(math.isinf, numbers)) else "left_domain"

    def met_stop_rule(self, stop: StopRule) -> MetStopRule | None:
        """Returns the stop rule that the last row meets, or None."""
        if stop.gradient is not None and math.hypot(*self.full_gradients[-1]) < stop.gradient:
            return MetStopRule("gradient", stop.gradient)
        if len(self.points) == 1:
            return None
        if stop.change is not None and math.dist(*self.points[-2:]) < stop.change:
            return MetStopRule("change", stop.change)
        if stop.value is not None and abs(self.values[-1] - self.values[-2]) <= stop.value:
            return MetStopRule("value", stop.value)
        return None


def _where_defined(gradient: Point, value: float) -> Point:
    """Returns the gradient, without its numbers where f has no value: the formula of log(x)′ has one left of 0."""
    if not math.isnan(value):
        return gradient
    return tuple(math.nan if math.isfinite(slope) else slope for slope in gradient)


def read_only(rows: Sequence[Any], dimension: int | None = None) -> np.ndarray:
    """Returns rows as an array that can't be changed; of points, ``(n, dimension)``."""
    array = np.array(rows, dtype=float)
    if dimension:
        array = array.reshape(-1, dimension)
    array.flags.writeable = False
    return array
