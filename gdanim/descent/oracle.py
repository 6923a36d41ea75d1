"""The function as a rule sees it: on a step's batch, with noise, decay and clipping, turned over in ascent."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.functions.search import stationary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.constraints import Constraint
    from gdanim.descent.run import Run
    from gdanim.points import Point


class CountingOracle:
    """The function as a rule sees it: −f in ascent, since maximising f is minimising −f.

    Its gradient is that of f on the step's batch, plus the step's noise, plus the weight decay times the point, and
    then clipped. Values and Hessians agree with it, but for the clipping.

    Records the points at which a step evaluates f or its gradient, other than its own start, and counts gradients.
    Repeated evaluations within a step, or at its end point, count once.
    """

    def __init__(self, run: Run) -> None:
        self._function = run.function
        self._run = run
        self._sign = -1.0 if run.is_ascent else 1.0  # a float's sign changes exactly
        self._noise = run.noise.rows(run.steps + 1, len(run.start)) if run.noise else None
        self._offset: Point = ()
        self._gradients: dict[Point, Point] = {}
        self._step_start: Point | None = None
        self.probes: dict[Point, None] = {}
        self.count = 0

    @property
    def constraint(self) -> Constraint | None:
        return self._run.constraint

    @property
    def steps_per_epoch(self) -> int:
        return self._run.sampling.updates_per_epoch if self._run.sampling else 1

    def use_batch_of(self, step: int) -> None:
        """Evaluates the loss on the batch of ``step``, with its noise, from here on."""
        sampling = self._run.sampling
        if sampling is not None and not sampling.is_full_batch:
            self._function = self._run.function.on_batch(sampling.rows(step))
            self._gradients = {}
        if self._noise is not None:
            self._offset = self._noise[step]

    def begin_step(self, point: Point) -> None:
        self._step_start, self.probes, self._gradients = point, {}, {}

    def value(self, point: Point) -> float:
        self._record(point)
        noise = sum(n * x for n, x in zip(self._offset, point, strict=True)) if self._offset else 0.0
        value = self._sign * (self._function.value(point) + noise)
        decay = self._run.weight_decay
        return value + decay / 2 * sum(x * x for x in point) if decay else value

    def gradient(self, point: Point) -> Point:
        self._record(point)
        return self._used(self.function_gradient(point), point)

    def full_gradient(self, point: Point) -> Point:
        """Returns the gradient over all points, which counts as one; without noise."""
        self._record(point)
        if self._function is self._run.function:
            return self._used(self.function_gradient(point), point, has_noise=False)
        self.count += 1
        return self._used(self._run.function.gradient(point), point, has_noise=False)

    def hessian(self, point: Point) -> tuple[Point, ...]:
        return self._curvature(self._function.hessian(point))

    def gauss_newton_matrix(self, point: Point) -> tuple[Point, ...]:
        return self._curvature(self._function.gauss_newton_matrix(point))

    def lowest_value(self) -> float:
        run = self._run
        found = stationary.best_value(run.function, run.start, run.goal_kind)
        return math.nan if found is None else self._sign * found

    def function_gradient(self, point: Point) -> Point:
        """Returns the gradient of f itself on the batch, without noise, in descent and in ascent."""
        if point not in self._gradients:
            self.count += 1
            self._gradients[point] = self._function.gradient(point)
        return self._gradients[point]

    def true_gradient(self, point: Point) -> Point:
        """Returns the gradient of f on all points.

        It is not counted, because a rule that uses batches never sees it.
        """
        whole = self._run.function
        return self.function_gradient(point) if self._function is whole else whole.gradient(point)

    def _used(self, slopes: Point, point: Point, *, has_noise: bool = True) -> Point:
        """Returns what the rule gets of a gradient of f."""
        if self._offset and has_noise:
            slopes = tuple(slope + noise for slope, noise in zip(slopes, self._offset, strict=True))
        run, signed = self._run, tuple(self._sign * slope for slope in slopes)
        if run.weight_decay:
            signed = tuple(slope + run.weight_decay * x for slope, x in zip(signed, point, strict=True))
        return run.clip.clipped(signed) if run.clip else signed

    def _curvature(self, rows: Sequence[Point]) -> tuple[Point, ...]:
        decay = self._run.weight_decay
        return tuple(
            tuple(
                self._sign * entry + decay if decay and row == column else self._sign * entry
                for column, entry in enumerate(entries)
            )
            for row, entries in enumerate(rows)
        )

    def _record(self, point: Point) -> None:
        if point != self._step_start:
            self.probes[point] = None
