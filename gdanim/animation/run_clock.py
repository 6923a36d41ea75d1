"""How fast a run steps on a clock that several share: by updates, or by passes over the data. Knows no pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.descent import Run

RESTS, LANDS = 0.4, 0.9  # of a step's time: when the ball leaves, and when it has landed


@dataclass(frozen=True)
class Pace:
    """``own`` steps of the run take as long as ``clock`` of the film's."""

    own: int = 1
    clock: int = 1

    def at(self, moment: Moment) -> Moment:
        """The moment as the run sees it: its own step, and how far it has come on the way to the next."""
        if self.own == self.clock:
            return moment
        step, part = self._progress(moment.step, moment.travel)
        if part >= LANDS:
            return replace(moment, step=step + 1, travel=0.0)
        way = min(1.0, max(0.0, (part - RESTS) / (LANDS - RESTS)))
        return replace(moment, step=step, travel=way * way * (3 - 2 * way))

    def arrives(self, tick: int) -> range:
        """The run's own steps on which its ball comes to rest with this tick of the clock."""
        if self.own == self.clock:
            return range(tick, tick + 1)
        return range(self._landed(tick - 1) + 1 if tick else 0, self._landed(tick) + 1)

    def ticks(self, steps: int) -> int:
        """The clock's ticks that ``steps`` of the run take."""
        return -(-steps * self.clock // self.own)

    def _progress(self, tick: int, travel: float) -> tuple[int, float]:
        step, rest = divmod(tick * self.own, self.clock)
        return step, (rest + travel * self.own) / self.clock

    def _landed(self, tick: int) -> int:
        step, part = self._progress(tick, 0.0)
        return step + (part >= LANDS)


def paces(runs: Sequence[Run], *, by_passes: bool) -> tuple[Pace, ...]:
    """One a run. Passes over the data last equally long, however many updates they hold."""
    updates = [run.sampling.updates if run.sampling and by_passes else 1 for run in runs]
    return tuple(Pace(own, max(updates)) for own in updates)
