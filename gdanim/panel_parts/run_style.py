"""The appearance of one of a panel's runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.animation.run_clock import RunClock


@dataclass(frozen=True)
class RunStyle:
    """The appearance of one of a panel's runs.

    Attributes
    ----------
    run_index
        The run's index among all runs of the scene, which determines its colour and its marker.
    clock
        The run's clock, which maps the animation's moments to the run's steps.
    rank
        The rank of one of many runs in the order of the number by which they differ, from 0 to 1; otherwise None.
    """

    run_index: int
    clock: RunClock
    rank: float | None = None
