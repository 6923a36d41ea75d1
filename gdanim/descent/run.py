"""The specification of a run: what is minimised, from where, how and for how long."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdanim.constraints import Objective

if TYPE_CHECKING:
    from gdanim.constraints import Constraint
    from gdanim.functions import Function
    from gdanim.functions.data import Sampling
    from gdanim.optimizers import Optimizer
    from gdanim.points import Point
    from gdanim.schedules import Schedule


@dataclass(frozen=True)
class StopRule:
    """The stop rules of a run: the first that holds ends it; if several begin to hold at once, the first in this order.

    Attributes
    ----------
    gradient
        Stop when the gradient's norm is below this number.
    change
        Stop when the last step's length is below this number.
    value
        Stop when f changes by at most this number in a step.
    """

    gradient: float | None = None
    change: float | None = None
    value: float | None = None


@dataclass(frozen=True)
class Noise:
    """Random numbers added to each step's gradient.

    Attributes
    ----------
    sd
        Their standard deviation in the first step.
    seed
        The seed of ``numpy.random.default_rng``.
    kind
        Their distribution, with mean 0.
    cooling
        The factor of the standard deviation from step to step.
    """

    sd: float
    seed: int = 0
    kind: Literal["normal", "uniform"] = "normal"
    cooling: float = 1.0

    def rows(self, steps: int, variables: int) -> list[Point]:
        """Returns the noise of each step, a number for each variable; more steps begin with the same."""
        generator, shape = np.random.default_rng(self.seed), (steps, variables)
        if self.kind == "normal":
            numbers = generator.standard_normal(shape)
        else:
            numbers = generator.uniform(-math.sqrt(3), math.sqrt(3), shape)
        return [
            tuple(self.sd * self.cooling**step * number for number in row) for step, row in enumerate(numbers.tolist())
        ]


@dataclass(frozen=True)
class Clip:
    """A bound of the gradient's ``norm``, or of each component's size, its ``value``."""

    norm: float | None = None
    value: float | None = None

    def clipped(self, gradient: Point) -> Point:
        """Returns the gradient, shortened to the norm, or with each component cut off."""
        if self.value is not None:
            return tuple(min(max(slope, -self.value), self.value) for slope in gradient)
        length = math.hypot(*gradient)
        if self.norm is None or not self.norm < length < math.inf:
            return gradient
        return tuple(self.norm * (slope / length) for slope in gradient)


@dataclass(frozen=True, eq=False)
class Run:
    """The specification of a run.

    Attributes
    ----------
    function, optimizer, start, steps, direction, stop
        The function, the update rule, the start, the maximum number of steps, the direction, and the stop rules.
    schedule
        The step size; None if the rule has none.
    tolerance
        The distance from the minimum within which the run has converged; None for a fraction of the first distance.
    sampling
        The points of a data problem that each step uses; None if every step uses the whole loss.
    noise, weight_decay, clip
        The changes of each step's gradient, in this order: random numbers, the decay's factor times the point, a bound.
    constraint
        The set onto which each step is projected.
    average_from
        The step from which on the iterates are averaged; None for no average.
    domain
        The part of the axes that the scene shows, in which stationary points are searched, too; None by default.
    names_schedule
        Whether the schedule has its name in labels instead of its formula.
    label
        The run's name in plain text.
    label_fields
        The settings that an automatic label names, ``(("eta", "0.2"),)``.
    """

    function: Function
    optimizer: Optimizer
    schedule: Schedule | None
    start: Point
    steps: int
    direction: Literal["descend", "ascend"] = "descend"
    stop: StopRule = StopRule()
    tolerance: float | None = None
    sampling: Sampling | None = None
    noise: Noise | None = None
    weight_decay: float = 0.0
    clip: Clip | None = None
    constraint: Constraint | None = None
    average_from: int | None = None
    domain: tuple[tuple[float, float], ...] | None = None
    names_schedule: bool = False
    label: str = ""
    label_fields: tuple[tuple[str, str], ...] = ()

    @property
    def objective(self) -> Objective:
        """The terms that the run minimises besides f: the rule's penalty, the weight decay, and the set."""
        sets = () if self.constraint is None else (self.constraint,)
        return self.optimizer.penalty(len(self.start)).with_more(Objective(l2=self.weight_decay, sets=sets))

    @property
    def has_plain_steps(self) -> bool:
        """Whether a step is what the rule makes of the gradient of f, without noise, decay, clipping and constraint."""
        return not (self.noise or self.weight_decay or self.clip or self.constraint)

    @property
    def momentum(self) -> float | None:
        """The coefficient β of each step x + β(x − the point before) − η∇f; None if steps are of another form."""
        return self.optimizer.momentum if self.has_plain_steps and not self.is_random else None

    @property
    def is_random(self) -> bool:
        """Whether the steps depend on random numbers: on noise, or on batches."""
        return self.noise is not None or not (self.sampling is None or self.sampling.is_full_batch)

    @property
    def is_ascent(self) -> bool:
        """Whether the run maximises f."""
        return self.direction == "ascend"

    @property
    def goal_kind(self) -> Literal["minimum", "maximum"]:
        """The kind of stationary point that the run looks for."""
        return "maximum" if self.is_ascent else "minimum"
