"""The horizontal axis of a line chart: what it counts, and where each step of each run stands on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range

MIN_LOG_RATIO = 10.0  # of the ends of a logarithmic axis


@dataclass(frozen=True)
class HorizontalAxis:
    """A chart's horizontal axis.

    Attributes
    ----------
    name
        The axis's name.
    positions
        The positions of each run's steps, (n,). Steps without one are not drawn.
    is_count
        Whether the positions count something, so that ticks are whole numbers.
    """

    name: str
    positions: tuple[np.ndarray, ...]
    is_count: bool = True

    def span(self, *, log: bool, share: float = 0.0) -> Range:
        """Returns the first and the last position, with a share of the axis after the last one."""
        known = np.concatenate([np.empty(0), *self.positions])
        known = known[np.isfinite(known) & (known > 0)]
        last = float(known.max(initial=0.0)) or 1.0
        if not log:
            return 0.0, last / (1 - share)
        first = float(known.min(initial=last))
        last = last if last > first else MIN_LOG_RATIO * first
        return first, first * math.exp(math.log(last / first) / (1 - share))


def steps(counts: Sequence[int], lengths: Sequence[float] = ()) -> tuple[np.ndarray, ...]:
    """Returns the positions of so many numbers for each run, each a step's length after the one before."""
    chosen = lengths or (1.0,) * len(counts)
    return tuple(np.arange(count) * length for count, length in zip(counts, chosen, strict=True))
