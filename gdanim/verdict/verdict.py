"""The verdict on a run, and the types of stationary points and stop rules that it refers to."""

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
    """A stationary point, or an interval of them: ``kind`` is minimum, maximum, saddle or flat."""

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
    """The stop rule that ended a run, and its threshold: of the gradient's norm, the step's length, or the change
    of f.
    """

    rule: Literal["gradient", "change", "value"]
    threshold: float


@dataclass(frozen=True)
class Verdict:
    """The verdict on a run: its ``kind``, and the ``step`` from which it holds, or else the last one.

    A run of zero requested steps is ``unjudged``.

    ``goal`` is the minimum reached, or the nearest one. ``detail`` is the type of minimum (``local``, ``global``), the
    place where a run rests (``saddle``, ``flat point``, ``plateau``, ``minimum``, ``maximum``), the cause of stalling
    (``step_size``, ``rule``) or the stop rule's quantity (``gradient``, ``change``, ``value``). ``stopped_by`` is the
    rule that ended the run, whatever its verdict. ``low`` and ``high`` are the minimum and maximum of x in a cycle or a
    wandering run, in one variable. ``tolerance`` is a distance; None if the run is level with the goal, at any
    distance. ``is_growing``: a diverging run moves farther away with every step, and its numbers have not overflowed.
    ``has_no_lowest``: f is lower than at the local minimum reached, but at no other minimum: it has no lowest value.
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
        """Returns the step from which the verdict may be shown, for a run whose last step is ``last``."""
        if self.kind == "cycle" and self.period is not None:
            return min(last, self.step + self.period)  # two full periods: the first began a period before ``step``
        return self.step if self.kind in {"converged", "diverged", "left_domain", "stalled"} else last
