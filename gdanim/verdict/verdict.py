"""The verdict on a run, and what the rules need of stationary points and of the end of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

EndReason = Literal["steps", "stopped", "overflow", "left_domain"]
Kind = Literal[
    "unjudged",
    "left_domain",
    "diverged",
    "converged",
    "cycle",
    "stationary",
    "stopped",
    "stalled",
    "unbounded",
    "progressing",
    "wandering",
]


class StationaryPoint(Protocol):
    """A point where the slope is zero, or an interval: ``kind`` is minimum, maximum, saddle or flat."""

    @property
    def point(self) -> tuple[float, ...]: ...
    @property
    def value(self) -> float: ...
    @property
    def kind(self) -> str: ...
    @property
    def scope(self) -> str | None: ...
    @property
    def extent(self) -> tuple[float, float] | None: ...


@dataclass(frozen=True)
class MetStopRule:
    """The rule that ended a run, and its threshold: of the gradient's length, of the step's, or of the change of f."""

    rule: Literal["gradient", "change", "value"]
    threshold: float


@dataclass(frozen=True)
class Verdict:
    """What a run did: ``kind``, and ``step``, the step from which it is true, or else the last one.

    A run that is to take no step is ``unjudged``: a picture, of which there is nothing to tell.

    ``goal`` is the minimum reached, or the nearest one. ``detail`` says which minimum (``local``, ``global``), where a
    run stands still (``saddle``, ``flat point``, ``plateau``, ``minimum``, ``maximum``), what makes it stall
    (``step_size``, ``rule``) or which rule stopped it (``gradient``, ``change``, ``value``). ``stopped_by`` is the rule
    that ended the run, whatever else became of it. ``low`` and ``high`` are the least and the greatest x of a cycle or
    of a wandering run, in one variable. ``tolerance`` is a distance; None where the run is as low as the goal and on
    level ground, however far from it. ``is_growing``: a diverging run moves farther away with every step, and its
    numbers have not overflowed. ``has_no_lowest``: f is lower than at the local minimum reached, but at no other
    minimum: it has no lowest value.
    """

    kind: Kind
    step: int
    period: int | None = None
    detail: str | None = None
    goal: tuple[float, ...] | None = None
    tolerance: float | None = None
    low: float | None = None
    high: float | None = None
    stopped_by: MetStopRule | None = None
    is_growing: bool = False
    has_no_lowest: bool = False

    def known_from(self, last: int) -> int:
        """Returns the step from which the verdict may be shown, of a run whose last step is ``last``."""
        if self.kind == "cycle" and self.period is not None:
            return min(last, self.step + self.period)  # two full periods: the first began a period before ``step``
        return self.step if self.kind in {"converged", "diverged", "left_domain", "stalled"} else last
