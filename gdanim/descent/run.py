"""The specification of a run: what is minimised, from where, how and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gdanim.functions import Function
    from gdanim.functions.data import Sampling
    from gdanim.optimizers import Optimizer
    from gdanim.schedules import Schedule

Point = tuple[float, ...]


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
    label: str = ""
    label_fields: tuple[tuple[str, str], ...] = ()

    @property
    def is_ascent(self) -> bool:
        """Whether the run maximises f."""
        return self.direction == "ascend"

    @property
    def goal_kind(self) -> Literal["minimum", "maximum"]:
        """The kind of stationary point that the run looks for."""
        return "maximum" if self.is_ascent else "minimum"
