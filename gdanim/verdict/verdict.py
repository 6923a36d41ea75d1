"""The verdict on a run, and the types of stationary points and stop rules that it refers to."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
Detail = Literal[
    "local", "global", "constrained", "penalised", "saddle", "minimum", "maximum", "flat point",
    "plateau", "late plateau", "far plateau", "step_size", "rule", "gradient", "change", "value",
]  # fmt: skip


class StationaryPointLike(Protocol):
    """A stationary point, or an interval of them: ``kind`` is minimum, maximum, saddle or flat."""

    @property
    def at(self) -> tuple[float, ...]: ...
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
    """The stop rule that ended a run, and its threshold of gradient norm, step length or change of f."""

    rule: Literal["gradient", "change", "value"]
    threshold: float


@dataclass(frozen=True)
class Verdict:
    """The verdict on a run.

    Attributes
    ----------
    kind
        The run's fate in a word. One of zero requested steps is ``unjudged``.
    step
        The step from which the verdict holds, or else the last one.
    period
        The number of steps after which a cycle repeats itself.
    detail
        The kind of minimum: ``local``, ``global``, or ``constrained`` or ``penalised`` where only a set or a penalty
        makes it one; or where a run stands still: ``saddle``, ``flat point``, ``minimum``, ``maximum``, ``plateau``, a
        ``late plateau`` after far longer steps, a ``far plateau`` far away from where it began; or what makes it stall:
        ``step_size``, ``rule``; or which rule stopped it: ``gradient``, ``change``, ``value``.
    goal
        The minimum reached, or the nearest one.
    tolerance
        The distance from the goal that counts as arrival; None where the run has come to rest on a level floor, which
        is as low all over.
    low, high
        The least and the greatest x of a cycle or of a wandering run, in one variable.
    stopped_by
        The rule that ended the run, whatever else became of it.
    is_loose
        Whether the tolerance is so large that to be within it is no arrival.
    is_growing
        Whether a diverging run moves farther away with every step, and its numbers have not overflowed.
    is_swinging
        Whether a diverging run oscillates with growing amplitude.
    is_at_kink
        Whether the run rests from the start at a kink, where the slope counts as zero.
    is_away
        Whether a run that has stalled or is on its way has no minimum ahead of it.
    below
        A lower value than the local minimum reached (for maxima: a higher one): another ``minimum``, a fall
        that is ``unbounded``, or only places ``elsewhere``.
    """

    kind: Kind
    step: int
    period: int | None = None
    detail: Detail | None = None
    goal: tuple[float, ...] | None = None
    tolerance: float | None = None
    low: float | None = None
    high: float | None = None
    stopped_by: MetStopRule | None = None
    is_loose: bool = False
    is_growing: bool = False
    is_swinging: bool = False
    is_at_kink: bool = False
    is_away: bool = False
    below: Literal["minimum", "unbounded", "elsewhere"] | None = None

    @property
    def has_converged(self) -> bool:
        """Whether the run has reached a minimum, or in ascent a maximum."""
        return self.kind == "converged"

    @property
    def has_reached_goal(self) -> bool:
        """Whether the run has reached a minimum (in ascent a maximum) that is not merely a local one."""
        return self.has_converged and self.detail != "local"

    @property
    def reached(self) -> tuple[float, ...] | None:
        """The minimum or maximum that the run has reached, if any."""
        return self.goal if self.has_converged else None

    def later_by(self, steps: int) -> Verdict:
        """Returns the verdict of a run that begins this number of steps later."""
        return replace(self, step=self.step + steps)

    def known_from(self, last: int) -> int:
        """Returns the step from which the verdict may be shown, for a run whose last step is ``last``."""
        if self.kind == "cycle" and self.period is not None:
            return min(last, self.step + self.period)  # two full periods: the first began a period before ``step``
        return self.step if self.kind in {"converged", "diverged", "left_domain", "stalled"} else last
