"""What can be said of a run, and what is asked of those who ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

EndReason = Literal["steps", "stopped", "overflow", "left_domain"]
Kind = Literal["left_domain", "diverged", "converged", "cycle", "stationary", "stopped", "progressing", "wandering"]


class Place(Protocol):
    """A point where the slope is zero; ``kind`` is minimum, maximum, saddle or flat."""

    @property
    def point(self) -> tuple[float, ...]: ...
    @property
    def value(self) -> float: ...
    @property
    def kind(self) -> str: ...
    @property
    def scope(self) -> str | None: ...


class StopRule(Protocol):
    @property
    def gradient(self) -> float | None: ...
    @property
    def change(self) -> float | None: ...


@dataclass(frozen=True)
class Verdict:
    """``step`` is from when it was true, else the last one; ``goal`` the minimum reached, or the nearest.

    ``detail`` says which minimum (``local``, ``global``), where a run stands still (``saddle``, ``flat point``,
    ``plateau``, ``minimum``, ``maximum``) or which rule stopped it (``gradient``, ``change``; ``threshold`` is its
    number). ``low`` and ``high`` bound x over the swing, in one variable. ``tolerance`` is a distance.
    """

    kind: Kind
    step: int
    period: int | None = None
    detail: str | None = None
    goal: tuple[float, ...] | None = None
    tolerance: float | None = None
    low: float | None = None
    high: float | None = None
    threshold: float | None = None

    def known_from(self, last: int) -> int:
        """The step at which it may be said aloud, of a run whose last step is ``last``."""
        if self.kind == "cycle" and self.period is not None:
            return min(last, self.step + self.period)  # two full periods: the first began a period before ``step``
        return self.step if self.kind in {"converged", "diverged", "left_domain"} else last
