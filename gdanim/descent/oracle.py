"""The function as a rule sees it: on a step's batch, turned over in ascent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.descent.run import Point, Run


class CountingOracle:
    """The function as a rule sees it: −f in ascent, since maximising f is minimising −f.

    Records the points at which a step evaluates f or its gradient, other than its own start, and counts gradients.
    Repeated evaluations within a step, or at its end point, count once.
    """

    def __init__(self, run: Run) -> None:
        self._function = run.function
        self._run = run
        self._sign = -1.0 if run.is_ascent else 1.0  # a float's sign changes exactly
        self._gradients: dict[Point, Point] = {}
        self._step_start: Point | None = None
        self.probes: dict[Point, None] = {}
        self.count = 0

    def use_batch_of(self, step: int) -> None:
        """Evaluates the loss on the batch of ``step`` from here on."""
        sampling = self._run.sampling
        if sampling is not None and not sampling.is_full_batch:
            self._function = self._run.function.on_batch(sampling.rows(step))
            self._gradients = {}

    def begin_step(self, point: Point) -> None:
        self._step_start, self.probes, self._gradients = point, {}, {}

    def value(self, point: Point) -> float:
        self._record(point)
        return self._sign * self._function.value(point)

    def gradient(self, point: Point) -> Point:
        self._record(point)
        return tuple(self._sign * slope for slope in self.function_gradient(point))

    def hessian(self, point: Point) -> tuple[Point, ...]:
        return tuple(tuple(self._sign * entry for entry in row) for row in self._function.hessian(point))

    def function_gradient(self, point: Point) -> Point:
        """Returns the gradient of f itself on the batch, in descent and in ascent."""
        if point not in self._gradients:
            self.count += 1
            self._gradients[point] = self._function.gradient(point)
        return self._gradients[point]

    def full_gradient(self, point: Point) -> Point:
        """Returns the gradient of f on all points.

        It is not counted, because a rule that uses batches never sees it.
        """
        whole = self._run.function
        return self.function_gradient(point) if self._function is whole else whole.gradient(point)

    def _record(self, point: Point) -> None:
        if point != self._step_start:
            self.probes[point] = None
