"""Clocks that map the animation's steps to a run's: runs advance together by updates, by epochs or by time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gdanim.animation.frame_budget import DEPARTURES, TRAVEL_TIMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.animation.travel import Travel
    from gdanim.descent import Run

MAX_TICKS = 1000  # of as many steps of a run as the ratio of two step sizes has
DEPARTURE_PART = DEPARTURES[1] / 1000  # fractions of a step's time, as of a step with one beat
ARRIVAL_PART = (DEPARTURES[1] + TRAVEL_TIMES[1]) / 1000


@dataclass(frozen=True)
class RunClock:
    """The clock of a run: ``steps`` of the run take as long as ``ticks`` of the animation's clock."""

    steps: int = 1
    ticks: int = 1

    @property
    def is_synchronous(self) -> bool:
        """Whether the run makes one step per tick of the animation's clock."""
        return self.steps == self.ticks

    def local_moment(self, moment: Moment, travel: Travel) -> Moment:
        """Returns the moment with the run's own step and its progress to the next, on its way as balls ``travel``."""
        if self.is_synchronous:
            return moment
        step, part = self._progress(moment.step, moment.travel_progress)
        if part >= ARRIVAL_PART:
            return replace(moment, step=step + 1, travel_progress=0.0)
        travelled = max(0.0, (part - DEPARTURE_PART) / (ARRIVAL_PART - DEPARTURE_PART))
        return replace(moment, step=step, travel_progress=travel.progress(travelled))

    def steps_landed(self, tick: int) -> range:
        """Returns the run's own steps that its ball completes between the previous tick and this one."""
        if self.is_synchronous:
            return range(tick, tick + 1)
        return range(self._landed(tick - 1) + 1 if tick else 0, self._landed(tick) + 1)

    def ticks_for(self, steps: int) -> int:
        """Returns the number of ticks of the animation's clock that ``steps`` of the run take, rounded up."""
        return -(-steps * self.ticks // self.steps)

    def _progress(self, tick: int, travel: float) -> tuple[int, float]:
        step, rest = divmod(tick * self.steps, self.ticks)
        return step, (rest + travel * self.steps) / self.ticks

    def _landed(self, tick: int) -> int:
        step, part = self._progress(tick, 0.0)
        return step + (part >= ARRIVAL_PART)


def run_clocks(runs: Sequence[Run], *, by_epochs: bool) -> tuple[RunClock, ...]:
    """Returns the clock of each run. With ``by_epochs``, an epoch takes equally long for every run."""
    steps = [run.sampling.updates_per_epoch if run.sampling and by_epochs else 1 for run in runs]
    return tuple(RunClock(each, max(steps)) for each in steps)


def time_clocks(step_sizes: Sequence[float]) -> tuple[RunClock, ...]:
    """Returns the clock of each run where a step takes as long as its size: the smallest is one tick."""
    shortest = min(step_sizes)
    ratios = [Fraction(shortest / size).limit_denominator(MAX_TICKS) for size in step_sizes]
    return tuple(RunClock(max(1, ratio.numerator), max(1, ratio.denominator)) for ratio in ratios)
