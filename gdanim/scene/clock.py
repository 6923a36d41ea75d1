"""The clock of an animation: whether it counts steps, tells the time, or takes the values of a swept number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.run_clock import RunClock
    from gdanim.descent import Trajectory


@dataclass(frozen=True)
class Clock:
    """A clock that counts steps: each tick is a step of every run, or a part of an epoch.

    Attributes
    ----------
    run_clocks
        The clock of each run, which maps the ticks to the run's steps.
    steps
        The number of steps of the longest run.
    name
        The symbol of what the clock tells; empty if it counts steps.
    shows_all_runs
        Whether the runs are shown together, or one after another.
    """

    run_clocks: tuple[RunClock, ...]
    steps: int
    name: str = ""
    shows_all_runs: ClassVar[bool] = True

    @property
    def last_tick(self) -> int:
        """The last tick of the animation at most."""
        return self.steps

    def run_ticks(self, trajectories: Sequence[Trajectory]) -> list[int]:
        """Returns the number of ticks that each run takes."""
        return [
            clock.ticks_for(trajectory.last_step)
            for clock, trajectory in zip(self.run_clocks, trajectories, strict=True)
        ]

    def verdict_ticks(self, trajectories: Sequence[Trajectory], last: int) -> list[int]:
        """Returns the tick, up to ``last``, from which on the verdict of each run is known."""
        clocks = zip(self.run_clocks, trajectories, strict=True)
        return [min(clock.ticks_for(trajectory.verdict_known_from) or last, last) for clock, trajectory in clocks]

    def shown_steps(self, trajectories: Sequence[Trajectory], last: int) -> int:
        """Returns the number of steps that panels have room for, if the animation ends with tick ``last``."""
        del trajectories
        return last

    def values(self, last: int) -> list[float]:
        """Returns what the clock tells at each tick up to ``last``; nothing if it counts steps."""
        del last
        return []


@dataclass(frozen=True)
class TimeClock(Clock):
    """A clock that tells the time, of which a step takes as much as its size: a tick is the smallest step size."""

    name: str = "t"
    tick_size: float = 1.0

    def values(self, last: int) -> list[float]:
        """Returns the time at each tick up to ``last``."""
        return [tick * self.tick_size for tick in range(last + 1)]


@dataclass(frozen=True)
class SweepClock(Clock):
    """A clock that takes the values of a swept number, and shows the whole run of one after another."""

    swept_values: tuple[float, ...] = ()
    shows_all_runs: ClassVar[bool] = False

    @property
    def last_tick(self) -> int:
        """The tick of the last value."""
        return len(self.swept_values) - 1

    def run_ticks(self, trajectories: Sequence[Trajectory]) -> list[int]:
        """Returns the number of ticks from the first value to the last, which all runs share."""
        return [self.last_tick for _ in trajectories]

    def verdict_ticks(self, trajectories: Sequence[Trajectory], last: int) -> list[int]:
        """Returns the tick of each run's value, up to ``last``."""
        return [min(index, last) for index in range(len(trajectories))]

    def shown_steps(self, trajectories: Sequence[Trajectory], last: int) -> int:
        """Returns the number of steps of the longest run."""
        del last
        return max(trajectory.last_step for trajectory in trajectories)

    def values(self, last: int) -> list[float]:
        """Returns all values of the swept number."""
        del last
        return list(self.swept_values)
